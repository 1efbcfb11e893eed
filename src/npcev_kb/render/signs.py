"""The sign of each direction: what stands before its word, on pages, maps and drawings alike."""

from __future__ import annotations

SIGNS = {
    "increased": "↑", "decreased": "↓", "activated": "↑", "inhibited": "⊣", "promotes": "→",
    "inhibits": "⊣", "no_effect": "=", "bound": "∘", "engineered": "✚", "alters": "↕",
    "associated_with": "∼", "predicts": "⇢", "distinguishes": "◇", "enables": "▷",
}  # fmt: skip


def sign(word: str) -> str:
    """Return the sign of a member of a vocabulary by its value, "" if it has none."""
    return SIGNS.get(word, "")
