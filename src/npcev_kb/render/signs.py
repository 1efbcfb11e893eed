"""The sign that stands before the word of a direction, the same on every page and in scripts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "increased": "↑",
        "decreased": "↓",
        "activated": "↑",
        "inhibited": "⊣",
        "promotes": "→",
        "inhibits": "⊣",
        "no_effect": "=",
        "bound": "∘",
        "engineered": "✚",
        "alters": "↕",
        "associated_with": "∼",
        "predicts": "⇢",
        "distinguishes": "◇",
        "enables": "▷",
    }
)
"""Signs of effects and changes by their value; a word without one stands alone."""


def sign(value: str) -> str:
    """Return the sign of an effect or change, empty if it has none."""
    return SIGNS.get(value, "")
