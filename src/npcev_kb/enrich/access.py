"""Who asks the services, and where they are: from the environment and one file at home.

Neither is part of the repository. Keys come from the environment only and are never shown.
"""

from __future__ import annotations

import ipaddress
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from npcev_kb.model.ids import is_web_address
from npcev_kb.model.published import tidy

ADDRESSES: Mapping[str, str] = MappingProxyType(
    {
        "crossref": "https://api.crossref.org",
        "eutils": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
        "idconv": "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles",
        "europepmc": "https://www.ebi.ac.uk/europepmc/webservices/rest",
        "openalex": "https://api.openalex.org",
    }
)
"""Where each service is, as it documents itself; table [services] of the file names others."""
_CONTACT = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE
)
_TOOL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_KEY = re.compile(r"[!-~]{1,500}")
_SECRET = re.compile(r"(?i)key|token|secret|password")
_PLACE = re.compile(r"line ([0-9]+), column ([0-9]+)")
_NAMES = {"contact": "NPCEV_CONTACT", "tool": "NPCEV_TOOL", "curator": "NPCEV_CURATOR"}
_EXAMPLES = {"contact": "you@your-institute.example", "tool": "npcev-at-your-institute"}


class AccessError(Exception):
    """The configuration cannot be used; the message says all that is wrong and what to do."""


class AccessMissingError(AccessError):
    """Contact address, name of the tool or both are given nowhere."""


@dataclass(frozen=True)
class Access:
    """Who we are towards services. What is printed of it holds no key."""

    contact: str
    """E-mail address to which a service may write."""
    tool: str
    """Name of the tool, as one word."""
    curator: str | None = None
    """Name that decisions bear."""
    ncbi_key: str | None = field(default=None, repr=False)
    """API key of NCBI."""
    crossref_token: str | None = field(default=None, repr=False)
    """Token of Crossref Metadata Plus."""
    addresses: Mapping[str, str] = field(default_factory=lambda: ADDRESSES)
    """Base address of each service, by its name in `ADDRESSES`, without a slash at its end."""


def access(environment: Mapping[str, str], home: Path) -> Access:
    """Return who we are, from the environment and, where that is silent, from the file.

    Args:
        environment: variables by name; an empty one counts as not set.
        home: where .config/npcev/config.toml is, unless NPCEV_CONFIG names another file.

    Raises:
        AccessMissingError: contact or tool is given nowhere; the message says all there is to mend.
        AccessError: something given cannot be used, or the file cannot be read.
    """
    given = _Given(environment, home)
    contact = given.text("contact", _CONTACT.fullmatch, "no e-mail address")
    tool = given.text("tool", _TOOL.fullmatch, "not one word of letters, digits and . _ -")
    found = Access(
        contact=contact or "",
        tool=tool or "",
        curator=given.curator(),
        ncbi_key=given.key("NCBI_API_KEY"),
        crossref_token=given.key("CROSSREF_PLUS_TOKEN"),
        addresses=given.addresses(),
    )
    missing = [name for name, value in (("contact", contact), ("tool", tool)) if value is None]
    if missing or given.wrong:
        raise given.error(missing)
    return found


def curator_name(environment: Mapping[str, str], home: Path) -> str | None:
    """Return the name that decisions bear, None if none is configured; nothing else is needed.

    Raises:
        AccessError: the name cannot be used, or the file cannot be read.
    """
    given = _Given(environment, home, whole=False)
    name = given.curator()
    if given.wrong:
        raise given.error([])
    return name


