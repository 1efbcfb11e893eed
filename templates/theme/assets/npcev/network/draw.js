// The picture: Cytoscape draws what the layout placed, in the colours of the page.
import cytoscape from "../../vendor/cytoscape-3/cytoscape.esm.min.js";
import { measure, place } from "./layout.js";

const NODE = 146;
const NARROWEST = 900;
const LARGEST = 8000;
const ARROWS = { promotes: "triangle", inhibits: "tee", no_effect: "square", alters: "diamond" };

export class Picture {
  /** Draw inside a box; `chosen` is called with the id of what is clicked, null for nothing. */
  constructor(box, columns, chosen) {
    this.box = box;
    this.columns = columns;
    this.zoom = 1;
    this.cy = cytoscape({
      container: box,
      autoungrabify: true,
      boxSelectionEnabled: false,
      userPanningEnabled: false,
      userZoomingEnabled: false,
      selectionType: "single",
      autounselectify: true,
    });
    this.cy.on("tap", (event) => chosen(event.target === this.cy ? null : event.target.id()));
    // Fingers scroll the box; a tap arrives as a click of the mouse.
    for (const type of ["touchstart", "touchmove", "touchend", "touchcancel"])
      box.parentElement.addEventListener(type, (event) => event.stopPropagation(), {
        capture: true,
        passive: true,
      });
    this.cy.on("mouseover", "node, edge", () => (box.style.cursor = "pointer"));
    this.cy.on("mouseout", "node, edge", () => (box.style.cursor = ""));
  }

  /** Draw a graph anew. */
  show(graph) {
    this.graph = graph;
    const scroller = this.box.parentElement;
    this.across = Math.max(scroller.clientWidth - 2, NARROWEST);
    const family = getComputedStyle(this.box).getPropertyValue("--sans");
    measure(graph, { font: `12px ${family}`, width: NODE });
    this.tall = graph.nodes.length
      ? place(graph, this.columns, { across: this.across, width: NODE })
      : 60;
    this.cy.elements().remove();
    this.cy.add([...graph.nodes.map(nodeElement), ...graph.edges.map(edgeElement)]);
    this.paint();
    this.scale(this.zoom);
  }

  /** Take the colours of the page; called again when its scheme changes. */
  paint() {
    this.cy.style(sheet(getComputedStyle(this.box)));
  }

  /** Set the size of the picture; text stays sharp and the box around it scrolls. */
  scale(zoom) {
    this.zoom = Math.min(Math.max(zoom, 0.3), Math.max(1, Math.min(2, LARGEST / this.tall)));
    this.box.style.width = `${Math.round(this.across * this.zoom)}px`;
    this.box.style.height = `${Math.round(this.tall * this.zoom)}px`;
    this.box.previousElementSibling.style.width = this.box.style.width;
    this.cy.resize();
    this.cy.viewport({ zoom: this.zoom, pan: { x: 0, y: 0 } });
  }

  /** Make the whole picture fit the box around it. */
  fit() {
    const scroller = this.box.parentElement;
    this.scale(Math.min(scroller.clientWidth / this.across, (scroller.clientHeight - 40) / this.tall));
  }

  /** Bring out a node or an edge and the ways of its claims; "" brings out everything. */
  mark(id, claims) {
    const chosen = id ? this.cy.getElementById(id) : this.cy.collection();
    this.cy.batch(() => {
      this.cy.elements().removeClass("dim chosen");
      if (chosen.empty()) return;
      const refs = new Set(claims.map((claim) => claim.ref));
      this.cy.elements().forEach((each) => {
        if (!each.data("refs").some((ref) => refs.has(ref))) each.addClass("dim");
      });
      chosen.addClass("chosen");
    });
  }

  /** Scroll a node into the box around the picture. */
  reveal(id) {
    const found = this.graph.nodes.find((each) => each.node.id === id);
    if (!found) return;
    const scroller = this.box.parentElement;
    const [x, y] = [found.x * this.zoom, found.y * this.zoom];
    const inside = (at, from, room) => at > from + 60 && at < from + room - 60;
    if (!inside(y, scroller.scrollTop, scroller.clientHeight))
      scroller.scrollTop = y - scroller.clientHeight / 2;
    if (!inside(x, scroller.scrollLeft, scroller.clientWidth))
      scroller.scrollLeft = x - scroller.clientWidth / 2;
  }
}

