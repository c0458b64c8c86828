"""Commercial ties and their disclosure: none at all, words that do not say it, or words that come too late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.disclosure import Manner, disclosed
from claimlint.finding import Hit
from claimlint.stance import ties_of

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "fault": {
        "enum": ["missing", "vague", "late"],
        "description": "missing: links or codes that pay the writer, and nothing says so; vague: trade words alone; late: below the last of the links.",
    },
}
Said = tuple[tuple[Sentence, Manner], ...]
#: Front matter that makes a template print a disclosure.
_KEYS = ("disclosure", "sponsored", "affiliate", "paid_partnership", "advertorial")


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check for one fault."""
    return {"missing": _missing, "vague": _vague, "late": _late}[options["fault"]]


def _missing(analysis: Analysis) -> Iterator[Hit]:
    """Yield a hit on the first link that pays, where the article discloses nothing."""
    ties = ties_of(analysis)
    if ties and not _said(analysis) and not _printed(analysis):
        yield Hit(ties[0].start, ties[0].end, {"count": len(ties)}, 0.9)


def _vague(analysis: Analysis) -> Iterator[Hit]:
    """Yield a hit on the first vague sentence of an article that nowhere says it plainly."""
    said = _said(analysis)
    if said and not _plain(said) and not _printed(analysis):
        sentence = said[0][0]
        yield Hit(sentence.start, sentence.end, {"count": len(ties_of(analysis))}, 0.8)


def _late(analysis: Analysis) -> Iterator[Hit]:
    """Yield a hit on the first plain sentence where it stands below the last link that pays."""
    ties, plain = ties_of(analysis), _plain(_said(analysis))
    if not ties or not plain or _printed(analysis):
        return
    last = analysis.sentence_at(ties[-1].start)
    beside = last is not None and last.block is plain[0].block
    if plain[0].start > ties[-1].start and not beside:
        yield Hit(plain[0].start, plain[0].end, {"count": len(ties)}, 0.8)


def _plain(said: Said) -> list[Sentence]:
    return [sentence for sentence, manner in said if manner == "plain"]


def _said(analysis: Analysis) -> Said:
    """Return the sentences that disclose a tie, wherever readers see them, with how plainly; computed once."""
    return analysis.memo("disclosures", lambda: tuple(_find(analysis)))


def _find(analysis: Analysis) -> Iterator[tuple[Sentence, Manner]]:
    for sentence in analysis.sentences:
        manner = disclosed(sentence.text.lower()) if sentence.block.kind != "code" else None
        if manner:
            yield sentence, manner


def _printed(analysis: Analysis) -> bool:
    """Whether front matter asks the template for a disclosure, or holds one in plain words."""
    values = {str(key).lower(): value for key, value in analysis.document.front_matter.items()}
    asked = any(value for key, value in values.items() if any(name in key for name in _KEYS))
    return asked or any(disclosed(v.lower()) == "plain" for v in values.values() if isinstance(v, str))
