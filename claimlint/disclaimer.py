"""Whether a sentence says that a text is no substitute for professional advice, in any wording.

What is disclaimed must be the text, or whoever speaks in it: that a herb, a test or an app cannot replace a doctor is
advice, and what the FDA has not evaluated is another statement (``fda_statement.py``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from claimlint.deferred import sought

#: Longer sentences are lists or damage (code points).
_LONGEST = 900


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


#: The text, as it speaks of itself.
_TEXT = _any(
    r"information(?:al)?", r"content", r"contents", r"articles?", r"pages?", r"(?:web ?)?sites?", r"posts?", r"blogs?", r"materials?", r"guides?", r"leaflets?",
    r"text", r"newsletters?", r"videos?", r"podcasts?", r"episodes?", r"columns?", r"fact ?sheets?", r"(?:e-?)?books?", r"booklets?", r"pamphlets?", r"brochures?",
    r"handouts?", r"resources?", r"publications?", r"opinions?", r"views", r"statements?", r"suggestions?", r"tips", r"answers?", r"faqs?", r"summar(?:y|ies)",
    r"educational", r"education", r"herein", r"stor(?:y|ies)", r"recommendations?", r"reviews?", r"recipes?", r"(?:the|this|our) advice", r"advice (?:here|given|on this|in this|above)",
    r"(?:anything|nothing|everything|what) (?:(?:that )?(?:you|we|i) (?:\w+ )?(?:read|see|find|say|write|hear|publish|share)|here|above|below|(?:on|in) (?:this|these|our|the)|contained|published|written|stated|said)",
)  # fmt: skip
#: Who speaks in it.
_SPEAKER = r"(?:we|i|the (?:authors?|writers?|editors?|publishers?|site|website|owners?|bloggers?|team)|our (?:\w+ )?(?:writers?|editors?|team|staff|site|website|contributors?|authors?)|(?:its|this (?:site|blog|page)'s) (?:authors?|writers?|owners?))"
_NOT = r"(?:\b(?:not|cannot|never|neither|nor|no|nothing|none|rather than|instead of)|n't)\b"
_SEP = r"(?:[ ,/(\"“'-]+[\w'’]+)"
_KIND = r"(?:medical|health|healthcare|professional|clinical|doctor'?s?'?|physician'?s?|clinician'?s?|pharmacist'?s?|nurse'?s?|nutritional|dietary|psychological|psychiatric|therapeutic|expert|qualified|personal|personali[sz]ed|individual|individuali[sz]ed|tailored|face-to-face|in-person|diagnostic|veterinary|psychotherap\w+)"
_NOUN = r"(?:advice|care|diagnos\w+|treatment|judge?ment|consultation|guidance|opinions?|help|attention|evaluation|assessment|examination|supervision|services?|recommendations?|counsel(?:l?ing)?|instructions?|therapy|expertise|appointment|visit|check-?up|prescriptions?|medical advice|prognosis)"
_PERSON = r"(?:doctors?|gps?|physicians?|nurses?|pharmacists?|clinicians?|dieti[ct]ians?|midwi(?:fe|ves)|therapists?|psychologists?|specialists?|practitioners?|professionals?|providers?|(?:care|medical|health|healthcare) team|paediatricians?|pediatricians?|surgeons?|dentists?|veterinarians?|vets?)"
#: Professional advice: "advice from your doctor", "a medical diagnosis", "your own doctor".
_ADVICE = _any(
    rf"{_KIND}{_SEP}{{0,4}}?[ ,/-]+{_NOUN}\b",
    rf"{_NOUN} (?:from|by|of|with|given by|provided by)(?: \w+){{0,5}} {_PERSON}\b",
    rf"(?:your|a|an|the|any|his|her|their|seeing|asking|consulting|visiting)(?: (?:own|qualified|licensed|registered|trained|family|medical|health|health ?care|care|good|real|local|with|to|a|an|your)){{0,4}} {_PERSON}\b",
)
_REPLACE = _any(
    r"substitutes?", r"substituted?", r"substitution", r"replac(?:e|es|ing|ements?)", r"stand-?ins?", r"stand in", r"(?:takes?|taking) the place", r"in (?:place|lieu) of", r"instead of",
    r"alternative to", r"supersede\w*", r"supplant\w*", r"override\w*", r"equivalent to", r"stand in for", r"the same as",
)  # fmt: skip
_IS = r"(?:is|are|be|as|constitutes?|constituting|considered|construed|regarded|intended|meant|taken|treated|viewed|seen|interpreted|understood|offers?|offering|provid(?:e|es|ing)|giv(?:e|es|ing)|dispens(?:e|es|ing)|practi[cs](?:e|es|ing)|render(?:s|ing)?|mistaken for|used as|designed|amounts? to|contains?|relied (?:up)?on)"
_PURPOSE = r"(?:general |educational |informational |entertainment |information |education |illustrative |reference |interest |awareness |background |public |your |own |personal |health ){0,3}(?:and |or |& )?(?:general )?(?:information(?:al)?|education(?:al)?|entertainment|interest|reference|instructional|awareness|guidance|knowledge)"
_MEDICAL_USE = r"(?:to |for (?:the )?|in (?:the )?)(?:\w+ ){0,3}?(?:diagnos\w+|self-diagnos\w+|treat(?:ing|ment)?|cur(?:e|ing)|prescri\w+|self-treat\w*|self-medicat\w*|medical (?:decisions?|purposes?|use)|treatment decisions?|clinical (?:decisions?|use))"

#: Whole wordings, each of which is enough.
_PLAIN = sought(
    _any(
        rf"\b(?:purely|solely|strictly|only|merely|just|exclusively)(?: (?:be|provided|intended|meant|offered|written|published|shared|here|used|designed|aimed))? (?:for|as|to provide|at|to) {_PURPOSE}\b(?! (?:on|about|from|given|in) (?!this))",
        rf"\bfor {_PURPOSE}(?: (?:purposes?|use|reasons))? only\b",
        r"\b(?:general|background) (?:information|guidance|guide|advice|overview) only\b|^(?:for )?information only\b|^for (?:educational|informational|entertainment)(?: (?:and|or) \w+)? (?:purposes?|use)\W*$",
        r"\b(?:medical|health) disclaimers?\b",
        # The relation of doctor and patient.
        rf"{_NOT} (?:\w+ ){{0,3}}(?:creat\w+|establish\w*|form\w*|constitut\w+|imply|implies) (?:\w+ ){{0,3}}(?:doctor|physician|therapist|clinician|practitioner|provider|client|patient|professional)[\w/–' -]{{0,20}}relationship",
        # "Never disregard professional advice because of something you have read here."
        rf"\b(?:never|not|n't|nobody|no one)\b[^.;]{{0,40}}\b(?:disregard|ignor|delay|neglect|put(?:ting)? off|avoid|postpon|discount|second-guess)\w*[^.;]{{0,120}}\b(?:because|due to|based|on account|on the (?:strength|basis)|as a result|after|owing)\b[^.;]{{0,60}}\b(?:read|see|seen|heard|hear|here|{_TEXT})\b",
        r"\balways (?:seek|ask for|get|obtain|take) (?:the )?(?:\w+ ){0,2}?(?:advice|guidance|opinion|counsel) (?:of|from) (?:your|a|an)\b",
        r"\b(?:do|does|did|can|should)(?: not|n't) (?:take|account|consider|allow)[^.;]{0,40}\b(?:your|individual|personal|each reader's|particular)(?: \w+)? (?:circumstances|situation|health|needs|medical history|condition|objectives)\b",
        # Who writes is no professional.
        rf"\b{_SPEAKER}(?: (?:am|are|is|was|were|be)|'m|'re|'s)? ?(?:not|n't|no|neither|nor)(?: (?:a|an|any|myself|ourselves|your|trained|licensed|licenced|qualified|registered|certified|in any way|or|and|medical|health|healthcare|mental)){{0,6}} (?:{_PERSON}|medically (?:trained|qualified)|(?:medical|health|clinical) (?:training|qualifications?|background|experts?))\b",
        rf"\b{_SPEAKER} (?:have|has|had) (?:no|not any|n't any) (?:formal )?(?:medical|clinical|health) (?:training|qualifications?|background|degree|licen[cs]e)\b",
        rf"\b{_SPEAKER}(?: (?:do|does|can|could|are|am|is|will|may))?(?: ?not|n't|'re not|'m not| never|not)(?: (?:able|allowed|qualified|in a position|here|trying|licensed))?(?: to)? (?:give|giving|offer|offering|provide|providing|dispense|dispensing|practi[cs]e|practi[cs]ing|diagnose|diagnosing|prescribe|prescribing|answer|render|recommend)"
        rf"(?: (?:you|any|or|and|a|an|individual|personal|specific|treat|treatment|diagnose|questions?|about|your|on|prescribe)){{0,5}} ?(?:{_KIND}(?:[ ,/]+\w+){{0,3}}[ ,/]+{_NOUN}|medical (?:advice|questions?|services)|medicine|diagnos\w+|{_KIND} conditions?|(?:any )?(?:disease|illness|condition|symptom)s?)\b",
    )
)
#: A text that cannot stand in for advice, that is no advice, that serves no treatment; each needs the text as its subject.
_STANDS_IN = re.compile(rf"{_NOT}(?:[ ,]+[\w'’/-]+){{0,12}}?[ ,]+{_REPLACE}\b(?:[^.;]{{0,80}}?\b){_ADVICE}")
_IS_ADVICE = re.compile(
    rf"(?:{_NOT} (?:\w+ ){{0,10}}?{_IS}|\b{_IS}(?: \w+){{0,2}}? ?{_NOT}|\b(?:not|nor|neither))(?:[ ,/]+[\w'’/-]+){{0,7}}?[ ,/]+"
    rf"(?:{_KIND}(?:[ ,/]+(?:or|and|\w+)){{0,3}}?[ ,/]+(?:advice|diagnos\w+|guidance|opinions?|recommendations?|instructions?|counsel(?:l?ing)?|prognosis|consultation|judge?ment|service)|(?:advice|diagnosis) (?:from|by|of) (?:a|your|any) (?:\w+ ){{0,3}}{_PERSON})\b"
)
_TREATS = re.compile(
    rf"{_NOT}(?:[ ,]+[\w'’/-]+){{0,5}}?[ ,]+(?:intended|meant|designed|used|use|relied (?:up)?on|rely (?:up)?on|suitable|offered|aimed|written|supposed|adequate|enough|sufficient)(?:[ ,]+[\w'’/-]+){{0,4}}?[ ,]+{_MEDICAL_USE}"
)
_BLAME = re.compile(
    r"\b(?:no|not|n't|cannot|neither|nor)\b[^.;]{0,50}\b(?:responsib\w+|liab\w+|accountable)\b|\b(?:disclaims?|disclaim) (?:all |any )?(?:liab\w+|responsib\w+)|\bat your own risk\b"
)
_RELYING = re.compile(
    r"\b(?:act(?:s|ed|ing)? (?:up)?on|rel(?:y|ies|ied|iance|ying)|use of|using|decisions?|injur\w+|harm|health|appl(?:y|ies|ied|ying)|follow(?:s|ed|ing)?|suggestions?|advice)\b"
)
#: "Websites that we link to" are disclaimed by every office.
_OTHERS = re.compile(r"\b(?:external|other|third[- ]part(?:y|ies)|linked|links?) ")
_SUBJECT = re.compile(rf"\b{_TEXT}\b|\b{_SPEAKER}\b")
#: A sentence that has only a pronoun for the text, or none: "This is not medical advice.", "Not medical advice."
_BARE = re.compile(
    r"^\W*(?:(?:please )?(?:note|remember|disclaimer|important|nb)\b[\w ]{0,12}[:,.]? ?)?(?:that )?(?:it|this|these|those|they|none of (?:this|it|these)|all of (?:this|it)|the (?:above|following)|not|never|no substitute|does not|doesn't|cannot)\b"
)
#: What is not the text, though the words may be there: "this test", "the app", "it" after a product.
_THING = re.compile(
    r"^\W*(?:this|these|the|our|those|any|such|a|an|home|most|self|online) (?:\w+[ -]){0,3}?(?:tests?|kits?|apps?|devices?|products?|supplements?|capsules?|herbs?|drinks?|creams?|oils?|programs?|programmes?|exercises?|vaccines?|tablets?|medicines?|drugs?|foods?|diets?|gumm(?:y|ies)|teas?|massages?|scales?|treatments?|symptom checkers?|calculators?)\b"
)
#: What other pages say, or ought to: "half the sites I follow say they give no medical advice".
_ELSEWHERE = re.compile(
    r"\b(?:most|many|some|half|few|other|several)(?: of)?(?: the| these| those)? (?:\w+ ){0,2}(?:sites?|websites?|blogs?|blogg?ers?|influencers?|pages|forums?|videos?|apps?|posts|adverts?|podcasts?|channels?)\b(?! (?:on|of) (?:this|our)\b)"
    r"|\b(?:wants?|wanted|asks?|asked|requires?|required|orders?|ordered|forces?|forced|makes?|made|told|tells?) (?:every|all|each|any)\b"
)
#: Matters that are none of health: whose views they are, money and law, the stars.
_OTHER_MATTER = re.compile(
    r"\b(?:views?|opinions?|thoughts|posts|statements)\b[^.;]{0,80}\b(?:own|mine|hers|his|theirs?|those of|represent|reflect|alone|bind)\b"
    r"|\b(?:financial|tax|legal|investment|immigration|mortgage|pension|insurance|visa)\b|\b(?:lawyer|solicitor|accountant|mechanic|plumber|electrician|broker|vet|gardener|horoscope|psychic)s?\b"
)
_HEALTH = re.compile(
    r"\b(?:medic\w*|health\w*|doctors?|physicians?|clinic\w*|diagnos\w*|treat\w*|illness\w*|symptoms?|nurses?|pharmacists?|remed(?:y|ies)|care)\b"
)

#: Sentences of which it is kept whether they disclaim: several rules ask, and an editor after each change.
KEPT = 1024


@lru_cache(maxsize=KEPT)
def disclaims_something_else(text: str) -> bool:
    """Whether a lower-case sentence, if it disclaims anything, speaks of a product or of a matter that is none of health."""
    text = text.replace("’", "'")
    return bool(_THING.match(text)) or (bool(_OTHER_MATTER.search(text)) and not _HEALTH.search(text))


@lru_cache(maxsize=KEPT)
def is_disclaimer(text: str) -> bool:
    """Whether a lower-case sentence says that the text is no substitute for professional advice, in any wording."""
    text = text.replace("’", "'")
    if len(text) >= _LONGEST or _ELSEWHERE.search(text):
        return False
    if _PLAIN.search(text):
        return True
    if _THING.match(text) or not (_SUBJECT.search(text) or _BARE.match(text)):
        return False
    if any(pattern.search(text) for pattern in (_STANDS_IN, _IS_ADVICE, _TREATS)):
        return True
    return bool(_BLAME.search(text) and _RELYING.search(text)) and not _OTHERS.search(text)
