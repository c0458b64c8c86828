"""What the server answers: each message of the protocol, and what it leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lsprotocol import types

from claimlint.lsp.actions import KINDS, actions, without_versions
from claimlint.lsp.diagnostics import range_of
from claimlint.lsp.hover import hover_at, hover_text
from claimlint.lsp.server import Server


def make_server(left_out: Callable[[str], bool]) -> Server:
    """Return a server that is ready to be started. left_out: whether a file of that name is not checked."""
    server = Server(left_out)
    _life(server)
    _texts(server)
    _questions(server)
    return server


def _life(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.configure(params.initialization_options)

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        server.warm_up()

    @server.feature(types.SHUTDOWN)
    def shutdown(params: Any) -> None:
        server.asked_to_stop = True

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configured(params: types.DidChangeConfigurationParams) -> None:
        sent = params.settings
        workspace = server.client_capabilities.workspace
        if not sent and workspace and workspace.configuration:
            # Newer editors say only that something changed, and want to be asked.
            item = types.ConfigurationItem(section="claimlint")
            sent = (await server.workspace_configuration_async(types.ConfigurationParams([item])))[0]
        server.configure(sent)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        server.check_all()


def _texts(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.open(params.text_document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        server.change(params)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)


def _questions(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        document = server.documents.get(params.text_document.uri)
        checked = document.fresh if document else None
        if document is None or checked is None:
            return None
        found = hover_at(checked, document.lines.offset(params.position.line, params.position.character))
        if not found:
            return None
        kind = types.MarkupKind.Markdown if _reads_markdown(server) else types.MarkupKind.PlainText
        text = hover_text(checked, found, markdown=kind is types.MarkupKind.Markdown)
        place = range_of(document.lines, found[0].start, found[0].end)
        return types.Hover(types.MarkupContent(kind, text), place)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=KINDS))
    def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        document = server.documents.get(params.text_document.uri)
        checked = document.fresh if document else None
        if document is None or checked is None:
            return []
        found = actions(document, checked, params)
        return found if _knows_versions(server) else [without_versions(action) for action in found]


def _reads_markdown(server: Server) -> bool:
    texts = server.client_capabilities.text_document
    formats = texts.hover.content_format if texts and texts.hover else None
    return formats is None or types.MarkupKind.Markdown in formats


def _knows_versions(server: Server) -> bool:
    workspace = server.client_capabilities.workspace
    edits = workspace.workspace_edit if workspace else None
    return bool(edits and edits.document_changes)
