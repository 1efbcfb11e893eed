// What stands above the table: count, chips of the filters in force, menus, and what is told.

import { el, plural } from "./elements.js";
import { activeKeys } from "./explorer-state.js";
import { TEXT, rangeKey } from "./facets.js";

export const FORMS = {
  csv: ["CSV", "text/csv;charset=utf-8", "csv"],
  json: ["JSON", "application/json", "json"],
  bibtex: ["BibTeX", "application/x-bibtex;charset=utf-8", "bib"],
  ris: ["RIS", "application/x-research-info-systems;charset=utf-8", "ris"],
};

export class Bar {
  constructor(page, engine, columns, act) {
    Object.assign(this, { engine, columns, act, table: engine.table });
    this.count = page.querySelector("#x-count");
    this.chips = page.querySelector("#x-chips");
    this.told = page.querySelector("#x-told");
    this.drawer = page.querySelector("#x-drawer");
    this.makeMenus(page.querySelector("#x-menus"));
  }

  makeMenus(place) {
    this.boxes = new Map(this.columns.all.map((name) => {
      const box = el("input", { type: "checkbox", onchange: () => this.act.columnsChosen(this.chosenColumns()) });
      return [name, box];
    }));
    this.order = el("select", { id: "x-order", onchange: () => this.act.sortBy(this.order.value) });
    this.saving = el("summary", {}, "Download");
    this.copied = el("span", { class: "x-copied", role: "status" });
    place.append(
      el("label", { class: "x-order" }, "Order ", this.order),
      menu("Columns", el("ul", { class: "x-list" }, [...this.boxes].map(([name, box]) =>
        el("li", {}, el("label", { title: this.columns.about(name) }, box, " ", this.columns.label(name)))))),
      el("details", { class: "x-menu" }, this.saving, el("div", { class: "x-sheet" },
        Object.entries(FORMS).map(([form, [label]]) =>
          el("button", { type: "button", "data-form": form, onclick: () => this.act.download(form) }, label)),
        el("p", { class: "x-about" }, "CSV: the columns shown. JSON: every facet. BibTeX and RIS: the studies."))),
      el("button", { type: "button", class: "x-copy", onclick: () => this.copy() }, "Copy link to this view"), this.copied);
    for (const details of place.querySelectorAll("details")) closing(details);
  }

  chosenColumns() {
    return [...this.boxes].filter(([, box]) => box.checked).map(([name]) => name);
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(location.href);
      this.copied.textContent = "copied";
    } catch {
      const field = el("input", { type: "text", readonly: true, value: location.href, "aria-label": "Link to this view" });
      this.copied.replaceChildren(field);
      field.select();
    }
  }

  show(state, found, shown, selected) {
    this.showCount(found);
    this.showChips(state);
    this.copied.textContent = "";
    const one = this.engine.unit;
    const many = one === "claim" ? "claims" : "studies";
    this.saving.textContent = selected ? `Download ${selected} selected` : `Download ${plural(found.units.length, one, many)}`;
    for (const [name, box] of this.boxes) box.checked = shown.includes(name);
    this.showOrder(state, shown);
    const number = activeKeys(state).length;
    this.drawer.textContent = number ? `Filters (${number})` : "Filters";
  }

  showOrder(state, shown) {
    const options = [["", "as in the review"]];
    for (const name of shown) {
      const label = this.columns.label(name).toLowerCase();
      const both = [[`-${name}`, `${label}, falling`], [name, `${label}, rising`]];
      options.push(...(this.columns.downFirst(name) ? both : both.reverse()));
    }
    this.order.replaceChildren(...options.map(([value, label]) => el("option", { value }, label)));
    this.order.value = state.sort ? `${state.sort.down ? "-" : ""}${state.sort.column}` : "";
  }

  showCount(found) {
    const parts = this.engine.unit === "claim"
      ? [`${found.units.length.toLocaleString("en")} of ${plural(found.all, "claim")}`, plural(found.studies, "study", "studies")]
      : [`${found.units.length.toLocaleString("en")} of ${plural(found.all, "study", "studies")}`, plural(found.claims, "claim")];
    parts.push(`${plural(found.groups, "group")} known`);
    if (found.groupless) parts.push(`group of ${plural(found.groupless, "study", "studies")} not known`);
    const text = parts.join(", ");
    if (this.count.textContent !== text) this.count.textContent = text;
  }

  // What a filter is called: its question and its values.
  name({ kind, id }, state) {
    if (kind === "text") return `Words: ${state.text.trim()}`;
    const facet = this.table.facet(id);
    if (kind === "facet") {
      return `${facet.label}: ${[...state.chosen.get(id)].map((n) => facet.values[n].label).join(" or ")}`;
    }
    const { from, to, unknown } = state.ranges.get(id);
    const span = from === null ? `up to ${to}` : to === null ? `from ${from}` : `${from} to ${to}`;
    return `${facet.label}: ${span}${unknown ? " or not known" : ""}`;
  }

  showChips(state) {
    const chips = activeKeys(state).flatMap((key) => {
      if (key.kind !== "facet") return [this.chip(this.name(key, state), () => this.act.drop(key))];
      const facet = this.table.facet(key.id);
      return [...state.chosen.get(key.id)].map((number) =>
        this.chip(`${facet.label}: ${facet.values[number].label}`, () => this.act.choose(key.id, number, false)));
    });
    if (chips.length > 1) {
      chips.push(el("li", {}, el("button", { type: "button", class: "x-plain", onclick: () => this.act.clear() }, "Clear all")));
    }
    this.chips.replaceChildren(...chips);
  }

  chip(name, drop) {
    return el("li", {}, el("button", { type: "button", class: "x-chip", "aria-label": `Remove filter ${name}`, onclick: drop },
      name, el("span", { "aria-hidden": "true" }, " ×")));
  }

  // Says why nothing is shown, and offers to drop the last filter, or another that would help.
  empty(state, found) {
    const keys = activeKeys(state);
    const many = this.engine.unit === "claim" ? "claim" : "study";
    const without = (key) => found.without.get({ facet: key.id, range: rangeKey(key.id), text: TEXT }[key.kind]) ?? 0;
    const last = keys.at(-1);
    const helps = keys.filter((key) => key === last || without(key)).sort((a, b) => without(b) - without(a));
    return el("div", { class: "x-empty" },
      el("p", {}, `No ${many} satisfies all of these together: ${keys.map((key) => this.name(key, state)).join("; ")}.`),
      helps.map((key) => el("button", { type: "button", onclick: () => this.act.drop(key) },
        `Drop “${this.name(key, state)}”: ${plural(without(key), many, many === "study" ? "studies" : "claims")}`)),
      keys.length > 1 ? el("button", { type: "button", onclick: () => this.act.clear() }, "Clear all filters") : null);
  }

  tell(...lines) {
    this.told.replaceChildren(...lines.map((line) => el("p", {}, line)));
  }
}

function menu(name, ...inside) {
  return el("details", { class: "x-menu" }, el("summary", {}, name), el("div", { class: "x-sheet" }, ...inside));
}

// A menu closes by Escape and when the focus or a click goes elsewhere.
function closing(details) {
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!details.contains(event.target)) details.open = false;
  });
  details.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !details.contains(event.relatedTarget)) details.open = false;
  });
}
