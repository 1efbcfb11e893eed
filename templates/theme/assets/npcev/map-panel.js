// The panel of a cell: its claims with how far to trust each, and the way to them.
import { el } from "./elements.js";
import { level, sign } from "./map-parts.js";

export function panel(map, cell, { base, state, levels, close }) {
  const shut = el("button", { type: "button" }, "Close");
  shut.addEventListener("click", close);
  const heading = el("h2", { tabindex: -1, id: "map-panel-title" }, cell.label);
  const head = el("div", { class: "panel-head" }, heading, shut);
  return { heading, parts: [head, ...(cell.held ? filled(map, cell, base, state, levels) : unasked(base))] };
}

function unasked(base) {
  return [el("p", {}, "No claim in this knowledge base. That is not seen, which is less than absent. ",
    el("b", {}, "No question asks this yet."), " ",
    el("a", { href: `${base}questions/` }, "All open questions"), " · ",
    el("a", { href: `${base}curate/` }, "How to add one"))];
}

function filled(map, cell, base, state, levels) {
  const said = cell.sentence.slice(cell.label.length + 2);
  const others = cell.claims.length && cell.claims.length < cell.held ? `The cell holds ${cell.held}; the others do not pass the filters. ` : "";
  const found = el("ul", { class: "found" }, ...best(map, cell).map((row) => claim(map.data, row, base)));
  return [
    el("p", {}, `${said[0].toUpperCase()}${said.slice(1)}. ${others}`, el("a", { href: inTable(map, cell, base, state, levels) }, "Open in the table of claims")),
    found,
  ];
}

const best = (map, cell) => [...cell.claims].sort((a, b) => map.levelOf(a) - map.levelOf(b) || a - b);

export function inTable(map, cell, base, state, levels) {
  const query = new URLSearchParams([[map.down.id, cell.rowValue.id], [map.across.id, cell.columnValue.id]]);
  if (state.effect) query.append("effect", state.effect);
  if (state.module) query.append("module", state.module);
  for (const each of state.least ? levels.slice(levels.indexOf(state.least)) : []) query.append("level", each);
  if (state.other) query.set("other", "1");
  return `${base}explore/claims/?${query}`;
}

const labels = (values) => values.map((value) => value.label).join(", ");
const said = (data, id, row) => data.values(id, row).filter((value) => !value.state);

function claim(data, row, base) {
  const { claims, studies } = data;
  const study = claims.study[row];
  const address = `${base}studies/${studies.id[study]}/#${claims.id[row]}`;
  const cargo = data.values("cargo", row);
  const matrix = said(data, "matrix", row);
  const [effect] = data.values("effect", row);
  const says = el("div", { class: "says" },
    cargo.every((value) => value.state) ? el("span", { class: "unknown" }, "cargo not known") : labels(cargo),
    " ", el("b", {}, `${sign(effect)} ${effect.label}`), ` ${labels(data.values("outcome", row))}`,
    matrix.length ? `, in ${labels(matrix)}` : "");
  if (claims.in_field[row] === false) says.append(" ", el("span", { class: "mark" }, `on ${labels(data.values("disease", row))}`));
  if (claims.in_field[row] === null) says.append(" ", el("span", { class: "mark" }, el("span", { class: "unknown" }, "disease not known")));
  const how = el("div", { class: "how" },
    el("span", {}, el("a", { class: `record${studies.open[study] ? " is-open" : ""}`, href: address }, `${studies.label[study]}, ${claims.id[row]}`),
      studies.fallen[study] && el("span", { class: "fallen-mark" }, studies.fallen[study])),
    claims.review_only[row] && el("b", { class: "by-review" }, "as stated by the review"),
    el("span", {}, claims.peers[row]), ...flags(data, row));
  return el("li", {}, el("div", {}, level(claims, row)), el("div", {}, says, how));
}

function flags(data, row) {
  const raised = data.values("flag", row).filter((value) => value.id !== "none");
  const open = data.values("unseen", row).filter((value) => value.id !== "none");
  return [
    ...(raised.length ? raised.map((value) => el("span", { class: "raised" }, `⚑ ${value.label}`)) : [el("span", {}, "no flag raised")]),
    open.length > 0 && el("span", { class: "unknown", title: labels(open) }, `${open.length} not assessable`),
  ];
}
