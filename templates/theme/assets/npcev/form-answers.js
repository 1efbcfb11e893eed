// The answers of the form: read from its controls, put back into them, and kept over a reload.
// Cargo and claims are rows that can be added and taken out.

const KEPT = `npcev-new-study:${location.pathname}`;
const MOST_KEPT = 200_000;
const LISTS = ["cargo", "claims"];

const valueOf = (control) => (control.type === "checkbox" ? control.checked : control.value);

export class Answers {
  constructor(form) {
    this.form = form;
    this.next = 0;
    for (const list of LISTS) if (!this.rows(list).length) this.add(list);
  }

  rows(list) {
    return [...this.form.querySelectorAll(`[data-rows="${list}"] > .form-row`)];
  }

  // The controls outside rows, by name; sections are many controls of one name.
  single() {
    return [...this.form.elements].filter((control) => control.name && control.name !== "sections" && !control.closest(".form-row"));
  }

  add(list, answers = {}) {
    const template = document.querySelector(`template[data-row="${list}"]`);
    const row = template.content.firstElementChild.cloneNode(true);
    this.form.querySelector(`[data-rows="${list}"]`).append(row);
    const own = `n${this.next += 1}`; // ids stay those of the row, whatever stands before it
    for (const part of row.querySelectorAll("*")) {
      for (const name of ["id", "for", "aria-describedby"]) {
        if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replaceAll("__", own));
      }
      if (part.name in answers) {
        if (part.type === "checkbox") part.checked = answers[part.name] === true;
        else part.value = String(answers[part.name]);
      }
    }
    this.number(list);
    return row;
  }

  remove(row) {
    const { rows: list } = row.parentElement.dataset;
    row.remove();
    if (!this.rows(list).length) this.add(list);
    this.number(list);
  }

  // Each row says which it is, and each control where its answer goes.
  number(list) {
    const rows = this.rows(list);
    for (const [index, row] of rows.entries()) {
      const noun = list === "cargo" ? "Cargo" : "Claim";
      row.setAttribute("aria-label", `${noun} ${index + 1}`);
      const button = row.querySelector(".form-remove");
      button.setAttribute("aria-label", `Take ${noun.toLowerCase()} ${index + 1} out`);
      button.hidden = rows.length === 1;
      for (const control of row.querySelectorAll("[data-at]")) {
        control.dataset.at = control.dataset.at.replace(/^\/([a-z]+)\/[^/]+/, `/$1/${index}`);
      }
    }
  }

  read() {
    const answers = Object.fromEntries(this.single().map((control) => [control.name, valueOf(control)]));
    answers.sections = [...this.form.querySelectorAll('[name="sections"]:checked')].map((box) => box.value);
    for (const list of LISTS) {
      answers[list] = this.rows(list).map((row) => Object.fromEntries(
        [...row.querySelectorAll("[name]")].map((control) => [control.name, valueOf(control)]),
      ));
    }
    return answers;
  }

  // Put answers back that may be of another day: what fits no control is dropped.
  write(answers) {
    for (const control of this.single()) {
      if (typeof answers[control.name] === "string") control.value = answers[control.name];
    }
    const sections = Array.isArray(answers.sections) ? answers.sections : [];
    for (const box of this.form.querySelectorAll('[name="sections"]')) box.checked = sections.includes(box.value);
    for (const list of LISTS) {
      for (const row of this.rows(list)) row.remove();
      const rows = Array.isArray(answers[list]) ? answers[list].filter((row) => row && typeof row === "object") : [];
      for (const row of rows.length ? rows : [{}]) this.add(list, row);
    }
  }

  clear() {
    this.form.reset();
    this.write({});
    for (const control of this.single()) if (control.tagName === "SELECT") control.selectedIndex = 0;
    this.keep(null);
  }

  // A tab keeps its answers until it is closed; where it cannot, they are there until a reload.
  keep(answers) {
    try {
      const text = answers && JSON.stringify(answers);
      if (text && text.length <= MOST_KEPT) sessionStorage.setItem(KEPT, text);
      else sessionStorage.removeItem(KEPT);
      return !text || text.length <= MOST_KEPT;
    } catch {
      return false;
    }
  }

  restore() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT));
      if (kept && typeof kept === "object") this.write(kept);
    } catch {
      this.keep(null);
    }
  }
}
