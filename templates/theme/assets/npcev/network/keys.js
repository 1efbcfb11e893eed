// The picture by keyboard: arrows move from node to node, Enter opens, Escape closes.

/** Let a box be walked through; `at` tells where one stands, `move`, `open` and `close` act. */
export function arrows(box, { graph, columns, at, move, open, close }) {
  const inColumn = (name) =>
    graph().nodes.filter((each) => each.node.column === name).sort((a, b) => a.y - b.y);

  function beside(here, step) {
    for (let to = columns.indexOf(here.node.column) + step; columns[to]; to += step) {
      const linked = linkedTo(here, columns[to]);
      if (linked.length) return nearest(linked, here);
    }
    return null;
  }

  function linkedTo(here, column) {
    const ids = new Set();
    for (const { start, end } of graph().edges) {
      if (start.id === here.node.id) ids.add(end.id);
      if (end.id === here.node.id) ids.add(start.id);
    }
    return inColumn(column).filter((each) => ids.has(each.node.id));
  }

  const nearest = (nodes, here) =>
    nodes.reduce((best, each) => (Math.abs(each.y - here.y) < Math.abs(best.y - here.y) ? each : best));

  function next(key) {
    const { nodes, edges } = graph();
    const edge = edges.find((each) => each.id === at());
    const here = nodes.find((each) => each.node.id === (edge ? edge.start.id : at()));
    if (!here) return columns.map(inColumn).find((column) => column.length)?.[0];
    const column = inColumn(here.node.column);
    const row = column.indexOf(here);
    if (key === "ArrowDown") return column[row + 1];
    if (key === "ArrowUp") return column[row - 1];
    if (key === "Home") return column[0];
    if (key === "End") return column.at(-1);
    return beside(here, key === "ArrowRight" ? 1 : -1);
  }

  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
      const to = next(event.key);
      if (to) move(to.node.id);
    } else if (event.key === "Enter") open();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
