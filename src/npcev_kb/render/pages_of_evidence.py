"""Pages of debates, open questions, the evidence scale and the quality of the whole."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.analysis.flag_register import flags
from npcev_kb.model import legal
from npcev_kb.model.vocabulary import (
    DebateStatus,
    EdrnPhase,
    FlagState,
    Level,
    Manipulated,
    QuestionStatus,
    Role,
    TechnologyRung,
    TherapyRung,
)
from npcev_kb.render.page import Page
from npcev_kb.render.site import Site
from npcev_kb.render.views.matters import debate_line, in_parts, question_line
from npcev_kb.render.views.sides import weighed


def debate_pages(site: Site) -> Iterator[Page]:
    """Yield the pages of debates and open questions, with their indexes."""
    about = (
        "Where studies disagree or pull apart, under which conditions, and what would settle it."
    )
    parts = in_parts(debate_line(site, each) for each in site.kb.debates.values())
    levels = (*(level.value for level in reversed(Level)), "review")
    index: dict[str, object] = {"parts": parts, "levels": levels, "statuses": DebateStatus}
    yield Page("debates", "Debates", "debates", index, description=about)
    for debate in site.kb.debates.values():
        path, source = f"debates/{debate.id}", f"data/debates/{debate.id}.yaml"
        asked = [each for each in site.kb.questions.values() if debate.id in each.debates]
        view: dict[str, object] = {
            "debate": debate,
            "sides": weighed(site, debate),
            "waiting": [question_line(site, each) for each in asked],
        }
        yield Page(
            path, debate.label, "debate", view, "debates", "debates", source, debate.question
        )
    about = "What nobody knows yet, what waits for it, and how it could be decided."
    parts = in_parts(question_line(site, each) for each in site.kb.questions.values())
    index = {"parts": parts, "levels": levels, "statuses": QuestionStatus}
    yield Page("questions", "Open questions", "questions", index, description=about)
    for question in site.kb.questions.values():
        path, source = f"questions/{question.id}", f"data/questions/{question.id}.yaml"
        settled = [site.kb.debates[name] for name in question.debates if name in site.kb.debates]
        view = {
            "question": question,
            "line": question_line(site, question),
            "settled": [debate_line(site, each) for each in settled],
        }
        yield Page(
            path, question.label, "question", view, "questions", "questions", source,
            question.question,
        )  # fmt: skip


def evidence_pages(site: Site) -> Iterator[Page]:
    """Yield the page on the scale and the flags, and the quality page with its work lists."""
    view: dict[str, object] = {
        "levels": Level,
        "flags": flags(),
        "states": FlagState,
        "legal": legal,
        "roles": Role,
        "manipulations": Manipulated,
        "ladders": (EdrnPhase, TherapyRung, TechnologyRung),
    }
    about = "How levels and flags are computed, with examples from the data."
    yield Page("evidence", "Evidence scale and flags", "evidence", view, description=about)
    about = "What could be better in the records, counted, with a list of work for each."
    yield Page("quality", "Quality", "quality", {}, description=about)
    for work_list in site.work_lists:
        if work_list.count:
            path = f"quality/{work_list.id}"
            view = {"list": work_list}
            title = work_list.title
            yield Page(path, title, "work_list", view, "quality", "quality", indexed=False)
