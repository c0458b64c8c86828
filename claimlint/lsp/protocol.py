"""pygls, made patient: what cannot be understood is answered or noted, and never shown to a reader in a window."""

from __future__ import annotations

import logging
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcParseError
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol

LOG = logging.getLogger("claimlint.lsp")


class Protocol(LanguageServerProtocol):
    """Answers requests whose parameters cannot be read; pygls leaves the client waiting for them.

    It keeps no texts: pygls's own copies take any line break of Unicode for the end of a line, and are not used.
    """

    lsp_text_document__did_open = None  # type: ignore[assignment]
    lsp_text_document__did_change = None  # type: ignore[assignment]
    lsp_text_document__did_close = None  # type: ignore[assignment]

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Return a message as its type. Raises JsonRpcException for one that fits none."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if isinstance(data.get("id"), int | str) and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise


class PatientServer(LanguageServer):
    """A language server that notes errors instead of showing them."""

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Note an error; a message that is no JSON is answered, as JSON-RPC has it."""
        if isinstance(error, ValueError):
            refused = {"code": JsonRpcParseError.CODE, "message": first_line(error)}
            self.protocol._send_data({"jsonrpc": "2.0", "id": None, "error": refused})
        LOG.error("A message was left aside: %s", first_line(error))


class OneLine(logging.Formatter):
    """Writes the first line of what is noted, without tracebacks: editors show it to their users."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        return f"claimlint: {first_line(record.getMessage())}"


def first_line(said: object) -> str:
    """Return the first line of a text, or the name of an error without one."""
    lines = str(said).strip().splitlines()
    return lines[0] if lines else type(said).__name__


def note_on_stderr() -> None:
    """Let all that libraries note go to standard error, one line each, but for warnings of protocol matters."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("pygls").setLevel(logging.ERROR)


def log_to_client(server: LanguageServer, kind: types.MessageType, message: str) -> None:
    """Write a line into the editor's log."""
    server.window_log_message(types.LogMessageParams(kind, message))
