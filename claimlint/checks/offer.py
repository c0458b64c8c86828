"""Whether a sentence offers a result: who is to have it, by what, and what shows that it is a report or a warning instead."""

from __future__ import annotations

from claimlint import cues
from claimlint.analysis import Analysis, Sentence
from claimlint.care import advises_care
from claimlint.deferred import deferred
from claimlint.sources import source_beside

#: What is sold or followed, beside the remedies of the word list.
PRODUCT = deferred(
    r"\b(?:program(?:me)?s?|formula|serum|method|regime|cleanse|supplements?|products?|protocol|challenge|ritual|trick|hack|"
    r"remed(?:y|ies)|recipe|balm|tonic|elixir|juice|smoothie|secret|e-?book|kit|gadget|gumm(?:y|ies)|detox|"
    r"bracelet|belt|insoles|hypnosis|(?:diet|slimming|meal|fat[- ]loss|workout|wellness) plan"
    # Forms that medicines come in, too.
    r"|(?:our|this|these|my|herbal|natural)(?: [\w-]+){0,2} (?:creams?|lotion|patch|patches|capsules?|pills?|drops|gel|spray|powder|oil|plan))\b"
)
_OWN = deferred(r"\b(?:our|my|i|we)\b")
_IT = deferred(r"^\W*(?:it|this|they|these)\b")
_READER = deferred(r"\b(?:you(?:r|rs|'ll|'ve)?|my|i|me|our|we)\b")
#: What people in a study did, and what a clinic sees.
REPORT = deferred(
    r"\b(?:trials?|participants?|volunteers|patients|researchers?|cohort|randomi[sz]ed|case report|placebo|meta-analys[ie]s|survey(?:ed)?|"
    r"stud(?:y|ies) (?:of|by|in|found|published|that followed)|in (?:a|one|the|this) (?:\w+ )?study)\b"
)
#: The same numbers in a warning, a symptom or an illness, and in children.
WARNING = deferred(
    r"\b(?:doctor|gp|physician|clinician|nurse|pharmacist|dietitian|midwife|hospital|clinic|check-?up|symptoms?|signs?|illness|unexplained|unintentional\w*|"
    r"risks?|danger\w*|unsafe|unhealthy|too (?:fast|quickly|much|low)|diagnos\w+|bab(?:y|ies)|newborns?|infants?|toddlers?|emergency|ambulance)\b"
)


def even(text: str) -> str:
    """Return text in lower case with straight apostrophes, as long as it was: offsets stay those of the text."""
    lowered = text.lower().replace("’", "'")
    return lowered if len(lowered) == len(text) else text.replace("’", "'")


def by_care(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a medicine or recognised care acts in a sentence; one done without ("no pills") does not."""
    words = sentence.lower
    for term in analysis.terms.get(sentence.index, ()):
        before = words[max(0, term.first - 4) : term.first]
        if term.kind in ("standard-care", "medicine") and cues.COMPARING.isdisjoint(before):
            return True
    return False


def has_remedy(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence names a remedy of the word lists."""
    return any(term.kind == "remedy" for term in analysis.terms.get(sentence.index, ()))


def offers_product(analysis: Analysis, sentence: Sentence, text: str) -> bool:
    """Whether a remedy, a product or the writer's own doing is what a sentence is about. text: ``even`` of it.

    "It works …" takes its subject from the sentence before, or from the title.
    """
    if has_remedy(analysis, sentence) or PRODUCT.search(text) or _OWN.search(text):
        return True
    return bool(_IT.match(text)) and any(
        has_remedy(analysis, other) or PRODUCT.search(even(other.text))
        for other in before(analysis, sentence)
    )


def before(analysis: Analysis, sentence: Sentence) -> list[Sentence]:
    """Return the sentence before one, and the title."""
    title = analysis.document.title
    named = analysis.in_block(title)[:1] if title else []
    return [*named, *analysis.sentences[max(sentence.index - 1, 0) : sentence.index]]


def offers_result(analysis: Analysis, sentence: Sentence, text: str) -> bool:
    """Whether a sentence holds out a result: to the reader, by a product, or in a headline. text: ``even`` of it."""
    if by_care(analysis, sentence) or REPORT.search(text) or WARNING.search(text) or advises_care(text):
        return False
    headline = sentence.scope in ("title", "heading")
    return (
        headline
        or offers_product(analysis, sentence, text)
        or bool(_READER.search(text))
        or ordered(sentence)
    )


def ordered(sentence: Sentence) -> bool:
    """Whether a sentence begins with a verb in its base form, as orders and offers do."""
    first = next((token for token in sentence.span if token.is_alpha), None)
    return first is not None and first.tag_ == "VB"


def sourced(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a source stands in the paragraph of a sentence or beside it."""
    return source_beside(analysis, sentence.block) or any(
        map(analysis.linked, analysis.beside(sentence.block))
    )
