"""The form for a new study: a sound file or every problem at once; what is typed is text."""

from __future__ import annotations

import datetime
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import ucd_3_2_0
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect
from test_accessibility import findings
from test_every_kind_of_page import TOO_WIDE

import toy
from hostile import EVIL
from npcev_kb.cli import main
from npcev_kb.living.new_study import NewStudy, draft, key_of
from npcev_kb.model.ids import slug
from npcev_kb.model.registry import Registry
from npcev_kb.store.parse import parse
from npcev_kb.store.project import Project
from npcev_kb.store.source import Source
from serving import served

pytestmark = pytest.mark.browser

FORM = "contribute/new-study/"
REPOSITORY = "https://forge.example/group/toys"
TOLD: dict[str, Any] = {
    "title": "An invented work on toys that nobody has recorded",
    "doi": "10.5555/toy.99",
    "pmid": "88888888",
    "year": "2021",
    "reading_basis": "abstract",
    "sections": ["3"],
    "text": "Protein A makes toys grow.",
    "voice": "study",
    "place": "full text",
    "part": "section 3.1, figure 2",
    "entity": "Protein A",
    "form": "protein",
    "family": "mechanism",
    "effect": "promotes",
    "outcome": "toy-growth",
    "design": "cell_culture",
    "manipulated": "vesicles_given",
}
"""A whole study, by the names of the fields."""
MODULES = """async (names) => Object.assign({}, ...await Promise.all(names.map(
    (name) => import(new URL(`../../assets/npcev/form-${name}.js`, document.baseURI)))))"""


@pytest.fixture(scope="module")
def at_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the toy site of a project that has a repository."""
    folder = toy.copy(tmp_path_factory.mktemp("at-home") / "kb")
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('repository: ""', f"repository: {REPOSITORY}"), encoding="utf-8")
    with served(toy.build(folder)) as address:
        yield address


@pytest.fixture
def form(toy_page: Page) -> Page:
    """The form of the toy site, ready; a dialog would be an attack that came through."""
    toy_page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    toy_page.goto(FORM)
    ready(toy_page)
    return toy_page


def ready(page: Page) -> None:
    expect(page.locator("#new-study[data-ready]")).to_be_attached()


def fill(page: Page, **told: Any) -> None:
    """Give answers in the order in which a record has them."""
    for name, answer in told.items():
        if name == "sections":
            for section in answer:
                page.locator(f'[name="sections"][value="{section}"]').check()
            continue
        field = page.locator(f'#new-study [name="{name}"]').first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(answer)
        else:
            field.fill(answer)


def check(page: Page) -> None:
    page.get_by_role("button", name="Check and make the file").click()


def made(page: Page) -> str:
    """Check the form and return the text of the file that it gives."""
    check(page)
    expect(page.locator("#form-summary")).to_be_hidden()
    text = page.locator(".form-file").text_content()
    assert text
    return text


def problems(page: Page) -> list[str]:
    """Check the form and return what is wrong, as the summary says it."""
    check(page)
    expect(page.locator("#form-result")).to_be_hidden()
    title = page.locator("#form-summary-title")
    expect(title).to_be_focused()
    lines = page.locator("#form-summary li").all_inner_texts()
    assert title.inner_text() == f"{len(lines)} thing{'s' if len(lines) > 1 else ''} to put right"
    return lines


def by_command(told: dict[str, Any], day: datetime.date) -> str:
    """What `npcev new` writes for the same answers."""
    study = NewStudy(
        title=told["title"], label=told.get("label", ""), doi=told.get("doi", ""),
        pmid=told.get("pmid", ""), year=int(told["year"]) if "year" in told else None,
        name=told.get("id", ""), reading_basis=told["reading_basis"],
        sections=tuple(told.get("sections", ())), finding=told.get("text", ""),
        voice=told.get("voice", "study"),
        at=", ".join(told[name] for name in ("place", "part") if name in told),
        cargo=(told["entity"],) if "entity" in told else (),
        form=(told["form"],) if "form" in told else (), family=told.get("family", ""),
        effect=told.get("effect", ""), outcome=told.get("outcome", ""),
        matrix=told.get("matrix", ""), design=told.get("design", ""),
        manipulated=told.get("manipulated", ""),
    )  # fmt: skip
    drafted = draft(Project(toy.FOLDER), toy.knowledge_base(), study, day)
    assert drafted.problems == ()
    return drafted.text


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until a control of the form has the focus."""
    wanted = page.locator(f"#new-study {selector}").first
    for _ in range(60):
        if wanted.evaluate("control => control === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} cannot be reached by keyboard")


