"""Words of a chatbot that were copied along with its answer: what it says of itself, of the request, or marks for its sources."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks.quotations import is_quoted
from claimlint.deferred import sought
from claimlint.document import Block
from claimlint.finding import Hit, Severity

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
VALUES = ("residue",)

_TEXT = r"(?:text|article|paragraph|passage|content|blog post|post|draft|essay|section|sentence|introduction)"
_WORK = rf"(?:{_TEXT}|version|outline|rewrite|summary|title|headline|meta description|list of (?:titles|headlines|keywords)|\d{{2,5}}[- ]words?)"
_REDONE = r"(?:rewritten|rewrote|paraphrased|reworded|rephrased|humani[sz]ed)"
_SELF = r"(?:ai|artificial intelligence|(?:ai )?chat ?bot|(?:large |ai )?language model|ai (?:assistant|model|program|tool|system))"
#: What it is, and how it looks; nobody else writes these. Apostrophes are straight.
SURE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "a chatbot's word on itself",
        sought(
            rf"\bas an? {_SELF}(?: (?:developed|trained|created|made|designed) by \w+)?,? (?:i(?:'m)?|my|it is not my)\b"
            rf"|\bi(?:'m| am) (?:just |only |simply )?an? {_SELF}(?=[ ,.;]) ?(?:and|,|\.|;|so|that|trained|developed|without)"
            r"|\b(?:my|as of my)(?: \w+)? knowledge (?:update|cut-?off)\b|\bmy training (?:data )?cut-?off\b|\bmy (?:training )?data (?:only )?(?:goes|extends) (?:up )?to 20\d\d\b"
            r"|\bi (?:do not|don't|cannot|can't) (?:have )?(?:access|browse)(?: to)? (?:real-time|the internet|current data|live data)\b",
            re.I,
        ),
    ),
    (
        "a chatbot's refusal",
        sought(
            r"\bi(?: am|'m)? ?(?:sorry,? but i(?:'m| am)? ?)?(?:can(?:no|')t|cannot|unable to|not able to) (?:fulfil?l|assist with|complete|comply with|process|help with) (?:that|this|your) (?:request|prompt)\b",
            re.I,
        ),
    ),
    (
        "a chatbot's answer to a request",
        sought(
            rf"^(?:certainly|sure(?: thing)?|of course|absolutely|great)\s?[!,.:–—-]+ ?(?:here(?:'s| is| are)|below is|i'?(?:d|ll| can| will| would)) [^\n]{{0,80}}?\b{_WORK}\b"
            rf"|^here(?:'s| is) (?:a|an|the|your) (?:[\w-]+,? ){{0,3}}?{_REDONE} (?:and [\w-]+ )?(?:version|{_TEXT})\b"
            rf"|^here(?:'s| is) (?:a|an|the|your) (?:[\w-]+ ){{0,2}}?(?:revised|improved|expanded|polished|shortened|optimi[sz]ed|edited|condensed) version of (?:your|the|this) {_TEXT}\b"
            rf"|\bi(?:'ve| have) {_REDONE} (?:the|your|this) {_TEXT}\b"
            rf"|\bas (?:per )?(?:you requested|requested|your (?:request|prompt)), (?:here(?:'s| is)|i(?:'ve| have)) [^\n]{{0,60}}?\b{_WORK}\b"
            r"|\blet me know if you(?:'d| would) like (?:me to )?(?:make )?(?:any |some |further |more )?(?:changes|adjustments|revisions|edits|modifications|tweaks)\b"
            r"|\b(?:let me know if you(?:'d| would) like|would you like|do you want) me to (?:(?:expand on|revise|rewrite|rephrase|shorten|refine|tailor|tweak|turn this|turn it)\b"
            rf"|(?:add|write|create|draft|adjust|generate|optimi[sz]e|make) [^\n.?]{{0,40}}?\b(?:{_WORK}|tone|longer|shorter|table|FAQs?|seo)\b)",
            re.I,
        ),
    ),
    (
        "a button of a chatbot's page",
        sought(r"\bregenerate response\b[.!]?$|^stop generating\.?$|^chatgpt said:?", re.I),
    ),
    (
        "a request to a chatbot",
        sought(
            rf"^(?:please |now )?(?:write|generate|create|compose) (?:me )?an? (?:[\w-]+,? ){{0,4}}?(?:\d{{3,4}}[- ]words?|seo(?:[- ](?:friendly|optimi[sz]ed))?) (?:[\w-]+,? ){{0,4}}?{_TEXT}\b",
            re.I,
        ),
    ),
    (
        "a chatbot's mark for a source",
        sought(
            r"\b(?:oaicite|oai_citation|contentReference)\b|(?:\bcite)?turn\d{1,2}(?:search|news|view|image|file|fetch)\d{1,3}|【\d{1,3}(?::\d{1,3})?†[^】\n]{0,60}】"
            r"|\[cite_start\]|\[cite: ?\d[\d, ]{0,20}\]|\bgrok_card\b",
            re.I,
        ),
    ),
)
#: These a person may write, too.
LIKELY: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "a chatbot's word on itself",
        sought(
            r"\bas of my (?:last|latest|most recent) (?:update|training)\b|^(?:i'm sorry,? but )?i (?:can(?:no|')t|cannot|am unable to|am not able to) (?:provide|give|offer) (?:\w+ )?medical advice,? (?:but|however)[, ]+(?:i can|here)",
            re.I,
        ),
    ),
    (
        "a chatbot's answer to a request",
        sought(
            r"^(?:certainly|absolutely|of course|sure(?: thing)?)! here(?:'s| is| are)\b"
            rf"|\bfeel free to (?:adjust|customi[sz]e|modify|edit|tweak|personali[sz]e) (?:this|the|it|any part of (?:this|the)) (?:{_TEXT}|as needed|to (?:suit|fit|match))\b",
            re.I,
        ),
    ),
)
_HANDED_OUT = re.compile(r"[?&]utm_source=(?:chatgpt\.com|openai|copilot\.com|perplexity)", re.I)
#: A page about chatbots quotes them.
_TOPIC = re.compile(
    r"\b(?:AI|LLMs?|[Cc]hat ?[Bb]ots?|ChatGPT|GPT-?\d\w?|OpenAI|[Ll]anguage [Mm]odels?|[Aa]rtificial [Ii]ntelligence|Gemini|Copilot)\b"
)
#: Characters on each side in which the topic counts at once; elsewhere it must stand twice.
REACH, OFTEN = 300, 2
#: More places of a block are not looked at: each is compared with those before it.
MOST = 20
Place = tuple[int, int, str, "Severity | None"]


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. What a person may write as well is a warning."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        places = [place for block in analysis.prose_blocks for place in _in_block(analysis, block)]
        if places and not _about_chatbots(analysis, places):
            for start, end, residue, severity in places:
                yield Hit(start, end, {"residue": residue}, 0.97, severity=severity)
        for link in analysis.document.links:
            if _HANDED_OUT.search(link.href):
                yield Hit(
                    link.start, link.end, {"residue": "a link that a chatbot gave"}, 0.9, severity="warning"
                )

    return check


def _in_block(analysis: Analysis, block: Block) -> Iterator[Place]:
    text = analysis.document.block_text(block).replace("’", "'")
    taken: list[tuple[int, int]] = []
    severities: tuple[Severity | None, ...] = (None, "warning")
    for patterns, severity in zip((SURE, LIKELY), severities, strict=True):
        for residue, pattern in patterns:
            for match in islice(pattern.finditer(text), MOST):
                start, end = match.span()
                free = all(end <= low or high <= start for low, high in taken)
                if free and not is_quoted(analysis, block, block.start + start):
                    taken.append((start, end))
                    yield block.start + start, block.start + end, residue, severity


def _about_chatbots(analysis: Analysis, places: list[Place]) -> bool:
    """Whether the article, apart from the places found, speaks of chatbots: in a heading, near by, or more than once."""
    found = sorted((start, end) for start, end, _, _ in places)
    starts = [start for start, _ in found]
    count = 0
    for block in analysis.prose_blocks:
        for match in _TOPIC.finditer(analysis.document.text, block.start, block.end):
            at = bisect_right(starts, match.start())
            beside = found[max(at - 1, 0) : at + 1]
            if any(start < match.end() and match.start() < end for start, end in beside):
                continue
            near = any(start - REACH < match.end() and match.start() < end + REACH for start, end in beside)
            count += OFTEN if near or block.kind in ("title", "heading") else 1
            if count >= OFTEN:
                return True
    return False
