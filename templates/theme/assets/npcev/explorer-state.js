// What a reader has chosen, and the address that says it: facet=value ids, text, sort, page, columns,
// other, and for numbers facet_from, facet_to, facet_unknown. An address that names what the data
// do not have is read as far as possible, and what was ignored is told.

import { nothingChosen } from "./facets.js";

const RANGE = /^(.+)_(from|to|unknown)$/;

export class State {
  // `columns`: names of all columns and those shown at first; `sort`: the names that can be sorted.
  constructor(table, columns) {
    this.table = table;
    this.columns = columns;
  }

  read(query) {
    const state = { ...nothingChosen(), sort: null, page: 1, columns: null, ignored: [] };
    for (const [key, value] of new URLSearchParams(query)) {
      if (!this.take(state, key, value)) state.ignored.push(`${key}=${value}`);
    }
    return state;
  }

  take(state, key, value) {
    const facet = this.table.facet(key);
    if (facet) return this.choose(state, facet, value);
    if (key === "text") state.text = value;
    else if (key === "other") state.other = value === "1";
    else if (key === "page") return this.turn(state, value);
    else if (key === "sort") return this.sort(state, value);
    else if (key === "columns") return this.show(state, value);
    else return this.limit(state, key, value);
    return true;
  }

  choose(state, facet, id) {
    const number = facet.numberOf.get(id);
    if (number === undefined) return false;
    if (!state.chosen.has(facet.id)) state.chosen.set(facet.id, new Set());
    state.chosen.get(facet.id).add(number);
    return true;
  }

  turn(state, value) {
    const page = Number(value);
    if (!Number.isInteger(page) || page < 1) return false;
    state.page = page;
    return true;
  }

  sort(state, value) {
    const down = value.startsWith("-");
    const column = down ? value.slice(1) : value;
    if (!this.columns.sortable(column)) return false;
    state.sort = { column, down };
    return true;
  }

  show(state, value) {
    const named = value.split(" ").filter(Boolean);
    const known = named.filter((name) => this.columns.has(name));
    const unknown = named.filter((name) => !this.columns.has(name));
    if (unknown.length) state.ignored.push(`columns=${unknown.join(" ")}`);
    if (known.length) state.columns = this.columns.ordered(known);
    return true;
  }

  limit(state, key, value) {
    const [, id, side] = RANGE.exec(key) ?? [];
    if (this.table.facet(id)?.scale !== "number") return false;
    const number = Number(value);
    if (value === "" || !Number.isFinite(number)) return false;
    const range = state.ranges.get(id) ?? { from: null, to: null, unknown: false };
    state.ranges.set(id, { ...range, [side]: side === "unknown" ? number === 1 : number });
    return true;
  }

  // The query of a state, empty or with its question mark; blanks of columns are plus signs.
  query(state) {
    const said = new URLSearchParams();
    for (const [id, values] of state.chosen) {
      const facet = this.table.facet(id);
      for (const number of values) said.append(id, facet.values[number].id);
    }
    for (const [id, { from, to, unknown }] of state.ranges) {
      if (from !== null) said.append(`${id}_from`, from);
      if (to !== null) said.append(`${id}_to`, to);
      if (unknown) said.append(`${id}_unknown`, "1");
    }
    if (state.text.trim()) said.append("text", state.text);
    if (state.other) said.append("other", "1");
    if (state.sort) said.append("sort", `${state.sort.down ? "-" : ""}${state.sort.column}`);
    if (state.page > 1) said.append("page", state.page);
    if (state.columns) said.append("columns", state.columns.join(" "));
    return said.size ? `?${said}` : "";
  }
}

// The keys of the filters in force, in the order in which they were chosen, the last one last.
export function activeKeys(state) {
  const found = [];
  for (const [id, values] of state.chosen) if (values.size) found.push({ kind: "facet", id });
  for (const id of state.ranges.keys()) found.push({ kind: "range", id });
  if (state.text.trim()) found.push({ kind: "text", id: "text" });
  return found;
}