def day_of(text: str) -> datetime.date:
    return yaml.safe_load(text)["curation"]["updated"]  # type: ignore[no-any-return]


def test_the_file_is_that_of_npcev_new_for_the_same_answers(form: Page) -> None:
    fill(form, **TOLD)
    text = made(form)
    assert text == by_command(TOLD, day_of(text))


@pytest.mark.parametrize(
    "told",
    [
        {"title": "A title alone", "reading_basis": "title"},
        {"title": "A label: of its own", "label": "- not a list", "reading_basis": "full_text"},
        {"title": "Yes", "id": "1e5", "year": "1999", "reading_basis": "title", "pmid": "012"[1:]},
        {
            "title": "Ein «Titel» mit 'Zeichen' & \"mehr\" #1 中文", "reading_basis": "abstract",
            "doi": "https://doi.org/10.5555/(TOY)*'!;99", "text": "*anchor: no", "voice": "curator",
            "place": "abstract", "entity": "rna-b", "form": "mirna", "family": "biomarker",
            "effect": "predicts", "outcome": "toy-survival", "matrix": "serum",
        },
    ],
)  # fmt: skip
def test_other_answers_mean_the_same_to_a_reader(told: dict[str, Any], form: Page) -> None:
    fill(form, **told)
    text = made(form)
    assert yaml.safe_load(text) == yaml.safe_load(by_command(told, day_of(text)))


def test_a_study_filled_in_by_keyboard_gives_a_file_that_validates(
    form: Page, tmp_path: Path
) -> None:
    form.locator('[name="title"]').focus()
    press = form.keyboard.press
    for selector, typed in (
        ('[name="title"]', "Toys by keyboard, an invented work"),
        ('[name="pmid"]', "77777777"),
        ('[name="year"]', "2022"),
        ('[name="reading_basis"]', "Abstract"),
        ('[name="sections"][value="3"]', " "),
        ('[name="text"]', "Protein A makes toys grow."),
        ('[name="voice"]', "The study"),
        ('[name="place"]', "Abstract"),
        ('[name="entity"]', "Protein A"),
    ):
        tab_to(form, selector)
        form.keyboard.type(typed)
    press("Enter")  # as anybody does; it checks, and what is told so far is sound
    expect(form.locator("#file")).to_be_focused()
    with form.expect_download() as waiting:
        press("Tab")
        press("Enter")
    assert waiting.value.suggested_filename == "toys-by-keyboard-an-invented-work.yaml"
    root = toy.copy(tmp_path / "kb")
    path = root / "data" / "studies" / waiting.value.suggested_filename
    waiting.value.save_as(path)
    done = CliRunner().invoke(main, ["--root", str(root), "validate", str(path)])
    assert done.exit_code == 0, done.output
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert data["sections"] == ["3"]
    assert data["finding"]["at"] == "abstract"
    assert data["cargo"] == [{"entity": "protein-a", "form": "not_stated"}]


def test_several_cargoes_and_claims_are_kept_in_order_and_pass_npcev_validate(
    form: Page, tmp_path: Path
) -> None:
    fill(form, **TOLD)
    form.get_by_role("button", name="Add a cargo").click()
    form.keyboard.type("rna-b")
    for _ in range(2):
        form.get_by_role("button", name="Add a claim").click()
    form.get_by_role("button", name="Take claim 2 out").click()
    last = form.get_by_role("group", name="Claim 2")
    last.get_by_label("Kind of claim").select_option("biomarker")
    last.get_by_label("What the vesicles do").select_option("distinguishes")
    last.get_by_label("To what").fill("toy-detection")
    last.get_by_label("Measured in").select_option("plasma_ev")
    last.get_by_label("The experiment below tests it").uncheck()
    text = made(form)
    data = yaml.safe_load(text)
    assert [each["entity"] for each in data["cargo"]] == ["protein-a", "rna-b"]
    assert [each["id"] for each in data["claims"]] == ["c1", "c2"]
    assert data["claims"][1] == {
        "id": "c2", "family": "biomarker", "effect": "distinguishes", "outcome": "toy-detection",
        "matrix": "plasma_ev",
    }  # fmt: skip
    root = toy.copy(tmp_path / "kb")
    path = root / "data" / "studies" / f"{data['id']}.yaml"
    path.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["--root", str(root), "validate", str(path)])
    assert done.exit_code == 0, done.output
    tidy = CliRunner().invoke(main, ["--root", str(root), "fmt", "--check", str(path)])
    assert tidy.exit_code == 0, tidy.output


