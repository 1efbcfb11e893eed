"""What the project says of itself: its name, and where it is at home."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Settings:
    """What the project knows of itself; addresses are empty until there are any."""

    repository: str = ""
    """Address of the repository, such as https://example.org/group/npcev-kb."""
    branch: str = "main"
    """The branch that edit links lead to."""
    address: str = ""
    """Where the site is published, such as https://example.org/kb/; empty while it is nowhere."""
    name: str = "npcev-kb"
    """What the knowledge base is called."""
    cards: bool = False
    """Whether pictures of pages are drawn for sharing."""

    def edit(self, source: str | None) -> str | None:
        """Return the address where a file is edited, None without a repository."""
        if not self.repository or not source:
            return None
        return f"{self.repository.rstrip('/')}/edit/{self.branch}/{source}"

    def begin(self, folder: str) -> str | None:
        """Return the address where a new file of a folder is begun, None without a repository.

        The way is that of GitHub, which takes a name and a text as `filename` and `value`.
        """
        if not self.repository:
            return None
        return f"{self.repository.rstrip('/')}/new/{self.branch}/{folder}"

    @property
    def issues(self) -> str | None:
        """Return the address where an error is reported, None without a repository."""
        return f"{self.repository.rstrip('/')}/issues" if self.repository else None

    @property
    def releases(self) -> str | None:
        """Return the address of the releases, None without a repository."""
        return f"{self.repository.rstrip('/')}/releases" if self.repository else None

    def report(self, title: str, body: str) -> str | None:
        """Return the address of a new issue that is already filled in, None without a repository.

        The names of the two parameters are those of GitHub, Forgejo and Gitea.
        """
        return (
            f"{self.issues}/new?{urlencode({'title': title, 'body': body})}"
            if self.issues
            else None
        )
