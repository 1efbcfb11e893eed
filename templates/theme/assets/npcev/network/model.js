// The network as data: which claims a state lets through, and the nodes and edges that they make.

/** Claims drawn at once; beyond it a picture tells nothing, and the list below tells all. */
export const MOST_DRAWN = 300;

const bare = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** Give each claim its address, its study and what a reader may look for in it. */
export function prepare(told) {
  const names = told.nodes.map((node) => [node.label, ...(node.also ?? [])].map(bare).join("|"));
  for (const claim of told.claims) {
    claim.ref = `${claim.study}.${claim.id}`;
    claim.stop = Object.fromEntries(
      Object.entries(claim.stops).map(([column, places]) => [column, places.map((n) => told.nodes[n])]),
    );
    const passed = Object.values(claim.stops).flat().map((place) => names[place]);
    claim.proposed = claim.proposed.map((place) => told.nodes[place].id);
    claim.words = [bare(told.studies[claim.study].label), ...passed].join("|");
  }
  return told;
}

const highEnough = (claim, least) =>
  !least || (least === "review" ? claim.review : !claim.review && claim.level >= least);

/** The claims that all filters let through. The review's word alone satisfies no level. */
export function passing(net, state) {
  const text = bare(state.text);
  return net.claims.filter(
    (claim) =>
      (state.others || claim.field !== false) &&
      (!state.module || net.studies[claim.study].modules.includes(state.module)) &&
      (!state.family || claim.family === state.family) &&
      !state.without.includes(claim.effect) &&
      highEnough(claim, state.level) &&
      (!text || claim.words.includes(text)),
  );
}

const further = (a, b) =>
  a.review - b.review || b.level.localeCompare(a.level) || a.ref.localeCompare(b.ref);

/** The claims that the picture holds: all of them, or those that reach furthest. */
export const drawn = (claims) => [...claims].sort(further).slice(0, MOST_DRAWN);

/** The nodes and edges of some claims. An edge into an outcome belongs to one effect. */
export function graphOf(net, claims) {
  const nodes = new Map();
  const edges = new Map();
  for (const claim of claims) {
    const columns = net.columns.filter((column) => claim.stop[column]);
    for (const column of columns)
      for (const node of claim.stop[column]) add(nodes, node.id, { node }, claim);
    for (const [start, end] of hops(claim, columns)) {
      const effect = end.column === net.columns.at(-1) ? claim.effect : "";
      const id = [start.id, end.id, effect].filter(Boolean).join(" ");
      add(edges, id, { id, start, end, effect }, claim);
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()].map(weigh) };
}

function* hops(claim, columns) {
  for (let place = 1; place < columns.length; place++)
    for (const start of claim.stop[columns[place - 1]])
      for (const end of claim.stop[columns[place]]) yield [start, end];
}

function add(found, id, made, claim) {
  if (!found.has(id)) found.set(id, { ...made, claims: [] });
  found.get(id).claims.push(claim);
}

function weigh(edge) {
  const seen = edge.claims.filter((claim) => !claim.review);
  const effects = new Set(edge.claims.map((claim) => claim.effect));
  const best = (seen.length ? seen : edge.claims).map((claim) => claim.level).sort().at(-1);
  const untested = (claim) => claim.proposed.some((id) => id === edge.end.id);
  return {
    ...edge,
    rank: Number(best.slice(1)),
    review: !seen.length,
    direction: effects.size === 1 ? [...effects][0] : "mixed",
    proposed: edge.claims.every(untested),
    clash: Boolean(edge.effect) && edge.claims.some((claim) => claim.disputes.length),
  };
}

/** Studies beside the independent groups that they come from, in words. */
export function groupsOf(net, claims) {
  const studies = [...new Set(claims.map((claim) => claim.study))];
  const known = studies.map((id) => net.studies[id].group).filter(Boolean);
  const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;
  const unseen = studies.length - known.length;
  const groups = known.length ? count(new Set(known).size, "group", "groups") : "";
  const open = unseen ? (known.length ? `, ${unseen} not known` : "groups not known") : "";
  return `${count(studies.length, "study", "studies")}, ${groups}${open}`;
}
