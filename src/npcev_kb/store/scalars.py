"""What an unquoted YAML value means here: the part on which YAML 1.1 and 1.2 agree.

Everything on which readers differ (truth words such as NO, octal and base-60 numbers, numbers
with exponent or underscore) is a surprise: an error that asks for quotes. Days stay text.
Source: YAML 1.1 type repository (bool, int, float) against the YAML 1.2.2 core schema.
"""

from __future__ import annotations

import re
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool | None

_CONSTANTS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "~": None, "": None}
_TRUTH_WORDS = frozenset(
    form
    for word in ("yes", "no", "on", "off", "true", "false", "y", "n")
    for form in (word, word.capitalize(), word.upper())
)
_NULL_WORDS = frozenset({"Null", "NULL"})
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_SURPRISES = (
    (re.compile(r"[-+]?0[0-7_]+"), "an octal number"),
    (re.compile(r"[-+]?0[0-9_]+"), "a number without its zero"),
    (re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"), "a number of base 60"),
    (
        re.compile(r"[-+]?0(b[01_]+|o[0-7]+|x[0-9a-fA-F_]+)"),
        "a binary, octal or hexadecimal number",
    ),
    (re.compile(r"[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN"), "not a finite number"),
    (re.compile(r"[-+]?(\.[0-9_]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?"), "a number"),
)


def read_scalar(value: str, *, plain: bool) -> tuple[Scalar, str | None]:
    """Return what a scalar means and, if readers differ on it, what others take it for."""
    if not plain:
        return value, None
    if value in _CONSTANTS:
        return _CONSTANTS[value], None
    if value in _TRUTH_WORDS:
        return value, "a truth value"
    if value in _NULL_WORDS:
        return value, "nothing"
    if value[0] not in "0123456789+-.":
        return value, None
    if _INTEGER.fullmatch(value) and len(value) < 19:
        return int(value), None
    if _DECIMAL.fullmatch(value):
        return float(value), None
    for pattern, reading in _SURPRISES:
        if pattern.fullmatch(value):
            return value, reading
    return value, None
