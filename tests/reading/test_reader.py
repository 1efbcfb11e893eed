"""The reader for Python: lazy, typed, by the rules of the site, clear about what is not there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from pydantic import ValidationError

import toy
from npcev_kb import load, pipeline
from npcev_kb.analysis.facet_register import Row, facets
from npcev_kb.model.vocabulary import Level, SourceEventKind
from npcev_kb.reading.base import EvidenceBase
from npcev_kb.reading.errors import BrokenDataError, UnknownNameError
from npcev_kb.reading.selection import height
from npcev_kb.render.site import Site
from npcev_kb.store.project import Project, ProjectNotFoundError


@cache
def real() -> EvidenceBase:
    return load(toy.REPOSITORY)


@cache
def toys() -> EvidenceBase:
    return load(toy.FOLDER)


@cache
def site() -> Site:
    kb = pipeline.validate(Project(toy.REPOSITORY)).kb
    assert kb is not None
    return Site(kb.published)


def rows() -> list[Row]:
    return [Row(site().evidence, site().places, judged.case.study, judged)
            for judged in site().evidence.judged.values()]  # fmt: skip


def ask(code: str, *arguments: object) -> str:
    """Run code in a fresh interpreter and return what it prints."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_the_package_alone_imports_nothing_else() -> None:
    ours = "[name for name in sys.modules if name.startswith('npcev_kb.')]"
    told = ask(f"import sys, npcev_kb; print({ours}, 'pydantic' in sys.modules)")
    assert told == "[] False"


FIRST = """import sys, time
from npcev_kb import load
start = time.perf_counter()
study = load(sys.argv[1]).studies["hmgb3-angiogenesis"]
print(time.perf_counter() - start)"""


def test_the_first_record_is_there_50_milliseconds_after_the_import() -> None:
    assert min(float(ask(FIRST, toy.REPOSITORY)) for _ in range(3)) < 0.05


def test_opening_a_knowledge_base_and_one_record_need_no_builder_of_sites() -> None:
    code = """import sys; from npcev_kb import load
load(sys.argv[1]).studies["hmgb3-angiogenesis"]
print(sorted({"mkdocs", "jinja2", "pandas", "networkx", "pyarrow"} & set(sys.modules)))"""
    assert ask(code, toy.REPOSITORY) == "[]"


@pytest.mark.parametrize("base", [real, toys])
def test_the_records_are_those_that_the_site_shows(base: object) -> None:
    kb = real() if base is real else toys()
    verdict = pipeline.validate(kb.project).kb
    assert verdict is not None
    shown = verdict.published
    shelves: list[tuple[Mapping[str, object], Mapping[str, object]]] = [
        (kb.studies, shown.studies), (kb.works, shown.works), (kb.debates, shown.debates),
        (kb.questions, shown.questions), (kb.entities, shown.entities),
    ]  # fmt: skip
    for ours, theirs in shelves:
        assert list(ours) == list(theirs)
        assert len(ours) == len(theirs) > 0
        assert dict(ours) == dict(theirs)
    assert (kb.review, kb.updated) == (shown.review, shown.updated)


def test_one_record_is_read_alone_whatever_is_wrong_elsewhere(tmp_path: Path) -> None:
    root = toy.copy(tmp_path / "kb")
    for name in ("studies/rna-b-drug", "works/overview-of-vesicles", "entities/genes"):
        (root / "data" / f"{name}.yaml").write_text("id: [", encoding="utf-8")
    kb = load(root)
    assert kb.studies["protein-a-vessels"] == toys().studies["protein-a-vessels"]
    assert kb.studies["protein-a-vessels"] is kb.studies["protein-a-vessels"]


def test_data_with_errors_are_refused_with_every_file_and_line(tmp_path: Path) -> None:
    root = toy.copy(tmp_path / "kb")
    study = root / "data" / "studies" / "protein-a-vessels.yaml"
    text = study.read_text(encoding="utf-8")
    study.write_text(text.replace("reading_basis: abstract", "reading_basis: abstrct", 1), "utf-8")
    (root / "data" / "works" / "overview-of-vesicles.yaml").write_text("id: [", encoding="utf-8")
    kb = load(root)
    with pytest.raises(BrokenDataError) as alone:
        kb.studies["protein-a-vessels"]
    assert "data/studies/protein-a-vessels.yaml:" in str(alone.value)
    with pytest.raises(BrokenDataError) as all_of_it:
        kb.claims()
    for name in ("studies/protein-a-vessels", "works/overview-of-vesicles"):
        assert f"data/{name}.yaml:" in str(all_of_it.value)
    assert str(all_of_it.value).startswith(f"{len(all_of_it.value.problems)} errors in the data:")
    assert len(all_of_it.value.problems) >= 2


