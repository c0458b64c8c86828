"""The only door to onnxruntime and tokenizers: a small encoder that judges how a sentence is worded.

It gives the probability that a sentence is an unsupported health claim, how likely it is broken, and where (``models/encoder``, whose card
says how it was made). Its lower layers guess what the whole will say, and most sentences are not read further. Nothing is loaded before the
first sentence, or ``preload``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import parent_process
from pathlib import Path
from typing import Any, TypeVar

from claimlint.company import probability
from claimlint.interrupts import undisturbed

_Given = TypeVar("_Given")
_Found = TypeVar("_Found")
FOLDER = Path(__file__).parent / "models" / "encoder"
#: Pieces of words of a sentence that are read, as in training.
LENGTH = 96
#: Sentences read at the same time, in a process that is not one of several, and where OMP_NUM_THREADS allows it: Ray and Spark set it for
#: their workers.
THREADS = 2
#: Sentences whose readings are kept: an article that is checked again after each change is mostly the same (about 10 KB a sentence).
KEPT = 1024
#: Sentences whose lower layers are kept: others ask for what one asked for before (some 120 KB a sentence, 740 KB at most).
BELOW = 32


@dataclass(frozen=True)
class Piece:
    """A piece of a word at ``start:end`` of its sentence. wrong, gap: probability that it is, and that something is missing before it."""

    start: int
    end: int
    wrong: float
    gap: float


@dataclass(frozen=True)
class Reading:
    """What the encoder says of a sentence.

    claim: probability, cut to four places, that it is an unsupported health claim. odds: log-odds that it is broken, cut to three. offsets,
    places: start and end of each piece of a word, and the log-odds that it is wrong and that something is missing before it. shares: what each
    piece adds to the log-odds of a claim, which are their mean. says: the statements (``statements.npz``) it makes, such as "disclaimer".
    """

    claim: float
    odds: float
    offsets: Sequence[tuple[int, int]] = ()
    places: Sequence[Sequence[float]] = ()
    shares: Sequence[float] = ()
    says: frozenset[str] = frozenset()

    @property
    def pieces(self) -> list[Piece]:
        """Its pieces of words, in order."""
        pairs = zip(self.offsets, self.places, strict=True)
        return [
            Piece(start, end, round(probability(wrong), 3), round(probability(gap), 3))
            for (start, end), (wrong, gap) in pairs
            if start < end
        ]


def at_once() -> int:
    """Return how many sentences are read at the same time: one, in a process that is one of several that share the processors."""
    alone = not parent_process() and os.environ.get("OMP_NUM_THREADS") != "1"
    return THREADS if alone else 1


def preload() -> None:
    """Begin to load what is needed for the first sentence, beside what else is done: most of it is not Python's work."""
    _loading()


def libraries() -> tuple[Any, Any]:
    """Import onnxruntime and tokenizers, and return them."""
    # Newer versions report their use over the network, and keep a database of that in the home folder, unless told not to.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    with undisturbed():
        import onnxruntime
        import tokenizers

    return onnxruntime, tokenizers


@lru_cache(maxsize=1)
def _loading() -> Mapping[str, Future[Any]]:
    """Begin to load tokenizer, lower and upper layers, in a thread."""
    # Two threads that import the same libraries can meet them half made: nothing is imported in the other one.
    onnxruntime, tokenizers = libraries()

    def tokenizer() -> Any:
        made = tokenizers.Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
        made.enable_truncation(LENGTH)
        return made

    def session(part: str) -> Any:
        options = onnxruntime.SessionOptions()
        # One sentence is too little work to be divided; several are read at the same time instead.
        options.intra_op_num_threads = 1
        # Without it, processors that lack VNNI overflow, and find other things than those that have it.
        options.add_session_config_entry("session.x64quantprecision", "1")
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(FOLDER / f"{part}.onnx"), options, providers=["CPUExecutionProvider"]
        )

    pool = ThreadPoolExecutor(1, "encoder")
    parts = {"tokenizer": pool.submit(tokenizer)}
    parts |= {part: pool.submit(session, part) for part in ("lower", "upper")}
    pool.shutdown(wait=False)
    return parts


