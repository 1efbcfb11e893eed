"""Codes of single fields: there or not, of the right type, in the vocabulary, of a fitting size."""

from __future__ import annotations

from collections.abc import Sequence

from npcev_kb.problems.codes import Said, code
from npcev_kb.problems.problem import Remedy


def _meant(suggestion: str | None) -> str:
    return f'; did you mean "{suggestion}"?' if suggestion else ""


@code()
def missing_field(field: str, owner: str, about: str) -> tuple[str, str]:
    """A required field is not there.

    Bad:

        metrics:
          - {name: auc, value: 0.7}

    Good:

        metrics:
          - {name: auc, value: 0.7, unit: ratio, matrix: tissue}
    """
    return f'{owner} needs the field "{field}"', f"{field}: {about}" if about else f"add {field}"


@code()
def unknown_field(
    field: str, owner: str, suggestion: str | None, fields: Sequence[str], sole: str | None = None
) -> Said:
    """A field that the record does not have.

    Bad:

        carg:
          - {entity: hmgb3, form: protein}

    Good:

        cargo:
          - {entity: hmgb3, form: protein}
    """
    return (
        f'"{field}" is not a field of {owner}{_meant(suggestion)}',
        f"the fields are {', '.join(fields)}" if fields else "remove it",
        Remedy(field, sole) if sole else None,
    )


@code()
def wrong_type(expected: str, found: str, hint: str, remedy: Remedy | None = None) -> Said:
    """A value of another kind than the field holds.

    Numbers are strict: text in quotes is not a number, and `true` is not one.

    Bad:

        n: "129"
        cargo: hmgb3

    Good:

        n: 129
        cargo: [{entity: hmgb3, form: protein}]
    """
    return f"expected {expected}, found {found}", hint, remedy


@code()
def not_in_vocabulary(
    found: str, suggestion: str | None, members: Sequence[str], remedy: Remedy | None = None
) -> Said:
    """A value that is not a member of the field's vocabulary.

    Every member has a definition: see the page on the record's vocabularies.

    Bad:

        reading_basis: abstracts

    Good:

        reading_basis: abstract
    """
    message = f"{found} is not in the vocabulary{_meant(suggestion)}"
    return message, f"one of: {', '.join(members)}", remedy


@code()
def empty_value(what: str) -> tuple[str, str]:
    """A value is there but empty.

    What is not known is left out; an empty text or list says nothing.

    Bad:

        label: ""

    Good: the text, or no such line.
    """
    return f"{what} is empty", "write it, or leave the whole field out"


@code()
def untidy_text(what: str, remedy: Remedy | None = None) -> Said:
    """A text with control characters or with spaces around it.

    Bad:

        label: " HMGB3 "

    Good:

        label: HMGB3
    """
    return f"the text {what}", "remove what cannot be seen", remedy


@code()
def out_of_range(found: str, expected: str) -> tuple[str, str]:
    """A number outside what is possible.

    Bad:

        n: 0

    Good:

        n: 51
    """
    return f"{found} is not possible: expected {expected}", "check the number in the source"


@code()
def malformed_value(found: str, about: str) -> tuple[str, str]:
    """A text that does not have the form its field needs.

    Bad:

        url: example.org/{id}

    Good:

        url: https://example.org/{id}
    """
    return f"{found} does not have the form of this field", about or "see the field's description"


@code()
def text_too_long(length: int, limit: int) -> tuple[str, str]:
    """A text longer than its place.

    A finding is one sentence and a statement a few: what is longer belongs into two statements.

    Bad: a finding of 600 characters.

    Good: one sentence, and the rest in `details`.
    """
    return (
        f"{length} characters, more than the {limit} that fit",
        "shorten it or split it into several statements",
    )


@code()
def repeated_item(what: str) -> tuple[str, str]:
    """The same item stands twice in one list.

    Bad:

        review_refs: [30, 30]

    Good:

        review_refs: [30]
    """
    return f"{what} stands twice in the list", "keep one of the two"
