"""Which studies are one voice: shared authors, debates, and authors that nobody has seen."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.making import against, debate, knowledge_base, study, written_by
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.analysis.groups import GroupCount, Groups, groups
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import FlagState

CLAIM = {
    "id": "c1",
    "family": "mechanism",
    "effect": "promotes",
    "outcome": "glowing",
    "support": ["e1"],
}
TEST = {"id": "e1", "design": "cell_culture"}
CLAIMS = {"experiments": [TEST], "claims": [CLAIM]}


def grouped(*studies: Study) -> Groups:
    return groups(knowledge_base(*studies))


def together(*studies: Study) -> bool:
    """Tell whether all studies come from one group."""
    return len(set(grouped(*studies).of.values())) == 1


def test_three_shared_authors_join_two_studies() -> None:
    first = written_by("glim", "Ash A", "Elm E", "Oak O", "Yew Y")
    assert together(first, written_by("glow", "Fir F", "Oak O", "Ash A", "Elm E", "Bay B"))


def test_two_shared_authors_join_two_studies_if_one_is_the_last_of_both() -> None:
    first = written_by("glim", "Ash A", "Elm E", "Yew Y")
    assert together(first, written_by("glow", "Elm E", "Fir F", "Yew Y"))


def test_two_common_names_do_not_join_two_studies() -> None:
    first = written_by("glim", "Wang Y", "Li J", "Yew Y")
    assert not together(first, written_by("glow", "Li J", "Wang Y", "Oak O"))


def test_a_shared_last_author_alone_does_not_join_two_studies() -> None:
    first = written_by("glim", "Ash A", "Wang Y")
    assert not together(first, written_by("glow", "Elm E", "Wang Y"))


def test_the_last_of_one_that_is_not_the_last_of_the_other_does_not_join() -> None:
    first = written_by("glim", "Ash A", "Yew Y")
    assert not together(first, written_by("glow", "Ash A", "Yew Y", "Oak O"))


@pytest.mark.parametrize("more", [(True, False), (False, True), (True, True)])
def test_a_list_that_is_not_complete_has_no_last_author(more: tuple[bool, bool]) -> None:
    first = written_by("glim", "Ash A", "Elm E", "Yew Y", more=more[0])
    assert not together(first, written_by("glow", "Elm E", "Fir F", "Yew Y", more=more[1]))


def test_three_authors_seen_in_lists_that_are_not_complete_join_all_the_same() -> None:
    names = ("Ash A", "Elm E", "Yew Y")
    assert together(written_by("glim", *names, more=True), written_by("glow", *names, more=True))


def test_a_name_that_stands_twice_in_one_list_counts_once() -> None:
    first = written_by("glim", "Li J", "Li J", "Wang Y", "Ash A")
    assert not together(first, written_by("glow", "Li J", "Li J", "Wang Y", "Elm E"))


def test_groups_join_over_a_third_study() -> None:
    first = written_by("a", "Ash A", "Elm E", "Oak O")
    between = written_by("b", "Ash A", "Elm E", "Oak O", "Fir F", "Bay B", "Yew Y")
    last = written_by("c", "Fir F", "Bay B", "Yew Y")
    assert together(last, between, first)
    assert not together(first, last)


def test_a_group_is_called_by_its_first_study_whatever_the_order() -> None:
    names = ("Ash A", "Elm E", "Yew Y")
    studies = [written_by(name, *names) for name in ("c", "a", "b")]
    for order in (studies, studies[::-1]):
        found = grouped(*order)
        assert dict(found.of) == {"a": "a", "b": "a", "c": "a"}
        assert found.partners("b") == ("a", "c")


def test_a_debate_of_one_group_joins_studies_that_share_no_author() -> None:
    studies = (written_by("glim", "Ash A"), written_by("glow", "Elm E"))
    told = debate(["glim.c1"], ["glow.c1"], relation="same_group")
    assert groups(knowledge_base(*studies, debates=(told,))).of == {"glim": "glim", "glow": "glim"}


@pytest.mark.parametrize("relation", ["disputes", "replicates", "extends"])
def test_a_debate_of_another_kind_joins_nothing(relation: str) -> None:
    studies = (written_by("glim", "Ash A"), written_by("glow", "Elm E"))
    told = debate(["glim.c1"], ["glow.c1"], relation=relation)
    assert groups(knowledge_base(*studies, debates=(told,))).of == {"glim": "glim", "glow": "glow"}


def test_a_debate_tells_the_group_of_a_study_whose_authors_were_not_seen() -> None:
    studies = (written_by("glim", "Ash A"), written_by("glow"))
    told = debate(["glim.c1"], ["glow.c1"], relation="same_group")
    assert groups(knowledge_base(*studies, debates=(told,))).count(["glim", "glow"]).text == (
        "2 studies, 1 group"
    )


def test_a_debate_on_a_study_that_is_not_there_is_let_through() -> None:
    told = debate(["glim.c1"], ["gone.c1"], relation="same_group")
    assert dict(groups(knowledge_base(written_by("glim", "Ash A"), debates=(told,))).of) == {
        "glim": "glim"
    }


def test_a_study_whose_authors_were_not_seen_has_no_group_and_no_partners() -> None:
    found = grouped(written_by("glim"), written_by("glow"))
    assert dict(found.of) == {}
    assert found.partners("glim") == ()
    assert found.count(["glim", "glow"]) == GroupCount(studies=2, groups=0, unknown=2)


def test_a_study_named_twice_is_counted_once() -> None:
    assert grouped(written_by("glim", "Ash A")).count(["glim", "glim"]).text == "1 study, 1 group"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (GroupCount(1, 1, 0), "1 study, 1 group"),
        (GroupCount(1, 0, 1), "1 study, group not known"),
        (GroupCount(3, 1, 0), "3 studies, 1 group"),
        (GroupCount(3, 2, 0), "3 studies, 2 groups"),
        (GroupCount(3, 1, 1), "3 studies, 1 group, 1 not known"),
        (GroupCount(3, 0, 3), "3 studies, groups not known"),
    ],
)
def test_a_count_is_said_in_words(count: GroupCount, text: str) -> None:
    assert count.text == text


# Who makes the same claim.


def said_by(*studies: Study) -> list[str]:
    """Return the counts of studies and groups behind the first claim of each study."""
    judged = Evidence(knowledge_base(*studies)).judged
    return [judged[f"{each.id}.c1"].peers.text for each in studies]


def test_studies_that_say_the_same_are_counted_with_their_groups() -> None:
    names = ("Ash A", "Elm E", "Yew Y")
    one = [written_by(name, *names, **CLAIMS) for name in ("a", "b", "c")]
    assert said_by(*one) == ["3 studies, 1 group"] * 3
    assert said_by(*one, written_by("d", "Fir F", **CLAIMS))[0] == "4 studies, 2 groups"
    assert said_by(*one, written_by("d", **CLAIMS))[0] == "4 studies, 1 group, 1 not known"


@pytest.mark.parametrize(
    "other",
    [
        {"claims": [{**CLAIM, "effect": "inhibits"}]},
        {"claims": [{**CLAIM, "outcome": "hushing"}]},
        {"claims": [{**CLAIM, "subject": ["protein-b"]}]},
        {"cargo": [{"entity": "protein-b", "form": "protein"}]},
    ],
)
def test_another_effect_outcome_cargo_or_subject_is_another_claim(other: dict[str, Any]) -> None:
    first = written_by("glim", "Ash A", **CLAIMS)
    assert (
        said_by(first, written_by("glow", "Elm E", **{**CLAIMS, **other}))
        == ["1 study, 1 group"] * 2
    )


def marking(name: str, author: str, matrix: str, *cargo: str) -> Study:
    """A study of one author on a marker, or on several together, in a matrix."""
    told = {"family": "biomarker", "effect": "distinguishes", "matrix": matrix}
    test = {**TEST, "design": "diagnostic_accuracy", "matrix": matrix}
    carried = [{"entity": key, "form": "protein"} for key in cargo]
    claim = {**CLAIM, **told}
    return written_by(name, author, experiments=[test], claims=[claim], cargo=carried)


def test_the_same_marker_in_the_same_matrix_is_the_same_claim() -> None:
    first = marking("glim", "Ash A", "serum_ev", "protein-a", "protein-b")
    second = marking("glow", "Elm E", "serum_ev", "protein-b", "protein-a")
    assert said_by(first, second) == ["2 studies, 2 groups"] * 2


def test_a_marker_in_another_matrix_is_another_claim() -> None:
    first = marking("glim", "Ash A", "serum_ev", "protein-a")
    second = marking("glow", "Elm E", "tissue", "protein-a")
    assert said_by(first, second) == ["1 study, 1 group"] * 2


def test_a_panel_that_shares_one_marker_is_another_claim() -> None:
    first = marking("glim", "Ash A", "serum_ev", "protein-a", "protein-b")
    second = marking("glow", "Elm E", "serum_ev", "protein-a", "histone-a")
    assert said_by(first, second) == ["1 study, 1 group"] * 2


def test_claims_on_vesicles_without_a_cargo_are_not_taken_for_the_same() -> None:
    studies = [study(id=name, label=name, cargo=[], **CLAIMS) for name in ("glim", "glow")]
    assert said_by(*studies) == ["1 study, group not known"] * 2


def test_a_study_in_which_no_test_of_the_claim_was_seen_is_nobodys_peer() -> None:
    first = written_by("glim", "Ash A", **CLAIMS)
    for untested in ({**CLAIM, "support": []}, {**CLAIM, "support": [against("e1")]}):
        other = written_by("glow", "Elm E", **{**CLAIMS, "claims": [untested]})
        assert said_by(first, other) == ["1 study, 1 group", "2 studies, 2 groups"]


def test_a_retracted_study_is_nobodys_peer() -> None:
    gone = {
        "status": "unresolved",
        "authors": ["Elm E"],
        "source_status": [{"found": "retraction", "day": "2024-05-01", "source": "Notice"}],
    }
    first = written_by("glim", "Ash A", **CLAIMS)
    retracted = study(id="glow", label="glow", identification=gone, **CLAIMS)
    judged = Evidence(knowledge_base(first, retracted)).judged["glim.c1"]
    assert judged.peers.text == "1 study, 1 group"
    single = next(flag for flag in judged.flags if flag.code == "SINGLE_GROUP")
    assert single.state is FlagState.RAISED
