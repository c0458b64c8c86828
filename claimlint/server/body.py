"""From a request to an article: which format, how much, how long, which encoding."""

from __future__ import annotations

import asyncio
import codecs
import re
from collections.abc import AsyncIterator, Mapping

from starlette.requests import ClientDisconnect, Request

from claimlint.document import Media
from claimlint.server.asked import of_json, of_query
from claimlint.server.limits import Limits
from claimlint.server.problem import Problem
from claimlint.server.task import Asked

#: Formats by content type; JSON says the format itself.
MEDIA_TYPES: Mapping[str, Media] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
}
JSON = "application/json"
#: Encodings that a content type may name: what browsers know of single bytes and of East Asia, and Unicode. Others of Python's are no
#: encodings of texts, or cost more than the text is long.
_CHARSET = re.compile(
    r"(?i)(?:utf-?8|utf-?16(?:le|be)?|(?:us-)?ascii|iso-8859-\d{1,2}|latin-?1|windows-\d{3,4}|koi8-[ru]|euc-(?:jp|kr)|gb(?:2312|k|18030)|big5|shift_jis)"
)


async def article_of(request: Request, limits: Limits) -> tuple[bytes, Asked]:
    """Return the article of a request, and what is asked beside it.

    Raises Problem: 400 for what cannot be made out, 408 for a body that comes too slowly, 413 for one that is too large, 415 for a format
    that is not read, 422 for a text in another encoding than it says.
    """
    kind, charset = _content_type(request)
    body = await _read(request, limits)
    if kind == JSON:
        if request.query_params:
            raise Problem(400, "bad-request", "With JSON, options stand in the body, not in the address.")
        text, asked = of_json(body)
        return _utf_8(text), asked
    asked = of_query(request.query_params.multi_items(), MEDIA_TYPES[kind])
    return (_utf_8(_decoded(body, charset)) if charset else body), asked


def _content_type(request: Request) -> tuple[str, str]:
    """Return the content type, and the charset that it names."""
    head, *parameters = request.headers.get("content-type", "").split(";")
    kind = head.strip().lower()
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise Problem(
            415, "unknown-encoding", "Content-Encoding is not undone here. Send the article as it is."
        )
    if kind != JSON and kind not in MEDIA_TYPES:
        known = ", ".join((*MEDIA_TYPES, JSON))
        what = "names a format that is not read" if kind else "is missing"
        raise Problem(415, "unknown-format", f"Content-Type {what}. Known: {known}.", {"Accept-Post": known})
    named = (pair.partition("=") for pair in parameters)
    charset = next((value.strip(" \t\"'") for key, _, value in named if key.strip().lower() == "charset"), "")
    if charset and not _CHARSET.fullmatch(charset):
        raise Problem(415, "unknown-charset", "Content-Type names a charset that is not read. Send UTF-8.")
    return kind, "" if kind == JSON else charset


async def _read(request: Request, limits: Limits) -> bytes:
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > limits.max_bytes:
        raise _too_large(limits)
    parts, size = [], 0
    try:
        async with asyncio.timeout(limits.body_seconds):
            async for part in _parts(request):
                size += len(part)
                if size > limits.max_bytes:
                    raise _too_large(limits)
                parts.append(part)
    except TimeoutError:
        detail = f"The body did not come in within {limits.body_seconds:g} seconds."
        raise Problem(408, "slow", detail, {"Connection": "close"}) from None
    except ClientDisconnect:
        raise Problem(499, "gone", "Who asked has left.") from None
    return b"".join(parts)


async def _parts(request: Request) -> AsyncIterator[bytes]:
    async for part in request.stream():
        yield part


def _too_large(limits: Limits) -> Problem:
    return Problem(413, "too-large", f"The body has more than {limits.max_bytes:,} bytes.")


def _decoded(body: bytes, charset: str) -> str:
    try:
        return body.decode(codecs.lookup(charset).name)
    except (LookupError, UnicodeError):
        detail = f"The body is not {charset}, though Content-Type says so."
        raise Problem(422, "undecodable", detail) from None


def _utf_8(text: str) -> bytes:
    """Return a text as the readers take it. What they would guess an encoding by is refused: the encoding is known."""
    if "\0" in text:
        raise Problem(422, "binary", f"The text holds a NUL character, at {text.index(chr(0))}.")
    try:
        return text.removeprefix("\ufeff").encode()
    except UnicodeEncodeError as error:
        detail = f"The text holds half a character (a lone surrogate), at {error.start}."
        raise Problem(422, "undecodable", detail) from None
