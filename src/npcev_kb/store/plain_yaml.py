"""Plain data as YAML that our own strict reader reads back as it was."""

from __future__ import annotations

import yaml

from npcev_kb.store.scalars import read_scalar


class Inline(list[str]):
    """A list that is written in one line."""


class _Dumper(yaml.SafeDumper):
    """Writes texts so that no reader takes them for anything else."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    meaning, surprise = read_scalar(value, plain=True)
    style = '"' if surprise or meaning != value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _inline(dumper: yaml.SafeDumper, items: Inline) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Inline, _inline)


def as_yaml(data: object) -> str:
    """Return plain data as YAML in the order given, one line for each text."""
    return str(yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6))
