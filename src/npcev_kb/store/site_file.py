"""What `mkdocs.yml` says of the site: its name, and where it is published."""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

from npcev_kb.model.ids import is_web_address
from npcev_kb.store.project import Project


class SiteFile(NamedTuple):
    """The name of a site and its address; both empty where the file does not tell."""

    name: str = ""
    address: str = ""


class _Lenient(yaml.SafeLoader):
    """Takes tags that only MkDocs knows for nothing: they run code, or read the environment."""


def _nothing(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    return None


for _tag in ("!", "tag:yaml.org,2002:python/"):
    _Lenient.add_multi_constructor(_tag, _nothing)


def site_file(project: Project) -> SiteFile:
    """Return name and address of the site of a project; nothing where the file cannot be read."""
    try:
        data: Any = yaml.load((project.root / "mkdocs.yml").read_bytes(), Loader=_Lenient)
    except (OSError, yaml.YAMLError):
        return SiteFile()
    told = data if isinstance(data, dict) else {}
    name, address = told.get("site_name"), told.get("site_url")
    return SiteFile(
        name if isinstance(name, str) else "",
        address if isinstance(address, str) and is_web_address(address) else "",
    )
