"""Whether title and abstract name what a record names: whole words, however they are written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from making import knowledge_base, study

import toy
from npcev_kb.analysis.grounding import ground, grounding_of, occurs, terms
from npcev_kb.analysis.quality import WorkList
from npcev_kb.model.entity import Entity
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.metadata import Asked, Grounding, Metadata
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import Service
from npcev_kb.render.site import Site
from parsed import Parsed


def is_named(text: str, label: str, *synonyms: str, name: str | None = None) -> bool:
    """Tell whether a term of these names is found in a title."""
    term = Entity.model_validate(
        {"key": "term", "kind": "things", "label": label, "name": name, "synonyms": synonyms}
    )
    made = study(cargo=[{"entity": "term", "form": "protein"}])
    kb = replace(knowledge_base(made), entities={"term": term})
    return ground(kb, made, text, None, Service.PUBMED).found == ("term",)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Glim by miR 30a 5p in vesicles", "miR-30a-5p"),
        ("Glim by miR30a-5p", "miR-30a-5p"),
        ("Glim by mir-30A-5P.", "miR-30a-5p"),
        ("Glim by microRNA-30a-5p", "miR-30a-5p"),
        ("Glim by miR\u201130a\u20135p", "miR-30a-5p"),
        ("Glim by hsa-miR-30a-5p", "miR-30a-5p"),
        ("PDL1 makes glim", "PD-L1"),
        ("PD L1 makes glim", "PD-L1"),
        ("Anti-PD-L1 makes glim", "PD-L1"),
        ("Glim (PD-L1), again", "PD-L1"),
        ("PD-L1", "PDL1"),
        ("TGF-beta1 and glim", "TGF-β1"),
        ("TGFβ1 and glim", "TGF-β1"),
        ("TGF-ß1 and glim", "TGF-β1"),
        ("TGF beta 1 and glim", "TGF-β1"),
        ("TGF-β1 and glim", "TGF-beta1"),
        ("alpha B-crystallin", "αB-crystallin"),
        ("ΑB-CRYSTALLIN", "αB-crystallin"),
        ("HNE1 cells", "HNE-1"),
        ("HNE 1 cells", "HNE-1"),
        ("HNE 1 cells", "HNE1"),
        ("HNE-1-derived vesicles", "HNE-1"),
        ("Vesicles rich in HMGB3-EVs", "HMGB3"),
        ("hmgb3", "HMGB3"),
        ("Integrins of vesicles", "integrin"),
        ("Épsilin of vesicles", "epsilin"),
        ("CD25\u207a cells", "CD25"),
        ("Doxo\u00adrubicin", "doxorubicin"),
        ("Pten of the mouse", "PTEN"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, label: str) -> None:
    assert is_named(text, label)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("CA19-9 in serum", "CA1"),
        ("CA19-9 in serum", "CA19"),
        ("CA-19-9 in serum", "CA1"),
        ("CA125 in serum", "CA12"),
        ("miR-30a-5p in vesicles", "miR-30a"),
        ("miR 30a 5p in vesicles", "miR-30a"),
        ("miR-30a in vesicles", "miR-30a-5p"),
        ("miR-30ab in vesicles", "miR-30a"),
        ("miR-30a-3p in vesicles", "miR-30a-5p"),
        ("FAPα of cells", "FAP"),
        ("FAP alpha of cells", "FAP"),
        ("VEGF-A of cells", "VEGF"),
        ("TRAIL-R2 of cells", "TRAIL"),
        ("seen as it C glows", "ITC"),
        ("ΔNp63 of cells", "Np63"),
        ("PD, L1 and others", "PD-L1"),
        ("A trail of killer cells", "TRAIL"),
        ("natural killer cells", "KILLER"),
        ("Glimmer", "Glim"),
        ("", "HMGB3"),
    ],
)
def test_a_name_is_not_found_in_another_word_or_a_longer_name(text: str, label: str) -> None:
    assert not is_named(text, label)


def test_a_term_is_found_under_each_of_its_names() -> None:
    for text in ("P-gp", "ABCB1", "MDR-1", "P-glycoprotein", "the glim pump", "GP170"):
        found = is_named(
            f"Vesicles with {text}.",
            "P-gp (ABCB1, MDR1)",
            "P-glycoprotein",
            "GP170",
            name="glim pump",
        )
        assert found, text


def test_a_synonym_of_two_letters_says_nothing_but_a_label_is_always_looked_for() -> None:
    assert not is_named("Glim ON moor", "SPARC", "ON")
    assert is_named("The line D4 on moor", "D4")


def test_a_name_does_not_reach_from_the_title_into_the_abstract() -> None:
    term = Entity.model_validate({"key": "term", "kind": "things", "label": "PD-L1"})
    made = study(cargo=[{"entity": "term", "form": "protein"}])
    kb = replace(knowledge_base(made), entities={"term": term})
    assert ground(kb, made, "A role for PD", "L1 is seen.", Service.PUBMED).missing == ("term",)


def test_any_text_can_be_asked_for_a_term() -> None:
    term = Entity.model_validate({"key": "term", "kind": "things", "label": "PD-L1 (CD274)"})
    assert occurs(term, "A title. With PDL1 in its abstract.")
    assert not occurs(term, "A title. With PD-1 in its abstract.")


WITH_TERMS = {
    "cargo": [
        {"entity": "protein-a", "form": "protein"},
        {"entity": "histone-a", "form": "protein"},
    ],
    "targets": [{"entity": "protein-b"}],
    "recipients": [{"entity": "moor-cell"}],
}


def with_terms() -> Study:
    """A study of two cargoes, a target, a recipient and a cell line used twice."""
    line = {"design": "cell_culture", "cell_lines": [{"entity": "sound-line"}]}
    return study(line, line, id="glim", **WITH_TERMS)


def test_cargo_cell_lines_and_targets_are_looked_for_each_once_and_recipients_are_not() -> None:
    assert terms(with_terms()) == ("histone-a", "protein-a", "protein-b", "sound-line")


def test_title_and_abstract_are_read_and_what_is_not_named_is_told() -> None:
    made = with_terms()
    kb = knowledge_base(made)
    assert ground(
        kb, made, "Protein A in vesicles", "SND1 cells took protein-B.", Service.EUROPEPMC
    ) == Grounding(
        service=Service.EUROPEPMC,
        with_abstract=True,
        found=("protein-a", "protein-b", "sound-line"),
        missing=("histone-a",),
    )


def test_without_an_abstract_only_the_title_is_read_and_that_is_told() -> None:
    made = with_terms()
    said = ground(knowledge_base(made), made, "Protein A", None, Service.CROSSREF)
    assert not said.with_abstract
    assert said.found == ("protein-a",)


def test_a_term_that_the_registry_does_not_know_is_missing() -> None:
    made = with_terms()
    kb = replace(knowledge_base(made), entities={})
    assert ground(kb, made, "Protein A", None, Service.CROSSREF).found == ()


def looked_at(made: Study, said: Grounding | None, doi: str | None = None) -> KnowledgeBase:
    """A knowledge base of one study with the metadata of a work."""
    metadata = {made.id: Metadata(asked=Asked(doi=doi), answers={}, grounding=said)}
    return replace(knowledge_base(made), metadata=metadata)


SAID = Grounding(
    service=Service.PUBMED, with_abstract=True, found=("protein-a",), missing=("protein-z",)
)


def test_terms_that_a_record_no_longer_names_are_left_out() -> None:
    made = with_terms()
    assert grounding_of(looked_at(made, SAID), made) == SAID.model_copy(update={"missing": ()})


def test_what_was_found_of_another_work_does_not_count() -> None:
    made = with_terms()
    assert grounding_of(looked_at(made, SAID, doi="10.5555/other"), made) is None


def test_nothing_is_said_where_nobody_looked() -> None:
    made = with_terms()
    assert grounding_of(knowledge_base(made), made) is None
    assert grounding_of(looked_at(made, None), made) is None


def toy_with(said: Grounding) -> KnowledgeBase:
    """The toy knowledge base, where title and abstract of one study were looked at."""
    kb = toy.knowledge_base()
    who = kb.studies["protein-a-vessels"].identification
    asked = Asked(doi=who.doi, pmid=who.pmid, pmcid=who.pmcid)
    metadata = Metadata(asked=asked, answers={}, grounding=said)
    return replace(kb, metadata={"protein-a-vessels": metadata})


ALL_BUT_TWO = Grounding(
    service=Service.EUROPEPMC,
    with_abstract=True,
    found=("protein-a",),
    missing=("protein-c", "toy-line"),
)


def test_the_page_of_a_study_counts_what_is_named_and_links_what_is_not() -> None:
    html = toy.html("studies/protein-a-vessels", toy_with(ALL_BUT_TWO))
    part = html.partition('id="grounding"')[2].partition("</p>")[0]
    kb = toy.knowledge_base()
    labels = ", ".join(kb.entities[key].label for key in ALL_BUT_TWO.missing)
    text = Parsed(part).text
    assert "Named in title and abstract, as Europe PMC gives them: 1 of 3 cargo, cell lines" in text
    assert f"Not named: {labels}." in text
    assert 'href="../../entities/cell-lines/toy-line/"' in part


def test_the_page_of_a_study_says_when_only_a_title_was_read() -> None:
    said = ALL_BUT_TWO.model_copy(update={"with_abstract": False, "missing": ()})
    text = Parsed(toy.html("studies/protein-a-vessels", toy_with(said))).text
    assert "Named in the title, as Europe PMC gives it: 1 of 1 cargo, cell line or target." in text
    assert "Not named" not in text


def test_a_page_says_nothing_of_it_where_nobody_looked() -> None:
    for path in ("studies/rna-b-drug", "works/overview-of-vesicles"):
        assert 'id="grounding"' not in toy.html(path, toy_with(ALL_BUT_TWO))


def not_named(kb: KnowledgeBase) -> WorkList:
    return {each.id: each for each in Site(kb).work_lists}["terms-not-named"]


def test_studies_whose_abstract_does_not_name_all_are_a_work_list() -> None:
    found = not_named(toy_with(ALL_BUT_TWO))
    assert [record.id for record in found.records] == ["protein-a-vessels"]
    assert (found.count, found.of) == (1, 1)


@pytest.mark.parametrize("change", [{"missing": ()}, {"with_abstract": False}])
def test_a_study_that_names_all_or_of_which_only_the_title_was_read_is_no_work(
    change: dict[str, object],
) -> None:
    assert not_named(toy_with(ALL_BUT_TWO.model_copy(update=change))).count == 0


def test_without_metadata_the_list_is_empty_of_none() -> None:
    found = not_named(replace(toy.knowledge_base(), metadata={}))
    assert (found.count, found.of) == (0, 0)
