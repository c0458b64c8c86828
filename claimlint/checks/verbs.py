"""Forms of verbs, for the checks of broken sentences: what surely is one, whatever the tagger says."""

from __future__ import annotations

#: Verbs of health prose, bare, that are nouns or adjectives as well.
NOUN_LIKE = frozenset(
    "add clean come contribute cover cure drain extract feel fill find flush gain get go grow guarantee help hurt increase insert kill lack let lie live "
    "lower make melt mention move need notice offer own put repair rinse say see sell settle show sit sleep spend stay supply support swallow take treat "
    "use vomit want warm wash wear".split()
)
#: Verbs that are nothing else.
PLAIN = frozenset(
    "absorb accept achieve admit adopt advise affect agree allow apologise apologize appear apply arise arrive ask assess avoid become begin believe belong "
    "bring buy carry choose clarify combine compare complain confirm connect consider consist consult consume contain continue convert cope create decide "
    "define deliver depend describe destroy detect determine develop diagnose die digest disappear discover discuss dissolve eat eliminate enable encourage "
    "endure enhance ensure enter evaluate examine exclude exist expand expect explain fail follow forget give happen hear identify ignore imagine improve "
    "include indicate induce inform inhale inject inspire install invite involve irritate keep know learn listen lose maintain manage mean nourish obtain "
    "occur participate penetrate perform persist pour prepare prescribe preserve prevent produce promote protect prove provide realise realize receive "
    "recognise recognize recommend recover reduce refer refuse regulate relax relieve remain remember remove replace require resolve respond restore retain "
    "reveal satisfy seem select send serve solve speak stimulate strengthen suffer suggest suit suppose teach tell tend think throw tolerate understand "
    "worsen write".split()
)
VERBS = PLAIN | NOUN_LIKE
#: Past forms that differ from the bare form.
_PASTS = frozenset(
    "made had went took gave came became felt found got kept knew known lost ran said saw seen slept stood told thought wrote written done did been eaten ate "
    "fallen fell gone given taken grown grew broken broke chosen chose brought bought built caught fought held met paid sent spent taught worn wore drank "
    "drunk began begun led meant understood".split()
)
_THIRD = {"has": "have", "does": "do", "is": "be", "goes": "go"}
#: Bare forms in -ing or -ed.
_BARE = frozenset(
    "bring spring string sting swing cling fling sling wring sing ring ping king ding need feed bleed breed speed heed seed weed shed wed embed exceed proceed "
    "succeed knead plead spread shred tread".split()
)


def third(verb: str) -> str:
    """Return the form of a verb that goes with "it"."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s"


#: Forms in -s, and the bare verb of each.
THIRD = {third(verb): verb for verb in VERBS} | _THIRD


def inflected(word: str, tag: str) -> bool:
    """Whether a word is a verb in another form than the bare one (makes, making, made); form and tag must both say so."""
    if word in _BARE or not word.isalpha():
        return False
    if word in ("is", "has", "does", "was", "were", "are"):
        return tag.startswith("VB")
    if tag == "VBZ":
        return word.endswith("s") and not word.endswith("ss")
    if tag == "VBG":
        return word.endswith("ing") and len(word) > 5
    return tag in ("VBD", "VBN") and (word in _PASTS or (word.endswith("ed") and len(word) > 4))
