// The panel of filters: one fold for each facet, made from the data when it is opened first.

import { el } from "./elements.js";
import { normal, standsIn, wordsOf } from "./words.js";
import { rangeKey } from "./facets.js";

const MANY = 12; // a facet with more values gets a field to filter them

// One facet in its fold of the page.
class Fold {
  constructor(details, facet, totals, change) {
    this.details = details;
    this.facet = facet;
    this.change = change;
    this.order = orderOf(facet, totals);
    this.chosen = details.querySelector(".x-chosen");
    this.body = details.querySelector(".x-values");
  }

  fill() {
    if (this.boxes) return;
    const { facet } = this;
    this.boxes = new Map();
    this.body.querySelector(".x-reserve")?.remove();
    this.body.append(
      facet.scale === "ladder" ? this.atLeast() : "",
      facet.scale === "number" ? this.range() : "",
      this.order.length > MANY ? this.finder() : "",
      el("ul", { class: "x-list", "aria-label": facet.label }, this.order.map((number) => this.value(number))),
      facet.values.some((value) => value.about) ? this.explainer() : "",
    );
  }

  value(number) {
    const value = this.facet.values[number];
    const count = el("span", { class: "x-n" });
    const box = el("input", {
      type: "checkbox", onchange: () => this.change.choose(this.facet.id, number, box.checked),
    });
    const item = el("li", { class: value.state ? "x-value is-unseen" : "x-value" },
      el("label", { title: value.about }, box, el("span", { class: "x-label" }, value.label), count),
      value.about ? el("p", { class: "x-means" }, value.about) : null);
    this.boxes.set(number, { box, count, item });
    return item;
  }

  explainer() {
    const button = el("button", {
      type: "button", class: "x-plain", "aria-pressed": "false",
      onclick: () => button.setAttribute("aria-pressed", String(this.body.classList.toggle("is-explained"))),
    }, "What these mean");
    return button;
  }

  finder() {
    const field = el("input", { type: "search", "aria-label": `Find in ${this.facet.label}`, placeholder: "Find", autocomplete: "off", oninput: () => {
      const words = wordsOf(field.value);
      for (const [number, { item, box }] of this.boxes) {
        const { label, also = [] } = this.facet.values[number];
        const names = [label, ...also].map(normal);
        item.hidden = !box.checked && !words.every((word) => names.some((name) => standsIn(word, name)));
      }
    } });
    return el("div", { class: "x-find" }, field);
  }

  atLeast() {
    const steps = this.facet.values.filter((value) => value.rung > 0).sort((a, b) => a.rung - b.rung);
    this.least = el("select", { onchange: () => {
      const from = Number(this.least.value);
      const numbers = this.facet.values.flatMap((value, number) => (from && value.rung >= from ? [number] : []));
      this.change.replace(this.facet.id, numbers);
    } }, el("option", { value: "" }, "any"), steps.map((step) => el("option", { value: step.rung }, step.label)));
    return el("label", { class: "x-least" }, "At least ", this.least);
  }

  range() {
    const known = this.facet.values.filter((value) => !value.state).map((value) => Number(value.label));
    const [least, most] = [Math.min(...known), Math.max(...known)];
    const side = (name) => el("input", { type: "number", min: least, max: most, step: 1, placeholder: name === "from" ? least : most, oninput: () => this.limit() });
    this.from = side("from");
    this.to = side("to");
    this.unknown = el("input", { type: "checkbox", onchange: () => this.limit() });
    this.left = el("span", { class: "x-n" });
    return el("fieldset", { class: "x-range" }, el("legend", {}, "Range"),
      el("label", {}, "from ", this.from), el("label", {}, "to ", this.to),
      el("label", { class: "is-unseen" }, this.unknown, " and not known ", this.left));
  }

  limit() {
    const number = (field) => (field.value === "" || !field.validity.valid ? null : Number(field.value));
    const [from, to] = [number(this.from), number(this.to)];
    this.change.limit(this.facet.id, from === null && to === null ? null : { from, to, unknown: this.unknown.checked });
  }

  show(state, found) {
    const chosen = state.chosen.get(this.facet.id) ?? new Set();
    const range = state.ranges.get(this.facet.id);
    const number = chosen.size + (range ? 1 : 0);
    this.chosen.textContent = number ? `${number} chosen` : "";
    if (number && !this.started) this.details.open = true;
    this.started = true;
    if (!this.details.open) return;
    this.fill();
    const counts = found.counts.get(this.facet.id);
    for (const [value, { box, count, item }] of this.boxes) {
      box.checked = chosen.has(value);
      count.textContent = counts[value].toLocaleString("en");
      item.classList.toggle("is-zero", !counts[value]);
    }
    if (this.least) this.least.value = leastOf(this.facet, chosen);
    if (this.from) this.showRange(range, counts, found);
  }

  showRange(range, counts, found) {
    for (const [field, value] of [[this.from, range?.from], [this.to, range?.to]]) {
      if (document.activeElement !== field) field.value = value ?? "";
    }
    this.unknown.checked = Boolean(range?.unknown);
    this.unknown.disabled = !range;
    const unseen = this.facet.values.findIndex((value) => value.state);
    const left = range && !range.unknown ? found.unknown.get(rangeKey(this.facet.id)) : counts[unseen] ?? 0;
    this.left.textContent = String(left ?? 0);
  }
}

// Values that somebody has or that are always listed; terms with most rows first.
function orderOf(facet, totals) {
  const shown = facet.values.map((_, number) => number)
    .filter((number) => totals[number] || facet.values[number].listed);
  if (!facet.values.some((value) => value.kind)) return shown;
  const unseen = (number) => Number(Boolean(facet.values[number].state));
  return shown.sort((a, b) => unseen(a) - unseen(b) || totals[b] - totals[a] || a - b);
}

// The step from which on all steps and nothing else are chosen, as its number, or nothing.
function leastOf(facet, chosen) {
  const rungs = [...chosen].map((number) => facet.values[number].rung);
  if (!rungs.length || rungs.includes(undefined)) return "";
  const least = Math.min(...rungs);
  return facet.values.filter((value) => value.rung >= least).length === rungs.length ? String(least) : "";
}

export class Panel {
  constructor(page, engine, change) {
    this.folds = [...page.querySelectorAll(".x-facet")].flatMap((details) => {
      const facet = engine.table.facet(details.dataset.facet);
      return facet ? [new Fold(details, facet, engine.totals.get(facet.id), change)] : [];
    });
    for (const fold of this.folds) {
      fold.details.addEventListener("toggle", () => fold.started && this.last && fold.show(...this.last));
    }
    this.other = this.makeOther(page.querySelector("#x-other"), engine, change);
  }

  makeOther(place, engine, change) {
    if (!engine.table.claims.in_field?.includes(false)) {
      place.append(el("p", { class: "x-about" }, "No claim here is on another disease."));
      return null;
    }
    const count = el("span", { class: "x-n" });
    const box = el("input", { type: "checkbox", onchange: () => change.other(box.checked) });
    place.append(el("label", {}, box, el("span", { class: "x-label" }, "Also claims on other diseases"), count));
    return { box, count };
  }

  show(state, found) {
    this.last = [state, found];
    for (const fold of this.folds) fold.show(state, found);
    if (!this.other) return;
    this.other.box.checked = state.other;
    this.other.count.textContent = state.other ? "shown" : `${found.hidden} hidden`;
  }
}
