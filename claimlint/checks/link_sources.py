"""Where the links of an article lead, when all of them lead to what proves nothing: itself, shops, social media."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks.presence import SHORTEST, absent
from claimlint.facts import Facts, facts_of
from claimlint.finding import Hit
from claimlint.hosts import SHOP_LINK, SOURCE_HOST, host_of, same_site
from claimlint.sources import cites, names_researcher, names_source, own_host, prose_links, quotes_authority

if TYPE_CHECKING:
    from spacy.language import Language

_HOSTS = {"type": "array", "items": {"type": "string", "minLength": 1}}
OPTIONS: Mapping[str, Any] = {
    "social": {**_HOSTS, "description": "Hosts of social media and video channels."},
    "shops": {**_HOSTS, "description": "Hosts of shops and of pages that earn by selling."},
    "open": {**_HOSTS, "description": "Hosts where anybody can publish, with nobody who checks it."},
}
#: No address that could be a source: a place on the page, a letter, a call.
_NO_PAGE = re.compile(r"^(?:#|mailto:|tel:|sms:|javascript:|data:|$)", re.I)
_ENCYCLOPAEDIA = re.compile(r"(?:^|\.)(?:wikipedia|wikimedia|wiktionary)\.org$")
#: Links to the page's own site are ordinary; so many, and none elsewhere, under claims are not.
_OWN_LINKS = 3
_SAID: Mapping[str, str] = {
    "own": "the page's own site", "shop": "shops", "social": "social media", "open": "sites where anybody can publish", "wiki": "Wikipedia",
}  # fmt: skip


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; its hit lies on the title and concerns the document."""
    known = {
        host: kind
        for kind, hosts in (
            ("social", options["social"]),
            ("shop", options["shops"]),
            ("open", options["open"]),
        )
        for host in hosts
    }

    def check(analysis: Analysis) -> Iterator[Hit]:
        facts = facts_of(analysis)
        if analysis.words < SHORTEST or not facts.about_health or not facts.weighty or facts.debunking:
            return
        kinds = Counter(_kinds(analysis, facts, known))
        if (
            kinds
            and not kinds.keys() - _SAID.keys()
            and _too_weak(kinds, facts)
            and not _other_sources(analysis)
        ):
            where = [_SAID[kind] for kind, _ in kinds.most_common()]
            yield absent(analysis, None, count=sum(kinds.values()), where=_joined(where))

    return check


def _kinds(analysis: Analysis, facts: Facts, known: Mapping[str, str]) -> Iterator[str]:
    """Yield what each link of the prose leads to: a key of _SAID, or "other"."""
    own = own_host(analysis)
    pages = [link.href for link in prose_links(analysis) if not _NO_PAGE.match(link.href)]
    only = {host_of(href) for href in pages}
    for href in pages:
        host = host_of(href)
        if SOURCE_HOST.search(host) or (not host and own and SOURCE_HOST.search(own)):
            yield "other"
        elif kind := _known(host, known):
            yield kind
        elif SHOP_LINK.search(href) or (facts.commercial_intent and len(only) == 1):
            yield "shop"
        elif not host or same_site(host, own):
            yield "own"
        else:
            yield "wiki" if _ENCYCLOPAEDIA.search(host) else "other"


def _known(host: str, known: Mapping[str, str]) -> str | None:
    """Return the kind of a listed host, or of the site it is a part of ("my-page.blogspot.com", "amazon.co.uk")."""
    parts = host.split(".")
    names = (".".join(parts[at:]) for at in range(len(parts)))
    return next((known[name] for name in names if name in known), None)


def _too_weak(kinds: Counter[str], facts: Facts) -> bool:
    claims = facts.efficacy_statements >= 3 or facts.commercial_intent
    return len(kinds) > 1 or "own" not in kinds or (kinds["own"] >= _OWN_LINKS and claims)


def _other_sources(analysis: Analysis) -> bool:
    """Whether the text names sources without linking to them; an address in the text is seen as a link."""
    texts = (re.sub(r"https?://\S+|\bwww\.\S+", " ", s.text) for s in analysis.prose)
    tests = (cites, names_source, names_researcher, quotes_authority)
    return any(test(text) for text in texts for test in tests)


def _joined(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
