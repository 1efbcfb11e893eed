"""Who asks is said once, outside the repository; what is missing or wrong is said all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from npcev_kb.enrich.access import (
    ADDRESSES,
    Access,
    AccessError,
    AccessMissingError,
    access,
    curator_name,
)

WHO = {"NPCEV_CONTACT": "jane.doe@institute.example", "NPCEV_TOOL": "npcev-tests"}
KEY = "0123456789abcdef-invented"


def write(home: Path, text: str | bytes) -> Path:
    """Write the configuration of a home."""
    file = home / ".config" / "npcev" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def refusal(environment: dict[str, str], home: Path) -> str:
    """Return what is said against a configuration."""
    with pytest.raises(AccessError) as refused:
        access(environment, home)
    assert refused.value.__cause__ is None
    return str(refused.value)


def test_two_variables_are_enough(tmp_path: Path) -> None:
    assert access(WHO, tmp_path) == Access("jane.doe@institute.example", "npcev-tests")
    assert access(WHO, tmp_path).addresses == {
        "crossref": "https://api.crossref.org",
        "eutils": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
        "idconv": "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles",
        "europepmc": "https://www.ebi.ac.uk/europepmc/webservices/rest",
        "openalex": "https://api.openalex.org",
    }


def test_a_file_at_home_is_enough(tmp_path: Path) -> None:
    write(
        tmp_path,
        """
        contact = "jane.doe@institute.example"
        tool = "npcev-tests"
        curator = "Jané Doe"
        [services]
        crossref = "http://127.0.0.1:8000/crossref/"
        openalex = "https://mirror.example/openalex"
        """,
    )
    assert access({}, tmp_path) == Access(
        "jane.doe@institute.example",
        "npcev-tests",
        curator="Jané Doe",
        addresses={
            **ADDRESSES,
            "crossref": "http://127.0.0.1:8000/crossref",
            "openalex": "https://mirror.example/openalex",
        },
    )


def test_the_environment_wins_over_the_file_and_an_empty_variable_is_none(tmp_path: Path) -> None:
    write(tmp_path, 'contact = "old@institute.example"\ntool = "old"\ncurator = "Old"\n')
    environment = {"NPCEV_CONTACT": "new@institute.example", "NPCEV_TOOL": " ", "NPCEV_CURATOR": ""}
    found = access(environment, tmp_path)
    assert (found.contact, found.tool, found.curator) == ("new@institute.example", "old", "Old")


def test_another_file_can_be_named(tmp_path: Path) -> None:
    write(tmp_path, 'contact = "old@institute.example"\ntool = "old"\n')
    other = tmp_path / "other.toml"
    other.write_text('contact = "new@institute.example"\ntool = "new"\n')
    assert access({"NPCEV_CONFIG": str(other)}, tmp_path).tool == "new"


def test_all_that_is_missing_is_said_at_once_with_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(AccessMissingError) as missing:
        access({}, tmp_path)
    assert (
        str(missing.value)
        == f"""\
the configuration of npcev cannot be used:
- contact is missing; services want to know who asks
- tool is missing; services want to know who asks
write in the shell:
    export NPCEV_CONTACT=you@your-institute.example
    export NPCEV_TOOL=npcev-at-your-institute
or in {tmp_path}/.config/npcev/config.toml:
    contact = "you@your-institute.example"
    tool = "npcev-at-your-institute\""""
    )


def test_what_is_missing_and_what_is_wrong_are_said_together(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        f'tool = "two words"\ncontakt = "x"\nncbi_api_key = "{KEY}"\n'
        '[services]\npubmed = "https://x.example"\neutils = "http://x.example"\n',
    )
    with pytest.raises(AccessMissingError) as missing:
        access({"CROSSREF_PLUS_TOKEN": f"{KEY} {KEY}"}, tmp_path)
    assert (
        str(missing.value)
        == f"""\
the configuration of npcev cannot be used:
- contact is missing; services want to know who asks
- {file}: "contakt" is not known; known are contact, curator, services, tool
- {file}: "ncbi_api_key" looks like a key, and keys do not belong in files; \
delete it there and set NCBI_API_KEY or CROSSREF_PLUS_TOKEN in the shell
- {file}: "pubmed" is not known; known are crossref, europepmc, eutils, idconv, openalex
- {file}: tool is "two words", not one word of letters, digits and . _ -
- CROSSREF_PLUS_TOKEN holds spaces or signs that no key has
- {file}: services.eutils is plain http; https is needed for every host but this machine
write in the shell:
    export NPCEV_CONTACT=you@your-institute.example
    export NPCEV_TOOL=npcev-at-your-institute
or in {file}:
    contact = "you@your-institute.example"
    tool = "npcev-at-your-institute\""""
    )
    assert KEY not in str(missing.value)


