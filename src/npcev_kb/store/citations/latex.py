"""LaTeX in values of BibTeX: accents and commands become the letters that they stand for."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Sequence

from bibtexparser.library import Library
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.model import Entry, Field
from pylatexenc.latex2text import get_default_latex_context_db

for _chatty in ("bibtexparser", "pylatexenc"):
    logging.getLogger(_chatty).addHandler(logging.NullHandler())

DEEPEST = 40
"""How deep braces may be nested."""
_DECODER = LatexDecodingMiddleware(keep_math_mode=False)
_NOTATION = re.compile(r"\\(?![%&_#])|[$~^]|--|``|''")
"""What the decoder is needed for; it is slow, and most values hold none of it."""
_MATH = re.compile(r"(?<!\\)\$(?=\S)((?:[^$\\]|\\.){0,500}?)(?<=\S)(?<!\\)\$(?![0-9])", re.DOTALL)
_INLINE = re.compile(r"\\\((.{0,500}?)\\\)", re.DOTALL)
_SCRIPT = re.compile(r"([_^])\s*(?:\{([^{}]*)\}|(\\[A-Za-z]+|[^\s{}\\]))")
_SCRIPT_COMMAND = re.compile(r"\\text(sub|super)script\s*\{([^{}]*)\}")
_BARE = re.compile(r"(?<!\\)((?:\\\\)*)([%&$])")
_LINK = re.compile(r"\\href\s*\{[^{}]*\}")
_CROSSREF = {r"\less": "<", r"\greater": ">", r"\mathsemicolon": ";", r"\mathplus": "+"}
"""Commands that only Crossref writes."""
_CROSSREF_MATH = re.compile(r"\$\\(?:less|greater|mathsemicolon|mathplus)\$")
_WRAPS = re.compile(r"\\(?:mbox|text(?:sf|tt|up|md))\s*(?=\{)")
_SORTS = re.compile(r"\\noopsort\s*\{[^{}]*\}")
_GREEK = {
    unicodedata.name(char).split()[-1].lower().replace("lamda", "lambda"): char
    for char in map(chr, range(ord("α"), ord("ω") + 1))
    if char != "ς"
}
_GREEK_COMMAND = re.compile(rf"\\text({'|'.join(_GREEK)})(?![A-Za-z])\s*(?:\{{\}})?")
_TODAY = re.compile(r"\\today(?![A-Za-z])\s*(?:\{\})?")
"""Would be another day at each reading."""
_NAMED = re.compile(r"(?<!\\)(?:\\\\)*\\([A-Za-z]{2,})")
_SILENT = frozenset((
    "bf", "em", "it", "rm", "sc", "sf", "sl", "tt", "bfseries", "itshape", "upshape", "relax",
    "protect", "newline", "linebreak", "textsuperscript", "textsubscript", "unskip",
))  # fmt: skip
_KNOWN = get_default_latex_context_db()
_SIGNS = {
    r"\^{}": "^",
    r"\textasciicircum{}": "^",
    r"\~{}": r"\textasciitilde{}",
    r"^\circ": "°",
    r"^{\circ}": "°",
}
"""What the decoder takes for accents over nothing, or for signs that only look the same."""
_SCRIPTS = {
    "_": dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True)),
    "^": dict(zip("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾", strict=True)),
}
_ESCAPED = re.compile(r"\\([_%&#${}~^])")
_COMMAND = re.compile(r"\\(?:url|href|texttt|path)\s*(?=\{)")


class LatexUnreadError(Exception):
    """A value whose LaTeX cannot be read; the message says why, in one sentence for people."""


def without_latex(values: Sequence[str]) -> list[str]:
    """Return values of BibTeX as text: accents composed, commands and braces taken out.

    Formulas stay readable: Greek letters are letters, raised and lowered digits are those of
    Unicode, other raised or lowered text stands in the line.

    Raises:
        LatexUnreadError: braces are nested too deep, or the decoder gives up.
    """
    pending = [(at, value) for at, value in enumerate(values) if _NOTATION.search(value)]
    fields = [Field(str(at), _prepared(value)) for at, value in pending]
    decoded = _DECODER.transform_entry(Entry("misc", "", fields), Library())
    if not isinstance(decoded, Entry):
        raise LatexUnreadError("its LaTeX commands are not complete")
    plain = [verbatim(value) for value in values]
    for field in decoded.fields:
        plain[int(field.key)] = unicodedata.normalize("NFC", str(field.value))
    return plain


def unknown_commands(value: str) -> list[str]:
    """Return the commands of a value that nobody knows, and of which no sign will be left.

    Commands that only choose a font or a place leave their text and are not among them.
    """
    named = dict.fromkeys(_NAMED.findall(_prepared(value)))
    return [name for name in named if name not in _SILENT and _KNOWN.get_macro_spec(name) is None]


def verbatim(value: str) -> str:
    """Return a value that is no prose, such as a DOI or an address, without escapes and braces."""
    value = _COMMAND.sub("", value)
    value = re.sub(r"(?<!\\)[{}]", "", value)
    return _ESCAPED.sub(r"\1", value)


def depth(text: str) -> int:
    """Return how deep the braces of a text are nested."""
    level = most = 0
    for char in re.findall(r"(?<!\\)[{}]", text):
        level = level + 1 if char == "{" else max(level - 1, 0)
        most = max(most, level)
    return most


def _prepared(value: str) -> str:
    """Return a value as the decoder needs it."""
    if depth(value) > DEEPEST:
        raise LatexUnreadError(f"more than {DEEPEST} braces are nested")
    for written, meant in _SIGNS.items():
        value = value.replace(written, meant)
    value = _WRAPS.sub("", _SORTS.sub("", value))
    value = _GREEK_COMMAND.sub(lambda match: _GREEK[match[1]], _TODAY.sub("", value))
    value = _LINK.sub("", value)
    value = _CROSSREF_MATH.sub(lambda match: _CROSSREF[match[0].strip("$")], value)
    value = _SCRIPT_COMMAND.sub(
        lambda match: _script("_" if match[1] == "sub" else "^", match[2]), value
    )
    pieces = _MATH.split(_INLINE.sub(r"$\1$", value))
    return "".join(
        _formula(piece) if at % 2 else _BARE.sub(r"\1\\\2", piece)
        for at, piece in enumerate(pieces)
    )


def _formula(math: str) -> str:
    """Return what stands between dollar signs as text with commands."""
    for _ in range(3):
        math = _SCRIPT.sub(lambda match: _script(match[1], match[2] or match[3] or ""), math)
    return "{" + _BARE.sub(r"\1\\\2", math) + "}"


def _script(sign: str, text: str) -> str:
    """Return raised or lowered text: with signs of Unicode if there is one for each character."""
    signs = _SCRIPTS[sign]
    return "".join(signs[char] for char in text) if set(text) <= set(signs) else text
