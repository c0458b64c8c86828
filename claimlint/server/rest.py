"""What is left of a body when a request is refused: who is still sending it would not see the answer if the connection were closed."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.types import Message, Receive, Scope

#: How much is taken and thrown away, and for how long.
BYTES, SECONDS = 20_000_000, 3.0


class Rest:
    """A request's body, and whether it has come in whole."""

    def __init__(self, scope: Scope, receive: Receive):
        headers = dict(scope["headers"])
        self._receive = receive
        # Who waits to be told to go on sends nothing before.
        self._coming = b"expect" not in headers and (
            b"transfer-encoding" in headers or headers.get(b"content-length", b"0") != b"0"
        )

    async def receive(self) -> Message:
        """Return the next piece."""
        message = await self._receive()
        if message["type"] != "http.request" or not message.get("more_body"):
            self._coming = False
        return message

    async def drain(self) -> None:
        """Take what is left of it, up to the limits."""
        size = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS):
                while self._coming and size < BYTES:
                    size += len((await self.receive()).get("body", b""))
