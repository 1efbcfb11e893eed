// Makes elements; texts always become text, never markup.

export function el(tag, fields = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(fields)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside.flat(Infinity).filter((part) => part !== null && part !== undefined && part !== false && part !== ""));
  return made;
}

// A link to a page of this site, or the text alone if the address is not one of ours.
export function ours(root, path, fields, ...inside) {
  const safe = /^[A-Za-z0-9][A-Za-z0-9._~/-]*(?:#[A-Za-z0-9._~-]+)?$/.test(path);
  return safe ? el("a", { ...fields, href: root + path }, ...inside) : el("span", {}, ...inside);
}

export function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

export function unknown(text = "not known") {
  return el("span", { class: "unknown" }, text);
}
