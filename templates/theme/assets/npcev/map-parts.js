// Small pieces of the map's pages. Whatever comes from data becomes text, never elements.

import { el } from "./elements.js";

// Signs of directions, from the legend that the page holds.
export const sign = (effect) =>
  document.querySelector(`.map-signs [data-effect="${CSS.escape(effect.id)}"] .sign`)?.textContent ?? "?";

export const barWidth = (bar) => 4 + (32 - Math.clz32(bar.count));

export function glyph(cell, most) {
  const ways = el("span", { class: "ways", "aria-hidden": "true" });
  for (const { effect, bars } of cell.bars(most)) {
    const way = el("span", { class: "way" }, el("span", { class: "sign" }, sign(effect)));
    for (const bar of bars) {
      const drawn = el("i", { class: `l${bar.level}` });
      if (bar.count > 1) drawn.style.width = `${barWidth(bar)}px`;
      way.append(drawn);
    }
    ways.append(way);
  }
  return ways;
}

export function level(claims, row) {
  const [text, rank] = [claims.level[row], claims.level[row].slice(0, 2).toLowerCase()];
  const rungs = el("span", { class: "rungs", "aria-hidden": "true" }, ...Array.from({ length: 5 }, () => el("i")));
  return el("span", { class: `level level-${rank}${claims.review_only[row] ? " level-review" : ""}` }, rungs, el("b", {}, text));
}

export const cap = (codes, values, most) => {
  const said = codes.filter((code) => !values[code].state);
  return [...said.slice(0, most), ...codes.filter((code) => values[code].state)];
};
