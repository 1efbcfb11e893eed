"""Building and serving the site with MkDocs: beside the old one, then swapped."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from pathlib import Path
from tempfile import TemporaryDirectory

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
    folder: Path | None = None,
) -> Path:
    """Build the whole site and return its folder; a failed build leaves the old site alone.

    Args:
        project: the knowledge base.
        verdict: a verdict on the project, if it was validated just now.
        keep_going: leave broken records out instead of stopping.
        report: called with pages made and pages in all.
        folder: where the site is put; otherwise where `mkdocs.yml` says.

    Raises:
        mkdocs.exceptions.MkDocsException: the site cannot be built.
    """
    config = load_config(str(project.root / "mkdocs.yml"), strict=not keep_going)
    site = folder or Path(config.site_dir)
    fresh = site.with_name(f".{site.name}.next")
    plugin = _plugin(config, verdict, report=report)
    plugin.config.keep_going = keep_going or plugin.config.keep_going
    _make(config, fresh)
    _swap(fresh, site)
    return site


def preview(
    project: Project,
    verdict: Verdict,
    folder: Path,
    changed: Collection[str],
    gone: Collection[str],
) -> bool:
    """Build some pages over a copy of the last site; tell whether there was one to copy.

    Args:
        project: the knowledge base.
        verdict: a verdict on it; broken records are left out.
        folder: where the preview is put; what was there is replaced.
        changed: addresses of the pages that are built.
        gone: addresses of pages that the knowledge base no longer has.

    Raises:
        mkdocs.exceptions.MkDocsException: the pages cannot be built.
    """
    config = load_config(str(project.root / "mkdocs.yml"), strict=False)
    site, fresh = Path(config.site_dir), folder.with_name(f".{folder.name}.next")
    only = {f"{address}/index.md".lstrip("/") for address in changed}
    _plugin(config, verdict, only=only).config.keep_going = True
    shutil.rmtree(fresh, ignore_errors=True)
    copied = site.is_dir()
    if copied:
        shutil.copytree(site, fresh)
    with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as beside:
        _make(config, Path(beside) / "pages")
        shutil.copytree(Path(beside) / "pages", fresh, dirs_exist_ok=True)
    for address in gone:
        (fresh / address / "index.html").unlink(missing_ok=True)
    _swap(fresh, folder)
    return copied


def _make(config: MkDocsConfig, folder: Path) -> None:
    """Build into a folder; what a failed build left there is taken away."""
    config.site_dir = str(folder)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _swap(fresh: Path, folder: Path) -> None:
    """Put a new folder in the place of an old one."""
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def serve(project: Project, address: str) -> None:
    """Serve the site and rebuild when data, templates or docs change; ends with Ctrl-C."""
    mkdocs_serve.serve(str(project.root / "mkdocs.yml"), dev_addr=address)


def _plugin(
    config: MkDocsConfig,
    verdict: Verdict | None,
    *,
    report: Callable[[int, int], None] | None = None,
    only: Collection[str] | None = None,
) -> NpcevPlugin:
    """Return our plugin, told what this build is for.

    MkDocs keeps one plugin for all builds of a process, so each build sets all of it anew.
    """
    plugin = config.plugins["npcev"]
    assert isinstance(plugin, NpcevPlugin), "mkdocs.yml names another plugin npcev"
    plugin.verdict, plugin.report, plugin.only = verdict, report, only
    return plugin
