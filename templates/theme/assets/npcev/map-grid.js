// The map as a grid: one stop for the Tab key, arrows inside.
import { el } from "./elements.js";
import { cap, glyph } from "./map-parts.js";

// `shown` has base, limits, state, isOpen(cell) and open(cell, element).
export function grid(map, shown) {
  const { limits, state } = shown;
  const rows = state.all ? map.rows : cap(map.rows, map.down.values, limits.rows);
  const columns = state.all ? map.columns : cap(map.columns, map.across.values, limits.columns);
  const stops = [];
  const table = el("table", { class: "gapmap", role: "grid" },
    el("caption", {}, `Claims by ${map.down.label} and ${map.across.label}: number, best level, direction and level of each`),
    head(map, columns, stops));
  const body = el("tbody");
  let kind = null;
  for (const code of rows) {
    const value = map.down.values[code];
    const title = value.state ? "not known or not applying" : map.data.kinds[value.kind] ?? "other";
    if (state.order === "kind" && title !== kind) {
      kind = title;
      body.append(el("tr", { class: "of-kind" }, el("th", { scope: "rowgroup", colspan: columns.length + 1 }, title)));
    }
    body.append(line(map, shown, code, columns, stops));
  }
  table.append(body);
  walk(table, stops);
  return { table, rows, columns };
}

function head(map, columns, stops) {
  const corner = el("th", { scope: "col", class: "corner", tabindex: -1 },
    el("span", {}, `${map.down.label} `, el("span", { "aria-hidden": "true" }, "↓")),
    el("span", {}, `${map.across.label} `, el("span", { "aria-hidden": "true" }, "→")));
  const heads = columns.map((code) => {
    const { label, state, about } = map.across.values[code];
    return el("th", { scope: "col", class: state && "not-seen", title: about, tabindex: -1 }, label);
  });
  stops.push([corner, ...heads]);
  return el("thead", {}, el("tr", {}, corner, ...heads));
}

function line(map, shown, code, columns, stops) {
  const value = map.down.values[code];
  const name = value.kind
    ? el("a", { href: `${shown.base}entities/${value.kind}/${value.id}/`, tabindex: -1 }, value.label)
    : value.label;
  const header = el("th", { scope: "row", title: value.about, tabindex: value.kind ? null : -1 }, name, " ",
    el("small", {}, map.counts.get(code)));
  const cells = columns.map((column) => box(map, shown, map.cell(code, column)));
  stops.push([value.kind ? name : header, ...cells.map((cell) => cell.firstElementChild ?? cell)]);
  return el("tr", { class: value.state && "not-seen" }, header, ...cells);
}

function box(map, shown, cell) {
  const hatch = cell.couldBeFilled ? "" : " not-seen";
  const opens = (kind, label, ...inside) => {
    const button = el("button", {
      type: "button", tabindex: -1, "aria-label": label, "aria-controls": "map-panel",
      "aria-expanded": String(shown.isOpen(cell)), class: kind || null,
    }, ...inside);
    button.addEventListener("click", () => shown.open(cell, button));
    return button;
  };
  if (cell.claims.length) {
    return el("td", { class: `held${hatch}` }, opens("", cell.sentence,
      el("span", { class: "n" }, cell.claims.length),
      el("span", { class: "best" }, cell.best), glyph(cell, shown.limits.bars)));
  }
  if (cell.held) {
    return el("td", { class: `passed-over${hatch}` }, opens("", cell.sentence,
      el("span", { class: "n" }, "0"), el("span", { class: "best" }, `of ${cell.held}`)));
  }
  if (!cell.couldBeFilled) {
    return el("td", { class: `none${hatch}`, tabindex: -1, "aria-label": cell.sentence }, "0");
  }
  const asked = map.ask(cell);
  if (!asked) return el("td", { class: "gap" }, opens("unasked", `${cell.label}: no claim. No question asks this yet`, "+"));
  return el("td", { class: "gap" }, el("a", {
    class: asked.ofBoth && "both", tabindex: -1, href: `${shown.base}questions/${asked.question.id}/`,
    "aria-label": `${cell.label}: no claim. Question: ${asked.question.label}`,
  }, "?"));
}

// Roving focus: exactly one stop of the grid can be reached by Tab.
function walk(table, stops) {
  const places = new Map();
  stops.forEach((line, y) => line.forEach((stop, x) => places.set(stop, [y, x])));
  let current = stops[1]?.[1] ?? stops[0][0];
  current.tabIndex = 0;
  table.addEventListener("focusin", (event) => {
    if (!places.has(event.target)) return;
    current.tabIndex = -1;
    current = event.target;
    current.tabIndex = 0;
  });
  table.addEventListener("keydown", (event) => {
    const place = places.get(event.target);
    const next = place && step(event, place, stops.length - 1, stops[0].length - 1);
    if (!next) return;
    event.preventDefault();
    stops[next[0]][next[1]].focus();
  });
}

function step(event, [y, x], bottom, right) {
  const least = (n) => Math.max(0, n);
  if (event.altKey || event.metaKey) return null;
  switch (event.key) {
    case "ArrowUp": return [least(y - 1), x];
    case "ArrowDown": return [Math.min(bottom, y + 1), x];
    case "ArrowLeft": return [y, least(x - 1)];
    case "ArrowRight": return [y, Math.min(right, x + 1)];
    case "PageUp": return [least(y - 8), x];
    case "PageDown": return [Math.min(bottom, y + 8), x];
    case "Home": return event.ctrlKey ? [0, 0] : [y, 0];
    case "End": return event.ctrlKey ? [bottom, right] : [y, right];
    default: return null;
  }
}
