"""Whether a sentence sends the reader to a health professional, in any wording.

Three ways of saying so count: a verb that leads to a person or place of care ("see your GP", "take her to A&E"), care
as the thing to get ("seek medical help", "have it looked at"), and care that is there for the reader ("your pharmacist
can advise you", "a doctor should be consulted"). What is waved away ("no need to see a doctor") does not count.
"""

from __future__ import annotations

import re
from functools import lru_cache


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


_FIELDS = "dermat cardi neur rheumat allerg ur gynec gynaec oncol endocrin gastroenter pulmon ophthalm audi hemat haemat nephr hepat immun"
_FIELD = _any(*_FIELDS.split())
#: People who give care.
_PERSON = _any(
    r"doctors?", r"docs?", r"gps?", r"physicians?", r"nurses?", r"midwi(?:fe|ves)", r"health visitors?", r"pharmacists?", r"chemists?",
    r"dentists?", r"orthodontists?", r"hygienists?", r"opticians?", r"optometrists?", r"dieti[ct]ians?", r"nutritionists?", r"therapists?",
    r"physios?", r"physiotherapists?", r"counsell?ors?", r"psychologists?", r"psychiatrists?", r"specialists?", r"clinicians?", r"prescribers?",
    r"providers?", r"practitioners?", r"professionals?", r"surgeons?", r"consultants?", r"paramedics?", r"podiatrists?", r"chiropodists?",
    r"veterinarians?", r"(?:health|care) ?workers?", r"obstetricians?", r"pa?ediatricians?", r"ob[-/]?gyns?", rf"{_FIELD}(?:ol)?ogists?", "allergists?",
    r"(?:care|healthcare|health|medical|treatment|clinical|maternity|midwifery|diabetes|cancer|asthma|stroke|hospital|surgical|dental|crisis|practice|transplant) team",
    r"samaritans", r"(?:crisis |advice |emergency |24-hour |oncology )?(?:helpline|hotline)", r"ambulance (?:crew|service)", r"gynaes?", r"medics?",
)  # fmt: skip
#: Places where care is given.
_PLACE = _any(
    r"hospitals?", r"clinics?", r"surgery", r"(?:gp|medical|doctors?'?s?) (?:practice|office|surgery)", r"a ?& ?e", r"accident and emergency", r"er", r"casualty",
    r"emergency (?:rooms?|departments?|dept|ward|services?|care|centre|center|unit|clinic|medical services)", r"urgent (?:treatment|care)(?: (?:centre|center|clinic|unit))?",
    r"walk-?in (?:centre|center|clinic)", r"minor injur(?:y|ies) (?:unit|clinic)", r"(?:health|medical|wellness) (?:centre|center|facility|service)", r"pharmacy",
    r"out-of-hours (?:service|dentist|doctor|gp|clinic|line)", r"poisons? (?:control|centre|center|information|line)", r"crisis (?:centre|center|line|service|team)",
    r"sexual health service", r"(?:maternity|labou?r|delivery|burns?|stroke|assessment|day|eye|surgical|early pregnancy|oncology|chemo(?:therapy)?|paediatric|pediatric) (?:unit|ward|suite)",
    r"ward", r"eye (?:casualty|hospital)", r"a and e", r"minor injuries",
)  # fmt: skip
_LEAD_WORDS = (
    "a an the your their his her any another with local nearest closest own usual regular family or and qualified trained registered licensed licenced good"
    " right healthcare health health-care care medical mental primary community practice school diabetes cancer asthma eye skin child's baby's children's gp"
    " general nearby appropriate professional specialist sexual doctor nurse pharmacist physician midwife dentist different same-day his/her one of other"
)
#: What may stand before them; a second person may, too ("your doctor or pharmacist").
_WHO = rf"(?: {_any(*_LEAD_WORDS.split())}){{0,6}} {_any(_PERSON, _PLACE)}\b"
#: Verbs that lead to a person or place.
_MEET = _any(
    r"see", r"contact", r"ask", r"tell", r"consult(?: with)?", r"visit", r"call(?: for)?", r"(?:tele)?phone", r"ring", r"message", r"email", r"inform", r"notify", r"alert",
    r"go (?:back |straight |directly )?(?:in )?to", r"go (?:and )?see", r"go", r"get to", r"(?:head|drive|pop|nip|dash|race|hurry) (?:straight |directly |in |over |down |off )?(?:to|for)", r"attend", r"return to", r"turn to",
    r"(?:talk|speak|chat)(?: (?:first|directly|about [\w']+|[\w']+ over|[\w']+ through))? ?(?:to|with)", r"check(?: (?:it|this|first|in))? (?:with|in with)",
    r"get in touch with", r"reach out to", r"have a (?:word|chat|talk|conversation) with", r"run (?:it|this|them|anything) (?:by|past)", r"register with",
    r"(?:make|book|get|arrange|schedule|ask for|request|keep|fix)(?: \w+){0,2} (?:appointment|visit|check-?up|consultation|review)s? (?:with|to|at|to see)",
    r"appointment (?:with|at)", r"book in(?:to)?(?: (?:with|at))?", r"discuss(?: [\w']+){0,5} with", r"raise (?:it|this|them|any \w+) with",
    r"mention (?:it|this|them) to", r"bring (?:it|this|them) up with", r"share (?:it|this|them) with", r"report (?:it|this|them|any [\w ]{1,20}) to",
    r"show (?:it|them|this) to", r"(?:take|bring|rush|get) (?:it|them|him|her|yourself|someone|anyone|your [\w']+|the [\w']+|a [\w']+) (?:(?:straight|right|directly|in|back) )?to",
    r"(?:sends?|takes?|brings?) you (?:straight |right |back )?to", r"(?:come|go|get) (?:(?:back|in|straight|right|directly|along|yourself) )*to", r"present (?:yourself )?(?:at|to)", r"(?:straight|right|back|off) to",
    r"(?:ask for|get|request) a referral to", r"(?:be|get) referred to",
    r"(?:should|must|needs? to|has to|have to|ought to|best|get|gets|having it|have it|have them|get it|get them) (?:be )?(?:promptly |always )?"
    r"(?:seen|assessed|examined|checked|evaluated|treated|diagnosed|looked at|reviewed|monitored)(?: \w+){0,2} by",
    r"(?:advice|guidance|approval|clearance|permission|supervision|help|opinion|care|direction) (?:of|from)", r"as (?:directed|advised|told|recommended) by",
    r"agreed with", r"work (?:closely )?with", r"find", r"listen to", r"follow", r"let", r"(?:worth|warrants?|deserves?|needs?|means|time for) a (?:trip|visit) to",
    r"(?:seeing|asking|calling|telling|visiting|contacting|consulting|speaking (?:to|with)|talking (?:to|with)|checking with|going to)",
    r"(?:before|until|unless|once|that|if) you(?:'ve| have) (?:spoken (?:to|with)|talked (?:to|with)|asked|seen|consulted|checked with)",
)  # fmt: skip
_NUMBER = r"(?:911|999|112|000|111|988|811|116 ?123|116 ?117|13 ?11 ?14|13 ?43 ?26|0800[ \d]{5,12}|1-?800[- \d]{5,12})"
_KIND = r"(?:medical|professional|emergency|urgent|immediate|clinical|health|healthcare|specialist|expert|prompt|qualified|dental|eye|antenatal|prenatal|psychological)"
_NOUN = r"(?:help|attention|advice|care|treatment|assessment|evaluation|assistance|guidance|support|opinion|aid|review|examinations?|exams?|screenings?|consultations?|check-?ups?|appointments?|supervision)"
_LOOKED_AT = (
    r"(?:checked|examined|looked at|looked over|seen to|assessed|evaluated|tested|reviewed|investigated)"
)
_DUTY = r"(?:should|must|needs? to|ought to|has to|have to)(?: (?:always|first|also|immediately|promptly))?"
_CAN = r" (?:can|may|will|should|might|could|is able to|are able to)(?: (?:also|often|usually|then|probably|be able to|want to|need to)){0,2}"
#: What anybody's doctor does for a reader ...
_HELP = r"(?:help|advise|recommend|check|refer|suggest|examine|tell (?:you|people|parents|patients)|give (?:you|advice|people)|explain|arrange|guide|answer|confirm|rule out|talk|show)"
#: ... and what the reader's own does, too: "a doctor may prescribe pills" tells of practice.
_TEND = r"(?:want|ask|diagnose|discuss|prescribe|offer|make sure|usually tell)"
_LEADS = rf"(?: {_any(*_LEAD_WORDS.split())}){{0,4}}"
_CARE = re.compile(
    _any(
        # A number or service to call.
        rf"\b(?:call|dial|ring|phone|text|contact|on)(?: (?:for|us|them|nhs|free|the|straight away|immediately)){{0,3}} {_NUMBER}\b(?! (?:\w+ ){{0,2}}(?:people|patients|women|men|adults|children|participants|studies|trials|volunteers))",
        r"\bnhs ?111\b|\b111 online\b",
        r"\b(?:call|dial|ring|phone|summon|get|send for|ask for)(?: for)?(?: (?:an?|the|local|your|nearest|immediate|medical)){0,3} (?:ambulance|emergency (?:number|services|medical|help|line)|helpline|paramedics|poison control)\b",
        r"\b(?:ring|phone|call|contact|message|email) (?:the|your) (?:own |gp |doctor's )?(?:practice|surgery)\b",
        r"\b(?:call|dial|ring|phone) (?:for )?(?:the )?(?:triple (?:nine|zero|one|9|0)|nine[- ]nine[- ]nine|nine[- ]one[- ]one|emergency call|emergency services)\b|\bmake (?:the|an) emergency call\b",
        # A person or place, with a verb that leads there.
        rf"\b{_MEET}{_WHO}",
        r"\b(?:gp|doctor'?s|dental) (?:appointment|visit|check-?up) (?:is|may be|might be) (?:due|wise|best|needed|necessary|recommended|advis\w+|worth|in order|a good idea)\b",
        # A sign that needs somebody.
        rf"\b(?:needs?|requires?|warrants?|calls? for|deserves?)(?: to (?:go|get) to| to be (?:seen|treated|looked at) (?:at|in|by))?(?= (?:a|an|the|your)\b){_WHO}",
        # Care as the thing to get.
        rf"\b(?:seek|seeking|get|schedule|book|attend|obtain|find|ask for|look for|needs?|deserves?|warrants?|calls? for|access|arrange)"
        rf"(?: (?:out|the|some|any|more|further|your|a|an|for|early|timely|individual|personal|same-day|right|proper|skilled|in-person|regular|routine|yearly|annual)){{0,3}} (?:{_KIND} ){{1,3}}(?:[\w-]+ )?{_NOUN}\b",
        r"\b(?:seek|get|ask for|look for)(?: (?:out|some|any|more|further|immediate|urgent|prompt|early)){0,2} (?:help|care|advice|treatment|attention)"
        r"(?= (?:immediately|right|straight|at once|now|as soon as|if|when|early|quickly|urgently|promptly|today|for (?:these|any|this|symptoms))|[.!,;:]|$)",
        rf"\b(?:get|have|having|getting) (?:it|them|this|that|yourself|him|her|these|your(?: [\w']+){{1,3}}|any(?: [\w-]+){{1,3}}|the(?: [\w-]+){{1,2}}|a(?: [\w-]+){{1,2}}) {_LOOKED_AT}\b",
        rf"\b(?:needs?|wants?|deserves?|requires?|warrants?) (?:prompt |urgent |immediate |proper |quick )?(?:checking|examining|assessing|seeing|looking at|treating|investigating)(?: (?:out|over))? (?:at|in|by){_WHO}",
        r"\b(?:get|have) (?:yourself|it|them|that|him|her) seen\b",
        rf"\b(?:get|{_DUTY} be|needs) {_LOOKED_AT}(?= (?:out|by a|at a|over|soon|straight|right|as soon|if|quickly|promptly|urgently|immediately|early|without)|[.!]|$)",
        rf"\b{_KIND} {_NOUN} {_DUTY} be (?:\w+ )?(?:sought|obtained|given|found|taken)\b",
        r"\b(?:is|are|as|be|this|it's) an? (?:medical |dental |true |real |life-threatening )?emergency\b(?! (?:room|kit|fund|plan|use|stock|contracept))",
        # Care that is there for the reader.
        rf"\b(?:{_PERSON}|{_PLACE}|medical advice) {_DUTY} be (?:\w+ )?(?:consulted|contacted|told|informed|asked|seen|called|notified|sought|involved|alerted)\b",
        rf"(?:\b(?:your|a|an|the|any|their){_LEADS} {_PERSON}|\b(?:gps|pharmacists|midwives)){_CAN} {_HELP}\b",
        rf"\byour{_LEADS} {_PERSON}{_CAN} {_TEND}\b",
        rf"\b(?:if|when|unless|until|once|as) (?:your|a|an|the){_LEADS} {_PERSON}(?: or {_PERSON})? (?:has |have )?(?:suggest|recommend|advis|say|said|tell|told|agree|approv)(?:s|es|ed|e)?\b",
        r"\b(?:under|with|without) (?:\w+ )?(?:medical|professional|clinical) (?:supervision|guidance|advice)\b",
    )
)
#: How far back a word may wave care away (code points).
_REACH = 60
#: What stands right before a mention that is waved away: "don't (see a doctor)", "no need to go and (see a doctor)".
_WAVED = re.compile(
    _any(
        r"\b(?:don't|do not|never|needn't|need not|not|won't|cannot|can't|wouldn't|didn't)(?: (?:even|ever|just|yet|then))?",
        r"\bno (?:\w+ )?(?:need|reason|point|use)\b(?: [\w'-]+){0,4}",
        r"(?:n't|\bnot|\bnever|\brarely|\bhardly|\bseldom) (?:really |ever |even )?(?:need|have|want|bother|require|necessary)\b(?: [\w'-]+){0,4}",
        r"\b(?:without|instead of|rather than|skip|skips|skipping|forget|avoids?|avoiding|saves?|saving|spares?|cancel|no more|goodbye to|bypass\w*|sick of|tired of)"
        r"(?: (?:you|yourself|a|an|the|your|any|another|to|having|ever|even|first|all|those|costly|expensive|long|trips?|visits?|going|need|prescription|of)){0,6}",
        r"\bbefore you (?:run|rush|resort)(?: \w+){0,2}",
        r"\b(?:i|he|she|we)(?: (?:always|never|still|also|often|did|do|had to))?",
    )
    + r" ?$"
)
#: "Do not stop it without asking": of two negators the second sends the reader to care again.
_STILL = re.compile(
    r"(?:\b(?:not|never|nobody|no one|nothing|avoid|unsafe|dangerous|unwise|risky|wrong|only)\b|n't\b)[^.;]{0,200}\b(?:without|instead of|rather than)\b"
    r"|(?:\b(?:not|never)|n't) (?:be )?(?:hesitate|wait|delay|put off|afraid|shy|embarrassed|ashamed|feel \w+|forget|fail|ignore|skip|avoid|cancel|reluctant|too \w+)\b"
)
#: What follows a mention and takes it back: "a doctor's visit is not necessary".
_TAKEN_BACK = re.compile(
    r"(?:\bnot|n't|\bnever) (?:be )?(?:usually |really |always )?(?:needed|necessary|required)\b|^ ?\? (?:no|not|think again|forget)\b"
    r"|^ (?:can't|cannot|won't|will not|don't|never) "
)


