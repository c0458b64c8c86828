"""Where links lead: hosts of studies and health authorities, the page's own site, shops."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: Hosts whose pages are studies, or what a health authority says.
SOURCE_HOST = re.compile(
    r"(?:^|\.)(?:doi\.org|nih\.gov|who\.int|nhs\.uk|nice\.org\.uk|cdc\.gov|fda\.gov|ftc\.gov|europa\.eu|gov\.uk|cochrane\.org|cochranelibrary\.com"
    r"|thelancet\.com|bmj\.com|nejm\.org|jamanetwork\.com|nature\.com|sciencedirect\.com|springer\.com|wiley\.com|plos\.org|biomedcentral\.com"
    r"|tandfonline\.com|oup\.com|sagepub\.com|mdpi\.com|frontiersin\.org|pubmed\.gov|clinicaltrials\.gov|healthdirect\.gov\.au|medlineplus\.gov)$"
    r"|\.gov(?:\.[a-z]{2})?$|\.edu(?:\.[a-z]{2})?$|\.ac\.[a-z]{2}$|\.nhs\.uk$"
)
#: Words in the address of a page that sells.
SHOP_LINK = re.compile(
    r"\b(?:shop|store|cart|basket|checkout|order|buy|amzn|affiliate|coupon|signup|subscribe)\b|[?&](?:tag|aff|affiliate)=",
    re.I,
)


def host_of(href: str) -> str:
    """Return the host an address leads to, in lower case and without "www."; "" for a link within a site."""
    try:
        host = urlsplit(href).hostname or ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.")


def same_site(host: str, own: str) -> bool:
    """Whether two hosts are one site: the same, or one a part of the other ("blog.example.org")."""
    return bool(host and own) and (host == own or host.endswith("." + own) or own.endswith("." + host))
