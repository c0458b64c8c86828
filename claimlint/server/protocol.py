"""Connections of clients that say nothing, or take nothing, are closed: uvicorn alone would wait for them."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds for a request's head to come in, for what is left of a body that nobody wants, and for a piece of an answer to be taken.
HEAD, TAKE = 10.0, 30.0


class Protocol(H11Protocol):
    """A connection with limits on what uvicorn does not limit."""

    _late: asyncio.TimerHandle | None = None
    _stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take a piece of a request."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._late = _ended(self._late)
        self._stuck = _ended(self._stuck)
        super().connection_lost(exc)

    def _watch(self) -> None:
        """Let time run while a head, or a body after its answer, is coming in."""
        theirs, ours = self.conn.their_state, self.conn.our_state
        if theirs is h11.IDLE or (theirs is h11.SEND_BODY and ours is h11.DONE):
            self._late = self._late or self.loop.call_later(HEAD, self.transport.abort)
        else:
            self._late = _ended(self._late)

    def on_response_complete(self) -> None:
        """Wait for the next request; uvicorn closes the connection when none comes."""
        super().on_response_complete()
        if self.conn.their_state is h11.IDLE:
            self._late = _ended(self._late)

    def pause_writing(self) -> None:
        """Let time run while an answer is not taken."""
        super().pause_writing()
        self._stuck = self._stuck or self.loop.call_later(TAKE, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on."""
        super().resume_writing()
        self._stuck = _ended(self._stuck)

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection on which nothing comes, whether or not what was sent is taken."""
        super().timeout_keep_alive_handler()
        self._stuck = self._stuck or self.loop.call_later(TAKE, self.transport.abort)


def _ended(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    if timer is not None:
        timer.cancel()
    return None