def test_a_record_under_another_name_is_not_given_out(tmp_path: Path) -> None:
    root = toy.copy(tmp_path / "kb")
    study = root / "data" / "studies" / "rna-b-drug.yaml"
    study.rename(study.with_stem("rna-c-drug"))
    with pytest.raises(BrokenDataError, match="id-differs-from-file"):
        load(root).studies["rna-c-drug"]


def test_a_record_that_is_not_there_is_told_with_the_nearest_and_a_draft_as_one() -> None:
    with pytest.raises(UnknownNameError, match='did you mean "hmgb3-angiogenesis"'):
        real().studies["hmgb3-angiogenesi"]
    draft = toy.knowledge_base().drafts[0].id
    with pytest.raises(UnknownNameError, match="is a draft"):
        toys().studies[draft]
    assert draft not in toys().studies
    assert toys().studies.get("nothing") is None


@pytest.mark.parametrize("name", ["../works/overview-of-vesicles", "/etc/passwd", "", ".", "a\0b"])
def test_a_name_never_leads_out_of_its_folder(name: str) -> None:
    with pytest.raises(UnknownNameError):
        toys().studies[name]


def test_what_is_read_cannot_be_changed() -> None:
    study = toys().studies["rna-b-drug"]
    with pytest.raises(ValidationError, match="frozen"):
        study.label = "Another"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        toys().claims()[0].modules = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        toys().studies["x"] = study  # type: ignore[index]