@lru_cache(maxsize=2)
def calibration(name: str) -> Mapping[str, float]:
    """Return the weights that turn the encoder's scores into probabilities, by what they are of: ``claims`` or ``garble``."""
    return dict(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _statements() -> tuple[tuple[str, ...], Any, Any]:
    """Return the names of the statements, their weights (width, statements) and constants."""
    import numpy as np

    with np.load(FOLDER / "statements.npz", allow_pickle=False) as file:
        names = tuple(sorted(file))
        table = np.stack([file[name] for name in names], axis=1)
    return names, table[:-1], table[-1]


def statement_names() -> tuple[str, ...]:
    """Return the statements the encoder knows, in the order of ``Whole.sums``."""
    return _statements()[0]


@lru_cache(maxsize=1)
def _exits() -> tuple[Mapping[str, float], Any]:
    """Return for each task the guess from which a sentence is read on, and the weights of the network that guesses."""
    import numpy as np

    bars = json.loads((FOLDER / "exits.json").read_text(encoding="utf-8"))
    with np.load(FOLDER / "exits.npz", allow_pickle=False) as file:
        return bars, tuple(file[name] for name in ("hidden", "hidden_bias", "out", "out_bias"))


@dataclass(frozen=True)
class Whole:
    """All that the network gives for a sentence: what its lower layers hand to the exits, and what its heads say, as numpy arrays."""

    pooled: Any
    claim: float
    odds: float
    offsets: Sequence[tuple[int, int]]
    places: Any
    shares: Any
    mean: Any

    @property
    def sums(self) -> Any:
        """What each statement's weights give: above 0 the sentence makes it."""
        _, weights, constants = _statements()
        return self.mean @ weights + constants


# --- the network, a sentence at a time: what is quantised depends on all that is read together. Batches of 16 are a fifth faster a piece and
# read a third more pieces: sentences are padded, and asked for again in other batches.


@lru_cache(maxsize=BELOW)
def _below(sentence: str) -> tuple[Any, Mapping[str, Any]]:
    """Return the pieces of a sentence, and what its lower layers give."""
    import numpy as np

    one = _loading()["tokenizer"].result().encode(sentence)
    row = np.array([one.ids], dtype=np.int64)
    session, feed = _loading()["lower"].result(), {"input_ids": row, "attention_mask": np.ones_like(row)}
    names = [output.name for output in session.get_outputs()]
    given = dict(zip(names, session.run(names, feed), strict=True))
    return one, {**given, "attention_mask": feed["attention_mask"]}


def looked_through(sentence: str) -> Whole:
    """Return all that the network gives for a sentence."""
    one, given = _below(sentence)
    session = _loading()["upper"].result()
    feed = {entry.name: given[entry.name] for entry in session.get_inputs()}
    names = ["claim", "sentence", "places", "shares", "mean"]
    claims, odds, places, shares, means_ = session.run(names, feed)
    claim, broken = float(claims[0]), float(odds[0])
    return Whole(given["pooled"][0], probability(claim), broken, one.offsets, places[0], shares[0], means_[0])


@lru_cache(maxsize=KEPT)
def _guesses(sentence: str) -> Mapping[str, float]:
    """Return for each task what the lower layers guess that the whole will say of a sentence, as log-odds."""
    import numpy as np

    bars, (hidden, hidden_bias, out, out_bias) = _exits()
    pooled = _below(sentence)[1]["pooled"][0]
    guess = np.maximum(pooled @ hidden + hidden_bias, 0) @ out + out_bias
    return dict(zip(bars, guess.tolist(), strict=True))


@lru_cache(maxsize=KEPT)
def _read(sentence: str) -> Reading:
    """Return what the encoder says of a sentence."""
    whole = looked_through(sentence)
    return Reading(
        round(whole.claim, 4),
        round(whole.odds, 3),
        whole.offsets,
        whole.places.tolist(),
        whole.shares.tolist(),
        frozenset(name for name, total in zip(statement_names(), whole.sums, strict=True) if total > 0),
    )


def _answer(asked: tuple[str, Collection[str]]) -> Reading | None:
    sentence, tasks = asked
    bars, _ = _exits()
    guesses = _guesses(sentence)
    return _read(sentence) if any(guesses[task] >= bars[task] for task in tasks) else None


# --- many sentences -------------------------------------------------------------------------------------


def _each(work: Callable[[_Given], _Found], given: Sequence[_Given]) -> list[_Found]:
    """Do the same for each, in order; on two threads where this process has the processors for itself."""
    if len(given) < THREADS or at_once() == 1:
        return [work(one) for one in given]
    _loading()
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, given))


def means(sentences: Sequence[str]) -> Any:
    """Return the mean of the pieces of each sentence, an array (sentences, width): for training."""
    import numpy as np

    return np.array(_each(lambda sentence: looked_through(sentence).mean, sentences))


def readings(sentences: Sequence[str]) -> list[Reading]:
    """Return what the encoder says of each sentence, in their order. What it says of one depends on no other."""
    return _each(_read, sentences)


def answers(asked: Sequence[tuple[str, Collection[str]]]) -> list[Reading | None]:
    """Return what the encoder says of each sentence that is asked about; None where its lower layers leave no doubt that it is nothing.

    asked: a sentence with its tasks: "claims", "garble", or names of statements.
    """
    return _each(_answer, asked)
