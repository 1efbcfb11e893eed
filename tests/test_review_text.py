"""The records against the reference material they were written from.

The review's text is not ours to publish, so these tests run only where NPCEV_REFERENCE names a
folder that holds review.txt, references/NNN.yaml and entities/*.yaml.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
RUN = 8
"""So many words in a row that also stand in the review are a copy."""
_LIST_BEGINS = "The reference list from the paper itself"
_HEADING = re.compile(r"^(\d+(?:\.\d+)*)\. (\S.*)$", re.MULTILINE)
_CITATION = re.compile(r"\[(\d+(?:\s*[,–-]\s*\d+)*)\]")
_NUMBER = re.compile(r"(?<![\w.])(?<![^\W\d]-)\d+(?:\.\d+)?(?:e\d+)?(?![^\W\d])")
_OWN_NAMES = re.compile(
    r"review\.yaml: (title|sections/\d+/title)|[\w-]+\.yaml: identification/(candidates/\d+/)?title"
)
"""Where the names of works and of sections stand, which are quoted as they are."""


@pytest.fixture(scope="module")
def reference() -> Path:
    named = os.environ.get("NPCEV_REFERENCE")
    if not named:
        pytest.skip("NPCEV_REFERENCE is not set: no review.txt to compare the records with")
    folder = Path(named)
    if not (folder / "review.txt").is_file():
        pytest.fail("NPCEV_REFERENCE is set, but the folder it names holds no review.txt")
    return folder


@pytest.fixture(scope="module")
def body(reference: Path) -> str:
    text = (reference / "review.txt").read_text(encoding="utf-8")
    before, found, _ = text.partition(_LIST_BEGINS)
    assert found, f"review.txt has no line that begins with: {_LIST_BEGINS}"
    return before


@pytest.fixture(scope="module")
def works(reference: Path) -> dict[int, dict[str, Any]]:
    return {int(p.stem): read(p) for p in sorted((reference / "references").glob("*.yaml"))}


@pytest.fixture(scope="module")
def known_terms(reference: Path) -> list[dict[str, Any]]:
    return [term for file in sorted((reference / "entities").glob("*.yaml")) for term in read(file)]


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def records() -> dict[str, dict[str, Any]]:
    paths = [*sorted(DATA.glob("studies/*.yaml")), *sorted(DATA.glob("works/*.yaml"))]
    return {path.relative_to(ROOT).as_posix(): read(path) for path in paths}


def studies() -> dict[str, dict[str, Any]]:
    return {file: record for file, record in records().items() if "/studies/" in file}


def terms() -> dict[str, dict[str, Any]]:
    files = [path for path in sorted(DATA.glob("entities/*.yaml")) if path.stem != "kinds"]
    return {f"{path.stem}/{key}": term for path in files for key, term in read(path).items()}


def cited(text: str) -> set[int]:
    """Return the reference numbers in square brackets; a dash stands for all between."""
    numbers: set[int] = set()
    for inner in _CITATION.findall(text):
        for part in inner.split(","):
            ends = [int(end) for end in re.split("[–-]", part)]
            numbers.update(range(ends[0], ends[-1] + 1))
    return numbers


def citation_map(body: str) -> dict[str, tuple[str, list[int]]]:
    """Return the title and the cited numbers of each section, by its number."""
    _, *parts = _HEADING.split(body)
    sections = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {number: (title, sorted(cited(text))) for number, title, text in sections}


def words(text: str) -> list[str]:
    """Return the words without case, marks and citations, British and American spelt alike."""
    plain = unicodedata.normalize("NFKC", _CITATION.sub(" ", text)).casefold()
    for british, american in (("our", "or"), ("aemi", "emi"), ("isation", "ization")):
        plain = plain.replace(british, american)
    return re.findall(r"[^\W_]+", plain)


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    yield from zip(*(found[start:] for start in range(RUN)), strict=False)


def texts(data: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in data with its address, such as identification/title."""
    if isinstance(data, str):
        yield where.strip("/"), data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts(value, f"{where}/{key}")
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from texts(value, f"{where}/{index}")


