"""Files of reference managers: BibTeX, RIS, PubMed's nbib and CSL-JSON."""

from npcev_kb.store.citations.cited import Citations, Cited
from npcev_kb.store.citations.reading import read_citations

__all__ = ["Citations", "Cited", "read_citations"]
