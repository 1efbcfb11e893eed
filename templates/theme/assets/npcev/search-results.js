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
  if (text.includes(" / ")) return el("b", {}, text);
  const steps = el("span", { class: "rungs", "aria-hidden": "true" });
  for (let step = 0; step < 5; step += 1) steps.append(el("i"));
  const first = /E[0-5]/.exec(text)?.[0].toLowerCase() ?? "e0";
  return el("span", { class: `level level-${first}` }, steps, el("b", {}, text));
}

// The inside of a result: title, level, modules, one line.
export function inside(card, modules) {
  const marks = card.modules.map((id) => modules[id] ?? id).join(" · ");
  return [
    el("span", { class: "found-title" }, card.title),
    level(card.level) ?? "",
    el("span", { class: "found-about" }, card.about),
    marks ? el("span", { class: "found-modules" }, marks) : "",
  ];
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

// What was read instead of what was typed, in sentences.
export function remarks({ notes, partly, named }, cards, text) {
  const said = notes.map(({ typed, instead }) => `Nothing has “${typed}”; searched for ${instead.join(", ")}.`);
  const meant = cards.find((card) => card.kind === "term" && named.has(card.number));
  if (meant && meant.title.toLowerCase() !== text.trim().toLowerCase()) {
    said.push(`“${text.trim()}” is another name of ${meant.title}.`);
  }
  if (partly) said.push("Few or none have all of these words; the others have some of them.");
  return said;
}
