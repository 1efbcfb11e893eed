// Search results as elements; texts of records are text and nothing else.
import { el } from "./elements.js";

const ROOT = new URL("../../", import.meta.url);
const HEADINGS = {
  term: "Terms", study: "Studies", claim: "Claims", debate: "Debates", question: "Open questions",
  work: "Other works", page: "Pages",
};

export const heading = (kind) => HEADINGS[kind] ?? kind;

// Where a result leads; an address outside of this site leads nowhere.
export function address(url) {
  const found = new URL(url, ROOT);
  return found.origin === ROOT.origin && found.href.startsWith(ROOT.href) ? found.href : ROOT.href;
}

// A level as the ladder that the whole site uses, or who says it.
export function level(text) {
  if (!text) return null;
  if (text === "review") return el("span", { class: "found-review" }, "as stated by the review");
  if (text.includes(" / ")) return el("span", {}, ...text.split(" / ").flatMap((each) => [level(each), " "]));
  const steps = el("span", { class: "rungs", "aria-hidden": "true" });
  for (let step = 0; step < 5; step += 1) steps.append(el("i"));
  const first = /E[0-5]/.exec(text)?.[0].toLowerCase() ?? "e0";
  return el("span", { class: `level level-${first}` }, steps, el("b", {}, text));
}

const MARKS = {
  flag: ["flag flag-raised", "⚑ "], clear: ["flag", ""], unseen: ["unknown", ""],
  elsewhere: ["mark", ""], fallen: ["fallen-mark", ""], open: ["mark mark-unresolved", ""],
};

// What has to be seen beside a result: flags, what is not known, another disease, a fallen work.
export function mark([kind, text]) {
  const [name, sign] = MARKS[kind] ?? MARKS.clear;
  const before = sign ? el("span", { "aria-hidden": "true" }, sign) : null;
  return el("span", { class: name }, before, text);
}

// The inside of a result: title, level, what has to be seen beside it, one line, modules.
export function inside(card, modules) {
  const within = card.modules.map((id) => modules[id] ?? id).join(" · ");
  const sign = card.sign ? el("span", { class: "found-sign", "aria-hidden": "true" }, `${card.sign} `) : null;
  const marks = card.marks.flatMap((each) => [mark(each), " "]);
  return [
    el("span", { class: "found-title" }, sign, card.title), " ",
    level(card.level) ?? "", " ",
    ...(marks.length ? [el("span", { class: "found-marks" }, ...marks)] : []),
    el("span", { class: "found-about" }, card.about),
    within ? el("span", { class: "found-modules" }, within) : "",
  ];
}

// Parts the claims on other diseases from the rest.
export function parted(numbers, marks) {
  const elsewhere = new Set(marks.elsewhere);
  return { here: numbers.filter((n) => !elsewhere.has(n)), elsewhere: numbers.filter((n) => elsewhere.has(n)) };
}

// The best results with at most so many of a kind, so that no kind hides the others.
export function mixed(numbers, kinds, most, ofKind) {
  const counts = new Map();
  const found = [];
  for (const number of numbers) {
    const count = counts.get(kinds[number]) ?? 0;
    if (count < ofKind) found.push(number);
    counts.set(kinds[number], count + 1);
    if (found.length === most) break;
  }
  return found;
}

// Cards by kind; the kind of the best result stands first.
export function grouped(cards) {
  const groups = new Map();
  for (const card of cards) {
    if (!groups.has(card.kind)) groups.set(card.kind, []);
    groups.get(card.kind).push(card);
  }
  return groups;
}

// What was read instead of or beside what was typed, in sentences.
export function remarks({ notes, partly, named }, cards, text) {
  const asked = text.trim();
  const said = notes.filter(({ instead }) => instead).map((note) =>
    `Nothing has “${note.typed}”; searched for ${note.instead.join(", ")}.`);
  const meant = cards.find((card) => card.kind === "term" && named.has(card.number));
  const another = meant && meant.title.toLowerCase() !== asked.toLowerCase();
  if (another) said.push(`“${asked}” is another name of ${meant.title}.`);
  const told = (note) => another && note.typed === asked;
  const others = notes.filter((note) => note.others && !told(note)).map((note) =>
    `${note.others.join(", ")} (for “${note.typed}”)`);
  if (others.length) said.push(`Also searched: ${others.join("; ")}.`);
  if (partly) said.push("Few or none have all of these words; the others have some of them.");
  return said.length ? [said.join(" ")] : [];
}
