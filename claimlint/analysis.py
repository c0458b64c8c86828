"""A Document with its sentences, and the lazily computed parts that checks and guards ask for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Any, TypeVar, cast

from claimlint.clock import charged
from claimlint.columns import Columns, columns
from claimlint.document import Block, Document
from claimlint.finding import Hit
from claimlint.nlp import parse_span, parse_spans, read
from claimlint.readership import Readership, readership_of
from claimlint.sentences import ends_in_abbreviation, sentence_spans
from claimlint.suppression.outcome import Outcome
from claimlint.terms import Term, term_matcher

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

#: Blocks longer than this are analysed in pieces (code points): spaCy copies the arrays of a whole text for every
#: sentence that is parsed, so that one long line would cost more than its words in paragraphs.
CHUNK = 4_000
#: A longer block below "References" is prose (code points).
LONGEST_ENTRY = 600
REFERENCE_HEADING = re.compile(
    r"^\W*(?:references?|sources?|bibliography|citations?|further reading|works cited|notes and sources)\W*$",
    re.I,
)
#: Longer blocks are no headings (code points).
LONGEST_TITLE = 200
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LOCATOR = re.compile(r"\b(?:19|20)\d\d\b|https?://|\bdoi\b", re.I)
T = TypeVar("T")
_BREAK = re.compile(r"\s+")
_STOP = re.compile(r"[.!?]\s+")


def _lower(word: str) -> str:
    # A string for each word, not for each time it stands somewhere: a long text would be kept several times over.
    return intern(word.lower())


@dataclass(frozen=True)
class Sentence:
    """A sentence of one block. text: as written, at start:end of ``Document.text``; span: its spaCy tokens.

    In headings in Title Case or capitals the tokens are in plain case (``plain_case``).
    """

    index: int
    block: Block
    start: int
    end: int
    text: str
    span: Span

    @cached_property
    def tokens(self) -> Columns:
        """What the first pass says of its tokens: to ask each token of ``span`` is slow."""
        return columns(self.span)

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """Its tokens in lower case, curly apostrophes straightened."""
        lower = self.tokens.lower
        return tuple(word.replace("’", "'") for word in lower) if "’" in self.text else lower

    @cached_property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """Lemma and form of each token, in lower case."""
        return tuple(zip(map(_lower, self.tokens.lemmas), self.tokens.lower, strict=True))

    @cached_property
    def marks(self) -> tuple[tuple[int, str], ...]:
        """Index and text of its tokens that hold no letter or digit: the signs."""
        return tuple((i, t) for i, t in enumerate(self.tokens.texts) if not any(map(str.isalnum, t)))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All its lemmas and forms, also as in ``lower``."""
        return frozenset(self.lower).union(*zip(*self.forms, strict=True))

    @property
    def scope(self) -> str:
        """The rule scope its block belongs to."""
        kind = self.block.kind
        return kind if kind in ("title", "heading", "quote") else "sentence"

    def offset(self, token_index: int) -> int:
        """Return the document offset at which a token (index within the sentence) begins."""
        return self.start + self._token_starts[token_index]

    def token_at(self, offset: int) -> int:
        """Return the index within the sentence of the token that holds a document offset."""
        return max(bisect_right(self._token_starts, offset - self.start) - 1, 0)

    @cached_property
    def _token_starts(self) -> list[int]:
        first = self.span[0].idx
        return [token.idx - first for token in self.span]

    def range(self, first: int, last: int) -> tuple[int, int]:
        """Return the document range of tokens ``first`` to ``last``, both included."""
        return self.offset(first), self.offset(last) + len(self.span[last])


