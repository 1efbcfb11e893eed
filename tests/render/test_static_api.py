"""The static interface: everything that is there is described, everything described is there."""

from __future__ import annotations

import json
import re
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import urljoin

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

import toy
from npcev_kb import pipeline
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.downloads import Downloads
from npcev_kb.render.export.api.collections import COLLECTIONS, SIZE
from npcev_kb.render.export.api.files import ROOT, api_files
from npcev_kb.render.export.whole import Whole
from npcev_kb.store.project import Project

HOST = "https://this.site/"
PROMISED = toy.REPOSITORY / "tests" / "fixtures" / "api-v1.txt"
BOTH = pytest.mark.parametrize("which", ["toy", "real"])


@cache
def whole(which: str) -> Whole:
    root = toy.FOLDER if which == "toy" else toy.REPOSITORY
    kb = pipeline.validate(Project(root)).kb
    assert kb is not None
    return Whole(kb.published, Evidence(kb.published))


@cache
def served(which: str) -> dict[str, Any]:
    """Every file by its address, read."""
    found = list(api_files(whole(which)))
    assert len({name.casefold() for name, _ in found}) == len(found)
    return {HOST + name: json.loads(text) for name, text in found}


def description(which: str) -> Any:
    return served(which)[f"{HOST}{ROOT}/openapi.json"]


