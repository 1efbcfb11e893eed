// Sorts, filters and counts the rows of a comparison; what is chosen stands in the address.

const root = document.querySelector("[data-compare]");
const rows = [...root.querySelectorAll("tr[data-row]")];
const bodies = [...root.querySelectorAll("tbody[data-group]")];
const filters = [...root.querySelectorAll("[data-filter]")];
const text = root.querySelector("[data-text]");
const elsewhere = root.querySelector("[data-elsewhere]:is(input)");
const measures = [...root.querySelectorAll("[data-measure]")];
const sorters = [...root.querySelectorAll("[data-sort]")];
const file = root.querySelector("[data-csv]");
const heard = new Map(rows.map((row) => [row, plain(`${row.textContent} ${row.dataset.words}`)]));
const placed = new Map(rows.map((row, place) => [row, place]));
const downwards = new Set(["measure", "n", "level", "year"]);
let sort = { key: "", dir: "" };

function plain(said) {
  return said.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "").replace(/[\s\u2010-\u2015-]+/g, " ");
}

function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

function value(control) {
  return control.type === "checkbox" ? (control.checked ? control.value : "") : control.value;
}

function answers(row) {
  if (row.hasAttribute("data-elsewhere") && !elsewhere?.checked) return false;
  const wanted = plain(text.value).split(" ").filter(Boolean);
  if (!wanted.every((word) => heard.get(row).includes(word))) return false;
  return filters.every((control) => {
    const chosen = value(control);
    return !chosen || (row.getAttribute(`data-f-${control.dataset.filter}`) ?? "").split(" ").includes(chosen);
  });
}

function filter() {
  for (const row of rows) row.hidden = !answers(row);
  const shown = rows.filter((row) => !row.hidden);
  for (const body of bodies) {
    const here = shown.filter((row) => row.parentElement === body).length;
    const all = body.querySelectorAll("tr[data-row]").length;
    body.hidden = here === 0;
    body.querySelector("[data-group-count]").textContent =
      here === all ? plural(all, "row") : `${here} of ${plural(all, "row")}`;
  }
  for (const control of [...filters, text]) control.classList.toggle("chosen", Boolean(value(control)));
  count(shown);
}

function count(shown) {
  const distinct = (name) => new Set(shown.map((row) => row.getAttribute(name)));
  const studies = distinct("data-study");
  const unnamed = new Set(shown.filter((row) => !row.dataset.people).map((row) => row.dataset.study));
  const groups = distinct("data-people");
  groups.delete("");
  write("rows", String(shown.length));
  write("claims", plural(distinct("data-claim-of").size, "claim"));
  write("peers", peers(studies.size, groups.size, unnamed.size));
  for (const cell of root.querySelectorAll("[data-unknown]")) {
    const open = shown.filter((row) => row.dataset.open.split(" ").includes(cell.dataset.unknown));
    cell.textContent = String(open.length);
  }
}

function peers(studies, groups, unknown) {
  if (!studies) return "no study";
  const counted = plural(studies, "study", "studies");
  if (studies === 1) return groups ? `${counted}, 1 group` : `${counted}, group not known`;
  if (!groups) return `${counted}, groups not known`;
  return `${counted}, ${plural(groups, "group")}${unknown ? `, ${unknown} not known` : ""}`;
}

function write(name, said) {
  const place = root.querySelector(`[data-shown="${name}"]`);
  if (place.textContent !== said) place.textContent = said;
}

function measured() {
  return measures.find((radio) => radio.checked)?.value ?? "";
}

