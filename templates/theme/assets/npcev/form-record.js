// The record that stands for some answers: the same that `npcev new` writes for them. What was not
// answered is left out, and what a record lacks is for the checks to say.
import { plainWords, slug } from "./form-terms.js";
import { whole } from "./form-yaml.js";

const WORDS_OF_ID = 6;

const given = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value));

// An address as Python's quote writes it, with the signs that it leaves as they are.
const quoted = (text) => encodeURIComponent(whole(text))
  .replace(/[!*']/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  .replace(/%(2F|3A|3B|2C)/g, decodeURIComponent);

const cut = (text, most) => Array.from(text).slice(0, most).join("");

export const oneLine = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean).join(" ");

export function bareDoi(text) {
  return text.trim().replace(/^(?:https?:\/\/)?(?:dx\.)?(?:doi\.org\/|doi:\s*)/i, "").toLowerCase();
}

function unused(base, taken, most) {
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) {
    const end = `-${number}`;
    const name = base.slice(0, most - end.length).replace(/-+$/, "") + end;
    if (!taken.has(name)) return name;
  }
}

// An id: cargo and outcome as nouns, otherwise the first words of the title; empty without either.
export function proposedId(answers, data) {
  const cargo = answers.cargo.map((row) => data.terms.key(row.entity)).find(Boolean);
  const outcome = answers.claims.map((row) => data.terms.key(row.outcome)).find(Boolean);
  const most = data.longest_id;
  const named = cargo && outcome ? slug(cut(`${cargo} ${outcome}`, 500)).slice(0, most).replace(/-+$/, "") : "";
  const words = cut(answers.title, 2000).split(/\s+/).map(slug).filter(Boolean).slice(0, WORDS_OF_ID);
  const titled = words.join("-");
  const short = titled.length <= most ? titled : titled.slice(0, titled.lastIndexOf("-", most));
  const base = named || short.slice(0, most);
  return base ? unused(base, data.taken, most) : "";
}

function identification(answers) {
  const title = answers.title.trim();
  const doi = bareDoi(answers.doi);
  const pmid = answers.pmid.trim();
  const year = /^[1-9]\d{0,8}$/.test(answers.year.trim()) ? Number(answers.year) : answers.year.trim();
  if (!doi && !pmid) {
    const hints = title ? [{ title, why: "Given without an identifier" }] : null;
    return { status: "unresolved", ...given({ year, candidates: hints }) };
  }
  const seen = doi ? `https://doi.org/${quoted(doi)}` : `https://pubmed.ncbi.nlm.nih.gov/${quoted(pmid)}`;
  return { status: "probable", ...given({ title, year, doi, pmid }), seen_at: [seen] };
}

// What the work is recognised by, with the field that tells it; a short title only where it is all.
export function signsOf(answers, data) {
  const found = [["doi", bareDoi(answers.doi)], ["pmid", answers.pmid.trim()]].filter(([, value]) => value);
  const words = plainWords(answers.title);
  if (words.length >= data.shortest_title || (words && !found.length)) found.push(["title", words]);
  return found;
}

function finding(answers) {
  const text = oneLine(answers.text);
  if (!text) return {};
  const part = answers.part.trim();
  const inPaper = answers.place && !answers.place.startsWith("review ");
  const at = inPaper && part ? `${answers.place}, ${part}` : answers.place;
  return { finding: given({ voice: answers.voice, at, text }) };
}

// What a claim says of cause and effect: null until kind and effect are chosen and fit.
export function nature(claim, data) {
  return data.natures[claim.family]?.[claim.effect] ?? null;
}

function claimOf(row, id, data, tested) {
  const causal = nature(row, data) === "causal";
  const facts = given({ family: row.family, effect: row.effect,
    outcome: data.terms.key(row.outcome), matrix: causal ? "" : row.matrix });
  return { id, ...facts, ...(tested && row.tested ? { support: ["e1"] } : {}) };
}

// The numbers of the rows in which something was answered.
const answered = (rows, names) => rows.flatMap((row, index) => (names.some((name) => row[name].trim()) ? [index] : []));

// The record, and for each of its lists the rows of the form that its items came from.
export function recordOf(answers, data, day) {
  const rows = { cargo: answered(answers.cargo, ["entity"]), claims: answered(answers.claims, ["family", "effect", "outcome"]) };
  const cargo = rows.cargo.map((row) => answers.cargo[row]).map((row) => ({ entity: data.terms.key(row.entity), form: row.form }));
  const facts = given({ design: answers.design, manipulated: answers.manipulated });
  const tested = Object.keys(facts).length > 0;
  const claims = rows.claims.map((row, index) => claimOf(answers.claims[row], `c${index + 1}`, data, tested));
  const id = answers.id.trim() || proposedId(answers, data);
  const record = {
    ...given({ id, label: answers.label.trim() || cut(answers.title.trim(), 320) || id }),
    ...(answers.sections.length ? { sections: answers.sections } : {}),
    identification: identification(answers),
    ...given({ reading_basis: answers.reading_basis }),
    ...finding(answers),
    ...(cargo.length ? { cargo } : {}),
    ...(tested ? { experiments: [{ id: "e1", ...facts }] } : {}),
    ...(claims.length ? { claims } : {}),
    curation: { status: "draft", updated: day },
  };
  return { record, rows };
}
