"""Authors of whom nothing is said but the name: no training, no role, no note on them, no reviewer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks.presence import SHORTEST, absent
from claimlint.deferred import deferred
from claimlint.document import Document
from claimlint.facts import Facts, facts_of
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "roles": {
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "description": "Further words for what an author is: “herbalist”.",
    },
}
#: What somebody is who knows the matter, or reports on it for a living.
_ROLES = (
    r"doctors?|physicians?|GP|nurses?|midwi(?:fe|ves)|pharmacists?|dentists?|dietiti?[ct]?ians?|nutritionists?|physiotherapists?|physical therapists?|physios?|psychologists?"
    r"|psychiatrists?|psychotherapists?|therapists?|surgeons?|paramedics?|opticians?|optometrists?|audiologists?|podiatrists?|osteopaths?|chiropractors?|counsellors?|counselors?"
    r"|paediatricians?|pediatricians?|\w{3,}(?:ologists?|iatrists?|iatricians?)|epidemiologists?|scientists?|researchers?|professors?|lecturers?|consultants?|registrars?|clinicians?|practitioners?"
    r"|reporters?|journalists?|correspondents?|(?:medical|health|science|clinical|deputy|senior|managing) (?:writers?|editors?)|health visitors?|toxicologists?|chemists?|trainers?|students? of medicine|medical students?"
)
_LETTERS = r"\b(?:M\.?D|D\.?O|Ph\.?D|R\.?N|N\.?P|P\.?A|M\.?B\.?B\.?S|M\.?B|M\.?Sc|B\.?Sc|M\.?P\.?H|R\.?D|R\.?D\.?N|Pharm\.?D|D\.?D\.?S|D\.?M\.?D|Psy\.?D|D\.?P\.?T|F?R\.?C\.?[GPSN]|M\.?R\.?C\.?P\w*|F\.?R\.?C\.?\w+|F\.?A\.?C\.?\w+|M\.?S|M\.?A|B\.?S\.?N|M\.?S\.?N|L\.?C\.?S\.?W|CNM|CRNP|DNP|EdD|MCSP|RGN)\b\.?"
_TITLE = r"\b(?:Dr|Prof(?:essor)?|Doctor|Nurse|Sister)\b\.?"
_KNOWN_AUTHOR = deferred(rf"{_TITLE}|{_LETTERS}")
#: A body that publishes speaks for itself.
_BODY = deferred(
    r"\b(?:Ministry|Department|Service|NHS|University|Institutes?|Hospitals?|Clinics?|Associations?|Society|Foundation|Team|Board|Council|Agency|Cent(?:er|re)s?|Trust|College|School|Academy|Group|Press|News"
    r"|Editors|Editorial|Health|Charity|Network|Union|Committee|Bureau|Office|Library|Research|Organi[sz]ation|Federation|Government|Commission|Programme|Program|Reuters|AFP)\b|^[A-Z]{2,6}$|^the "
)
_ABOUT = deferred(
    r"^\W*(?:about|meet) (?:the|our|your)? ?(?:authors?|writers?|contributors?|experts?)\b|^\W*(?:author )?bio(?:graphy)?\W*$",
    re.I,
)
#: Front matter that says who the author is.
_FIELDS = frozenset(
    "authortitle authorbio authorrole authorcredentials credentials qualification qualifications bio jobtitle role expertise affiliation".split()
)
_LINKED = deferred(
    r'"(?:jobTitle|honorificSuffix|honorificPrefix|hasCredential|alumniOf|affiliation|hasOccupation)"\s*:\s*[\[{]?\s*"?[^"\s]'
)
_ME = deferred(r"\b(?:I|my|me|I['’]m|I['’]ve)\b")
#: Share of the sentences in the first person from which an article is somebody's own story.
_STORY = 0.35
#: How far behind a name its owner may be described (code points).
_REACH = 160


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; its hit lies on the title and concerns the document."""
    words = "|".join([_ROLES, *map(re.escape, options.get("roles", ()))])
    roles = deferred(rf"\b(?:{words})\b|{_LETTERS}", re.IGNORECASE)

    def check(analysis: Analysis) -> Iterator[Hit]:
        facts = facts_of(analysis)
        author = facts.metadata.author
        if not author or analysis.words < SHORTEST or not (facts.about_health and facts.weighty):
            return
        if facts.debunking or roles.search(author):
            return
        if (
            not _vouched_for(facts, author)
            and not _described(analysis.document, author, roles)
            and not _own_story(analysis, facts)
        ):
            yield absent(analysis, "info", author=author)

    return check


def _vouched_for(facts: Facts, author: str) -> bool:
    """Whether a reviewer, the name itself or a body behind it answers."""
    return bool(facts.metadata.reviewer or _KNOWN_AUTHOR.search(author) or _BODY.search(author))


def _described(document: Document, author: str, roles: re.Pattern[str]) -> bool:
    """Whether the page or its data say anywhere who the author is."""
    keys = {re.sub(r"[^a-z]", "", str(key).lower()) for key, value in document.front_matter.items() if value}
    named = document.front_matter.get("author")
    if keys & _FIELDS or (isinstance(named, dict) and len(named) > 1):
        return True
    if any(_LINKED.search(script) for script in document.linked_data):
        return True
    if any(
        _ABOUT.match(document.block_text(block))
        for block in document.blocks
        if block.kind in ("heading", "paragraph", "boilerplate")
    ):
        return True
    return _linked(document, author) or _beside_name(document, author, roles)


def _linked(document: Document, author: str) -> bool:
    """Whether the name leads to a page on its owner."""
    return any(
        len(text := document.text[link.start : link.end]) > 3 and text in author for link in document.links
    )


def _beside_name(document: Document, author: str, roles: re.Pattern[str]) -> bool:
    """Whether a role stands right behind the name (or the surname), wherever it is said."""
    first = re.split(r",| and ", author)[0].split()
    for name in dict.fromkeys((" ".join(first), first[-1] if len(first[-1]) > 3 else " ".join(first))):
        for match in re.finditer(rf"\b{re.escape(name)}\b", document.text):
            near = document.text[match.end() : match.end() + _REACH].split("\n\n")[0]
            if roles.search(near) or roles.search(
                document.text[max(match.start() - 40, 0) : match.start()].rpartition("\n")[2]
            ):
                return True
    return False


def _own_story(analysis: Analysis, facts: Facts) -> bool:
    """Whether the article tells what its author lived through, which needs no diploma, and sells nothing."""
    mine = sum(bool(_ME.search(sentence.text)) for sentence in analysis.prose)
    return not facts.commercial_intent and mine >= _STORY * len(analysis.prose)
