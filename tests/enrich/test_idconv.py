"""Replies of the ID converter name the identifiers of one work."""

from __future__ import annotations

import pytest

from npcev_kb.enrich.errors import BadReplyError, RateLimitedError, RefusedError
from npcev_kb.enrich.idconv import Identifiers, read, read_works
from shipped import reply

LAMP = Identifiers(doi="10.5555/lamp.2024.1", pmid="99000001", pmcid="PMC9900001")


def test_what_is_found_has_its_identifiers_and_what_is_not_live_no_pmc_number() -> None:
    assert read(reply("idconv/records.json")) == (
        LAMP,
        Identifiers(doi="10.5555/lamp.2022.7", pmid="99000002"),
    )


def test_the_same_is_read_from_xml() -> None:
    body = (
        b'<?xml version="1.0"?><pmcids status="ok"><request format="xml"/>'
        b'<record requested-id="99000001" pmcid="PMC9900001" pmid="99000001"'
        b' doi="10.5555/lamp.2024.1"><versions><version pmcid="PMC9900001.1"/></versions></record>'
        b'<record requested-id="5" pmid="5" status="error"><errmsg>unknown</errmsg></record>'
        b"</pmcids>"
    )
    assert read(body) == (LAMP,)


def test_a_reply_as_works_tells_identifiers_alone() -> None:
    first, second = read_works(reply("idconv/records.json"))
    assert (first.doi, first.pmcid, first.title) == ("10.5555/lamp.2024.1", "PMC9900001", None)
    assert (second.pmid, second.pmcid) == ("99000002", None)


def test_what_names_no_work_is_a_clear_error() -> None:
    refused = r"^The ID converter of PubMed Central does not accept the request: Type 'doi' is not$"
    with pytest.raises(RefusedError, match=refused):
        read(b'{"status":"error","message":"Type%20%27doi%27%20is%20not"}')
    with pytest.raises(RateLimitedError):
        read(b'{"error":"API rate limit exceeded"}')
    with pytest.raises(BadReplyError, match="names no work"):
        read(b'{"status":"ok"}')
