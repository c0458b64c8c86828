"""The only door to spaCy: pipelines, matchers, sentence splitting and parsing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from claimlint.clock import charged
from claimlint.errors import ModelError
from claimlint.foreign_components import bringer
from claimlint.interrupts import undisturbed
from claimlint.lemmas import remember
from claimlint.spacy_import import without_command_line
from claimlint.token_patterns import refuse_costly, with_re2, written_out
from claimlint.word_vectors import remembering

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Doc, Span

BUNDLED = "en_claimlint"
#: Parsing cost grows with length; beyond this a "sentence" is no sentence (tokens).
LONGEST_PARSE = 200
#: Longer words and rows of signs are none and skip the tokenizer, which peels signs off one by one and looks at the
#: whole rest each time: they become tokens of this length, not one for each sign.
LONGEST_WORD = 1_000
LONGEST_SIGNS = 80
#: What spaCy's arrays say of tokens that begin a sentence, and of the others.
START, NO_START = 1, -1
#: Texts in one batch: more are no faster, and their arrays leave the processor's cache.
BATCH = 16
#: Texts whose first pass and parses are kept: an article that is checked again after a change has mostly the same paragraphs
#: (about 1 KB a token).
KEPT = 512
_WORD = re.compile(r"\S+")
_SIGNS = re.compile(rf"[^\w\s]{{{LONGEST_SIGNS + 1},}}")


def parse_span(nlp: Language, span: Span) -> Doc | None:
    """Return a sentence parsed on its own; None without a parser or when it is too long. Kept as long as its text's first pass."""
    parse_spans(nlp, [span])
    return _parses(span)[span.start, span.end]


def _parses(span: Span) -> dict[tuple[int, int], Doc | None]:
    """Return the parses of a text's sentences, by first token and end."""
    kept: dict[tuple[int, int], Doc | None] = span.doc.user_data.setdefault("parses", {})
    return kept


@charged("parse")
def parse_spans(nlp: Language, spans: Iterable[Span]) -> None:
    """Parse sentences, each on its own, for ``parse_span``; several at once take two thirds of the time."""
    new = [span for span in spans if (span.start, span.end) not in _parses(span)]
    parser: Any = nlp.get_pipe("parser") if new and "parser" in nlp.component_names else None
    alone: list[Span] = []
    for span in new:
        if span.doc.has_annotation("DEP"):
            _parses(span)[span.start, span.end] = span.as_doc()
        elif parser is None or len(span) > LONGEST_PARSE:
            _parses(span)[span.start, span.end] = None
        else:
            alone.append(span)
    docs = parser.pipe(map(_sentence, alone)) if alone else ()
    for span, doc in zip(alone, docs, strict=True):
        _parses(span)[span.start, span.end] = doc


def _sentence(span: Span) -> Doc:
    """Return a text of one sentence."""
    from spacy.attrs import SENT_START
    from spacy.tokens import Doc

    attributes: Any = Doc._get_array_attrs()
    array: Any = span.doc.to_array(attributes)
    starts = array[:, attributes.index(SENT_START)].view("int64")
    starts[:], starts[span.start] = NO_START, START
    copied: Any = span.as_doc
    doc: Doc = copied(array_head=attributes, array=array)
    return doc


def libraries() -> Any:
    """Import spaCy, and return it."""
    with undisturbed(), without_command_line():
        import spacy

    return spacy


@lru_cache(maxsize=2)
def load_pipeline(name: str = BUNDLED) -> Language:
    """Load the bundled pipeline, an installed spaCy pipeline or one in a directory.

    Raises ModelError ``no-model`` when there is none of that name, ``bad-model`` when it, or a component that another
    distribution adds to spaCy, cannot be loaded. The bundled one needs no such component, and is read where it lies:
    nothing is copied or downloaded.
    """
    spacy = libraries()
    target: Any = _bundled() if name == BUNDLED else name
    config = _empty_tokenizer() if name == BUNDLED else {}
    if name == BUNDLED and not target.is_dir():
        raise ModelError(
            "no-model", "The bundled language model is missing.", str(target), "Install claimlint again."
        )
    nlp: Language
    try:
        nlp = spacy.load(target, config=config)
    except Exception as error:
        brought_by = bringer(error)
        if not brought_by or name != BUNDLED:
            _unloadable(name, error, brought_by)
        with _own_components():
            nlp = spacy.load(target, config=config)
    if name == BUNDLED:
        network: Any = nlp.get_pipe("tok2vec")
        network.model.replace_node(network.model.layers[0], remembering(network.model.layers[0]))
        remember(nlp.get_pipe("lemmatizer"))
    if not {"senter", "parser", "sentencizer"} & set(nlp.component_names):
        nlp.add_pipe("sentencizer")
    return nlp


