// Counts claims by two facets. The same rules as analysis/gap_map.py and gap_questions.py, where
// they are explained; the tests hold the two side by side.

const count = (values) => {
  const counted = new Map();
  for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1);
  return counted;
};
const inOrder = (counted) => [...counted].sort(([a], [b]) => a - b);
export const seen = (value) => !value.state;
const plural = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

// The values of an axis in order: those that were seen first, many of them by number of claims.
function ordered(facet, counts, order, many, kinds) {
  const own = [...counts.keys()].sort((a, b) => a - b);
  const said = own.filter((code) => seen(facet.values[code]));
  const kind = (code) => kinds[facet.values[code].kind] ?? "";
  if (order === "kind") {
    said.sort((a, b) => (kind(a) < kind(b) ? -1 : kind(a) > kind(b) ? 1 : counts.get(b) - counts.get(a)));
  } else if (order === "number" || (order !== "own" && said.length > many)) {
    said.sort((a, b) => counts.get(b) - counts.get(a));
  }
  return [...said, ...own.filter((code) => !seen(facet.values[code]))];
}

export class Cell {
  constructor(map, row, column) {
    Object.assign(this, { map, row, column, claims: [], held: 0 });
  }

  get rowValue() { return this.map.down.values[this.row]; }
  get columnValue() { return this.map.across.values[this.column]; }
  get couldBeFilled() { return seen(this.rowValue) && seen(this.columnValue); }
  get label() { return `${this.rowValue.label} by ${this.columnValue.label}`; }
  get effects() { return inOrder(count(this.claims.map((row) => this.map.effectOf(row)))); }
  get levels() { return inOrder(count(this.claims.map((row) => this.map.levelOf(row)))); }

  get best() {
    const found = this.levels.find(([code]) => this.map.graded(code));
    return found ? this.map.level.values[found[0]].label : this.map.level.values[this.levels[0][0]].id;
  }

  get isGraded() { return this.levels.some(([code]) => this.map.graded(code)); }

  // Studies that stand, the groups behind them, and how many are of a group not known.
  get groups() {
    const { data } = this.map;
    const standing = this.claims.filter((row) => this.map.level.values[this.map.levelOf(row)].id !== "retracted");
    const studies = [...new Set(standing.map((row) => data.claims.study[row]))];
    const named = studies.map((number) => data.studies.group[number]).filter((group) => group !== null);
    return { studies: studies.length, groups: new Set(named).size, unknown: studies.length - named.length };
  }

  get groupText() {
    const { studies, groups, unknown } = this.groups;
    if (!studies) return "no study that stands";
    const counted = plural(studies, "study", "studies");
    if (studies === 1) return `${counted}, ${groups ? "1 group" : "group not known"}`;
    if (!groups) return `${counted}, groups not known`;
    return `${counted}, ${plural(groups, "group")}${unknown ? `, ${unknown} not known` : ""}`;
  }

  // Each direction with its bars from the lowest level to the highest.
  bars(most) {
    const oneEach = this.claims.length <= most;
    return this.effects.map(([effect]) => {
      const levels = inOrder(count(
        this.claims.filter((row) => this.map.effectOf(row) === effect).map((row) => this.map.levelOf(row)),
      )).reverse();
      const bars = levels.flatMap(([code, n]) => {
        const level = this.map.level.values[code].id.replace(/^E/, "");
        return oneEach ? Array.from({ length: n }, () => ({ level, count: 1 })) : [{ level, count: n }];
      });
      return { effect: this.map.effect.values[effect], bars };
    });
  }

  get sentence() {
    if (!this.claims.length) {
      return this.held
        ? `${this.label}: none of ${plural(this.held, "claim")} passes the filters`
        : `${this.label}: no claim`;
    }
    const parts = [`${this.label}: ${plural(this.claims.length, "claim")} of ${this.groupText}`];
    parts.push(this.effects.map(([code, n]) => `${n} ${this.map.effect.values[code].label}`).join(", "));
    parts.push(this.isGraded ? `best ${this.best}` : "no level");
    for (const [code, n] of this.levels) {
      if (!this.map.graded(code)) parts.push(`${n} ${this.map.level.values[code].label}`);
    }
    return parts.join("; ");
  }
}

