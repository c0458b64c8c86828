import pytest
import spacy

from claimlint import lemmas
from claimlint.nlp import _bundled, load_pipeline

TEXTS = (
    "Garlic cures gout, and the doctors' studies weren't better.",
    "",
    "MICE went home; THE cHiLdReN took 2,000 pills!",
    "Naïve cafés — “quoted” … http://example.org/x zzzzqx's",
    "Be is was were been being 'd 'll wo n't ca",
)


@pytest.fixture(scope="module")
def untouched():
    return spacy.load(_bundled())


def lemmas_by(pipeline, texts=TEXTS):
    return [[token.lemma_ for token in doc] for doc in pipeline.pipe(texts)]


def test_lemmas_are_those_of_the_pipeline_as_it_was_trained(untouched):
    ours = load_pipeline()
    assert lemmas_by(ours) == lemmas_by(untouched)
    # What is remembered is the same.
    assert lemmas_by(ours) == lemmas_by(untouched)
    assert [t.lemma_ for t in ours(TEXTS[0])] == lemmas_by(untouched)[0]


def test_an_edit_that_a_word_does_not_bear_gives_way_to_the_next_best(untouched):
    ours = spacy.load(_bundled())
    lemmas.remember(ours.get_pipe("lemmatizer"))
    lemmatizer, plain = ours.get_pipe("lemmatizer"), untouched.get_pipe("lemmatizer")
    docs, others = [pipeline.make_doc(TEXTS[0]) for pipeline in (ours, untouched)], None
    labels = range(len(plain.labels))
    bears = [
        label
        for label in labels
        if plain.trees.apply(plain.cfg["labels"][label], str(docs[0][0])) is not None
    ]
    misfit = next(label for label in labels if label not in bears)
    for ranked in ([misfit, bears[-1]], [misfit] * 3):
        docs, others = [ours.make_doc("Garlic")], [untouched.make_doc("Garlic")]
        scores = plain.model.ops.alloc2f(1, len(labels)) - 1
        for place, label in enumerate(ranked):
            scores[0, label] = 3 - place
        lemmatizer.set_annotations(docs, [scores])
        plain.set_annotations(others, plain._scores2guesses_top_k_greater_1(others, [scores.copy()]))
        assert docs[0][0].lemma_ == others[0][0].lemma_
