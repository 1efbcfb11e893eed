// The search box in the head of every page: results as you type, by pointer and by keyboard.
// Without this script the form leads to the page of results.
import { SearchIndex } from "./search-index.js";
import { el } from "./elements.js";
import { address, grouped, heading, inside, mixed, parted, remarks } from "./search-results.js";

const SHOWN = 12;
const OF_KIND = 4;
const form = document.querySelector("form.find");
const input = form.querySelector("input");
const panel = form.querySelector(".find-panel");
const status = form.querySelector(".find-status");
const index = new SearchIndex();
let options = [];
let active = -1;
let asked = 0;

function close() {
  asked += 1;
  panel.hidden = true;
  active = -1;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function activate(place) {
  options[active]?.setAttribute("aria-selected", "false");
  active = (place + options.length + 1) % (options.length + 1);
  const option = options[active];
  if (!option) {
    active = -1;
    input.removeAttribute("aria-activedescendant");
    return;
  }
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", option.id);
}

function show(result, cards, elsewhere, modules, text) {
  const list = el("div", { role: "listbox", id: "find-list", "aria-label": "Results" });
  options = [];
  for (const [kind, found] of grouped(cards)) {
    const group = el("div", { role: "group", "aria-label": heading(kind) });
    group.append(el("p", { class: "find-kind", "aria-hidden": "true" }, heading(kind)));
    for (const card of found) {
      const id = `find-option-${options.length}`;
      const option = el("a", { role: "option", id, href: address(card.url), tabindex: "-1", "aria-selected": "false" });
      option.append(...inside(card, modules));
      options.push(option);
      group.append(option);
    }
    list.append(group);
  }
  const total = result.numbers.length;
  const notes = remarks(result, cards, text).map((said) => el("p", { class: "find-note" }, said));
  if (elsewhere) notes.push(el("p", { class: "find-note" }, `Without ${elsewhere} ${elsewhere === 1 ? "claim" : "claims"} on other diseases, which the page of results can show.`));
  const all = el("p", { class: "find-all" });
  const query = new URLSearchParams({ q: text });
  if (total) all.append(el("a", { href: `${form.action}?${query}` }, total === 1 ? "The one result on a page" : `All ${total} results`));
  else all.append("Nothing found. Fewer or other words may help.");
  panel.replaceChildren(...notes, list, all);
  panel.hidden = false;
  active = -1;
  input.setAttribute("aria-expanded", String(total > 0));
  input.removeAttribute("aria-activedescendant");
  status.textContent = total ? `${total} ${total === 1 ? "result" : "results"}` : "Nothing found";
}

async function search() {
  const text = input.value;
  if (text.trim().length < 2) {
    close();
    return;
  }
  asked += 1;
  const mine = asked;
  try {
    const { modules } = await index.open();
    const [result, marks] = await Promise.all([index.find(text), index.marks()]);
    const { here, elsewhere } = parted(result.numbers, marks);
    const cards = await index.cards(mixed(here, marks.kinds, SHOWN, OF_KIND));
    if (mine === asked) show({ ...result, numbers: here }, cards, elsewhere.length, modules, text);
  } catch {
    if (mine !== asked) return;
    panel.replaceChildren(el("p", { class: "find-note" }, "The index could not be read. Enter leads to the page of results."));
    panel.hidden = false;
  }
}

function onKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && !panel.hidden) {
    event.preventDefault();
    activate(active + step);
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    options[active].click();
  } else if (event.key === "Escape" && !panel.hidden) {
    event.preventDefault();
    close();
  }
}

input.setAttribute("role", "combobox");
input.setAttribute("aria-expanded", "false");
input.setAttribute("aria-controls", "find-list");
input.setAttribute("aria-autocomplete", "list");
input.addEventListener("focus", () => index.open().catch(() => {}), { once: true });
input.addEventListener("input", search);
input.addEventListener("keydown", onKey);
form.addEventListener("focusout", (event) => {
  if (!form.contains(event.relatedTarget)) close();
});
document.addEventListener("pointerdown", (event) => {
  if (!form.contains(event.target)) close();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const asks = (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) ||
    (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
  if (!asks) return;
  event.preventDefault();
  input.focus();
  input.select();
});