def _empty_tokenizer() -> dict[str, Any]:
    """Return settings by which a pipeline's tokenizer starts empty.

    A pipeline that was saved brings all its tokenizer's rules; to make those of spaCy's English first, only to put others in their
    place, is a quarter of the time that it takes to load.
    """
    from spacy.tokenizer import Tokenizer
    from spacy.util import registry

    name = "claimlint.EmptyTokenizer.v1"
    registry.tokenizers(name, func=lambda: lambda nlp: Tokenizer(nlp.vocab))
    return {"nlp": {"tokenizer": {"@tokenizers": name}}}


def components(name: str) -> Sequence[str]:
    """Return the names of a pipeline's components, disabled ones too; of the bundled one without loading it. Errors as ``load_pipeline``."""
    if name == BUNDLED and (file := _bundled() / "meta.json").is_file():
        return tuple(json.loads(file.read_text(encoding="utf-8"))["components"])
    return tuple(load_pipeline(name).component_names)


def model_version(name: str) -> str:
    """Return the version that a pipeline says it has; of the bundled one without loading it. Errors as ``load_pipeline``."""
    if name == BUNDLED and (file := _bundled() / "meta.json").is_file():
        return str(json.loads(file.read_text(encoding="utf-8"))["version"])
    return str(load_pipeline(name).meta.get("version", ""))


def _bundled() -> Path:
    return Path(__file__).parent / "models" / BUNDLED


def _unloadable(name: str, error: Exception, brought_by: str) -> NoReturn:
    """Raise ModelError for what users can mend. brought_by: the distribution with the component that failed, if one did."""
    if brought_by:
        message = f"A component that {brought_by} adds to spaCy cannot be imported: {type(error).__name__}: {error}."
        hint = "Update or uninstall it: spaCy imports all there are."
        raise ModelError("bad-model", message, "", hint) from error
    told = str(error).rstrip(".")
    if isinstance(error, OSError):
        hint = "Install it with pip, or leave out --model to use the bundled one."
        raise ModelError("no-model", f"No spaCy pipeline “{name}”: {told}.", "", hint) from error
    if isinstance(error, ValueError | KeyError | ImportError):
        raise ModelError("bad-model", f"The spaCy pipeline “{name}” cannot be loaded: {told}.") from error
    raise error


@contextmanager
def _own_components() -> Iterator[None]:
    """Let spaCy import no other distribution's components; only where that fails anyway, so that nobody misses them."""
    from spacy.util import registry

    registry._entry_point_factories.entry_points = False
    try:
        yield
    finally:
        registry._entry_point_factories.entry_points = True


def first_pass_disabled(nlp: Language) -> list[str]:
    """Return the pipes to leave out of the first pass: the parser, where something else finds sentences."""
    if {"senter", "sentencizer"} & set(nlp.pipe_names) and "parser" in nlp.pipe_names:
        return ["parser"]
    return []


