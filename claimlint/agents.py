"""Who is credited with an effect: a remedy by its name, by reference or by its kind.

Standard care, people and everything else that is no remedy are no agents, so that "doctors treat strep with
penicillin" and "the liver clears toxins" make no claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from claimlint import effects
from claimlint.analysis import Analysis, Sentence
from claimlint.facts import facts_of
from claimlint.framing import frame_of
from claimlint.roles import arguments

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Kind = Literal["remedy", "natural", "referring", "pronoun", "unsaid"]
CARE = frozenset({"standard-care", "medicine"})
_ACTING = frozenset({"remedy", "hazardous-substance"})
_WITH = ("with", "by", "through", "using", "via", "from", "in")
_PHRASE = frozenset("compound amod nmod conj appos flat nmod:poss obj fixed acl acl:relcl".split())
_POINTING = frozenset("this these those that our the such its both".split())
#: How far before an effect its remedy may stand in a row of words (tokens), and what no row crosses.
_ROW = 10
_CUTS = frozenset(
    (
        ". ; : ? ! ( ) but because when where while if that who which whom doctor doctors physician physicians people patients"
        " researchers scientists experts body bodies cells immune you we they i he she not n't no never nor without cannot"
    ).split()
)
#: Remedies a page must name before its pronouns count, where the sentence before names none.
_SEVERAL = 3


@dataclass(frozen=True)
class Agent:
    """What is credited. text: as written, lower case ("" when left unsaid); kind: how it is named."""

    text: str
    kind: Kind


def agent_of(analysis: Analysis, sentence: Sentence, doc: Doc, i: int, target: int) -> Agent | None:
    """Return who has the effect at token i (its target at another); None when it is nobody this is about."""
    tokens, said = _candidates(doc[i])
    for token in tokens:
        agent = _judged(analysis, sentence, token, {i, target})
        if agent is not None:
            return agent
    if said or any(_named(analysis, sentence, token, CARE) for token in tokens):
        return None
    return _unsaid(analysis, sentence, doc, i)


def may_name(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether ``agent_of`` or ``named_before`` could name anything in a sentence, told by its words alone: a parse costs more."""
    words = sentence.vocabulary
    return (
        any(t.kind in _ACTING for t in analysis.terms.get(sentence.index, ()))
        or not effects.NATURAL.isdisjoint(words)
        or not effects.REMEDY_NOUNS.isdisjoint(words)
        or (not effects.REFERRING.isdisjoint(words) and remedial(analysis))
        or (not effects.PRONOUNS.isdisjoint(words) and _antecedent(analysis, sentence))
        or lent(analysis, sentence) is not None
        or _offered(analysis, sentence)
    )


def _candidates(effect: Token) -> tuple[list[Token], bool]:
    """Return what might act, likeliest first, and whether the sentence says who does."""
    found: list[Token] = []
    said = False
    for head in _heads(effect):
        roles = arguments(head)
        agents = roles.get("agent", [])
        taken = [t for t in agents if t.lemma_.lower() in effects.PEOPLE]
        others = [t for t in agents if t not in taken and t.lemma_.lower() not in effects.POWERS]
        found += others
        found += [t for name in _WITH for t in roles.get(name, ()) if t.i != effect.i]
        found += _possessors(agents)
        if head is not effect and head.lemma_.lower() in effects.METHODS and _natural(head):
            # "Natural ways to cure": the ways act, whoever shows them.
            found.append(head)
        if taken or not agents:
            found += _taken(head)
        said = said or bool(others or taken)
        if others:
            break
    return [t for t in dict.fromkeys(found) if t.i != effect.i], said


def _heads(effect: Token) -> Iterator[Token]:
    """Yield the effect and the words that lend it their agent: "has", "provides", "is" above a noun, "ability"."""
    yield effect
    token, steps = effect, 0
    while token.head is not token and steps < 4:
        above = token.head
        lending = above.lemma_.lower() in effects.LIGHT or above.lemma_.lower() in effects.POWERS
        noun = token.pos_ in ("NOUN", "PROPN", "ADJ") and token.dep_ in (
            "obj",
            "obl",
            "xcomp",
            "conj",
            "amod",
            "nmod",
            "compound",
            "appos",
            "nsubj:pass",
        )
        clause = token.dep_ in ("acl", "acl:relcl", "advcl", "xcomp", "ccomp", "conj")
        if not (
            lending or clause or (noun and above.pos_ in ("NOUN", "PROPN", "ADJ", "VERB", "NUM", "PRON"))
        ):
            return
        yield above
        token, steps = above, steps + 1


def _natural(noun: Token) -> bool:
    return any(child.lower_ in effects.NATURAL for child in noun.children)


def _possessors(agents: Iterable[Token]) -> list[Token]:
    """ "The power of garlic", "ginger's ability": who has what is said to act."""
    return [
        child
        for agent in agents
        for child in agent.children
        if child.dep_ in ("nmod", "nmod:poss", "compound") and agent.lemma_.lower() in effects.POWERS
    ]


def _taken(head: Token) -> list[Token]:
    """What the reader takes for the effect: the object of the verb the effect is the purpose of."""
    token = head
    for _ in range(4):
        if token.lemma_.lower() in effects.TAKING:
            roles = arguments(token)
            return [*roles.get("object", ()), *(t for name in _WITH for t in roles.get(name, ()))]
        if token.head is token or token.dep_ not in ("advcl", "xcomp", "acl", "ccomp", "conj", "obl"):
            return []
        token = token.head
    return []