class _Given:
    """What environment and file give, and what of it is wrong."""

    def __init__(self, environment: Mapping[str, str], home: Path, *, whole: bool = True) -> None:
        self._environment = environment
        named = self._variable("NPCEV_CONFIG")
        self.path = Path(named) if named else home / ".config" / "npcev" / "config.toml"
        self._file = _read(self.path, required=bool(named))
        self.wrong: list[str] = list(_strangers(self._file, self.path)) if whole else []
        self._wrong_names: set[str] = set()

    def _variable(self, name: str) -> str | None:
        return self._environment.get(name, "").strip() or None

    def text(self, name: str, fits: Callable[[str], object], else_: str) -> str | None:
        """Return a text of the environment or the file; None if neither gives it."""
        value: object = self._variable(_NAMES[name])
        source = f"{_NAMES[name]} is"
        if value is None:
            value, source = self._file.get(name), f"{self.path}: {name} is"
        if value is None or value == "":
            return None
        if not isinstance(value, str) or len(value) > 254 or not fits(value):
            self.wrong.append(f"{source} {_shown(value)}, {else_}")
            self._wrong_names.add(name)
        return str(value)

    def curator(self) -> str | None:
        """Return the name that decisions bear."""
        return self.text("curator", lambda name: name == tidy(name), "not one line of text")

    def key(self, variable: str) -> str | None:
        """Return a key of the environment; it is not shown, even if it cannot be one."""
        value = self._variable(variable)
        if value and not _KEY.fullmatch(value):
            self.wrong.append(f"{variable} holds spaces or signs that no key has")
        return value

    def addresses(self) -> Mapping[str, str]:
        """Return the base address of every service."""
        table = self._file.get("services", {})
        found = dict(ADDRESSES)
        for name, address in table.items() if isinstance(table, dict) else ():
            fault = _fault_of(address)
            if name not in ADDRESSES:
                continue
            if fault:
                self.wrong.append(f"{self.path}: services.{name} {fault}")
            else:
                found[name] = str(address).rstrip("/")
        return MappingProxyType(found)

    def error(self, missing: list[str]) -> AccessError:
        """Return the error that says all of it, and how contact and tool are set."""
        lines = ["the configuration of npcev cannot be used:"]
        lines += [f"- {name} is missing; services want to know who asks" for name in missing]
        lines += [f"- {fault}" for fault in self.wrong]
        mend = [name for name in _EXAMPLES if name in missing or name in self._wrong_names]
        if mend:
            lines.append("write in the shell:")
            lines += [f"    export {_NAMES[name]}={_EXAMPLES[name]}" for name in mend]
            lines.append(f"or in {self.path}:")
            lines += [f'    {name} = "{_EXAMPLES[name]}"' for name in mend]
        return (AccessMissingError if missing else AccessError)("\n".join(lines))


def _read(path: Path, *, required: bool) -> Mapping[str, object]:
    """Return what a TOML file says; nothing if it is not there and need not be."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        fault = "NPCEV_CONFIG names it, but there is no such file" if required else None
    except OSError as error:
        fault = f"it cannot be read: {error.strerror}"
    except UnicodeDecodeError:
        fault = "it is not UTF-8"
    except (ValueError, RecursionError) as error:
        place = _PLACE.search(str(error))
        where = f"{path}:{place[1]}:{place[2]}" if place else str(path)
        what = tidy(str(error).partition(" (at ")[0])
        raise AccessError(f"{where}: this is not TOML: {what}") from None
    if fault:
        raise AccessError(f"{path}: {fault}")
    return {}


def _strangers(file: Mapping[str, object], path: Path) -> Iterator[str]:
    """Yield what does not belong in the file: keys above all, and names nobody knows."""
    table = file.get("services", {})
    if not isinstance(table, dict):
        yield f"{path}: services is {_shown(table)}, not a table"
        table = {}
    for known, names in ((_NAMES.keys() | {"services"}, file), (ADDRESSES.keys(), table)):
        for name in names:
            if name in known:
                continue
            if _SECRET.search(name):
                yield (
                    f"{path}: {_shown(name)} looks like a key, and keys do not belong in files; "
                    "delete it there and set NCBI_API_KEY or CROSSREF_PLUS_TOKEN in the shell"
                )
            else:
                yield f"{path}: {_shown(name)} is not known; known are {', '.join(sorted(known))}"


def _fault_of(address: object) -> str | None:
    """Return why a text cannot be the base address of a service; the text may hold a secret."""
    if not isinstance(address, str) or not is_web_address(address):
        return "is not an http or https address without user and password"
    parts = urlsplit(address)
    try:
        loopback = (
            parts.hostname == "localhost" or ipaddress.ip_address(parts.hostname or "").is_loopback
        )
    except ValueError:
        loopback = False
    if parts.query or parts.fragment:
        return "has a ? or #: give the address only"
    if parts.scheme == "http" and not loopback:
        return "is plain http; https is needed for every host but this machine"
    try:
        return None if parts.port != 0 else "has no usable port"
    except ValueError:
        return "has no usable port"


def _shown(value: object) -> str:
    """Return a value of a file for a message: in one line, cut, a text in quotes."""
    text = tidy(str(value))
    short = text if len(text) <= 60 else text[:57] + "..."
    return f'"{short}"' if isinstance(value, str) else short
