// The normal form of words, as npcev_kb/render/search/normal.py says it; tests hold both to one
// table of examples.
const GREEK = {
  α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", ζ: "zeta", η: "eta", θ: "theta",
  ι: "iota", κ: "kappa", λ: "lambda", μ: "mu", ν: "nu", ξ: "xi", ο: "omicron", π: "pi", ρ: "rho",
  σ: "sigma", ς: "sigma", τ: "tau", υ: "upsilon", φ: "phi", χ: "chi", ψ: "psi", ω: "omega",
};
const STOP = new Set(("a an and are as at be by cause causes do does for from has have how in into is it its no " +
  "not of on or that the their this to was were what when where which who with").split(" "));
const GREEK_CLASS = Object.keys(GREEK).join("");
const PIECE = new RegExp(`[${GREEK_CLASS}]|(?:(?![${GREEK_CLASS}])[\\p{L}\\p{N}])+`, "gu");
const PLURAL = /^[a-z]+[^sui]s$/;

export const folded = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replaceAll("ß", "ss");
const SPELLINGS = [
  [/^([a-z]{3,})our(s?|ed|ing|al|able)$/, "$1or$2"],
  [/^([a-z]{3,})is(e|ed|es|ing|ation|ations)$/, "$1iz$2"],
  [/^([a-z]{2,})ll(ed|ing)$/, "$1l$2"],
];
const singular = (piece) => (PLURAL.test(piece) ? piece.slice(0, -1) : piece);
const american = (piece) => SPELLINGS.reduce((said, [from, to]) => said.replace(from, to), piece);
const name = (piece) => GREEK[piece] ?? singular(american(piece));

// Each word as its pieces and, if it has several, its joined forms.
export function words(text) {
  const found = [];
  for (const typed of text.split(/\s+/)) {
    const said = folded(typed);
    const pieces = said.match(PIECE);
    if (!pieces) continue;
    const whole = pieces.map((piece) => GREEK[piece] ?? piece).join("");
    const short = pieces.map((piece) => (GREEK[piece] ? GREEK[piece][0] : piece)).join("");
    found.push({
      typed,
      said,
      pieces: pieces.map(name),
      joined: pieces.length > 1 ? [...new Set([whole, short])] : [],
    });
  }
  return found;
}

// The words that can find something; if none can, all of them.
export function telling(text) {
  const found = words(text);
  const kept = found.filter(({ pieces, joined }) => joined.length || !STOP.has(pieces[0]));
  return kept.length ? kept : found;
}

// What was typed without the words around a number: PMID 1, doi:10.5555/a, [30], reference 30.
export function bare(text) {
  return text.trim()
    .replace(/^https?:\/\/(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|pmc\.ncbi\.nlm\.nih\.gov\/articles)\//i, "")
    .replace(/^(?:https?:\/\/)?(?:dx\.)?doi\.org\//i, "")
    .replace(/^(?:doi|pmid|pmcid)\s*[:=]?\s*(?=\S*\d)/i, "")
    .replace(/^\[(\d+)\]$/, "ref $1")
    .replace(/^ref(?:erence)?s?\.?\s*\[?(\d+)\]?$/i, "ref $1");
}

// A whole text as one token: the form in which a name is compared as a whole.
export function joined(text) {
  return (folded(text).match(PIECE) ?? []).map(name).join("");
}

// Every token of a text, as the index has them: for the tests.
export function tokens(text) {
  return words(text)
    .flatMap(({ pieces, joined: whole }) => [...new Set([...pieces, ...whole])])
    .filter((token) => !STOP.has(token));
}
