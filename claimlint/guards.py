"""What keeps a rule silent: pure functions from a hit in context to a reason, or None.

The tests, order and traps are those of the project's
standards (FIG, DUR/EMG, NEG, DEB/COND, REG, AUTH, EVI, then QUO, HED, QST, META).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from claimlint import cues
from claimlint.clock import charged
from claimlint.context import Context, squeeze
from claimlint.facts import facts_of
from claimlint.lists import word_list
from claimlint.negation import negated
from claimlint.sources import lists_sources, source_beside
from claimlint.support import support_of

Guard = Callable[[Context], str | None]


def _found(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return f"“{match.group(0).strip()}”" if match else None


# --- frames that disown a claim ------------------------------------------------------------------


def refuted(context: Context) -> str | None:
    """The article refutes the claim: its sentence, heading, label or answer calls it a myth, false or unproven."""
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
    if before is not None and cues.MYTH_LABEL_ALONE.match(squeeze(before.text)):
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
    asked = context.text.endswith("?")
    cue = _found(cues.REFUTING, text) if asked or in_quotes(context) else None
    cue = cue or (_found(cues.NEGATIVE_ANSWER, text) if asked else None)
    return f"{cue} in the next sentence" if cue else None


def in_quotes(context: Context) -> bool:
    """Whether the hit stands between quotation marks of its sentence."""
    marks = context.sentence.marks
    opened = any(i < context.first and mark in ("“", '"', "‘", "«", "``", "'") for i, mark in marks)
    return opened and any(i > context.last and mark in ("”", '"', "’", "»", "''", "'") for i, mark in marks)


def regulator(context: Context) -> str | None:
    """A regulator, court or journal reports on the claim or acts against it."""
    body = _found(cues.REGULATORS, context.sentence.text)
    act = _found(cues.ENFORCING, context.outside)
    return f"{body} {act}" if body and act else None


def conditional(context: Context) -> str | None:
    """The sentence is about claims someone might make: "if a product says it cures …"."""
    return _found(cues.CONDITIONAL, context.outside)


def under_dont(context: Context) -> str | None:
    """The words stand in a list under "Don't", "Avoid" or the like."""
    for text in (context.lead_in, context.heading):
        cue = _found(cues.DONT, text)
        if cue:
            return f"below {cue}"
    return None


# --- evidence and accepted care ------------------------------------------------------------------


def supported(context: Context) -> str | None:
    """A source that counts stands in the sentence, paragraph or list: a citation, study, link or authority."""
    found = support_of(context.analysis, context.sentence)
    return f"{found.kind} in the {found.where}: “{found.text}”" if found else None


def sourced(context: Context) -> str | None:
    """A source of any kind stands beside it, or the article lists its sources."""
    analysis, block = context.analysis, context.sentence.block
    if source_beside(analysis, block) or analysis.linked(block):
        return "a source in the paragraph"
    return "the article lists its sources" if lists_sources(analysis) else None


def consensus(context: Context) -> str | None:
    """Authorities accept the effect: antibiotics against bacterial infection, folic acid against spina bifida."""
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
    """What acts is recognised care, such as a registered medicine, a vaccine or surgery, and not merely compared with it."""
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
    """The sentence gives instructions for an emergency; its times are orders, not promises."""
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
    """The word has another sense: cured ham, breakthrough bleeding, the Race for the Cure."""
    return _found(cues.FIGURATIVE, context.text)


# --- softeners -----------------------------------------------------------------------------------


def hedged(context: Context) -> str | None:
    """The claim is put with caution: "may", "might", "some people"."""
    window = " ".join(context.before[-10:])
    return _found(cues.HEDGES, window)


def quoted(context: Context) -> str | None:
    """The words are quoted, and a rebuttal or evidence follows within two sentences."""
    if not in_quotes(context):
        return None
    following = " ".join(s.text for step in (1, 2) if (s := context.neighbour(step)))
    rebuttal = _found(cues.REFUTING, squeeze(following)) or _found(cues.STUDY, following.lower())
    return f"quoted, then {rebuttal}" if rebuttal else None


def question(context: Context) -> str | None:
    """The sentence is a question."""
    return "a question" if context.text.rstrip("”\"' ").endswith("?") else None


def about_misinformation(context: Context) -> str | None:
    """The article is about false claims."""
    return "the article is about false claims" if facts_of(context.analysis).debunking else None


def clinical_audience(context: Context) -> str | None:
    """The article is written for clinicians and says so."""
    if context.analysis.readership.audience == "clinical":
        return "audience: clinical"
    opening = squeeze(context.analysis.document.text[:600])
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
    "sourced": sourced,
    "clinical-audience": clinical_audience,
    "quoted": quoted,
    "hedged": hedged,
    "question": question,
    "about-misinformation": about_misinformation,
}


@charged("guards")
def reason(names: Sequence[str], context: Context) -> tuple[str, str] | None:
    """Return the first guard among ``names`` (in the order of GUARDS) that speaks, and its reason."""
    for name, guard in GUARDS.items():
        if name in names and (why := guard(context)):
            return name, why
    return None
