"""What all tests share: no network, the toy knowledge base, built sites, accepted pages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import toy

LOOPBACK = {"127.0.0.1", "::1", "localhost", "", None}
ADDRESS_OF = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="take the pages of today as golden")


def pytest_configure(config: pytest.Config) -> None:
    sys.addaudithook(stay_at_home)


def stay_at_home(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse every connection but those to this machine; sockets of files have text addresses."""
    if event not in ADDRESS_OF:
        return
    address = arguments[ADDRESS_OF[event]]
    if event in ("socket.connect", "socket.sendto"):
        if not isinstance(address, tuple):
            return
        address = address[0]
    host = address.decode() if isinstance(address, bytes) else address
    if host not in LOOPBACK:
        raise RuntimeError(f"a test tried to reach {host}: tests stay on this machine")


@pytest.fixture(scope="session")
def toy_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the toy knowledge base, built once; for reading only."""
    return toy.build(toy.copy(tmp_path_factory.mktemp("toy") / "kb"))


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real knowledge base, built once; for reading only."""
    return toy.build(toy.copy_real(tmp_path_factory.mktemp("real") / "kb"))
