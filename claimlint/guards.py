"""What keeps a rule silent: pure functions from a hit in context to a reason, or None.

Negation follows NegEx/ConText (Chapman et al. 2001, 10.1006/jbin.2001.1029; Harkema et al. 2009,
10.1016/j.jbi.2009.05.002): cues with a direction, pseudo cues, scopes ended by terminators; on top,
the parse decides for cues further away. The tests, order and traps are those of the project's
standards (FIG, DUR/EMG, NEG, DEB/COND, REG, AUTH, EVI, then QUO, HED, QST, META).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from claimlint import cues
from claimlint.analysis import Analysis, Sentence
from claimlint.document import Block
from claimlint.facts import cites, facts_of
from claimlint.finding import Hit
from claimlint.lists import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Context:
    """A hit in its sentence: tokens ``first`` to ``last`` of ``sentence``, both included."""

    analysis: Analysis
    sentence: Sentence
    first: int
    last: int

    @cached_property
    def clause(self) -> tuple[int, int]:
        """Half-open token range around the hit that no terminator ("but", ";") crosses."""
        words = self.sentence.lower
        before = (i + 1 for i in range(self.first - 1, -1, -1) if words[i] in cues.TERMINATORS)
        after = (i for i in range(self.last + 1, len(words)) if words[i] in cues.TERMINATORS)
        return next(before, 0), next(after, len(words))

    @cached_property
    def before(self) -> tuple[str, ...]:
        """Lower-case tokens of the clause before the hit."""
        return self.sentence.lower[self.clause[0] : self.first]

    @cached_property
    def after(self) -> tuple[str, ...]:
        """Lower-case tokens of the clause after the hit."""
        return self.sentence.lower[self.last + 1 : self.clause[1]]

    @cached_property
    def text(self) -> str:
        """The sentence in lower case, white space squeezed, apostrophes straight."""
        return squeeze(self.sentence.text)

    @cached_property
    def outside(self) -> str:
        """The sentence in lower case without the hit itself."""
        words = self.sentence.lower
        return " ".join((*words[: self.first], "|", *words[self.last + 1 :]))

    def neighbour(self, step: int) -> Sentence | None:
        """Return the sentence ``step`` places on in the same block, or in the block beside it."""
        index = self.sentence.index + step
        if not 0 <= index < len(self.analysis.sentences):
            return None
        other = self.analysis.sentences[index]
        return other if other.block.kind not in ("boilerplate", "code") else None

    @cached_property
    def heading(self) -> str:
        """The governing heading in lower case, or nothing."""
        block = self.analysis.heading_of.get(self.sentence.block.start)
        return squeeze(self.analysis.document.block_text(block)) if block else ""

    @cached_property
    def lead_in(self) -> str:
        """For a list item: the line before its list, in lower case."""
        if self.sentence.block.kind != "item":
            return ""
        blocks = self.analysis.document.blocks
        at = blocks.index(self.sentence.block)
        while at >= 0 and blocks[at].kind == "item":
            at -= 1
        return squeeze(self.analysis.document.block_text(blocks[at])) if at >= 0 else ""


Guard = Callable[[Context], str | None]


def squeeze(text: str) -> str:
    """Return text in lower case with single spaces and straight apostrophes."""
    return re.sub(r"\s+", " ", text.lower().replace("’", "'"))


def _found(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return f"“{match.group(0).strip()}”" if match else None


# --- negation ------------------------------------------------------------------------------------


def negated(context: Context) -> str | None:
    """A negator governs the hit: near before it, or above it in the parse; or the hit is denied after."""
    words = context.sentence.lower
    low = context.clause[0]
    for at in range(context.first - 1, low - 1, -1):
        if words[at] in cues.NEGATIONS and not _pseudo(words, at):
            near = context.first - at <= cues.NEAR and "," not in words[at : context.first]
            if near or _governs(context, at):
                return f"“{words[at]}” before it"
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


# --- frames that disown a claim ------------------------------------------------------------------


def refuted(context: Context) -> str | None:
    """The claim is quoted to be denied: a debunking cue in its sentence, heading, label or answer."""
    if cues.NOT_REFUTED.search(context.text):
        return None
    cue = _found(cues.REFUTING, context.outside)
    if cue:
        return f"{cue} in the same sentence"
    return _refuted_by_frame(context) or _refuted_next(context)


def _refuted_by_frame(context: Context) -> str | None:
    if cues.MYTH_LABEL.match(context.text):
        return "labelled as a myth"
    for place, text in (("heading", context.heading), ("line above the list", context.lead_in)):
        cue = _found(cues.REFUTING_HEADING, text)
        first = context.analysis.in_block(context.sentence.block)[0] is context.sentence
        if cue and first:
            return f"{cue} in the {place}"
    before = context.neighbour(-1)
    if before is not None and cues.MYTH_LABEL.fullmatch(squeeze(before.text)):
        return "labelled as a myth in the line before"
    return None


def _refuted_next(context: Context) -> str | None:
    """An answer right after: "That is false." In quotes, or under a question, the answer may be weaker."""
    after = context.neighbour(1)
    if after is None:
        return None
    text = squeeze(after.text)
    if cues.NOT_REFUTED.search(text):
        return None
    answer = _found(cues.ANSWER, text)
    if answer:
        return f"{answer} in the next sentence"
    weak = in_quotes(context) or context.text.endswith("?")
    cue = _found(cues.REFUTING, text) if weak else None
    return f"{cue} in the next sentence" if cue else None


def in_quotes(context: Context) -> bool:
    """Whether the hit stands between quotation marks of its sentence."""
    words = [token.text for token in context.sentence.span]
    opened = sum(w in ("“", '"', "‘", "«", "``", "'") for w in words[: context.first])
    closed = any(w in ("”", '"', "’", "»", "''", "'") for w in words[context.last + 1 :])
    return opened > 0 and closed


def regulator(context: Context) -> str | None:
    """A regulator, court or journal reports or acts against the claim."""
    body = _found(cues.REGULATORS, context.sentence.text)
    act = _found(cues.ENFORCING, context.outside)
    return f"{body} {act}" if body and act else None


def conditional(context: Context) -> str | None:
    """The sentence is about claims someone might make: "if a product says it cures …"."""
    return _found(cues.CONDITIONAL, context.outside)


def under_dont(context: Context) -> str | None:
    """An item below a "Don't" or "Avoid" heading or lead-in."""
    for text in (context.lead_in, context.heading):
        cue = _found(cues.DONT, text)
        if cue:
            return f"below {cue}"
    return None


# --- evidence and accepted care ------------------------------------------------------------------


def supported(context: Context) -> str | None:
    """Within the paragraph and the ones beside it: a study in people, with a locator."""
    text = " ".join(_paragraph(context))
    marker = _found(cues.STUDY, text.lower())
    if marker and (cites(text) or _linked(context)):
        return f"{marker} with a source in the paragraph"
    authority = _found(cues.AUTHORITY_SOURCE, text)
    return f"{authority} as source in the paragraph" if authority else None


def _paragraph(context: Context) -> Iterator[str]:
    document = context.analysis.document
    for block in _beside(context):
        yield document.block_text(block)


def _beside(context: Context) -> list[Block]:
    blocks = [b for b in context.analysis.document.blocks if b.kind not in ("boilerplate", "code")]
    if context.sentence.block not in blocks:
        return []
    at = blocks.index(context.sentence.block)
    near = blocks[max(at - 1, 0) : at + 2]
    return [b for b in near if b is context.sentence.block or b.kind not in ("title", "heading")]


def _linked(context: Context) -> bool:
    ranges = [(b.start, b.end) for b in _beside(context)]
    links = context.analysis.document.links
    return any(low <= link.start < high and "//" in link.href for link in links for low, high in ranges)


def consensus(context: Context) -> str | None:
    """A pairing that authorities accept: antibiotics and bacterial infection, folic acid and spina bifida."""
    return _accepted(context.text)


@lru_cache(maxsize=4096)
def _accepted(text: str) -> str | None:
    for agents, targets in _pairings():
        agent = next((m for m in agents.finditer(text) if not _compared(text[: m.start()])), None)
        target = targets.search(text)
        if agent and target:
            return f"accepted: {agent[0]} for {target[0]}"
    return None


@lru_cache(maxsize=1)
def _pairings() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Compile ``lists/consensus.txt``: agents and targets of each line, matched as word beginnings."""
    sides = (line.partition("|")[::2] for line in word_list("consensus"))
    return tuple((_any_of(agents), _any_of(targets)) for agents, targets in sides)


