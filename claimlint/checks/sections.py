"""Headings with nothing below them, and headings whose text is plainly about something else ("Treatment" over symptoms)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimlint.advice import is_advice
from claimlint.analysis import Analysis, Check, Sentence
from claimlint.care import advises_care
from claimlint.checks.headings import normal
from claimlint.deferred import deferred
from claimlint.document import Block, Document
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
VALUES = ("problem",)


@dataclass(frozen=True)
class _Subject:
    """What a heading may announce. named: the heading; taken_up: any word of it in the text will do; central: what a sentence on it says.

    kinds: health terms that take it up; advice: whether telling readers what to do does.
    """

    named: re.Pattern[str]
    taken_up: re.Pattern[str]
    central: re.Pattern[str]
    kinds: frozenset[str] = frozenset()
    advice: bool = False


def _subject(
    named: str, taken_up: str, central: str, kinds: Sequence[str] = (), advice: bool = False
) -> _Subject:
    topic = r"(?: (?:of|for|in|with) .{1,60})?"
    return _Subject(
        deferred(rf"(?:(?:the|its|common|main|possible|medical) )*(?:{named}){topic}"),
        deferred(rf"\b(?:{taken_up})"),
        deferred(rf"\b(?:{central})"),
        frozenset(kinds),
        advice,
    )


_SIGNS = ("symptom", "minor-condition")
#: Wide on the side of what takes a subject up, narrow on the side of what another is about.
SUBJECTS: Mapping[str, _Subject] = {
    "treatment": _subject(
        r"treatments?|treatment options|therap(?:y|ies)|how (?:is|are) .{1,40} treated|treating .{1,40}|remed(?:y|ies)",
        r"treat|therap|medic|drug|tablet|pill|capsule|surg|operat|remed|reliev|relief|manag|cure|curing|curable|dose|dosage|rest\b|appl|help|support|diet|transplant|procedure"
        r"|prescri|antibiot|inject|heal|recover|improv|reduc|ease|easing|monitor|follow|exercis|physio|rehab|counsel|options?|vaccin|replac|correct|control|remov|given|giving"
        r"|taking|takes?|use[ds]?\b|using|radiation|chemo|immun|laser|cream|ointment|drops|fluids|oxygen|dialysis|trial|go away|goes away|wait|clear up|ice\b|heat\b|compress|care\b",
        r"treat(?:ed|ment|ments|ing)\b|prescribed|surgery|medicines?\b|medications?\b|antibiotics",
        ("medicine", "standard-care", "remedy"),
        True,
    ),
    "prevention": _subject(
        r"prevention|preventing .{1,40}|how to prevent .{1,40}|can .{1,40} be prevented",
        r"prevent|avoid|reduc|lower|lessen|protect|vaccin|immuni[sz]|risk|wash|keep|stop|quit|limit|don't|do not|never|wear|safe|healthy|exercis|screen|no (?:known )?way|unknown"
        r"|counsel|control|hygien|clean|test|decreas|minimi[sz]|ensur|make sure|eat|drink|sleep|maintain|regular|chance|delay|guard|fend|ward",
        r"prevent(?:s|ed|ing|ion)?\b|avoid(?:s|ed|ing)?\b|vaccin\w+",
        advice=True,
    ),
    "symptoms": _subject(
        r"symptoms?|signs and symptoms|signs|symptoms and signs|what are the (?:signs and )?symptoms",
        r"symptom|sign|feel|felt|pain|ache|aching|fever|experienc|notic|complain|appear|swell|swollen|rash|tired|fatigue|weak|numb|loss|bleed|red\b|itch|cough|breath|vomit|nausea|dizz|sore|tender"
        r"|stiff|cramp|lump|discharg|features?|characteri|abnormal|problem|difficult|delay|unable|small|large|growth|may (?:be|have|include)|develop|suffer|trouble|disab|occur|affect|onset|present",
        r"symptoms?\b|signs (?:of|include)|may (?:feel|notice|experience)",
        _SIGNS,
    ),
    "causes": _subject(
        r"causes?|causes and risk factors|what causes .{1,60}|risk factors",
        r"caus|due to|result|lead|because|trigger|risk|factor|gene|inherit|mutat|virus|bacteri|infect|unknown|not (?:fully |yet )?(?:known|understood|clear)|reason|when|from|comes?\b|if you|produc"
        r"|brought|bring|link|associat|develop|occur|happen|start|begin|spread|contract|catch|injur|damage|make|block|pressure|stress|smok|age|family|history|likely|relat|deficien|lack|exposure|immune|attack|why",
        r"caus(?:e|es|ed|ing)\b|due to|risk factors?|triggered",
    ),
    "diagnosis": _subject(
        r"diagnosis|how is .{1,60} diagnosed|diagnosing .{1,40}|tests and diagnosis|diagnosis and tests|exams and tests",
        r"diagnos|test|scan|exam|x-?ray|blood|biops|histor|doctor|check|imag|mri|ultraso|physical|rule|screen|confirm|detect|genetic|criteria|look|measur|sample|symptom|swab|microscop|level|asks?\b|evaluat|identif|found|suspect|clinical|specialist",
        r"diagnos(?:ed|is|ing|e)\b|biopsy|blood tests?|x-?rays?",
    ),
    "side effects": _subject(
        r"side[- ]effects?|adverse effects?|possible side[- ]effects",
        r"effect|advers|may|can|might|nausea|rash|rare|allerg|bleed|react|drows|dizz|headache|report|problem|harm|risk|safe|toler|symptom|upset|stop|tell|common|serious",
        r"side[- ]effects?|adverse",
        _SIGNS,
    ),
    "dosage": _subject(
        r"dosage|dose|doses|dosing|how (?:much|often) to take|dosage and administration",
        r"dos|tablet|capsule|spoon|mg\b|ml\b|g\b|mcg|iu\b|drop|puff|times|daily|once|twice|take|taking|day|hour|meal|food|amount|weight|adult|child|\d|label|leaflet|prescri|start|maximum|recommend|quantit",
        r"doses?\b|\d+ ?mg\b|times a day|twice a day|once a day",
    ),
}
#: Fewer words below a heading cannot be judged; so many sentences say what the text is about instead.
WORDS, SENTENCES = 40, 2
#: What stands below a heading and is no text.
_SHOWN = deferred(
    r"<(?:img|iframe|video|audio|svg|form|table|canvas|object|embed|figure|script|picture|input|button|map|math|dl|details|slot|amp-\w+)\b|!\[|\{\{|\{%|<!--|^\[\w+[^\]]*\]$",
    re.I | re.M,
)
#: Headings of the page and not of the article, or of what is shown and not told.
_FURNITURE = deferred(
    r"(?:see (?:what|how|the|also|our)|watch|look at|view|listen|comments?|repl(?:y|ies)|related|share|sharing|subscri|newsletter|follow us|about (?:the |this )?(?:author|us|page)|tags?|categor|search|recent|menu|contact|you may|more (?:from|on|about|in)|sign up|log ?in"
    r"|advert|archiv|top stories|latest|trending|popular|read (?:more|next)|next|previous|navigation|footer|quick links|social|download|print|feedback|page|contents|site|links|popups?|credits?|copyright|sponsor|products?|shop|services|videos?|gallery|photos?|images?|quiz|poll|podcast|faqs?|end)\b|(?:re|un)?(?:comment|reply)",
)


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the heading."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        blocks = analysis.document.blocks
        linked = [link.start for link in sorted(analysis.document.links, key=lambda link: link.start)]
        for at, end in _sections(blocks):
            heading, text = blocks[at], normal(analysis.document.block_text(blocks[at]))
            problem = ""
            if end > at + 1:
                other = _instead(analysis, blocks[at + 1 : end], text)
                problem = f"stands over text about {other}" if other else ""
            elif text and not (_FURNITURE.match(text) or advises_care(text) or _within(linked, heading)):
                following = blocks[end] if end < len(blocks) else None
                problem = "has no text below it" if _is_bare(analysis.document, heading, following) else ""
            if problem:
                yield Hit(heading.start, heading.end, {"problem": problem}, 0.8)

    return check


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield the place of each heading, and that of the next one as high, where its section ends."""
    open_: list[int] = []
    ends: dict[int, int] = {}
    for at, block in enumerate(blocks):
        if block.kind in ("title", "heading"):
            while open_ and (block.kind == "title" or blocks[open_[-1]].level >= block.level):
                ends[open_.pop()] = at
            if block.kind == "heading":
                open_.append(at)
    ends.update(dict.fromkeys(open_, len(blocks)))
    yield from sorted(ends.items())


