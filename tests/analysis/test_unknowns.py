"""What is not known of a study is asked only where the question applies."""

from __future__ import annotations

from typing import Any

import toy
from npcev_kb.analysis.unknowns import QUESTIONS, asked, tally, unknowns
from npcev_kb.model.study import Study


def study(**fields: Any) -> Study:
    """Make a study of which only these fields are known."""
    known = {
        "id": "glim",
        "label": "Glim",
        "identification": {"status": "unresolved"},
        "reading_basis": "abstract",
        "curation": {"status": "draft", "updated": "2026-01-01"},
    }
    return Study.model_validate({**known, **fields})


def experiment(**parts: Any) -> dict[str, Any]:
    """Make an experiment of which only these parts are known."""
    return {"id": "e1", "design": "not_stated", **parts}


def study_of(**parts: Any) -> Study:
    """Make a study with one experiment, of which only these parts are known."""
    return study(experiments=[experiment(**parts)])


def test_of_a_study_of_which_nothing_is_known_the_test_and_the_vesicles_are_asked_for() -> None:
    assert unknowns(study()) == (
        "in what it was tested",
        "how the vesicles were separated",
        "how the vesicles were characterised",
        "what the vesicles carry",
    )


def test_cell_lines_are_asked_for_where_there_are_cells_or_animals() -> None:
    question = "which cell lines were used"
    assert question in unknowns(study_of(cells=[{"entity": "toy-cell"}]))
    assert question in unknowns(study_of(animals=[{}]))
    assert question in unknowns(study(ev={"sources": [{"kind": "cell_culture"}]}))
    assert question not in unknowns(study(ev={"sources": [{"kind": "plasma"}]}))
    assert question not in unknowns(study_of(cell_lines=[{"entity": "toy-line"}]))


def test_animals_are_asked_for_their_species_and_immune_system_each() -> None:
    known = {"species": "toy-mouse", "immune_competence": "competent"}
    wanted = {"which animals were used", "the immune system of the animals"}
    assert wanted & set(unknowns(study_of(animals=[known]))) == set()
    assert wanted <= set(unknowns(study_of(animals=[known, {}])))


def test_patients_are_asked_for_their_number_and_centres() -> None:
    known = {"n": 10, "centres": 2}
    wanted = {"how many people, in some group", "how many centres"}
    assert wanted & set(unknowns(study_of(patients=[known]))) == set()
    assert wanted <= set(unknowns(study_of(patients=[known, {}])))


def test_what_one_experiment_answers_another_does_not() -> None:
    first = {"id": "e1", "design": "animal", "animals": [{"species": "toy-mouse"}]}
    second = {"id": "e2", "design": "animal", "animals": [{}]}
    assert "which animals were used" in unknowns(study(experiments=[first, second]))
    assert "which animals were used" not in unknowns(study(experiments=[first]))


def test_an_experiment_without_cells_animals_or_people_does_not_say_in_what() -> None:
    assert "in what it was tested" in unknowns(study_of())


def test_knowing_less_never_looks_better() -> None:
    nothing, something = study(), study_of(patients=[{}])
    assert len(unknowns(nothing)) / asked(nothing) >= len(unknowns(something)) / asked(something)


def test_what_a_full_text_does_not_report_is_not_known_either() -> None:
    ev = {"not_reported": ["separation", "characterisation"]}
    found = unknowns(study(reading_basis="full_text", ev=ev))
    assert "how the vesicles were separated" in found
    assert "how the vesicles were characterised" in found


def test_a_study_that_answers_everything_leaves_nothing_open() -> None:
    full = study(
        ev={"separation": ["spinning"], "characterisation": ["weighing"]},
        cargo=[{"entity": "protein-a", "form": "protein"}],
        experiments=[experiment(cell_lines=[{"entity": "toy-line"}])],
    )
    assert unknowns(full) == ()


def test_the_tally_counts_open_questions_among_the_studies_they_apply_to() -> None:
    counted = tally(toy.knowledge_base().studies.values())
    assert counted == {
        "in what it was tested": (1, 4),
        "which cell lines were used": (1, 3),
        "how the vesicles were separated": (3, 4),
        "how the vesicles were characterised": (3, 4),
        "what the vesicles carry": (1, 4),
        "which animals were used": (1, 2),
        "the immune system of the animals": (1, 2),
        "how many people, in some group": (1, 2),
        "how many centres": (1, 2),
    }


def test_the_tally_names_every_question_even_without_studies() -> None:
    assert tally([]) == dict.fromkeys(QUESTIONS, (0, 0))
