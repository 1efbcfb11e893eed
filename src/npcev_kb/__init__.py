"""npcev-kb: a living, computable evidence base grown from one narrative review.

`load` opens a knowledge base for reading. It is imported when it is asked for, so that this
package alone costs nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from npcev_kb.reading.base import EvidenceBase, load

__all__ = ["EvidenceBase", "__version__", "load"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Return what is read with, from the room that has it."""
    if name in ("EvidenceBase", "load"):
        from importlib import import_module

        return getattr(import_module("npcev_kb.reading.base"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
