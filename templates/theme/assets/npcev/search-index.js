// The index in the browser: reads the list of tokens once, then only the shards that a query needs.
import { joined, telling } from "./search-normal.js";
import { nearest, tolerance } from "./search-near.js";

const ROOT = new URL("../../", import.meta.url);
const FACTOR = { exact: 1, begins: 0.55, near: 0.45 };
const MOST_BEGINNINGS = 40;
const WHOLE_NAME = 6;
const PARTLY = 0.25;
const IN_PIECES = 0.5;
const FEW = 3;

const read = async (path) => {
  const reply = await fetch(new URL(path, ROOT));
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
  return reply.json();
};

export class SearchIndex {
  #files = new Map();
  #list = null;

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
    this.#list ??= await this.#file("search/tokens.json");
    return this.#list;
  }

  // Kind, level and modules of every document, for the filters of the page of results.
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
    for (const { index, factor } of standing) {
      for (const [number, weight] of await this.#postings(index)) {
        found.set(number, Math.max(found.get(number) ?? 0, weight * factor));
      }
    }
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

  // Numbers of the documents that a text finds, best first, and what was read instead of it.
  async find(text, { open = true } = {}) {
    await this.open();
    const asked = telling(text);
    const notes = [];
    const lists = [];
    for (const [place, word] of asked.entries()) {
      lists.push(await this.#word(word, open && place === asked.length - 1, notes));
    }
    const whole = await this.#whole(text);
    const scores = new Map();
    for (const number of new Set([...lists.flatMap((list) => [...list.keys()]), ...whole.keys()])) {
      const hits = lists.filter((list) => list.has(number));
      const sum = hits.reduce((total, list) => total + list.get(number), 0);
      const missing = whole.has(number) ? 0 : lists.length - hits.length;
      scores.set(number, sum * PARTLY ** missing + (whole.get(number) ?? 0) * WHOLE_NAME);
    }
    const all = lists.length;
    const complete = (number) => whole.has(number) || lists.filter((l) => l.has(number)).length === all;
    const best = (a, b) => scores.get(b) - scores.get(a) || a - b;
    const full = [...scores.keys()].filter(complete).sort(best);
    const rest = full.length < FEW ? [...scores.keys()].filter((n) => !complete(n)).sort(best) : [];
    const numbers = [...full, ...rest];
    const partly = rest.length > 0;
    return { numbers, notes, partly, named: new Set(whole.keys()) };
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