def test_three_mistakes_are_named_at_once_in_the_summary_and_beside_their_fields(
    form: Page,
) -> None:
    fill(
        form, **{**TOLD, "pmid": "PMID 12", "entity": "protein-z", "voice": "", "id": "Toy Growth"}
    )
    found = problems(form)
    assert [line.partition(":")[0] for line in found] == [
        "PubMed number", "Who says it", "Cargo 1, term", "Id",
    ]  # fmt: skip
    assert "one to eight digits" in found[0]
    assert "the study, the review" in found[1]
    assert "Did you mean protein-a" in found[2]
    assert "no slash, no space" in found[3]
    expect(form.locator("#wrong-id")).to_contain_text("lower-case letters")
    field = form.locator("#field-id")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert "wrong-id" in (field.get_attribute("aria-describedby") or "")
    form.locator("#form-summary").get_by_role("link", name="Id").press("Enter")
    expect(field).to_be_focused()
    assert findings(form) == []
    fill(form, pmid="88888888", entity="protein-a", voice="study", id="")
    expect(form.locator("#form-summary")).to_be_hidden()
    expect(form.locator(".form-file")).to_contain_text("id: protein-a-toy-growth")


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"id": "protein-a-vessels"}, "There is a record"),
        ({"id": "x" * 81}, "80 at most"),
        ({"doi": "https://doi.org/10.5555/TOY.1"}, "a record of this work: protein-a-vessels"),
        ({"title": "RNA b and: an inventéd drug!", "doi": "", "pmid": ""}, "this work: rna-b-drug"),
        ({"doi": "10.5555/toy.99."}, "full stop"),
        ({"year": "1066"}, "1900"),
        ({"year": "soon"}, "no year"),
        ({"voice": "review"}, "a place in the review"),
        ({"reading_basis": "review_only", "doi": ""}, "own voice was not heard"),
        ({"part": "§ 3; figure"}, "no part of a paper"),
        ({"text": ""}, "but not what"),
        ({"label": "x" * 321}, "321 characters; 320 are allowed"),
        ({"family": "biomarker", "effect": "predicts"}, "in what it was measured"),
        ({"reading_basis": ""}, "This is missing"),
        ({"effect": ""}, "This is missing"),
        ({"design": ""}, "This is missing"),
        ({"outcome": "protein-a"}, "the name of no outcome"),
    ],
)
def test_what_the_tool_would_refuse_is_said_in_the_browser(
    told: dict[str, str], says: str, form: Page
) -> None:
    fill(form, **{**TOLD, **told})
    assert any(says in line for line in problems(form))


def test_only_effects_of_the_kind_of_claim_are_offered(form: Page) -> None:
    fill(form, family="technology")
    offered = form.locator('#new-study [name="effect"] option:not([hidden])')
    values = offered.evaluate_all("all => all.map((option) => option.value)")
    assert set(values) == {"", "enables", "promotes", "inhibits", "no_effect"}
    fill(form, effect="enables", family="biomarker")
    expect(form.locator('#new-study [name="effect"]')).to_have_value("")
    expect(form.get_by_label("Measured in")).to_be_visible()


HOSTILE = [
    ({"id": "../../escape"}, "no slash"),
    ({"id": "/etc/passwd"}, "no slash"),
    ({"id": "a\\b"}, "no slash"),
    ({"id": "<img src=x onerror=alert(1)>"}, "no slash"),
    ({"title": "a\u202egnp.exe"}, "U+202E"),
    ({"title": "zero\u200bwidth"}, "U+200B"),
    ({"text": "tab\tin it"}, "U+0009"),
    ({"entity": "prоtein-a"}, "look alike"),  # the third letter is Cyrillic
    ({"outcome": "toy-grоwth"}, "look alike"),
    ({"label": "Rise of HМGB3 in toys"}, "look alike"),
    ({"entity": "<x-evil>a</x-evil>"}, "the name of no cargo"),
    ({"doi": "javascript:alert(1)"}, "begins with 10."),
    ({"title": "x" * 1_000_000}, "1,000,000 characters"),
    ({"text": " " * 500_000 + "x" * 500_000 + "\n" * 10}, "500,000 characters"),
    ({"id": "-" * 1_000_000}, "1,000,000 characters"),
]


@pytest.mark.parametrize(("told", "says"), HOSTILE, ids=[says for _, says in HOSTILE])
def test_hostile_answers_are_named_and_give_no_file(
    told: dict[str, str], says: str, form: Page
) -> None:
    fill(form, **{**TOLD, **told})
    assert any(says in line for line in problems(form))
    assert form.locator("x-evil, #new-study img, #form-summary img").count() == 0
    assert form.locator(".form-file").text_content() == ""


