// Names of terms within what was typed, and what else is searched for in their place.
import { joined } from "./search-normal.js";

const LONGEST = 5;

// The names among some words, the longest first: where they stand, and the term's other names.
export function namesAmong(words, names) {
  const found = [];
  for (let from = 0; from < words.length; from += 1) {
    for (let to = Math.min(from + LONGEST, words.length); to > from; to -= 1) {
      const typed = words.slice(from, to).map((word) => word.typed).join(" ");
      const token = joined(typed);
      if (!Object.hasOwn(names, token)) continue;
      found.push({ from, to, typed, others: names[token] });
      from = to - 1;
      break;
    }
  }
  return found;
}