def _any_of(choices: str) -> re.Pattern[str]:
    words = (re.escape(choice.strip()) for choice in choices.split(","))
    return re.compile(r"\b(?:" + "|".join(words) + ")")


def _compared(before: str) -> bool:
    """Whether what follows is only compared with or replaced ("unlike surgery")."""
    return not cues.COMPARING.isdisjoint(before.split()[-3:])


def standard_care(context: Context) -> str | None:
    """The agent is recognised care: a registered drug, vaccine, surgery; not merely compared with."""
    terms = context.analysis.terms.get(context.sentence.index, ())
    low, high = context.clause
    inside = [t for t in terms if low <= t.first < high and not context.first <= t.first <= context.last]
    words = context.sentence.lower
    care = [t for t in inside if t.kind in ("standard-care", "medicine")]
    care = [t for t in care if not _compared(" ".join(words[max(0, t.first - 3) : t.first]))]
    if care and not any(t.kind == "remedy" for t in inside):
        return f"standard care: “{care[0].text}”"
    return None


# --- numbers, emergencies, other senses ----------------------------------------------------------


def emergency(context: Context) -> str | None:
    """Instructions for an emergency: their times are orders, not promises."""
    return _found(cues.EMERGENCY, context.text)


def duration_of_use(context: Context) -> str | None:
    """The time says how long or how often to do something, not how soon it works."""
    if context.before and context.before[-1] in cues.DURATION_LEADS:
        return f"“{context.before[-1]}” before the time"
    after = " ".join(context.after[:4])
    if context.before and context.before[-1] in cues.HOLDING:
        return f"“{context.before[-1]}” before the time"
    return _found(cues.DURATION_NOUNS, after)


