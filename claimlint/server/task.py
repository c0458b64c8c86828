"""What a process of the service is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claimlint.document import Media
from claimlint.errors import ClaimlintError


@dataclass(frozen=True)
class Asked:
    """What a request says beside its article; None leaves it to the settings.

    name: of the article; overrides of the configuration go by it. excerpt: whether it is a part of an article. details, with_text:
    whether the report lists every sentence, and carries the text.
    """

    name: str = "-"
    media: Media = "text"
    profile: str | None = None
    audience: str | None = None
    region: str | None = None
    excerpt: bool = False
    details: bool = False
    with_text: bool = False


@dataclass(frozen=True)
class Task:
    """An article to check. settings: the number of its settings. data: its bytes. form: of the report."""

    settings: int
    data: bytes
    asked: Asked
    form: Literal["json", "html"] = "json"


@dataclass(frozen=True)
class Answer:
    """A report, or why there is none: ``error`` is with the article, ``fault`` (where it happened, no words of the article) is ours."""

    report: bytes = b""
    error: ClaimlintError | None = None
    fault: str = ""
