// The table itself: heads that sort, rows of one page, selection, and the way to other pages.

import { el, plural } from "./elements.js";

const PAGE = 50;

export class Grid {
  constructor(page, columns, rows, act) {
    Object.assign(this, { columns, rows, act });
    this.table = page.querySelector("#x-table");
    this.body = this.table.tBodies[0];
    this.head = this.table.tHead;
    this.scroller = this.table.parentElement;
    page.querySelector("#x-parts")?.remove();
    this.pager = el("nav", { class: "x-parts", "aria-label": "Pages of the table" });
    this.nothing = el("div", {});
    this.scroller.after(this.nothing, this.pager);
    this.chosen = new Set();
  }

  // Shows a page of units and returns those that are selected and fit.
  show(state, units, names, nothing) {
    this.units = units;
    const last = Math.max(1, Math.ceil(units.length / PAGE));
    const page = Math.min(state.page, last);
    this.shown = units.slice((page - 1) * PAGE, page * PAGE);
    this.showHead(names, state.sort);
    this.body.replaceChildren(...this.shown.map((unit) =>
      this.rows.row(unit, names, this.chosen.has(this.rows.refOf(unit)), (ref, on) => this.select([ref], on))));
    this.nothing.replaceChildren(...(units.length ? [] : [nothing()]));
    this.scroller.hidden = !units.length;
    this.showPager(page, last);
    this.markAll();
    return this.selected();
  }

  selected() {
    return this.chosen.size ? this.units.filter((unit) => this.chosen.has(this.rows.refOf(unit))) : [];
  }

  select(refs, on) {
    for (const ref of refs) {
      if (on) this.chosen.add(ref);
      else this.chosen.delete(ref);
    }
    this.markAll();
    this.act.selectionChanged(this.selected());
  }

  showHead(names, sort) {
    const key = `${names.join(" ")} ${sort?.column} ${sort?.down}`;
    if (this.headKey === key) return;
    this.headKey = key;
    const focused = this.head.contains(document.activeElement) ? document.activeElement.closest("th")?.dataset.column : null;
    this.all = el("input", { type: "checkbox", "aria-label": "Select all that fit", onchange: () =>
      this.selectAll(this.all.checked) });
    this.head.rows[0].replaceChildren(
      el("th", { scope: "col", class: "x-select", "data-column": "" }, el("label", {}, this.all)),
      ...names.map((name) => this.headCell(name, sort)));
    if (focused) this.head.querySelector(`th[data-column="${CSS.escape(focused)}"] button`)?.focus();
  }

  headCell(name, sort) {
    const own = sort?.column === name;
    const down = own ? !sort.down : this.columns.downFirst(name);
    const sign = own ? (sort.down ? "▼" : "▲") : "";
    return el("th", { scope: "col", "data-column": name, "aria-sort": own ? (sort.down ? "descending" : "ascending") : "none" },
      el("button", { type: "button", title: this.columns.about(name) || null, onclick: () => this.act.sortBy(`${down ? "-" : ""}${name}`) },
        this.columns.label(name), el("span", { class: "x-sort", "aria-hidden": "true" }, sign)));
  }

  selectAll(on) {
    this.select(this.units.map((unit) => this.rows.refOf(unit)), on);
    for (const box of this.body.querySelectorAll(".x-select input")) box.checked = on;
  }

  markAll() {
    const number = this.selected().length;
    this.all.checked = number > 0 && number === this.units.length;
    this.all.indeterminate = number > 0 && number < this.units.length;
  }

  showPager(page, last) {
    const first = (page - 1) * PAGE + 1;
    const one = this.columns.unit === "claim" ? "claim" : "study";
    const turn = (to, label) => el("button", { type: "button", disabled: to < 1 || to > last, onclick: () => {
      this.act.turn(to);
      this.scroller.scrollIntoView({ block: "start" });
      this.pager.querySelector("button:not([disabled])")?.focus({ preventScroll: true });
    } }, label);
    this.pager.hidden = last === 1;
    this.pager.replaceChildren(turn(page - 1, "Previous"),
      el("span", {}, `${first} to ${first + this.shown.length - 1} of ${plural(this.units.length, one, one === "claim" ? "claims" : "studies")}`),
      turn(page + 1, "Next"));
  }
}
