"""The quick look: what it makes of sentences does not depend on what else is asked, and it agrees with the encoder."""

from __future__ import annotations

import pytest

from claimlint.encoder import readings
from claimlint.nlp import load_pipeline
from claimlint.screen import BITS, clears, features, suspicions

PLAIN = [
    "Most people get better within a few weeks.",
    "Ask your doctor or pharmacist if you are not sure.",
    "The heart pumps blood around the body.",
    "Symptoms usually start two to three days after infection.",
    "There are several types of this disease.",
]
BROKEN = [
    "You must to put on him the ice during of ten minutes by day.",
    "The doctor can give to you a cream who removes of the ache.",
    "If not improves within of a week, to go at the hospital is well.",
]
CLAIMS = [
    "This ancient root melts away belly fat in just seven days, guaranteed.",
    "Say goodbye to arthritis forever with this one miracle berry!",
]


@pytest.fixture(scope="module")
def spans():
    return lambda texts: [next(doc.sents) for doc in load_pipeline().pipe(texts)]


def test_features_are_indices_of_weights_and_belong_to_their_sentence(spans):
    one, other = spans(PLAIN[:2])
    indices, owners = features([one, other])
    alone, _ = features([other])
    assert indices.min() >= 0 and indices.max() < 2**BITS
    assert sorted(indices[owners == 1]) == sorted(alone)


@pytest.mark.parametrize("name", ["claims", "garble"])
def test_a_first_look_does_not_depend_on_what_else_is_asked(spans, name):
    together = suspicions(name, spans(PLAIN + BROKEN))
    alone = [suspicions(name, [span])[0] for span in spans(PLAIN + BROKEN)]
    assert together == pytest.approx(alone)
    assert suspicions(name, []) == []


def test_what_the_encoder_finds_is_not_cleared_and_looks_worse_than_plain_sentences(spans):
    assert min(reading.odds for reading in readings(BROKEN)) > 0
    assert min(reading.claim for reading in readings(CLAIMS)) > 0.5
    for name, bad in (("garble", BROKEN), ("claims", CLAIMS)):
        looks, plain = suspicions(name, spans(bad)), suspicions(name, spans(PLAIN))
        assert not any(clears(name, look) for look in looks)
        assert min(looks) > sum(plain) / len(plain)
