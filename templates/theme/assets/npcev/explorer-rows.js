// The rows of the tables, the same as those of templates/parts/rows.html.jinja.

import { el, ours, plural, unknown } from "./elements.js";

export class Rows {
  // `most`: how many claims of a study its row shows.
  constructor(table, columns, root, most) {
    this.table = table;
    this.columns = columns;
    this.root = root;
    this.most = most;
  }

  row(unit, names, selected, select) {
    const ref = this.refOf(unit);
    const study = this.table.studyOf[unit[0]];
    const what = this.columns.unit === "claim"
      ? `claim ${this.table.claims.id[unit[0]]} of ${this.table.studies.label[study]}`
      : `study ${this.table.studies.label[study]}`;
    const box = el("input", { type: "checkbox", "aria-label": `Select ${what}`, onchange: () => select(ref, box.checked) });
    box.checked = selected;
    return el("tr", { class: "x-row", "data-ref": ref },
      el("td", { class: "x-select" }, el("label", {}, box)),
      names.map((name, place) => el(place ? "td" : "th", {
        scope: place ? null : "row", "data-column": name, "data-label": this.columns.label(name),
      }, this.cell(name, unit))));
  }

  refOf(unit) {
    return this.columns.unit === "claim" ? this.table.ref(unit[0]) : this.table.studies.id[this.table.studyOf[unit[0]]];
  }

  cell(name, unit) {
    const single = this.columns.unit === "claim";
    if (name === "claim") return this.says(unit[0]);
    if (name === "claims") return this.claims(unit);
    if (name === "study") return this.study(this.table.studyOf[unit[0]]);
    if (name === "level" && single) return this.level(unit[0]);
    if (name === "flag" && single) return this.flags(unit[0]);
    if (name === "independence" && single) return this.table.claims.peers[unit[0]];
    return this.answers(name, unit);
  }

  answers(id, rows) {
    const facet = this.table.facet(id);
    const found = facet.valuesOfRows(rows).map((code) => this.value(facet.values[code]));
    return found.flatMap((part, place) => (place ? [", ", part] : [part]));
  }

  value(value) {
    if (value.state === "not_known") return unknown(value.label);
    if (value.state) return el("span", { class: "x-none" }, value.label);
    if (value.kind) return ours(this.root, value.page, { class: `term term-${value.kind}` }, value.label);
    if (value.rung !== undefined) return ladder(value.label);
    return value.label;
  }

  says(row) {
    const { claims, studies, studyOf } = this.table;
    const study = studyOf[row];
    const matrix = this.table.facet("matrix");
    const measured = matrix.values[matrix.valuesOf(row)[0]].state !== "not_applicable";
    return [
      this.answers("cargo", [row]), " ", el("span", { class: "x-effect" }, this.effect(row)), " ",
      this.answers("outcome", [row]),
      measured ? [", ", el("span", { class: "x-in" }, "in"), " ", this.answers("matrix", [row])] : [],
      this.field(row), " ",
      ours(this.root, `studies/${studies.id[study]}/#${claims.id[row]}`, {
        class: "x-to", "aria-label": `Claim ${claims.id[row]} of ${studies.label[study]}`,
      }, claims.id[row]),
    ].flat();
  }

  effect(row) {
    const facet = this.table.facet("effect");
    return [...facet.valuesOf(row)].flatMap((code) => {
      const { sign, label } = facet.values[code];
      return sign ? [el("span", { class: "sign", "aria-hidden": "true" }, sign), " ", label] : [label];
    });
  }

  field(row) {
    const known = this.table.claims.in_field[row];
    if (known === true) return [];
    if (known === null) return [" ", el("span", { class: "x-off" }, unknown("disease not known"))];
    return [" ", el("span", { class: "x-off mark" }, "on ", this.answers("disease", [row]))];
  }

  level(row) {
    const { claims } = this.table;
    const marks = claims.marks[row].flatMap((mark) =>
      [" ", el("span", { class: `mark mark-${mark.replaceAll(" ", "-")}` }, mark)]);
    const review = claims.review_only[row];
    const said = review ? [el("b", { class: "by-review" }, "as stated by the review"), " "] : [];
    return [...said, ladder(claims.level[row], review), ...marks];
  }

  flags(row) {
    const raised = this.seenValues("flag", row).map((value) => [ours(this.root, value.page, {
      class: "x-flag", title: value.about,
    }, el("span", { "aria-hidden": "true" }, "⚑ "), value.label), " "]);
    const unseen = this.seenValues("unseen", row).map((value) =>
      [ours(this.root, value.page, { title: value.about }, value.label), " "]);
    const none = raised.length ? [] : [el("span", { class: "x-none" }, "no flag raised"), " "];
    const open = unseen.length ? [el("details", { class: "x-unseen" },
      el("summary", {}, `${unseen.length} not assessable`), unseen.flat())] : [];
    return [...raised.flat(), ...none, ...open];
  }

  // Flags of a row, without what says that there is none.
  seenValues(id, row) {
    const facet = this.table.facet(id);
    return [...facet.valuesOf(row)].map((code) => facet.values[code]).filter((value) => value.page);
  }

  study(study) {
    const { id, label, refs, open, fallen } = this.table.studies;
    const numbers = refs[study].flatMap((number, place) => [place ? ", " : "", ours(
      this.root, `studies/${id[study]}/`, { class: "cite", "aria-label": `Reference ${number}: ${label[study]}` }, String(number))]);
    return [
      ours(this.root, `studies/${id[study]}/`, { class: open[study] ? "record is-open" : "record" }, label[study]),
      fallen[study] ? [" ", el("span", { class: "fallen-mark" }, fallen[study])] : [],
      refs[study].length ? [" ", el("span", { class: "cites" }, "[", numbers, "]")] : [],
    ].flat();
  }

  claims(unit) {
    const rows = unit.filter((row) => this.table.hasClaim(row));
    if (!rows.length) return unknown("no claim can be told for this study alone");
    const list = el("ul", { class: "plain x-claims" }, rows.slice(0, this.most).map((row) =>
      el("li", {}, this.says(row), " ", this.level(row), " ", el("span", { class: "x-flags" }, this.flags(row)))));
    const id = this.table.studies.id[this.table.studyOf[unit[0]]];
    const more = rows.length - this.most;
    return more > 0 ? [list, ours(this.root, `studies/${id}/#claims`, {}, plural(more, "more claim"))] : [list];
  }
}

// A level as a ladder with its text.
export function ladder(text, review = false) {
  const rung = text.slice(0, 2).toLowerCase();
  return el("span", { class: `level level-${rung}${review ? " level-review" : ""}` },
    el("span", { class: "rungs", "aria-hidden": "true" }, ...Array.from({ length: 5 }, () => el("i"))),
    el("b", {}, text));
}