@dataclass
class Analysis:
    """A document with its sentences; parses and terms are computed when first asked for.

    outcome: what became of its suppressions; the linter fills it in before the checks that report on them.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    nlp: Language
    readership: Readership = field(default_factory=Readership)
    outcome: Outcome = field(default_factory=Outcome)
    _memo: dict[str, Any] = field(default_factory=dict, repr=False)

    def memo(self, name: str, compute: Callable[[], T]) -> T:
        """Return a named part, computing it the first time (facts, guard contexts)."""
        if name not in self._memo:
            self._memo[name] = compute()
        return cast(T, self._memo[name])

    @cached_property
    def starts(self) -> list[int]:
        """Document offsets at which sentences begin."""
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds a document offset."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0 or self.sentences[index].end < offset:
            return None
        return self.sentences[index]

    @cached_property
    def prose(self) -> tuple[Sentence, ...]:
        """The sentences claim checks read: everything but boilerplate and code."""
        return tuple(s for s in self.sentences if s.block.kind not in ("boilerplate", "code"))

    @cached_property
    def _block_sentences(self) -> dict[int, list[Sentence]]:
        table: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            table.setdefault(sentence.block.start, []).append(sentence)
        return table

    def in_block(self, block: Block) -> list[Sentence]:
        """Return the sentences of a block."""
        return self._block_sentences.get(block.start, [])

    @cached_property
    def holding(self) -> Mapping[str, list[int]]:
        """Word or lemma to the indices of the sentences of the prose that hold it (``Sentence.vocabulary``)."""
        table: dict[str, list[int]] = {}
        for sentence in self.prose:
            for word in sentence.vocabulary:
                table.setdefault(word, []).append(sentence.index)
        return table

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words and lemmas of the prose."""
        return frozenset(self.holding)

    @cached_property
    def prose_blocks(self) -> list[Block]:
        """The blocks claim checks read, in order."""
        return [block for block in self.document.blocks if block.kind not in ("boilerplate", "code")]

    @cached_property
    def _prose_places(self) -> dict[int, int]:
        return {block.start: place for place, block in enumerate(self.prose_blocks)}

    def beside(self, block: Block) -> list[Block]:
        """Return a block with those before and after it, without headings; nothing for one that is no prose."""
        at = self._prose_places.get(block.start)
        if at is None:
            return []
        near = self.prose_blocks[max(at - 1, 0) : at + 2]
        return [b for b in near if b is block or b.kind not in ("title", "heading")]

    @cached_property
    def lead_in_of(self) -> dict[int, Block]:
        """Start of a list item's block to the block before its list."""
        table: dict[int, Block] = {}
        lead: Block | None = None
        for block in self.document.blocks:
            if block.kind != "item":
                lead = block
            elif lead is not None:
                table[block.start] = lead
        return table

    @cached_property
    def _addresses(self) -> list[int]:
        """Sorted starts of the links that lead to an address."""
        return sorted(link.start for link in self.document.links if "//" in link.href)

    def linked(self, block: Block) -> bool:
        """Whether a block holds a link with an address."""
        at = bisect_left(self._addresses, block.start)
        return at < len(self._addresses) and self._addresses[at] < block.end

    @cached_property
    def heading_of(self) -> dict[int, Block]:
        """Block start to the heading (or title) that governs the block."""
        table: dict[int, Block] = {}
        governing: Block | None = None
        for block in self.document.blocks:
            if block.kind in ("title", "heading"):
                governing = block if block.level or block.kind == "heading" else governing
            elif governing is not None:
                table[block.start] = governing
        return table

    @cached_property
    def listed(self) -> frozenset[int]:
        """Starts of the blocks below a heading such as "References"."""
        text = self.document.block_text
        lists = {h.start for h in set(self.heading_of.values()) if REFERENCE_HEADING.match(text(h))}
        return frozenset(start for start, heading in self.heading_of.items() if heading.start in lists)

    @cached_property
    def words(self) -> int:
        """Words of prose."""
        return sum(any(map(str.isalnum, word)) for sentence in self.prose for word in sentence.lower)

    @cached_property
    def terms(self) -> dict[int, list[Term]]:
        """Sentence index to the health terms found in it, one pass over the whole document."""
        return _terms(self)

    def parse(self, sentence: Sentence) -> Doc | None:
        """Return the sentence parsed on its own, or None when there is no parser or it is too long.

        Token i of the result is token i of ``sentence.span``.
        """
        return parse_span(self.nlp, sentence.span)

    def parse_ahead(self, sentences: Iterable[Sentence]) -> None:
        """Parse sentences that will be asked for: together they take less time."""
        parse_spans(self.nlp, [sentence.span for sentence in sentences])


