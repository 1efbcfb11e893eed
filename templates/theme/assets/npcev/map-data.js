// The claims with their answers to each facet, decoded from explore/claims.json, and the open
// questions from explore/gaps.json. No document is touched here.

const listed = (code) => (Array.isArray(code) ? code : [code]);

export class Claims {
  constructor(table, gaps) {
    this.studies = table.studies;
    this.claims = table.claims;
    this.questions = gaps.questions;
    this.kinds = gaps.kinds;
    this.rows = [...(table.claims.id ?? []).keys()].filter((row) => table.claims.id[row]);
    this.withoutClaims = (table.claims.id ?? []).length - this.rows.length;
    this.facets = new Map(table.facets.map((facet) => [facet.id, facet]));
    this.numbers = new Map(
      this.rows.map((row) => [`${this.studyId(row)}.${table.claims.id[row]}`, row]),
    );
  }

  studyId(row) { return this.studies.id[this.claims.study[row]]; }

  // The numbers of a claim's values in a facet, at least one.
  codes(facet, row) {
    facet.lists ??= facet.codes.map(listed);
    return facet.lists[facet.of === "study" ? this.claims.study[row] : row];
  }

  // The values themselves.
  values(id, row) {
    const facet = this.facets.get(id);
    return facet ? this.codes(facet, row).map((code) => facet.values[code]) : [];
  }

  // The facets by which claims can be set against one another.
  get axes() { return [...this.facets.values()].filter((facet) => facet.values.length > 1); }
}

const read = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
  return answer.json();
};

export async function load(base) {
  const root = new URL(base, document.baseURI);
  return new Claims(
    ...(await Promise.all(
      ["explore/claims.json", "explore/gaps.json"].map((name) => read(new URL(name, root))),
    )),
  );
}
