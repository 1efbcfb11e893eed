// The evidence-gap map: reads the claims, follows the controls and the address.
import { GapMap } from "./map-count.js";
import { load } from "./map-data.js";
import { csv, png, save, svg } from "./map-export.js";
import { grid } from "./map-grid.js";
import { emptyCells, numbers } from "./map-lists.js";
import { panel } from "./map-panel.js";
import { el } from "./elements.js";
import { cap } from "./map-parts.js";
import { FIRST, fromAddress, toAddress } from "./map-state.js";

const at = (id) => document.getElementById(id);
const { dataset } = at("map-script");
const form = at("map-controls");
const view = at("map-view");
const box = at("map-panel");
const { base } = dataset;
const limits = { bars: Number(dataset.bars), rows: Number(dataset.rows), columns: Number(dataset.columns) };
const first = { rows: dataset.defaultRows, columns: dataset.defaultColumns };
const ids = (name) => [...form.elements[name]].map((option) => option.value).filter(Boolean);
const plural = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

let state = { ...FIRST, ...first };
let map, data, drawn, levels, opener;

function fillControls() {
  const axes = data.axes.map(({ id, label, group }) => [id, label, group]);
  for (const name of ["rows", "columns"]) form.elements[name].append(...grouped(axes));
  for (const name of ["effect", "module"]) {
    for (const { id, label } of data.facets.get(name)?.values ?? []) form.elements[name].append(el("option", { value: id }, label));
  }
  levels = [...data.facets.get("level").values].map(({ id }) => id).includes("E0") ? ["E0", ...ids("least")] : ids("least");
}

function grouped(options) {
  const groups = new Map();
  for (const [id, label, group] of options) {
    if (!groups.has(group)) groups.set(group, el("optgroup", { label: group }));
    groups.get(group).append(el("option", { value: id }, label));
  }
  return groups.values();
}

function readAddress() {
  const allowed = Object.fromEntries(["rows", "columns", "order", "least", "effect", "module"].map((name) => [name, new Set(ids(name))]));
  allowed.view = new Set(["map", "numbers", "empty"]);
  const found = fromAddress(location.search, first, allowed);
  state = found.state;
  tell(found.unknown.length ? `The address asks for what this site does not know: ${found.unknown.join(", ")}.` : "");
}

function tell(problem) {
  at("map-problem").textContent = problem;
  at("map-problem").hidden = !problem;
}

function showControls() {
  for (const name of ["rows", "columns", "order", "least", "effect", "module"]) form.elements[name].value = state[name];
  form.elements.other.checked = state.other;
  form.elements.view.value = state.view;
}

// Counts anew and shows everything; the panel stays open while its cell is there.
function show() {
  map = new GapMap(data, state, { levels, many: Number(dataset.many) });
  const shown = { base, limits, state, levels, isOpen, open };
  drawn = grid(map, shown);
  if (state.view === "map") view.replaceChildren(drawn.table);
  else view.replaceChildren((state.view === "numbers" ? numbers : emptyCells)(map, drawn.rows, drawn.columns, shown));
  const kind = { map: "Map", numbers: "Numbers", empty: "Empty cells" }[state.view];
  view.setAttribute("aria-label", `${kind}: ${map.down.label} by ${map.across.label}`);
  if (state.view === "map") view.removeAttribute("tabindex");
  else view.setAttribute("tabindex", "0");
  at("map-said").hidden = state.view !== "map";
  showCounts();
  showMore();
  showPanel();
}

function showCounts() {
  const cells = map.fillable;
  const empty = cells.filter((cell) => !cell.held).length;
  const over = cells.filter((cell) => cell.held && !cell.claims.length).length;
  const filtered = map.passing.length !== map.scope.length;
  const claims = filtered ? `${map.passing.length.toLocaleString("en")} of ${plural(map.scope.length, "claim")} pass the filters` : `${plural(map.scope.length, "claim")} counted`;
  const text = [
    over ? ` ${plural(over, "cell holds", "cells hold")} claims of which none passes the filters.` : "",
    ` ${claims}.`,
    ...[map.across, map.down].map((facet) => ` ${facet.label}: not known for ${plural(map.unknown(facet), "claim")}.`),
    ` Claims on other diseases ${state.other ? "counted" : "left out"}: ${map.elsewhere}.`,
  ];
  at("map-count").replaceChildren(el("b", {}, `${empty.toLocaleString("en")} of ${cells.length.toLocaleString("en")} cells are empty.`), ...text);
  at("map-other").textContent = `(${map.elsewhere})`;
}

