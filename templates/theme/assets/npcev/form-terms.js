// Terms of the registry: found by key or by any of their names, as `npcev new` finds them.
import { nearest } from "./search-near.js";

const GREEK = { α: "alpha", β: "beta", γ: "gamma", δ: "delta", κ: "kappa", ω: "omega" };

// A text without regard to case, as Python folds it: up and down again, but for the dotless i.
const folded = (text) => text.split("ı").map((part) => part.toUpperCase().toLowerCase()).join("ı").replaceAll("ß", "ss");

// The words of a title, for telling whether two are the same, as npcev_kb/model/normal.py has them.
export function plainWords(text) {
  return (folded(text).normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}

// The slug of a name, as npcev_kb/model/ids.py makes it; a test holds both together.
export function slug(text) {
  return folded(text).replace(/[αβγδκω]/g, (sign) => GREEK[sign])
    .normalize("NFKD").replace(/[^\x00-\x7F]/g, "")
    .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

export class Terms {
  constructor(list) {
    this.byKey = new Map(list.map((term) => [term.key, term]));
    this.byName = new Map();
    for (const term of list) {
      for (const name of new Set([term.key, ...term.names].map(slug))) {
        this.byName.set(name, [...(this.byName.get(name) ?? []), term.key]);
      }
    }
    this.names = [...this.byName.keys()].filter(Boolean);
  }

  // The key of the only term that has a name; a name that none has, or two, stays as it was typed.
  key(typed) {
    const named = typed.trim();
    if (this.byKey.has(named)) return named;
    const wanted = slug(named);
    const found = (wanted && this.byName.get(wanted)) || [];
    return found.length === 1 ? found[0] : named;
  }

  term(key, role) {
    const term = this.byKey.get(key);
    return term?.roles.includes(role) ? term : null;
  }

  ofRole(role) {
    return [...this.byKey.values()].filter((term) => term.roles.includes(role));
  }

  // Keys whose names are nearly what was typed: to be looked at, never taken unasked.
  near(typed, role) {
    const wanted = slug(typed).slice(0, 80);
    if (!wanted) return [];
    const close = nearest(wanted, this.names, 2).map(({ index }) => this.names[index]);
    const longer = this.names.filter((name) => wanted.length > 2 && name.startsWith(wanted));
    const keys = [...new Set([...close, ...longer].flatMap((name) => this.byName.get(name)))];
    return keys.filter((key) => this.term(key, role)).slice(0, 3);
  }
}
