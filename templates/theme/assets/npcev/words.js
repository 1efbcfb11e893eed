// Words that a reader types, found in labels, synonyms, names of studies and reference numbers.
// Case, accents, hyphens and blanks do not count, and Greek letters are their names.

const GREEK = {
  α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", ζ: "zeta", η: "eta", θ: "theta",
  ι: "iota", κ: "kappa", λ: "lambda", μ: "mu", ν: "nu", ξ: "xi", ο: "omicron", π: "pi", ρ: "rho",
  σ: "sigma", ς: "sigma", τ: "tau", υ: "upsilon", φ: "phi", χ: "chi", ψ: "psi", ω: "omega",
};
const SHORT = 4; // shorter words are looked for at the beginning of a word only

// Returns the letters and digits of a text, and where in them a word begins.
export function normal(text) {
  let letters = "";
  const starts = new Set();
  let fresh = true;
  for (const char of text.toLowerCase().normalize("NFKD")) {
    if (/\p{M}/u.test(char)) continue;
    if (!/[\p{L}\p{N}]/u.test(char)) {
      fresh = true;
      continue;
    }
    const digit = /\p{N}/u.test(char);
    if (fresh || digit !== /\p{N}$/u.test(letters)) starts.add(letters.length);
    letters += GREEK[char] ?? char;
    fresh = false;
  }
  return { letters, starts };
}

export function wordsOf(text) {
  return text.split(/\s+/).map((word) => normal(word).letters).filter(Boolean);
}

// Tells whether a word stands in a text, both in normal form.
export function standsIn(word, { letters, starts }) {
  const number = /^\p{N}+$/u.test(word);
  for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + 1)) {
    const after = letters[at + word.length] ?? "";
    if (number && (/\p{N}/u.test(after) || /\p{N}/u.test(letters[at - 1] ?? ""))) continue;
    if (word.length >= SHORT || number || starts.has(at)) return true;
  }
  return false;
}

// All texts of a table in normal form, made when the first word is asked for.
export class Words {
  constructor(table) {
    this.table = table;
  }

  get texts() {
    this.made ??= {
      values: this.table.facets.map((facet) =>
        facet.values.map((value) =>
          value.state ? [] : [value.label, ...(value.also ?? [])].map(normal))),
      studies: this.table.studies.label?.map(normal) ?? [],
    };
    return this.made;
  }

  // Returns a test of rows: whether a word stands in what a row says.
  test(word) {
    const { table, texts } = this;
    const studies = Uint8Array.from(texts.studies, (text, number) =>
      standsIn(word, text) || table.studies.refs[number].some((ref) => String(ref) === word));
    const facets = [];
    table.facets.forEach((facet, place) => {
      const mask = Uint8Array.from(texts.values[place], (names) =>
        names.some((name) => standsIn(word, name)));
      if (mask.includes(1)) facets.push([facet, mask]);
    });
    return (row) => {
      if (studies[table.studyOf[row]]) return true;
      for (const [facet, mask] of facets) {
        for (let at = facet.starts[row]; at < facet.starts[row + 1]; at += 1) {
          if (mask[facet.codes[at]]) return true;
        }
      }
      return false;
    };
  }
}
