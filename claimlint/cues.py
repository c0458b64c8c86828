"""The words guards go by: plain data, one table a guard.

Negation cues and terminators start from the NegEx list (Chapman et al. 2001) and are cut down to
those that occur in lay health prose.
"""

from __future__ import annotations

from claimlint.deferred import deferred

TERMINATORS = frozenset(
    {"but", "however", "although", "though", "except", "whereas", "yet", ";", "nevertheless", "still,"}
)

#: A negator this close before the hit (tokens) counts without asking the parse.
NEAR = 3
NEGATIONS = frozenset(
    (
        "not n't n’t no never cannot without neither nor nobody none nothing hardly barely scarcely"
        " isnt dont doesnt unable fail fails failed failing lack lacks lacking refuse refused unlikely"
        " impossible stop"
    ).split()
) - {"stop"}
#: Negators that are themselves the head of what they deny ("fails to cure").
NEGATIVE_HEADS = frozenset(
    "unable fail fails failed failing lack lacks lacking refuse refused unlikely impossible".split()
)
NEGATIVE_NOUNS = frozenset(["nobody", "none", "nothing", "neither"])
PSEUDO_NEGATIONS = (
    ("not", "only"),
    ("not", "just"),
    ("not", "merely"),
    ("not", "simply"),
    ("no", "doubt"),
    ("no", "wonder"),
    ("no", "matter"),
    ("no", "other"),
    ("no", "question"),
    ("no", "better"),
    ("no", "longer"),
    ("no", "need"),
    ("nothing", "beats"),
    ("nothing", "works"),
    ("nothing", "else"),
    ("nothing", "like"),
    ("not", "hesitate"),
    ("n't", "hesitate"),
    ("not", "wait"),
    ("n't", "wait"),
    ("can", "not", "fail"),
    ("ca", "n't", "fail"),
    ("cannot", "fail"),
    ("can", "not", "go", "wrong"),
    ("ca", "n't", "go", "wrong"),
    ("without", "fail"),
    ("without", "doubt"),
    ("without", "question"),
    ("never", "fails"),
    ("never", "fail"),
    ("why", "not"),
    ("not", "to", "mention"),
    ("not", "surprisingly"),
)
#: What denies a thing named before it ("a cure … does not exist").
DENIALS = tuple(
    (verb, neg, *tail)
    for neg in ("not", "n't")
    for verb, *tail in (
        ("does", "exist"),
        ("do", "exist"),
        ("does", "work"),
        ("do", "work"),
        ("is", "possible"),
        ("is", "true"),
        ("has", "been"),
        ("have", "been"),
        ("is", "available"),
        ("is", "known"),
        ("is", "recommended"),
    )
)

#: What is looked for is not there yet ("scientists are searching for a cure").
SOUGHT = deferred(
    r"\b(?:(?:look(?:s|ed|ing)?|search(?:es|ed|ing)?|hunt(?:s|ing)?|hop(?:e|es|ed|ing)|wait(?:s|ed|ing)?|race|quest) for|in search of|"
    r"(?:work(?:s|ed|ing)?|research(?:ing)?) (?:on|into|towards?)|closer to|whether|"
    r"(?:tr(?:y|ies|ied|ying)|efforts?|attempt(?:s|ed|ing)?|aim(?:s|ed|ing)?|hop(?:e|es|ed|ing)|want(?:s|ed)?) to (?:find|develop|discover|make)) (?:\w+ ){0,5}$"
    r"|\b(?:research|stud(?:y|ies)|scientists|researchers|work)\b.{0,60}\b(?:ways?|how|aimed at|aims? to|to (?:determine|find|see|test|learn))\b.{0,50}$"
    r"|\b(?:researchers?|scientists?|doctors|teams?|stud(?:y|ies)|trials?|companies|company) (?:\w+ ){0,4}(?:hop|aim|try|tri|want|plan|work|seek|attempt)\w* to (?:\w+ )?$"
)

