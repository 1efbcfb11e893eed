// What the reader asked for, in the address of the page, so that a view can be cited and shared.

const PLAIN = ["module", "family", "level", "text", "at"];

/** Read the state from the address; `effects` are those that may be left out. */
export function read(effects) {
  const asked = new URLSearchParams(location.search);
  const state = Object.fromEntries(PLAIN.map((name) => [name, asked.get(name) ?? ""]));
  const shown = asked.get("effect")?.split(",");
  state.without = shown ? effects.filter((effect) => !shown.includes(effect)) : [];
  state.others = asked.get("others") === "1";
  state.only = asked.get("only") === "1";
  return state;
}

/** Write the state into the address; what is as usual is left out. */
export function write(state, effects) {
  const asked = new URLSearchParams();
  for (const name of PLAIN) if (state[name]) asked.set(name, state[name]);
  const shown = effects.filter((effect) => !state.without.includes(effect));
  if (state.without.length) asked.set("effect", shown.join(","));
  if (state.others) asked.set("others", "1");
  if (state.only && state.at) asked.set("only", "1");
  const query = asked.toString();
  history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
}
