"""Cards drawn once: each lies under the digest of its words until no page needs it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import PIL

from npcev_kb.render.cards.drawing import VERSION, Artist
from npcev_kb.render.cards.words import Words, all_words
from npcev_kb.render.site import Site


def cards(site: Site, assets: Path, store: Path) -> Iterator[tuple[str, Path]]:
    """Yield each card as its address below the site's root and the file in which it lies.

    Args:
        site: the site.
        assets: the folder with our fonts and the mark.
        store: where drawn cards are kept; those that nobody needs any more are taken away.
    """
    artist, look, needed = Artist(assets), _look(assets), set()
    store.mkdir(parents=True, exist_ok=True)
    for name, words in all_words(site):
        kept = store / f"{_digest(look, words)}.png"
        needed.add(kept.name)
        if not kept.is_file():
            fresh = kept.with_suffix(".next")
            fresh.write_bytes(artist.draw(words))
            fresh.replace(kept)
        yield name, kept
    for old in store.glob("*.png"):
        if old.name not in needed:
            old.unlink(missing_ok=True)


def _look(assets: Path) -> str:
    """Return what the look of all cards depends on beside their words."""
    whole = hashlib.sha256(f"{VERSION} {PIL.__version__}".encode())
    for path in sorted([*(assets / "fonts").glob("*.woff2"), assets / "mark-180.png"]):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _digest(look: str, words: Words) -> str:
    return hashlib.sha256(f"{look} {words!r}".encode()).hexdigest()
