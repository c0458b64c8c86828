"""A small client of the language server: JSON-RPC over the pipes of a process, read in order."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

from tests.conftest import ROOT

#: Seconds after which a session that hangs is ended.
LONGEST = 300


class Client:
    """An editor's end of a session."""

    def __init__(self, *, arguments: tuple[str, ...] = (), environment: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "claimlint", "lsp", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        )
        self.seen: list[dict[str, Any]] = []
        self._number = 0
        self._end = threading.Timer(LONGEST, self.process.kill)
        self._end.daemon = True
        self._end.start()

    # --- messages ---------------------------------------------------------------------------------

    def raw(self, data: bytes) -> None:
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def body(self, data: bytes) -> None:
        self.raw(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))

    def notify(self, method: str, params: object = None) -> None:
        self.body(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode())

    def read(self) -> dict[str, Any]:
        size = 0
        while (line := self.process.stdout.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            size = int(value) if name == b"Content-Length" else size
        data = self.process.stdout.read(size)
        assert data, "the server ended"
        message: dict[str, Any] = json.loads(data)
        self.seen.append(message)
        return message

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            if wanted(message := self.read()):
                return message

    def ask(self, method: str, params: object = None) -> dict[str, Any]:
        self._number += 1
        number = self._number
        self.body(json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}).encode())
        return self.until(lambda message: message.get("id") == number and "method" not in message)

    # --- what editors do --------------------------------------------------------------------------

    def start(self, options: object = None, **capabilities: object) -> dict[str, Any]:
        known = {"workspace": {"workspaceEdit": {"documentChanges": True}}, **capabilities}
        params = {
            "processId": None,
            "rootUri": None,
            "capabilities": known,
            "initializationOptions": options,
        }
        result = self.ask("initialize", params)["result"]
        self.notify("initialized", {})
        return result

    def open(self, uri: str, text: str, language: str = "markdown", version: int = 1) -> None:
        item = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, uri: str, version: int, *changes: dict[str, Any]) -> None:
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    def diagnostics(self, uri: str, version: int | None = 1) -> list[dict[str, Any]]:
        """Wait for what is said of a version of a text."""
        published = self.until(
            lambda m: (
                m.get("method") == "textDocument/publishDiagnostics"
                and m["params"]["uri"] == uri
                and m["params"].get("version") == version
            )
        )
        return list(published["params"]["diagnostics"])

    def checked(self, text: str, uri: str = "file:///drafts/a.md", language: str = "markdown") -> list[Any]:
        """Open a text and return what is said of it."""
        self.open(uri, text, language)
        return self.diagnostics(uri)

    def stop(self) -> tuple[int, str]:
        """Say goodbye; return exit code and what stands on standard error."""
        self.ask("shutdown")
        self.notify("exit")
        return self.ended()

    def left(self) -> tuple[int, str]:
        """Go away without a word."""
        self.process.stdin.close()
        return self.ended()

    def ended(self) -> tuple[int, str]:
        said = self.process.stderr.read().decode()
        code = self.process.wait()
        self._end.cancel()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            pipe.close()
        return code, said
