"""The names of things in linked data: addresses of the site, or URNs while it has no address.

`urn:npcev:` is not registered with IANA: it says plainly that nothing is to be found there. The
namespace of our own terms is the same in every copy, so that a query is too.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import quote

from npcev_kb.model.ids import is_web_address

URN = "urn:npcev:"
OWN = f"{URN}def:"
"""The namespace of our own classes, properties and words."""
PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "bibo": "http://purl.org/ontology/bibo/",
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "np": "http://www.nanopub.org/nschema#",
        "npcev": OWN,
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
_PAGES = {
    "study": "studies/{id}/#record",
    "work": "works/{id}/#record",
    "debate": "debates/{id}/#record",
    "question": "questions/{id}/#record",
    "claim": "studies/{whole}/#{part}",
    "experiment": "studies/{whole}/#{part}",
    "term": "entities/{kind}/{id}/#term",
    "kind": "entities/{id}/#terms",
    "module": "modules/{id}/#module",
    "nanopub": "data/nanopublications.trig#{id}",
}
"""Where each kind of thing stands on the site; what has no page of its own stands on Data."""


def written(text: str) -> str:
    """Return a text as it may stand inside an IRI: whatever is no plain sign is percent-encoded."""
    return quote(text, safe="-._~")


def expanded(name: str) -> str:
    """Return the IRI that a short name such as `dcterms:title` stands for."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@functools.cache
def word(vocabulary: str, value: str) -> str:
    """Return the short name of a word of a closed list: `npcev:EffectKind-no_effect`."""
    plain = "".join(char if (char.isascii() and char.isalnum()) or char == "_" else "-"
                    for char in value)  # fmt: skip
    return f"npcev:{vocabulary}-{plain}"


@dataclass(frozen=True)
class Names:
    """The names of the things of one knowledge base."""

    address: str = ""
    """Where the site is published; empty while it is nowhere."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """The kind of each term, by its key."""
    patterns: Mapping[str, str] = field(default_factory=dict)
    """For each register the pattern of its addresses, with `{id}`."""

    def of(self, kind: str, name: str = "") -> str:
        """Return the IRI of a thing.

        Args:
            kind: what it is, such as `study` or `claim`.
            name: its id or key; the address of a claim or experiment; nothing for the review and
                the dataset, of which there is one.
        """
        if not self.address:
            return f"{URN}{kind}:{written(name)}" if name else f"{URN}{kind}"
        whole, _, part = name.partition(".")
        page = _PAGES.get(kind, f"data/#{kind}-{{id}}" if name else f"data/#{kind}")
        return f"{self.address.rstrip('/')}/" + page.format(
            id=written(name), whole=written(whole), part=written(part),
            kind=written(self.kinds.get(name, "")),
        )  # fmt: skip

    def elsewhere(self, curie: str) -> str | None:
        """Return the address to which an identifier of a register leads, None if there is none."""
        prefix, _, local = curie.partition(":")
        pattern = self.patterns.get(prefix)
        address = pattern.replace("{id}", quote(local, safe="-._~/:")) if pattern else None
        return address if address and is_web_address(address) else None


def part(whole: str, step: str) -> str:
    """Return the IRI of a part that has no name of its own: `…#metrics-1`, then `….arms-1`."""
    return f"{whole}{'.' if '#' in whole else '#'}{step}"