#: Care that is named, whatever the verb ...
_NAMED = re.compile(
    rf"\b(?:{_PERSON}|{_PLACE}|{_NUMBER}|ambulances?|ed(?= (?:straight|now|at once|immediately))|(?:to|in|at) ed|triple (?:nine|zero)|burns? unit|practice|gynae|maternity|blue-light (?:people|crew|team|service)"
    r"|emergency (?:call|number|line|case|treatment|crew|team)|(?:medical|professional|urgent) (?:help|attention|advice|eye)|(?:help|crisis|advice|hot|out-of-hours|nurse|night|day|24-hour|phone) ?lines?|(?:call|ring|shout|phone|radio) for (?:medical )?help)\b"
)
#: ... and what presses readers to it: the hour, a duty, a condition or a case.
_PRESSING = re.compile(
    _any(
        r"\b(?:today|tonight|immediate(?:ly)?|at once|straight ?away|straight off|straight to|right away|right now|urgent(?:ly)?|prompt(?:ly)?|pronto|asap|emergenc(?:y|ies)|same[- ](?:day|night|afternoon|evening|hour|week))\b",
        r"\b(?:without|no) (?:any |further )?(?:delay|wait\w*|hesitat\w+|arguing|dithering)\b|\bnow(?= ?[,.!;:)]|$| not\b)|\bgo, go\b",
        r"\b(?:this|that) (?:very |same )?(?:day|minute|instant|afternoon|evening|morning|week|hour)\b|\bwithin (?:the |an? |a few |\w+ )?(?:hours?|minutes|days?)\b",
        r"\bbefore (?:the day|nightfall|bedtime|night|dark|the weekend)\b|\bnot (?:tomorrow|bed|next week|monday|in the morning)\b|\b(?:do not|don't|never) (?:wait|delay|hang|sit|leave|sleep|shrug|ignore|hesitate|drive)\b",
        r"\b(?:must|needs?|should|ought to|has to|have to|deserves?|warrants?|requires?|calls? for|belongs?|merits?|means|justif(?:y|ies)|demands?)\b|\b(?:is|it's|that's|are) (?:a|an|one|something|for)\b",
        r"\b(?:time (?:to|for|your)|(?:the )?place for|there for|cue to|cue for|reasons? (?:to|for)|excuse to|wants? to (?:see|hear|know)|(?:will|would|'ll) want to|one for|something for|matter for|case for|job for|fit for)\b",
        r"\b(?:if|when|whenever|once|unless|should|any|anyone|anybody|whoever|in case)\b|[?:=]",
    )
)
#: Words of a sentence that names care and nothing else: "999." or "Hospital, this minute."
BARE = 4
#: What somebody went through, or a report, and words that speak to readers all the same.
_NARRATED = re.compile(
    r"\b(?:was|were|had|went|took|gave|asked|told|said|says|sent|came|opened|drove|accounted|did|died|found|reach(?:ed)?|wrote|happened|kept|felt|got|arrived|studied|reported)\b|\b(?:19|20)\d\d\b"
)
_ADDRESSED = re.compile(
    r"\b(?:you|your|yourself|must|should|needs?|anyone|anybody|please|don't|do not|ought)\b"
)