INERT = (
    "<img src=x onerror=alert(1)><x-evil>a</x-evil>", "&a *a !!python/object:os.system", "- x",
    "# no comment", "key: value", "{a: b}", "[a]", "| >-", "%TAG", "@x", "`x`", "'\"\\", "---",
    "<<: *x", "null", "Yes", "1e5", "2021-03-07", "1:30", "0o7", "~", "=", "\\u0041", "\\n",
    "${alert(1)} {{ 7 * 7 }}", "шаг", "αβγ", "שלום", "𝒜", "é", "x, y; z", "a - b", "a #b", "a: ",
)  # fmt: skip


def test_signs_of_html_and_yaml_come_back_as_the_text_that_was_typed(form: Page) -> None:
    fill(form, **TOLD)
    for text in INERT:
        fill(form, title=text, text=text, label=text)
        data = yaml.safe_load(made(form))
        told = [data["identification"]["title"], data["finding"]["text"], data["label"]]
        assert told == [text.strip()] * 3, text
        assert set(data) == {"id", "label", "sections", "identification", "reading_basis",
                             "finding", "cargo", "experiments", "claims", "curation"}  # fmt: skip
    assert form.locator("x-evil, #form-result img").count() == 0


def test_a_term_with_a_hostile_name_is_shown_as_the_text_that_it_is(form: Page) -> None:
    fill(form, outcome="toy-flu")
    hint = form.get_by_role("group", name="Claim 1").locator(".form-known")
    expect(hint).to_have_text(f"toy-flu: {EVIL}")
    assert form.locator("#new-study img, #terms-outcome img").count() == 0
    assert form.locator("#terms-outcome option[value=toy-flu]").text_content() == EVIL


TEXTS = st.text() | st.sampled_from(INERT).flatmap(lambda piece: st.text().map(piece.__add__))


WORDS = ["y", "No", "ON", "null", "NaN", ".inf", "0x1F", "012", "1_000", "5.1", "+1", "-", "?"]
SIGNS = [
    *map(chr, range(0x20)),
    *"\x7f\x85\xa0\xad\u2028\u2029\ufeff\ufffd\ufffe\uffff😀\U0010ffff",
]


def drawn(count: int) -> list[str]:
    """Texts of all planes, as many as asked for, drawn once so that one visit tries them all."""
    found: list[str] = []

    @settings(max_examples=count, database=None, suppress_health_check=list(HealthCheck))
    @given(TEXTS)
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return found


def test_every_text_comes_back_from_the_yaml_that_the_page_writes(form: Page) -> None:
    texts = [*WORDS, *INERT, *SIGNS, *(f"a{sign}b c" for sign in SIGNS), *drawn(600)]
    written: list[str] = form.evaluate(
        f"""async (texts) => {{ const {{ asYaml }} = await ({MODULES})(["yaml"]);
            return texts.map((text) => asYaml({{ a: text, b: [text], c: [{{ d: text, e: 1 }}],
                updated: "2026-11-25" }}, "# first")); }}""",
        texts,
    )
    for text, file in zip(texts, written, strict=True):
        read = yaml.safe_load(file)
        day = datetime.date(2026, 11, 25)
        assert read == {"a": text, "b": [text], "c": [{"d": text, "e": 1}], "updated": day}
        ours = parse(file, Source("x"))
        assert ours.problems == [], file
        assert ours.data["a"] == text  # type: ignore[index,call-overload]


def test_names_become_slugs_and_keys_as_the_tool_makes_them(form: Page) -> None:
    known = map(chr, range(0x20, 0xFFF0))  # later signs are not known to every browser and Python
    signs = [f"a{sign}1" for sign in known if ucd_3_2_0.category(sign) not in ("Cn", "Cs")]
    texts = ["Protein A", "PROTEIN-A", "  rna-b ", "ſtraße", "ﬁne", "", "𝐀b", *INERT, *signs]
    registry = Registry(toy.knowledge_base().kinds, toy.knowledge_base().entities)
    terms = json.loads(form.evaluate(
        """async () => (await fetch(new URL("../new-study.json", document.baseURI))).text()"""
    ))["terms"]  # fmt: skip
    found: list[list[str]] = form.evaluate(
        f"""async ([texts, list]) => {{ const {{ slug, Terms }} = await ({MODULES})(["terms"]);
            const terms = new Terms(list);
            return texts.map((text) => [slug(text), terms.key(text)]); }}""",
        [texts, terms],
    )
    for text, (name, key) in zip(texts, found, strict=True):
        assert name == slug(text), ascii(text)
        if text.isprintable():  # others are refused before they are looked up
            assert key == key_of(registry, text), ascii(text)


