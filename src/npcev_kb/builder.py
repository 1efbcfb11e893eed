"""Building and serving the site with MkDocs: beside the old one, then swapped."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from mkdocs.commands import serve as mkdocs_serve
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from npcev_kb.mkdocs_plugin import NpcevPlugin
from npcev_kb.pipeline import Verdict
from npcev_kb.store.project import Project


def build(
    project: Project,
    *,
    keep_going: bool,
    verdict: Verdict | None = None,
    report: Callable[[int, int], None] | None = None,
) -> Path:
    """Build the whole site and return its folder; a failed build leaves the old site alone.

    Args:
        project: the knowledge base.
        verdict: a verdict on the project, if it was validated just now.
        keep_going: leave broken records out instead of stopping.
        report: called with pages made and pages in all.

    Raises:
        mkdocs.exceptions.MkDocsException: the site cannot be built.
    """
    config = load_config(str(project.root / "mkdocs.yml"), strict=not keep_going)
    site = Path(config.site_dir)
    fresh, old = site.with_name(f".{site.name}.next"), site.with_name(f".{site.name}.old")
    config.site_dir = str(fresh)
    plugin = _plugin(config)
    plugin.config.keep_going = keep_going or plugin.config.keep_going
    plugin.report, plugin.verdict = report, verdict
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    return site


def serve(project: Project, address: str) -> None:
    """Serve the site and rebuild when data, templates or docs change; ends with Ctrl-C."""
    mkdocs_serve.serve(str(project.root / "mkdocs.yml"), dev_addr=address)


def _plugin(config: MkDocsConfig) -> NpcevPlugin:
    plugin = config.plugins["npcev"]
    assert isinstance(plugin, NpcevPlugin), "mkdocs.yml names another plugin npcev"
    return plugin