@charged("terms")
def _terms(analysis: Analysis) -> dict[int, list[Term]]:
    find = term_matcher(analysis.nlp)
    return {s.index: found for s in analysis.prose if (found := find(s.span, s.text))}


@charged("first pass")
def analyse(
    document: Document, nlp: Language, audience: str | None = None, region: str | None = None
) -> Analysis:
    """Tokenise, tag and split a document into sentences; none crosses a block boundary.

    audience, region: keys of ``readership.py``; None to take what the document says of itself.
    """
    chunks = [chunk for block in document.blocks for chunk in _chunks(document, block)]
    entries = _reference_entries(document)
    texts = (plain_case(document.text[start:end]) for _, start, end in chunks)
    docs = read(nlp, texts)
    sentences: list[Sentence] = []
    for (block, start, _), doc in zip(chunks, docs, strict=True):
        for span in [doc[:]] if block.start in entries and len(doc) else sentence_spans(doc):
            low, high = start + span.start_char, start + span.end_char
            sentences.append(Sentence(len(sentences), block, low, high, document.text[low:high], span))
    return Analysis(document, tuple(sentences), nlp, readership_of(document, audience, region))


def plain_case(text: str) -> str:
    """Lower the capitals of a line in Title Case or all capitals, keeping its length and its first letter.

    Taggers see names in capitals ("Garlic Cures Cancer"). Other texts, and words with inner capitals, stay.
    """
    words = _WORD.findall(text) if len(text) <= LONGEST_TITLE else []
    long = [word for word in words if len(word) > 3]
    if len(words) < 3 or len(long) < 2 or sum(word[0].isupper() for word in long) < 0.8 * len(long):
        return text
    shout = text.isupper()

    def lower(match: re.Match[str]) -> str:
        word = match[0]
        capitalised = word[1:].islower() or word == "A"
        plain = word.lower()
        return plain if (shout or capitalised) and word != "I" and len(plain) == len(word) else word

    return text[0] + _WORD.sub(lower, text[1:])


def _reference_entries(document: Document) -> set[int]:
    """Return the starts of blocks below a heading "References": each is one entry, however many full stops it has."""
    entries: set[int] = set()
    inside = False
    for block in document.blocks:
        if block.kind in ("title", "heading"):
            inside = bool(REFERENCE_HEADING.match(document.block_text(block)))
        elif inside and block.end - block.start <= LONGEST_ENTRY:
            locator = _LOCATOR.search(document.text, block.start, block.end)
            if block.kind == "item" or (block.kind == "paragraph" and locator):
                entries.add(block.start)
    return entries


def _chunks(document: Document, block: Block) -> Iterator[tuple[Block, int, int]]:
    """Cut a long block at sentence ends, else at white space, else anywhere."""
    start = block.start
    while block.end - start > CHUNK:
        end = start + _cut(document.text[start : start + CHUNK])
        yield block, start, end
        start = end
    yield block, start, block.end


def _cut(window: str) -> int:
    """Return where the second half of a window is best cut: after a sentence, else a word, else at its end."""
    half = len(window) // 2
    ends = [m for m in _STOP.finditer(window, half) if not ends_in_abbreviation(window[: m.start() + 1])]
    if ends:
        return ends[-1].end()
    return max((m.end() for m in _BREAK.finditer(window, half)), default=len(window))


#: A compiled check: yields the hits of a document.
Check = Callable[[Analysis], Iterable[Hit]]
