"""What machines should have filled in or taken out: template fields, spinner choices, stray markup, broken characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.deferred import sought
from claimlint.document import Block
from claimlint.finding import Hit, Severity

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
VALUES = ("residue", "count")

_TAGS = "p|br|div|span|strong|em|b|i|u|a|img|h[1-6]|ul|ol|li|table|tr|td|th|tbody|font|center|script|style|iframe|blockquote|hr|sup|sub|section|figure"
_ENTITIES = (
    "nbsp|amp|quot|apos|lt|gt|rsquo|lsquo|rdquo|ldquo|sbquo|bdquo|ndash|mdash|hellip|bull|middot|deg|copy|reg|trade|times|micro|shy|zwnj"
    r"|frac1[24]|frac34|[aeiounc](?:acute|grave|circ|uml|tilde|cedil)|#\d{2,5}|#x[0-9a-f]{2,5}"
)
_THINGS = (
    "keyword|main keyword|focus keyword|target keyword|product|product name|brand|brand name|company|company name|business name"
    "|clinic name|practice name|doctor name|author name|city|town|city name|state|affiliate link|link here|image here|video here"
)
_OWN = "name|city|state|town|company|business|website|site|brand|product|clinic|practice|email|e-mail|phone|link|keyword|address|topic|niche"
_NOTES = (
    r"citation needed|edit|clarification needed|page needed|better source needed|unreliable source\??|verification needed"
    r"|failed verification|original research\??|not in citation given|weasel words|dubious[^\]\n]{0,20}|(?:when|who|by whom|according to whom|where)\?"
)
_SHORT = "caption|gallery|embed|audio|video|playlist|button|column|row|tabs?|accordion|toc|youtube|quote|url|img|size|color|font|center|list|spoiler"
_BUILDERS = r"vc_\w+|et_pb_\w+|fusion_\w+|su_\w+|av_\w+|contact-form-7|adinserter|ad_\w+|wpforms|rev_slider|elementor-template|tatsu_\w+|ultimate_\w+"
#: What it is, as readers of a report may call it, and how it looks.
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "a choice of words that a program should have made",
        sought(
            r"(?<![\\$\w])\{(?=[^{}\n]{0,300}[a-z]{3})[^{}|=\\\n]{1,80}(?:\|[^{}|=\\\n]{0,80}){1,12}\}", re.I
        ),
    ),
    (
        "a field that nobody filled in",
        sought(
            rf"(?i:\[(?:insert [^\[\]\n]{{2,60}}|enter [^\[\]\n]{{2,40}} here|add (?:link|image|photo|source|citation|date|name|text|quote)[^\[\]\n]{{0,30}}"
            rf"|your (?:{_OWN})(?: name| here| address| number)?|{_THINGS})\])"
            r"|(?<![\w%])%(?:[A-Z][A-Z_]{2,30}|keyword|name|firstname|first_name|city|title|product)%(?!\w)"
            r"|<\?php\b|##[A-Z_]{3,20}##"
            r"|(?i:(?<!\{)\{(?:keyword|name|city|product|first_?name|title|topic|brand|company|state|location)(?:[ _][a-z]{1,20})?\})"
            r"|(?<![\d%]\s)(?<=\s)%(?:\d\$)?[sd](?=[\s.,!?]|$)|\[object Object\]|#(?:REF|VALUE|NAME|DIV/0|N/A)[!?]"
            r"|\b(?:INSERT|YOUR|ADD)(?: [A-Z]{2,12}){1,4} HERE\b"
        ),
    ),
    (
        "dummy text",
        sought(
            r"\blorem ipsum\b|\bdolor sit amet\b|\bconsectetur adipisc\w{0,6}|\b(?:your|insert|add your|add) (?:text|content|headline|heading|caption|copy) (?:goes )?here\b"
            r"|\bclick here to (?:add|edit) (?:your )?(?:own )?(?:text|title)\b",
            re.I,
        ),
    ),
    (
        "a broken character (text read in the wrong encoding)",
        sought(
            r"[^\s<>]{0,30}(?:â€.|Ã[\u0080-\u00bf]|Ã¢|ÃƒÂ|Â[°£®©·»«½¼¾±µ§¿¡²³´]|ï»¿|ï¿½|\ufffd|â„¢|â‚¬|âˆ’|â‰[¥¤ˆ]|â†[’'])[^\s<>]{0,30}"
            r"|(?<=[a-z.,!?])Â(?= )|(?<= )Â (?=[a-zA-Z])"
        ),
    ),
    (
        "a piece of HTML code",
        sought(
            rf"&(?:{_ENTITIES});|&nbsp\b|(?<![&#])#(?:8211|8212|8216|8217|8220|8221|8230|038|039|160);",
            re.I,
        ),
    ),
    (
        "a stray piece of HTML or of a script",
        sought(
            rf"</?(?:{_TAGS})(?:\s[^<>\n]{{0,300}})?/?>|<!--|<!\[CDATA\[|\b(?:class|style|href|target|rel|src)=[\"“][^\"”\n]{{0,200}}[\"”]"
            r"|\{\s?(?:font|color|margin|padding|display|width|text-align|background)[a-z-]{0,20}\s?:[^{}\n]{1,200}\}"
            r"|\bfunction ?\(\w{0,20}\) ?\{|\bdocument\.(?:write|getElementById)\(|\(?adsbygoogle\b|\bjQuery\(|\$\(document\)|\bvar [A-Za-z_$][\w$]{0,30} = ",
            re.I,
        ),
    ),
    (
        "a shortcode",
        sought(
            rf"\[/?(?:{_BUILDERS})\b[^\[\]\n]{{0,300}}\]|\[(?:{_SHORT})[ =][^\[\]\n]{{0,300}}=?[^\[\]\n]{{0,100}}\](?=[^\n]{{0,2000}}\[/)"
            rf"|\[(?:{_SHORT})\s?[^\[\]\n]{{0,40}}=[\"“'\d][^\[\]\n]{{0,300}}\]|\[/(?:{_SHORT}|b|i|u|code)\]",
            re.I,
        ),
    ),
    (
        "a note or mark of a wiki",
        sought(
            rf"\[(?:{_NOTES})\]|\[\[(?:File|Image|Category):[^\]\n]{{1,200}}\]\]|'''[^'\n]{{2,80}}'''", re.I
        ),
    ),
    (
        "a field of the writer's brief",
        sought(
            r"^(?:(?:primary|main|focus|target|secondary|lsi) key ?words?|(?:meta|seo) (?:description|title|key ?words?)|url slug|word count"
            r"|article (?:title|body|summary)|anchor text|internal links?|target word count|search intent) ?:(?= |$)|\b(?-i:TODO|FIXME)\b",
            re.I,
        ),
    ),
)
#: Variables of template languages. In Markdown a site generator fills them in.
VARIABLES = re.compile(r"\{\{[^{}\n]{1,80}\}\}|\$\{[a-z][\w.]{1,40}\}|<%=?[^<>%\n]{1,80}%>")
#: A line that says where a picture comes from, in running text.
_CREDIT = re.compile(
    r"^(?:image|photo|picture|pic|img) (?:source|src|credits?|via|courtesy)\b ?[:\-–]?", re.I
)
#: Words of such a line.
SHORT_LINE = 10
#: A text that explains such things shows them on purpose.
_SHOWN = re.compile(
    r"\b(?:html|xml|css|javascript|entit(?:y|ies)|shortcodes?|markup|spintax|placeholders?|templates?|merge fields?|encoding|utf-?8|mojibake"
    r"|typesett\w{1,4}|source code|sample letter|square brackets|in brackets|fill in|replace the (?:words?|text|name)|wikipedia)\b",
    re.I,
)
#: Characters looked at on each side for such words.
REACH = 160


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the first place of each kind and carries the ``count`` of all."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        for residue, pattern in PATTERNS:
            yield from _hit(residue, _places(analysis, pattern))
        if analysis.document.source.media != "markdown":
            yield from _hit("a field that nobody filled in", _places(analysis, VARIABLES))
        credits = [
            (block.start, block.end)
            for block in analysis.prose_blocks
            if block.kind in ("paragraph", "item", "heading")
            and _is_credit(analysis.document.block_text(block))
        ]
        yield from _hit("the credit line of a picture", credits, "info")

    return check


def _hit(residue: str, places: list[tuple[int, int]], severity: Severity | None = None) -> Iterator[Hit]:
    """Yield the first place; more of a kind are counted, since a damaged page has hundreds."""
    if places:
        count = "once" if len(places) == 1 else f"{len(places)} times"
        yield Hit(*places[0], {"residue": residue, "count": count}, 0.95, severity=severity)


def _places(analysis: Analysis, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    return [place for block in analysis.prose_blocks for place in _found(analysis, block, pattern)]


def _found(analysis: Analysis, block: Block, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    text = analysis.document.block_text(block)
    for match in pattern.finditer(text):
        around = (
            text[max(match.start() - REACH, 0) : match.start()]
            + " | "
            + text[match.end() : match.end() + REACH]
        )
        if not _SHOWN.search(around):
            yield block.start + match.start(), block.start + match.end()


def _is_credit(text: str) -> bool:
    return bool(_CREDIT.match(text)) and len(text.split()) <= SHORT_LINE
