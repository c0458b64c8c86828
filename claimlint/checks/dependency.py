"""A verb or noun together with what it acts on: "cures" with a condition as object, however it is put.

Roles come from the parse (``roles.py``). Where the parse does not bear them out, a predicate that
stands right before its target counts too: parses of headings and broken text often fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.care import advises_care
from claimlint.checks.surroundings import NEAR, WITHOUT, tests_of
from claimlint.context import squeeze
from claimlint.facts import facts_of
from claimlint.finding import Hit
from claimlint.roles import arguments, is_advice, phrase
from claimlint.terms import KINDS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_KINDS = {"type": "array", "items": {"enum": list(KINDS)}}
_WORDS = {"type": "array", "items": {"type": "string"}}
OPTIONS: Mapping[str, Any] = {
    "patterns": {
        "type": "array",
        "minItems": 1,
        "description": "What is said of what; any one pattern is enough.",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["head", "roles"],
            "properties": {
                "head": {**_WORDS, "description": "Lemmas; further words must follow within six tokens."},
                "pos": {
                    "type": "array",
                    "items": {"enum": ["VERB", "NOUN", "ADJ", "ADV"]},
                    "description": "Parts of speech the head may have.",
                },
                "roles": {**_WORDS, "description": "object, compound, agent or prepositions."},
                "target": {**_KINDS, "description": "Kinds of health term the argument must hold."},
                "words": {**_WORDS, "description": "Lemmas the argument may hold instead."},
                "agent": {**_KINDS, "description": "Kinds of health term the agent must hold."},
                "agent_words": {**_WORDS, "description": "Lemmas the agent may hold instead."},
                "with": {**_WORDS, "description": "Wordings of which the sentence must hold one."},
                "mood": {"enum": ["advice"], "description": "Only orders and advice to the reader."},
            },
        },
    },
    "near": NEAR,
    "without": WITHOUT,
}
#: Tokens between a head and its target when the parse does not connect them.
ADJACENT = 3
_BETWEEN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "ADV", "NUM", "PART"})
_DAILY = {
    (word, unit) for word in ("a", "per", "each", "every") for unit in ("day", "week", "morning", "night")
}
#: "With proper treatment" names nothing that acts.
_ANY_CARE = frozenset(["treatment", "care", "therapy", "medicine", "medication", "time", "rest", "diagnosis"])
_READER = frozenset({"you", "your", "my", "our"})
_PRONOUNS = frozenset({"it", "this", "these", "they", "that", "which"})


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Compile the patterns; a hit runs from the predicate to the end of its target, either way round."""
    tests = tests_of(options, nlp)
    patterns = [(_first_words(pattern), pattern) for pattern in options["patterns"]]

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            seen: set[int] = set()
            for pattern in [p for words, p in patterns if not words.isdisjoint(sentence.vocabulary)]:
                for head, first, last in _matches(analysis, sentence, pattern):
                    counts = all(test(analysis, sentence, first, last) for test in tests)
                    if counts and seen.isdisjoint(range(first, last + 1)):
                        seen |= set(range(first, last + 1))
                        yield Hit(*sentence.range(first, last), {"head": sentence.span[head].text}, 0.85)

    return check


def _matches(
    analysis: Analysis, sentence: Sentence, pattern: Mapping[str, Any]
) -> Iterator[tuple[int, int, int]]:
    """Yield (head, first, last) token indices. The parse is asked for only once head and target are there."""
    if pattern.get("with") and not _holds(sentence, pattern["with"]):
        return
    targets = _targets(analysis, sentence, pattern.get("target", ()), pattern.get("words", ()))
    heads = [h for h in _heads(sentence, pattern) if h not in targets] if targets else []
    for head in heads:
        found = _squeezed(analysis, sentence, head, targets, pattern)
        found = found or _target_of(analysis, sentence, head, targets, pattern)
        if found:
            first = head - 1 if head and sentence.lower[head - 1] in ("more", "less") else head
            yield head, min(first, *found), max(head, _tail(sentence, head, pattern), *found)


