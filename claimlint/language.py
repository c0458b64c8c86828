"""What language a text is in: a few English words decide nearly always, a small model only where they are missing.

English is the answer in doubt: a list of Latin plant names, a garbled text or one in capitals is no other language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from claimlint.analysis import Analysis
from claimlint.clock import charged

#: Shorter texts are English: there is too little to tell by (words; letters for scripts without spaces).
FEWEST_WORDS = 20
FEWEST_LETTERS = 60
#: No text is read further than this (code points).
LONGEST = 20_000
#: Words of English that other languages hardly have; ordinary English has 18 to 35 % of them, others below 3 %.
ENGLISH_SHARE = 0.07
#: The model is asked piece by piece (words), and nearly all pieces must agree.
PIECE = 40
AGREEMENT = 0.8
SURE = 0.8
#: Share of words of one to three small letters in running text of any language in Latin letters; lists have few.
SHORT_SHARE = 0.12
#: Different words a text has at least; what a broken translator repeats has fewer.
VARIETY = 8
_ENGLISH = frozenset(
    (
        "the and of is are with that this you your it not from they which there their what when how these if than more"
        " been were who but or we our should could would his her its about into also because"
    ).split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
#: Languages a text may be said to be in. Not among them: Latin, which names plants and bones in English, and Pidgin.
_NAMES: Mapping[str, str] = dict(
    entry.split(":")
    for entry in (
        "af:Afrikaans ar:Arabic az:Azerbaijani be:Belarusian bg:Bulgarian bn:Bengali bs:Bosnian ca:Catalan cs:Czech cy:Welsh"
        " da:Danish de:German el:Greek es:Spanish et:Estonian eu:Basque fa:Persian fi:Finnish fr:French ga:Irish gl:Galician"
        " gu:Gujarati he:Hebrew hi:Hindi hr:Croatian hu:Hungarian hy:Armenian id:Indonesian is:Icelandic it:Italian ja:Japanese"
        " ka:Georgian kk:Kazakh ko:Korean lt:Lithuanian lv:Latvian mk:Macedonian mr:Marathi ms:Malay mt:Maltese nb:Norwegian"
        " nl:Dutch nn:Norwegian no:Norwegian pl:Polish pt:Portuguese ro:Romanian ru:Russian sk:Slovak sl:Slovenian sq:Albanian"
        " sr:Serbian sv:Swedish sw:Swahili ta:Tamil te:Telugu th:Thai tl:Filipino tr:Turkish uk:Ukrainian ur:Urdu vi:Vietnamese"
        " zh:Chinese"
    ).split()
)


@dataclass(frozen=True)
class Language:
    """What a text is in. code: ISO 639-1 ("en", "de"), None for too little text. english: whether English rules apply."""

    code: str | None
    english: bool = True

    @property
    def name(self) -> str:
        """Its English name."""
        return "English" if self.english else _NAMES.get(self.code or "", "another language")


def language_of(analysis: Analysis) -> Language:
    """Return the language of a document's prose; computed once. What a page declares of itself decides nothing."""
    return analysis.memo("language", lambda: detect(_prose(analysis)))


def _prose(analysis: Analysis) -> str:
    document = analysis.document
    texts = (document.block_text(b) for b in document.blocks if b.kind not in ("boilerplate", "code"))
    return "\n".join(texts)[:LONGEST]


@charged("language")
def detect(text: str) -> Language:
    """Return the language of a text."""
    # Letters that only look different (bold, wide) are the plain ones.
    text = unicodedata.normalize("NFKC", text[:LONGEST])
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    latin = len(_LATIN.findall(" ".join(words)))
    foreign_script = letters >= FEWEST_LETTERS and latin < letters / 2
    if len(words) < FEWEST_WORDS and not foreign_script:
        return Language(None)
    if not foreign_script and (_reads_english(words) or not _runs(words)):
        return Language("en")
    code = _agreed(text, words, spaced=not foreign_script)
    return Language("en") if code is None and not foreign_script else Language(code, english=False)


def _reads_english(words: list[str]) -> bool:
    return sum(word.lower() in _ENGLISH for word in words) >= ENGLISH_SHARE * len(words)


def _runs(words: list[str]) -> bool:
    """Whether words form running text: short ones between long ones, and not the same again and again."""
    short = sum(len(word) <= 3 and word.islower() for word in words)
    shouted = sum(word.isupper() for word in words) > len(words) / 2
    varied = len({word.lower() for word in words}) >= VARIETY
    return varied and (shouted or short >= SHORT_SHARE * len(words))


def _agreed(text: str, words: list[str], *, spaced: bool) -> str | None:
    """Return the language that nearly all pieces of a text are in by the model, or None."""
    identifier = _identifier()
    pieces = [" ".join(words[at : at + PIECE]) for at in range(0, len(words), PIECE)] if spaced else [text]
    if len(pieces) > 1 and len(words) % PIECE < FEWEST_WORDS:
        pieces.pop()
    votes = [identifier.classify(piece.lower()) for piece in pieces]
    codes = [code for code, probability in votes if probability >= SURE]
    best = max(sorted(set(codes)), key=codes.count, default=None)
    return best if best in _NAMES and codes.count(best) >= AGREEMENT * len(votes) else None


@cache
def _identifier() -> Any:
    """Load the model that ships with py3langid: nothing is downloaded."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
