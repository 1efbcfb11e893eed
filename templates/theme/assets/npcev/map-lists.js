// The map in words: every filled cell with its numbers, and the empty cells with their questions.
import { el } from "./elements.js";
import { inTable } from "./map-panel.js";

// The columns of the long table: title and what stands in a cell.
export function measures(map) {
  const used = (facet, of) => [...new Set(map.scope.map(of))].sort((a, b) => a - b).map((code) => ({
    code, title: facet.values[code].label, id: facet.values[code].id,
  }));
  const tally = (pairs, code) => pairs.find(([found]) => found === code)?.[1] ?? 0;
  return [
    { title: "claims", id: "claims", of: (cell) => cell.claims.length },
    { title: "studies", id: "studies", of: (cell) => cell.groups.studies },
    { title: "groups", id: "groups", of: (cell) => cell.groups.groups },
    { title: "group not known", id: "studies_of_unknown_group", of: (cell) => cell.groups.unknown },
    ...used(map.effect, (row) => map.effectOf(row)).map(({ code, title, id }) => ({ title, id, of: (cell) => tally(cell.effects, code) })),
    ...used(map.level, (row) => map.levelOf(row)).map(({ code, title, id }) => ({ title, id, of: (cell) => tally(cell.levels, code) })),
  ];
}

export function numbers(map, rows, columns, shown) {
  const told = measures(map);
  const body = el("tbody");
  for (const row of rows) {
    for (const column of columns) {
      const cell = map.cell(row, column);
      if (!cell.claims.length) continue;
      const link = el("a", { href: inTable(map, cell, shown.base, shown.state, shown.levels), "aria-label": `${cell.label}: open in the table of claims` }, cell.claims.length);
      body.append(el("tr", {}, el("th", { scope: "row" }, cell.rowValue.label), el("td", {}, cell.columnValue.label),
        ...told.map(({ of }, place) => el("td", { class: "n" }, place ? of(cell) : link))));
    }
  }
  const heads = [map.down.label, map.across.label, ...told.map(({ title }) => title)];
  return el("table", { class: "map-list map-numbers" },
    el("caption", {}, `Claims by ${map.down.label} and ${map.across.label} in numbers`),
    el("thead", {}, el("tr", {}, ...heads.map((title, place) => el("th", { scope: "col", class: place > 1 ? "n" : "" }, title)))), body);
}

// One line for each row of the map: its empty columns, put together by their question.
export function emptyCells(map, rows, columns, shown) {
  const body = el("tbody");
  for (const row of rows) {
    const asked = new Map();
    for (const column of columns) {
      const cell = map.cell(row, column);
      if (cell.held || !cell.couldBeFilled) continue;
      const question = map.ask(cell)?.question ?? null;
      asked.set(question, [...(asked.get(question) ?? []), cell]);
    }
    const total = [...asked.values()].reduce((sum, cells) => sum + cells.length, 0);
    if (!total) continue;
    [...asked].forEach(([question, cells], place) => body.append(el("tr", {},
      place === 0 && el("th", { scope: "rowgroup", rowspan: asked.size }, cells[0].rowValue.label, " ", el("small", {}, `${total} empty`)),
      el("td", {}, cells.map((cell) => cell.columnValue.label).join(", ")), answer(question, shown.base))));
  }
  return el("table", { class: "map-list map-empty" },
    el("caption", {}, `Empty cells of ${map.down.label} by ${map.across.label}, with the question that belongs there`),
    el("thead", {}, el("tr", {}, ...[map.down.label, `No claim with this ${map.across.label.toLowerCase()}`, "Question"].map((title) => el("th", { scope: "col" }, title)))), body);
}

function answer(question, base) {
  if (!question) {
    return el("td", {}, "No question asks this yet: ", el("a", { href: `${base}questions/` }, "all questions"), ", ", el("a", { href: `${base}curate/` }, "add one"));
  }
  return el("td", {}, el("a", { href: `${base}questions/${question.id}/` }, question.label), " ", el("span", { class: "mark" }, question.kind),
    !question.open && el("span", { class: "mark" }, "answered"));
}
