// Shows what is wrong: beside each field, and all together at the top, which is read out.
import { el, plural } from "./elements.js";

const SUMMARY = document.querySelector("#form-summary");

// The control for an address: its own, or the nearest one above it.
function controlFor(form, at) {
  const candidates = [...form.querySelectorAll("[data-at]")];
  const same = candidates.find((control) => control.dataset.at === at);
  const above = () => candidates.filter((control) => at.startsWith(`${control.dataset.at}/`))
    .sort((one, other) => other.dataset.at.length - one.dataset.at.length)[0];
  const found = same ?? above() ?? null;
  return found?.matches("div") ? found.querySelector("input") : found;
}

function labelOf(control) {
  const row = control.closest(".form-row")?.getAttribute("aria-label");
  const label = control.name === "sections" ? "Sections" : control.labels[0]?.textContent.trim();
  return row ? `${row}, ${label.toLowerCase()}` : label;
}

// Where the shape is meant, the control knows how it looks like.
const worded = (control, { said, keyword }) => (keyword === "pattern" && control?.dataset.shape ? `${said} ${control.dataset.shape}` : said);

export class Problems {
  constructor(form) {
    this.form = form;
  }

  clear() {
    for (const wrong of this.form.querySelectorAll(".form-wrong:not([hidden])")) {
      wrong.hidden = true;
      wrong.textContent = "";
    }
    for (const control of this.form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
    SUMMARY.hidden = true;
  }

  // Show all problems in the order of the form; the summary is focused if somebody asked for it.
  show(problems, { focus }) {
    this.clear();
    if (!problems.length) return;
    const placed = problems.map((problem) => ({ ...problem, control: controlFor(this.form, problem.at) }))
      .map((problem) => ({ ...problem, said: worded(problem.control, problem) }));
    const order = [...this.form.elements];
    placed.sort((one, other) => order.indexOf(one.control) - order.indexOf(other.control));
    for (const { control, said } of placed) this.beside(control, said);
    const title = SUMMARY.querySelector(".form-summary-title");
    title.textContent = `${plural(placed.length, "thing")} to put right`;
    SUMMARY.querySelector("ul").replaceChildren(...placed.map((problem) => this.line(problem)));
    SUMMARY.hidden = false;
    if (focus) {
      title.focus({ preventScroll: true });
      SUMMARY.scrollIntoView({ block: "center" });
    }
  }

  beside(control, said) {
    if (!control) return;
    const ids = (control.getAttribute("aria-describedby") ?? "").split(" ");
    const id = ids.find((each) => each.startsWith("wrong-")) ?? "wrong-sections";
    const wrong = document.getElementById(id);
    control.setAttribute("aria-invalid", "true");
    wrong.textContent = wrong.textContent ? `${wrong.textContent} ${said}` : said;
    wrong.hidden = false;
  }

  line({ control, at, said }) {
    if (!control) return el("li", {}, `${at}: ${said}`);
    const link = el("a", { href: `#${control.id}` }, labelOf(control));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      control.focus();
    });
    return el("li", {}, link, `: ${said}`);
  }
}
