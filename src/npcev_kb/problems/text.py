"""Codes of the text of a file: found before anything is known of its meaning."""

from __future__ import annotations

from npcev_kb.problems.codes import code


@code()
def tab_character() -> tuple[str, str]:
    """A tab stands where YAML wants spaces.

    Bad: a line that is indented with a tab.

    Good: two spaces for each level.
    """
    return "a tab is used for indentation", "replace it by spaces, two for each level"


@code()
def yaml_syntax(problem: str, context: str) -> tuple[str, str]:
    """The file is not YAML.

    Nothing else of the file can be checked until this is mended.

    Bad:

        label: HMGB3: a protein

    Good:

        label: "HMGB3: a protein"
    """
    said = f"{context}, {problem}" if context else problem
    return (
        f"not valid YAML: {said}",
        "look at this line and the one before it: an unquoted colon, quote or bracket is usual",
    )


@code()
def too_deep(limit: int) -> tuple[str, str]:
    """The file is nested deeper than any record.

    Bad: fifty thousand opening brackets.

    Good: the three to five levels of a record.
    """
    return f"nested deeper than {limit} levels", "a record needs five levels at most"


@code()
def several_documents() -> tuple[str, str]:
    """A second YAML document begins in the file.

    Bad:

        id: a-study
        ---
        id: another-study

    Good: two files, one record each.
    """
    return "a second document begins here", "put each record into a file of its own"


@code()
def duplicate_key(key: str, first: int) -> tuple[str, str]:
    """The same key stands twice in one mapping.

    YAML readers keep one of the two and say nothing, so half of what was written would vanish.

    Bad:

        reading_basis: abstract
        reading_basis: full_text

    Good:

        reading_basis: full_text
    """
    return (
        f'"{key}" stands twice in this mapping, first in line {first}',
        "keep one of the two",
    )


@code()
def anchor_or_alias(what: str) -> tuple[str, str]:
    """The file uses an anchor, an alias or a merge key.

    They make a value stand in two places of a record, out of sight of a reviewer.

    Bad:

        cargo: &c [{entity: hmgb3, form: protein}]
        targets: *c

    Good: the value written where it belongs.
    """
    return f"{what} is not allowed", "write the value out"


@code()
def explicit_tag(tag: str) -> tuple[str, str]:
    """A value carries a YAML tag.

    Bad:

        year: !!str 2021

    Good:

        volume: "12"
    """
    return f"the tag {tag} is not allowed", "remove the tag; quote the value to make it text"


@code()
def surprising_scalar(text: str, reading: str) -> tuple[str, str]:
    """An unquoted value that YAML readers take for something else.

    `NO` is false to some of them, `012` is ten, `1:30` is ninety. Here it is an error, so that
    nobody has to know the rules.

    Bad:

        issue: 012
        pages: 1:30

    Good:

        issue: "012"
        pages: "1:30"
    """
    return (
        f"unquoted {text} is {reading} to many YAML readers",
        f'write "{text}" in quotes if text is meant',
    )


@code()
def text_cut_by_comment(lost: str) -> tuple[str, str]:
    """A number sign cuts an unquoted text short.

    YAML takes a space and # for the beginning of a comment, and what follows is lost.

    Bad:

        text: Vesicles of patient #3 carry it.

    Good:

        text: "Vesicles of patient #3 carry it."
    """
    return (
        f'"{lost}" is a comment to YAML and is lost',
        "put the whole text in quotes, or the comment on a line of its own",
    )


@code()
def key_not_text(found: str) -> tuple[str, str]:
    """A key of a mapping is not a plain word.

    Bad:

        ? [a, b]
        : value

    Good:

        name: value
    """
    return f"a key must be text, found {found}", "use a field's name as the key"


@code()
def not_a_mapping(found: str) -> tuple[str, str]:
    """The file does not hold a record: fields with values.

    Bad:

        - id: hmgb3-angiogenesis

    Good:

        id: hmgb3-angiogenesis
    """
    return (
        f"a record is a mapping of fields, found {found}",
        "start each line with a field's name and a colon",
    )