function arrange() {
  const name = (sort.key === "measure" ? measured() : sort.key).replaceAll("_", "-");
  const sign = sort.dir === "descending" ? -1 : 1;
  const of = (row) => row.getAttribute(`data-s-${name}`) ?? "";
  const ranked = (one, other) => {
    const [a, b] = [of(one), of(other)];
    if (a === b || !name) return placed.get(one) - placed.get(other);
    if (a === "" || b === "") return a === "" ? 1 : -1;
    const numbers = [Number(a), Number(b)];
    return sign * (numbers.some(Number.isNaN) ? a.localeCompare(b) : numbers[0] - numbers[1])
      || placed.get(one) - placed.get(other);
  };
  for (const body of bodies) body.append(...[...body.querySelectorAll("tr[data-row]")].sort(ranked));
  const heads = new Map([...root.querySelectorAll("thead th")].map((head) => [head, "none"]));
  for (const button of sorters) {
    const sorted = button.dataset.sort === sort.key;
    button.classList.toggle("sorted", sorted);
    button.dataset.dir = sorted ? sort.dir : "";
    if (sorted) heads.set(button.closest("th"), sort.dir);
  }
  for (const [head, dir] of heads) {
    if (!head.querySelector("[data-sort]")) continue;
    if (dir === "none") head.removeAttribute("aria-sort");
    else head.setAttribute("aria-sort", dir);
  }
}

function remember() {
  const state = new URLSearchParams();
  if (text.value.trim()) state.set("q", text.value.trim());
  for (const control of filters) if (value(control)) state.set(control.name, value(control));
  if (elsewhere?.checked) state.set("elsewhere", "yes");
  if (measures.length && !measures[0].checked) state.set("plot", measured());
  if (sort.key) state.set("sort", sort.dir === "descending" ? `-${sort.key}` : sort.key);
  const query = state.toString();
  history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
}

function recall() {
  const state = new URLSearchParams(location.search);
  text.value = state.get("q") ?? "";
  for (const control of filters) {
    const chosen = state.get(control.name) ?? "";
    if (control.type === "checkbox") control.checked = chosen === control.value;
    else control.value = [...control.options].some((option) => option.value === chosen) ? chosen : "";
  }
  if (elsewhere) elsewhere.checked = state.get("elsewhere") === "yes";
  const plotted = measures.find((radio) => radio.value === state.get("plot")) ?? measures[0];
  if (plotted) plotted.checked = true;
  const asked = state.get("sort") ?? "";
  const key = asked.replace(/^-/, "");
  const known = sorters.some((button) => button.dataset.sort === key);
  sort = known ? { key, dir: asked.startsWith("-") ? "descending" : "ascending" } : { key: "", dir: "" };
}

function show() {
  arrange();
  filter();
}

async function download(event) {
  event.preventDefault();
  const answer = await fetch(file.href);
  if (!answer.ok) {
    location.assign(file.href);
    return;
  }
  const [head, ...lines] = (await answer.text()).split("\r\n").filter(Boolean);
  const byRow = new Map(lines.map((line) => [line.slice(0, line.indexOf(",")), line]));
  const shown = [...root.querySelectorAll("tr[data-row]")].filter((row) => !row.hidden);
  const kept = [head, ...shown.map((row) => byRow.get(row.dataset.row)).filter(Boolean)];
  const address = URL.createObjectURL(new Blob([`${kept.join("\r\n")}\r\n`], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${root.dataset.compare}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

for (const part of root.querySelectorAll("[data-needs-script]")) part.hidden = false;
for (const button of sorters) {
  button.addEventListener("click", () => {
    const { sort: key } = button.dataset;
    const first = downwards.has(key) ? "descending" : "ascending";
    const second = first === "descending" ? "ascending" : "descending";
    const dir = sort.key !== key ? first : sort.dir === first ? second : "";
    sort = dir ? { key, dir } : { key: "", dir: "" };
    arrange();
    remember();
  });
}
const bar = root.querySelector("[data-bar]");
bar.addEventListener("submit", (event) => event.preventDefault());
bar.addEventListener("input", () => { filter(); remember(); });
bar.addEventListener("reset", () => setTimeout(() => {
  sort = { key: "", dir: "" };
  show();
  remember();
}));
for (const radio of measures) radio.addEventListener("change", () => { arrange(); remember(); });
for (const link of root.querySelectorAll('a.see[href^="?"]')) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    history.replaceState(null, "", link.getAttribute("href"));
    recall();
    show();
    const heading = root.querySelector("#rows");
    heading.tabIndex = -1;
    heading.focus();
  });
}
file.addEventListener("click", download);
window.addEventListener("popstate", () => { recall(); show(); });
recall();
show();
