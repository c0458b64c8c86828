"""Whether an article sells, or doubts what others sell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from claimlint.analysis import Analysis, Sentence
from claimlint.cues import REFUTING
from claimlint.deferred import sought
from claimlint.disclosure import Tie, commercial_links

#: What a page that sells says to its buyers; what any page on a product may say only adds to it.
_SELLING = {
    "order": sought(
        r"\b(?:buy (?:now|it|yours?|today|online|from|\d)|order (?:now|yours?|today|online|here)|add to (?:cart|basket|bag)|"
        r"shop now|in stock|free shipping|shipping(?=:)|special offer|limited(?: time)? offer|limited time|claim your|get yours|checkout|become a member|"
        r"call (?:us )?now|yours free|order your|get your (?:free )?copy|try it (?:now|today|risk)|order (?:form|page|line)|"
        r"click (?:here|below) to (?:order|buy|get|claim|download)|instant (?:access|download)|become a (?:distributor|dealer)|"
        r"while (?:supplies|stocks?) lasts?|where to (?:buy|order)|add(?:ed)? to your order|place (?:an|your) order|ships? (?:within|free)|"
        r"(?:all|major) (?:major )?credit cards|secure (?:checkout|server|order\w*)|postage and (?:packing|handling)|shipping and handling)\b",
    ),
    "bargain": sought(
        r"\b(?:coupon|promo code|discount code|money[- ]back guaranteed?|free (?:trial|bottle|gift|bonus)|get \d free|risk[- ]free trial|\d+% off"
        r"|(?:regular|retail|list|special|introductory|wholesale|sale) price|(?:full|demand a|ask for a|get a) refund|refund your|\d+[- ]day (?:supply|refund|trial|guarantee)"
        r"|month'?s supply|per bottle|a bottle of \d+|extended warranty|lifetime (?:warranty|guarantee))\b",
    ),
    "own product": sought(
        r"\bour (?:[\w-]+ ){0,3}(?:products?|formula|supplements?|capsules?|tablets?|cream|oil|drops|powder|store|shop|tea|patch|range|programs?)\b",
    ),
    "membership or a gift for an address": sought(
        r"\b(?:(?:click (?:here|below)|sign up|log ?in)(?: \w+){0,3} (?:to|and) join|join (?:now|today|us today)|current (?:\w+ )?members|members only|(?:full|complete|unlimited)(?: and \w+)? access to (?:all|every)"
        r"|(?:free|white) (?:report|ebook|e-book|guide|sample|copy|consultation|video|paper)\b|fill (?:in|out) the form (?:below|above)|enter your (?:e-?mail|name)"
        r"|(?:get|claim|send (?:you|for)|download) (?:\w+ ){0,3}(?:free|my latest|latest)(?: \w+){0,2} (?:report|guide|copy|book|paper|tutorial|dvd|brochure)"
        r"|test drive|(?:latest|my|our|this|the) (?:dvd|e-?book|audio ?book|video course|home study|newsletter)s?\b(?= (?:delivers|shows|teaches|reveals|gives|comes|includes|alone|will)))\b",
    ),
    "sales letter": sought(
        r"\bdear (?:\w+ )?(?:friend|reader|sufferer|fellow)\b|\b(?:letter|page|minutes|message) (?:\w+ ){0,3}you(?:'ll| will) ever (?:read|see|spend)\b"
        r"|\byou(?:'re| are) about to (?:discover|learn|find out|see)\b|\bgive me (?:just |only )?(?:\w+ )?\w+ (?:minutes|seconds|days)\b"
        r"|\b(?:i'll|let me) (?:prove|show) (?:it to )?you\b|\bdiscover how (?:she|he|i|you|to|thousands|we)\b|\b(?:from the desk of|from the\s+desk)\b|\byour life is about to change\b"
        r"|\blearn how to achieve\b|\bif you (?:answered|said) yes\b",
    ),
    "directions of a product": sought(
        r"\b(?:suggested|recommended) (?:use|usage|dose of (?:our|this) product)\b ?:?|\btake this product\b|\b(?:serving size|servings per (?:container|bottle)|in every (?:serving|bottle|capsule)|supplement facts)\b"
        r"|\b(?:\d+|one|two|three) (?:capsules?|tablets?|softgels?|soft-gels|gummies|drops|scoops?) (?:\d|once|twice|three times|daily|per day|a day|each day)\b(?=.{0,60}\b(?:recommended|for best results|most persons))"
        r"|\bfor (?:best|optimum|optimal|maximum) results,? (?:we|take|use)\b|\b(?:kosher|halal|gmp)(?: and \w+)? certified\b|\bwe recommend (?:two|three|one|\d+) (?:sessions?|capsules?|bottles?|drops|treatments?) ",
    ),
    "shop": sought(
        r"\b(?:return(?:s)? policy|refund policy|shipping policy|view (?:info|cart|basket|details)|wish ?list|(?:authori[sz]ed|local|find a) (?:dealers?|stockists?|resellers?|retailers?|distributors?)"
        r"|stockists|available (?:at|from|through) (?:these|all|our|selected|leading|good) (?:\w+ ){0,2}(?:dealers|stores|shops|pharmacies|retailers|website)|limited stock|as seen on tv"
        r"|comes with (?:a|an) (?:\S+ ){0,4}(?:manual|brochure|guarantee|warranty|dvd))\b",
    ),
    "customers": sought(
        r"\b(?:satisfied|happy|our|valued) (?:customers?|clients?|members)\b|\b(?:dear )?customer (?:support|service|reviews?|testimonials?|letters)\b"
        r"|\bour (?:distributors|dealers|sales team)\b",
    ),
}
_PRODUCT_TALK = {
    "price": re.compile(r"(?:[$£€]\s?\d|\b\d+(?:\.\d\d)? (?:dollars|euros)\b)"),
    "trademark": re.compile(r"[™®]"),
    "this product": re.compile(r"\bthis product\b"),
}
#: A coined name ("LimboMax", "Relief4U"), and how often a page that talks of a product has it.
_COINED = re.compile(
    r"\b(?!Mc|Mac|De[A-Z]|Med|Pub|You|Web|Hb)(?:[A-Z][a-z]{2,}[A-Z0-9]\w*|[A-Z]\d+[A-Za-z]+)\b"
)
_AGAIN = 3
#: A sales letter is known by its manner alone, if it shows twice.
_LETTERS = ("sales letter", "membership or a gift for an address")
_DEBUNK = sought(
    r"\b(?:myths?|debunk\w*|misinformation|hoax|scams?|bogus|false claims?|unproven|misleading|fact[- ]check\w*|"
    r"no (?:good |reliable |scientific |clear )?evidence|no proof|not true|pseudoscien\w+|quack\w*)\b",
)
#: How a text speaks that weighs claims instead of making them.
_DOUBTING = sought(
    r"\b(?:no (?:\w+ ){0,3}(?:evidence|proof|benefit)|(?:not|n't|never) (?:\w+ ){0,2}(?:work|cure|proven|shown|help|supported|effective|true)"
    r"|claim(?:s|ed)? (?:that|to|of)|claims|promis\w+|so-called|skeptic\w*|sceptic\w*|critics?|disproved|ineffective|placebo|fraud\w*"
    r"|deceptive|dubious|exaggerat\w+|marketed as|touted|false|hype)\b",
)
#: Doubting sentences, and their share, from which an article counts as one about false claims. On 275 unreliable pages
#: written for the project there is at most one, in 25 sentences; on sound ones that refute claims three or more, in ten.
_DOUBTS, _DOUBT_SHARE = 3, 0.1


#: Share of the sentences that speak of studies, from which an article reports research.
_RESEARCH_SHARE = 0.2
_RESEARCH = re.compile(
    r"\b(?:stud(?:y|ies)|researchers?|(?:clinical |controlled )?trials?|participants|patients|meta-analys[ie]s|investigators|cohorts?)\b",
)


def sells(analysis: Analysis, texts: Iterable[str]) -> bool:
    """Two signs of selling, one beside talk of a product, or a link that pays the writer."""
    joined = "\n".join(texts).replace("’", "'")
    signs = signs_of(analysis, joined)
    talk = any(pattern.search(joined.lower()) for pattern in _PRODUCT_TALK.values()) or _has_brand(joined)
    return len(signs) >= 2 or (bool(signs) and talk) or bool(ties_of(analysis))


def offers(analysis: Analysis) -> bool:
    """Whether there is any word or link for buyers, of which ``sells`` wants more."""
    joined = "\n".join(sentence.text for sentence in analysis.sentences).replace("’", "'")
    return bool(signs_of(analysis, joined) or ties_of(analysis))


def ties_of(analysis: Analysis) -> tuple[Tie, ...]:
    """Return the links and codes of the prose that pay the writer; computed once."""
    return analysis.memo("ties", lambda: commercial_links(analysis.document))


def signs_of(analysis: Analysis, joined: str) -> list[str]:
    """Return the signs of selling in the joined text of an article; computed once."""
    return analysis.memo("selling signs", lambda: selling_signs(joined))


def _has_brand(text: str) -> bool:
    return any(count >= _AGAIN for count in Counter(map(str.lower, _COINED.findall(text))).values())


def selling_signs(text: str) -> list[str]:
    """Return the kinds of words for buyers that a text holds; those of a letter count each by itself."""
    lower = text.lower()
    kinds = [name for name, pattern in _SELLING.items() if pattern.search(lower)]
    phrases = {m[0] for name in _LETTERS if name in kinds for m in _SELLING[name].finditer(lower)}
    return kinds + sorted(phrases)[1:]


def reports_research(analysis: Analysis) -> bool:
    """Whether many sentences speak of studies: news of research, or an abstract."""
    count = sum(bool(_RESEARCH.search(sentence.text.lower())) for sentence in analysis.prose)
    return count >= _DOUBTS and count >= _RESEARCH_SHARE * len(analysis.prose)


def debunks(analysis: Analysis) -> bool:
    """Several sentences doubt or refute, and not few of all; a cue in the title alone says little ("The sugar hoax")."""
    title = analysis.document.title
    entitled = title is not None and bool(_DEBUNK.search(analysis.document.block_text(title).lower()))
    count = sum(map(_doubts, analysis.prose)) + entitled
    return count >= _DOUBTS and count >= _DOUBT_SHARE * len(analysis.prose)


def _doubts(sentence: Sentence) -> bool:
    text = sentence.text.lower().replace("’", "'")
    return bool(_DOUBTING.search(text) or _DEBUNK.search(text) or REFUTING.search(text))