function showMore() {
  const all = at("map-all");
  const more = [[map.rows, map.down, limits.rows, "row"], [map.columns, map.across, limits.columns, "column"]]
    .filter(([codes, facet, most]) => cap(codes, facet.values, most).length < codes.length);
  all.hidden = !more.length;
  const counts = more.map(([codes, , , word]) => plural(codes.length, word)).join(" and ");
  all.textContent = state.all ? "Show fewer" : `Show all ${counts}`;
}

const isOpen = (cell) => state.row === cell.rowValue.id && state.column === cell.columnValue.id;

function openCell() {
  const row = map.rows.find((code) => map.down.values[code].id === state.row);
  const column = map.columns.find((code) => map.across.values[code].id === state.column);
  return row === undefined || column === undefined ? null : map.cell(row, column);
}

function showPanel() {
  const cell = state.row && openCell();
  if (state.row && !cell) tell(`No cell ${state.row}, ${state.column} stands in this map.`);
  box.hidden = !cell;
  if (!cell) return box.replaceChildren();
  const { heading, parts } = panel(map, cell, { base, state, levels, close });
  box.replaceChildren(...parts);
  return heading;
}

function open(cell, button) {
  if (isOpen(cell)) return close();
  marked(false);
  opener = button;
  Object.assign(state, { row: cell.rowValue.id, column: cell.columnValue.id });
  marked(true);
  remember();
  showPanel().focus();
}

function marked(opened) {
  const found = opened ? opener : view.querySelector('[aria-expanded="true"]');
  found?.setAttribute("aria-expanded", String(opened));
}

function close() {
  const back = opener?.isConnected ? opener : view.querySelector('[aria-expanded="true"]');
  marked(false);
  Object.assign(state, { row: "", column: "" });
  remember();
  showPanel();
  back?.focus();
}

const remember = () => history.replaceState(null, "", `${location.pathname}${toAddress(state, first)}${location.hash}`);

function change(changes) {
  const other = { rows: "columns", columns: "rows" };
  for (const name of Object.keys(changes)) {
    if (other[name] && !(other[name] in changes)) {
      if (changes[name] === state[other[name]]) changes[other[name]] = state[name];
      Object.assign(changes, { row: "", column: "" });
    }
  }
  Object.assign(state, changes);
  tell("");
  remember();
  showControls();
  show();
}

function listen() {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => change({ [target.name]: target.type === "checkbox" ? target.checked : target.value }));
  at("map-swap").addEventListener("click", () => change({ rows: state.columns, columns: state.rows, row: "", column: "" }));
  at("map-clear").addEventListener("click", () => change({ least: "", effect: "", module: "", other: false }));
  at("map-all").addEventListener("click", () => change({ all: !state.all }));
  for (const scope of [view, box]) {
    scope.addEventListener("keydown", (event) => { if (event.key === "Escape" && !box.hidden) close(); });
  }
  const say = ({ target }) => {
    const label = target.closest?.("[aria-label]:not(.scroller)")?.getAttribute("aria-label");
    if (label) at("map-said").textContent = label;
  };
  view.addEventListener("focusin", say);
  view.addEventListener("pointerover", say);
  addEventListener("popstate", () => { readAddress(); showControls(); show(); });
  for (const button of document.querySelectorAll("[data-file]")) button.addEventListener("click", () => download(button.dataset.file));
}

async function download(kind) {
  const name = `gap-map-${state.rows}-by-${state.columns}.${kind}`;
  if (kind === "csv") return save(name, csv(map), "text/csv");
  const filters = ["least", "effect", "module"].filter((each) => state[each]).map((each) => `${each}: ${state[each]}`);
  const note = [`${plural(map.passing.length, "claim")}; empty is not seen, which is less than absent`, ...filters,
    state.other ? "other diseases counted" : ""].filter(Boolean).join("; ");
  const drawing = svg(map, drawn.rows, drawn.columns, limits.bars, note);
  return kind === "svg" ? save(name, drawing, "image/svg+xml") : save(name, await png(drawing), "image/png");
}

try {
  data = await load(base);
  fillControls();
  readAddress();
  showControls();
  listen();
  show();
} catch (error) {
  tell(`The map cannot follow its controls, since its data did not come (${error.message}). It stands here as it was made.`);
}
