// The columns of the tables: what is shown, how it is sorted, and what a download says of it.
// Every facet is a column; some are shown together or with more than their answers.

const COMPOSED = {
  claim: { label: "Claim", facets: ["cargo", "effect", "outcome", "matrix"] },
  claims: { label: "Claims that fit", facets: ["cargo", "effect", "outcome", "matrix", "level"] },
  study: { label: "Study", facets: [] },
};

export class Columns {
  // `first`: names of the columns shown at first; `unit`: what a row stands for.
  constructor(table, first, unit) {
    this.table = table;
    this.first = first;
    this.unit = unit;
    const composed = unit === "study" ? ["study", "claims"] : ["claim", "study"];
    this.all = [...new Set([...composed, ...first, ...table.facets.map((facet) => facet.id)])];
  }

  has(name) {
    return this.all.includes(name);
  }

  sortable(name) {
    return this.has(name);
  }

  // Names in the order in which columns stand, whichever way they were chosen.
  ordered(names) {
    return this.all.filter((name) => names.includes(name));
  }

  label(name) {
    return COMPOSED[name]?.label ?? this.table.facet(name).label;
  }

  about(name) {
    return this.table.facet(name)?.about ?? "";
  }

  // Whether the first click on a column's head begins with the highest.
  downFirst(name) {
    return Boolean(this.table.facet(name)?.scale);
  }

  // The facets behind a column.
  facetsOf(name) {
    const ids = COMPOSED[name]?.facets ?? [name];
    if (name === "flag") ids.push("unseen");
    return [...new Set(ids)].map((id) => this.table.facet(id)).filter(Boolean);
  }

  // Sorts units by a column; what is not known, does not apply or has no level stands last.
  sort(units, sort) {
    if (!sort) return units;
    const keys = this.keys(units, sort.column);
    const turn = sort.down ? -1 : 1;
    const compare = (a, b) => {
      if (a === null || b === null) return (a === null) - (b === null);
      const found = typeof a === "number" ? a - b : a < b ? -1 : Number(a > b);
      return found * turn;
    };
    const places = units.map((_, place) => place);
    places.sort((a, b) => {
      for (const key of keys) {
        const found = compare(key[a], key[b]);
        if (found) return found;
      }
      return a - b;
    });
    return places.map((place) => units[place]);
  }

  keys(units, column) {
    const { table } = this;
    if (column === "study") return [units.map((rows) => table.studyOf[rows[0]])];
    if (column === "claims") return [units.map((rows) => rows.filter((row) => table.hasClaim(row)).length)];
    return (COMPOSED[column]?.facets ?? [column]).map((id) => {
      const facet = table.facet(id);
      const rank = ranks(facet);
      return units.map((rows) => bestOf(facet, rows, rank));
    });
  }
}

// The rank of each value of a facet, null for those that stand last.
function ranks(facet) {
  return facet.values.map((value, number) => {
    if (value.state) return null;
    if (facet.scale === "ladder") return value.rung ?? null;
    if (facet.scale === "number") return Number(value.label);
    return number;
  });
}

// A ladder and a number count by their highest, all else by the first.
function bestOf(facet, rows, rank) {
  let best = null;
  for (const row of rows) {
    for (let at = facet.starts[row]; at < facet.starts[row + 1]; at += 1) {
      const found = rank[facet.codes[at]];
      if (found === null) continue;
      if (best === null || (facet.scale ? found > best : found < best)) best = found;
    }
  }
  return best;
}
