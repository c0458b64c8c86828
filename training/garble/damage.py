"""Ways to break a sound sentence, each with the places it breaks.

A sentence is a list of tokens [text, Penn tag, space follows, mark]; a mark says that the token is wrong ("w"), that
something is missing before it ("g"), or nothing (""). Every operation changes the list in place and says whether it could.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from lemminflect import getInflection, getLemma
from thesaurus import replacement

Tokens = list[list]
PREPOSITIONS = "of in to for with on at from by about into through over under between without against".split()
PRONOUNS = "it he she they we you this that who them him his her its their".split()
RELATIVES = "who which that what where when whose".split()
BE = "is are was were be been being has have had can could will would should may might must do does did".split()
#: Words that people and programs take for one another.
CONFUSED = [
    line.split()
    for line in """moral morale
loose lose lost
maybe may
advice advise
affect effect
choose chose
breath breathe
then than
there their
quite quiet
its it
boost boast
health healthy heal
safe safety save
pain painful
diabetic diabetes
loss lose
life live
weight weigh
diet died
use used
risk risky
prove proof
sleep asleep
success succeed
strong strength
long length
grow growth
treat treatment
different difference
important importance
nature natural
fast fasten
nutrition nutritional
ill illness
benefit beneficial
relief relieve
infect infection infected
fat fatty
active activity
necessary necessity
aware awareness
dead death die
tired tire
mental mentally
daily day
every everyday
most almost
near nearly
hard hardly
late lately
too to
of off
as like
make do
say tell
during while
since for
because despite
though but
so such
much many
few little""".splitlines()
]


def token(text: str, tag: str = "", mark: str = "w") -> list:
    """Return a new token."""
    return [text, tag, True, mark]


def drop(tokens: Tokens, at: int, count: int = 1) -> None:
    """Take tokens out and mark what follows (or, at the end of the sentence, what came before)."""
    space = tokens[at + count - 1][2]
    del tokens[at : at + count]
    if at < len(tokens) and tokens[at][0][0].isalnum():
        tokens[at][3] = "g"
    elif at > 0:
        tokens[at - 1][3] = "w"
    if at > 0:
        tokens[at - 1][2] = space or (at < len(tokens) and tokens[at][0][0].isalnum())


def places(tokens: Tokens, *tags: str) -> list[int]:
    """Return where tokens with such tags stand."""
    return [i for i, t in enumerate(tokens) if t[1].startswith(tags) and t[0].isalpha()]


class Damage:
    """The operations, with their chance and their thesaurus."""

    def __init__(self, phrases: Path, seed: int) -> None:
        """phrases: the list of tortured phrases."""
        self.phrases, self.chance = phrases, random.Random(seed)

    def pick(self, where: Sequence[int]) -> int | None:
        """Return one of the places."""
        return self.chance.choice(where) if where else None

    def spin(self, tokens: Tokens) -> bool:
        """Replace content words by synonyms; at least one, that of a rarer sense if it stays alone."""
        share = self.chance.choice((0.08, 0.15, 0.25, 0.4, 0.6))
        where = places(tokens, "NN", "VB", "JJ", "RB")
        chosen = [i for i in where if self.chance.random() < share] or self.chance.sample(
            where, min(1, len(where))
        )
        done = False
        for i in chosen:
            new = replacement(tokens[i][0], tokens[i][1], self.chance, self.phrases, rare=len(chosen) < 3)
            if new and new.lower() != tokens[i][0].lower():
                tokens[i][0], tokens[i][3], done = new, "w", True
        return done

    def function_word(self, tokens: Tokens) -> bool:
        """Lose, change or add a preposition, article, auxiliary, pronoun or relative word."""
        kind = self.chance.choice(("lose", "lose", "lose", "swap", "swap", "pronoun", "relative", "insert"))
        if kind == "lose":
            at = self.pick(
                places(tokens, "IN", "TO", "MD") + [i for i, t in enumerate(tokens) if t[0].lower() in BE]
            )
            if at is None or (at == 0 and self.chance.random() < 0.7):
                return False
            drop(tokens, at)
            return True
        if kind == "insert":
            at = self.chance.randrange(1, max(2, len(tokens) - 1))
            tokens.insert(
                at, token(self.chance.choice([*PREPOSITIONS, "the", "that", "is", "it", "and", "to"]))
            )
            return True
        options = {"swap": PREPOSITIONS, "pronoun": PRONOUNS, "relative": RELATIVES}[kind]
        at = self.pick([i for i, t in enumerate(tokens) if t[0].lower() in options])
        if at is None:
            return False
        new = self.chance.choice([o for o in options if o != tokens[at][0].lower()])
        tokens[at][0], tokens[at][3] = (new.capitalize() if tokens[at][0][0].isupper() else new), "w"
        return True

    def articles(self, tokens: Tokens) -> bool:
        """Lose two articles or more, or the only one before a singular noun, together with a wrong form."""
        where = [
            i
            for i in places(tokens, "DT")
            if i + 1 < len(tokens) and tokens[i][0].lower() in ("a", "an", "the")
        ]
        if len(where) < 2:
            return False
        for at in sorted(self.chance.sample(where, self.chance.randint(2, len(where))), reverse=True):
            drop(tokens, at)
        return self.form(tokens)

    def move(self, tokens: Tokens) -> bool:
        """Move a few words to another place."""
        if len(tokens) < 7:
            return False
        length = self.chance.randint(1, 4)
        start = self.chance.randrange(0, len(tokens) - 1 - length)
        part = tokens[start : start + length]
        if not all(t[0][0].isalnum() for t in part):
            return False
        rest = tokens[:start] + tokens[start + length :]
        offset = self.chance.choice((-3, -2, -1, 1, 2, 3, 4, 5))
        to = start + offset
        if not 0 <= to < len(rest):
            return False
        for t in part:
            t[2], t[3] = True, "w"
        if start < len(rest):
            rest[start][3] = rest[start][3] or "g"
        tokens[:] = rest[:to] + part + rest[to:]
        return True

    def swap(self, tokens: Tokens) -> bool:
        """Exchange two neighbouring words of unlike kind."""
        where = [
            i
            for i in range(len(tokens) - 2)
            if tokens[i][0].isalpha()
            and tokens[i + 1][0].isalpha()
            and tokens[i][1][:2] != tokens[i + 1][1][:2]
        ]
        at = self.pick(where)
        if at is None:
            return False
        tokens[at], tokens[at + 1] = tokens[at + 1], tokens[at]
        tokens[at][2], tokens[at][3], tokens[at + 1][3] = True, "w", "w"
        return True

    def delete(self, tokens: Tokens) -> bool:
        """Lose a noun or a verb with up to three words after it (an adjective would not be missed)."""
        at = self.pick([i for i in places(tokens, "NN", "VB", "PRP", "WP") if i < len(tokens) - 2])
        if at is None or len(tokens) < 6:
            return False
        drop(tokens, at, min(self.chance.choice((1, 1, 1, 2, 2, 3, 4)), len(tokens) - 2 - at))
        return True

    def form(self, tokens: Tokens) -> bool:
        """Put a verb or a noun into a wrong form."""
        at = self.pick(places(tokens, "VB", "NN"))
        if at is None:
            return False
        word, tag = tokens[at][0].lower(), tokens[at][1]
        part = "VERB" if tag.startswith("VB") else "NOUN"
        lemma = (getLemma(word, upos=part) or (word,))[0]
        if part == "NOUN" and self.chance.random() < 0.6:
            part = "VERB"
        forms = ("VB", "VBZ", "VBG", "VBD", "VBN") if part == "VERB" else ("NN", "NNS")
        options = [f for form in forms if form != tag for f in getInflection(lemma, tag=form) if f != word]
        if not options:
            return False
        tokens[at][0], tokens[at][3] = self.chance.choice(options), "w"
        return True

    def confuse(self, tokens: Tokens) -> bool:
        """Take a word for one that looks or means much like it."""
        found = [(i, group) for i, t in enumerate(tokens) for group in CONFUSED if t[0].lower() in group]
        if not found:
            return False
        at, group = self.chance.choice(found)
        tokens[at][0] = self.chance.choice([w for w in group if w != tokens[at][0].lower()])
        tokens[at][3] = "w"
        return True

    def double(self, tokens: Tokens) -> bool:
        """Say a few words twice."""
        if len(tokens) < 7:
            return False
        length = self.chance.randint(2, 6)
        start = self.chance.randrange(0, max(1, len(tokens) - length - 1))
        again = [[t[0], t[1], True, "w"] for t in tokens[start : start + length]]
        again[0][0] = again[0][0].lower()
        tokens[start + length - 1][2] = True
        tokens[start + length : start + length] = again
        return True

    def shuffle(self, tokens: Tokens) -> bool:
        """Shuffle four to seven words."""
        length = self.chance.randint(4, 7)
        if len(tokens) < length + 2:
            return False
        start = self.chance.randrange(0, len(tokens) - length)
        part = tokens[start : start + length]
        self.chance.shuffle(part)
        for t in part:
            t[2], t[3] = True, "w"
        tokens[start : start + length] = part
        return True

    def fragment(self, tokens: Tokens) -> bool:
        """Break off after a word that needs more, or lose the finite verb and what belongs to it."""
        if self.chance.random() < 0.5:
            at = self.pick(
                [
                    i
                    for i in places(tokens, "IN", "DT", "TO", "VB", "MD", "CC", "JJ")
                    if 3 < i < len(tokens) - 3
                ]
            )
            if at is None:
                return False
            tokens[at + 1 :] = [token(".", ".", "g")]
            tokens[at][2] = False
            return True
        at = self.pick([i for i in places(tokens, "VBZ", "VBP", "VBD", "MD") if i > 0])
        if at is None or any(t[0].lower() in ("who", "which", "that") for t in tokens):
            return False
        drop(tokens, at)
        return True

    def splice(self, tokens: Tokens, other: Tokens) -> bool:
        """Go on in the middle with the rest of another sentence."""
        if len(tokens) < 8 or len(other) < 8:
            return False
        a, b = self.chance.randrange(3, len(tokens) - 2), self.chance.randrange(3, len(other) - 3)
        rest = [list(t) for t in other[b:]]
        for t in rest[:2]:
            t[3] = "w"
        tokens[a - 1][2] = (tokens[a - 1][0][-1].isalnum() and rest[0][0][0].isalnum()) or tokens[a - 1][2]
        tokens[a - 1][3] = "w"
        tokens[a:] = rest
        return True

    def ask(self, tokens: Tokens) -> bool:
        """End a statement with a question mark."""
        if tokens[-1][0] != "." or tokens[0][0].lower() in ("do", "is", "are", "can", "what", "how", "why"):
            return False
        tokens[-1][0], tokens[-1][3] = "?", "w"
        return True


#: Operation to its share; half of it structural.
SHARES: dict[str, float] = {
    "spin": 0.36,
    "function_word": 0.2,
    "articles": 0.03,
    "move": 0.07,
    "swap": 0.03,
    "delete": 0.07,
    "form": 0.08,
    "confuse": 0.04,
    "double": 0.02,
    "shuffle": 0.02,
    "fragment": 0.04,
    "splice": 0.04,
    "ask": 0.005,
}


def damaged(
    damage: Damage, tokens: Sequence[Sequence], other: Sequence[Sequence]
) -> tuple[Tokens, list[str]] | None:
    """Return a damaged copy and the operations, one to three of them; None where none could be done."""
    fresh = [[*t, ""] for t in tokens]
    names: list[str] = []
    for _ in range(damage.chance.choices((1, 2, 3), (0.5, 0.33, 0.17))[0]):
        name = damage.chance.choices(list(SHARES), list(SHARES.values()))[0]
        operation: Callable[..., bool] = getattr(damage, name)
        extra = ([[*t, ""] for t in other],) if name == "splice" else ()
        if operation(fresh, *extra):
            names.append(name)
    if not names or [t[0] for t in fresh] == [t[0] for t in tokens]:
        return None
    fresh[0][0] = fresh[0][0][0].upper() + fresh[0][0][1:] if tokens[0][0][0].isupper() else fresh[0][0]
    return fresh, names