def _within(starts: Sequence[int], block: Block) -> bool:
    """Whether one of the sorted offsets lies in a block."""
    at = bisect_left(starts, block.start)
    return at < len(starts) and starts[at] < block.end


def _is_bare(document: Document, heading: Block, following: Block | None) -> bool:
    """Whether no picture or the like stands below a heading. In plain text headings are guessed, and lines may be a menu."""
    if document.source.media == "text":
        return False
    low = document.to_source(heading.start, heading.end)[1]
    high = document.to_source(following.start, following.end)[0] if following else len(document.source.text)
    return not _SHOWN.search(document.source.text, low, high)


def _instead(analysis: Analysis, section: Sequence[Block], text: str) -> str:
    """Return what a section is about where that is not what its heading announces."""
    subject = next((s for s in SUBJECTS.values() if s.named.fullmatch(text)), None)
    if subject is None:
        return ""
    sentences = [s for block in section for s in analysis.in_block(block) if s.scope == "sentence"]
    if sum(len(s.lower) for s in sentences) < WORDS or any(
        _takes_up(analysis, s, subject) for s in sentences
    ):
        return ""
    others = ((name, other) for name, other in SUBJECTS.items() if other is not subject)
    counts = {name: sum(bool(o.central.search(s.text.lower())) for s in sentences) for name, o in others}
    most = max(counts, key=lambda name: counts[name])
    return most if counts[most] >= SENTENCES else ""


def _takes_up(analysis: Analysis, sentence: Sentence, subject: _Subject) -> bool:
    kinds = {term.kind for term in analysis.terms.get(sentence.index, ())}
    told = subject.advice and is_advice(sentence)
    return told or bool(kinds & subject.kinds) or bool(subject.taken_up.search(sentence.text.lower()))
