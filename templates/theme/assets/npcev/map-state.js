// What the map shows, kept in the address: readable names, nothing that is as it first stands.

export const FIRST = {
  rows: "", columns: "", order: "", least: "", effect: "", module: "", other: false, all: false,
  view: "map", row: "", column: "",
};
const FLAGS = new Set(["other", "all"]);

// Returns the state of an address, and what of it this site does not know.
export function fromAddress(search, first, allowed) {
  const state = { ...FIRST, ...first };
  const unknown = [];
  for (const [name, value] of new URLSearchParams(search)) {
    if (!(name in FIRST)) continue;
    if (FLAGS.has(name)) state[name] = value === "1";
    else if (!allowed[name] || allowed[name].has(value)) state[name] = value;
    else unknown.push(`${name}=${value}`);
  }
  return { state, unknown };
}

export function toAddress(state, first) {
  const usual = { ...FIRST, ...first };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    if (value !== usual[name]) query.set(name, FLAGS.has(name) ? "1" : value);
  }
  return query.size ? `?${query}` : "";
}
