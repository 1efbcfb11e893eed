"""Tests stay on this machine: `conftest.py` refuses every other host."""

from __future__ import annotations

import socket

import pytest


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_no_test_reaches_another_host_by_its_number(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with (
        socket.socket(family, socket.SOCK_STREAM) as door,
        pytest.raises(RuntimeError, match="stay on this machine"),
    ):
        door.connect((host, 80))


def test_no_test_asks_for_the_number_of_a_name() -> None:
    with pytest.raises(RuntimeError, match=r"a test tried to reach doi\.example"):
        socket.getaddrinfo("doi.example", 443)


def test_this_machine_itself_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as door,
    ):
        door.sendall(b"hello")
        heard, _ = server.accept()
        with heard:
            assert heard.recv(5) == b"hello"
