"""The scale, rule by rule: what lifts a claim, what does not, and what the trace says of it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from analysis.making import (
    Fields,
    against,
    animal,
    case,
    cells,
    device,
    graded,
    looked,
    marker,
    patients,
    standing,
    text,
    trace,
)
from npcev_kb.analysis.case import Case
from npcev_kb.analysis.ladders import ladder
from npcev_kb.model.vocabulary import Level, ReadingBasis

GIVEN = {"manipulated": "vesicles_given"}
SPIN = {"manipulated": "cargo_in_donor"}
VALIDATED = {"validation": "external"}
TRIAL = {"design": "clinical_trial"}
TWO_HOSTS = ("moor-mouse", "pond-fish")


def reaching(level: Level) -> Case:
    """Return a claim that reaches a level and no more."""
    return {
        Level.E0: case(),
        Level.E1: case(cells()),
        Level.E2: case(animal(**GIVEN)),
        Level.E3: marker(patients()),
        Level.E4: marker(patients(**VALIDATED)),
        Level.E5: marker(patients(timing="prospective")),
    }[level]


@pytest.mark.parametrize("level", Level)
def test_every_level_is_reached(level: Level) -> None:
    assert graded(reaching(level)).level is level


# Nothing that counts.


def test_a_claim_without_experiments_stands_at_nothing_and_says_how_much_was_read() -> None:
    assert trace(case()) == "E0: tests not seen in what was read (abstract)"
    unread = case(in_study={"reading_basis": "review_only"})
    assert trace(unread) == "E0: tests not seen: known from the review only"
    read = case(in_study={"reading_basis": "full_text"})
    assert trace(read) == "E0: no test of the claim"


@pytest.mark.parametrize("design", ["omics_discovery", "in_silico"])
def test_a_search_for_candidates_tests_none_of_them(design: str) -> None:
    experiment = {"design": design, "matrix": "serum_ev"}
    for made in (case(experiment), marker(experiment), device(experiment)):
        assert text(made) == "E0"
        assert "finds candidates and tests none" in trace(made)


def test_an_experiment_that_another_claim_rests_on_lifts_nothing_here() -> None:
    assert text(case(cells(), animal(**GIVEN), support=["e1"])) == "E1"


def test_an_experiment_that_speaks_for_neither_side_lifts_nothing() -> None:
    neither = {"experiment": "e2", "stance": "uninformative"}
    assert text(case(cells(), animal(**GIVEN), support=["e1", neither])) == "E1"


# Cause and effect.


@pytest.mark.parametrize("design", ["cell_culture", "co_culture", "ex_vivo", "not_stated"])
@pytest.mark.parametrize("manipulated", ["vesicles_given", "recipient_pathway", "not_stated"])
def test_work_in_the_laboratory_lifts_a_cause_to_e1(design: str, manipulated: str) -> None:
    assert text(case({"design": design, "manipulated": manipulated})) == "E1"


def test_what_was_only_observed_is_no_test_of_a_cause() -> None:
    seen = case(cells("sound-line", manipulated="none"))
    assert text(seen) == "E0"
    assert trace(seen) == (
        "E0: no experiment tests the claim itself; "
        "cell culture: SND-1 (e1): only observed, so no test of cause and effect"
    )


def test_a_role_of_association_keeps_an_experiment_from_lifting_a_cause() -> None:
    as_association = {"experiment": "e1", "role": "association"}
    assert text(case(animal(), support=[as_association])) == "E0"


def test_vesicles_given_to_animals_lift_a_cause_to_e2() -> None:
    given = case(cells(), animal(**GIVEN))
    assert graded(given).marks == ()
    assert trace(given) == (
        "E2: Moor mouse (e2), vesicles given; cell culture (e1): what was changed was not seen"
    )


@pytest.mark.parametrize("manipulated", ["cargo_in_donor", "secretion"])
def test_a_change_in_the_donor_lifts_a_cause_to_e2_only_with_vesicles_given_back(
    manipulated: str,
) -> None:
    without, rescued = (
        graded(case(animal(manipulated=manipulated, rescue=rescue))) for rescue in (False, True)
    )
    assert (without.text, without.marks) == ("E1", ("in vivo indirect",))
    assert (rescued.text, rescued.marks) == ("E2", ())
    assert rescued.trace.endswith(", vesicles given back")


@pytest.mark.parametrize("rescue", [False, True])
@pytest.mark.parametrize("manipulated", ["recipient_pathway", "whole_organism", "not_stated"])
def test_animals_in_which_not_the_vesicles_were_changed_stay_at_e1(
    manipulated: str, rescue: bool
) -> None:
    found = graded(case(cells(), animal(manipulated=manipulated, rescue=rescue)))
    assert (found.text, found.marks) == ("E1", ("in vivo indirect",))
    assert "Moor mouse (e2), in vivo indirect: " in found.trace


def test_the_trace_says_why_animal_work_is_indirect() -> None:
    drug, unseen = case(animal(manipulated="whole_organism")), case(animal())
    assert trace(drug) == (
        "E1: Moor mouse (e1), in vivo indirect: a drug or condition for all cells, not the vesicles"
    )
    assert trace(unseen) == "E1: Moor mouse (e1), in vivo indirect: what was changed was not seen"


def test_the_mark_of_indirect_animal_work_goes_where_the_vesicles_were_given_too() -> None:
    both = graded(case(animal(), animal(**GIVEN)))
    assert (both.text, both.marks) == ("E2", ())
    assert "in vivo indirect" in both.trace


@pytest.mark.parametrize("manipulated", ["cargo_in_donor", "secretion"])
def test_inside_the_donor_cell_a_change_in_it_is_the_test_itself(manipulated: str) -> None:
    inside = case(animal(manipulated=manipulated), actor="donor_cell", outcome="shedding")
    assert (graded(inside).text, graded(inside).marks) == ("E2", ())


@pytest.mark.parametrize("manipulated", ["vesicles_given", "whole_organism", "not_stated"])
def test_inside_the_donor_cell_any_other_change_is_indirect(manipulated: str) -> None:
    inside = graded(case(animal(manipulated=manipulated), actor="donor_cell"))
    assert (inside.text, inside.marks) == ("E1", ("in vivo indirect",))


def test_a_trial_lifts_a_cause_to_e5_only_if_vesicles_were_given() -> None:
    assert text(case({**TRIAL, **GIVEN})) == "E5"
    drug = case({**TRIAL, "manipulated": "whole_organism"})
    assert text(drug) == "E0"
    assert "in people, but not the vesicles were changed" in trace(drug)


@pytest.mark.parametrize(
    ("matrix", "suffix"),
    [
        ("serum_ev", "+P(EV)"),
        ("plasma_ev", "+P(EV)"),
        ("blood_ev", "+P(EV)"),
        ("tissue", "+P(tissue)"),
        ("serum", "+P(blood)"),
        ("plasma", "+P(blood)"),
    ],
)
def test_patients_beside_a_cause_are_a_suffix_and_no_level(matrix: str, suffix: str) -> None:
    made = case(animal(**GIVEN), patients(matrix, **VALIDATED))
    assert text(made) == f"E2 {suffix}"
    assert f"(e2): shown as {suffix}" in trace(made)
    assert text(case(patients(matrix))) == f"E0 {suffix}"


@pytest.mark.parametrize("matrix", [None, "not_stated", "saliva", "urine", "swab"])
def test_patients_in_a_matrix_not_seen_or_without_suffix_give_none(matrix: str | None) -> None:
    made = case(cells(), patients(matrix))
    assert text(made) == "E1"
    assert "patient data in a matrix that was not seen or gives no suffix" in trace(made)


def test_each_suffix_is_written_once_vesicles_first() -> None:
    made = case(cells(), patients("serum"), patients("tissue"), patients("serum"), patients())
    assert text(made) == "E1 +P(EV) +P(tissue) +P(blood)"


def test_patients_in_whom_another_molecule_was_measured_give_no_suffix() -> None:
    made = case(cells(), patients("tissue", measured=["protein-b"]))
    assert text(made) == "E1"
    assert trace(made).endswith(
        "patients, tissue (e2): measured Protein B, not the claim's own cargo"
    )
    assert text(case(cells(), patients("tissue", measured=["protein-b", "protein-a"]))) == (
        "E1 +P(tissue)"
    )


def test_patients_who_speak_against_a_cause_give_no_suffix() -> None:
    assert text(case(cells(), patients("tissue"), support=["e1", against("e2")])) == "E1"


# Associations.


def test_animals_do_not_count_for_an_association() -> None:
    made = marker(animal(**GIVEN, matrix="serum_ev"))
    assert text(made) == "E0"
    assert "animals do not count for an association" in trace(made)


def test_cells_lift_an_association_to_e1() -> None:
    assert text(marker(cells(matrix="cell_ev"), matrix="cell_ev")) == "E1"
    assert text(case(cells(), effect="associated_with")) == "E1"


def test_patients_lift_an_association_to_e3_in_its_own_matrix_only() -> None:
    assert text(marker(patients("serum_ev"))) == "E3"
    for other in ("tissue", "serum", "plasma_ev", "blood_ev", None):
        assert text(marker(patients(other))) == "E0", other
    assert trace(marker(patients("tissue"))) == (
        "E0: no experiment tests the claim itself; "
        "patients, tissue (e1): measured in tissue, the claim is on vesicles from serum"
    )


def test_validation_in_another_matrix_does_not_lift_an_association() -> None:
    assert text(marker(patients("serum_ev"), patients("tissue", **VALIDATED))) == "E3"


def test_patients_in_whom_another_analyte_was_measured_do_not_lift_an_association() -> None:
    made = marker(patients(measured=["protein-b"], **VALIDATED))
    assert text(made) == "E0"
    assert "measured Protein B, not the claim's own cargo" in trace(made)


def test_an_association_that_names_no_matrix_takes_patients_in_any() -> None:
    assert text(case(patients("tissue"), effect="associated_with")) == "E3"


@pytest.mark.parametrize("kind", ["internal_separate", "external"])
def test_a_separate_group_lifts_an_association_to_e4(kind: str) -> None:
    assert text(marker(patients(validation=kind))) == "E4"


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("random_split", "a random split is no separate validation"),
        ("none", "not validated"),
        ("not_stated", "no separate validation seen"),
    ],
)
def test_without_a_separate_group_an_association_stays_at_e3(kind: str, why: str) -> None:
    made = marker(patients(validation=kind))
    assert trace(made) == f"E3: patients, vesicles from serum (e1), patient samples, {why}"


def test_two_centres_that_each_report_lift_an_association_to_e4() -> None:
    assert text(marker(patients(patients=[{"centres": 2}], per_centre=True))) == "E4"


def test_centres_that_report_together_or_alone_lift_nothing() -> None:
    assert text(marker(patients(patients=[{"centres": 2}]))) == "E3"
    assert text(marker(patients(patients=[{"centres": 1}], per_centre=True))) == "E3"


def test_prospective_work_and_trials_lift_an_association_to_e5() -> None:
    assert text(marker(patients(timing="prospective"))) == "E5"
    assert text(marker(patients(**TRIAL))) == "E5"


@pytest.mark.parametrize("timing", ["retrospective", "prediagnostic", "not_stated"])
def test_any_other_time_of_sampling_stays_at_e3(timing: str) -> None:
    assert text(marker(patients(timing=timing))) == "E3"


# Who acts, where it is not the cargo.


def test_a_claim_with_a_subject_of_its_own_counts_only_what_measured_the_subject() -> None:
    assert text(marker(patients(measured=["protein-b"]), subject=["protein-b"])) == "E3"
    assert trace(marker(patients(), subject=["protein-b"])) == (
        "E0: no experiment tests the claim itself; patients, vesicles from serum (e1): "
        "measured Protein A, not the claim's own subject"
    )


def test_a_suffix_needs_the_subject_where_a_cause_has_one() -> None:
    other, own = patients("tissue"), patients("tissue", measured=["protein-b"])
    assert text(case(cells(), other, subject=["protein-b"])) == "E1"
    assert text(case(cells(), own, subject=["protein-b"])) == "E1 +P(tissue)"


def test_a_claim_on_one_cargo_of_several_counts_what_measured_all_of_them() -> None:
    two = {"cargo": [{"entity": key, "form": "protein"} for key in ("protein-a", "protein-b")]}
    assert text(marker(patients(), cargo=["protein-b"], in_study=two)) == "E3"
    other = patients(measured=["protein-a"])
    assert text(marker(other, cargo=["protein-b"], in_study=two)) == "E0"


def test_a_claim_on_the_whole_vesicle_counts_whatever_was_measured() -> None:
    assert text(marker(patients(measured=["protein-b"]), whole_vesicle=True)) == "E3"


# Procedures.


@pytest.mark.parametrize("matrix", ["cells", "cell_ev", "not_stated", None])
def test_a_device_tried_on_vesicles_of_cells_or_spiked_samples_stands_at_e1(
    matrix: str | None,
) -> None:
    where = {"matrix": matrix} if matrix else {}
    assert text(device({"design": "assay_development", **where})) == "E1"


def test_a_device_tried_on_samples_of_patients_stands_at_e3_and_validated_at_e4() -> None:
    sample = {"design": "assay_development", "matrix": "plasma_ev"}
    assert text(device(sample)) == "E3"
    assert text(device({**sample, **VALIDATED})) == "E4"
    assert text(device({**sample, "timing": "prospective"})) == "E5"


def test_a_device_tried_on_people_whose_samples_were_not_named_stands_where_its_ladder_does() -> (
    None
):
    made = device({"design": "assay_development", "patients": [{"n": 20}]})
    assert (text(made), str(ladder(made))) == ("E3", "patient samples")


def test_a_device_for_one_matrix_is_not_lifted_by_another() -> None:
    sample = {"design": "assay_development", "matrix": "plasma"}
    assert text(device(sample, matrix="plasma_ev")) == "E0"


# Families and claims are kept apart.


def test_a_marker_in_tissue_does_not_lift_a_mechanism_of_the_same_study() -> None:
    experiments = (animal(species="pond-fish"), patients("tissue", **VALIDATED))
    mechanism = case(*experiments)
    tissue = marker(*experiments, matrix="tissue")
    assert (text(mechanism), text(tissue)) == ("E1 +P(tissue)", "E4")


# What stands against a claim, and against a work.


def test_an_experiment_that_speaks_against_a_claim_lowers_nothing_and_always_shows() -> None:
    made = graded(case(animal(**GIVEN), cells("sound-line"), support=["e1", against("e2")]))
    assert (made.text, made.marks) == ("E2", ("contested",))
    assert made.trace.endswith("; cell culture: SND-1 (e2) speaks against it")


def test_an_experiment_that_speaks_against_a_claim_lifts_nothing() -> None:
    made = graded(case(animal(**GIVEN), support=[against("e1")]))
    assert (made.text, made.marks) == ("E0", ("contested",))


def test_a_claim_that_is_only_spoken_against_is_not_said_to_be_untested() -> None:
    for basis in ("abstract", "full_text"):
        made = case(cells(), support=[against("e1")], in_study={"reading_basis": basis})
        assert "tests not seen" not in trace(made)
        assert "no test of the claim" not in trace(made)


def test_a_retracted_work_counts_for_nothing() -> None:
    gone = standing(looked("retraction", "2024-05-01"))
    made = graded(case(animal(**GIVEN), patients("tissue"), in_study=gone))
    assert (made.text, made.sound_lines) == ("E0", None)
    assert made.trace.startswith("E0: the work was retracted and counts for nothing; ")


def test_an_expression_of_concern_holds_a_claim_at_e1() -> None:
    doubted = standing(looked("expression_of_concern", "2024-05-01"))
    high, low = case(animal(**GIVEN), in_study=doubted), case(cells(), in_study=doubted)
    assert (text(high), text(low)) == ("E1", "E1")
    assert text(marker(patients(**VALIDATED), in_study=doubted)) == "E1"
    assert text(case(in_study=doubted)) == "E0"
    assert trace(high) == (
        "E1: held at E1 by an expression of concern; Moor mouse (e1), vesicles given"
    )


def test_a_concern_is_said_to_hold_a_claim_only_where_it_does() -> None:
    doubted = standing(looked("expression_of_concern", "2024-05-01"))
    assert "held at E1" not in trace(case(in_study=doubted))


def test_vesicles_given_under_a_concern_are_not_called_indirect() -> None:
    doubted = standing(looked("expression_of_concern", "2024-05-01"))
    assert graded(case(animal(), animal(**GIVEN), in_study=doubted)).marks == ()


@pytest.mark.parametrize("grave", ["retraction", "expression_of_concern"])
def test_a_reinstatement_gives_back_what_was_taken(grave: str) -> None:
    back = standing(looked(grave, "2024-05-01"), looked("reinstatement", "2024-06-01"))
    assert text(case(animal(**GIVEN), in_study=back)) == "E2"


@pytest.mark.parametrize("later", ["correction", "nothing_found"])
def test_nothing_but_a_reinstatement_ends_a_retraction(later: str) -> None:
    still = standing(looked("retraction", "2024-05-01"), looked(later, "2024-06-01"))
    assert text(case(animal(**GIVEN), in_study=still)) == "E0"


def test_a_concern_after_a_retraction_does_not_soften_it() -> None:
    events = (looked("retraction", "2024-05-01"), looked("expression_of_concern", "2024-06-01"))
    assert text(case(animal(**GIVEN), in_study=standing(*events))) == "E0"


def test_a_retraction_after_a_reinstatement_counts_again() -> None:
    events = [
        looked("retraction", "2024-07-01"),
        looked("retraction", "2024-05-01"),
        looked("reinstatement", "2024-06-01"),
    ]
    assert text(case(animal(**GIVEN), in_study=standing(*events))) == "E0"


@pytest.mark.parametrize("harmless", ["nothing_found", "correction"])
def test_a_look_that_found_nothing_grave_changes_nothing(harmless: str) -> None:
    seen = standing(looked(harmless, "2024-05-01"))
    assert trace(case(animal(**GIVEN), in_study=seen)) == trace(case(animal(**GIVEN)))


# How much was read.


@pytest.mark.parametrize("basis", ReadingBasis)
def test_a_level_rests_on_what_was_read(basis: ReadingBasis) -> None:
    made = graded(case(cells(), in_study={"reading_basis": basis.value}))
    assert (made.basis, made.review_only) == (basis, basis is ReadingBasis.REVIEW_ONLY)


def test_a_level_that_only_the_reviews_word_reaches_rests_on_the_review() -> None:
    told = {"voice": "review", "at": "review 3.1"}
    made = graded(case(cells(), animal(**GIVEN, **told)))
    assert (made.text, made.basis) == ("E2", ReadingBasis.REVIEW_ONLY)
    assert "Moor mouse (e2), as the review says, vesicles given" in made.trace


def test_a_level_that_the_study_reaches_too_rests_on_the_study() -> None:
    told = {"voice": "review", "at": "review 3.1"}
    made = graded(case(animal(**GIVEN), animal(**GIVEN, **told), cells(**told)))
    assert (made.text, made.basis) == ("E2", ReadingBasis.ABSTRACT)


# With and without cell lines reported as problematic.


def sound(*experiments: Fields) -> tuple[str, Level | None]:
    made = graded(case(*experiments))
    return made.text, made.sound_lines


def test_a_level_that_rests_on_sound_lines_stays_without_the_others() -> None:
    assert sound(cells("sound-line")) == ("E1", Level.E1)
    assert sound(animal(**GIVEN, cell_lines=[{"entity": "sound-line"}])) == ("E2", Level.E2)


def test_a_level_that_rests_on_a_doubted_line_falls_without_it() -> None:
    doubted = animal(**GIVEN, cell_lines=[{"entity": "doubted-line"}])
    assert sound(doubted) == ("E2", Level.E0)
    assert sound(doubted, cells("sound-line")) == ("E2", Level.E1)
    assert sound(cells("doubted-line", "sound-line")) == ("E1", Level.E1)


def test_a_level_without_a_named_line_cannot_be_told_and_is_never_nothing() -> None:
    assert sound(cells()) == ("E1", None)
    assert sound(cells("doubted-line"), cells()) == ("E1", None)
    assert sound(cells("unchecked-line")) == ("E1", None)
    assert sound(cells("doubted-line", "unchecked-line")) == ("E1", None)


def test_a_level_that_unnamed_lines_might_lift_cannot_be_told() -> None:
    assert sound(cells("sound-line"), animal(**GIVEN)) == ("E2", None)
    assert sound(cells("sound-line"), cells()) == ("E1", Level.E1)


def test_of_a_claim_that_no_experiment_tests_the_lines_cannot_be_told() -> None:
    assert sound() == ("E0", None)


def test_patients_are_no_cell_lines() -> None:
    assert graded(marker(patients())).sound_lines is Level.E3


def test_the_level_without_doubted_lines_is_held_by_a_concern_too() -> None:
    doubted = standing(looked("expression_of_concern", "2024-05-01"))
    line = animal(**GIVEN, cell_lines=[{"entity": "sound-line"}])
    assert graded(case(line, in_study=doubted)).sound_lines is Level.E1


# The trace is for readers.


def test_the_trace_names_cells_hosts_and_matrices_as_readers_do() -> None:
    made = case(
        cells("sound-line", cells=[{"entity": "moor-cell"}]),
        animal(species="pond-fish", **SPIN, rescue=True),
        {"design": "animal"},
        patients("tissue"),
        {"design": "not_stated"},
    )
    assert trace(made) == (
        "E2: Pond fish (e2), cargo changed in the cells that shed the vesicles, "
        "vesicles given back; "
        "cell culture: SND-1, Moor cell (e1): what was changed was not seen; "
        "animals (e3): in vivo indirect: what was changed was not seen; "
        "patients, tissue (e4): shown as +P(tissue); "
        "an experiment (e5): what was changed was not seen"
    )


def both_orders(fields: dict[str, Any], name: str) -> tuple[str, str]:
    """Return the traces of a claim whose one experiment lists a field in either order."""
    turned = {**fields, name: fields[name][::-1]}
    return trace(case(fields)), trace(case(turned))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("cell_lines", cells("sound-line", "sound-line-two")),
        ("animals", {"design": "animal", "animals": [{"species": s} for s in TWO_HOSTS]}),
        ("measured", patients("tissue", measured=["protein-b", "histone-a"])),
    ],
)
def test_the_order_of_lines_hosts_and_analytes_does_not_change_the_trace(
    name: str, fields: dict[str, Any]
) -> None:
    first, second = both_orders(fields, name)
    assert first == second


@pytest.mark.parametrize("level", Level)
def test_the_trace_begins_with_its_level_and_is_one_line_of_words(level: Level) -> None:
    said = trace(reaching(level))
    assert re.fullmatch(rf"{level}: [^\n_]+[^\n_.;]", said)
