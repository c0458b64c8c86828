import numpy as np
import pytest
import spacy

from claimlint import word_vectors
from claimlint.nlp import BUNDLED, _bundled, load_pipeline
from claimlint.word_vectors import remembering

TEXTS = (
    "Garlic doesn't cure gout.",
    "",
    "GARLIC cures Gout, garlic cures gout!",
    "Naïve cafés — “quoted” …",
    "!",
)


@pytest.fixture(scope="module")
def untouched():
    return spacy.load(_bundled())


def layer_of(pipeline):
    return pipeline.get_pipe("tok2vec").model.layers[0]


def test_vectors_are_those_of_the_network_bit_for_bit(untouched):
    embed = layer_of(untouched)
    own = remembering(embed)
    docs = [untouched.make_doc(text) for text in TEXTS]
    for _ in range(2):
        for one, other in zip(own.predict(docs), embed.predict(docs), strict=True):
            assert one.shape == other.shape
            assert np.array_equal(one, other)
    # Alone or beside others, a word is the same.
    assert np.array_equal(own.predict(docs[2:3])[0], embed.predict(docs[2:3])[0])
    assert np.array_equal(remembering(embed).predict(docs[2:3])[0], embed.predict(docs)[2])


def test_with_many_words_all_are_forgotten(untouched, monkeypatch):
    monkeypatch.setattr(word_vectors, "KEPT", 3)
    embed = layer_of(untouched)
    own = remembering(embed)
    docs = [untouched.make_doc(text) for text in TEXTS]
    for doc in docs * 2:
        assert np.array_equal(own.predict([doc])[0], embed.predict([doc])[0])


def test_the_bundled_pipeline_remembers_and_reads_as_before(untouched):
    ours = load_pipeline(BUNDLED)
    assert layer_of(ours).name == "remembering_embed"
    for text in TEXTS:
        one, other = ours(text), untouched(text)
        assert [(t.tag_, t.lemma_, t.dep_, t.head.i) for t in one] == [
            (t.tag_, t.lemma_, t.dep_, t.head.i) for t in other
        ]


def test_it_does_not_learn(untouched):
    own = remembering(layer_of(untouched))
    _, learn = own.begin_update([untouched.make_doc("Garlic")])
    with pytest.raises(NotImplementedError):
        learn([])
