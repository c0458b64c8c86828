"""The pipeline's lemmatiser, made to remember: which lemma a word gets by an edit is worked out once, not twice for each time it stands somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

#: Words whose lemmas are kept, each with the edit that gives it.
KEPT = 50_000


def remember(lemmatizer: Any) -> None:
    """Let a trainable lemmatizer give the lemmas that it gives, sooner. Its documents must have none before."""
    strings = lemmatizer.vocab.strings

    @lru_cache(maxsize=KEPT)
    def lemma(label: int, word: int) -> int | None:
        """Return the number of the lemma of a word by an edit; None for an edit that it does not bear."""
        edited = lemmatizer.trees.apply(lemmatizer.cfg["labels"][label], strings[word])
        return None if edited is None else int(strings.add(edited))

    def best(scores: Any, word: int) -> int:
        """Return a word's lemma by the best of the edits that are tried, or the word itself."""
        ranked = sorted(range(len(scores)), key=lambda label: -scores[label])[: lemmatizer.top_k]
        return next((found for label in ranked if (found := lemma(label, word)) is not None), word)

    def set_annotations(docs: Iterable[Any], scored: Sequence[Any]) -> None:
        import numpy as np

        for doc, scores in zip(docs, scored, strict=True):
            words, labels = doc.to_array("ORTH").tolist(), scores.argmax(axis=1).tolist()
            found = [lemma(label, word) for label, word in zip(labels, words, strict=True)]
            lemmas = [best(scores[at], words[at]) if one is None else one for at, one in enumerate(found)]
            doc.from_array("LEMMA", np.array(lemmas, dtype="uint64"))

    lemmatizer.predict = lemmatizer.model.predict
    lemmatizer.set_annotations = set_annotations
