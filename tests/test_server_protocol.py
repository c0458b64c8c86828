"""Connections on which nothing comes are closed, those on which something does are not."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from claimlint.server import protocol

ANSWER = b"an answer before the body is read"
HEAD = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with pytest.MonkeyPatch.context() as patch, socket.create_server(("127.0.0.1", 0)) as listening:
        patch.setattr(protocol, "HEAD", 0.3)
        app = PlainTextResponse(ANSWER)
        config = uvicorn.Config(
            app, http=protocol.Protocol, lifespan="off", ws="none", log_config=None, timeout_keep_alive=5
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


def answered(client: socket.socket) -> bool:
    """Read an answer to its end; it comes in pieces."""
    got = b""
    while not got.endswith(ANSWER):
        got += client.recv(10_000)
    return got.startswith(b"HTTP/1.1 200")


def is_closed(client: socket.socket, seconds: float) -> bool:
    client.settimeout(seconds)
    try:
        return not client.recv(10_000)
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: a\r\n", HEAD])
def test_a_head_that_does_not_come_is_not_waited_for(port, sent):
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(sent)
        assert is_closed(client, 10)


def test_nor_is_the_next_one(port):
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert answered(client)
        assert not is_closed(client, 0.6)
        client.sendall(b"GET / HTTP/1.1\r\n")
        assert is_closed(client, 10)


def test_nor_is_a_body_that_nobody_wants(port):
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(HEAD + b"\r\n" + b"a" * 1000)
        assert answered(client)
        client.sendall(b"a" * 1000)
        assert is_closed(client, 10)
