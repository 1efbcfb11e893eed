// The file: shown, saved, copied, or opened at the forge where the project is at home.
import { toClipboard } from "./clipboard.js";
import { save } from "./download.js";

const LONGEST_ADDRESS = 8000;
const NEXT = {
  forge: "The link opens the forge with name and text filled in; there you look at it once more and propose it as a pull request.",
  long: "The text is too long for a link. Download the file, and add it to data/studies/ in a pull request.",
  none: "Send the file in a pull request, into data/studies/, or to somebody who keeps the records. On your own machine, npcev validate checks it against everything else.",
};

// The address at which the forge begins the file, null where there is none or it grows too long.
export function forgeAddress(newFile, name, text) {
  if (!/^https?:\/\//.test(newFile)) return null;
  const address = `${newFile}?filename=${encodeURIComponent(name)}&value=${encodeURIComponent(text)}`;
  return address.length <= LONGEST_ADDRESS ? address : null;
}

export class Result {
  constructor(box, newFile, live) {
    Object.assign(this, { box, newFile, live });
    box.querySelector('[data-do="download"]').addEventListener("click", () => this.download());
    box.querySelector('[data-do="copy"]').addEventListener("click", () => this.copy());
  }

  hide() {
    this.box.hidden = true;
    this.file = null;
  }

  show(name, text, { focus }) {
    this.file = { name, text };
    this.box.querySelector(".form-said").textContent = `Nothing is wrong with it. Its name is data/studies/${name}; as a draft it is checked, but not shown until a curator takes it on.`;
    this.box.querySelector(".form-file").textContent = text;
    const address = forgeAddress(this.newFile, name, text);
    const link = this.box.querySelector(".form-forge");
    link.hidden = !address;
    if (address) link.href = address;
    else link.removeAttribute("href");
    const next = address ? NEXT.forge : this.newFile ? NEXT.long : NEXT.none;
    this.box.querySelector(".form-next").textContent = next;
    this.box.hidden = false;
    if (focus) this.box.querySelector("h2").focus();
  }

  download() {
    save(this.file.name, "application/yaml;charset=utf-8", this.file.text);
    this.live.textContent = `Saved ${this.file.name}`;
  }

  async copy() {
    const done = await toClipboard(this.file.text);
    this.live.textContent = done ? "Copied the text of the file" : "It could not be copied: select the text instead";
  }
}
