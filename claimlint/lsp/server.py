"""The server: keeps the open texts, has them checked when they change, and says what was found."""

from __future__ import annotations

import asyncio
import gc
import traceback
from collections.abc import Callable
from functools import partial
from typing import Any

from lsprotocol import types

from claimlint import __version__
from claimlint.errors import ReadError
from claimlint.lsp.checking import Checked, checked
from claimlint.lsp.diagnostics import diagnostics
from claimlint.lsp.documents import Opened, changed, opened
from claimlint.lsp.positions import Encoding
from claimlint.lsp.protocol import PatientServer, Protocol, log_to_client
from claimlint.lsp.settings import ClientSettings, read_settings
from claimlint.lsp.worker import Worker

#: Seconds a text must have rested before it is checked: changes come a key at a time.
REST = 0.02
#: What has all models loaded when it is checked.
WARMING = "Ginger is a remedy that cures arthritis within a week, as people have always known."


class Server(PatientServer):
    """A language server with its open texts. All of it but the checks runs in the protocol's thread."""

    def __init__(self, left_out: Callable[[str], bool]) -> None:
        super().__init__(
            "claimlint",
            __version__,
            protocol_cls=Protocol,
        )
        self.left_out = left_out
        self.documents: dict[str, Opened] = {}
        self.settings = ClientSettings()
        self.asked_to_stop = False
        self.worker = Worker()
        self._timers: dict[str, asyncio.TimerHandle] = {}

    @property
    def encoding(self) -> Encoding:
        """The units of columns that client and server agreed on."""
        agreed: Any = self.workspace.position_encoding
        encoding: Encoding = getattr(agreed, "value", agreed) or "utf-16"
        return encoding

    # --- texts ------------------------------------------------------------------------------------

    def open(self, item: types.TextDocumentItem) -> None:
        """Take a text in and have it checked, if it is an article."""
        self.close(item.uri)
        document = opened(item, self.encoding)
        if document is None:
            return
        if self.left_out(document.name):
            message = (
                f"{document.name} is left out as a paper of a project; claimlint check reads it when named."
            )
            log_to_client(self, types.MessageType.Info, message)
            return
        self.documents[item.uri] = document
        self.ask(document, rest=0)

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take changes of an open text in."""
        document = self.documents.get(params.text_document.uri)
        if document is None:
            return
        for change in params.content_changes:
            document.lines = changed(document.lines, change)
        document.version = params.text_document.version
        self.ask(document)

    def close(self, uri: str) -> None:
        """Forget a text and take back what was said of it."""
        if self.documents.pop(uri, None) is None:
            return
        if timer := self._timers.pop(uri, None):
            timer.cancel()
        self.worker.drop(uri)
        self._publish(uri, None, [])

    # --- settings ---------------------------------------------------------------------------------

    def configure(self, sent: Any) -> None:
        """Take an editor's settings and have all open texts checked anew."""
        self.settings, faults = read_settings(sent)
        for fault in faults:
            message = f"claimlint: {fault}"
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))
        self.check_all()

    def check_all(self) -> None:
        """Have all open texts checked anew."""
        for document in self.documents.values():
            self.ask(document)

    def warm_up(self) -> None:
        """Load the models before the first text needs them."""
        settings = self.settings

        def warm() -> None:
            _guarded(partial(checked, WARMING, "", "text", None, settings))
            # Models, rules and word lists stay: to look through them for garbage holds a check up for as long as a check takes.
            gc.freeze()

        self.worker.put("", warm)

    # --- checks -----------------------------------------------------------------------------------

    def ask(self, document: Opened, rest: float = REST) -> None:
        """Have a text checked when it has rested; what was found in it before is stale."""
        document.serial += 1
        if timer := self._timers.pop(document.uri, None):
            timer.cancel()
        loop = asyncio.get_running_loop()
        self._timers[document.uri] = loop.call_later(rest, self._submit, loop, document)

    def _submit(self, loop: asyncio.AbstractEventLoop, document: Opened) -> None:
        """Give the worker a text as it stands now."""
        self._timers.pop(document.uri, None)
        serial, text, settings = document.serial, document.lines.text, self.settings
        name, media, path = document.name, document.media, document.path

        def check() -> None:
            found = _guarded(partial(checked, text, name, media, path, settings))
            # The loop is gone when the editor is.
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._deliver, document, serial, found)

        self.worker.put(document.uri, check)

    def _deliver(self, document: Opened, serial: int, found: Checked | str) -> None:
        """Say what was found, if the text is still the one that was checked."""
        if self.documents.get(document.uri) is not document or document.serial != serial:
            return
        if isinstance(found, str):
            log_to_client(self, types.MessageType.Error, found)
            found = _failed(found)
        document.checked, document.checked_serial = found, serial
        self._publish(document.uri, document.version, diagnostics(document, found))

    def _publish(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        params = types.PublishDiagnosticsParams(uri=uri, version=version, diagnostics=found)
        self.text_document_publish_diagnostics(params)


def _guarded(work: Callable[[], Checked]) -> Checked | str:
    """Return what work gives, or a text that tells what went wrong: a mistake of ours must not stop the server."""
    try:
        return work()
    except Exception:
        return traceback.format_exc()


def _failed(trace: str) -> Checked:
    """Return what is said of a text over which claimlint itself failed."""
    reason = trace.strip().splitlines()[-1]
    hint = "Its log has the details; please report it."
    return Checked(
        error=ReadError("internal-error", f"claimlint failed over this text ({reason}).", "", hint)
    )
