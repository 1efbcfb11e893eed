"""The formats of reference managers, by the names of their files."""

from __future__ import annotations

from npcev_kb.render.export.bibtex import as_bibtex
from npcev_kb.render.export.csl import as_csl_json
from npcev_kb.render.export.nbib import as_nbib
from npcev_kb.render.export.ris import as_ris

WRITERS = {
    "npcev-kb.bib": ("The identified works as BibTeX.", as_bibtex),
    "npcev-kb.ris": ("The identified works as RIS.", as_ris),
    "npcev-kb.csl.json": ("The identified works as CSL-JSON.", as_csl_json),
    "npcev-kb.nbib": ("The identified works as PubMed writes them.", as_nbib),
}
