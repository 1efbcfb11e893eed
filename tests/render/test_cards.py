"""Cards for sharing: one for each study and module, the same bytes each time, readable always."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from PIL import Image

import toy
from hostile import LONG_LINES
from npcev_kb.model.identification import SourceEvent
from npcev_kb.model.vocabulary import SourceEventKind
from npcev_kb.pipeline import validate
from npcev_kb.render.cards.cache import cards
from npcev_kb.render.cards.drawing import LEFT, RIGHT, Artist
from npcev_kb.render.cards.type import MISSING
from npcev_kb.render.cards.words import Rungs, Words, all_words, of_module, of_study
from npcev_kb.render.html import packaged_templates
from npcev_kb.render.settings import Settings
from npcev_kb.render.site import Site
from npcev_kb.store.project import Project

ASSETS = packaged_templates() / "theme" / "assets" / "npcev"
ARTIST = Artist(ASSETS)
PAPER = 0
OVERHANG = 16
"""How far a letter may reach over the place where its line ends."""
WORDS = Words(
    name="toy-kb",
    over="Makers",
    title="Protein A and vessels",
    says="Protein A makes vessels grow.",
    ladders=(Rungs(2, "E2", "mechanism, promotes, no flag raised"),),
    foot="Work identified. Read: abstract",
)


def site() -> Site:
    return Site(toy.knowledge_base(), Settings(cards=True))


def drawn_in(store: Path, of: Site | None = None) -> dict[str, bytes]:
    """Return every card of a site by its name."""
    return {name: path.read_bytes() for name, path in cards(of or site(), ASSETS, store)}


def picture(words: Words) -> Image.Image:
    return Image.open(BytesIO(ARTIST.draw(words)))


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    """Return how many pixels of a part of a card are not paper."""
    return sum(number for number, place in image.crop(box).getcolors() or [] if place != PAPER)


def test_every_study_and_module_has_a_card_of_the_size_that_is_asked_for(tmp_path: Path) -> None:
    kb = toy.knowledge_base()
    drawn = drawn_in(tmp_path)
    assert drawn.keys() == {
        "cards/site.png",
        *(f"cards/studies/{name}.png" for name in kb.studies),
        *(f"cards/modules/{module.id}.png" for module in kb.review.modules),
    }
    for png in drawn.values():
        with Image.open(BytesIO(png)) as image:
            assert (image.size, image.format) == ((1200, 630), "PNG")


def test_drafts_have_no_card(tmp_path: Path) -> None:
    published = toy.knowledge_base().published
    drawn = drawn_in(tmp_path, Site(published, Settings(cards=True)))
    drafts = {f"cards/studies/{record.id}.png" for record in published.drafts}
    assert drafts
    assert drafts.isdisjoint(drawn)
    assert "cards/studies/protein-a-vessels.png" in drawn


def test_the_same_words_give_the_same_bytes_from_another_artist() -> None:
    assert Artist(ASSETS).draw(WORDS) == ARTIST.draw(WORDS)
    assert ARTIST.draw(replace(WORDS, title="Another title")) != ARTIST.draw(WORDS)


def test_a_card_is_drawn_once_and_forgotten_when_nobody_needs_it(tmp_path: Path) -> None:
    first = drawn_in(tmp_path)
    kept = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert len(kept) == len(first)
    assert drawn_in(tmp_path) == first
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == kept
    kb = toy.knowledge_base()
    study = kb.studies["rna-b-drug"].model_copy(update={"label": "Another label"})
    changed = Site(replace(kb, studies={**kb.studies, study.id: study}), Settings(cards=True))
    again = drawn_in(tmp_path, changed)
    assert [name for name in first if again[name] != first[name]] == [
        "cards/studies/rna-b-drug.png"
    ]
    assert len(list(tmp_path.iterdir())) == len(again)


def test_a_card_that_was_cut_short_by_a_killed_build_is_never_taken(tmp_path: Path) -> None:
    names = {path.name for path in _drawn(tmp_path)}
    for path in tmp_path.iterdir():
        path.rename(path.with_suffix(".next"))
        path.with_suffix(".next").write_bytes(b"half")
    assert {path.name for path in _drawn(tmp_path)} >= names
    for png in drawn_in(tmp_path).values():
        Image.open(BytesIO(png)).verify()


def _drawn(folder: Path) -> list[Path]:
    drawn_in(folder)
    return list(folder.glob("*.png"))


@given(text=LONG_LINES, over=LONG_LINES)
@settings(max_examples=20, deadline=None)
def test_whatever_a_record_says_stays_inside_the_card(text: str, over: str) -> None:
    image = picture(replace(WORDS, name=over[:40], over=over, title=text, says=text, foot=text,
                            ladders=(Rungs(3, "E3", text),)))  # fmt: skip
    assert ink(image, (RIGHT + OVERHANG, 0, 1200, 630)) == 0
    assert ink(image, (20, 0, LEFT - OVERHANG, 630)) == 0


@pytest.mark.parametrize("title", ["Word " * 60, "W" * 300, "i" * 300, "α" * 300])
def test_a_long_label_is_made_smaller_and_leaves_the_ladders_alone(title: str) -> None:
    plain, long = picture(WORDS), picture(replace(WORDS, title=title, says=title))
    ladders = (LEFT, 470, RIGHT, 630)
    assert plain.crop(ladders).tobytes() == long.crop(ladders).tobytes()


def test_letters_come_from_the_subset_that_has_them() -> None:
    face = ARTIST.face("source-serif-4", 30, 400)
    assert face.writable("TNF-α, IFN-γ, Łódź, é") == "TNF-α, IFN-γ, Łódź, é"
    assert [part for _, part in face.runs("IFN-γ 1")] == ["IFN-", "γ", " 1"]


def test_no_letter_comes_out_as_a_box() -> None:
    face = ARTIST.face("source-sans-3", 30, 400)
    assert face.writable("a → b ⊣ c") == "a to b | c"
    assert face.writable("שלום") == MISSING * 4
    assert face.writable("ﬁ\u200b\u0007x\ty") == "fix y"


def test_every_letter_of_the_real_knowledge_base_has_a_picture() -> None:
    kb = validate(Project(toy.REPOSITORY)).kb
    assert kb is not None
    face = ARTIST.face("source-serif-4", 30, 400)
    for name, words in all_words(Site(kb.published)):
        said = [words.title, words.says, words.foot, *(rungs.says for rungs in words.ladders)]
        for text in said:
            assert face.writable(text) == text, name


def test_a_card_tells_level_direction_flags_and_how_much_was_read() -> None:
    words = of_study(site(), toy.knowledge_base().studies["protein-a-vessels"])
    best = site().evidence.by_family(toy.knowledge_base().studies["protein-a-vessels"])
    assert [rungs.level for rungs in words.ladders] == [j.grade.text for j in best.values()]
    for rungs, judged in zip(words.ladders, best.values(), strict=True):
        assert judged.case.claim.effect.label in rungs.says
        assert "raised" in rungs.says
    assert words.foot == "Work identified. Read: abstract"
    assert words.over == toy.knowledge_base().review.modules[0].title


def test_a_work_that_nobody_has_identified_has_a_dashed_frame_and_says_so() -> None:
    words = of_study(site(), toy.knowledge_base().studies["unnamed-cargo-cells"])
    assert words.open
    assert words.foot.startswith("Work not identified")
    assert all("as stated by the review" in rungs.says for rungs in words.ladders)
    edge = picture(words).crop((23, 60, 24, 560))
    assert {place == PAPER for _, place in edge.getcolors() or []} == {True, False}


def test_a_retracted_work_says_so_on_its_card() -> None:
    kb = toy.knowledge_base()
    study = kb.studies["rna-b-drug"]
    event = SourceEvent.model_construct(
        found=SourceEventKind.RETRACTION, day=date(2026, 2, 3), source="a register"
    )
    who = study.identification.model_copy(update={"source_status": (event,)})
    fallen = study.model_copy(update={"identification": who})
    words = of_study(Site(replace(kb, studies={**kb.studies, study.id: fallen})), fallen)
    assert words.alarm == "retraction, 2026-02-03"
    assert ARTIST.draw(words) != ARTIST.draw(replace(words, alarm=""))


def test_the_card_of_a_module_counts_its_claims_by_level() -> None:
    module = toy.knowledge_base().review.modules[0]
    words = of_module(site(), module)
    assert dict(words.counts) == site().level_profile(module)
    assert words.says == module.question
