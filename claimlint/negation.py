"""Whether a claim is denied, after NegEx/ConText and then the parse.

NegEx (Chapman et al. 2001, 10.1006/jbin.2001.1029) and ConText (Harkema et al. 2009, 10.1016/j.jbi.2009.05.002) give
cues with a direction, pseudo cues and scopes ended by terminators; for cues further away the parse decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claimlint import cues
from claimlint.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token


def negated(context: Context) -> str | None:
    """The claim is denied: by "no", "not", "cannot" or the like before it, or by words after it."""
    words = context.sentence.lower
    low = context.clause[0]
    for at in range(context.first - 1, low - 1, -1):
        if words[at] in cues.NEGATIONS and not _pseudo(words, at):
            near = context.first - at <= cues.NEAR and "," not in words[at : context.first]
            if near or _governs(context, at):
                return f"“{words[at]}” before it"
    above = _denied_above(context)
    if above:
        return f"“{above}” after it"
    inside = _denied_inside(context)
    if inside:
        return f"“{inside}” within the claim"
    if _denied_after(context.after):
        return "“" + " ".join(context.after[:4]) + "” after"
    sought = cues.SOUGHT.search(" ".join(context.before) + " ")
    return f"only looked for: “{sought.group(0).strip()}”" if sought else None


def _pseudo(words: Sequence[str], at: int) -> bool:
    """Whether the negator at a token is part of a phrase that denies nothing ("not only")."""
    return any(
        tuple(words[start : start + len(phrase)]) == phrase
        for phrase in cues.PSEUDO_NEGATIONS
        for start in range(max(0, at - len(phrase) + 1), at + 1)
    )


def _denied_inside(context: Context) -> str | None:
    """Return the negator of a passive that stands between what is treated and the verb ("gout cannot be cured")."""
    negators = [
        i for i in range(context.first + 1, context.last) if context.sentence.lower[i] in cues.NEGATIONS
    ]
    doc = context.analysis.parse(context.sentence) if negators else None
    if doc is None:
        return None
    passive = [
        t for t in doc[context.first : context.last + 1] if any(c.dep_ == "aux:pass" for c in t.children)
    ]
    return next((doc[i].text for i in negators if doc[i].head in passive), None)


def _denied_above(context: Context) -> str | None:
    """Return the negator of the verb whose subject the hit is ("a cure that helps everyone has not been found")."""
    if cues.NEGATIONS.isdisjoint(context.after):
        return None
    doc = context.analysis.parse(context.sentence)
    if doc is None:
        return None
    root = hit_root(list(doc[context.first : context.last + 1]))
    if not root.dep_.startswith("nsubj") or root.pos_ not in ("NOUN", "PROPN"):
        return None
    negators = [c for c in root.head.children if c.lower_.replace("’", "'") in ("not", "n't", "never")]
    return next((c.text for c in negators if not _pseudo(context.sentence.lower, c.i)), None)


def _denied_after(after: Sequence[str]) -> bool:
    return any(tuple(after[i : i + len(p)]) == p for p in cues.DENIALS for i in range(min(3, len(after))))


def _governs(context: Context, at: int) -> bool:
    """Whether the negator at a token governs the hit in the parse; near ones only without a parse."""
    doc = context.analysis.parse(context.sentence)
    if doc is None:
        return context.first - at <= 6
    cue, root = doc[at], hit_root(list(doc[context.first : context.last + 1]))
    chain = list(_chain(root))
    if cue.lower_ in cues.NEGATIVE_HEADS:
        return cue in chain
    governor = cue.head if cue.lower_ not in cues.NEGATIVE_NOUNS else cue
    if governor in chain:
        # "No" denies its own noun, not what a comma sets beside it ("at no cost, without side effects").
        return cue.dep_ != "det" or "," not in context.sentence.lower[at : context.first]
    return governor.dep_.startswith("nsubj") and governor.head in chain


def hit_root(tokens: Sequence[Token]) -> Token:
    """Return the token of a stretch that the others hang from (the first without its head inside)."""
    inside = {token.i for token in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head == t), tokens[0])


def _chain(token: Token) -> Iterator[Token]:
    """Yield a token and those above it that share its polarity: stops at "and"/"but" conjuncts."""
    while True:
        yield token
        if token.head == token or token.dep_ in ("parataxis", "advcl"):
            return
        if token.dep_ == "conj" and any(
            c.dep_ == "cc" and c.lower_ in ("and", "but") for c in token.children
        ):
            return
        token = token.head
