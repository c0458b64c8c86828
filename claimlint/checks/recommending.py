"""Whether an article tells its readers to take something, or praises what it does for them."""

from __future__ import annotations

import re
from itertools import islice

from claimlint.analysis import Analysis, Sentence
from claimlint.deferred import deferred
from claimlint.topics import lowered

_TAKE = (
    r"(?:take(?! care| part| note| a look| into| up)|try|use(?! of)|drink|sip|add|consider(?! that| whether| how)|start|choose|buy|get|have|give|swallow|apply|rub|massage|chew|brew|pop|reach for"
    r"|opt for|go for|include|look for|supplement with|stock up on|turn to|switch to|relax in|sit in|soak in|steep|infuse|mix|stir|blend|boil|simmer|sprinkle|dissolve|inhale|order)"
)
_TAKING = r"(?:taking|trying|using|drinking|sipping|adding|starting|buying|getting|having|applying|chewing|including|supplementing with|turning to|switching to)"
#: What may stand before an order: "At bedtime, take …", "Then simply take …".
_LEAD = (
    r"(?:(?:then|also|simply|just|instead|first|next|now|or|and|finally|daily|always|step \d+|\d+"
    r"|(?:in|at|before|after|for|to|if|when|each|every|once|twice|with|as)\b[^,.;]{1,60},)\W+){0,3}"
)
#: An order or advice to take something, close before its name.
_ORDER = deferred(
    rf"(?:^\W*{_LEAD}(?:why not )?{_TAKE}\b"
    rf"|\byou (?:should|can|could|may(?: want to)?|might(?: want to)?|must|need to|ought to|will want to)(?: also| simply| safely| just)?(?: try)? (?:{_TAKE}|{_TAKING})\b"
    r"|\b(?:we|i|experts?|doctors?|herbalists?|naturopaths?|nutritionists?|healers?|practitioners?|people) (?:\w+ )?(?:recommend|suggest|advise|prefer|swear by|love)\b"
    rf"|\b(?:it is|it's) (?:best|important|a good idea|wise|worth|advisable|enough) (?:to )?(?:{_TAKE}|{_TAKING})\b"
    r"|\b(?:recommended|usual|typical|suggested|best) (?:daily )?(?:dose|dosage|amount)\b"
    r"|\b(?:one|another|the best|a good|a great|a natural) (?:\w+ )?(?:option|choice|remedy|herb|supplement|way|alternative|helper) is\b"
    rf"|\b(?:be sure|remember|make sure|do not forget|don't forget|all you need is|the answer is) (?:to {_TAKE}\b)?)"
)
#: A benefit credited to something, right after its name.
_PRAISE = deferred(
    r"\b(?:helps?|eas(?:es|ed?)|reliev(?:es?|ed)|works?|lifts?|lowers?|boosts?|improv(?:es?|ed)|calms?|sooth(?:es?|ed)|reduc(?:es?|ed)|treats?|cures?|fights?|prevents?|supports?|promotes?|restor(?:es?|ed)"
    r"|protects?|strengthens?|balanc(?:es?|ed)|heals?|ends?|beats?|sharpens?|keeps?|makes?|is (?:\w+ ){0,2}(?:great|good|excellent|effective|best|powerful|wonderful|proven|perfect|ideal|known|remedy|answer|alternative))\b"
)
_DOUBT = deferred(
    r"\b(?:no|(?<!why )not|never|cannot|neither|nor|without|avoid\w*|stop\w*|unless|whether|unclear|little|unproven|insufficient|mixed|conflicting|placebo|so-called|claim\w*|myth\w*|harm\w*|risk\w*|warn\w*|instead of|rather than|\w+n't)\b"
)
#: What stands for something named in the sentence before, or for a dose of it.
_IT = deferred(
    r"\b(?:it|them|this|these|capsules?|tablets?|drops|leaf|leaves|cups?|tea|extract|powder|oil|root|herb|supplement|(?:tea|table)?spoons?|mg)\b"
)
#: Characters between an order or a name and what belongs to it.
REACH = 90
#: Sentences of praise that recommend, unless a heading names it.
PRAISE = 2


def advises(analysis: Analysis, words: re.Pattern[str]) -> bool:
    """Whether a sentence tells readers to take what a pattern finds in lower case, or the one after it says so of "it"."""
    spoken_of: Sentence | None = None
    for sentence, text in lowered(analysis):
        named = words.search(text)
        if named and _ordered(text[: named.start()]):
            return True
        again = spoken_of is not None and spoken_of.block is sentence.block
        if again and not named and any(_ordered(text[: m.start()]) for m in islice(_IT.finditer(text), 3)):
            return True
        spoken_of = sentence if named and not _DOUBT.search(text) else None
    return False


def _ordered(before: str) -> bool:
    """Whether an order stands close before something, and nothing in its clause denies or doubts it."""
    order = next(_ORDER.finditer(before), None)
    if order is None or len(before) - order.end() > REACH:
        return False
    return not _DOUBT.search(before, order.start() + order[0].rfind(",") + 1)


def praises(analysis: Analysis, words: re.Pattern[str]) -> bool:
    """Whether sentences credit what a pattern finds with a benefit: several, or one while the title or a heading names it."""
    praised, headed = 0, False
    for sentence, text in lowered(analysis):
        named = words.search(text)
        if named is None:
            continue
        headed = headed or sentence.scope in ("title", "heading")
        after = text[named.end() : named.end() + REACH]
        praised += bool(_PRAISE.search(after)) and not _DOUBT.search(text)
    return praised >= (1 if headed else PRAISE)