def _squeezed(
    analysis: Analysis, sentence: Sentence, head: int, targets: set[int], pattern: Mapping[str, Any]
) -> list[int] | None:
    """Remedy, head and target in one row ("Garlic treats cancer"): taggers often see a noun in the head."""
    kinds = pattern.get("agent", ("remedy",))
    terms = analysis.terms.get(sentence.index, ())
    end = head - 2 if sentence.lower[max(head - 2, 0) : head] in _DAILY else head
    before = any(term.last == end - 1 and term.kind in kinds for term in terms)
    before = before or (head == 0 and "remedy" in pattern.get("agent", ()) and _sold(analysis, sentence))
    if before and "object" in pattern["roles"] and head + 1 in targets and "mood" not in pattern:
        return _run(head + 1, targets)
    return None


def _fits(token: Token, doc: Doc | None, head: int, places: Sequence[str] | None) -> bool:
    """Whether the part of speech fits; what the parser gives an object is a verb, whatever the tagger says."""
    if places is None or token.pos_ in places:
        return True
    return "VERB" in places and doc is not None and any(child.dep_ == "obj" for child in doc[head].children)


def _run(first: int, targets: set[int]) -> list[int]:
    """Return the unbroken run of target tokens from ``first`` on."""
    run = [first]
    while run[-1] + 1 in targets:
        run.append(run[-1] + 1)
    return run


def _target_of(
    analysis: Analysis, sentence: Sentence, head: int, targets: set[int], pattern: Mapping[str, Any]
) -> list[int] | None:
    """Return the head's target tokens where the parse, or lacking one the neighbourhood, bears the pattern out."""
    if not _may_act(analysis, sentence, pattern):
        return None
    doc = analysis.parse(sentence)
    if not _fits(sentence.span[head], doc, head, pattern.get("pos")):
        return None
    found = _argument(doc, head, targets, pattern) if doc is not None else None
    if found is None and not _filled(doc, head, pattern):
        found = _adjacent(sentence, max(head, _tail(sentence, head, pattern)), targets, pattern)
    if found is None or not _agent_fits(analysis, sentence, doc, head, pattern):
        return None
    if doc is not None and _prognosis(doc[head], found):
        return None
    if pattern.get("mood") == "advice" and not _advises(sentence, doc, head):
        return None
    return found


def _holds(sentence: Sentence, wordings: Sequence[str]) -> bool:
    text = f" {' '.join(sentence.lower)} "
    return any(f" {wording} " in text for wording in wordings)


def _prognosis(head: Token, target: Sequence[int]) -> bool:
    """Whether a passive names its target as subject and nobody who acts: "most cases can be cured"."""
    verbs = [head, head.head] if head.dep_ == "conj" else [head]
    subjects = {t.i: t for verb in verbs for c in verb.children if c.dep_ == "nsubj:pass" for t in c.subtree}
    if subjects.keys().isdisjoint(target) or any(t.lower_ in _READER for t in subjects.values()):
        return False
    roles = arguments(head)
    acting = [t for role in ("agent", "with", "by", "through", "using", "via") for t in roles.get(role, ())]
    return all(token.lemma_.lower() in _ANY_CARE for token in acting)


def _advises(sentence: Sentence, doc: Doc | None, head: int) -> bool:
    """Whether the head is an order or advice that no professional of the same sentence has a say in."""
    return doc is not None and is_advice(doc[head]) and not advises_care(squeeze(sentence.text))


def _first_words(pattern: Mapping[str, Any]) -> frozenset[str]:
    """Return the words of which a sentence holds one, if it holds the head."""
    return frozenset(entry.split()[0] for entry in pattern["head"])


def _heads(sentence: Sentence, pattern: Mapping[str, Any]) -> list[int]:
    wanted = _first_words(pattern)
    return [
        i
        for i, forms in enumerate(sentence.forms)
        if not wanted.isdisjoint(forms) and _tail(sentence, i, pattern) >= 0
    ]


def _tail(sentence: Sentence, head: int, pattern: Mapping[str, Any]) -> int:
    """Return where the head phrase ends (its own index for one word), or -1 when a part is missing."""
    forms = sentence.forms[head]
    best = -1
    for entry in pattern["head"]:
        first, *rest = entry.split()
        if first not in forms:
            continue
        at = head
        for word in rest:
            window = sentence.lower[at + 1 : at + 7]
            at = at + 1 + window.index(word) if word in window else -1
            if at < 0:
                break
        best = max(best, at)
    return best