def figurative(context: Context) -> str | None:
    """Another sense of the word: cured ham, breakthrough bleeding, the Race for the Cure."""
    return _found(cues.FIGURATIVE, context.text)


# --- softeners -----------------------------------------------------------------------------------


def hedged(context: Context) -> str | None:
    """A hedge governs the claim."""
    window = " ".join(context.before[-10:])
    return _found(cues.HEDGES, window)


def quoted(context: Context) -> str | None:
    """Inside quotation marks, with a rebuttal or evidence in the next two sentences."""
    if not in_quotes(context):
        return None
    following = " ".join(s.text for step in (1, 2) if (s := context.neighbour(step)))
    rebuttal = _found(cues.REFUTING, squeeze(following)) or _found(cues.STUDY, following.lower())
    return f"quoted, then {rebuttal}" if rebuttal else None


def question(context: Context) -> str | None:
    """A question, judged by its answer elsewhere."""
    return "a question" if context.text.rstrip("”\"' ").endswith("?") else None


def about_misinformation(context: Context) -> str | None:
    """The article is about false claims."""
    return "the article is about false claims" if facts_of(context.analysis).debunking else None


def clinical_audience(context: Context) -> str | None:
    """The article addresses clinicians and says so."""
    document = context.analysis.document
    audience = str(document.front_matter.get("audience", document.meta.get("audience", ""))).lower()
    if audience in ("clinical", "clinician", "clinicians", "professional"):
        return f"audience: {audience}"
    opening = squeeze(document.text[:600])
    return _found(cues.CLINICAL, opening)


GUARDS: Mapping[str, Guard] = {
    "figurative": figurative,
    "duration-of-use": duration_of_use,
    "emergency": emergency,
    "negated": negated,
    "refuted": refuted,
    "conditional": conditional,
    "under-dont": under_dont,
    "regulator": regulator,
    "consensus": consensus,
    "standard-care": standard_care,
    "supported": supported,
    "clinical-audience": clinical_audience,
    "quoted": quoted,
    "hedged": hedged,
    "question": question,
    "about-misinformation": about_misinformation,
}


def context_of(analysis: Analysis, hit: Hit) -> Context | None:
    """Return the hit in its sentence; None for one that lies outside every sentence."""
    sentence = analysis.sentence_at(hit.start)
    if sentence is None:
        return None
    last = sentence.token_at(min(hit.end, sentence.end) - 1)
    return Context(analysis, sentence, sentence.token_at(hit.start), last)


def reason(names: Sequence[str], context: Context) -> tuple[str, str] | None:
    """Return the first guard among ``names`` (in the order of GUARDS) that speaks, and its reason."""
    for name, guard in GUARDS.items():
        if name in names and (why := guard(context)):
            return name, why
    return None
