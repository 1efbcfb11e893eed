"""Each flag in each of its states, and what may never clear one: a fact that was not seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from analysis.making import (
    against,
    animal,
    case,
    cells,
    device,
    flag,
    looked,
    marker,
    patients,
    reason,
    standing,
    states,
)
from npcev_kb.analysis.case import Case
from npcev_kb.analysis.flag_register import flags
from npcev_kb.analysis.groups import GroupCount
from npcev_kb.model.vocabulary import FlagState

RAISED, CLEARED, UNSEEN = FlagState.RAISED, FlagState.CLEARED, FlagState.NOT_ASSESSABLE
STATES: list[FlagState | None] = [RAISED, CLEARED, UNSEEN, None]
GIVEN = {"manipulated": "vesicles_given"}
NUCLEAR = [{"entity": "histone-a", "form": "protein"}]
READ = {"reading_basis": "full_text"}


def immune(*hosts: str | None, **claim: Any) -> Case:
    """A claim on an immune outcome, tested in these hosts, one experiment each."""
    return case(*(animal(host) for host in hosts), **{"outcome": "hushing", **claim})


def nuclear(ev: dict[str, Any] | None = None, **study: Any) -> Case:
    """A claim on a nuclear protein, with what is known of the vesicles."""
    return case(cells(), in_study={"cargo": NUCLEAR, "ev": ev or {}, **study})


def resistant(*origins: str | None) -> Case:
    """A claim on resistance, tested in cells of these origins, one experiment each."""
    known = [{"resistance_model": origin} if origin else {} for origin in origins]
    return case(*(cells(**origin) for origin in known), outcome="stubbornness")


def treatment(*shown: bool | None, **study: Any) -> Case:
    """A claim of treatment with vesicles given to animals; whether it was shown where they go."""
    known = [{} if each is None else {"biodistribution": each} for each in shown]
    tests = [animal(**GIVEN, **each) for each in known]
    return case(*tests, family="therapy", in_study=study)


def prognosis(*kinds: str | None) -> Case:
    """A claim on prognosis, measured in patients, adjusted or not."""
    known = [{"adjustment": kind} if kind else {} for kind in kinds]
    return marker(*(patients(**each) for each in known), outcome="survival", effect="predicts")


def validated(*kinds: str | None) -> Case:
    """A claim on a marker, measured in patients, validated in these ways."""
    return marker(*(patients(**({"validation": kind} if kind else {})) for kind in kinds))


def compared(*others: str) -> Case:
    """A claim on a marker, measured in patients and compared with others."""
    return marker(patients(comparators=list(others)))


def number(matrix: str) -> list[dict[str, Any]]:
    """A number that a claim gives, measured in a matrix."""
    return [{"name": "auc", "value": 0.9, "unit": "ratio", "matrix": matrix}]


def alone() -> Case:
    return case(cells())


EXAMPLES: dict[str, dict[FlagState | None, Callable[[], Case]]] = {
    "CELL_LINE_IDENTITY": {
        RAISED: lambda: case(cells("sound-line", "doubted-line")),
        CLEARED: lambda: case(cells("sound-line")),
        UNSEEN: lambda: case(cells()),
        None: lambda: marker(patients()),
    },
    "IMMUNE_CLAIM_T_DEFICIENT_HOST": {
        RAISED: lambda: immune("t_cell_deficient"),
        CLEARED: lambda: immune("humanised"),
        UNSEEN: lambda: immune(None),
        None: lambda: case(animal("t_cell_deficient")),
    },
    "NUCLEAR_CARGO_NO_NEGATIVE_MARKER": {
        RAISED: lambda: nuclear({"not_reported": ["negative_markers"]}, **READ),
        CLEARED: lambda: nuclear({"negative_markers": ["protein-b"]}),
        UNSEEN: nuclear,
        None: alone,
    },
    "INDUCED_RESISTANT_LINE_ONLY": {
        RAISED: lambda: resistant("induced_line"),
        CLEARED: lambda: resistant("natural"),
        UNSEEN: lambda: resistant(None),
        None: alone,
    },
    "BIODISTRIBUTION_NOT_SHOWN": {
        RAISED: lambda: treatment(False, **READ),
        CLEARED: lambda: treatment(True),
        UNSEEN: lambda: treatment(None),
        None: lambda: case(animal(**GIVEN)),
    },
    "MATRIX_MISMATCH": {
        RAISED: lambda: marker(patients(), metrics=number("tissue")),
        CLEARED: lambda: marker(patients(), metrics=number("serum_ev")),
        UNSEEN: lambda: marker(patients(None)),
        None: alone,
    },
    "HEALTHY_ONLY_CONTROLS": {
        RAISED: lambda: compared("healthy"),
        CLEARED: lambda: compared("healthy", "other_cancer"),
        UNSEEN: compared,
        None: lambda: marker(patients(), effect="predicts"),
    },
    "UNADJUSTED_PROGNOSIS": {
        RAISED: lambda: prognosis("unadjusted"),
        CLEARED: lambda: prognosis("adjusted"),
        UNSEEN: lambda: prognosis(None),
        None: lambda: marker(patients()),
    },
    "NO_SEPARATE_VALIDATION": {
        RAISED: lambda: validated("random_split"),
        CLEARED: lambda: validated("external"),
        UNSEEN: lambda: validated(None),
        None: alone,
    },
    "SOURCE_STATUS": {
        RAISED: lambda: case(in_study=standing(looked("retraction", "2024-05-01"))),
        CLEARED: lambda: case(in_study=standing(looked("nothing_found", "2024-05-01"))),
        UNSEEN: case,
    },
}
"""An example of each state of each flag but SINGLE_GROUP, which looks at other studies."""


@pytest.mark.parametrize("code", EXAMPLES)
def test_each_state_of_a_flag_is_reached(code: str) -> None:
    for state, example in EXAMPLES[code].items():
        assert flag(code, example()) is state


def test_no_flag_is_without_its_examples() -> None:
    assert {*EXAMPLES, "SINGLE_GROUP"} == set(flags())
    always = {code for code, examples in EXAMPLES.items() if None not in examples}
    assert always == {"SOURCE_STATUS"}


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_flag_gives_its_reason_in_words(code: str) -> None:
    for state, example in EXAMPLES[code].items():
        if state:
            said = reason(code, example())
            assert said
            assert "_" not in said


@pytest.mark.parametrize("code", sorted(flags()))
def test_a_flag_says_what_it_concerns_and_where_its_rule_comes_from(code: str) -> None:
    found = flags()[code]
    assert found.summary.endswith(".")
    assert [name for name, _ in found.rules] == ["Concerns", "Raised", "Cleared", "Source"]
    assert all(rule.endswith(".") for _, rule in found.rules)
    assert found.anchor == code.lower().replace("_", "-")


def test_of_a_study_of_which_nothing_was_seen_no_flag_is_cleared() -> None:
    nothing = (
        immune(None, family="therapy"),
        resistant(None),
        nuclear(),
        marker(patients(None)),
        marker(patients(None), outcome="survival"),
        device({"design": "assay_development"}),
        case(),
    )
    for made in nothing:
        assert CLEARED not in states(made, GroupCount(2, 1, 1)).values()


def test_a_test_that_speaks_against_a_claim_is_no_reason_for_a_flag_on_it() -> None:
    tests = (cells("sound-line"), cells("doubted-line"))
    made = case(*tests, support=["e1", against("e2")])
    assert flag("CELL_LINE_IDENTITY", made) is CLEARED


# Cell lines.


def test_a_reported_line_is_worded_as_its_source_words_it() -> None:
    assert reason("CELL_LINE_IDENTITY", case(cells("doubted-line"))) == (
        "DBT-1: Reported as moss by Fern 2020 (source: Invented register)"
    )


def test_one_line_not_looked_up_or_not_named_keeps_the_flag_open() -> None:
    for other in (cells("unchecked-line"), cells(), animal()):
        made = case(cells("sound-line"), other)
        assert flag("CELL_LINE_IDENTITY", made) is UNSEEN


def test_a_line_reported_as_doubtful_is_raised_even_beside_lines_not_seen() -> None:
    assert flag("CELL_LINE_IDENTITY", case(cells(), cells("doubted-line"))) is RAISED


def test_sound_lines_are_no_clean_bill() -> None:
    assert "no clean bill" in reason("CELL_LINE_IDENTITY", case(cells("sound-line")))


def test_a_device_tried_on_samples_of_patients_is_not_asked_for_cell_lines() -> None:
    sample = {"design": "assay_development", "matrix": "plasma_ev"}
    assert flag("CELL_LINE_IDENTITY", device(sample)) is None
    assert flag("CELL_LINE_IDENTITY", device(sample, cells("sound-line"))) is CLEARED


# Hosts.


@pytest.mark.parametrize("host", ["t_cell_deficient", "severely_deficient"])
def test_one_deficient_host_raises_the_flag_whatever_the_others_are(host: str) -> None:
    assert flag("IMMUNE_CLAIM_T_DEFICIENT_HOST", immune("competent", host, None)) is RAISED


@pytest.mark.parametrize("host", ["competent", "humanised"])
def test_a_host_with_a_working_immune_system_clears_the_flag(host: str) -> None:
    assert flag("IMMUNE_CLAIM_T_DEFICIENT_HOST", immune(host)) is CLEARED


def test_a_host_whose_immune_system_was_not_seen_keeps_the_flag_open() -> None:
    assert flag("IMMUNE_CLAIM_T_DEFICIENT_HOST", immune("competent", None)) is UNSEEN


def test_an_experiment_in_animals_that_names_no_host_keeps_the_flag_open() -> None:
    tests = (animal("competent"), {"design": "animal"})
    assert flag("IMMUNE_CLAIM_T_DEFICIENT_HOST", case(*tests, outcome="hushing")) is UNSEEN
    only = case({"design": "animal"}, outcome="hushing")
    assert flag("IMMUNE_CLAIM_T_DEFICIENT_HOST", only) is UNSEEN


def test_an_immune_claim_that_was_not_tested_in_animals_needs_no_host() -> None:
    made = case(cells(), animal("t_cell_deficient"), outcome="hushing", support=["e1"])
    assert flag("IMMUNE_CLAIM_T_DEFICIENT_HOST", made) is None


# Vesicles.


def test_a_nuclear_cargo_that_the_claim_is_not_about_does_not_count() -> None:
    both = [*NUCLEAR, {"entity": "protein-a", "form": "protein"}]
    made = case(cells(), cargo=["protein-a"], in_study={"cargo": both})
    assert flag("NUCLEAR_CARGO_NO_NEGATIVE_MARKER", made) is None


def test_a_nuclear_molecule_that_vesicles_do_not_carry_is_no_debris_among_them() -> None:
    made = case(cells(), subject=["histone-a"])
    assert flag("NUCLEAR_CARGO_NO_NEGATIVE_MARKER", made) is None


def test_a_negative_marker_of_which_nothing_is_said_was_not_seen_even_in_a_full_text() -> None:
    assert flag("NUCLEAR_CARGO_NO_NEGATIVE_MARKER", nuclear(**READ)) is UNSEEN


def test_natural_resistance_beside_induced_clears_and_induced_beside_unseen_raises() -> None:
    code = "INDUCED_RESISTANT_LINE_ONLY"
    assert flag(code, resistant("induced_line", "natural")) is CLEARED
    assert flag(code, resistant("induced_line", None)) is RAISED


def test_where_vesicles_go_is_missed_only_after_reading_in_full() -> None:
    code = "BIODISTRIBUTION_NOT_SHOWN"
    assert flag(code, treatment(False)) is UNSEEN
    assert flag(code, treatment(None, **READ)) is UNSEEN
    assert flag(code, treatment(False, True, **READ)) is CLEARED


def test_a_treatment_without_vesicles_for_animals_is_not_asked_where_they_go() -> None:
    for test in (animal(manipulated="secretion"), cells(**GIVEN)):
        assert flag("BIODISTRIBUTION_NOT_SHOWN", case(test, family="therapy")) is None


# Groups.


@pytest.mark.parametrize(
    ("peers", "state", "said"),
    [
        (GroupCount(1, 1, 0), RAISED, "only this study makes the claim"),
        (GroupCount(1, 0, 1), RAISED, "only this study makes the claim"),
        (GroupCount(3, 1, 0), RAISED, "3 studies make the claim, all from one group"),
        (GroupCount(3, 2, 0), CLEARED, "3 studies of 2 groups make the claim"),
        (GroupCount(3, 2, 1), CLEARED, "3 studies of 2 groups make the claim"),
        (GroupCount(2, 1, 1), UNSEEN, "2 studies make the claim; not all authors were seen"),
        (GroupCount(2, 0, 2), UNSEEN, "2 studies make the claim; not all authors were seen"),
    ],
)
def test_only_two_groups_clear_a_single_group(
    peers: GroupCount, state: FlagState, said: str
) -> None:
    assert flag("SINGLE_GROUP", alone(), peers) is state
    assert reason("SINGLE_GROUP", alone(), peers) == said


# The source.


def test_a_concern_raises_and_a_reinstatement_or_a_correction_clears() -> None:
    def after(*found: str) -> FlagState | None:
        events = [looked(each, f"2024-05-0{day}") for day, each in enumerate(found, start=1)]
        return flag("SOURCE_STATUS", case(in_study=standing(*events)))

    assert after("expression_of_concern") is RAISED
    assert after("correction") is CLEARED
    assert after("retraction", "reinstatement") is CLEARED
    assert after("retraction", "nothing_found") is RAISED


def test_the_source_named_is_that_of_the_event_that_counts() -> None:
    events = (
        looked("retraction", "2024-05-01", "Notice of the journal"),
        looked("nothing_found", "2024-06-01", "Another register"),
    )
    said = reason("SOURCE_STATUS", case(in_study=standing(*events)))
    assert said == "retraction: Notice of the journal, 2024-05-01"


def test_a_cleared_source_says_who_looked_and_when() -> None:
    made = case(in_study=standing(looked("nothing_found", "2024-05-01", "Some list")))
    assert reason("SOURCE_STATUS", made) == "nothing found: Some list, 2024-05-01"


# Patients and their samples.


def test_an_experiment_in_another_matrix_is_a_mismatch_and_says_which() -> None:
    made = marker(patients(), patients("tissue"))
    assert flag("MATRIX_MISMATCH", made) is RAISED
    assert reason("MATRIX_MISMATCH", made) == (
        "measured in tissue, claimed for vesicles from serum"
    )


def test_one_matrix_not_seen_keeps_the_flag_open_unless_another_is_wrong() -> None:
    assert flag("MATRIX_MISMATCH", marker(patients(), patients(None))) is UNSEEN
    assert flag("MATRIX_MISMATCH", marker(patients(None), patients("tissue"))) is RAISED


def test_a_claim_that_does_not_say_its_matrix_cannot_match() -> None:
    made = marker(patients("tissue"), matrix="not_stated")
    assert flag("MATRIX_MISMATCH", made) is UNSEEN


def test_a_claim_of_which_nothing_was_measured_cannot_match() -> None:
    assert flag("MATRIX_MISMATCH", marker()) is UNSEEN


@pytest.mark.parametrize("control", ["benign_disease", "other_cancer", "ebv_carrier"])
def test_controls_with_a_disease_or_the_virus_clear_the_flag(control: str) -> None:
    assert flag("HEALTHY_ONLY_CONTROLS", compared("healthy", control)) is CLEARED


@pytest.mark.parametrize("other", ["same_disease", "untreated", "reference_method"])
def test_a_comparison_that_is_no_control_leaves_the_flag_open(other: str) -> None:
    assert flag("HEALTHY_ONLY_CONTROLS", compared(other)) is UNSEEN
    assert flag("HEALTHY_ONLY_CONTROLS", compared("healthy", other)) is RAISED


def test_no_validation_beside_one_not_seen_keeps_the_flag_open() -> None:
    code = "NO_SEPARATE_VALIDATION"
    assert flag(code, validated("none")) is RAISED
    assert flag(code, validated("none", None)) is UNSEEN
    assert flag(code, validated("random_split", None)) is RAISED
    assert flag(code, validated("random_split", "internal_separate")) is CLEARED


def test_what_was_measured_in_another_matrix_clears_nothing() -> None:
    tissue = patients("tissue", validation="external", comparators=["other_cancer"])
    made = marker(patients(validation="random_split", comparators=["healthy"]), tissue)
    assert flag("NO_SEPARATE_VALIDATION", made) is RAISED
    assert flag("HEALTHY_ONLY_CONTROLS", made) is RAISED


def test_what_was_measured_of_another_analyte_clears_nothing() -> None:
    other = patients(validation="external", measured=["protein-b"])
    made = marker(patients(validation="random_split"), other)
    assert flag("NO_SEPARATE_VALIDATION", made) is RAISED


def test_an_adjusted_analysis_beside_another_clears_the_flag() -> None:
    assert flag("UNADJUSTED_PROGNOSIS", prognosis("unadjusted", "adjusted")) is CLEARED


@pytest.mark.parametrize(
    ("code", "of"),
    [
        ("CELL_LINE_IDENTITY", lambda turn: case(cells(*turn("doubted-line", "doubted-line-two")))),
        (
            "CELL_LINE_IDENTITY",
            lambda turn: case(cells(*turn("unchecked-line", "unchecked-line-two"))),
        ),
        (
            "NUCLEAR_CARGO_NO_NEGATIVE_MARKER",
            lambda turn: case(
                in_study={
                    "cargo": [
                        {"entity": key, "form": "protein"} for key in turn("histone-a", "histone-b")
                    ]
                }
            ),
        ),
        (
            "MATRIX_MISMATCH",
            lambda turn: marker(metrics=[*turn(*number("tissue"), *number("plasma"))]),
        ),
    ],
)
def test_the_order_of_what_a_record_lists_does_not_change_a_reason(
    code: str, of: Callable[..., Case]
) -> None:
    assert reason(code, of(lambda *items: items)) == reason(code, of(lambda *items: items[::-1]))


def test_two_notes_of_one_day_count_alike_in_either_order() -> None:
    events = (looked("retraction", "2024-05-01"), looked("reinstatement", "2024-05-01"))
    first, second = (case(in_study=standing(*order)) for order in (events, events[::-1]))
    assert flag("SOURCE_STATUS", first) is flag("SOURCE_STATUS", second)


def test_the_order_of_the_flags_is_that_of_the_register() -> None:
    made = marker(patients(comparators=["healthy"]), outcome="survival")
    found = list(states(made))
    assert found == [code for code in flags() if code in found]