REFUTING = deferred(
    r"\b(?:myths?|misconception|false(?:ly)?|hoax|scams?|bogus|debunk\w*|mislead(?:s|ing(?:ly)?)?|misinformation|unproven|unfounded|baseless|nonsense|"
    r"no (?:\w+ ){0,4}(?:evidence|proof|data|trials?|studies)|(?:little|lack of|insufficient|not enough|without(?: any)?|isn't(?: any)?|weak|limited|poor) (?:\w+ ){0,2}(?:evidence|proof)|"
    r"claim(?:s|ed|ing)? (?:to|that|it|they|about|on)|(?:claims?|claimed|claiming)\b(?= \|)|so ?-? ?called|supposed(?:ly)?|purported(?:ly)?|alleged(?:ly)?|contrary to|beware|be wary|"
    r"red flags?|wrongly|mistaken(?:ly)?|not true|isn't true|untrue|not supported|pseudoscien\w+|quack\w*|(?<!i was )(?<!he was )(?<!we were )s[ck]eptical|"
    r"found (?:that it (?:had|did) )?no (?:\w+ )?(?:benefit|effect|difference|link)|(?:fail(?:s|ed)?|unable) to (?:show|find|prove|demonstrate|confirm)|only (?:a few|one or two|very few) (?:\w+ )?(?:studies|trials)|too good to be true|rumou?rs?|(?:phrase|slogan|wording|buzzword|sales pitch)s?|on your guard|(?:jailed|fined|convicted|prosecuted|sued|arrested|banned|charged) (?:\w+ ){0,3}(?:for|with|from) (?:selling|promising|claiming|saying|advertising|telling|marketing)|(?:do not|don't|never) (?:rely|count|depend) on|(?:trials|evidence|studies|proof|research) (?:is|are) (?:lacking|missing|scarce|thin|weak)|(?:but|until) .{0,40}(?:came back|returned|relapsed)|(?:is|are|was|were) (?:not|no) (?:\w+ ){0,2}(?:proof|evidence)|(?:pressure|sales) tactics?|playing on|preys? on|trying to sell|(?:was|were|is|are|been|often|once) (?:sold|marketed|promoted|advertised|touted|hawked|peddled) (?:as|to|for)|(?:had|have) (?:once )?hoped|used to (?:think|believe)|once (?:thought|believed))\b"
)
#: Wording that looks like a denial and asserts ("that is no myth", "no doubt that").
NOT_REFUTED = deferred(
    r"\b(?:no myth|not a myth|isn't a myth|no longer a myth|is no scam|not a scam|no hoax|rightly believe|contrary to what (?:your )?doctors)\b"
)
REFUTING_HEADING = deferred(
    r"\b(?:myths?|misconceptions?|false|scams?|hoax\w*|debunk\w*|misleading|misinformation|claims?|red flags?|warning signs of|"
    r"don't believe|unproven|too good to be true|ads? to avoid|what (?:the )?(?:ads?|adverts?|sellers?) (?:say|claim|promise))\b"
)
MYTH_LABEL = deferred(
    r"^\W*(?:myth|claim|false|fiction|rumou?r|misconception)\b\s*(?:\d+|no\.? ?\d+|number \w+)?\s*[:.\-–—].*|^\W*(?:the )?(?:myth|claim)\W*$"
)
#: A label that stands alone, for what comes after it.
MYTH_LABEL_ALONE = deferred(
    r"^\W*(?:the )?(?:myth|claim|false|fiction|rumou?r|misconception)\b\s*(?:\d+|no\.? ?\d+|number \w+)?\W*$"
)
ANSWER = deferred(
    r"^\W*(?:fact\b|false\b|no[,.:;!]|not (?:really|safely|quite|likely|so fast|exactly)|hardly\b|unlikely\b|probably not|far from it|(?:it|they|he|she) (?:does|do|did)(?: not|n't)\b|wrong\b|not true|nonsense|(?:this|that|it|which) (?:is|was|isn't|is not|'s)(?: \w+){0,2} (?:false|wrong|untrue|misleading|a myth|true|nonsense|unproven)(?! (?:that|to)\b)"
    r"|in (?:fact|reality|truth)\b|the (?:truth|reality|evidence)\b|there (?:is|was|'s) (?:currently |still )?(?:no|little) (?:\w+ ){0,3}(?:evidence|proof)"
    r"|(?:but |however,? )?(?:studies|trials|research|the trial|reviews?) (?:\w+ ){0,3}(?:found no|do not|does not|did not|have not|has not|don't))"
)

#: What answers a question in the negative, as the first words of the next sentence.
NEGATIVE_ANSWER = deferred(
    r"^\W*(?:no|not|never|sadly|unfortunately|there is no)\b(?! (?:only|doubt|question|wonder))"
)

REGULATORS = deferred(
    r"\b(?:FDA|Food and Drug Administration|FTC|Federal Trade Commission|MHRA|ASA|Advertising Standards Authority|TGA|EMA|EFSA|WHO|NHS|NICE|CDC|"
    r"Cochrane|Health Canada|Medsafe|[Ww]atchdog|[Rr]egulators?|[Cc]ourt|[Jj]udge|[Pp]rosecutors?|[Tt]rading [Ss]tandards|[Aa]gency|[Aa]uthorit(?:y|ies)|[Oo]fficials)\b"
)
ENFORCING = deferred(
    r"\b(?:warn(?:s|ed|ing)?|fin(?:e|ed|es)|bann?(?:s|ed)?|sued?|ruled?|charg(?:e|ed|es)|recall(?:s|ed)?|order(?:s|ed)|accus(?:e|ed|es)|"
    r"crack(?:s|ed)? down|censur(?:e|ed)|ask(?:s|ed) \w+ to (?:remove|stop)|told|prohibit(?:s|ed)?|reject(?:s|ed)?|upheld|settle(?:d|s|ment)|"
    r"says? (?:there is )?no|seiz(?:e|ed)|prosecut(?:e|ed)|investigat(?:e|ed|es|ing))\b"
)
CONDITIONAL = deferred(
    # What can or must yet be done has not been ("can be | scientifically tested").
    r"\b(?:can|could|must|should|to) be \||"
    r"\b(?:if|when|whenever|any|anyone|anybody|whoever|be (?:careful|wary|suspicious|cautious)|beware|walk away|watch out|steer clear)\b(?: \S+){0,8}? "
    r"(?:says?|claims?|claiming|promis(?:e|es|ed|ing)|offers?|guarantees?|tells? you|advertis\w+|labell?ed|products?|adverts?|ads?|sellers?)\b"
)
DONT = deferred(
    r"^\W*(?:do ?n[o']t|do not|don'ts|avoid|never|what not to|things? (?:to avoid|not to)|you should not|mistakes)\b[^.?!]*"
)

