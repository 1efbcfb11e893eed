from __future__ import annotations

import pytest

from npcev_kb.store.scalars import Scalar, read_scalar


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("12", 12),
        ("-7", -7),
        ("123456789012345678", 123456789012345678),
        ("0.5", 0.5),
        ("-12.50", -12.5),
    ],
)
def test_what_all_readers_agree_on_has_its_type(written: str, meant: Scalar) -> None:
    value, surprise = read_scalar(written, plain=True)
    assert (value, type(value), surprise) == (meant, type(meant), None)


@pytest.mark.parametrize(
    "written",
    [
        "GLIM1",
        "2026-01-02",
        "2026-01-02T10:00:00Z",
        "10.5555/lamp.1",
        "1.2.3",
        "12-15",
        "-",
        "+",
        ".",
        "1st",
        "e3",
        "No glow",
        "nothing",
        "https://example.org",
        "١٢",
        "½",
    ],
)
def test_what_is_text_to_all_readers_is_text(written: str) -> None:
    assert read_scalar(written, plain=True) == (written, None)


@pytest.mark.parametrize(
    ("reading", "forms"),
    [
        (
            "a truth value",
            "yes Yes YES no No NO on On ON off Off OFF y Y n N True TRUE False FALSE",
        ),
        ("nothing", "Null NULL"),
        ("an octal number", "012 -07 00 0_7"),
        ("a number without its zero", "089 08"),
        ("a number of base 60", "1:30 190:20:30 -1:30 1:30.5"),
        ("a binary, octal or hexadecimal number", "0b101 0o17 0x1F -0x1"),
        ("not a finite number", ".inf -.inf .INF .nan .NaN"),
        ("a number", "1e3 1.5e3 1.5E+3 1_000 1. .5 +7 +0.5 -.5 1234567890123456789"),
    ],
)
def test_what_readers_differ_on_stays_text_and_is_called_a_surprise(
    reading: str, forms: str
) -> None:
    for written in forms.split():
        assert read_scalar(written, plain=True) == (written, reading)


@pytest.mark.parametrize("written", ["NO", "012", "1:30", "true", "null", "", "12", "0.5", "1e3"])
def test_in_quotes_everything_is_text(written: str) -> None:
    assert read_scalar(written, plain=False) == (written, None)
