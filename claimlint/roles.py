"""Who does what to whom: arguments of a predicate in a Universal Dependencies parse.

Voice, relative clauses, coordination and control are levelled, so that "X cures Y", "Y is cured by
X", "X, which cures Y" and "X is used to cure Y" give the same roles (after the argument templates
of PredPatt, White et al. 2016).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

Roles = dict[str, list["Token"]]

_SUBJECTS = ("nsubj", "nsubj:outer", "csubj")
_PHRASE = frozenset(
    "compound amod nmod nmod:poss nmod:unmarked nmod:npmod conj flat appos fixed nummod".split()
)
_CONTROL = ("xcomp", "advcl", "ccomp")


def arguments(head: Token) -> Roles:
    """Return the roles of a verb, noun or adjective: agent, object, compound and prepositions.

    Prepositional arguments stand under the preposition's lower-case form ("for", "of", "against").
    """
    roles: Roles = {}
    for child in head.children:
        role = _role(child)
        if role:
            roles.setdefault(role, []).append(child)
    _relative(head, roles)
    _inherit(head, roles)
    return roles


def _role(child: Token) -> str | None:
    if child.dep_ == "nsubj:pass":
        return "object"
    if child.dep_ in _SUBJECTS:
        return "agent"
    if child.dep_ == "obj" or (child.dep_ == "xcomp" and child.pos_ == "NOUN"):
        return "object"
    if child.dep_ in ("compound", "amod"):
        return "compound"
    if child.dep_.split(":")[0] in ("obl", "nmod", "advcl", "acl"):
        case = next((c.lower_ for c in child.children if c.dep_ in ("case", "mark")), None)
        return "agent" if case == "by" else case
    return None


def _relative(head: Token, roles: Roles) -> None:
    """The noun a relative clause hangs from takes the role of its pronoun, or of the gap."""
    if head.dep_ not in ("acl:relcl", "acl"):
        return
    for role in ("agent", "object"):
        if any(t.tag_ in ("WDT", "WP") or t.lower_ == "that" for t in roles.get(role, ())):
            roles[role] = [head.head]
            return
    if head.tag_ == "VBN" and "object" not in roles:
        roles["object"] = [head.head]
    else:
        roles.setdefault("agent", [head.head])


def _inherit(head: Token, roles: Roles) -> None:
    """Coordinated and controlled predicates share what is said once."""
    if head.dep_ == "conj":
        above = arguments(head.head) if head.head != head else {}
        roles.setdefault("agent", above.get("agent", []))
        if not roles.get("object") and head.pos_ == "VERB":
            roles["object"] = above.get("object", [])
    elif head.dep_ in _CONTROL and "agent" not in roles:
        above = {r: t for r, t in arguments(head.head).items() if r in ("agent", "object")}
        roles["agent"] = above.get("agent") or above.get("object", [])
    # "Treat and prevent gout" shares its object; "reversed and later developed gout" does not.
    later = [
        c
        for c in head.children
        if c.dep_ == "conj"
        and (c.pos_, c.tag_) == (head.pos_, head.tag_)
        and c.i - head.i <= 3
        and not any(t.pos_ == "ADV" for t in head.doc[head.i + 1 : c.i])
    ]
    if "object" not in roles and later and head.pos_ == "VERB":
        roles["object"] = [t for verb in later for t in verb.children if t.dep_ == "obj"]


def phrase(token: Token, depth: int = 4) -> Iterator[Token]:
    """Yield a noun and what belongs to its phrase: modifiers, "of" phrases, coordinated nouns."""
    yield token
    if depth:
        for child in token.children:
            if child.dep_ in _PHRASE:
                yield from phrase(child, depth - 1)


def is_advice(verb: Token) -> bool:
    """Whether a verb is an order or advice to the reader: imperative, or "you can/should"."""
    subjects = [c for c in verb.children if c.dep_.startswith("nsubj")]
    if subjects:
        # "After you stop the drug" tells nobody to stop it.
        if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ != "so" for c in verb.children):
            return False
        return any(s.lower_ in ("you", "we") for s in subjects) and not _past(verb)
    if verb.dep_ in ("conj", "xcomp", "ccomp", "parataxis") and verb.head != verb:
        return is_advice(verb.head) if verb.head.pos_ in ("VERB", "AUX", "ADJ") else _base(verb)
    return _base(verb)


def _base(verb: Token) -> bool:
    before = verb.doc[verb.i - 1].lower_ if verb.i else ""
    return verb.tag_ in ("VB", "VBP", "NN", "NNP") and before != "to"


def _past(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBN") and not any(c.tag_ == "MD" for c in verb.children)
