// Tokens that are nearly what was typed: a letter wrong, missing, too much, or two changed places.
// Numbers are never corrected: miR-21 is not miR-29. A token with a number keeps its length too, since
// symbols of genes that differ by a letter are other genes.
const digits = (token) => token.replace(/\D+/g, " ").trim();

// How many mistakes a token of some length may have.
export function tolerance(token) {
  const letters = token.replace(/\d/g, "").length;
  return letters < 4 ? 0 : letters < 8 ? 1 : 2;
}

// The number of mistakes between two tokens, or more than `most` (Damerau's restricted distance).
export function distance(first, second, most) {
  if (Math.abs(first.length - second.length) > most) return most + 1;
  let before = null;
  let last = Array.from({ length: second.length + 1 }, (_, index) => index);
  for (let i = 1; i <= first.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= second.length; j += 1) {
      const same = first[i - 1] === second[j - 1];
      let steps = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const crossed = i > 1 && j > 1 && first[i - 1] === second[j - 2] && first[i - 2] === second[j - 1];
      if (crossed) steps = Math.min(steps, before[j - 2] + 1);
      row.push(steps);
      least = Math.min(least, steps);
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[second.length];
}

// The numbers of the nearest tokens, nearest first, with their distance.
export function nearest(token, tokens, most) {
  const wanted = digits(token);
  let found = [];
  let best = most;
  for (let index = 0; index < tokens.length; index += 1) {
    const other = tokens[index];
    if (other[0] === "=" || (wanted && other.length !== token.length)) continue;
    const steps = distance(token, other, best);
    if (steps > best || digits(other) !== wanted) continue;
    if (steps < best) found = [];
    best = Math.min(best, Math.max(steps, 1));
    found.push({ index, steps });
  }
  return found.filter(({ steps }) => steps === Math.min(...found.map((each) => each.steps)));
}
