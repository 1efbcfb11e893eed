// The mechanism network: filters, picture, panel and list always show the same claims.
import { drawn, graphOf, groupsOf, passing, prepare } from "./model.js";
import { Panel } from "./panel.js";
import { Picture } from "./draw.js";
import { arrows } from "./keys.js";
import { read, write } from "./state.js";

const whole = document.querySelector("#network");
const form = whole.querySelector("form");
const box = whole.querySelector(".net-graph");
const boxes = [...form.querySelectorAll("[name=effect]")];
const effects = boxes.map((input) => input.value);
const rows = [...document.querySelectorAll(".net-paths [data-ref]")];

/** An effect as the page writes it: its sign and its word. */
function effect(value) {
  const made = document.createElement("span");
  const known = boxes.find((input) => input.value === value);
  const word = known?.parentElement.querySelector(".net-effect");
  made.append(...(word ? [...word.cloneNode(true).childNodes] : [value]));
  made.className = `e-${value}`;
  return made;
}

async function start() {
  const reply = await fetch(whole.dataset.src);
  if (!reply.ok) throw new Error(`${whole.dataset.src}: ${reply.status}`);
  const net = prepare(await reply.json());
  await document.fonts.ready;
  run(net);
}

function run(net) {
  let state = read(effects);
  let graph = { nodes: [], edges: [] };
  const picture = new Picture(box, net.columns, (id) => go(id ?? ""));
  const panel = new Panel(whole.querySelector(".net-panel"), net, effect, {
    go: (id) => go(id, true),
    only: (narrowed) => update({ only: narrowed }, true),
    close: () => (go(""), box.focus({ preventScroll: true })),
  });

  const found = (id) =>
    graph.nodes.find((each) => each.node.id === id) ?? graph.edges.find((edge) => edge.id === id);

  function go(id, focus = false) {
    update({ at: id, only: state.only && Boolean(id) }, focus);
  }

  function update(change, focus = false) {
    state = { ...state, ...change };
    write(state, effects);
    render();
    if (focus) panel.box.querySelector("h2")?.focus({ preventScroll: innerWidth > 1220 });
  }

  function render() {
    const claims = passing(net, state);
    const first = drawn(claims);
    graph = graphOf(net, first);
    const chosen = found(state.at);
    if (chosen && state.only) graph = graphOf(net, chosen.claims);
    showPanel();
    tell(claims, first);
    list(claims);
    fillForm();
    picture.show(graph);
    picture.mark(state.at, chosen?.claims ?? []);
  }

  function showPanel() {
    const chosen = found(state.at);
    if (!chosen) panel.hide();
    else if (chosen.node) panel.showNode(chosen, graph.edges, state.only);
    else panel.showEdge(chosen);
    whole.classList.toggle("net-open", Boolean(chosen));
  }

  function tell(claims, first) {
    const all = net.claims.filter((claim) => state.others || claim.field !== false).length;
    const review = claims.filter((claim) => claim.review).length;
    const cut = claims.length > first.length ? `; the ${first.length} that reach furthest are drawn` : "";
    whole.querySelector(".net-live").textContent =
      `${claims.length} of ${all} claims, ${claims.length ? groupsOf(net, claims) : "no study"}, ` +
      `${review} as stated by the review; ${graph.nodes.length} places, ${graph.edges.length} edges${cut}`;
  }

  function list(claims) {
    const refs = new Set(claims.map((claim) => claim.ref));
    for (const row of rows) row.hidden = !refs.has(row.dataset.ref);
    for (const body of document.querySelectorAll(".net-paths tbody"))
      body.hidden = !body.querySelector("[data-ref]:not([hidden])");
    const shown = rows.filter((row) => !row.hidden).length;
    document.querySelector(".net-shown").textContent = `${shown} of ${rows.length} claims of the list shown.`;
  }

  function fillForm() {
    for (const name of ["module", "family", "level", "text"])
      if (form.elements[name].value !== state[name]) form.elements[name].value = state[name];
    for (const input of boxes) input.checked = !state.without.includes(input.value);
    form.elements.others.checked = state.others;
    const groups = net.columns.map((column) => {
      const group = document.createElement("optgroup");
      group.label = column;
      const inside = graph.nodes.filter((each) => each.node.column === column).map((each) => each.node);
      inside.sort((a, b) => a.label.localeCompare(b.label));
      group.append(...inside.map((node) => new Option(node.label, node.id)));
      return group;
    });
    form.elements.at.replaceChildren(new Option("a term …", ""), ...groups);
    form.elements.at.value = graph.nodes.some((each) => each.node.id === state.at) ? state.at : "";
  }

  const asked = () => ({
    ...Object.fromEntries(["module", "family", "level", "text"].map((n) => [n, form.elements[n].value])),
    without: boxes.filter((input) => !input.checked).map((input) => input.value),
    others: form.elements.others.checked,
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target.name === "at") {
      go(event.target.value);
      picture.reveal(event.target.value);
    } else update(asked());
  });
  form.addEventListener("click", (event) => {
    const act = event.target.dataset.do;
    if (act === "in") picture.scale(picture.zoom * 1.25);
    if (act === "out") picture.scale(picture.zoom / 1.25);
    if (act === "fit") picture.fit();
    if (act === "reset") {
      picture.zoom = 1;
      update({ module: "", family: "", level: "", text: "", at: "", without: [], others: false, only: false });
    }
  });
  arrows(box, {
    graph: () => graph,
    columns: net.columns,
    at: () => state.at,
    move: (id) => (go(id), picture.reveal(id)),
    open: () => panel.box.querySelector("h2")?.focus(),
    close: () => go(""),
  });
  addEventListener("popstate", () => ((state = read(effects)), render()));
  new MutationObserver(() => picture.paint()).observe(document.body, {
    attributeFilter: ["data-md-color-scheme"],
  });
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== width) picture.show(graph);
    width = innerWidth;
    picture.mark(state.at, found(state.at)?.claims ?? []);
  });
  render();
  const most = (best, each) => (each.claims.length > best.claims.length ? each : best);
  const first = state.at || (graph.nodes.length ? graph.nodes.reduce(most).node.id : "");
  picture.reveal(first);
  whole.dataset.ready = `${graph.nodes.length} ${graph.edges.length}`;
  whole.picture = picture;
}

start().catch((error) => {
  whole.replaceChildren(`The picture could not be drawn (${error.message}); the list below is complete.`);
});
