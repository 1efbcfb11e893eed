"""Codes of pointers from one file to another: terms, sections, references, prefixes."""

from __future__ import annotations

from collections.abc import Sequence

from npcev_kb.problems.codes import Said, code
from npcev_kb.problems.problem import Remedy


@code()
def unknown_entity(key: str, suggestion: str | None, sole: str | None = None) -> Said:
    """A record names a term that is not in the registry.

    Cargo, cell types, cell lines, pathways and the like are named by the keys of
    `data/entities/`, so that one thing has one name.

    Bad:

        cargo: [{entity: miR-193b, form: mirna}]

    Good:

        cargo: [{entity: mir-193b-3p, form: mirna}]
    """
    meant = f'; did you mean "{suggestion}"?' if suggestion else ""
    return (
        f'"{key}" is not in data/entities{meant}',
        "use the key of an entry or add one; leave the field out if it is not known",
        Remedy(key, sole) if sole else None,
    )


@code()
def entity_of_wrong_kind(key: str, kind: str, role: str, kinds: Sequence[str]) -> tuple[str, str]:
    """A term of another kind than the field takes.

    Bad:

        cargo: [{entity: c666-1, form: protein}]

    Good:

        models: {cell_lines: [{entity: c666-1}]}
    """
    return (
        f'"{key}" is of the kind {kind}, which cannot stand as {role}',
        f"kinds that can: {', '.join(kinds)}",
    )


@code()
def unknown_section(section: str, suggestion: str | None) -> tuple[str, str]:
    """A section that the review does not have.

    Bad:

        at: review 3.9

    Good:

        at: review 3.2
    """
    meant = f'; did you mean "{suggestion}"?' if suggestion else ""
    return f'the review has no section "{section}"{meant}', "see the sections in data/review.yaml"


@code()
def unknown_reference(number: int, last: int) -> tuple[str, str]:
    """A reference number that the review does not have.

    Bad:

        review_refs: [910]

    Good:

        review_refs: [91]
    """
    return (
        f"the review has no reference {number}",
        f"its references run from 1 to {last}",
    )


@code()
def unknown_prefix(prefix: str, suggestion: str | None) -> tuple[str, str]:
    """A term identifier whose prefix is not in `data/prefixes.yaml`.

    Bad:

        curie: HUGO:5004

    Good:

        curie: HGNC:5004
    """
    meant = f'; did you mean "{suggestion}"?' if suggestion else ""
    return (
        f'"{prefix}" is not in data/prefixes.yaml{meant}',
        "use a known prefix, or add it with its address pattern and licence",
    )


@code()
def no_kinds() -> tuple[str, str]:
    """There are files of terms, but nothing says which kinds of term there are.

    Bad: `data/entities/genes.yaml` without `data/entities/kinds.yaml`

    Good: both.
    """
    return "the kinds of term are missing", "write data/entities/kinds.yaml: see the guide to terms"


@code()
def unknown_kind(kind: str, suggestion: str | None) -> tuple[str, str]:
    """A file of terms whose name is not a kind listed in `data/entities/kinds.yaml`.

    Bad: `data/entities/protein.yaml`

    Good: `data/entities/genes.yaml`
    """
    meant = f'; did you mean "{suggestion}"?' if suggestion else ""
    return f'"{kind}" is not a kind of term{meant}', "add it to data/entities/kinds.yaml first"


@code()
def section_in_two_modules(section: str) -> tuple[str, str]:
    """Two modules claim one section.

    Bad: section `4.3` under two modules.

    Good: each section under one module at most.
    """
    return f'section "{section}" stands under two modules', "keep it under one"