def _targets(analysis: Analysis, sentence: Sentence, kinds: Sequence[str], words: Sequence[str]) -> set[int]:
    """Return the token indices that belong to a wanted term or word."""
    terms = analysis.terms.get(sentence.index, ())
    inside = {i for term in terms if term.kind in kinds for i in range(term.first, term.last + 1)}
    if words:
        wanted = sentence.vocabulary.intersection(words)
        inside |= (
            {i for i, forms in enumerate(sentence.forms) if not wanted.isdisjoint(forms)} if wanted else set()
        )
    return inside


def _argument(doc: Doc, head: int, targets: set[int], pattern: Mapping[str, Any]) -> list[int] | None:
    roles = arguments(doc[head])
    for role in pattern["roles"]:
        for token in roles.get(role, ()):
            found = sorted(t.i for t in _reach(token) if t.i in targets)
            if found:
                return found
    return None


def _reach(token: Token) -> Iterator[Token]:
    """Yield an argument with its phrase; for a gerund ("good for treating gout") its objects too."""
    yield from phrase(token)
    if token.pos_ == "VERB":
        for child in token.children:
            if child.dep_ in ("obj", "conj"):
                yield from _reach(child)


def _filled(doc: Doc | None, head: int, pattern: Mapping[str, Any]) -> bool:
    """Whether the parse gives the head an argument in a wanted role: then it is not for neighbours to fill."""
    roles = arguments(doc[head]) if doc is not None else {}
    return any(roles.get(role) for role in pattern["roles"])


def _adjacent(
    sentence: Sentence, head: int, targets: set[int], pattern: Mapping[str, Any]
) -> list[int] | None:
    prepositions = set(pattern["roles"]) - {"object", "agent", "compound"}
    needs_preposition = "object" not in pattern["roles"]
    seen_preposition = False
    for i in range(head + 1, min(head + 2 + ADJACENT, len(sentence.span))):
        if i in targets:
            return _run(i, targets) if seen_preposition or not needs_preposition else None
        token = sentence.span[i]
        if token.lower_ in prepositions:
            seen_preposition = True
        elif token.pos_ not in _BETWEEN:
            return None
    return None


def _may_act(analysis: Analysis, sentence: Sentence, pattern: Mapping[str, Any]) -> bool:
    """Whether ``_agent_fits`` could hold in a sentence, told without a parse, which costs more."""
    kinds = pattern.get("agent")
    if not kinds or _targets(analysis, sentence, kinds, pattern.get("agent_words", ())):
        return True
    referred = not _PRONOUNS.isdisjoint(sentence.lower)
    return (referred and _about(analysis, kinds)) or ("remedy" in kinds and _sold(analysis, sentence))


def _about(analysis: Analysis, kinds: Sequence[str]) -> bool:
    return any(topic.kind in kinds for topic in facts_of(analysis).topics)


def _agent_fits(
    analysis: Analysis, sentence: Sentence, doc: Doc | None, head: int, pattern: Mapping[str, Any]
) -> bool:
    """Whether the agent holds a wanted term, or is a pronoun in an article on such a thing.

    Without any agent: a term before the head, or the product itself in the lists of a page that sells.
    """
    kinds = pattern.get("agent")
    if not kinds:
        return True
    wanted = _targets(analysis, sentence, kinds, pattern.get("agent_words", ()))
    agents = arguments(doc[head]).get("agent", []) if doc is not None else []
    if any(t.i in wanted for agent in agents for t in phrase(agent)):
        return True
    if any(agent.lower_ in _PRONOUNS for agent in agents):
        return _about(analysis, kinds)
    if agents:
        return False
    return ("remedy" in kinds and _sold(analysis, sentence)) or any(i < head for i in wanted)


def _sold(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a line stands in the headings or lists of a page that sells: what it says, it says of the product."""
    return sentence.block.kind in ("title", "heading", "item") and facts_of(analysis).commercial_intent
