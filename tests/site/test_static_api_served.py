"""The static interface as a host serves it: from the built site, through the network's door."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import pytest

import toy
from serving import served

pytestmark = pytest.mark.site
GUIDE = toy.REPOSITORY / "docs" / "about" / "api.md"


@pytest.fixture
def host(real_site: Path) -> Iterator[str]:
    with served(real_site) as address:
        yield address


def test_the_example_of_the_guide_reads_a_whole_collection(host: str) -> None:
    code = re.search(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    names: dict[str, Any] = {}
    exec(code[1], names)
    found = list(names["members"](f"{host}api/v1/claims/page-1.json"))
    everything = json.load(urlopen(f"{host}data/npcev-kb.json"))
    assert [each["ref"] for each in found] == [
        claim["ref"] for study in everything["studies"] for claim in study["claims"]
    ]


@pytest.mark.parametrize("built", ["toy_site", "real_site"])
def test_every_link_of_the_interface_leads_to_a_file_or_page_with_that_anchor(
    built: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(built)
    base, count = "https://this.site/", 0
    for path in sorted((site / "api").rglob("*.json")):
        here = base + path.relative_to(site).as_posix()
        for link in relative(json.loads(path.read_bytes())):
            parts = urlsplit(urljoin(here, link))
            target = site / parts.path.lstrip("/")
            target = target / "index.html" if parts.path.endswith("/") else target
            assert target.is_file(), f"{here}: {link}"
            if parts.fragment:
                assert f'id="{parts.fragment}"' in target.read_text(encoding="utf-8"), link
            count += 1
    assert count > 60


def relative(data: Any) -> Iterator[str]:
    """Every relative address in a file: of links, lists, and the front page."""
    if isinstance(data, dict) and "openapi" not in data:
        names = ("link", "next", "previous", "first", "everything", "data")
        yield from (data[name] for name in names if isinstance(data.get(name), str))
        for value in data.get("links", {}).values():
            yield from value if isinstance(value, list) else [value]
        yield from data.get("schemas", ())
        for name in ("items", "collections"):
            for each in data.get(name, ()):
                yield from relative(each)


def test_the_guide_names_addresses_that_are_there(real_site: Path) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:api/v1|data)/[\w./-]+)`", text))
    assert len(named) > 2
    for name in named:
        assert (real_site / name).is_file(), name