export class GapMap {
  // `state` as in map-state.js; `levels` are the ids of the graded levels, lowest first.
  constructor(data, state, { levels, many }) {
    this.data = data;
    this.state = state;
    this.down = data.facets.get(state.rows);
    this.across = data.facets.get(state.columns);
    this.effect = data.facets.get("effect");
    this.level = data.facets.get("level");
    this.gradedIds = new Set(levels);
    this.enough = new Set(state.least ? levels.slice(levels.indexOf(state.least)) : []);
    const { in_field: inField } = data.claims;
    this.elsewhere = data.rows.filter((row) => inField[row] === false).length;
    this.scope = data.rows.filter((row) => state.other || inField[row] !== false);
    this.passing = this.scope.filter((row) => this.passes(row));
    this.cells = new Map();
    const rows = new Map();
    const columns = new Map();
    const passing = new Set(this.passing);
    for (const claim of this.scope) {
      const across = data.codes(this.across, claim);
      for (const column of across) columns.set(column, (columns.get(column) ?? 0) + 1);
      for (const row of data.codes(this.down, claim)) {
        rows.set(row, (rows.get(row) ?? 0) + 1);
        for (const column of across) {
          const cell = this.made(row, column);
          cell.held += 1;
          if (passing.has(claim)) cell.claims.push(claim);
        }
      }
    }
    this.counts = rows;
    this.rows = ordered(this.down, rows, state.order, many, data.kinds);
    this.columns = ordered(this.across, columns, "", many, data.kinds);
  }

  effectOf(row) { return this.data.codes(this.effect, row)[0]; }
  levelOf(row) { return this.data.codes(this.level, row)[0]; }
  graded(code) { return this.gradedIds.has(this.level.values[code].id); }

  passes(row) {
    const { state, data } = this;
    const has = (facet, id) => data.values(facet, row).some((value) => value.id === id);
    return (!state.least || this.enough.has(this.level.values[this.levelOf(row)].id))
      && (!state.effect || has("effect", state.effect))
      && (!state.module || has("module", state.module));
  }

  made(row, column) {
    const key = `${row} ${column}`;
    if (!this.cells.has(key)) this.cells.set(key, new Cell(this, row, column));
    return this.cells.get(key);
  }

  cell(row, column) { return this.cells.get(`${row} ${column}`) ?? new Cell(this, row, column); }

  get fillable() {
    const rows = this.rows.filter((code) => seen(this.down.values[code]));
    const columns = this.columns.filter((code) => seen(this.across.values[code]));
    return rows.flatMap((row) => columns.map((column) => this.cell(row, column)));
  }

  unknown(facet) {
    return this.scope.filter((row) =>
      this.data.codes(facet, row).some((code) => facet.values[code].state === "not_known")).length;
  }

  // The question that belongs to an empty cell: see analysis/gap_questions.py.
  ask(cell) {
    if (cell.held || !cell.couldBeFilled) return null;
    this.waiting ??= { down: this.questionsBy(this.down), across: this.questionsBy(this.across) };
    const rows = this.waiting.down.get(cell.row) ?? new Set();
    const both = this.waiting.across.get(cell.column) ?? new Set();
    let best = null;
    for (const question of rows) {
      const weight = [!both.has(question), !question.open, question.blocks.length, question.id];
      if (!best || before(weight, best.weight)) best = { question, weight };
    }
    return best && { question: best.question, ofBoth: !best.weight[0] };
  }

  questionsBy(facet) {
    const found = new Map();
    for (const question of this.data.questions) {
      for (const ref of question.blocks) {
        const row = this.data.numbers.get(ref);
        for (const code of row === undefined ? [] : this.data.codes(facet, row)) {
          if (!found.has(code)) found.set(code, new Set());
          found.get(code).add(question);
        }
      }
    }
    return found;
  }
}

function before(one, other) {
  for (const [place, part] of one.entries()) {
    if (part !== other[place]) return part < other[place];
  }
  return false;
}
