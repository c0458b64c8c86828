"""The scripts that make the language model, on a treebank of two sentences."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from types import ModuleType

import pytest

from tests.conftest import ROOT

CONLLU = """\
# newdoc id = a
# newpar
# text = Don't rest!
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\tVerbForm=Inf\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\trest\trest\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
4\t!\t!\tPUNCT\t.\t_\t3\tpunct\t_\t_

# text = Walk.
1\tWalk\twalk\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
1.1\tyou\tyou\tPRON\tPRP\t_\t_\t_\t1:nsubj\t_
2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newpar
# text = Stop
1\tStop\tstop\tVERB\tVB\t_\t0\troot\t_\t_

"""


def script(name: str) -> ModuleType:
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, ROOT / "training" / "scripts" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def paragraphs():
    return list(script("treebank").paragraphs(CONLLU.splitlines()))


def test_a_paragraph_is_a_document_with_the_text_as_written(nlp, paragraphs):
    docs = [script("treebank").document(nlp.vocab, part) for part in paragraphs]
    assert [doc.text.strip() for doc in docs] == ["Don't rest! Walk.", "Stop"]
    assert [sent.text for sent in docs[0].sents] == ["Don't rest!", "Walk."]


def test_multiword_tokens_give_words_and_empty_nodes_are_skipped(nlp, paragraphs):
    doc = script("treebank").document(nlp.vocab, paragraphs[0])
    assert [token.text for token in doc] == ["Do", "n't", "rest", "!", "Walk", "."]
    assert [(t.tag_, t.pos_, t.lemma_, t.dep_, t.head.text) for t in doc][1] == (
        "RB",
        "PART",
        "not",
        "advmod",
        "rest",
    )
    assert [t.text for t in doc if t.dep_ == "ROOT"] == ["rest", "Walk"]


def test_tags_only_keeps_no_arcs(nlp, paragraphs):
    doc = script("treebank").document(nlp.vocab, paragraphs[0], tags_only=True)
    assert doc.has_annotation("TAG") and doc.has_annotation("SENT_START") and not doc.has_annotation("DEP")
    assert not any(token.lemma_ or token.pos_ for token in doc)


def test_noise_changes_letters_and_no_annotation(nlp, paragraphs):
    from spacy.training import Example

    reference = script("treebank").document(nlp.vocab, paragraphs[0])
    augment = script("augment").create_web_text_augmenter(curly=1.0, lower=1.0, unstopped=0.0, split=0.0)
    (changed,) = augment(nlp, Example(nlp.make_doc(reference.text), reference))
    assert [t.text for t in changed.reference] == ["do", "n’t", "rest", "!", "walk", "."]
    assert [(t.tag_, t.dep_, t.head.i) for t in changed.reference] == [
        (t.tag_, t.dep_, t.head.i) for t in reference
    ]


def test_split_gives_each_sentence_alone(nlp, paragraphs):
    from spacy.training import Example

    reference = script("treebank").document(nlp.vocab, paragraphs[0])
    augment = script("augment").create_web_text_augmenter(curly=0.0, lower=0.0, unstopped=0.0, split=1.0)
    examples = list(augment(nlp, Example(nlp.make_doc(reference.text), reference)))
    assert [e.reference.text.strip() for e in examples] == ["Don't rest!", "Walk."]


def test_the_held_out_tenth_is_kept_out_and_repeats_are_dropped(tmp_path):
    prose = script("prose")
    rows = [
        {"source": "S", "id": str(n), "text": f"Answer number {n} is long enough. The same line. "}
        for n in range(50)
    ]
    medquad, openstax, mlqe = (tmp_path / f"{name}.jsonl.gz" for name in ("m", "o", "q"))
    for path, content in (
        (medquad, rows),
        (openstax, []),
        (mlqe, [{"pair": "ru-en", "pe_text": "x"}, {"pair": "et-en", "pe_text": "y"}]),
    ):
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in content)
    texts = list(prose.texts(medquad, openstax, mlqe, []))
    kept_out = [row["text"] for row in rows if prose.held_out(f"S/{row['id']}")]
    assert kept_out and not set(kept_out) & set(texts)
    assert texts[-1] == "y" and "x" not in texts
    assert sum("The same line." in text for text in prose.without_repeats(iter(texts))) == 2
