// Files of exactly what is shown: CSV, JSON, BibTeX, RIS. The texts of citations were made when the
// site was built and lie in small files; only those that are needed are fetched.

const FORMULA = /^[=+\-@\t\r]/;

// A field as RFC 4180 wants it; what a spreadsheet would take for a formula gets an apostrophe.
function field(value) {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csv(rows) {
  return rows.map((row) => `${row.map((value) => field(String(value ?? ""))).join(",")}\r\n`).join("");
}

export class Download {
  constructor(table, columns, root, shard) {
    Object.assign(this, { table, columns, root, shard });
  }

  labels(facet, unit) {
    return facet.valuesOfRows(unit).map((code) => facet.values[code].label).join("; ");
  }

  // Ids first, then the facets of the columns shown.
  asCsv(units, names) {
    const single = this.columns.unit === "claim";
    const { claims, studies, studyOf } = this.table;
    const facets = [...new Set(names.flatMap((name) => this.columns.facetsOf(name)))];
    const head = ["study_id", "study", "refs", single ? "claim_id" : "claim_ids"];
    if (single) head.push("level_text", "level_marks", "review_only", "in_field", "groups");
    const lines = units.map((unit) => {
      const row = unit[0];
      const study = studyOf[row];
      const ids = unit.map((each) => claims.id[each]).filter(Boolean);
      const own = [studies.id[study], studies.label[study], studies.refs[study].join("; "), ids.join("; ")];
      if (single) {
        own.push(claims.level[row], claims.marks[row].join("; "), claims.review_only[row],
          claims.in_field[row] ?? "not_known", claims.peers[row]);
      }
      return [...own, ...facets.map((facet) => this.labels(facet, unit))];
    });
    return csv([[...head, ...facets.map((facet) => facet.id)], ...lines]);
  }

  claim(row) {
    const { claims, studyOf, studies, facets } = this.table;
    const answers = Object.fromEntries(facets.map((facet) => [facet.id,
      [...facet.valuesOf(row)].map((code) => ({ id: facet.values[code].id, label: facet.values[code].label }))]));
    return {
      study: studies.id[studyOf[row]], claim: claims.id[row] || null, level: claims.level[row] || null,
      level_marks: claims.marks[row], level_seen: claims.seen[row] || null,
      level_basis: answers.basis?.[0]?.id ?? null, as_stated_by_the_review: claims.review_only[row],
      in_field: claims.in_field[row], independence: claims.peers[row] || null, facets: answers,
    };
  }

  asJson(units, filters, address) {
    const { studies, studyOf, updated } = this.table;
    const study = (number) => ({ id: studies.id[number], label: studies.label[number],
      refs: studies.refs[number], identified: !studies.open[number], standing: studies.fallen[number] || null });
    const numbers = [...new Set(units.map((unit) => studyOf[unit[0]]))];
    return `${JSON.stringify({
      updated, address, filters,
      studies: numbers.map(study), claims: units.flat().map((row) => this.claim(row)),
    }, null, 1)}\n`;
  }

  // The citations of the studies of some units, in the order of their ids, and those without any.
  async citations(units, form) {
    const { studies, studyOf } = this.table;
    const numbers = [...new Set(units.map((unit) => studyOf[unit[0]]))];
    const shards = [...new Set(numbers.map((number) => Math.floor(number / this.shard)))];
    const loaded = await Promise.all(shards.map(async (shard) => {
      const reply = await fetch(new URL(`${this.root}explore/citations/${shard}.json`, document.baseURI));
      if (!reply.ok) throw new Error(`explore/citations/${shard}.json: ${reply.status}`);
      return new Map(Object.entries(await reply.json()));
    }));
    const known = (id) => loaded.find((texts) => texts.has(id))?.get(id);
    const ids = numbers.map((number) => studies.id[number]).sort();
    return {
      text: ids.map(known).filter(Boolean).map((texts) => texts[form]).join("\n"),
      missing: numbers.filter((number) => !known(studies.id[number])).map((number) => studies.label[number]),
    };
  }
}

// Hands a file to the reader.
export function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