#: Places for emergencies send readers there by their mere name, unless somebody tells of one.
_EMERGENCY_PLACE = re.compile(
    r"\b(?:emergency (?:room|department)|a ?& ?e|urgent care|walk-?in (?:centre|center|clinic)|minor injuries unit)\b"
)

#: Sentences of which it is kept whether they send to care: several rules ask, and an editor after each change.
KEPT = 1024


@lru_cache(maxsize=KEPT)
def advises_care(text: str) -> bool:
    """Whether a lower-case sentence sends the reader to a professional (a negated mention does not)."""
    text = text.replace("’", "'")
    told = _NARRATED.search(text) and not _ADDRESSED.search(text)
    places = () if told else _EMERGENCY_PLACE.finditer(text)
    return any(not _waved_away(text, match) for match in (*_CARE.finditer(text), *places))


@lru_cache(maxsize=KEPT)
def waves_care_away(text: str) -> bool:
    """Whether a lower-case sentence names care only to say that it is not needed: "save yourself a trip to the doctor"."""
    text = text.replace("’", "'")
    named = list(_NAMED.finditer(text))
    return bool(named) and all(_waved_away(text, match) for match in named)


def presses_care(text: str) -> bool:
    """Whether a lower-case sentence on a danger names care as the thing to turn to: "that means hospital", "one for your doctor".

    Wider than ``advises_care``: to be asked only of sentences that name a sign of danger.
    """
    text = text.replace("’", "'")
    pressing = _PRESSING.search(text) or len(text.split()) <= BARE
    if not pressing or (_NARRATED.search(text) and not _ADDRESSED.search(text)):
        return False
    return any(not _waved_away(text, match) for match in _NAMED.finditer(text))


def _waved_away(text: str, match: re.Match[str]) -> bool:
    if _TAKEN_BACK.search(text[match.end() : match.end() + _REACH]):
        return True
    before = text[max(0, match.start() - _REACH) : match.start()]
    waved = match[0].startswith("without") or bool(_WAVED.search(before))
    return waved and not _STILL.search(text[max(0, match.start() - 4 * _REACH) : match.end()])