def test_without_a_repository_no_link_leads_to_a_forge(form: Page) -> None:
    fill(form, **TOLD)
    made(form)
    expect(form.locator(".form-forge")).to_be_hidden()
    assert form.locator(".form-forge").get_attribute("href") is None
    expect(form.locator(".form-next")).to_contain_text("data/studies/")


def test_with_a_repository_a_link_is_filled_in_unless_it_grows_too_long(
    page: Page, at_home: str
) -> None:
    page.goto(f"{at_home}{FORM}")
    ready(page)
    fill(page, **TOLD)
    text = made(page)
    link = page.get_by_role("link", name="Open as a new file in the repository")
    address = link.get_attribute("href") or ""
    assert address.startswith(f"{REPOSITORY}/new/main/data/studies?filename=")
    asked = parse_qs(urlsplit(address).query)
    assert asked == {"filename": ["protein-a-toy-growth.yaml"], "value": [text]}
    fill(page, title="中" * 1200, text="中" * 300)
    expect(page.locator(".form-next")).to_contain_text("too long")
    expect(link).to_be_hidden()
    assert page.locator(".form-forge").get_attribute("href") is None


def test_what_was_typed_survives_a_reload_and_is_gone_when_cleared(form: Page) -> None:
    fill(form, **TOLD)
    form.get_by_role("button", name="Add a cargo").click()
    form.keyboard.type("rna-b")
    before = made(form)
    form.reload()
    ready(form)
    assert made(form) == before
    form.get_by_role("button", name="Clear the form").click()
    expect(form.locator('#new-study [name="title"]')).to_be_focused()
    expect(form.locator("#form-result")).to_be_hidden()
    form.reload()
    ready(form)
    assert form.locator('#new-study [name="title"]').input_value() == ""
    assert form.locator('#new-study [name="entity"]').all_inner_texts() == [""]
    assert "reading_basis" not in form.evaluate("JSON.stringify({...sessionStorage})")


def test_what_lies_in_the_store_of_the_tab_cannot_break_the_form(form: Page) -> None:
    for kept in (
        '{"cargo": [1, null, {"entity": {}}], "sections": 3, "title": []}',
        "{",
        "[]",
        "7",
    ):
        form.evaluate(
            "kept => sessionStorage.setItem(`npcev-new-study:${location.pathname}`, kept)", kept
        )
        form.reload()
        ready(form)
        fill(form, **TOLD)
        made(form)


def test_nothing_is_asked_of_any_host_while_the_form_is_filled_in_and_the_file_made(
    form: Page,
) -> None:
    asked: list[str] = []
    form.on("request", lambda request: asked.append(request.url))
    fill(form, **TOLD)
    made(form)
    with form.expect_download():
        form.get_by_role("button", name="Download file").click()
    assert [url for url in asked if not url.startswith("blob:")] == []


@pytest.mark.parametrize("window_name", ["without scripts"])
def test_without_scripts_the_page_leads_elsewhere_and_lists_the_fields(page: Page) -> None:
    page.goto(FORM)
    expect(page.locator("#new-study")).to_be_hidden()
    expect(page.get_by_text("npcev new", exact=True)).to_be_visible()
    fields = page.locator(".unscripted dl.fields dt")
    assert fields.count() == len(set(fields.all_inner_texts())) > 15
    assert {"id", "doi", "effect", "manipulated"} <= set(fields.all_inner_texts())


@pytest.mark.parametrize("window_name", ["light", "dark", "phone"])
def test_the_form_and_its_file_fit_and_pass_axe(page: Page, window_name: str) -> None:
    page.emulate_media(reduced_motion="reduce")  # nothing is looked at while it fades
    page.goto(FORM)
    ready(page)
    fill(page, title="A title alone", reading_basis="title", family="biomarker")
    problems(page)
    assert findings(page) == []
    fill(page, family="")
    expect(page.locator("#form-result")).to_be_visible()
    assert findings(page) == []
    width = page.evaluate("innerWidth")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width, page.evaluate(TOO_WIDE)


def test_page_and_scripts_weigh_less_than_150_kilobytes(form: Page) -> None:
    weights = form.evaluate(
        """async () => Promise.all(performance.getEntriesByType("resource")
            .map(({ name }) => name).concat(location.href)
            .filter((name) => /form|cfworker|vendor|elements|schema|new-study\\/$/.test(name))
            .map(async (name) => [name, await (await fetch(name)).text()]))"""
    )
    assert len(weights) > 15
    assert sum(len(gzip.compress(text.encode())) for _, text in weights) < 150_000
