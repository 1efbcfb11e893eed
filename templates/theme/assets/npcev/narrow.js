// Narrows a list that stands on the page; what is chosen stands in the address.
// The list: [data-narrowed] with items [data-item] in groups [data-group]. Each choice is a <select>
// whose name is an attribute of the items (data-NAME, values parted by blanks). A place that only
// counts some items, [data-rest], tells how many of them have each value (data-rest-NAME, as JSON).

const root = document.querySelector("[data-narrowed]");
const form = root.querySelector("[data-narrow]");
const items = [...root.querySelectorAll("[data-item]")];
const groups = [...root.querySelectorAll("[data-group]")];
const rests = [...root.querySelectorAll("[data-rest]")];
const choices = [...form.querySelectorAll("select")];
const words = form.querySelector("[data-words]");
const count = form.querySelector("[data-count]");
const none = root.querySelector("[data-none]");
const texts = new Map(words ? items.map((item) => [item, plain(item.textContent)]) : []);
const links = new Map(rests.map((rest) => [rest, rest.textContent]));

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

// How many of the items that are only counted fit; two choices cannot be told from counts alone,
// so only those of the group itself and one more are asked.
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

function show() {
  const wanted = words ? plain(words.value).split(" ").filter(Boolean) : [];
  for (const item of items) item.hidden = !fits(item, wanted);
  let more = 0;
  for (const rest of rests) {
    const number = left(rest, wanted);
    more += number;
    rest.hidden = number === 0;
    rest.querySelector("a").textContent = number === Number(rest.dataset.rest)
      ? links.get(rest) : `${number} more`;
  }
  const shown = items.filter((item) => !item.hidden).length + more;
  for (const group of groups) {
    const inside = [...group.querySelectorAll("[data-item], [data-rest]")];
    const here = inside.filter((part) => !part.hidden);
    group.hidden = here.length === 0;
    const said = group.querySelector("[data-group-count]");
    if (said) said.textContent = here.length === inside.length ? String(inside.length) : `${here.length} of ${inside.length}`;
  }
  for (const choice of choices) choice.classList.toggle("chosen", Boolean(choice.value));
  if (words) words.classList.toggle("chosen", wanted.length > 0);
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

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => { show(); remember(); });
form.addEventListener("reset", () => setTimeout(() => { show(); remember(); }));
window.addEventListener("popstate", () => { recall(); show(); });
recall();
show();