@pytest.mark.parametrize(
    "contact",
    [
        "jane",
        "jane@",
        "@institute.example",
        "jane@institute",
        "a b@institute.example",
        "jäne@institute.example",
        "jane@institute.example;x",
        "jane@institute.example\r\nX-Evil: 1",
        "jane@institute.example, joe@institute.example",
        f"{'a' * 250}@institute.example",
    ],
)
def test_a_contact_that_is_no_mail_address_is_refused(tmp_path: Path, contact: str) -> None:
    said = refusal({**WHO, "NPCEV_CONTACT": contact}, tmp_path)
    assert "- NPCEV_CONTACT is " in said
    assert "no e-mail address" in said
    assert "    export NPCEV_CONTACT=you@your-institute.example" in said
    assert "NPCEV_TOOL" not in said


def test_values_of_the_wrong_type_are_refused(tmp_path: Path) -> None:
    file = write(tmp_path, "contact = 5\ntool = ['a']\nservices = 'x'\ncurator = false\n")
    said = refusal({}, tmp_path).splitlines()
    assert said[1:5] == [
        f'- {file}: services is "x", not a table',
        f"- {file}: contact is 5, no e-mail address",
        f"- {file}: tool is ['a'], not one word of letters, digits and . _ -",
        f"- {file}: curator is False, not one line of text",
    ]


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ('"ftp://x.example"', "is not an http or https address without user and password"),
        ('"x.example"', "is not an http or https address without user and password"),
        ('"https://me:hunter2@x.example"', "is not an http or https address without user and"),
        ("7", "is not an http or https address without user and password"),
        ('"http://x.example"', "is plain http; https is needed for every host but this machine"),
        ('"http://127.0.0.1.x.example"', "is plain http; https is needed for every host but"),
        ('"https://x.example/?api_key=hunter2"', "has a ? or #: give the address only"),
        ('"https://x.example/#hunter2"', "has a ? or #: give the address only"),
        ('"https://x.example:99999"', "has no usable port"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_and_not_shown(
    tmp_path: Path, address: str, fault: str
) -> None:
    file = write(tmp_path, f"[services]\ncrossref = {address}\n")
    said = refusal(WHO, tmp_path)
    assert f"- {file}: services.crossref {fault}" in said
    assert "hunter2" not in said


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "[::1]", "localhost"])
def test_plain_http_is_for_this_machine(tmp_path: Path, host: str) -> None:
    write(tmp_path, f'[services]\ncrossref = "http://{host}:8000"\n')
    assert access(WHO, tmp_path).addresses["crossref"] == f"http://{host}:8000"


def test_broken_toml_is_named_with_its_line(tmp_path: Path) -> None:
    file = write(tmp_path, 'contact = "a@b.example"\ntool = npcev\n')
    assert refusal(WHO, tmp_path) == f"{file}:2:8: this is not TOML: Invalid value"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    file = write(tmp_path, b'tool = "\xe9"\n')
    assert refusal(WHO, tmp_path) == f"{file}: it is not UTF-8"
    file.unlink()
    file.mkdir()
    assert refusal(WHO, tmp_path) == f"{file}: it cannot be read: Is a directory"
    gone = {**WHO, "NPCEV_CONFIG": "/nowhere/npcev.toml"}
    said = "/nowhere/npcev.toml: NPCEV_CONFIG names it, but there is no such file"
    assert refusal(gone, tmp_path) == said


def test_keys_come_from_the_environment_and_are_not_shown(tmp_path: Path) -> None:
    found = access({**WHO, "NCBI_API_KEY": KEY, "CROSSREF_PLUS_TOKEN": f"{KEY}-2\n"}, tmp_path)
    assert (found.ncbi_key, found.crossref_token) == (KEY, f"{KEY}-2")
    assert KEY not in f"{found!r} {found}"


def test_the_curator_is_known_without_contact_and_tool(tmp_path: Path) -> None:
    assert curator_name({}, tmp_path) is None
    write(tmp_path, 'curator = "Jane Doe"\ncontakt = "x"\n')
    assert curator_name({}, tmp_path) == "Jane Doe"
    assert curator_name({"NPCEV_CURATOR": "Joe Doe"}, tmp_path) == "Joe Doe"


def test_a_curator_in_two_lines_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match='NPCEV_CURATOR is "Jane Doe", not one line of text'):
        curator_name({"NPCEV_CURATOR": "Jane\nDoe"}, tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=60)
    | st.recursive(
        st.sampled_from(["1", '"x"', "true", "1979-05-27", "[[" * 3000, "1" * 5000]),
        lambda inner: inner.map(lambda value: f"[{value}]"),
    ).map(lambda value: f"contact = {value}\n[services]\ncrossref = {value}\n".encode())
)
def test_whatever_stands_in_the_file_it_is_used_or_refused(tmp_path: Path, text: bytes) -> None:
    write(tmp_path, text)
    try:
        assert access(WHO, tmp_path).contact == WHO["NPCEV_CONTACT"]
    except AccessError as refused:
        assert str(refused)  # noqa: PT017  (either of both is right)
