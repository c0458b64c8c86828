"""Commercial ties: links that pay the writer, and whether the text says so, how plainly and where.

A tie is disclosed plainly when a reader learns that somebody is paid or given something ("we earn a commission",
"paid partnership", "I was sent this for free"); words of the trade ("affiliate links", "#sp", "collab") are vague.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from claimlint.deferred import sought
from claimlint.document import Document

Manner = Literal["plain", "vague"]
#: Hosts whose links exist to pay whoever placed them.
_NETWORKS = re.compile(
    r"(?:^|\.)(?:amzn\.to|shareasale\.com|skimresources\.com|redirectingat\.com|anrdoezrs\.net|jdoqocy\.com|tkqlhce\.com|dpbolvw\.net|kqzyfj\.com|linksynergy\.com"
    r"|awin1\.com|tidd\.ly|rstyle\.me|shopstyle\.it|clickbank\.net|pntra\.com|pntrac\.com|prf\.hn|avantlink\.com|sjv\.io|pxf\.io|evyy\.net|7eer\.net|howl\.me|narrativ\.com"
    r"|liketk\.it|shop-links\.co|flexlinkspro\.com|viglink\.com|digidip\.net|webgains\.com|tradedoubler\.com)$"
)
#: Parameters that say who is to be paid.
_PAID = frozenset(
    (
        "aff affid aff_id affiliate affiliate_id affiliateid afid aid_aff irclickid irgwc awc clickref awinaffid utm_affiliate rfsn sca_ref hop hopid"
        " afftrack subid affsource partner_id referralcode referral_code"
    ).split()
)
#: These pay in a shop, and count readers elsewhere.
_SHOP_PAID = frozenset("ref tag referrer coupon discount promo via partner referral".split())
_SHOP = re.compile(
    r"amazon\.|ebay\.|iherb\.|walmart\.|etsy\.|\b(?:shop|store|buy|cart|checkout|order|products?|collections|discount|supplements?|vitamins?|deals?)\b"
)
_LEARNED = re.compile(
    r"(?:^|\.)(?:gov|edu|ac\.\w\w|nih\.gov|who\.int|nhs\.uk|doi\.org|nature\.com|sciencedirect\.com|springer\.com|wiley\.com|jamanetwork\.com|bmj\.com|thelancet\.com)$"
)
_ADDRESS = sought(r"\b(?:https?://|www\.|amzn\.to/)[^\s<>\"')\]]{3,300}", re.I)
#: "Use my code"; a shop's own code is no tie.
_MY_LINK = sought(
    r"\b(?:my|our) (?:\w+ ){0,2}(?:affiliate|referral|partner|discount|promo|coupon|personal|exclusive|special)(?: \w+)? (?:links?|codes?)\b"
    r"|\b(?:use|using|with|through|via|enter|click|from|apply) (?:on )?my (?:own )?(?:link|code)s?\b|\bmy (?:code|link) (?:[A-Z]{3,}\w*|below|for|gets?|gives?|saves?)\b"
    r"|\b(?:link in (?:my )?bio)\b",
    re.I,
)


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


_US = r"(?:we|i|us|me|this (?:site|blog|website|page|post|article|channel|publication|newsletter|magazine)|the (?:site|blog|website|author|writer|editor|publisher|blogger|reviewer|magazine)s?|our (?:site|blog|team|editors?|publisher|company|author|reviewer|writers?)|(?:which|that) (?:help|pay)|publishers?)"
_MONEY = r"(?:commissions?|fees?|percentage|cut|kickbacks?|compensat\w+|money|payments?|share of (?:the )?(?:sales?|price|profits?)|revenue|income|referral (?:fees?|bonus|credit)|earnings|small amount|royalt(?:y|ies)|remunerat\w+|something|bonus|pay|paid)"
_GOODS = r"(?:products?|samples?|items?|bottles?|supplements?|devices?|mattress|tea|kit|it|this|these|them|one|review (?:unit|copy|sample)|unit|trip|meals?|stay|membership)"
_FREE = r"(?:for free|free of charge|at no (?:cost|charge)|free|complimentary|as a gift|without charge|in exchange for)"
_MAKER = r"(?:the )?(?:makers?|brand|manufacturer|company|firm|seller|advertiser|sponsor|producer|vendor|supplier|retailer)s?"
_PAYS = r"(?:earns?|receives?|gets?|makes?|takes?|collects?|is paid|are paid|am paid|be paid|gets? paid|is compensated|are compensated|be compensated|paid|compensated)"
_PIECE = (
    r"(?:post|article|page|review|story|video|episode|content|guide|piece|newsletter|recipe|section|blog)"
)
#: The reader learns that money or goods changed hands, or who owns what.
_PLAIN = sought(
    _any(
        rf"\b{_US}(?: \w+){{0,4}}? {_PAYS}(?: \w+){{0,6}}? {_MONEY}\b",
        rf"\b{_US}(?: may| might| can| will| could| do)?(?: also)? (?:be |get |am |are |is |was |were |been |have been |has been )(?:\w+ )?(?:paid|compensated|rewarded|sponsored|remunerated)\b",
        rf"\b(?:earn|receive|get|make|pays?|paying|giv(?:e|es|ing)) (?:{_US} )?(?:an? )?(?:small |modest |tiny |affiliate |referral |sales )*(?:commissions?|referral fees?|kickback|percentage of)\b",
        r"\bas an? (?:\w+ ){0,3}(?:associate|affiliate|partner|ambassador|member)\b[^.;]{0,30}\b(?:earn|receive|get|make|am paid|are paid|is paid)\w*\b",
        r"\b(?:commissions?|fee|payment|compensation) (?:\w+ ){0,4}(?:if|when|each time|every time|whenever|for (?:each|every|sales|purchases)) (?:you|someone|readers?|a reader|people)? ?(?:\w+ )?(?:buy|click|order|purchase|shop|sign up|use|sale|made)",
        r"\bpaid (?:partnership|promotion|advertisement|advertising|content|post|collaboration|placement|endorsement|sponsorship|ad|feature)\b",
        rf"\b(?:sponsored|paid for|commissioned|gifted) (?:\w+ )?by {_MAKER}\b|\b{_GOODS} (?:was|were) (?:\w+ )?(?:supplied|provided|sent|lent|donated|given)(?: to \w+)? by {_MAKER}\b",
        rf"\b(?:this|the|today's|our) (?:\w+ )?{_PIECE}(?: \w+){{0,2}} (?:is|was|are|has been|comes)(?: \w+)? (?:sponsored|paid for|commissioned|funded|made possible|brought to you|an? (?:ad|advert|advertisement|advertorial|paid|sponsored))\b",
        r"(?:^|[.!?:] )\W*(?:advertisement(?=:)|advertorial|advertisement feature|advertising feature|advertiser content|paid content|paid post|sponsored(?: (?:content|post|article|feature|by [\w' &.-]{2,40}))?|promoted(?: content| post)?|ad|advert|promotion)\W*(?:$|[:|–—] )",
        r"(?:^|\W)#(?:ad|advert|advertisement|sponsored|paidpartnership|paidad|sponsoredpost)\b",
        rf"\b(?:sent|given|gave|gifted|received|provided|supplied|got|lent|offered)(?: (?:me|us|to me|to us|with|our \w+|the (?:author|reviewer|writer|editor)))?(?: (?:a|an|the|this|these|some|two|their|several))?(?: [\w-]+){{0,3}}? ?{_GOODS}?(?: \w+){{0,4}}? {_FREE}\b(?! (?:from (?!{_MAKER})|of (?!charge)))",
        rf"\b(?:complimentary|free|gifted) (?:{_GOODS}) (?:\w+ ){{0,3}}(?:from|by|courtesy of) {_MAKER}\b|\bcourtesy of {_MAKER}\b",
        rf"\b(?:{_US}|author|writer|editor|founder|dr\.? \w+|she|he|they)(?: \w+)? (?:owns?|holds?|has|have|own) (?:\w+ ){{0,3}}(?:shares?|stake|stock|equity|(?:a )?financial (?:interest|ties?|stake)|patents?)\b",
        rf"\b(?:author|writer|editor|reviewer|{_US})s?(?: \w+)? (?:works? for|consults? for|advises?|is employed by|are employed by|am employed by|is (?:an? )?(?:paid )?(?:consultant|adviser|advisor|spokesperson|ambassador) (?:for|to|of)) {_MAKER}\b",
        r"\bwe (?:sell|make|own|manufacture|produce) (?:the |this |these |some of the |many of the |all the )(?:\w+ )?(?:products?|supplements?|formula|range|items?|brand)\b",
        r"\bin (?:exchange|return) for (?:\w+ ){0,3}(?:reviews?|posts?|coverage|mention|feedback|opinion|article)\b",
    )
)
#: Trade words, and words that leave the tie open.
_VAGUE = sought(
    _any(
        r"\baff(?:iliate|iliated|s|\.)?(?: marketing)? links?\b", r"\b(?:contains?|uses?|includes?|has|have|with|some|are|be|features?)(?: \w+){0,4} affiliates?(?: (?:links?|codes?|partners?|products?))?\b(?! with)",
        r"\blinks?(?: \w+){0,4} (?:may|might|could|can|are|is) (?:be )?(?:aff\b|affiliates?\b|affiliated|sponsored|monetis?z?ed|partner)", r"\baffiliate (?:disclosure|disclaimer|notice|policy|program(?:me)?s?)\b",
        r"\b(?:may|might|could) (?:contain|include|have) (?:\w+ )?(?:partner |sponsored |shopping |product |commercial |paid |promotional |referral )*links?\b",
        r"(?:^|\W)#(?:sp|spon|collab|partner|partners|partnership|ambassador|brandambassador|gifted|gift|affiliate|aff|af|pr|prsample|partnerlove|teamed|\w{2,20}partner|\w{2,20}ambassador)\b",
        r"(?:^|[.!?:] )\W*(?:collab(?:oration)?|in (?:partnership|association|collaboration) with [\w&' -]{2,40}|partner content|brand partner(?:ship)?|gifted|affiliate|affiliates|spon|pr sample|in partnership|powered by [\w&' -]{2,40})\W*$",
        r"\b(?:purchases?|orders?|buying|shopping|clicks?|links?|sales?)\b[^.;]{0,60}\b(?:helps? (?:to )?)?(?:supports?|keeps?|fund|funds|helps?) (?:to )?(?:\w+ )?(?:this|our|the|us|my) (?:site|blog|work|page|website|channel|team|lights|running|free|online|independent|newsletter|writers?)\b",
        r"\bwe (?:may|might) have (?:\w+ )?(?:relationships?|partnerships?|agreements?|ties?|arrangements?) with\b",
        r"\bthanks to (?:our (?:friends|partners?)|\w+) (?:at|for) (?:\w+ ){0,3}(?:sponsoring|partnering|supporting|working with)\b",
    )
)  # fmt: skip
#: "We take no commission", "no affiliate links": the opposite of a tie; trials are sponsored, too.
_NO_TIE = re.compile(
    r"\b(?:not|n't|never|no|without|nor|neither|none)\b(?: \w+){0,5}? ?(?:commissions?|affiliates?|paid|pay|payments?|compensat\w+|sponsor\w*|earn|receive|fees?|free|money|ads?|advertis\w+|gifts?|financial|accept|take|cut|percentage)\b"
)
#: "If a post says that it holds affiliate links", "such posts must be labelled": ties are spoken of, not told.
_SPOKEN_OF = re.compile(
    r"^\W*(?:if|when|whenever|where|look for|beware|some|many|most|such|these) (?:\w+ ){0,3}(?:posts?|articles?|pages?|sites?|reviews?|bloggers?|influencers?|sellers?|websites?|adverts?|writers?|ads?)\b"
    r"|\b(?:must|should|have to|has to|required to|ought to) (?:\w+ ){0,2}(?:disclose|declare|label|labelled|labeled|say|state|tell|told|disclosed|declared|reveal)\b"
)
_OF_OTHERS = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research(?:ers?)?|clinical|participants?|patients?|doctors?|hospitals?|insur\w+|health plan|medicare|surgeons?|congress|charit\w+|government|employers?|taxpayers?|bill|law|event|race|team|conference|nhs|volunteers?|pharmac(?:y|ies)|grant)\b"
)


@dataclass(frozen=True, slots=True)
class Tie:
    """A commercial link, or words for one, at ``Document.text[start:end]``."""

    start: int
    end: int
    sign: str


def disclosed(text: str) -> Manner | None:
    """Return how a lower-case sentence discloses a commercial tie of the text, or None."""
    text = text.replace("’", "'")
    if len(text) > 900:
        return None
    plain, vague = _PLAIN.search(text), _VAGUE.search(text)
    if not (plain or vague) or _NO_TIE.search(text) or _SPOKEN_OF.search(text):
        return None
    if plain and not _OF_OTHERS.search(plain[0]) and not _about_others(text, plain):
        return "plain"
    return "vague" if vague else None


def _about_others(text: str, match: re.Match[str]) -> bool:
    """Whether what is paid or given is a study's or a patient's matter: only the writer's own words lead elsewhere."""
    own = re.search(rf"\b{_US}\b|\b(?:this|our) {_PIECE}\b|\bpaid (?:partnership|content|post|ad)|#", text)
    return bool(_OF_OTHERS.search(text)) and not own


