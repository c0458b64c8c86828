"""Whether an article sells, or doubts what others sell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimlint.analysis import Analysis, Sentence
from claimlint.cues import REFUTING

#: What a page that sells says to its buyers; what any page on a product may say only adds to it.
_SELLING = {
    "order": re.compile(
        r"\b(?:buy (?:now|it|yours?|today|online|from|\d)|order (?:now|yours?|today|online|here)|add to (?:cart|basket|bag)|"
        r"shop now|in stock|free shipping|shipping(?=:)|special offer|limited(?: time)? offer|limited time|claim your|get yours|checkout|become a member|"
        r"call (?:us )?now|yours free|order your|get your (?:free )?copy|try it (?:now|today|risk)|order (?:form|page|line)|"
        r"click (?:here|below) to (?:order|buy|get|claim|download)|instant (?:access|download)|become a (?:distributor|dealer)|"
        r"while (?:supplies|stocks?) lasts?|where to (?:buy|order)|add(?:ed)? to your order|place (?:an|your) order|ships? (?:within|free)|"
        r"(?:all|major) (?:major )?credit cards|secure (?:checkout|server|order\w*)|postage and (?:packing|handling)|shipping and handling)\b",
        re.I,
    ),
    "bargain": re.compile(
        r"\b(?:coupon|promo code|discount code|money[- ]back guaranteed?|free (?:trial|bottle|gift|bonus)|get \d free|risk[- ]free trial|\d+% off"
        r"|(?:regular|retail|list|special|introductory|wholesale|sale) price|full refund|refund your|\d+[- ]day (?:supply|refund|trial|guarantee)"
        r"|month'?s supply|per bottle|a bottle of \d+|extended warranty|lifetime (?:warranty|guarantee))\b",
        re.I,
    ),
    "own product": re.compile(
        r"\bour (?:[\w-]+ ){0,3}(?:products?|formula|supplements?|capsules?|tablets?|cream|oil|drops|powder|store|shop|tea|patch|range|programs?)\b",
        re.I,
    ),
    "customers": re.compile(
        r"\b(?:satisfied|happy|our|valued) (?:customers?|clients?|members)\b|\bcustomer (?:service|reviews?|testimonials?|letters)\b"
        r"|\bour (?:distributors|dealers|sales team)\b",
        re.I,
    ),
}
_PRODUCT_TALK = {
    "price": re.compile(r"(?:[$£€]\s?\d|\b\d+(?:\.\d\d)? (?:dollars|pounds|euros)\b)", re.I),
    "trademark": re.compile(r"[™®]"),
    "this product": re.compile(r"\bthis product\b", re.I),
}
_AFFILIATE = re.compile(r"amzn\.to|[?&](?:tag|aff|affiliate|ref)=|utm_affiliate", re.I)
_DEBUNK = re.compile(
    r"\b(?:myths?|debunk\w*|misinformation|hoax|scams?|bogus|false claims?|unproven|misleading|fact[- ]check\w*|"
    r"no (?:good |reliable |scientific |clear )?evidence|no proof|not true|pseudoscien\w+|quack\w*)\b",
    re.I,
)
#: How a text speaks that weighs claims instead of making them.
_DOUBTING = re.compile(
    r"\b(?:no (?:\w+ ){0,3}(?:evidence|proof|benefit)|(?:not|n't|never) (?:\w+ ){0,2}(?:work|cure|proven|shown|help|supported|effective|true)"
    r"|claim(?:s|ed)? (?:that|to|of)|claims|promis\w+|so-called|skeptic\w*|sceptic\w*|critics?|disproved|ineffective|placebo|fraud\w*"
    r"|deceptive|dubious|exaggerat\w+|marketed as|touted|false|hype)\b",
    re.I,
)
#: Doubting sentences, and their share, from which an article counts as one about false claims. On 275 unreliable pages
#: written for the project there is at most one, in 25 sentences; on sound ones that refute claims three or more, in ten.
_DOUBTS, _DOUBT_SHARE = 3, 0.1


def sells(analysis: Analysis, texts: Iterable[str]) -> bool:
    """Two signs of selling, one beside talk of a product, or an affiliate link."""
    joined = "\n".join(texts)
    signs = sum(bool(pattern.search(joined)) for pattern in _SELLING.values())
    talk = any(pattern.search(joined) for pattern in _PRODUCT_TALK.values())
    links = " ".join(link.href for link in analysis.document.links)
    return signs >= 2 or (signs == 1 and talk) or bool(_AFFILIATE.search(links))


def debunks(analysis: Analysis) -> bool:
    """Several sentences doubt or refute, and not few of all; a cue in the title alone says little ("The sugar hoax")."""
    title = analysis.document.title
    entitled = title is not None and bool(_DEBUNK.search(analysis.document.block_text(title)))
    count = sum(map(_doubts, analysis.prose)) + entitled
    return count >= _DOUBTS and count >= _DOUBT_SHARE * len(analysis.prose)


def _doubts(sentence: Sentence) -> bool:
    text = sentence.text.lower().replace("’", "'")
    return bool(_DOUBTING.search(text) or _DEBUNK.search(text) or REFUTING.search(text))
