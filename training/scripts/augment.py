"""Tokenizer and training noise that make treebank text look like the web pages claimlint reads.

``claimlint.tokenizer.v1`` (``[initialize.before_init]``) keeps runs of one mark ("!!!", "***") in one
token, as the treebanks do. ``claimlint.web_text.v1`` (``[corpora.train.augmenter]``): the words of a
paragraph change their letters only (never their number), so all annotation stays as it is.
Treebank text is mostly edited prose in straight quotes; health pages have
headings and list items without a full stop, curly apostrophes, and starts in lower case.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.training import Example

RUNS = [
    r"\*{2,}",
    r"={2,}",
    r"_{2,}",
    r"-{2,}",
    r"[!?]{2,}",
    r"~{2,}",
    r"#{2,}",
    r"<{2,}",
    r">{2,}",
    r"\${2,}",
    r"\+{2,}",
]
CURLY = {"'": "’", "n't": "n’t", "'s": "’s", "'re": "’re", "'ll": "’ll", "'ve": "’ve", "'d": "’d", "'m": "’m"}


@spacy.registry.callbacks("claimlint.tokenizer.v1")
def create_tokenizer_callback() -> Callable[[Language], Language]:
    """Return a callback that teaches English tokenization the treebanks' few other habits."""

    def change(nlp: Language) -> Language:
        tokenizer, defaults = nlp.tokenizer, nlp.Defaults
        tokenizer.prefix_search = spacy.util.compile_prefix_regex([*RUNS, *defaults.prefixes]).search
        tokenizer.suffix_search = spacy.util.compile_suffix_regex([*RUNS, *defaults.suffixes]).search
        rules = {text: parts for text, parts in tokenizer.rules.items() if text not in ("and/or", "b/c")}
        for word in ("e-mail", "e-mails", "E-mail", "E-mails", "e-cigarette", "e-cigarettes"):
            rules[word] = [{ORTH: word}]
        tokenizer.rules = rules
        return nlp

    return change


@spacy.registry.augmenters("claimlint.web_text.v1")
def create_web_text_augmenter(
    curly: float, lower: float, unstopped: float, split: float
) -> Callable[[Language, Example], Iterator[Example]]:
    """Return the augmenter; each argument is the share of paragraphs that get the change.

    split: give the sentences one by one as well, as headings and list items stand in articles.
    """

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        pieces = [example]
        if example.reference.has_annotation("DEP") and random.random() < split:
            pieces = [_alone(nlp, example, sent) for sent in example.reference.sents]
        for piece in pieces:
            yield _changed(nlp, piece)

    def _changed(nlp: Language, piece: Example) -> Example:
        words = [token.text for token in piece.reference]
        roll = random.random()
        if random.random() < curly:
            words = [CURLY.get(word.lower(), word) if "'" in word else word for word in words]
        if roll < lower:
            starts = [token.is_sent_start for token in piece.reference]
            words = [word.lower() if start else word for word, start in zip(words, starts, strict=True)]
        elif roll < lower + unstopped and words[-1] == "." and len(words) > 2:
            return _without_stop(nlp, piece)
        if words == [token.text for token in piece.reference]:
            return piece
        return _rewritten(nlp, piece, words)

    return augment


def _alone(nlp: Language, example: Example, sent: spacy.tokens.Span) -> Example:
    reference = sent.as_doc()
    return Example(nlp.make_doc(reference.text), reference)


def _without_stop(nlp: Language, piece: Example) -> Example:
    last = piece.reference[-1]
    if any(token.head.i == last.i for token in piece.reference if token.i != last.i):
        return piece
    reference = piece.reference[: len(piece.reference) - 1].as_doc()
    return Example(nlp.make_doc(reference.text), reference)


def _rewritten(nlp: Language, piece: Example, words: list[str]) -> Example:
    data = piece.to_dict()
    data["token_annotation"]["ORTH"] = words
    spaces = [bool(token.whitespace_) for token in piece.reference]
    text = "".join(word + " " * space for word, space in zip(words, spaces, strict=True))
    return Example.from_dict(nlp.make_doc(text), data)
