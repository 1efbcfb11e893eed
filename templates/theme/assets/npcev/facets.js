// The engine: which rows satisfy all filters, and how many would with each value. No page here.
// One pass over the rows for each question: a row that fails no filter counts for every facet, one
// that fails a single filter counts for the values of that filter only, so no count is ever stale.

import { Words, wordsOf } from "./words.js";

export const TEXT = "text";
export const OTHER = "other";
export const rangeKey = (id) => `${id}:range`;

// What a reader has chosen. `chosen`: facet id to the set of value numbers; `ranges`: facet id to
// { from, to, unknown }; both in the order in which they were chosen.
export function nothingChosen() {
  return { chosen: new Map(), ranges: new Map(), text: "", other: false };
}

function chosenTest(facet, values) {
  const mask = new Uint8Array(facet.values.length);
  for (const value of values) mask[value] = 1;
  return (row) => {
    for (let at = facet.starts[row]; at < facet.starts[row + 1]; at += 1) {
      if (mask[facet.codes[at]]) return true;
    }
    return false;
  };
}

function rangeTest(facet, { from, to, unknown }) {
  const inside = facet.values.flatMap((value, number) => {
    const fits = value.state ? unknown : Number(value.label) >= (from ?? -Infinity) &&
      Number(value.label) <= (to ?? Infinity);
    return fits ? [number] : [];
  });
  return chosenTest(facet, inside);
}

function unknownTest(facet) {
  return chosenTest(facet, facet.values.flatMap((value, number) => (value.state ? [number] : [])));
}

// Counts things once each: rows are units by themselves, or stand unit by unit.
class Counter {
  constructor(size) {
    this.counts = new Uint32Array(size);
    this.last = new Int32Array(size).fill(-1);
  }

  add(place, unit) {
    if (this.last[place] === unit) return;
    this.last[place] = unit;
    this.counts[place] += 1;
  }
}

export class Engine {
  // `unit` is "claim" or "study": what is shown and counted. Claims leave out studies without any.
  constructor(table, unit) {
    this.table = table;
    this.unit = unit;
    this.words = new Words(table);
    this.base = [];
    for (let row = 0; row < table.rows; row += 1) {
      if (unit === "study" || table.hasClaim(row)) this.base.push(row);
    }
    this.unitOf = unit === "study" ? table.studyOf : Int32Array.from({ length: table.rows }, (_, i) => i);
    this.totals = this.count({ ...nothingChosen(), other: true }).counts;
  }

  filters(state) {
    const { table } = this;
    const found = [];
    if (!state.other) found.push([OTHER, (row) => table.claims.in_field[row] !== false]);
    for (const [id, values] of state.chosen) {
      if (values.size) found.push([id, chosenTest(table.facet(id), values)]);
    }
    for (const [id, range] of state.ranges) {
      const facet = table.facet(id);
      found.push([rangeKey(id), rangeTest(facet, range), unknownTest(facet)]);
    }
    const words = wordsOf(state.text).map((word) => this.words.test(word));
    if (words.length) found.push([TEXT, (row) => words.every((test) => test(row))]);
    return found;
  }

  // Returns rows that fit; for each facet the counts of its values; for each filter how many units
  // would be shown without it; and for each range how many it leaves out as not known.
  count(state) {
    const { table, unitOf } = this;
    const filters = this.filters(state);
    const counters = table.facets.map((facet) => new Counter(facet.values.length));
    const places = new Map(table.facets.map((facet, place) => [facet.id, place]));
    const without = new Counter(filters.length);
    const unknown = new Counter(filters.length); // units that a range leaves out as not known
    const rows = [];
    const add = (place, row) => {
      const { starts, codes } = table.facets[place];
      for (let at = starts[row]; at < starts[row + 1]; at += 1) counters[place].add(codes[at], unitOf[row]);
    };
    for (const row of this.base) {
      let failed = -1;
      let failures = 0;
      for (let each = 0; each < filters.length && failures < 2; each += 1) {
        if (!filters[each][1](row)) {
          failed = each;
          failures += 1;
        }
      }
      if (failures === 0) {
        rows.push(row);
        for (let place = 0; place < counters.length; place += 1) add(place, row);
        for (let each = 0; each < filters.length; each += 1) without.add(each, unitOf[row]);
      } else if (failures === 1) {
        without.add(failed, unitOf[row]);
        const place = places.get(filters[failed][0]);
        if (place !== undefined) add(place, row);
        if (filters[failed][2]?.(row)) unknown.add(failed, unitOf[row]);
      }
    }
    return {
      rows,
      counts: new Map(table.facets.map((facet, place) => [facet.id, counters[place].counts])),
      without: new Map(filters.map(([key], each) => [key, without.counts[each]])),
      unknown: new Map(filters.map(([key], each) => [key, unknown.counts[each]])),
    };
  }

  // Returns everything that a view shows of a choice.
  run(state) {
    const found = this.count(state);
    const { rows, without } = found;
    const { table } = this;
    const units = this.unit === "claim" ? rows.map((row) => [row]) : this.byStudy(rows);
    const studies = new Set(rows.map((row) => table.studyOf[row]));
    const groups = new Set();
    let groupless = 0;
    for (const study of studies) {
      const group = table.studies.group[study];
      if (group === null) groupless += 1;
      else groups.add(group);
    }
    const claims = rows.reduce((sum, row) => sum + table.hasClaim(row), 0);
    const hidden = state.other ? 0 : (without.get(OTHER) ?? 0) - units.length;
    return {
      ...found, units, claims, studies: studies.size, groups: groups.size, groupless, hidden,
      all: this.all(state.other),
    };
  }

  byStudy(rows) {
    const units = [];
    let last = -1;
    for (const row of rows) {
      if (this.table.studyOf[row] !== last) units.push([]);
      last = this.table.studyOf[row];
      units.at(-1).push(row);
    }
    return units;
  }

  // How many units there are before any filter but the switch for other diseases.
  all(other) {
    const units = new Set();
    for (const row of this.base) {
      if (other || this.table.claims.in_field[row] !== false) units.add(this.unitOf[row]);
    }
    return units.size;
  }
}
