"""Codes of what services said: files of `data/metadata/` and where they differ from a record."""

from __future__ import annotations

from npcev_kb.problems.codes import code
from npcev_kb.problems.problem import Severity


@code()
def metadata_broken() -> tuple[str, str]:
    """A metadata file that no machine wrote in this form.

    Files of `data/metadata/` are written by `npcev enrich` and by nothing else.

    Bad: a file that was edited by hand or by another program.

    Good: the file as `npcev enrich` writes it.
    """
    return "the file is not as npcev enrich writes it", "delete it and run npcev enrich again"


@code(Severity.WARNING)
def metadata_without_record(name: str) -> tuple[str, str]:
    """A metadata file whose record is gone.

    Bad: `data/metadata/x.json` without `data/studies/x.yaml` or `data/works/x.yaml`

    Good: one metadata file for a record that exists.
    """
    return f'there is no record "{name}"', "run npcev enrich, which removes it, or delete it"
