// The index in the browser: reads the list of tokens once, then only the shards that a query needs.
import { namesAmong } from "./search-names.js";
import { bare, folded, joined, telling } from "./search-normal.js";
import { nearest, tolerance } from "./search-near.js";

const ROOT = new URL("../../", import.meta.url);
const FACTOR = { exact: 1, begins: 0.55, near: 0.45 };
const MOST_BEGINNINGS = 40;
const WHOLE_NAME = 6;
const PARTLY = 0.25;
const IN_PIECES = 0.5;
const OTHER_NAME = 0.6;
const FEW = 6;

const read = async (path) => {
  const reply = await fetch(new URL(path, ROOT));
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
  return reply.json();
};

export class SearchIndex {
  #files = new Map();
  #list = null;
  #names = null;

  // Every file is asked for once; one that failed is asked for again.
  #file(path) {
    if (!this.#files.has(path)) {
      const reading = read(path);
      reading.catch(() => this.#files.delete(path));
      this.#files.set(path, reading);
    }
    return this.#files.get(path);
  }

  async open() {
    const files = ["search/tokens.json", "search/names.json"];
    [this.#list, this.#names] = await Promise.all(files.map((path) => this.#file(path)));
    return this.#list;
  }

  // Kind, level and modules of every document, and which are claims on other diseases.
  marks() {
    return this.#file("search/marks.json");
  }

  // The first place in the list of tokens that is not before a token.
  #place(token) {
    let [low, high] = [0, this.#list.tokens.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#list.tokens[middle] < token) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  async #postings(index) {
    const { starts } = this.#list;
    let shard = starts.length - 1;
    while (starts[shard] > index) shard -= 1;
    const coded = (await this.#file(`search/postings-${shard}.json`))[index - starts[shard]];
    const found = [];
    for (let i = 0, number = 0; i < coded.length; i += 2) {
      number += coded[i];
      found.push([number, coded[i + 1]]);
    }
    return found;
  }

  // Numbers of the tokens that stand for a token, with what each is worth.
  #standing(token, open) {
    const { tokens } = this.#list;
    const place = this.#place(token);
    const found = [];
    if (tokens[place] === token) found.push({ index: place, factor: FACTOR.exact });
    if (open && token.length > 1 && !/^\d+$/.test(token)) {
      for (let i = place + found.length; i < tokens.length && found.length < MOST_BEGINNINGS; i += 1) {
        if (!tokens[i].startsWith(token)) break;
        found.push({ index: i, factor: FACTOR.begins });
      }
    }
    return found;
  }

  async #scores(standing) {
    const found = new Map();
    const read = await Promise.all(standing.map(({ index }) => this.#postings(index)));
    read.forEach((postings, place) => {
      const { factor } = standing[place];
      for (const [number, weight] of postings) {
        found.set(number, Math.max(found.get(number) ?? 0, weight * factor));
      }
    });
    return found;
  }

  // Documents that have a word: one of its joined forms, or all of its pieces.
  async #word({ pieces, joined: whole }, open, notes) {
    const found = await this.#scores(whole.flatMap((token) => this.#standing(token, open)));
    const lists = [];
    for (const piece of pieces) {
      const only = pieces.length === 1;
      let standing = this.#standing(piece, open);
      if (!standing.length && !(found.size && !only)) {
        standing = nearest(piece, this.#list.tokens, tolerance(piece)).map(({ index }) => ({
          index, factor: FACTOR.near,
        }));
        const instead = standing.map(({ index }) => this.#list.tokens[index]);
        if (instead.length) notes.push({ typed: piece, instead: instead.slice(0, 4) });
      }
      lists.push(await this.#scores(standing));
    }
    for (const [number, weight] of lists[0]) {
      if (!lists.every((list) => list.has(number))) continue;
      const mean = lists.reduce((sum, list) => sum + list.get(number), 0) / lists.length;
      const worth = lists.length > 1 ? mean * IN_PIECES : weight;
      found.set(number, Math.max(found.get(number) ?? 0, worth));
    }
    return found;
  }

  async #whole(text) {
    const token = `=${joined(text)}`;
    if (token.length < 3) return new Map();
    return this.#scores(this.#standing(token, false));
  }

  // Adds to the lists of words what has another name of the term that they name.
  async #otherNames(asked, lists, notes) {
    for (const { from, to, typed, others } of namesAmong(asked, this.#names)) {
      notes.push({ typed, others });
      for (const other of others) {
        const words = telling(other);
        const found = await Promise.all(words.map((word) => this.#word(word, false, [])));
        for (const number of found[0].keys()) {
          if (!found.every((list) => list.has(number))) continue;
          const mean = found.reduce((sum, list) => sum + list.get(number), 0) / found.length;
          for (const list of lists.slice(from, to)) {
            list.set(number, Math.max(list.get(number) ?? 0, mean * OTHER_NAME));
          }
        }
      }
    }
  }

  // Numbers of the documents that a text finds, best first, and what was read instead of it.
  async find(text, { open = true } = {}) {
    await this.open();
    const said = bare(text);
    const asked = telling(said);
    const notes = [];
    const last = asked.length - 1;
    const [whole, ...lists] = await Promise.all([
      this.#whole(said),
      ...asked.map((word, place) => this.#word(word, open && place === last, notes)),
    ]);
    const corrected = notes.reduce((so, { typed, instead }) => so.replace(typed, instead[0]), folded(said));
    if (notes.length) {
      for (const [number, weight] of await this.#whole(corrected)) {
        whole.set(number, whole.get(number) ?? weight * FACTOR.near);
      }
    }
    await this.#otherNames(asked, lists, notes);
    const scores = new Map();
    const missing = new Map();
    for (const number of new Set([...lists.flatMap((list) => [...list.keys()]), ...whole.keys()])) {
      const hits = lists.filter((list) => list.has(number));
      const sum = hits.reduce((total, list) => total + list.get(number), 0);
      missing.set(number, whole.has(number) ? 0 : lists.length - hits.length);
      const worth = sum * PARTLY ** missing.get(number);
      scores.set(number, worth + (whole.get(number) ?? 0) * WHOLE_NAME);
    }
    const best = (a, b) => scores.get(b) - scores.get(a) || a - b;
    const full = [...scores.keys()].filter((number) => !missing.get(number)).sort(best);
    const rest = full.length < FEW ? [...scores.keys()].filter((n) => missing.get(n)).sort(best) : [];
    return { numbers: [...full, ...rest], notes, partly: rest.length > 0, named: new Set(whole.keys()) };
  }

  // The cards of some documents, in the order asked for.
  async cards(numbers) {
    const { cards } = await this.open();
    const files = [...new Set(numbers.map((number) => Math.floor(number / cards)))];
    const read_ = await Promise.all(files.map((file) => this.#file(`search/cards-${file}.json`)));
    const of = new Map(files.map((file, place) => [file, read_[place]]));
    return numbers.map((number) => ({ number, ...of.get(Math.floor(number / cards))[number % cards] }));
  }
}