STUDY = deferred(
    r"\b(?:(?:randomi[sz]ed|controlled|clinical|double[- ]blind|placebo[- ]controlled|pilot|phase [1-4i]+)(?: \w+){0,3} (?:trials?|study|studies)|trials?|"
    r"meta-?analys[ie]s|systematic reviews?|cochrane reviews?|reviews? of \w+ (?:studies|trials)|cohort|participants|volunteers)\b"
)
COMPARING = frozenset(
    "non no nor than instead rather without replace replaces like beats better unlike forget ditch goodbye stop quit skip".split()
)

EMERGENCY = deferred(
    r"\b(?:(?:call|dial|ring|phone)(?: for)?(?: an?)? (?:911|999|112|000|111|ambulance|emergency)|ambulance|cpr|chest compressions?|epi-?pen|naloxone|"
    r"defibrillator|aed|press firmly|stop the bleeding|auto-?injector|recovery position|choking|cardiac arrest|emergency services)\b"
)
DURATION_LEADS = frozenset(
    ["for", "every", "each", "another", "hold", "last", "lasts", "lasting", "lasted", "per"]
)
HOLDING = frozenset(
    (
        "hold wait rest rinse soak boil steep microwave heat leave count pause breathe least about around"
    ).split()
) - {"about", "around", "least"}
DURATION_NOUNS = deferred(
    r"^(?:of (?:\w+ing|rest|exercise|massage|sleep|practice|activity|sun|walking|meditation|use)|each|every|a day|per day|twice|daily|"
    r"(?:\w+ )?(?:workouts?|stretch(?:es)?|holds?|rests?|walks?|planks?|exercises?|massages?|showers?|soaks?|naps?|breaks?|meditations?|tests?|quiz|videos?|read|"
    r"appointments?|sessions?|scans?|surveys?|runs?|warm-?ups?|countdown|timer|intervals?|sets?|bursts?|episodes?))\b"
)
FIGURATIVE = deferred(
    r"\b(?:cur(?:ed|ing) (?:meats?|ham|bacon|fish|salmon|sausages?|concrete|resin|rubber|tobacco|olives)|(?:salt|smoke|dry|sugar|air)-cured|cure time|"
    r"race for the cure|cure rates?|treat yourself|remedy at law|legal remed\w+|digital detox|miracle-?gro|miracle mineral (?:solution|supplement)|breakthrough (?:bleeding|pain|infections?|therapy|cancer pain)|"
    r"heal (?:the|a|our|your) (?:nation|rift|relationship|divide)|cure (?:for|of) (?:poverty|boredom|loneliness)|procur\w+|secure\w*|curable|cure51)\b"
)
HEDGES = deferred(
    r"\b(?:may|might|could|possibly|perhaps|potential(?:ly)?|some people|in some (?:cases|people)|suggests?|suggested|appear(?:s|ed)? to|seem(?:s|ed)? to|"
    r"thought to|believed to|(?:some|there is) hope that|is being (?:studied|tested|looked)|can sometimes|sometimes|"
    # Usage is reported, not an effect.
    r"(?:commonly|traditionally|often|widely|sometimes|historically|long been) used|"
    # Somebody else's words, neither quoted nor denied.
    r"(?:presidents?|ceos?|founders?|owners?|chairm[ae]n|spokes\w+|advert\w*|ads?|sellers?|posts?|videos?|websites?|influencers?|labels?|promoters?|marketers?|(?:web ?)?sites?|compan(?:y|ies)|manufacturers?|makers?|brands?) (?:\w+ ){0,3}"
    r"(?:say|says|said|claim\w*|promis\w+|insist\w*|suggest\w*|tell|tells|boast\w*|state|states))\b"
)
CLINICAL = deferred(
    r"\b(?:for (?:healthcare|health care|medical|clinical) (?:professionals?|practitioners?|staff)|for (?:clinicians|prescribers|physicians|gps)|"
    r"(?:clinicians|prescribers) should)\b"
)
