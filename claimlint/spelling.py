"""British and American spelling and regular plurals of health words, by rule."""

from __future__ import annotations

import re

#: British letters to American ones. No word of prose becomes another word by them.
_TWINS = {
    "aemia": "emia", "oea": "ea", "tumour": "tumor", "fibre": "fiber", "haem": "hem", "oedema": "edema", "oesophag": "esophag",
    "paediat": "pediat", "orthopaed": "orthoped", "gynaec": "gynec", "anaesth": "anesth", "coeliac": "celiac", "faec": "fec",
    "caec": "cec", "oestr": "estr", "homoeo": "homeo", "foet": "fet", "aetiolog": "etiolog", "colour": "color", "odour": "odor",
    "vapour": "vapor", "behaviour": "behavior", "sulph": "sulf", "ageing": "aging", "grey": "gray", "yoghurt": "yogurt",
    "isation": "ization", "chilli": "chili",
}  # fmt: skip
_BRITISH = re.compile("|".join(sorted(_TWINS, key=len, reverse=True)))
#: After these letters a plural takes "es".
_HISSING = ("s", "x", "z", "ch", "sh")


def american(text: str) -> str:
    """Return a lower-case text in American spelling; its length may change, its number of words not."""
    # Some of these letters stand in every key above; most texts hold none, and looking for them one by one is quickest.
    if (
        "ae" in text or "oe" in text or "olour" in text or "odour" in text or "umour" in text or "apour" in text
        or "viour" in text or "fibre" in text or "grey" in text or "ogh" in text or "ulph" in text or "agei" in text
        or "isati" in text or "chilli" in text
    ):  # fmt: skip
        return _BRITISH.sub(lambda match: _TWINS[match[0]], text)
    return text


def plurals(term: str) -> tuple[str, ...]:
    """Return the regular plurals of a term: one, two after an o, none for what looks like a plural."""
    if term.endswith("s") and not term.endswith("ss"):
        return ()
    if term.endswith("y") and term[-2:-1] not in tuple("aeiou"):
        return (term[:-1] + "ies",)
    if term.endswith("o"):
        return (term + "s", term + "es")
    return (term + ("es" if term.endswith(_HISSING) else "s"),)


def singulars(term: str) -> tuple[str, ...]:
    """Return the terms of which a term is a regular plural; most do not exist."""
    if not term.endswith("s"):
        return ()
    endings = (
        term[:-1],
        term[:-2] if term.endswith("es") else "",
        term[:-3] + "y" if term.endswith("ies") else "",
    )
    return tuple(one for one in endings if one and term in plurals(one))
