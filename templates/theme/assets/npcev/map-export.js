// What is shown as a file: every cell as CSV, the drawing as SVG and PNG. Text stays text.
import { barWidth, sign } from "./map-parts.js";
import { measures } from "./map-lists.js";

const quoted = (value) => {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export function csv(map) {
  const told = measures(map);
  const lines = [[map.down.id, map.across.id, ...told.map(({ id }) => id), "question"]];
  for (const row of map.rows) {
    for (const column of map.columns) {
      const cell = map.cell(row, column);
      const asked = map.ask(cell);
      lines.push([cell.rowValue.label, cell.columnValue.label, ...told.map(({ of }) => of(cell)),
        asked ? `questions/${asked.question.id}/` : ""]);
    }
  }
  return lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
}

const SPACE = "http://www.w3.org/2000/svg";
const [HEAD, SIDE, WIDE, HIGH, FOOT] = [48, 210, 96, 40, 58];
const KEY = "A number of claims, the best level, and a bar for each claim: its height the level, hollow E0,"
  + " dashed as stated by the review. Tinted: no claim seen. Hatched: not known or does not apply.";
const STYLE = `text{font:11px "Source Sans","Segoe UI",Roboto,Arial,sans-serif;fill:#1d2529}
.h{font-weight:600;font-size:10px}.n{font-weight:700;font-size:13px}.s{fill:#525c61}.w{fill:#fff}.g{fill:#f3f0e9}
.b{fill:#0b5f66;stroke:#0b5f66}.v{fill:#fff;stroke:#5a3f8c;stroke-dasharray:2 1}
.o{fill:none;stroke:#525c61}.x{fill:none;stroke:#a33a17}
.u{fill:url(#u)}.w,.g,.u{stroke:#d9d4c7}`;

const made = (name, attributes = {}, ...inside) => {
  const node = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...inside);
  return node;
};

function lines(text, most) {
  const done = [""];
  for (const word of text.split(/\s+/)) {
    const last = done.at(-1);
    if (last && last.length + word.length + 1 > most) done.push(word);
    else done[done.length - 1] = `${last} ${word}`.trim();
  }
  return done;
}

const text = (parts, x, y, name = "h") => parts.map((part, n) => made("text", { class: name, x, y: y + 13 * n }, part));

// The map as a drawing by itself; `note` says which filters are in force.
export function svg(map, rows, columns, most, note) {
  const wide = SIDE + WIDE * columns.length + 1;
  const high = HEAD + HIGH * rows.length + FOOT;
  const drawing = made("svg", { viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, role: "img" },
    made("title", {}, `Evidence-gap map: ${map.down.label} by ${map.across.label}`), made("style", {}, STYLE),
    made("defs", {}, made("pattern", { id: "u", width: 5, height: 5, patternUnits: "userSpaceOnUse" },
      made("path", { d: "M0 5L5 0", stroke: "#8a8576", "stroke-width": ".7" }))),
    made("rect", { width: wide, height: high, fill: "#fff" }));
  columns.forEach((code, n) => {
    const head = lines(map.across.values[code].label, 15).slice(0, 3);
    drawing.append(...text(head, SIDE + WIDE * n + 4, HEAD + 7 - 13 * head.length));
  });
  rows.forEach((code, n) => {
    const y = HEAD + HIGH * n;
    drawing.append(...text(lines(map.down.values[code].label, 32).slice(0, 2), 4, y + 17));
    columns.forEach((column, place) => drawing.append(...box(map.cell(code, column), SIDE + WIDE * place, y, most)));
  });
  const effects = [...new Set(map.scope.map((row) => map.effectOf(row)))].sort((a, b) => a - b).map((code) => map.effect.values[code]);
  const signs = effects.map((effect) => `${sign(effect)} ${effect.label}`).join(", ");
  drawing.append(...text([KEY, signs, note], 4, high - FOOT + 18, "s"));
  return new XMLSerializer().serializeToString(drawing);
}

function box(cell, x, y, most) {
  const ground = cell.couldBeFilled ? (cell.held ? "w" : "g") : "u";
  const parts = [made("rect", { class: ground, x, y, width: WIDE, height: HIGH })];
  if (!cell.claims.length) {
    if (cell.held) parts.push(made("text", { class: "s", x: x + 4, y: y + 14 }, `0 of ${cell.held}`));
    return parts;
  }
  parts.push(made("text", { class: "n", x: x + 4, y: y + 14 }, cell.claims.length),
    made("text", { class: "s", x: x + WIDE - 4, y: y + 14, "text-anchor": "end" }, cell.best));
  let at = x + 4;
  for (const { effect, bars } of cell.bars(most)) {
    if (at + 11 + bars.reduce((sum, bar) => sum + barWidth(bar) + 1, 0) > x + WIDE) {
      parts.push(made("text", { x: at, y: y + 34 }, "…"));
      break;
    }
    parts.push(made("text", { x: at, y: y + 34 }, sign(effect)));
    at += 11;
    for (const bar of bars) {
      parts.push(drawnBar(bar, at, y + 35));
      at += barWidth(bar) + 1;
    }
  }
  return parts;
}

function drawnBar(bar, x, foot) {
  const graded = /^\d$/.test(bar.level);
  const height = graded ? 4 + 3 * Number(bar.level) : 8;
  const name = graded ? (bar.level === "0" ? "o" : "b") : bar.level === "review" ? "v" : "x";
  return made("rect", { class: name, x: x + 0.5, y: foot - height - 0.5, width: barWidth(bar) - 1, height });
}

export async function png(drawing) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width * 2, height: image.height * 2 });
  const brush = canvas.getContext("2d");
  brush.scale(2, 2);
  brush.drawImage(image, 0, 0);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

export function save(name, content, type) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
