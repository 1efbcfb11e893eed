// The page of results: every result by kind, filters, and the whole state in the address.
import { SearchIndex } from "./search-index.js";
import { el } from "./elements.js";
import { address, grouped, heading, inside, parted, remarks } from "./search-results.js";

const MORE = 24;
const place = document.querySelector("[data-search-page]");
const form = place.querySelector("form");
const results = place.querySelector(".found");
const status = place.querySelector(".found-count");
const lists = document.querySelector("[data-search-lists]");
const index = new SearchIndex();
const FILTERS = ["kind", "level", "module"];
let shown = MORE;
let asked = 0;

const chosen = () => Object.fromEntries(FILTERS.map((name) => [name, form.elements[name].value]));

function remember(text, filters) {
  const query = new URLSearchParams();
  if (text) query.set("q", text);
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
  if (form.elements.elsewhere.checked) query.set("elsewhere", "1");
  const said = query.toString();
  history.replaceState(null, "", said ? `?${said}` : location.pathname);
}

// What only the review states is a class of its own and reaches no level.
function fits(number, marks, filters) {
  const levels = marks.levels[number] ?? "";
  if (filters.kind && marks.kinds[number] !== filters.kind) return false;
  if (filters.module && !marks.modules[number].includes(filters.module)) return false;
  return !filters.level || levels.split(" / ").some((each) => each.split(" ")[0] === filters.level);
}

function fill(name, counts, label) {
  const select = form.elements[name];
  const value = select.value;
  const any = el("option", { value: "" }, select.dataset.any);
  const each = [...counts].map(([id, count]) => el("option", { value: id }, `${label(id)} (${count})`));
  if (value && !counts.has(value)) each.push(el("option", { value }, `${label(value)} (0)`));
  select.replaceChildren(any, ...each);
  select.value = value;
}

// Counts of each filter's choices, given all the other filters.
function count(numbers, marks, filters, modules) {
  const keys = {
    kind: (n) => [marks.kinds[n]],
    level: (n) => (marks.levels[n] ? marks.levels[n].split(" / ").map((each) => each.split(" ")[0]) : []),
    module: (n) => marks.modules[n],
  };
  for (const name of FILTERS) {
    const others = { ...filters, [name]: "" };
    const counts = new Map();
    for (const number of numbers) {
      if (!fits(number, marks, others)) continue;
      for (const key of new Set(keys[name](number))) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const sorted = new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
    const say = { kind: heading, level: (id) => (id === "review" ? "as stated by the review" : id), module: (id) => modules[id] ?? id };
    fill(name, sorted, say[name]);
  }
}

function show(cards, left, total, modules, notes, kinds) {
  const parts = notes.map((said) => el("p", { class: "find-note" }, said));
  for (const [kind, found] of grouped(cards)) {
    const list = el("ol", { class: "found-list" });
    for (const card of found) {
      list.append(el("li", {}, el("a", { href: address(card.url) }, ...inside(card, modules))));
    }
    parts.push(el("h2", { id: `found-${kind}` }, heading(kind), " ", el("span", { class: "found-of" }, `${found.length} of ${kinds.get(kind)}`)), list);
  }
  if (left > 0) {
    const more = el("button", { type: "button", class: "found-more" }, `Show ${Math.min(left, MORE)} more of ${left}`);
    more.addEventListener("click", () => {
      shown += MORE;
      search();
    });
    parts.push(more);
  }
  if (!total) parts.push(el("p", {}, "Nothing found. Fewer words, or fewer filters, may help."));
  results.replaceChildren(...parts);
  status.textContent = `${total} ${total === 1 ? "result" : "results"}`;
}

async function search() {
  const text = form.elements.q.value;
  const filters = chosen();
  remember(text, filters);
  asked += 1;
  const mine = asked;
  lists.classList.toggle("shown", !text.trim());
  if (!text.trim()) {
    results.replaceChildren();
    status.textContent = "";
    return;
  }
  const { modules } = await index.open();
  const [result, marks] = await Promise.all([index.find(text), index.marks()]);
  const { here, elsewhere } = parted(result.numbers, marks);
  const numbers = form.elements.elsewhere.checked ? result.numbers : here;
  const kept = numbers.filter((number) => fits(number, marks, filters));
  place.querySelector("[data-elsewhere]").textContent = elsewhere.filter((n) => fits(n, marks, filters)).length;
  const cards = await index.cards(kept.slice(0, shown));
  if (mine !== asked) return;
  count(numbers, marks, filters, modules);
  const kinds = new Map();
  for (const number of kept) kinds.set(marks.kinds[number], (kinds.get(marks.kinds[number]) ?? 0) + 1);
  show(cards, kept.length - cards.length, kept.length, modules, remarks(result, cards, text), kinds);
}

function restore() {
  const query = new URLSearchParams(location.search);
  form.elements.q.value = query.get("q") ?? "";
  for (const name of FILTERS) {
    const value = query.get(name) ?? "";
    if (value) form.elements[name].append(el("option", { value }, value));
    form.elements[name].value = value;
  }
  form.elements.elsewhere.checked = query.get("elsewhere") === "1";
}

restore();
search().catch((error) => {
  status.textContent = `The index could not be read: ${error.message}`;
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  shown = MORE;
  search();
});
addEventListener("popstate", () => {
  restore();
  search();
});
