// The form for a new study: answers become a record, the record is checked, and only a sound one
// becomes a file. Nothing leaves the browser.
import { Answers } from "./form-answers.js";
import { checks } from "./form-checks.js";
import { el } from "./elements.js";
import { Problems } from "./form-problems.js";
import { nature, proposedId, recordOf } from "./form-record.js";
import { Result } from "./form-result.js";
import { Schema } from "./form-schema.js";
import { Terms } from "./form-terms.js";
import { asYaml } from "./form-yaml.js";

const form = document.querySelector("#new-study");
const live = form.querySelector(".form-live");
const state = { checked: false };

async function json(path) {
  const reply = await fetch(new URL(form.dataset.root + path, document.baseURI));
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
  return reply.json();
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

// An address in the record as the address in the form: rows without an answer are not in a record.
function inForm(at, rows) {
  const hint = at.replace(/^\/identification\/candidates\/0\//, "/identification/").replace(/^\/identification\/seen_at.*/, "/identification/doi");
  return hint.replace(/^\/(cargo|claims)\/(\d+)/, (whole, list, index) => `/${list}/${rows[list][index] ?? index}`);
}

// Check all answers; return what is wrong, and the file if nothing is.
function verdict() {
  const { answers, data, schema } = state;
  const told = answers.read();
  const { record, rows } = recordOf(told, data, today());
  const problems = checks(told, record, data);
  for (const problem of schema.problems(record)) {
    const at = inForm(problem.at, rows);
    if (!problems.some((other) => other.at === at)) problems.push({ ...problem, at });
  }
  return { told, problems, record };
}

function check({ focus }) {
  const { told, problems, record } = verdict();
  state.problems.show(problems, { focus });
  if (problems.length) state.result.hide();
  else state.result.show(`${record.id}.yaml`, asYaml(record, state.data.first_line), { focus });
  return told;
}

// Under each choice stands what it means, and under each term what it is.
function explain() {
  for (const select of form.querySelectorAll("select")) {
    const about = document.getElementById(select.id.replace(/^field-/, "about-"));
    if (about) about.textContent = select.selectedOptions[0]?.dataset.about ?? "";
  }
  for (const input of form.querySelectorAll("[data-term]")) {
    const key = state.data.terms.key(input.value);
    const term = state.data.terms.term(key, input.dataset.term);
    const hint = input.parentElement.querySelector(".form-hint");
    hint.dataset.usual ??= hint.textContent;
    hint.textContent = term ? `${term.key}: ${[...new Set(term.names.slice(0, 2).filter(Boolean))].join(", ")}` : hint.dataset.usual;
    hint.classList.toggle("form-known", Boolean(term));
  }
}

// Only effects that a kind of claim may have are offered, and a matrix only where it has a place.
function fit() {
  const { data, answers } = state;
  for (const row of answers.rows("claims")) {
    const [family, effect] = ["family", "effect"].map((name) => row.querySelector(`[name="${name}"]`));
    for (const option of effect.options) {
      const fits = !option.value || !family.value || option.value in data.natures[family.value];
      option.hidden = option.disabled = !fits;
    }
    if (effect.selectedOptions[0]?.disabled) effect.value = "";
    const says = nature({ family: family.value, effect: effect.value }, data);
    const open = family.value === "biomarker" || says === "associational";
    row.querySelector(".form-matrix").hidden = !open;
  }
  for (const box of form.querySelectorAll(".form-tested")) {
    box.hidden = !form.elements.design.value && !form.elements.manipulated.value;
  }
}

function propose(told) {
  const id = proposedId(told, state.data);
  form.elements.id.placeholder = id;
  form.elements.label.placeholder = told.title.trim().slice(0, 320) || id;
}

function changed() {
  fit();
  explain();
  const told = state.checked ? check({ focus: false }) : state.answers.read();
  propose(told);
  return told;
}

function typed() {
  live.textContent = state.answers.keep(changed()) ? "" : "This is too much to be kept over a reload.";
}

function clicked({ target }) {
  const { add, do: act } = target.dataset;
  if (add) {
    const row = state.answers.add(add);
    typed();
    row.querySelector("input, select").focus();
  } else if (target.matches(".form-remove")) {
    const list = target.closest("[data-rows]");
    state.answers.remove(target.closest(".form-row"));
    typed();
    list.querySelector("input, select").focus();
  } else if (act === "clear") {
    state.checked = false;
    state.answers.clear();
    state.problems.clear();
    state.result.hide();
    changed();
    live.textContent = "The form is empty.";
    form.elements.title.focus();
  }
}

function offer(role) {
  const options = state.data.terms.ofRole(role).map((term) => el("option", { value: term.key }, term.names.filter(Boolean).slice(0, 4).join(", ")));
  document.querySelector(`#terms-${role}`).replaceChildren(...options);
}

async function start() {
  const [data, schema] = await Promise.all([json("contribute/new-study.json"), json("schema/study.schema.json")]);
  state.data = { ...data, terms: new Terms(data.terms), taken: new Set(data.records) };
  state.schema = new Schema(schema);
  state.answers = new Answers(form);
  state.problems = new Problems(form);
  state.result = new Result(document.querySelector("#form-result"), form.dataset.newFile, live);
  for (const role of ["cargo", "outcome"]) offer(role);
  state.answers.restore();
  changed();
  form.addEventListener("input", typed);
  form.addEventListener("click", clicked);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    state.checked = true;
    check({ focus: true });
  });
  form.querySelector('[type="submit"]').disabled = false;
  form.dataset.ready = "";
}

start().catch((error) => {
  live.textContent = `The form could not be prepared (${error.message}). npcev new asks the same in a terminal.`;
});
