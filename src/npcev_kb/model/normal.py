"""Identifiers as services and reference managers write them, brought to their normal form.

Curators are asked to write the normal form (`ids` refuses others with a hint); services and
files of other programs are not, so that what they write is understood here, or left out.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

_DOI = re.compile(r"10\.[0-9]{4,9}/[!-~]+")
_PMID = re.compile(
    r"(?i)(?:(?:https?://)?\S*pubmed\S*/|(?:pmid|pubmed|medline)[:\s]*)?0*([1-9][0-9]{0,7})/?"
)
_PMCID = re.compile(r"(?i)(?:(?:https?://)?\S*/|pmcid[:\s]*)?PMC\s*0*([1-9][0-9]{0,8})(?:\.\d+)?/?")
_ORCID = re.compile(r"([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9Xx])")
_BEFORE = re.compile(r"(?i)^(?:https?://)?(?:dx\.)?(?:doi\.org/)?(?:doi:?\s*)*")
_WORD = re.compile(r"[^\W_]+")


def doi_in(text: str) -> str | None:
    """Return the DOI that a text is, bare and in lower case; None if it is none."""
    bare = _BEFORE.sub("", text.strip())
    if "%" in bare:
        bare = unquote(bare)
    bare = bare.strip().rstrip(".,; ").lower()
    return bare if _DOI.fullmatch(bare) else None


def pmid_in(text: str) -> str | None:
    """Return the PubMed number that a text is, None if it is none."""
    found = _PMID.fullmatch(text.strip())
    return found[1] if found else None


def pmcid_in(text: str) -> str | None:
    """Return the PubMed Central number that a text is, None if it is none."""
    found = _PMCID.fullmatch(text.strip())
    return f"PMC{found[1]}" if found else None


def orcid_in(text: str) -> str | None:
    """Return the ORCID iD that a text ends with, None if its check digit does not fit.

    Source: ISO 7064, MOD 11-2, as ORCID documents the structure of its identifiers.
    """
    found = _ORCID.search(text)
    if not found:
        return None
    digits = "".join(found.groups()).upper()
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[15] != ("X" if check == 10 else str(check)):
        return None
    return "-".join(found.groups()).upper()


def plain_words(text: str) -> str:
    """Return the words of a title in lower case, without accents and signs, for comparing."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in flat if not unicodedata.combining(char))
    return " ".join(_WORD.findall(kept))