def fitting(which: str, path: str) -> dict[str, Any]:
    """The schemas of what the description says lies at an address, by the path that fits it."""
    found = {}
    for shape, told in description(which)["paths"].items():
        named = re.fullmatch(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", shape.replace(".", r"\.")), path)
        parts = named.groupdict() if named else {}
        values = {name: int(part) if part.isdigit() else part for name, part in parts.items()}
        if named and all(
            jsonschema.Draft202012Validator(each["schema"]).is_valid(values[each["name"]])
            for each in told["get"]["parameters"]
        ):
            answer = told["get"]["responses"]["200"]["content"]["application/json"]
            found[shape] = answer["schema"]
    return found


def checker(which: str, schema: Any) -> jsonschema.Draft202012Validator:
    parts = {"components": description(which)["components"]}
    return jsonschema.Draft202012Validator(schema | parts)


@BOTH
def test_the_description_is_openapi(which: str) -> None:
    assert list(OpenAPIV31SpecValidator(description(which)).iter_errors()) == []
    assert description(which)["openapi"].startswith("3.1.")
    for schema in description(which)["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


@BOTH
def test_every_file_is_described_once_and_is_as_described(which: str) -> None:
    met = set()
    for address, data in served(which).items():
        path = address.removeprefix(HOST + ROOT)
        ((shape, schema),) = fitting(which, path).items()
        met.add(shape)
        errors = list(checker(which, schema).iter_errors(data))
        assert [f"{path} {error.json_path}: {error.message}" for error in errors] == []
    assert met == set(description(which)["paths"])


NOWHERE = ["/studies/page-0.json", "/entities/page-99999.json", "/studies/A.json", "/claims/x.json"]


@pytest.mark.parametrize("path", [*NOWHERE, "/studies/../index.json"])
def test_an_address_where_nothing_can_lie_is_not_described(path: str) -> None:
    assert fitting("real", path) == {}


@BOTH
def test_every_example_and_the_last_page_of_the_description_are_there(which: str) -> None:
    for path, told in description(which)["paths"].items():
        for each in told["get"]["parameters"]:
            schema = each["schema"]
            value = str((schema.get("examples") or [schema.get("maximum")])[0])
            assert HOST + ROOT + path.replace(f"{{{each['name']}}}", value) in served(which)


def test_a_file_that_is_not_as_described_is_caught_at_every_place_at_once() -> None:
    study = dict(served("toy")[f"{HOST}{ROOT}/studies/protein-a-vessels.json"])
    study.pop("levels")
    study["claims"] = [{**study["claims"][0], "level_rank": "2", "in_field": "yes"}]
    found = checker("toy", {"$ref": "#/components/schemas/Study"}).iter_errors(study)
    assert {error.json_path for error in found} == {
        "$", "$.claims[0].level_rank", "$.claims[0].in_field",
    }  # fmt: skip


def test_what_is_not_known_may_be_null_and_what_is_always_known_may_not() -> None:
    parts = description("real")["components"]["schemas"]
    for name, part in parts.items():
        if "properties" in part:
            assert set(part["required"]) == set(part["properties"]), name
            assert all("default" not in each for each in part["properties"].values()), name
    null = {"type": "null"}
    claim = parts["Claim"]["properties"]
    assert null in claim["in_field"]["anyOf"]
    assert claim["level"]["type"] == "string"
    assert null in parts["Identification"]["properties"]["doi"]["anyOf"]


def test_every_field_is_explained() -> None:
    for name, part in description("real")["components"]["schemas"].items():
        for field, told in part.get("properties", {}).items():
            assert told.get("description") or "$ref" in told, f"{name}.{field}"


def links(data: Any) -> Iterator[str]:
    """Every address that a file of the interface names."""
    for name in ("link", "next", "previous", "first", "description"):
        if isinstance(data.get(name), str) and data[name].endswith(".json"):
            yield data[name]
    for value in data.get("links", {}).values():
        yield from value if isinstance(value, list) else [value]
    for name in ("items", "collections"):
        for each in data.get(name, ()):
            yield from links(each)


@BOTH
def test_who_begins_with_the_index_and_follows_links_reaches_every_file(which: str) -> None:
    start = f"{HOST}{ROOT}/index.json"
    todo, seen = [start], {start}
    while todo:
        address = todo.pop()
        for link in links(served(which)[address]):
            there = urljoin(address, link)
            if there.endswith(".json") and there not in seen:
                seen.add(there)
                todo.append(there)
    assert seen == set(served(which))


@BOTH
def test_lists_name_every_member_once_and_say_how_many_there_are(which: str) -> None:
    for told in served(which)[f"{HOST}{ROOT}/index.json"]["collections"]:
        address: str | None = f"{HOST}{ROOT}/{told['first']}"
        before, found, pages = None, [], 0
        while address:
            page = served(which)[address]
            assert (page["total"], page["pages"]) == (told["total"], told["pages"])
            assert (page["previous"] and urljoin(address, page["previous"])) == before
            found += [urljoin(address, each["link"]) for each in page["items"]]
            pages += 1
            assert page["page"] == pages
            before, address = address, page["next"] and urljoin(address, page["next"])
        assert (len(found), pages) == (told["total"], told["pages"])
        assert len(set(found)) == len(found)
        assert all(each in served(which) for each in found)


def questions(count: int) -> KnowledgeBase:
    """The toys with some number of questions."""
    kb = whole("toy").kb
    one = next(iter(kb.questions.values()))
    made = (one.model_copy(update={"id": f"question-{number}"}) for number in range(count))
    return replace(kb, questions={each.id: each for each in made})


@pytest.mark.parametrize("count", [0, 1, SIZE - 1, SIZE, SIZE + 1, 2 * SIZE, 2 * SIZE + 1])
def test_a_collection_of_any_size_has_full_pages_and_at_least_one(count: int) -> None:
    kb = questions(count)
    collection = next(each for each in COLLECTIONS if each.name == "questions")
    found = {n: json.loads(text) for n, text in collection.files(Whole(kb, Evidence(kb)))}
    pages = [found[f"questions/page-{number}.json"]["items"] for number in
             range(1, max(1, -(-count // SIZE)) + 1)]  # fmt: skip
    assert len(found) == count + len(pages)
    assert [len(page) for page in pages[:-1]] == [SIZE] * (len(pages) - 1)
    assert sum(map(len, pages)) == count


def test_an_empty_collection_is_described_without_members() -> None:
    kb = questions(0)
    told = dict(api_files(Whole(kb, Evidence(kb))))[f"{ROOT}/openapi.json"]
    paths = [path for path in json.loads(told)["paths"] if path.startswith("/questions/")]
    assert paths == ["/questions/page-{page}.json"]


@BOTH
def test_the_interface_says_what_the_other_files_say(which: str) -> None:
    others = dict(Downloads(whole(which)).of_records())
    assert len(others) >= 10
    for name, text in others.items():
        ours = dict(served(which)[f"{HOST}{ROOT}/{name}"])
        ours.pop("links")
        assert ours == json.loads(text)
    for address, data in served(which).items():
        if f"{ROOT}/claims/" in address and "page" not in data:
            study = served(which)[urljoin(address, data["links"]["study"])]
            alone = {name: value for name, value in data.items() if name not in ("study", "links")}
            assert alone in study["claims"]
            assert data["study"] == study["id"]


def test_a_term_leads_to_the_claims_that_name_it() -> None:
    evidence = whole("real").evidence
    assert sum(map(len, evidence.naming.values())) > 100
    for key in evidence.kb.entities:
        term = served("real")[f"{HOST}{ROOT}/entities/{key}.json"]
        told = [link.rpartition("/")[2].removesuffix(".json") for link in term["links"]["claims"]]
        assert told == sorted(judged.ref for judged in evidence.naming.get(key, ()))


def test_drafts_are_in_no_file() -> None:
    draft = toy.knowledge_base().drafts[0].id
    assert not any(draft in address for address in served("toy"))


def test_files_are_made_one_at_a_time() -> None:
    """While all files are made, far less than all of them is held at any time."""
    one = whole("real")
    assert one.document
    assert one.evidence.naming
    tracemalloc.start()
    try:
        size = sum(len(text) for each in COLLECTIONS for _, text in each.files(one))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < size / 3


def test_nothing_that_v1_promised_is_gone(pytestconfig: pytest.Config) -> None:
    told = description("real")
    now = set(told["paths"])
    for name, part in told["components"]["schemas"].items():
        now |= {f"{name}.{field}" for field in part.get("properties", ())}
        now |= {f"{name}={word}" for word in part.get("enum", ())}
    if pytestconfig.getoption("--accept"):
        before = (
            set(PROMISED.read_text(encoding="utf-8").split("\n")) if PROMISED.exists() else set()
        )
        PROMISED.write_text("\n".join(sorted(before | now)), encoding="utf-8")
    promised = PROMISED.read_text(encoding="utf-8").split("\n")
    assert [each for each in promised if each not in now] == []
    assert now - set(promised) == set(), "run: make accept"