def written(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what people wrote in a file: every value and the comments, with its address."""
    yield from texts(read(path))
    comments = re.findall(r"(?:^|\s)#\s(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    yield "comments", " ".join(comments)


def copies(folder: Path, theirs: set[tuple[str, ...]]) -> list[str]:
    """Return where words in a row of the review stand in the records of a folder."""
    return [
        f"{path.relative_to(folder).as_posix()}: {where}: {' '.join(run)}"
        for path in sorted(folder.rglob("*.yaml"))
        for where, text in written(path)
        if not _OWN_NAMES.fullmatch(f"{path.name}: {where}")
        for run in runs(text)
        if run in theirs
    ]


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def parts_of(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping inside data, the outermost first."""
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from parts_of(part)


def stated(record: dict[str, Any]) -> Iterator[float]:
    """Yield the numbers of a study, in whatever part of its claims and experiments they stand."""
    for part in parts_of([record.get("claims", []), record.get("experiments", [])]):
        yield from (part[name] for name in ("value", "n", "centres") if name in part)
        yield from part.get("ci95", [])


def bibliography(source: dict[str, Any]) -> dict[str, Any]:
    """Return what is compared of an identification, ours or the reference's, in one form."""
    authors = list(source.get("authors") or [])
    listed = [author for author in authors if author != "et al."]
    exact = ("status", "year", "volume", "issue", "pages", "journal", "pmid", "pmcid")
    return {field: source.get(field) for field in exact} | {
        "doi": (source.get("doi") or "").lower() or None,
        "authors": listed,
        "more_authors": source.get("more_authors", len(listed) < len(authors)),
    }


def curies(term: dict[str, Any]) -> list[str]:
    return [curie for curie in (term.get("curie"), *(term.get("xrefs") or [])) if curie]


def names(term: dict[str, Any], key: str = "") -> set[str]:
    """Return the names of a term, without case and marks; a name in brackets is one of them."""
    labels = [term.get("label") or "", term.get("name") or "", key.rpartition("/")[2]]
    parts = [part for label in labels for part in (label, *re.split(r"[()]", label))]
    return {" ".join(words(name)) for name in (*parts, *(term.get("synonyms") or []))} - {""}


def test_brackets_stand_for_the_numbers_in_them_and_between_them() -> None:
    assert cited("as shown [1,2] and [55,56,57]") == {1, 2, 55, 56, 57}
    assert cited("ranges [5-7] and, with an en dash, [8–10]") == {5, 6, 7, 8, 9, 10}
    assert cited("both [3, 7–9], not [see above] (12)") == {3, 7, 8, 9}


def test_a_copy_is_seen_through_case_marks_citations_and_spelling() -> None:
    source = "One two, three [4] tumor five six seven eight nine."
    copy = "Here: one two three TUMOUR five six seven eight"
    assert set(runs(source)) & set(runs(copy)) == {tuple(words(copy)[1:])}


def test_a_number_is_seen_wherever_it_stands_in_a_claim_or_an_experiment() -> None:
    metric = {"name": "auc", "value": 0.9, "ci95": [0.8, 0.95]}
    people = {"n": 30, "centres": 2, "arms": [{"label": "ill", "n": 20}, {"label": "well"}]}
    study = {
        "identification": {"year": 2021},
        "claims": [{"id": "c1"}, {"id": "c2", "metrics": [metric, {"value": 7}]}],
        "experiments": [{"id": "e1"}, {"id": "e2", "patients": [people]}],
    }
    assert list(stated(study)) == [0.9, 0.8, 0.95, 7, 30, 2, 20]


def test_every_number_of_every_study_is_looked_at() -> None:
    """No number stands where `stated` does not look: only years, days and references do."""
    for file, record in studies().items():
        others = {**record, "claims": [], "experiments": []}
        found = {key for part in parts_of(others) for key, v in part.items() if is_number(v)}
        assert found <= {"year"}, file
        inside = [record.get("claims", []), record.get("experiments", [])]
        written = [v for part in parts_of(inside) for v in part.values() if is_number(v)]
        assert len(list(stated(record))) >= len(written), file


def test_each_curated_claim_and_experiment_has_an_id_of_its_own_in_its_study() -> None:
    for file, record in studies().items():
        for kind in ("claims", "experiments"):
            ids = [part["id"] for part in record.get(kind, [])]
            assert len(ids) == len(set(ids)), (file, kind)


@pytest.mark.parametrize(
    ("file", "where"),
    [
        ("debates/lamp.yaml", "sides/0/says"),
        ("debates/lamp.yaml", "conditions/0/values/1"),
        ("questions/lamp.yaml", "decision_rule/refutes"),
        ("studies/lamp.yaml", "claims/0/context/detail"),
        ("studies/lamp.yaml", "experiments/0/readout"),
    ],
)
def test_a_copy_is_seen_in_every_kind_of_record(tmp_path: Path, file: str, where: str) -> None:
    *way, last = where.split("/")
    data: Any = {last: "One two three five six seven eight nine."}
    for step in reversed(way):
        data = [data] if step.isdigit() else {step: data}
    (tmp_path / file).parent.mkdir()
    (tmp_path / file).write_text(yaml.safe_dump(data), encoding="utf-8")
    theirs = "one two three five six seven eight nine"
    assert copies(tmp_path, set(runs(f"zero {theirs} ten"))) == [f"{file}: {where}: {theirs}"]


def test_debates_and_questions_are_compared_with_the_review_as_well() -> None:
    compared = {path.parent.name for path in sorted(DATA.rglob("*.yaml"))}
    assert {"studies", "works", "entities", "debates", "questions"} <= compared


def test_the_citation_map_is_that_of_the_review_s_text(body: str) -> None:
    sections = read(DATA / "review.yaml")["sections"]
    ours = {each["id"]: (each["title"], each.get("cites", [])) for each in sections}
    assert list(ours.items()) == list(citation_map(body).items())


def test_no_record_shares_eight_words_in_a_row_with_the_review(body: str) -> None:
    copied = copies(DATA, set(runs(body)))
    assert not copied, "words of the review:\n" + "\n".join(copied)


def test_each_reference_of_the_review_has_one_record(works: dict[int, dict[str, Any]]) -> None:
    taken = [number for record in records().values() for number in record.get("review_refs", [])]
    assert sorted(taken) == sorted(works)


def test_no_identification_says_other_than_what_was_seen(works: dict[int, dict[str, Any]]) -> None:
    deviations = []
    for file, record in records().items():
        ours = bibliography({"more_authors": False} | record["identification"])
        for number in record.get("review_refs", []):
            seen = bibliography(works[number])
            deviations += [
                f"{file}: {field} is {ours[field]!r}, reference {number} has {seen[field]!r}"
                for field in ours
                if ours[field] != seen[field]
            ]
    assert not deviations, "\n".join(deviations)


def test_every_number_of_a_study_was_seen(works: dict[int, dict[str, Any]]) -> None:
    unseen = []
    for file, record in records().items():
        material = [works[number]["study"] for number in record.get("review_refs", [])]
        text = yaml.safe_dump(material, allow_unicode=True, width=10_000)
        seen = {float(number) for number in _NUMBER.findall(text)}
        unseen += [f"{file}: {number}" for number in stated(record) if float(number) not in seen]
    assert not unseen, "numbers that the reference files do not hold:\n" + "\n".join(unseen)


def test_each_known_identifier_stands_with_the_same_thing_and_with_no_other(
    known_terms: list[dict[str, Any]],
) -> None:
    ours, owners, holders = terms(), defaultdict(set), defaultdict(set)
    for known in known_terms:
        owners[known["curie"]] |= names(known)
    for key, term in ours.items():
        for curie in curies(term):
            holders[curie] |= names(term, key)
    wrong = [
        f"data/entities: {known['curie']} of {known['name']} has moved or is lost"
        for known in known_terms
        if known["curie"] and not holders[known["curie"]] & names(known)
    ]
    wrong += [
        f"data/entities: {key} has {curie}, which names {sorted(owners[curie])}"
        for key, term in ours.items()
        if (curie := term.get("curie")) in owners and curie and not names(term, key) & owners[curie]
    ]
    assert not wrong, "\n".join(wrong)


def test_an_identifier_beyond_the_reference_names_its_sources(
    known_terms: list[dict[str, Any]],
) -> None:
    known = {curie for term in known_terms for curie in curies(term)}
    bare = [
        f"data/entities: {key} has {curie} without sources"
        for key, term in terms().items()
        for curie in curies(term)
        if curie not in known and not term.get("sources")
    ]
    assert not bare, "\n".join(bare)
