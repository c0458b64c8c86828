"""Diets nobody should start alone: hardly any calories, fasts of days, fasts without water, one food for days.

Below 800 calories a day is the usual bound of a very-low-calorie diet; three days is an editorial bound for a fast. Told of people,
in studies or under supervision, the same numbers are no advice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.deferred import deferred, sought
from claimlint.finding import Hit, Severity
from claimlint.quantities import NUMBER_WORDS, UNIT_SECONDS, durations

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
#: Calories a day: fewer are an error, so many a warning; the least that is read as a whole day's food.
VERY_LOW, A_DAYS_FOOD = 800, 150
#: Days of fasting that are reported, of fasting that are an error, of living on juice or one food.
FAST, LONG_FAST, ONE_FOOD = 2, 3, 2
#: Characters on either side of a time that are looked at.
WINDOW = 90
LIMITS: Mapping[str, str] = {
    "calories": "800 calories a day or fewer",
    "fast": "days without food",
    "dry": "a fast without water",
    "food": "one food or drink alone for days",
    "fad": "a diet of one food",
}
_HUNDREDS = r"(?:one|two|three|four|five|six|seven|eight|nine) hundred(?: and fifty)?"
#: First character, the one after the last, key of LIMITS, severity.
Found = tuple[int, int, str, Severity]
_COUNT = rf"(?:\d,\d{{3}}|\d{{3,4}}|{_HUNDREDS})"
_CALORIES = sought(
    rf"\b(?:{_COUNT}\s?(?:-|–|to)\s?)?(?P<count>{_COUNT})[\s-]{{0,2}}(?:k?cals?|k?calories?|kilocalories)"
    r"(?P<after>(?:[\s-](?:only|or (?:less|fewer|under)|and no more))?[\s-](?:a|per|each|every)[\s-]day(?: (?:diet|plan))?|/day|/d\b| daily|[\s-](?:diet|plan|menu|regime|regimen|cleanse|day)\b)"
)
_KEEP = deferred(
    r"\b(?:keep\w*|stick\w*|eat|eating|live|living|limit\w*|stay\w*|restrict\w*|drop\w*|cut|cutting|slash\w*|go|going|surviv\w*|subsist\w*|consum\w*|have|having|aim\w*|cap|capping|"
    r"take|taking|get|allow\w*|follow\w*|try|start\w*|begin|reduce|use)\b"
)
#: What is burned, saved or added is no day's food, nor are the few days of a fasting plan.
_PART = deferred(
    r"\b(?:burn\w*|deficit|extra|additional|another|fewer|less than you|more than you|by|from|sugar\w*|alcohol|snacks?|meal|lunch|dinner|breakfast|drinks?|5:2|"
    r"days? (?:a|per|each|every|of the|out of) week|alternate|every other|twice a week|of fat|protein|exercise|walk\w*)\b"
)
_NO_ENERGY = (
    r"(?:(?:plain |pure |salt |lemon |sparkling |alkaline |hot |warm |lime )?water|(?:black |green |herbal )?(?:tea|coffee)|(?:bone |clear )?broth|lemonade|nothing|air|"
    r"cider vinegar)"
)
_FEW_FOODS = (
    r"(?:(?:[a-z]+ )?(?:juices?|smoothies?|shakes?|soup)|milk|(?:boiled )?eggs?|bananas?|apples?|grapes|grapefruits?|potatoes|rice|watermelons?|pineapples?|"
    r"cabbage|cucumbers?|celery|yogh?urt|oranges|fruits?|kale|cottage cheese)"
)
_DIET = rf"(?:{_NO_ENERGY}|{_FEW_FOODS})(?:,? (?:and|or|with) (?:a few |some |a little )?[a-z]+(?: [a-z]+)?)?"
#: Before a time: "fast for", "live on lemon water for", "eat nothing for", "go without food for".
_BEFORE = deferred(
    rf"(?:(?:^|\b(?:you|to|then|should|can|must|could|simply|just|and|a|our|the|this|water|juice|try|start|by) |, )fast(?:ing)?(?: on {_DIET})?"
    r"|\b(?:(?:live|living|survive|subsist|exist|get by|go) (?:only |solely |entirely )?on|nothing (?:but|except|other than)|only|just|nothing more than|stick(?:ing)? to)"
    rf" (?:nothing but |only |just )?{_DIET}"
    r"|\b(?:(?:go|going|stay|staying|do|live|living) without (?:any |all )?(?:food|eating|meals|solid food)(?: (?:or|and) (?:water|drink\w*|fluids?))?"
    r"|(?:eat|eating|consume) nothing(?: at all)?|stop eating|skip all food|no food(?: (?:or|and|and no|or even) (?:water|drink))?(?: at all)?))"
    r" (?:for|over|during|all|in)? ?(?:up to |at least |about |around |a full |the (?:next|first|whole) |the |another )?$"
)
#: After a time: "a 10-day water fast", "for ten days drink only lemon water".
_AFTER = deferred(
    rf"^[\s-](?:long )?(?:dry |absolute )?(?:{_DIET}[\s-])?(?:only )?"
    r"(?:fast(?:ing)?(?!\w|[\s-](?:acting|food|track|pace\w*|results?|relief|weight|loss|growth|delivery|shipping|recovery|start))|cleanse|detox|flush|diet)\b"
    rf"|^,? (?:you |you'll |you will |simply |just )?(?:drink|eat|live on|consume|have|take) (?:only|nothing but|just|nothing except) {_DIET}"
)
_WITHOUT_WATER = deferred(
    r"\b(?:dry|absolute)\b|\b(?:or|and|no|even) (?:water|drink\w*|fluids?)$|\b(?:or|and|no|even) (?:water|drink\w*|fluids?) (?:for|over)"
)
_FASTED = deferred(rf"\bfast(?:ing)?\b|\b(?:without|nothing|stop|skip|no)\b|\b{_NO_ENERGY}\b")
_FOOD = deferred(rf"\b{_FEW_FOODS}\b")
_DRY = deferred(
    r"\b(?:try|start|do|begin|go on|add|take up|switch to|practi[sc]e|attempt|move on to) (?:a |an |the |one |with )?(?:\w+[\s-]){0,3}dry fast(?:s|ing)?\b"
    r"|\bdry fast(?:s|ing)? (?:\w+ ){0,2}?(?:heals?|burns?|resets?|boosts?|cleanses?|cures?|speeds?|works?|detoxes|detoxifies|melts?|starves?|kills?|activates?|triggers?|reverses?|repairs?|renews?)\b"
)
_FAD = deferred(
    r"\b(?:try|start|follow|go on|stick to|do|begin|choose|use|take up|lose \w+ (?:\w+ ){0,2}(?:on|with)) (?:our |the |a |an |this |your )?(?:famous |popular |simple |\w+-day )?"
    r"(?:(?P<worst>cotton[\s-]balls?|tapeworm|sleeping beauty)|cabbage soup|grapefruit|boiled egg|egg|banana|potato|rice|apple|cottage cheese|lemonade|baby food|watermelon|pineapple|mono|ice cream|one[\s-]food|single[\s-]food) (?:diet|cleanse)\b"
)
#: Told of others, watched over, religious, medical or warned of: no advice to start.
_OTHER_FRAME = deferred(
    r"\b(?:supervis\w*|monitor\w*|medical\w*|doctors?|dieti[tc]ians?|clinicians?|physicians?|nurses?|gps?|clinics?|hospitals?|trials?|study|studies|participants?|volunteers?|patients?|"
    r"research\w*|ramadan|lent|religi\w*|yom kippur|hunger strikes?|tests?|surgery|operation|scan|procedure|colonoscopy|anaesthe\w*|anesthe\w*|danger\w*|unsafe|risk\w*|harm\w*|unhealthy|"
    r"avoid\w*|fads?|crash diets?|extreme\w*|anorexi\w*|disorders?|mice|mouse|rats?|animals?|people|they|she|he|men|women|who|cats?|dogs?|famine|prison\w*|malnutrition|starvation|starving|infants?|bab(?:y|ies)|"
    r"should not|shouldn't|must not|never|no need)\b"
)
_VULNERABLE = deferred(r"\b(?:teen\w*|pregnan\w*|diabet\w*|child\w*|kids?|breast-?feed\w*)\b")


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit runs over the number and what is advised."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            text = sentence.text.lower().replace("’", "'")
            if len(text) == len(sentence.text) and not _OTHER_FRAME.search(text):
                yield from _hits(sentence, text)

    return check


def _hits(sentence: Sentence, text: str) -> Iterator[Hit]:
    end = -1
    for start, stop, limit, severity in sorted({*_calories(text), *_fasts(text), *_named(text)}):
        if start >= end:
            end = stop
            worse: Severity = "error" if _VULNERABLE.search(text) else severity
            data = {"limit": LIMITS[limit]}
            yield Hit(sentence.start + start, sentence.start + stop, data, 0.85, severity=worse)


def _calories(text: str) -> Iterator[Found]:
    """Yield the days on 800 calories or fewer."""
    for match in _CALORIES.finditer(text):
        count = _number(match["count"])
        near = text[max(0, match.start() - 50) : match.end() + 40]
        start = _kept(text, match.start())
        named = match["after"].endswith(("diet", "plan", "menu", "regime", "regimen", "cleanse"))
        if A_DAYS_FOOD <= count <= VERY_LOW and (start is not None or named) and not _PART.search(near):
            yield (
                match.start() if start is None else start,
                match.end(),
                "calories",
                "error" if count < VERY_LOW else "warning",
            )


def _kept(text: str, at: int) -> int | None:
    """Return where the verb stands that makes a number before ``at`` a day's food, or None."""
    low = max(0, at - WINDOW // 2)
    clause = max(text.rfind(mark, low, at) for mark in ",;:.")
    return max((m.start() for m in _KEEP.finditer(text, max(low, clause + 1), at)), default=None)


def _number(said: str) -> float:
    if said[0].isdigit():
        return float(said.replace(",", ""))
    return NUMBER_WORDS[said.split()[0]] * 100 + (50 if said.endswith("fifty") else 0)


def _fasts(text: str) -> Iterator[Found]:
    """Yield what is to be fasted, or lived on, for days."""
    for duration in durations(text):
        low = max(0, duration.start - WINDOW)
        before = _BEFORE.search(text[low : duration.start])
        after = _AFTER.match(text[duration.end : duration.end + WINDOW])
        for match, offset in ((before, low), (after, duration.end)):
            graded = _graded(match[0], duration.seconds / UNIT_SECONDS["day"]) if match else None
            if match and graded:
                start, end = offset + match.start(), offset + match.end()
                yield min(duration.start, start), max(duration.end, end), *graded


def _graded(said: str, days: float) -> tuple[str, Severity] | None:
    """Return which limit a fast of some days breaks, and how severe that is; None for one that is short or no fast."""
    if _WITHOUT_WATER.search(said):
        return ("dry", "error") if days >= 1 else None
    if _FOOD.search(said):
        return ("food", "warning") if days >= ONE_FOOD else None
    if days < FAST or not _FASTED.search(said):
        return None
    return "fast", "error" if days > LONG_FAST else "warning"


def _named(text: str) -> Iterator[Found]:
    """Yield fasts without water and diets of one food that are told by their name."""
    for match in _DRY.finditer(text):
        yield match.start(), match.end(), "dry", "error"
    for match in _FAD.finditer(text):
        yield match.start(), match.end(), "fad", "error" if match["worst"] else "warning"
