"""Whether an article warns of other medicines, or of pregnancy: naming them in passing or in praise is no warning."""

from __future__ import annotations

import re
from itertools import pairwise

from claimlint.analysis import Analysis
from claimlint.deferred import deferred
from claimlint.topics import plain

_CARER = r"(?:doctors?|gp|physicians?|pharmacists?|chemists?|providers?|nurses?|midwi(?:fe|ves)|dietiti?[ca]+ns?|practitioners?|professionals?|clinicians?|specialists?|prescribers?|health ?care team)"
_STARTING = r"(?:before|first|tak(?:e|ing)|start(?:ing)?|us(?:e|ing)|try(?:ing)?|safe|suits?|suitable|right for you|supplements?|herbs?|herbal)"
#: Wordings that warn by themselves.
_INTERACTS = deferred(
    r"\b(?:interact\w*|contraindicat\w+|not (?:suitable|safe|right) for (?:everyone|everybody|all|some|people)|unsuitable for"
    rf"|(?:ask|talk|speak|check|have a word|a word with|consult|discuss\w*|tell|see|advice|approval|supervision|guidance|clear it)(?:\W+\w+){{0,6}}?\W+{_CARER}(?:\W+\w+){{0,8}}?\W+{_STARTING}"
    rf"|(?:as|if|unless|when|only|until)(?: \w+){{0,3}} {_CARER} (?:\w+ )?(?:prescribes?|prescribed|recommends?|advises?|tells|told|says|said|agrees?|suggests?)"
    rf"|before (?:taking|using|starting|trying|you (?:take|start|use|try|buy))(?:\W+\w+){{0,12}}?\W+{_CARER})\b"
)
_NO_INTERACTION = deferred(
    r"\b(?:no|not|never|without|zero|free of|free from|hardly|nor)(?:\W+\w+){0,4}?\W+interact\w*|n't(?: \w+){0,2} interact\w*|\binteract\w* (?:with (?:nothing|no one|nobody)|beautifully|well)\b"
)
#: Medicines that readers may take besides, where a warning can hang on them.
_MEDICINES = deferred(
    r"\b(?:blood[- ]thin\w+|anti-?coagula\w+|warfarin|aspirin|(?:other|more) (?:medicines?|medications?|meds|drugs?|tablets|pills|prescriptions)|(?:prescription|prescribed) (?:medicines?|medications?|drugs?|tablets|pills)"
    r"|(?:any|your|regular|some|certain|many|heart|thyroid|diabetes|blood pressure|sleeping|\w+ing) (?:medicines?|medications?|meds|tablets|pills)|antidepressants?|sedatives?|contraceptive|statins?|insulin"
    r"|(?:take|takes|taking|are on|is on|on|use|using) (?:\w+ ){0,4}(?:medicines?|medications?|meds|drugs|antidepressants?|statins?|sedatives?|tablets|the (?:contraceptive )?pill)"
    r"|(?:are|is|already|also|you're|they're) on (?:\w+ ){0,2}(?:tablets|pills)|(?:tablets|pills|medicines?|medications?|drugs) (?:for|against) (?:your|high|low|an?|the|other|diabetes|blood))\b"
)
#: Any word on pregnancy or breastfeeding.
_PREGNANCY = deferred(
    r"\b(?:pregnan\w*|breast-?fe\w+|nursing (?:mothers?|women|moms?|mums?)|lactat(?:ing|ion)\b|expect(?:ing\b|ant)|m(?:other|om|um)s?-to-be|trying (?:to conceive|for a baby)"
    r"|hoping for a baby|conceiv\w+|unborn|child-?bearing)"
)
#: What makes a mention a warning.
_CAUTION = deferred(
    r"(?:n't|\b(?:not|no|never|neither|nor|nobody|avoid\w*|skip|except|exclud\w+|leave\b|keep away|stay away|steer clear|stay off|lay off|stop|ask|check\w*|talk|speak|tell|consult\w*|discuss\w*|let \w+ know|see|run it (?:by|past)"
    r"|careful\w*|caution\w*|warn\w*|risk\w*|harm\w*|danger\w*|unsafe|unsuitable|interfer\w*|affect\w*|weaken\w*|strengthen\w*|add(?:s|ed)? to|combin\w+|together with|along(?:side| with)|mix\w*|clash\w*"
    r"|unless|if|before|should|must|only if|when|reduce\w*|lower\w*|raise\w*|increase\w*|boost\w* the effect|bleed\w*|miscarr\w*|birth defects?|contractions?|labou?r|damage\w*|fail\w*|less (?:well|effective\w*)|too (?:much|strong\w*)"
    r"|doubl\w+|amplif\w+|block\w*|(?:do|go|live|manage) without|better off|wait|postpone|out of bounds|off limits|off the (?:menu|table)|taboo|only (?:on|after|with))\b)"
)
#: What makes it praise, or a story, all the same.
_PRAISE = deferred(
    r"\b(?:unlike|(?:better|worse|cheaper|stronger|gentler|safer|kinder|milder|easier) than|as (?:well|good|strong|effective) as|instead of|rather than|in place of|no need for|answer to|alternative to"
    r"|(?:safe|wonderful|perfect|great|ideal|lovely|good|gentle|suitable|fine|blessing|excellent|helpful) (?:\w+ ){0,2}?(?:for|in|during|while|when)|loved by|love it|forget|jealous|helps? (?:you )?(?:to )?conceive|replac\w+)\b"
)
#: "Not safe in pregnancy", "whether it is safe", "safe only": praise that is taken back.
_TAKEN_BACK = deferred(
    r"(?:n't|\b(?:not|no|never|whether|nor|unsafe|unknown|unclear|little|enough|only|unless|avoid\w*|ask|check\w*|talk|speak|consult\w*|tell|doctor|midwife|pharmacist))\b"
)


def warns_of_medicines(analysis: Analysis) -> bool:
    """Whether an article warns that what it names may not go with other medicines, or sends readers to ask first."""
    texts = [plain(sentence.text) for sentence in analysis.sentences]
    sure = any(_INTERACTS.search(text) and not _NO_INTERACTION.search(text) for text in texts)
    return sure or _cautioned(texts, _MEDICINES)


def warns_of_pregnancy(analysis: Analysis) -> bool:
    """Whether an article warns of pregnancy or breastfeeding, or sends readers to ask first."""
    return _cautioned([plain(sentence.text) for sentence in analysis.sentences], _PREGNANCY)


def _cautioned(texts: list[str], named: re.Pattern[str]) -> bool:
    """Whether a sentence names something with caution; a bare condition may have its caution in the next."""
    for text, following in pairwise([*texts, ""]):
        if not named.search(text) or (_PRAISE.search(text) and not _TAKEN_BACK.search(text)):
            continue
        if _NO_INTERACTION.search(text):
            continue
        if _CAUTION.search(text) or (len(text.split()) <= 8 and _CAUTION.search(following)):
            return True
    return False
