"""Words for what a remedy is said to do: plain data for the extraction of claims.

Effects come in two kinds: some act on what is bad ("relieves pain"), some on what is good ("strengthens the heart"),
and many on both. Nouns and adjectives name an effect with the preposition that leads to its target.
"""

from __future__ import annotations

from collections.abc import Mapping

#: Verbs whose object is an ill: condition, symptom, marker, toxin.
AGAINST = frozenset(
    (
        "cure treat relieve ease soothe alleviate prevent reverse reduce lower decrease lessen fight combat eliminate"
        " eradicate banish stop end kill destroy dissolve clear control regulate manage remedy counteract overcome"
        " beat calm tackle conquer minimise minimize diminish heal correct flush expel purge remove halt arrest"
        " inhibit suppress subdue cleanse detoxify tame curb quell defeat stabilise stabilize normalise"
        " normalize balance improve shrink abate mitigate erase vanquish neutralise neutralize melt burn shed resolve expel"
        " fade unclog unblock unlock loosen dislodge scrub rinse settle deter subside wash open dispel deaden numb cool disinfect"
        " rectify repel slow stall undo"
    ).split()
)
#: Verbs whose object is a good: organ, function, quality.
FOR = frozenset(
    (
        "boost improve enhance strengthen increase promote stimulate restore rejuvenate nourish tone balance"
        " sharpen revitalise revitalize repair regenerate rebuild protect purify cleanse detoxify energise"
        " energize invigorate activate heal soothe regulate normalise normalize optimise optimize supercharge"
        " fortify raise accelerate revive replenish rejuvenate reactivate tighten firm thicken lubricate"
        " stabilise stabilize harmonise harmonize aid support maintain develop clean awaken wake build seal renew encourage"
        " sustain speed quicken open clear correct calm relax settle unclog cool drain feed detox"
    ).split()
)
#: "Helps", "works": verbs that reach their target through a preposition.
THROUGH: Mapping[str, tuple[str, ...]] = {
    "help": ("with", "against", "in", "for"),
    "work": ("for", "against", "on", "in"),
    "act": ("against", "on", "as"),
    "protect": ("from", "against"),
    "fight": ("off", "against"),
    "ward": ("off",),
    "guard": ("against",),
    "get": ("of",),
    "rid": ("of",),
    "relieve": ("of", "from"),
    "cure": ("of",),
    "aid": ("in", "with"),
    "assist": ("in", "with"),
}
#: Verbs that act on their object with a word beside them: "keeps colds away", "brings a fever down".
PARTICLES: Mapping[str, frozenset[str]] = {
    "keep": frozenset(("away", "off", "bay", "check", "control", "clear", "free", "healthy", "strong")),
    "bring": frozenset(("down", "relief")),
    "draw": frozenset(("out",)),
    "drive": frozenset(("away", "out", "off")),
    "pull": frozenset(("out", "down")),
    "carry": frozenset(("off", "out")),
    "break": frozenset(("up", "down")),
    "wipe": frozenset(("out",)),
    "wash": frozenset(("away", "out")),
    "knock": frozenset(("out",)),
    "chase": frozenset(("away",)),
    "take": frozenset(("away",)),
    "dry": frozenset(("up", "out")),
    "cut": frozenset(("down",)),
    "put": frozenset(("end", "rest")),
    "mop": frozenset(("up",)),
    "sweep": frozenset(("away", "out")),
    "hold": frozenset(("off", "bay")),
    "suck": frozenset(("out", "up")),
    "make": frozenset(("disappear", "vanish", "subside", "stronger", "healthier", "better")),
    "give": frozenset(("relief",)),
}
#: Nouns that name an effect, and what leads to the target; a compound does, too ("a cough remedy").
NOUNS: Mapping[str, tuple[str, ...]] = {
    "remedy": ("for", "against", "of", "to"),
    "cure": ("for", "of", "against", "to"),
    "antidote": ("for", "to", "against"),
    "treatment": ("for", "of", "against"),
    "relief": ("from", "of", "for", "in"),
    "solution": ("for", "to"),
    "medicine": ("for", "against"),
    "tonic": ("for",),
    "benefit": ("for", "in"),
    "cleanser": ("for", "of"),
    "protection": ("from", "against"),
    "weapon": ("against", "in"),
    "help": ("for", "with", "in"),
    "aid": ("for", "in", "to"),
    "prevention": ("of",),
    "reduction": ("in", "of"),
    "decrease": ("in", "of"),
    "improvement": ("in", "of"),
    "increase": ("in", "of"),
    "reliever": ("of",),
    "killer": ("of",),
    "stimulant": ("for", "of"),
    "booster": ("for", "of"),
}
#: Effect nouns which alone, without praise or a remedy beside them, say too little to be a claim.
MILD_NOUNS = frozenset(
    "treatment solution medicine help aid benefit protection prevention reduction increase decrease improvement relief weapon".split()
)
ADJECTIVES: Mapping[str, tuple[str, ...]] = {
    word: ("for", "against", "in", "at", "to", "with", "on")
    for word in (
        "effective good useful beneficial helpful excellent great ideal wonderful valuable efficacious best perfect"
        " potent powerful fantastic amazing superb indispensable invaluable unbeatable successful"
    ).split()
}
#: Second halves of adjectives: "pain-relieving", "fat-burning", "gas-busting".
ENDINGS = frozenset(
    (
        "busting fighting relieving burning boosting melting killing reducing soothing cleansing healing lowering"
        " preventing easing enhancing strengthening curing purifying stimulating blasting zapping buster fighter reliever"
        " burner booster killer remedy remedies cure cures"
    ).split()
)
#: Ills without a name of their own, as lemmas.
ILLS = frozenset(
    (
        "disease condition ailment illness disorder malady sickness complaint infection symptom pain ache toxin poison impurity"
        " inflammation swelling stress tension cellulite wrinkle blemish craving bacteria virus germ parasite worm fungus"
        " tumour tumor spasm cramp itching burning irritation phlegm mucus congestion bloating gas acidity spots fat weight"
        " addiction alcoholism intoxication hangover dependency aging ageing"
    ).split()
)
#: Nouns for a remedy that only "this", "these", "our" or "the" make one: "this fruit", "the mixture".
REFERRING = frozenset(
    (
        "fruit herb vegetable juice plant food drink root leaf leaves seed oil spice mixture paste decoction infusion solution drink"
        " remedy cure product supplement formula method technique therapy machine device program programme system"
        " capsule tablet pill powder drop cream gel ointment tea tonic blend ingredient nutrient extract compound concoction"
        " recipe ritual practice kit massage oil wrap pad treatment exercise pose berry nut mineral vitamin protocol potion bath water"
        " approach regimen routine cleanse fast liquid syrup spray patch tip trick step trick"
    ).split()
)
#: Nouns for a remedy even without such a word.
REMEDY_NOUNS = frozenset(
    (
        "remedy cure supplement herb ayurveda naturopathy homeopathy homoeopathy aromatherapy superfood antioxidant phytonutrient"
        " flavonoid decoction poultice concoction tincture tonic elixir"
    ).split()
)
#: Remedies of the word list which so many other things are, too, that only a page on remedies makes them one.
GENERIC = frozenset(
    (
        "device|gadget|machine|formula|supplement|dietary supplement|product|capsule|tablet|pill|powder|cream|gel|ointment|lotion"
        "|serum|spray|syrup|drops|patch|belt|wrap|pad|pillow|mattress|insole|bracelet|extract|blend|program|programme|protocol"
        "|method|technique|therapy|kit|oil|water|salt|diet|exercise|massage|heat pack|cold pack|ice pack|ice|hot pack"
        "|cold compress|cool compress|hot compress|warm compress|compress|warm towel|hot towel|meditation|music|sunlight|practice|vitamin|mineral"
        "|multivitamin|iron|calcium|potassium|iodine|vitamin b12|vitamin d|folic acid|food|fruit|vegetable|drink|tea"
        "|antioxidant|hypnosis|relaxation|biofeedback|cold water|warm water|warm bath|hot bath"
    ).split("|")
)
#: What makes a nameless thing a remedy: "natural methods", "home treatment".
NATURAL = frozenset(
    "natural naturally home homemade herbal ayurvedic homeopathic homoeopathic alternative holistic ancient traditional drug-free nondrug organic folk".split()
)
#: With these the natural thing is the body's own: "your natural defence system".
BODILY = frozenset("immune immunity defense defence body bodys body's".split())
METHODS = frozenset(
    "way method means measure medicine therapy healing treatment cure remedy system solution alternative care healer ingredient substance".split()
)
PRONOUNS = frozenset("it this these they that which".split())
#: Subjects that are people: then the remedy is what they take.
PEOPLE = frozenset(
    "you we one i he she people anyone everyone patient patients person women men users someone".split()
)
#: Taking a remedy: its object is what acts ("drink ginger tea to relieve nausea").
TAKING = frozenset(
    (
        "drink eat take apply use rub consume chew massage mix add try have sip swallow inhale gargle soak spread dab wear"
        " place put practise practice prepare include boil ingest administer give perform do follow choose buy make blend"
    ).split()
)
#: Nouns with which a thing is said to have an effect ("has the power to heal").
POWERS = frozenset(
    "ability power property capacity potential capability way method means effect action quality tendency".split()
)
#: Verbs between a noun of effect and who acts ("provides relief from").
LIGHT = frozenset(
    "provide give offer bring make have be become deliver work act serve prove show afford ensure produce cause create exert constitute form remain".split()
)
