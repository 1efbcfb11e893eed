// Narrows what stands on the page; what is chosen stands in the address.
// The place: [data-narrowed] with items [data-item] in groups [data-group]. Each choice is a <select>
// whose name is an attribute of the items (data-NAME, values parted by blanks). Items of one name,
// data-item="NAME", are counted once. Where not all items are named, [data-rest] tells how many are
// only counted and how many of them have each value (data-rest-NAME, as JSON). [data-tally] counts
// the items with one value: data-tally="NAME VALUE".

const root = document.querySelector("[data-narrowed]");
const form = root.querySelector("[data-narrow]");
const items = [...root.querySelectorAll("[data-item]")];
const groups = [...root.querySelectorAll("[data-group]")];
const rests = [...root.querySelectorAll("[data-rest]")];
const tallies = [...root.querySelectorAll("[data-tally]")];
const choices = [...form.querySelectorAll("select")];
const words = form.querySelector("[data-words]");
const count = form.querySelector("[data-count]");
const none = root.querySelector("[data-none]");
const whole = Number(count.textContent);
const texts = new Map(words ? items.map((item) => [item, plain(item.textContent)]) : []);

function plain(said) {
  return said.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "").replace(/[\s\u2010-\u2015-]+/g, " ");
}

function values(part, name) {
  return (part.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) ?? "").split(" ");
}

function fits(item, wanted) {
  return choices.every(({ name, value }) => !value || values(item, name).includes(value))
    && wanted.every((word) => texts.get(item).includes(word));
}

// How many of the items that are only counted fit. Words cannot be asked of them, and of two choices
// counts alone tell only the most that can fit both.
function left(rest, wanted) {
  if (wanted.length) return 0;
  let number = Number(rest.dataset.rest);
  for (const { name, value } of choices) {
    if (!value) continue;
    const counted = rest.getAttribute(`data-rest-${name}`);
    if (counted) number = Math.min(number, JSON.parse(counted)[value] ?? 0);
    else if (!values(rest, name).includes(value)) number = 0;
  }
  return number;
}

// Whether counts alone can tell how many fit.
const exact = (rest) => choices.filter(({ name, value }) => value && rest.hasAttribute(`data-rest-${name}`)).length < 2;

function total(parts) {
  const shown = parts.filter((part) => !part.hidden);
  const named = new Set(shown.filter((part) => part.hasAttribute("data-item")).map((item) => item.dataset.item || item));
  return named.size + shown.reduce((sum, part) => sum + Number(part.dataset.left ?? 0), 0);
}

function countGroup(group) {
  const inside = [...group.querySelectorAll("[data-item], [data-rest]")];
  const here = total(inside);
  group.hidden = here === 0;
  const said = group.querySelector("[data-group-count]");
  if (!said) return;
  said.dataset.whole ??= said.textContent;
  said.textContent = String(here) === said.dataset.whole ? said.dataset.whole : `${here} of ${said.dataset.whole}`;
}

function countTally(tally) {
  const [name, value] = tally.dataset.tally.split(" ");
  const number = total([...items, ...rests].filter((part) => values(part, name).includes(value)));
  tally.textContent = String(number);
  tally.closest("td").style.setProperty("--n", number);
}

function show() {
  const wanted = words ? plain(words.value).split(" ").filter(Boolean) : [];
  for (const item of items) item.hidden = !fits(item, wanted);
  for (const rest of rests) {
    const number = left(rest, wanted);
    rest.dataset.left = number;
    rest.hidden = number === 0;
    rest.querySelector("a").textContent = exact(rest) ? `${number} more` : `at most ${number} more`;
  }
  groups.forEach(countGroup);
  tallies.forEach(countTally);
  for (const choice of choices) choice.classList.toggle("chosen", Boolean(choice.value));
  if (words) words.classList.toggle("chosen", wanted.length > 0);
  const chosen = wanted.length > 0 || choices.some(({ value }) => value);
  const shown = chosen ? total([...items, ...rests]) : whole;
  if (count.textContent !== String(shown)) count.textContent = String(shown);
  if (none) none.hidden = shown > 0;
}

function remember() {
  const state = new URLSearchParams();
  if (words?.value.trim()) state.set(words.name, words.value.trim());
  for (const { name, value } of choices) if (value) state.set(name, value);
  const query = state.toString();
  history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
}

function recall() {
  const state = new URLSearchParams(location.search);
  if (words) words.value = state.get(words.name) ?? "";
  for (const choice of choices) {
    const asked = state.get(choice.name) ?? "";
    choice.value = [...choice.options].some((option) => option.value === asked) ? asked : "";
  }
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => { show(); remember(); });
form.addEventListener("reset", () => setTimeout(() => { show(); remember(); }));
window.addEventListener("popstate", () => { recall(); show(); });
recall();
show();
