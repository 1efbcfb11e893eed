// What a schema cannot say of the answers: signs that nobody sees, letters that look alike, names
// that are no terms, and the rules between fields. The same as `npcev validate` and the reader of
// the issue form say; the tool has the last word.
import { bareDoi, nature, oneLine, signsOf } from "./form-record.js";

const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const LATIN = /\p{Script=Latin}/u;
const ALIKE = /[\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Cherokee}]/u;
const PART = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_ .,-]{0,58}[\p{L}\p{N}_])?$/u;
const LONGEST = 2000;
const SHOWN = 60;

// A text as a message may show it: short, and without signs that nobody sees.
export function shown(text) {
  const signs = Array.from(text.slice(0, 2 * SHOWN + 2));
  return `“${signs.slice(0, SHOWN).join("").replace(UNSEEN, "�")}${signs.length > SHOWN ? "…" : ""}”`;
}

function* ofText(text, isName) {
  if (text.length > LONGEST) yield `has ${text.length.toLocaleString("en")} characters, more than ${LONGEST.toLocaleString("en")}. Say it shorter.`;
  const unseen = [...new Set(text.match(UNSEEN) ?? [])].slice(0, 5);
  if (unseen.length) {
    const codes = unseen.map((sign) => `U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
    yield `holds signs that cannot be seen (${codes.join(", ")}). Take them out, or type it again.`;
  }
  // In a name two scripts are never meant; in a sentence not within one word.
  const pieces = isName ? [text] : text.split(/\s+/);
  const mixed = pieces.find((piece) => LATIN.test(piece) && ALIKE.test(piece));
  if (mixed) yield `${shown(mixed)} mixes letters that look alike from two scripts. Type it again in Latin letters.`;
}

function* texts(answers) {
  const one = { title: "/identification/title", label: "/label", text: "/finding/text" };
  const names = { id: "/id", doi: "/identification/doi", pmid: "/identification/pmid", year: "/identification/year", part: "/finding/part" };
  for (const [name, at] of Object.entries(one)) yield [at, oneLine(answers[name]), false];
  for (const [name, at] of Object.entries(names)) yield [at, answers[name], true];
  for (const [index, row] of answers.cargo.entries()) yield [`/cargo/${index}/entity`, row.entity, true];
  for (const [index, row] of answers.claims.entries()) yield [`/claims/${index}/outcome`, row.outcome, true];
}

function* ofRecord(record, answers, data) {
  const id = record.id ?? "";
  if (id.length > data.longest_id) yield ["/id", `has ${id.length.toLocaleString("en")} characters; an id has ${data.longest_id} at most. Shorten it.`];
  else if (data.taken.has(id)) yield ["/id", `There is a record ${shown(id)} already. Choose another id.`];
  const { year } = record.identification;
  const latest = new Date().getFullYear() + 1;
  if (year !== undefined && !(year >= data.earliest_year && year <= latest)) {
    yield ["/identification/year", `${shown(String(year))} is no year of publication: four digits, ${data.earliest_year} to ${latest}.`];
  }
  for (const [name, value] of signsOf(answers, data)) {
    const known = data.works[`${name} ${value}`];
    if (known) yield [`/identification/${name}`, `There is a record of this work: ${known}. Change that one instead of beginning a second.`];
  }
  if (/[.,]$/.test(bareDoi(answers.doi))) yield ["/identification/doi", "A DOI does not end with a full stop or comma. Take it off."];
}

function* ofFinding(answers) {
  const { voice, place } = answers;
  const part = answers.part.trim();
  const said = oneLine(answers.text);
  if (!said) {
    if (part || place || voice) yield ["/finding/text", "Who says it and where is told, but not what. Write the finding, or leave all of it empty."];
    return;
  }
  if (!voice) yield ["/finding/voice", "Say who says it: the study, the review, or you as curator."];
  if (!place) yield ["/finding/at", "Say where the finding stands, so that others can look."];
  const ofReview = place.startsWith("review ");
  if (voice === "review" && place && !ofReview) yield ["/finding/at", "What the review says needs a place in the review. Choose its section."];
  if (voice === "study" && answers.reading_basis === "review_only") yield ["/finding/voice", "Only the review was read, so the study’s own voice was not heard. Choose the review, or say what else you read."];
  if (part && ofReview) yield ["/finding/part", "A section of the review needs no part. Leave this empty."];
  else if (part && !PART.test(part)) yield ["/finding/part", `${shown(part)} is no part of a paper: letters, digits, spaces, dots, commas and hyphens, 60 at most, such as section 3.1.`];
}

function* ofTerms(answers, data) {
  const asked = [["cargo", "entity", "cargo"], ["claims", "outcome", "outcome"]];
  for (const [list, name, role] of asked) {
    for (const [index, row] of answers[list].entries()) {
      const typed = row[name].trim();
      if (!typed || data.terms.term(data.terms.key(typed), role)) continue;
      const near = data.terms.near(typed, role);
      const advice = near.length ? `Did you mean ${near.join(", ")}?` : "Look it up under Terms; a new term is added to data/entities/ first.";
      yield [`/${list}/${index}/${name}`, `${shown(typed)} is the name of no ${role}. ${advice}`];
    }
  }
}

function* ofClaims(answers, data) {
  for (const [index, row] of answers.claims.entries()) {
    const at = `/claims/${index}`;
    if (row.family && row.effect && !nature(row, data)) yield [`${at}/effect`, "This effect is not one of that kind of claim. Choose another."];
    if (row.family === "biomarker" && !row.matrix) yield [`${at}/matrix`, "A biomarker needs to say in what it was measured. Choose it, or “Not stated” if the source does not say."];
  }
}

// Every problem as its place in the form and what to do about it.
export function checks(answers, record, data) {
  const found = [];
  for (const [at, text, isName] of texts(answers)) for (const said of ofText(text, isName)) found.push({ at, said });
  const rules = [...ofRecord(record, answers, data), ...ofFinding(answers), ...ofTerms(answers, data), ...ofClaims(answers, data)];
  for (const [at, said] of rules) if (!found.some((other) => other.at === at)) found.push({ at, said });
  return found;
}