def read(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """Tokenise, tag and split texts, in order; the parser waits until somebody asks.

    What is made of a text depends on nothing beside it and is kept: the same text gives the same Doc, which nobody may change.
    """
    asked = list(texts)
    places = {text: _place(nlp, text) for text in asked}
    new = [text for text, place in places.items() if not place]
    docs = nlp.pipe(
        (_tokenised(nlp, text) for text in new), disable=first_pass_disabled(nlp), batch_size=BATCH
    )
    for text, doc in zip(new, docs, strict=True):
        places[text].append(doc)
    return (places[text][0] for text in asked)


@lru_cache(maxsize=KEPT)
def _place(nlp: Language, text: str) -> list[Doc]:
    """Return where the Doc of a text is kept; empty until it is read, in a batch with others."""
    return []


def _tokenised(nlp: Language, text: str) -> Doc:
    """Tokenise a text; no character of it is lost."""
    # No word or row of signs is longer than what stands between spaces.
    ordinary = max(map(len, text.split()), default=0) <= min(LONGEST_WORD, LONGEST_SIGNS)
    runs = [] if ordinary else sorted(_absurd(text))
    if not runs:
        return nlp.make_doc(text)
    from spacy.tokens import Doc

    parts: list[Doc] = []
    at = 0
    for low, high, most in runs:
        parts.append(nlp.make_doc(text[at:low]))
        pieces = [text[start : min(start + most, high)] for start in range(low, high, most)]
        parts.append(Doc(nlp.vocab, words=pieces, spaces=[False] * len(pieces)))
        at = high
    parts.append(nlp.make_doc(text[at:]))
    joined = Doc.from_docs([part for part in parts if len(part)], ensure_whitespace=False)
    assert joined is not None and len(joined.text) == len(text)
    return joined


def _absurd(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, length of its tokens) for rows of signs and words that are too long to be any."""
    at = 0
    for signs in [*_SIGNS.finditer(text), None]:
        low, high = signs.span() if signs else (len(text), len(text))
        for word in _WORD.finditer(text, at, low):
            if word.end() - word.start() > LONGEST_WORD:
                yield *word.span(), LONGEST_WORD
        if low < high:
            yield low, high, LONGEST_SIGNS
        at = high


def phrase_matcher(nlp: Language, phrases: Mapping[str, Iterable[str]]) -> PhraseMatcher:
    """Compile phrases by label; matching ignores case and goes token by token."""
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    split = splitter(nlp)
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for label, texts in phrases.items():
        matcher.add(label, [Doc(nlp.vocab, words=split(text.lower())) for text in sorted(set(texts))])
    return matcher


@lru_cache(maxsize=2)
def splitter(nlp: Language) -> Callable[[str], list[str]]:
    """Return how a pipeline cuts words into tokens."""
    from spacy.attrs import ORTH

    # A document for each of 45,000 words is most of a start. The bundled pipeline takes nothing off mere letters, cuts them at hyphens,
    # and lists the words that it treats otherwise.
    own = nlp.meta.get("name") == BUNDLED.partition("_")[2]
    tokenizer: Any = nlp.tokenizer
    listed = {word: [part[ORTH] for part in parts] for word, parts in tokenizer.rules.items()} if own else {}

    def split(text: str) -> list[str]:
        words = text.split(" ")
        if own and text.isascii():
            if all(map(str.isalpha, words)) and listed.keys().isdisjoint(words):
                return words
            if len(words) == 1 and (known := listed.get(text)):
                return list(known)
            parts = text.split("-")
            if len(words) == 1 and all(map(str.isalpha, parts)) and listed.keys().isdisjoint(parts):
                return [token for part in parts for token in ("-", part)][1:]
        return [token.text for token in nlp.make_doc(text)]

    return split


def token_matcher(nlp: Language, patterns: list[list[dict[str, Any]]], *, sound: bool = False) -> Matcher:
    """Compile spaCy token patterns; sound: whether they are known to be in order.

    Raises ValueError for a malformed one, naming it "Pattern N" from 0.
    """
    from spacy.matcher import Matcher

    if not sound:
        refuse_costly(patterns)
    matcher = Matcher(nlp.vocab, validate=not sound)
    matcher.add("pattern", patterns)
    written = [one for pattern in patterns for one in written_out(pattern)]
    if len(written) > len(patterns):
        matcher = Matcher(nlp.vocab, validate=False)
        matcher.add("pattern", written)
    with_re2(matcher)
    return matcher


def component(name: str, default_config: Mapping[str, Any]) -> Callable[[Any], Any]:
    """Return a decorator that makes a function spaCy's factory of the components of that name."""
    from spacy.language import Language

    return Language.factory(name, assigns=[f"doc._.{name}", "doc.spans"], default_config=dict(default_config))


def on_docs(name: str, getter: Callable[[Any], Any]) -> None:
    """Let every Doc have an attribute ``doc._.NAME``, worked out when it is asked for."""
    from spacy.tokens import Doc

    Doc.set_extension(name, getter=getter, force=True)