def commercial_links(document: Document) -> tuple[Tie, ...]:
    """Return the places of the prose that pay the writer for a sale: tracked links, bare addresses and "use my code"."""
    return tuple(sorted(_ties(document), key=lambda tie: tie.start))


def pays(address: str) -> bool:
    """Whether a link pays whoever placed it: by its host, or by a parameter that names who is to be paid."""
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return False
    keys = {key.lower() for key, _ in parse_qsl(parts.query, keep_blank_values=True)}
    values = {value.lower() for _, value in parse_qsl(parts.query)}
    if _LEARNED.search(host):
        return False
    shop = bool(keys & _SHOP_PAID) and bool(_SHOP.search(f"{host}{parts.path}".lower()))
    return bool(_NETWORKS.search(host) or keys & _PAID or "affiliate" in values or shop)


def _ties(document: Document) -> Iterator[Tie]:
    starts = [block.start for block in document.blocks]
    for start, end, sign in _signs(document):
        block = document.blocks[max(bisect_right(starts, start) - 1, 0)]
        if block.kind not in ("boilerplate", "code"):
            yield Tie(start, end, sign)


def _signs(document: Document) -> Iterator[tuple[int, int, str]]:
    linked = {link.start for link in document.links if pays(link.href)}
    for link in document.links:
        if link.start in linked and pays(link.href):
            yield link.start, link.end, link.href
    for match in _ADDRESS.finditer(document.text):
        if match.start() not in linked and pays(match[0]):
            yield *match.span(), match[0]
    for match in _MY_LINK.finditer(document.text):
        yield *match.span(), match[0]
