"""Pages of terms, cell lines and debates tell how far their claims were tested, and by whom."""

from __future__ import annotations

import toy
from npcev_kb.analysis.cell_lines import lines_used, resting_on
from npcev_kb.model.vocabulary import Relation
from npcev_kb.render.site import Site
from npcev_kb.render.views.lines import rests
from npcev_kb.render.views.overview import overview
from npcev_kb.render.views.sides import weighed
from npcev_kb.render.views.term import SHOWN, TermView, grouped
from npcev_kb.render.views.timeline import MOST, Cell, Timeline
from parsed import Parsed


def site() -> Site:
    return Site(toy.knowledge_base().published)


def test_every_claim_on_a_term_stands_in_one_group_or_is_on_another_disease() -> None:
    shown = site()
    for key, naming in shown.evidence.naming.items():
        view = TermView(shown, shown.kb.entities[key])
        told = [each.ref for group in view.groups for each in group.claims]
        told += [each.ref for group in view.groups_elsewhere for each in group.claims]
        assert sorted(told) == sorted(each.ref for each in naming)


def test_a_group_is_of_one_direction_and_the_furthest_tested_claim_stands_first() -> None:
    shown = site()
    groups = grouped(shown, shown.evidence.judged.values())
    assert len(groups) > 2
    for group in groups:
        assert {each.case.claim.effect for each in group.claims} == {group.effect}
        seen = [each.grade.level.rank for each in group.claims if not each.grade.review_only]
        assert seen == sorted(seen, reverse=True)
        only = [each.grade.review_only for each in group.claims]
        assert only == sorted(only)
        assert sum(group.levels.values()) == len(group.claims)
        assert len(group.shown) <= SHOWN


def test_claims_known_from_the_review_only_count_for_no_level() -> None:
    shown = site()
    groups = grouped(shown, shown.evidence.judged.values())
    alone = sum(each.grade.review_only for group in groups for each in group.claims)
    assert alone > 0
    assert sum(group.levels.get("review", 0) for group in groups) == alone


def test_a_claim_rests_on_a_line_alone_among_others_or_on_lines_nobody_named() -> None:
    claims = site().evidence.judged.values()
    tested = [each for each in claims if each.case.laboratory]
    lines = {key for each in tested for key in lines_used(each.case)}
    assert lines
    for key in lines:
        found = resting_on(key, claims)
        assert found.tested == len(tested)
        naming = {each.ref for each in tested if key in lines_used(each.case)}
        told = [each.ref for each in (*found.alone, *found.among)]
        assert sorted(told) == sorted(naming)
        assert all(lines_used(each.case) == {key} for each in found.alone)
    assert resting_on("no-such-line", claims).alone == ()


def test_all_claims_are_counted_by_what_is_known_of_their_lines() -> None:
    shown = site()
    parts = rests(shown, shown.kb.kinds["cell-lines"])
    counted = [each for each in shown.evidence.judged.values() if each.in_field is not False]
    assert sum(len(part.claims) for part in parts) == len(counted)
    assert "only_disputed" in {part.value.id for part in parts}
    assert rests(shown, shown.kb.kinds["genes"]) == ()


def test_each_side_of_a_debate_says_what_stands_behind_it() -> None:
    shown = site()
    for debate in shown.kb.debates.values():
        for side in weighed(shown, debate):
            known = [ref for ref in side.side.claims if ref in shown.evidence.judged]
            assert sum(side.levels.values()) == len(known)
        text = Parsed(toy.html(f"debates/{debate.id}", shown.kb)).text
        assert "What stands behind each side" in text


def test_the_timeline_holds_every_study_and_none_twice_in_its_total() -> None:
    timeline = Timeline(site())
    assert sum(timeline.totals.values()) == len(site().kb.studies)
    placed = {s.id for row in timeline.rows for cell in row.cells for s in cell.studies}
    assert placed == set(site().kb.studies)


def test_a_cell_of_the_timeline_counts_what_it_does_not_name() -> None:
    timeline = Timeline(site())
    every = tuple(site().kb.studies.values())
    cell = Cell(None, every * (MOST + 1), "explore/studies/")
    assert len(cell.shown) == MOST
    assert len(cell.shown) + len(cell.rest) == len(cell.studies)
    counts = timeline.counts(cell)
    assert sum(counts["basis"].values()) == len(cell.rest)
    assert set(counts["level"]) <= set(timeline.every_level)
    assert {basis.value for basis in timeline.bases} == set(counts["basis"])


def test_the_story_counts_the_claims_of_each_module() -> None:
    shown = site()
    for branch in overview(shown):
        studies = shown.places.studies_of(branch.module)
        claims = [
            each for study in studies for each in shown.evidence.of_study(study)
            if each.in_field is not False
        ]  # fmt: skip
        assert (branch.studies, branch.claims) == (len(studies), len(claims))
        outcomes = {each.case.claim.outcome for each in claims}
        assert len(branch.strands) + branch.more == len(outcomes)


def test_disputes_stand_first_among_the_debates_of_a_term() -> None:
    shown, order = site(), list(Relation)
    several = 0
    for entity in shown.kb.entities.values():
        found = [order.index(each.relation) for each in TermView(shown, entity).debates]
        assert found == sorted(found)
        several += len(set(found)) > 1
    assert several > 0
