"""The normal form of words: one for what is indexed and for what is typed.

The same rules stand in `assets/npcev/search-normal.js`; tests hold both to one table of examples.

1. Letters are folded to lower case and lose their accents (NFKD).
2. A Greek letter is a piece of its own and is written by its name: TGFβ is `tgf` and `beta`.
3. Whatever is neither letter nor digit parts pieces; white space parts words.
4. A word of several pieces is also one joined piece: miR-30a-5p is `mir`, `30a`, `5p` and
   `mir30a5p`. With Greek letters it is joined a second time with their initials: `tgfb`.
5. A plural s falls: `exosomes` is `exosome`; not after s, u or i.
6. British spellings are American ones: `tumours`, `polarisation` and `signalling` are `tumor`,
   `polarization` and `signaling`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
    "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau",
    "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
"""Names of the Greek letters."""
STOP = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "by", "cause", "causes", "do", "does", "for",
    "from", "has", "have", "how", "in", "into", "is", "it", "its", "no", "not", "of", "on", "or",
    "that", "the", "their", "this", "to", "was", "were", "what", "when", "where", "which", "who",
    "with",
))  # fmt: skip
"""Words of English that find nothing."""
_PIECE = re.compile("[" + "".join(GREEK) + r"]|[^\W_" + "".join(GREEK) + "]+")
_PLURAL = re.compile(r"[a-z]+[^sui]s")
_SPELLINGS = (
    (re.compile(r"([a-z]{3,})our(s?|ed|ing|al|able)"), r"\1or\2"),
    (re.compile(r"([a-z]{3,})is(e|ed|es|ing|ation|ations)"), r"\1iz\2"),
    (re.compile(r"([a-z]{2,})ll(ed|ing)"), r"\1l\2"),
)


def folded(text: str) -> str:
    """Return a text in lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each word as its tokens: its pieces, then its joined forms if it has several."""
    for word in folded(text).split():
        found = _PIECE.findall(word)
        if not found:
            continue
        named = [_name(piece) for piece in found]
        if len(found) == 1:
            yield (named[0],)
            continue
        whole = "".join(GREEK.get(piece, piece) for piece in found)
        short = "".join(GREEK[piece][0] if piece in GREEK else piece for piece in found)
        yield tuple(dict.fromkeys((*named, whole, short)))


def tokens(text: str) -> Iterator[str]:
    """Yield every token of a text but the words that find nothing."""
    for word in words(text):
        for token in word:
            if token not in STOP:
                yield token


def pieces(text: str) -> list[str]:
    """Return the pieces of a text, whichever words they stand in."""
    return [_name(piece) for piece in _PIECE.findall(folded(text))]


def joined(text: str) -> str:
    """Return a whole text as one token: the form in which a name is compared as a whole."""
    return "".join(pieces(text))


def _name(piece: str) -> str:
    """Return the normal form of a piece."""
    if piece in GREEK:
        return GREEK[piece]
    for spelling, instead in _SPELLINGS:
        if found := spelling.fullmatch(piece):
            piece = found.expand(instead)
    return piece[:-1] if _PLURAL.fullmatch(piece) else piece
