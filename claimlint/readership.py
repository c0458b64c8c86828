"""For whom an article is written, and where its readers live: chosen for the run, else as the article itself says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claimlint.document import Document

AUDIENCES: Mapping[str, str] = {
    "public": "Anybody: the default.",
    "patient": "People who have the condition or take the medicine: plainer words are asked for.",
    "clinical": "Health professionals: jargon, doses and long words are theirs.",
}
REGIONS: Mapping[str, str] = {
    "us": "United States and Canada: 911, 988, FDA and FTC.",
    "uk": "United Kingdom: 999, 111, NHS, MHRA and ASA.",
    "eu": "European Union: 112, EMA and national bodies.",
    "au": "Australia and New Zealand: 000, 111, TGA.",
}
#: Other words for an audience, as front matter has them.
_AUDIENCE_WORDS: Mapping[str, str] = {
    "clinician": "clinical", "clinicians": "clinical", "professional": "clinical", "professionals": "clinical",
    "hcp": "clinical", "patients": "patient", "general": "public",
}  # fmt: skip
_REGION_WORDS: Mapping[str, str] = {"gb": "uk", "usa": "us", "ca": "us", "nz": "au", "ie": "eu"}


@dataclass(frozen=True)
class Readership:
    """audience: a key of AUDIENCES. region: a key of REGIONS, or None when nobody has said."""

    audience: str = "public"
    region: str | None = None


def readership_of(document: Document, audience: str | None = None, region: str | None = None) -> Readership:
    """Return who reads an article: what was chosen, else its ``audience`` and ``region`` in front matter or ``<meta>``."""
    return Readership(
        audience or _declared(document, "audience", AUDIENCES, _AUDIENCE_WORDS) or "public",
        region or _declared(document, "region", REGIONS, _REGION_WORDS),
    )


def _declared(document: Document, key: str, known: Mapping[str, str], words: Mapping[str, str]) -> str | None:
    said = str(document.front_matter.get(key, document.meta.get(key, ""))).strip().lower()
    return said if said in known else words.get(said)
