// Reads explore/claims.json: all claims with the answers to every facet, coded by numbers.
// Its form is told by the docstring of Table.plain in render/views/table.py.

// One facet: its values, and for each row of claims the numbers of its values, all in one array.
export class Facet {
  constructor(raw, studyOf) {
    const { codes, ...said } = raw;
    Object.assign(this, said); // id, label, about, group, of, scale, values
    const rows = studyOf.length;
    this.starts = new Uint32Array(rows + 1);
    const of = raw.of === "study" ? (row) => codes[studyOf[row]] : (row) => codes[row];
    let length = 0;
    for (let row = 0; row < rows; row += 1) {
      const found = of(row);
      length += Array.isArray(found) ? found.length : 1;
      this.starts[row + 1] = length;
    }
    this.codes = new Uint16Array(length);
    let at = 0;
    for (let row = 0; row < rows; row += 1) {
      const found = of(row);
      if (Array.isArray(found)) for (const code of found) this.codes[at++] = code;
      else this.codes[at++] = found;
    }
    this.numberOf = new Map(this.values.map((value, number) => [value.id, number]));
  }

  // The values of a row, by number.
  valuesOf(row) {
    return this.codes.subarray(this.starts[row], this.starts[row + 1]);
  }

  // The values of several rows, each once, in the order of the values.
  valuesOfRows(rows) {
    if (rows.length === 1) return [...this.valuesOf(rows[0])];
    const found = new Set();
    for (const row of rows) for (const code of this.valuesOf(row)) found.add(code);
    return [...found].sort((a, b) => a - b);
  }
}

// The whole table: facets in order and by id, columns of claims and of studies.
export class Table {
  constructor(raw) {
    this.updated = raw.updated;
    this.claims = raw.claims; // id, study, level, marks, seen, review_only, in_field, peers
    this.studies = raw.studies; // id, label, refs, open, fallen, group
    this.rows = raw.claims.id?.length ?? 0;
    this.studyOf = Int32Array.from(raw.claims.study ?? []);
    this.facets = raw.facets.map((facet) => new Facet(facet, this.studyOf));
    this.byId = new Map(this.facets.map((facet) => [facet.id, facet]));
  }

  facet(id) {
    return this.byId.get(id);
  }

  hasClaim(row) {
    return this.claims.id[row] !== "";
  }

  // What addresses and selections call a row.
  ref(row) {
    const study = this.studies.id[this.studyOf[row]];
    return this.hasClaim(row) ? `${study}.${this.claims.id[row]}` : study;
  }
}

export async function loadTable(root) {
  const reply = await fetch(new URL(`${root}explore/claims.json`, document.baseURI));
  if (!reply.ok) throw new Error(`explore/claims.json: ${reply.status}`);
  return new Table(await reply.json());
}
