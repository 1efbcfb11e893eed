// The tables of claims and studies: takes over the static table of the page.

import { Columns } from "./explorer-columns.js";
import { Bar, FORMS } from "./explorer-bar.js";
import { Download, save } from "./download.js";
import { Engine, nothingChosen } from "./facets.js";
import { Grid } from "./explorer-grid.js";
import { Panel } from "./explorer-panel.js";
import { Rows } from "./explorer-rows.js";
import { State, activeKeys } from "./explorer-state.js";
import { drawer } from "./explorer-drawer.js";
import { loadTable } from "./table-data.js";

class Explorer {
  constructor(page, table) {
    const { unit, root, columns, shard, most } = page.dataset;
    this.page = page;
    this.table = table;
    this.engine = new Engine(table, unit);
    this.columns = new Columns(table, columns.split(" "), unit);
    this.addresses = new State(table, this.columns);
    this.rows = new Rows(table, this.columns, root, Number(most));
    this.files = new Download(table, this.columns, root, Number(shard));
    this.bar = new Bar(page, this.engine, this.columns, this);
    this.panel = new Panel(page, this.engine, this);
    this.grid = new Grid(page, this.columns, this.rows, this);
    this.text = page.querySelector("#x-text");
    this.twin = document.querySelector("#x-twin");
    this.text.addEventListener("input", () => this.change({ text: this.text.value, page: 1 }, "replace"));
    addEventListener("popstate", () => this.read());
    for (const field of page.querySelectorAll("#x-text, #x-drawer, #x-close")) field.disabled = false;
    this.read();
  }

  read() {
    this.state = this.addresses.read(location.search);
    this.text.value = this.state.text;
    const { ignored } = this.state;
    this.bar.tell(...(ignored.length ? [`The address asks for what is not in the data, which is ignored: ${ignored.join(", ")}`] : []));
    this.show();
  }

  // Takes a change over and says it in the address: a new entry of the history, or in its place.
  change(part, manner = "push") {
    this.state = { ...this.state, ...part };
    this.bar.tell();
    this.show();
    const query = this.addresses.query(this.state);
    history[`${manner}State`](null, "", query || location.pathname);
  }

  show() {
    const { state } = this;
    this.found = this.engine.run(state);
    this.units = this.columns.sort(this.found.units, state.sort);
    const names = state.columns ?? this.columns.first;
    this.selected = this.grid.show(state, this.units, names, () => this.bar.empty(state, this.found));
    this.bar.show(state, this.found, names, this.selected.length);
    this.panel.show(state, this.found);
    const same = this.addresses.query({ ...state, page: 1, columns: null, sort: null });
    this.twin.href = `${this.twin.href.split("?")[0]}${same}`;
    performance.mark("explorer-shown");
  }

  selectionChanged(selected) {
    this.selected = selected;
    this.bar.show(this.state, this.found, this.state.columns ?? this.columns.first, selected.length);
  }

  choose(id, number, on) {
    const values = new Set(this.state.chosen.get(id));
    if (on) values.add(number);
    else values.delete(number);
    this.replace(id, values);
  }

  replace(id, numbers) {
    const chosen = new Map(this.state.chosen);
    const values = new Set(numbers);
    if (values.size) chosen.set(id, values);
    else chosen.delete(id);
    this.change({ chosen, page: 1 });
  }

  limit(id, range) {
    const ranges = new Map(this.state.ranges);
    if (range) ranges.set(id, range);
    else ranges.delete(id);
    this.change({ ranges, page: 1 }, "replace");
  }

  drop({ kind, id }) {
    if (kind === "facet") return this.replace(id, []);
    if (kind === "range") return this.limit(id, null);
    this.text.value = "";
    return this.change({ text: "", page: 1 });
  }

  clear() {
    this.text.value = "";
    this.change({ ...nothingChosen(), other: this.state.other, page: 1 });
    this.text.focus();
  }

  other(other) {
    this.change({ other, page: 1 });
  }

  turn(page) {
    this.change({ page });
  }

  sortBy(said) {
    const down = said.startsWith("-");
    this.change({ sort: said ? { column: down ? said.slice(1) : said, down } : null, page: 1 });
  }

  columnsChosen(names) {
    const usual = names.join(" ") === this.columns.ordered(this.columns.first).join(" ");
    this.change({ columns: usual || !names.length ? null : names });
  }

  async download(form) {
    const units = this.selected.length ? this.selected : this.units;
    const [, type, ending] = FORMS[form];
    const name = `npcev-${this.engine.unit === "claim" ? "claims" : "studies"}-${this.table.updated}.${ending}`;
    if (form === "csv") return save(name, type, this.files.asCsv(units, this.state.columns ?? this.columns.first));
    if (form === "json") {
      const filters = activeKeys(this.state).map((key) => this.bar.name(key, this.state));
      if (this.selected.length) filters.push(`${units.length} selected by hand`);
      return save(name, type, this.files.asJson(units, filters, location.href));
    }
    try {
      const { text, missing } = await this.files.citations(units, form);
      if (text) save(name, type, text);
      const works = missing.join("; ");
      this.bar.tell(...(missing.length ? [`Not in the file, since nobody knows yet which work is meant: ${works}`] : []));
    } catch {
      this.bar.tell("The citations could not be loaded.");
    }
    return undefined;
  }
}

const page = document.getElementById("explorer");
try {
  const explorer = new Explorer(page, await loadTable(page.dataset.root));
  drawer(page, () => explorer.grid.table);
  page.dataset.ready = "";
} catch (error) {
  page.classList.add("is-dead");
  page.querySelector("#x-told").textContent = "The filters could not be loaded; below is the table without them.";
  console.warn(error);
}
