"""The real yaml-language-server, spoken to as an editor does: LSP over stdin and stdout."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

SETTINGS = json.loads(
    (Path(__file__).parents[2] / ".vscode" / "settings.json").read_text(encoding="utf-8")
)


class LanguageServer:
    """A running server; every question waits for its answer."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.process = subprocess.Popen(
            [str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        self.number = 0
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "workspaceFolders": [{"uri": folder.as_uri(), "name": "kb"}],
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {"hover": {"contentFormat": ["markdown"]}},
                },
            },
        )
        self.tell("initialized", {})

    def close(self) -> None:
        """End the server."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.process.wait(timeout=20)
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open a text as the file of a path and return what is marked in it."""
        item = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})
        while True:
            message = self._receive()
            said = message.get("params", {})
            if (
                message.get("method") == "textDocument/publishDiagnostics"
                and said["uri"] == path.as_uri()
            ):
                return list(said["diagnostics"])

    def at(self, what: str, path: Path, line: int, character: int) -> Any:
        """Ask for completion or hover at a place of an open text; both numbers begin at 0."""
        place = {"line": line, "character": character}
        return self.ask(
            f"textDocument/{what}", {"textDocument": {"uri": path.as_uri()}, "position": place}
        )

    def ask(self, method: str, params: Any) -> Any:
        """Ask and return the answer."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while True:
            message = self._receive()
            if "method" not in message and message.get("id") == self.number:
                assert "error" not in message, message
                return message["result"]

    def tell(self, method: str, params: Any) -> None:
        """Tell something that needs no answer."""
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """Return the next message; what the server asks of an editor is answered on the way."""
        assert self.process.stdout is not None
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            assert line, "the server has ended"
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if "method" in message and "id" in message:
            asked = message.get("params", {})
            self._send({"id": message["id"], "result": _answer(message["method"], asked)})
        return message


def _answer(method: str, params: dict[str, Any]) -> Any:
    if method != "workspace/configuration":
        return None
    return [_settings(item.get("section", "")) for item in params["items"]]


def _settings(section: str) -> dict[str, Any]:
    """Return the settings of a section, such as yaml, as an editor holds them."""
    found: dict[str, Any] = {}
    for name, value in SETTINGS.items():
        first, *rest = name.split(".")
        if first == section and rest:
            inner = found
            for part in rest[:-1]:
                inner = inner.setdefault(part, {})
            inner[rest[-1]] = value
    return found
