"""Where the knowledge base is, and what its folders are called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class ProjectNotFoundError(Exception):
    """No knowledge base was found. The message says where it was looked for."""


@dataclass(frozen=True)
class Project:
    """A folder with a knowledge base: `data/` beside `mkdocs.yml`."""

    root: Path

    @property
    def data(self) -> Path:
        """The folder of the records."""
        return self.root / "data"

    @classmethod
    def find(cls, start: Path, root: Path | None = None) -> Project:
        """Find the knowledge base: the folder given, or the nearest one upwards from `start`.

        Raises:
            ProjectNotFoundError: there is no `data/` folder there.
        """
        if root is not None:
            if not (root / "data").is_dir():
                raise ProjectNotFoundError(f"{root} holds no data/ folder")
            return cls(root.resolve())
        for folder in (start.resolve(), *start.resolve().parents):
            if (folder / "data" / "review.yaml").is_file() or (
                (folder / "mkdocs.yml").is_file() and (folder / "data").is_dir()
            ):
                return cls(folder)
        raise ProjectNotFoundError(
            f"no knowledge base in {start} or above it: run npcev inside one, or give --root"
        )

    def relative(self, path: Path) -> str:
        """Return a path as problems show it: relative to the root, with forward slashes."""
        name = path.relative_to(self.root).as_posix()
        return name.encode("utf-8", "backslashreplace").decode()

    def records(self, folder: str) -> tuple[Path, ...]:
        """Return the YAML files of one folder of `data/`, sorted by name."""
        return tuple(sorted((self.data / folder).glob("*.yaml")))

    def names(self) -> frozenset[str]:
        """Return the names of all studies and works, also of those that are broken."""
        return frozenset(p.stem for folder in ("studies", "works") for p in self.records(folder))

    def metadata(self) -> tuple[Path, ...]:
        """Return the files that `npcev enrich` wrote, sorted by name."""
        return tuple(sorted((self.data / "metadata").glob("*.json")))

    def history(self) -> tuple[Path, ...]:
        """Return the files of decisions, sorted by record and name."""
        return tuple(sorted((self.data / "history").glob("*/*.yaml")))

    def searches(self) -> tuple[Path, ...]:
        """Return the files of the days on which services were searched, sorted by day."""
        return tuple(sorted((self.data / "screening" / "searches").glob("*.yaml")))

    def candidates(self) -> tuple[Path, ...]:
        """Return the files of candidates of the living search, sorted by name."""
        return tuple(sorted((self.data / "screening" / "candidates").glob("*.yaml")))

    def misplaced(self) -> tuple[Path, ...]:
        """Return files under `data/` that would never be read."""
        alone = ("review.yaml", "prefixes.yaml", "people.yaml", "README.md")
        known = {self.data / name for name in alone}
        for folder in ("studies", "works", "entities", "debates", "questions", "waivers"):
            known.update(self.records(folder))
        known.update(self.metadata())
        known.update(self.history())
        known.update(self.data / "screening" / name for name in ("queries.yaml", "README.md"))
        known.update((*self.searches(), *self.candidates()))
        return tuple(
            path
            for path in sorted(self.data.rglob("*"))
            if path.is_file() and path not in known and not path.name.startswith(".")
        )
