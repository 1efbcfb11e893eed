// Where the nodes stand: fixed columns from left to right, rows by where their neighbours stand.

const GAP = 9;
const SWEEPS = 12;
const TOP = 14;

/** Break a label into lines that fit, measured in the page's own type. */
export function measure(graph, { font, width }) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  const room = width - 16;
  for (const each of graph.nodes) {
    let lines = 1;
    let at = 0;
    for (const word of each.node.label.split(/(?<=[\s-])/)) {
      const long = pen.measureText(word).width;
      if (at && at + long > room) {
        lines += 1;
        at = 0;
      }
      at += long;
    }
    each.height = 10 + 14 * lines;
  }
}

/** Give each node its middle (x, y); return the height of the whole. */
export function place(graph, columns, { across, width }) {
  const stacks = columns.map((name) => graph.nodes.filter((each) => each.node.column === name));
  const step = (across - width) / (columns.length - 1);
  const tall = Math.max(...stacks.map((stack) => stack.reduce((sum, n) => sum + n.height + GAP, 0)));
  const beside = neighbours(graph);
  stacks.forEach((stack, column) => {
    stack.sort((a, b) => a.node.label.localeCompare(b.node.label));
    for (const [row, each] of stack.entries()) {
      each.x = width / 2 + column * step;
      each.want = ((row + 0.5) / stack.length) * tall;
    }
    settle(stack, tall);
  });
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const order = sweep % 2 ? [...stacks].reverse() : stacks;
    for (const stack of order) {
      for (const each of stack) {
        const near = beside.get(each.node.id);
        if (near?.length) each.want = near.reduce((sum, n) => sum + n.y, 0) / near.length;
      }
      settle(stack, tall);
    }
  }
  for (const each of graph.nodes) each.y += TOP;
  return tall + 2 * TOP;
}

function neighbours(graph) {
  const by = new Map(graph.nodes.map((each) => [each.node.id, each]));
  const found = new Map(graph.nodes.map((each) => [each.node.id, []]));
  for (const { start, end } of graph.edges) {
    found.get(start.id).push(by.get(end.id));
    found.get(end.id).push(by.get(start.id));
  }
  return found;
}

/** Move the nodes of a column as near as they get to where they want to be, none on another. */
function settle(stack, tall) {
  stack.sort((a, b) => a.want - b.want || a.node.label.localeCompare(b.node.label));
  let blocks = [];
  for (const each of stack) {
    let block = { members: [each], height: each.height + GAP, want: each.want - each.height / 2 };
    while (blocks.length && top(blocks.at(-1), tall) + blocks.at(-1).height > top(block, tall)) {
      const above = blocks.pop();
      const all = above.members.length + block.members.length;
      const shifted = block.want - above.height;
      block = {
        members: [...above.members, ...block.members],
        height: above.height + block.height,
        want: (above.want * above.members.length + shifted * block.members.length) / all,
      };
    }
    blocks.push(block);
  }
  for (const block of blocks) {
    let at = top(block, tall);
    for (const each of block.members) {
      each.y = at + each.height / 2;
      at += each.height + GAP;
    }
  }
}

const top = (block, tall) => Math.max(0, Math.min(block.want, tall - block.height));