def test_nothing_is_a_knowledge_base_unless_it_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProjectNotFoundError, match=r"no knowledge base in .*load\('folder'\)"):
        load()
    with pytest.raises(ProjectNotFoundError, match="holds no data/ folder"):
        load(tmp_path)
    (tmp_path / "npcev-kb.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ProjectNotFoundError, match="takes the folder"):
        load("npcev-kb.json")


def test_it_is_found_upwards_from_where_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(toy.FOLDER / "data" / "studies")
    assert load().project == toys().project


@pytest.mark.parametrize("facet", list(facets()))
def test_every_value_of_every_facet_selects_the_claims_that_the_site_finds(facet: str) -> None:
    found: dict[str, set[str]] = {}
    for row in rows():
        assert row.judged is not None
        for value in facets()[facet].answers(row):
            found.setdefault(value.id, set()).add(row.judged.ref)
    assert found
    for value, expected in found.items():
        ours = real().claims(in_field=None, **{facet: value})  # type: ignore[arg-type]
        assert {claim.ref for claim in ours} == expected, value
    everything = real().claims(in_field=None, **{facet: list(found)})  # type: ignore[arg-type]
    assert len(everything) == len(rows())


def test_several_conditions_hold_together() -> None:
    module = "treatment-resistance"
    both = real().claims(module=module, effect="promotes")
    assert both
    assert set(both) == set(real().claims(module=module)) & set(real().claims(effect="promotes"))
    assert all(module in claim.modules and claim.effect == "promotes" for claim in both)


@pytest.mark.parametrize("level", list(Level))
def test_what_only_the_review_says_satisfies_no_condition_on_levels(level: Level) -> None:
    assert real().claims(review_only=True)
    for name in ("level", "level__at_least", "level__at_most"):
        for claim in real().claims(in_field=None, **{name: level.value}):
            assert not claim.review_only
            assert claim.level is not None
            rank = claim.level.rank
            assert {"level": rank == level.rank, "level__at_least": rank >= level.rank,
                    "level__at_most": rank <= level.rank}[name]  # fmt: skip
        assert real().claims(review_only=True, **{name: level.value}) == ()


def test_every_claim_has_a_level_or_is_the_review_s_or_retracted() -> None:
    some = set(real().claims(level__at_least="E0"))
    rest = [claim for claim in real().claims() if claim not in some]
    assert rest
    assert all(
        claim.level is None or claim.judged.case.status is SourceEventKind.RETRACTION
        for claim in rest
    )
    assert set(real().claims(review_only=False)) | set(real().claims(review_only=True)) == set(
        real().claims()
    )


def test_years_are_compared_as_numbers_and_an_unknown_year_is_on_no_side() -> None:
    early, late = real().claims(year__at_most=2019), real().claims(year__at_least="2020")
    unknown = real().claims(year="not_known")
    assert early
    assert late
    assert len(early) + len(late) + len(unknown) == len(real().claims())
    assert all((claim.study.identification.year or 0) >= 2020 for claim in late)
    assert real().claims(year__at_least=3000) == ()


def test_claims_on_other_diseases_are_off_unless_asked_for(tmp_path: Path) -> None:
    root = toy.copy(tmp_path / "kb")
    diseases = root / "data" / "entities" / "diseases.yaml"
    more = "other-disease:\n  label: Other disease\n"
    diseases.write_text(diseases.read_text(encoding="utf-8") + more, encoding="utf-8")
    study = root / "data" / "studies" / "rna-b-drug.yaml"
    text = study.read_text(encoding="utf-8").replace(
        "disease: toy-disease", "disease: other-disease"
    )
    study.write_text(text, encoding="utf-8")
    kb = load(root)
    here, there = kb.claims(), kb.claims(in_field=False)
    assert {claim.study.id for claim in there} == {"rna-b-drug"}
    assert {claim.in_field for claim in here} == {True, None}
    assert kb.claims(in_field=None) == tuple(sorted((*here, *there), key=lambda claim: claim.ref))


def test_a_condition_is_forgiving_in_case_only_and_takes_words_of_the_data() -> None:
    assert real().claims(flag="SINGLE_GROUP") == real().claims(flag="single_group") != ()
    assert real().claims(effect=["promotes"]) == real().claims(effect="promotes")
    assert real().claims(level__at_least="e2") == real().claims(level__at_least="E2") != ()
    assert real().claims(module="not_known") == ()


def test_a_term_that_no_claim_has_is_an_empty_answer_and_no_error() -> None:
    taken = {claim.outcome for claim in real().claims(in_field=None)}
    free = next(key for key in real().entities if key not in taken)
    assert real().claims(outcome=free) == ()


@pytest.mark.parametrize(
    ("conditions", "sentences"),
    [
        ({"modul": "x"}, ['no condition "modul"; did you mean "module"? There is: basis,']),
        ({"effect": "promotse"}, ['did you mean "promotes"? There is: alters, associated_with']),
        ({"outcome": "Resistance to radiation, unheard of"}, ['there is no outcome "Resistance']),
        ({"module": "Treatment resistance"}, ['did you mean "treatment-resistance"?']),
        ({"level__at_least": "E9"}, ['there is no step of level "E9"; there is: E0, E1, E2']),
        ({"level__at_leat": "E2"}, ['there is no comparison "at_leat"; did you mean "at_least"']),
        ({"effect__at_least": "promotes"}, ["effect has no order; level and year have one"]),
        ({"year__at_least": "soon"}, ['there is no step of year "soon"']),
        ({"effect": "promotse", "flagg": "x", "level": "E7"},
         ['no effect "promotse"', 'no condition "flagg"; did you mean "flag"', 'no level "E7"']),
    ],
)  # fmt: skip
def test_every_condition_that_is_not_understood_is_told_with_what_there_is(
    conditions: dict[str, str], sentences: list[str]
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        real().claims(**conditions)  # type: ignore[arg-type]
    lines = str(caught.value).splitlines()
    assert len(lines) == len(sentences)
    for line, sentence in zip(lines, sentences, strict=True):
        assert sentence in line


def test_a_claim_has_everything_that_is_computed_on_it() -> None:
    for judged in site().evidence.judged.values():
        claim = real().claim(judged.ref)
        assert claim.judged == judged
        assert claim.level_text == judged.grade.text
        assert (claim.level is None) == claim.review_only
        assert claim.ref in repr(claim)
        assert claim.modules == tuple(
            module.id for module in site().places.modules(judged.case.study)
        )
    with pytest.raises(UnknownNameError, match=r'did you mean "hmgb3-angiogenesis\.c1"'):
        real().claim("hmgb3-angiogenesis-c1")


def test_heights_are_those_of_steps_and_numbers_only() -> None:
    for row in rows():
        for facet in facets().values():
            for value in facet.answers(row):
                if not facet.scale:
                    continue
                seen = value.rung is not None if facet.scale == "ladder" else value.state == "seen"
                assert (height(facet, value) is not None) == seen