def named_before(analysis: Analysis, sentence: Sentence, i: int) -> Agent | None:
    """Return the remedy named last before token i, with nobody and no care between or before it in its clause."""
    words = sentence.lower
    low = max(0, i - _ROW)
    cut = [at for at in range(low, i) if words[at] in _CUTS]
    low = cut[-1] + 1 if cut else low
    terms = [t for t in analysis.terms.get(sentence.index, ()) if low <= t.first and t.last < i]
    remedies = [t for t in terms if t.kind == "remedy" and t.name not in effects.GENERIC]
    if not remedies or any(t.kind in CARE for t in terms):
        return None
    return Agent(remedies[-1].text, "remedy")


# --- what an agent is -----------------------------------------------------------------------------


def _judged(analysis: Analysis, sentence: Sentence, token: Token, beyond: set[int]) -> Agent | None:
    reach = [t for t in _reach(token, beyond)]
    inside = {t.i for t in reach}
    terms = [t for t in analysis.terms.get(sentence.index, ()) if inside & set(range(t.first, t.last + 1))]
    remedies = [t for t in terms if t.kind in _ACTING]
    named = next((t for t in remedies if t.name not in effects.GENERIC), None)
    if named is not None:
        return Agent(named.text, "remedy")
    if remedies and remedial(analysis):
        return Agent(remedies[0].text, "referring")
    if any(t.kind in CARE for t in terms):
        return None
    lemmas = {t.lemma_.lower() for t in reach} | {t.lower_ for t in reach}
    noun = token.lemma_.lower()
    if any(child.lower_ == "no" for child in token.children):
        return None
    bodily = not lemmas.isdisjoint(effects.BODILY)
    if not bodily and not lemmas.isdisjoint(effects.NATURAL) and noun in effects.METHODS | effects.REFERRING:
        return Agent(_phrase(reach), "natural")
    if noun in effects.REMEDY_NOUNS:
        return Agent(_phrase(reach), "remedy")
    if _refers(token) and remedial(analysis):
        return Agent(_phrase(reach), "referring")
    if token.lower_ in effects.PRONOUNS and (_antecedent(analysis, sentence) or lent(analysis, sentence)):
        return Agent(token.lower_, "pronoun")
    return None


def _reach(token: Token, beyond: set[int], depth: int = 4) -> Iterator[Token]:
    yield token
    if depth:
        for child in token.children:
            if child.dep_ in _PHRASE and child.i not in beyond:
                yield from _reach(child, beyond, depth - 1)


def _phrase(tokens: Iterable[Token]) -> str:
    return " ".join(t.lower_ for t in sorted(tokens, key=lambda t: t.i))


def _named(analysis: Analysis, sentence: Sentence, token: Token, kinds: frozenset[str]) -> bool:
    inside = {t.i for t in _reach(token, set())}
    return any(t.kind in kinds and t.first in inside for t in analysis.terms.get(sentence.index, ()))


def _refers(token: Token) -> bool:
    pointing = any(c.lower_ in _POINTING for c in token.children if c.dep_ in ("det", "nmod:poss", "amod"))
    return pointing and token.lemma_.lower() in effects.REFERRING


def remedial(analysis: Analysis) -> bool:
    """Whether a document is about remedies rather than recognised care: then "this treatment" is a remedy."""
    return analysis.memo("remedial", lambda: _remedial(analysis))


def _remedial(analysis: Analysis) -> bool:
    terms = [term for found in analysis.terms.values() for term in found]
    remedies = sum(term.kind == "remedy" and term.name not in effects.GENERIC for term in terms)
    care = sum(term.kind in CARE for term in terms)
    return facts_of(analysis).commercial_intent or (remedies >= _SEVERAL and remedies > care)


def _antecedent(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a pronoun stands for a remedy: the first term of the sentence before, or of a lead-in, is one."""
    for step in (1, 2):
        index = sentence.index - step
        if index < 0:
            return False
        before = analysis.sentences[index]
        terms = [t for t in analysis.terms.get(before.index, ()) if t.kind != "body-part"]
        if terms:
            return terms[0].kind == "remedy" and remedial(analysis)
    return False


def lent(analysis: Analysis, sentence: Sentence) -> Agent | None:
    """Return the remedy that the heading or lead-in above a sentence names ("Benefits of fennel")."""
    frame = frame_of(analysis, sentence)
    return Agent(frame.remedy.text, "remedy") if frame and frame.remedy else None


def _unsaid(analysis: Analysis, sentence: Sentence, doc: Doc, i: int) -> Agent | None:
    """An effect without an agent: beside "natural", or in a heading or list of a page on remedies."""
    words = {token.lower_ for token in doc[max(0, i - 6) : i + 1]}
    if not words.isdisjoint(effects.NATURAL):
        return Agent("", "natural")
    before = [t for t in analysis.terms.get(sentence.index, ()) if t.last < i]
    named = before and before[-1].kind == "remedy" and before[-1].name not in effects.GENERIC
    if named and not any(t.kind in CARE for t in before):
        return Agent(before[-1].text, "remedy")
    from_above = lent(analysis, sentence)
    if from_above and not before:
        return from_above
    return Agent("", "unsaid") if _offered(analysis, sentence) else None


def _offered(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a line stands in the headings or lists of a page that sells."""
    return sentence.block.kind in ("title", "heading", "item") and facts_of(analysis).commercial_intent