const refs = (each) => each.claims.map((claim) => claim.ref);

const nodeElement = (each) => ({
  group: "nodes",
  data: { id: each.node.id, label: each.node.label, kind: each.node.kind, tall: each.height, refs: refs(each) },
  position: { x: each.x, y: each.y },
});

const edgeElement = (edge) => ({
  group: "edges",
  data: {
    ...{ id: edge.id, source: edge.start.id, target: edge.end.id, refs: refs(edge) },
    ...{ direction: edge.direction, effect: edge.effect, width: 1 + edge.rank * 1.3 },
    ...{ line: edge.review ? "dashed" : edge.proposed ? "dotted" : "solid" },
    sign: edge.clash ? "⇄" : "",
  },
});

/** Two bends that let a line leave and arrive level, as far from the straight line as it takes. */
function bends(edge) {
  const from = edge.source().position();
  const to = edge.target().position();
  const [dx, dy] = [to.x - from.x - NODE, to.y - from.y];
  const long = dx * dx + dy * dy || 1;
  const away = (dx * dy) / 2 / Math.sqrt(long);
  return {
    distances: [-away, away].map((n) => n * 0.9),
    weights: [(dx * dx) / 2 / long, (dx * dx / 2 + dy * dy) / long],
  };
}

const offset = { inhibits: 5, no_effect: 8, alters: -5 };

function sheet(style) {
  const colour = (name, or = "--ink") =>
    (style.getPropertyValue(name) || style.getPropertyValue(or)).trim();
  const line = (edge) => colour(`--effect-${edge.data("direction")}`, "--effect-mixed");
  const hatch = `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M-2 2l4-4M0 8l8-8M6 10l4-4" stroke="${colour("--hatch")}" stroke-opacity=".45"/></svg>`;
  return [
    {
      selector: "node",
      style: {
        ...{ shape: "round-rectangle", "corner-radius": 3, width: NODE, height: "data(tall)" },
        ...{ "background-color": colour("--card"), "border-color": colour("--hatch"), "border-width": 1 },
        ...{ label: "data(label)", color: colour("--ink"), "font-family": colour("--sans") },
        ...{ "font-size": 12, "text-valign": "center", "text-halign": "center" },
        ...{ "text-wrap": "wrap", "text-max-width": NODE - 14, "overlay-opacity": 0 },
      },
    },
    {
      selector: "node[kind = 'unknown']",
      style: {
        ...{ "border-style": "dashed", "font-style": "italic", color: colour("--soft") },
        "background-image": `data:image/svg+xml;utf8,${encodeURIComponent(hatch)}`,
        ...{ "background-width": 8, "background-height": 8, "background-repeat": "repeat" },
        ...{ "text-background-color": colour("--card"), "text-background-opacity": 1, "text-background-padding": 1 },
      },
    },
    {
      selector: "edge",
      style: {
        ...{ width: "data(width)", "line-color": line, "line-style": "data(line)", opacity: 0.62 },
        ...{ "curve-style": "unbundled-bezier", "edge-distances": "endpoints" },
        "control-point-distances": (edge) => bends(edge).distances,
        "control-point-weights": (edge) => bends(edge).weights,
        "source-endpoint": () => [NODE / 2, 0],
        "target-endpoint": (edge) => [-NODE / 2, offset[edge.data("effect")] ?? 0],
        ...{ "overlay-opacity": 0, "line-dash-pattern": [6, 4], "arrow-scale": 0.9 },
      },
    },
    {
      selector: "edge[effect]",
      style: {
        "target-arrow-shape": (edge) =>
          edge.data("effect") ? (ARROWS[edge.data("effect")] ?? "circle") : "none",
        "target-arrow-color": line,
        ...{ "target-label": "data(sign)", "target-text-offset": 26, color: colour("--gold"), "font-size": 15, "font-weight": "bold" },
        ...{ "text-background-color": colour("--paper"), "text-background-opacity": 0.9, "text-opacity": 1 },
      },
    },
    { selector: ".dim", style: { opacity: 0.12 } },
    { selector: "edge.chosen", style: { opacity: 1, "z-index": 9 } },
    { selector: "node.chosen", style: { "border-width": 3, "border-style": "solid", "border-color": colour("--rust") } },
  ];
}
