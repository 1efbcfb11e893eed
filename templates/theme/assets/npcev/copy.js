// Adds buttons that copy citations and permanent links, and that save BibTeX and RIS as files.
// Without scripts the citations are text to select, and the links are links.
import { toClipboard } from "./clipboard.js";

const said = document.createElement("p");
said.className = "visually-hidden";
said.setAttribute("role", "status");

function button(label, name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "act";
  made.textContent = label;
  made.setAttribute("aria-label", name);
  made.addEventListener("click", act);
  return made;
}

function copies(label, name, text) {
  const made = button(label, `Copy ${name}`, async () => {
    const done = await toClipboard(text());
    made.textContent = done ? "Copied" : "Not copied";
    said.textContent = done ? `Copied ${name}` : `${name} could not be copied: select it instead`;
    setTimeout(() => { made.textContent = label; }, 2000);
  });
  return made;
}

function saves(pre) {
  const file = pre.dataset.file;
  return button(`Save .${file.split(".").pop()}`, `Save ${pre.dataset.copy} as ${file}`, () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([pre.textContent], { type: "text/plain;charset=utf-8" }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    said.textContent = `Saved ${file}`;
  });
}

for (const pre of document.querySelectorAll("pre[data-copy]")) {
  const place = pre.parentElement.querySelector("figcaption");
  place.append(copies("Copy", pre.dataset.copy, () => pre.textContent));
  if (pre.dataset.file) place.append(saves(pre));
}
for (const link of document.querySelectorAll("a[data-copy-link]")) {
  link.after(" ", copies("Copy link", `link to ${link.dataset.copyLink}`, () => link.href));
}
for (const link of document.querySelectorAll("a.claim-id[href^='#']")) {
  const claim = link.getAttribute("href").slice(1);
  const made = copies("Copy link", `link to claim ${claim}`, () => link.href);
  made.classList.add("act-claim");
  link.closest("h3")?.after(made);
}
document.querySelector(".page-end")?.append(said);
