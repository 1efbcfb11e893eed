"""Identifiers: their shape, their normal form, and the hint that leads to it."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Annotated, Any, TypeAlias
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StrictStr
from pydantic.fields import FieldInfo

from npcev_kb.model.record import refuse
from npcev_kb.problems import Remedy, fields, shapes

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PAGE = re.compile(r"page-[0-9]+")
_PART = re.compile(r"[a-z][1-9][0-9]{0,2}")
_DOI = re.compile(r"10\.[0-9]{4,9}/[!-~]+")
_PMCID = re.compile(r"PMC[1-9][0-9]{0,8}")
_NEAR_PMCID = re.compile(r"(?i)(?:https?://\S*/articles/)?(?:pmc)?\s*0*([1-9][0-9]{0,8})/?")
_PMID = re.compile(r"[1-9][0-9]{0,7}")
_NEAR_PMID = re.compile(
    r"(?i)(?:https?://\S*pubmed\S*/|(?:pmid|pubmed)[:\s]*)?0*([1-9][0-9]{0,7})/?"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CURIE = re.compile(r"[A-Za-z][A-Za-z0-9._]*:[A-Za-z0-9][A-Za-z0-9._/-]*")
_GREEK = str.maketrans(
    {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "ω": "omega"}
)
LONGEST_ID = 80
"""Ids are names of files; longer ones are sentences."""
REVIEW_LIST = "review reference list"
"""What stands in `seen_at` when the review's own reference list is the source."""


def slug(text: str) -> str:
    """Turn a name into an id: lower case, Greek letters spelled out, hyphens between words."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_GREEK))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")


def _key(value: str) -> str:
    if not _KEY.fullmatch(value) or len(value) > LONGEST_ID:
        refuse(shapes.malformed_id(value, slug(value)[:LONGEST_ID].strip("-")))
    if _PAGE.fullmatch(value):
        refuse(shapes.malformed_id(value, "", taken=True))
    return value


def _part(value: str) -> str:
    if not _PART.fullmatch(value):
        refuse(shapes.malformed_part(value))
    return value


def _claim_ref(value: str) -> str:
    study, _, claim = value.partition(".")
    if not (_KEY.fullmatch(study) and _PART.fullmatch(claim)):
        refuse(shapes.malformed_claim_reference(value))
    return value


def _doi(value: str) -> str:
    if not _DOI.fullmatch(value) or value != value.lower() or value.endswith((".", ",")):
        bare = re.sub(r"(?i)^(https?://)?(dx\.)?(doi\.org/|doi:\s*)", "", value.strip())
        bare = unquote(bare.rstrip(".,; ")).lower()
        refuse(shapes.malformed_doi(value, bare if _DOI.fullmatch(bare) else None))
    return value


def _pmid(value: Any) -> Any:
    """Let a PubMed number and what is no text or number pass; refuse the rest with a hint."""
    if not _is_text_or_number(value) or (isinstance(value, str) and _PMID.fullmatch(value)):
        return value
    near = _NEAR_PMID.fullmatch(str(value).strip())
    written = f'"{value}"' if isinstance(value, str) else str(value)
    return refuse(shapes.malformed_pmid(str(value), written, near[1] if near else None))


def _pmcid(value: Any) -> Any:
    if not _is_text_or_number(value) or (isinstance(value, str) and _PMCID.fullmatch(value)):
        return value
    near = _NEAR_PMCID.fullmatch(str(value).strip())
    return refuse(shapes.malformed_pmcid(str(value), f"PMC{near[1]}" if near else None))


def _is_text_or_number(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _curie(value: str) -> str:
    if not _CURIE.fullmatch(value):
        refuse(shapes.malformed_curie(value))
    return value


def is_web_address(text: str) -> bool:
    """Tell whether a text is a whole http or https address without user, space or control."""
    if not text.isprintable() or re.search(r"[\s<>\"\\]", text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
    except ValueError:
        return False


def _address(value: str) -> str:
    if not is_web_address(value):
        refuse(shapes.malformed_address(value))
    return value


def _sighting(value: str) -> str:
    return value if value == REVIEW_LIST else _address(value)


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def _text(value: str) -> str:
    if not value.strip():
        refuse(fields.empty_value("the text"))
    if value.endswith("\n"):
        refuse(fields.untidy_text("ends with a line break; write >- instead of > or |"))
    if value != value.strip():
        tidy = Remedy(value, value.strip())
        refuse(fields.untidy_text("begins or ends with a space", tidy))
    if not value.isprintable() and any(map(_is_invisible, value)):
        refuse(fields.untidy_text("holds a control character or a line break"))
    return value


def _day_from_text(value: Any) -> Any:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        refuse(shapes.malformed_day(str(value)))
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        refuse(shapes.malformed_day(value))


def _shape(pattern: re.Pattern[str]) -> FieldInfo:
    """Return a note for JSON Schema: the shape that the validator beside it checks in words."""
    return FieldInfo(json_schema_extra={"pattern": f"^(?:{pattern.pattern})$"})


Day: TypeAlias = Annotated[datetime.date, BeforeValidator(_day_from_text)]
"""A day, written as 2026-11-23."""
RecordId: TypeAlias = Annotated[StrictStr, AfterValidator(_key), _shape(_KEY)]
"""Lower-case words and hyphens: file name, id and address of a record."""
Key: TypeAlias = Annotated[StrictStr, AfterValidator(_key), _shape(_KEY)]
"""Lower-case words and hyphens: the name of a term, a kind, a module or a cohort."""
PartId: TypeAlias = Annotated[StrictStr, AfterValidator(_part), _shape(_PART)]
"""A letter and a number: the name of a claim (c1) or experiment (e1) within its record."""
ClaimRef: TypeAlias = Annotated[StrictStr, AfterValidator(_claim_ref)]
"""A claim of a study: the study's id, a dot, and the claim's id."""
Doi: TypeAlias = Annotated[StrictStr, AfterValidator(_doi), _shape(_DOI)]
"""A DOI in normal form: bare, lower case."""
Pmid: TypeAlias = Annotated[StrictStr, BeforeValidator(_pmid), _shape(_PMID)]
"""A PubMed number: digits, in quotes."""
Pmcid: TypeAlias = Annotated[StrictStr, BeforeValidator(_pmcid), _shape(_PMCID)]
"""A PubMed Central number: PMC and digits."""
Curie: TypeAlias = Annotated[StrictStr, AfterValidator(_curie), _shape(_CURIE)]
"""A compact identifier, prefix:local."""
Address: TypeAlias = Annotated[StrictStr, AfterValidator(_address)]
"""A whole http or https address."""
Sighting: TypeAlias = Annotated[StrictStr, AfterValidator(_sighting)]
"""Where something was seen: an address, or the words: review reference list."""
Text: TypeAlias = Annotated[StrictStr, Field(max_length=1200), AfterValidator(_text)]
"""One paragraph of our own words: no line breaks, no control characters."""
Sentence: TypeAlias = Annotated[StrictStr, Field(max_length=320), AfterValidator(_text)]
"""One sentence or label."""
