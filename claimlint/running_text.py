"""Which sentences are running text: no heading, label, lead-in, citation, table row or list of names."""

from __future__ import annotations

import re

from claimlint.analysis import Sentence
from claimlint.document import Document

#: Sentences with fewer or more words are not judged; one that no full stop ends is a label or a heading unless it is long.
FEWEST, MOST, UNENDED = 4, 70, 12
#: A lead-in ("Some of these are:") has fewer words than this.
LEAD_IN = 9
#: An entry of a reference list has no more characters.
LONGEST_ENTRY = 400
#: Share of a sentence's words that are plain words, and of its later ones that are capitalised: what else is a table, a code or names.
PLAIN, NAMES = 0.6, 0.5
_WORD = re.compile(r"\w[\w’'-]*")
_KINDS = frozenset({"paragraph", "item", "quote"})
_ENDS = re.compile(r"[.!?…:;][\"'”’)\]]*$")
#: An address stands in the sentence; its block is an entry of a reference list.
_ADDRESS = re.compile(r"https?:|www\.|\S@\S")
_ENTRY = re.compile(r"\bdoi\b|\b(?:19|20)\d\d[;:]\s?\d|\bpp?\. ?\d")


def is_running_text(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence can be judged by how it is put together."""
    if sentence.block.kind not in _KINDS or _ADDRESS.search(sentence.text):
        return False
    block = sentence.block
    if block.end - block.start <= LONGEST_ENTRY and _ENTRY.search(document.block_text(block)):
        return False
    # As written: the tokens of a line in capitals are in plain case.
    words = _WORD.findall(sentence.text)
    if not FEWEST <= len(words) <= MOST:
        return False
    text = sentence.text.rstrip()
    if len(words) < (LEAD_IN if text.endswith(":") else 0 if _ENDS.search(text) else UNENDED):
        return False
    plain = sum(word[0].isalpha() for word in words)
    names = sum(word[0].isupper() for word in words[1:])
    return bool(plain >= PLAIN * len(words) and names <= NAMES * len(words))
