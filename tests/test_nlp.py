from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from claimlint import wording
from claimlint.columns import columns, word_and_tag_ids
from claimlint.errors import ModelError
from claimlint.nlp import BUNDLED, load_pipeline, splitter
from claimlint.readers import read_file
from claimlint.rulebase import load_rules
from tests.conftest import ROOT, SAMPLES
from tests.plugin_site import distribution

MODEL = ROOT / "claimlint" / "models" / BUNDLED


def split(nlp, analysis_of, text: str) -> list[str]:
    return [sentence.text for sentence in analysis_of(text).sentences]


def test_the_bundled_pipeline_has_what_the_rules_need(nlp):
    assert {"tok2vec", "tagger", "morphologizer", "lemmatizer", "senter", "parser"} <= set(
        nlp.component_names
    )


def test_it_parses_a_plain_claim(analysis_of):
    analysis = analysis_of("Garlic cures the common cold.")
    doc = analysis.parse(analysis.sentences[0])
    verb = next(token for token in doc if token.lemma_ == "cure")
    assert {(t.text, t.dep_) for t in verb.children} >= {("Garlic", "nsubj"), ("cold", "obj")}


def test_weights_stay_small():
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) <= 15_000_000


def test_the_model_says_where_it_comes_from():
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    assert meta["license"] == "CC BY-SA 4.0"
    notice = (MODEL / "NOTICE.md").read_text(encoding="utf-8")
    for source in ("English Web Treebank", "GUM", "CRAFT", "MedQuAD", "OpenStax", "CC BY-SA 4.0"):
        assert source in notice
    assert "Figures" in (MODEL / "CARD.md").read_text(encoding="utf-8")


def test_loading_writes_nothing(tmp_path):
    """The model is read where it lies; home, temporary and working folders stay as they are."""
    code = "from claimlint.nlp import load_pipeline; load_pipeline()('Pain is common.')"
    environment = {
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_model_says_what_to_do():
    with pytest.raises(ModelError, match="--model") as caught:
        load_pipeline("no_such_pipeline")
    assert caught.value.code == "no-model"


def test_a_damaged_model_is_no_traceback(tmp_path):
    (tmp_path / "config.cfg").write_text('[nlp]\nlang = "en"\n')
    (tmp_path / "meta.json").write_text("{}")
    with pytest.raises(ModelError):
        load_pipeline(str(tmp_path))


def test_another_pipeline_runs_and_skips_what_it_cannot(tmp_path):
    """A blank pipeline on disk stands for any installed one."""
    import spacy

    from claimlint.linter import check_text
    from claimlint.prepared import Settings

    spacy.blank("en").to_disk(tmp_path / "plain")
    report = check_text(
        "A balm\n\nIt works in 7 seconds on back pain.", settings=Settings(model=str(tmp_path / "plain"))
    )
    assert [f.rule for f in report.findings if f.severity == "error"] == ["claims/implausible-time-to-effect"]
    skipped = {entry["rule"]: entry["reason"] for entry in report.skipped}
    assert "parser" in skipped["claims/cure-claim"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Rest helps. Then walk.", ["Rest helps.", "Then walk."]),
        (
            "This is true in the rear. muscle spasms are frequent.",
            ["This is true in the rear.", "muscle spasms are frequent."],
        ),
        (
            "Take 2.5 mg, e.g. with food, at 8 a.m. or later.",
            ["Take 2.5 mg, e.g. with food, at 8 a.m. or later."],
        ),
        ("See Dr. Smith. He will help.", ["See Dr. Smith.", "He will help."]),
        ("Does it hurt? No! It does not.", ["Does it hurt?", "No!", "It does not."]),
    ],
)
def test_sentence_splitting(nlp, analysis_of, text, sentences):
    assert split(nlp, analysis_of, text) == sentences


def test_sentences_never_cross_blocks(analysis_of):
    analysis = analysis_of("# Back pain\n\nIt is common\n\n- rest\n- ice and\n\nheat", "markdown")
    for sentence in analysis.sentences:
        assert sentence.block.start <= sentence.start < sentence.end <= sentence.block.end


def test_a_block_of_any_length_works(analysis_of):
    analysis = analysis_of("Back pain is common and mostly harmless. " * 3000)
    assert len(analysis.sentences) == 3000
    endless = analysis_of("pain " * 30_000)
    assert sum(len(s.span) for s in endless.sentences) >= 30_000
    assert analysis_of("x" * 100_000).sentences


def gold() -> list[dict]:
    return [
        json.loads(line) for line in (SAMPLES / "sentences.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_sentences_of_the_samples(nlp):
    """F1 of at least .95 against the sentence lists that were written by hand."""
    from claimlint.analysis import analyse

    right = found = wanted = 0
    for row in gold():
        analysis = analyse(read_file(SAMPLES / row["file"]), nlp)
        shown = [
            b
            for b in analysis.document.blocks
            if b.kind not in ("boilerplate", "code", "caption") and not (b.kind == "title" and b.level == 0)
        ]
        places = {block.start for block in shown}
        ours = [squeezed(s.text) for s in analysis.sentences if s.block.start in places]
        theirs = [squeezed(s) for s in row["sentences"]]
        right += len(set(ours) & set(theirs))
        found += len(set(ours))
        wanted += len(set(theirs))
    assert 2 * right / (found + wanted) >= 0.95


@pytest.mark.parametrize("error", ["RuntimeError", "ImportError"])
def test_a_broken_component_of_another_distribution_is_named_or_does_not_matter(tmp_path, error):
    points = "[spacy_factories]\nbroken = broken_component:make\n"
    distribution(
        tmp_path,
        "broken-component",
        points,
        {"broken_component.py": f"raise {error}('of another numpy')\n"},
        "1.2",
    )
    code = """if True:
        from claimlint.errors import ModelError
        from claimlint.nlp import load_pipeline
        import sys
        print(len(load_pipeline().pipe_names) > 3)
        try:
            load_pipeline(sys.argv[1])
        except ModelError as error:
            print(error)
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, tmp_path)))}
    done = subprocess.run(
        [sys.executable, "-c", code, str(MODEL)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
    )
    assert done.stdout.splitlines() == [
        "True",
        f"A component that broken-component 1.2 adds to spaCy cannot be imported: {error}: of another numpy."
        " Update or uninstall it: spaCy imports all there are.",
    ], done.stderr


def test_rows_of_plain_words_are_cut_as_the_tokenizer_cuts_them():
    nlp = load_pipeline()
    cut = splitter(nlp)
    texts: set[str] = set()

    def kept(text: str) -> list[str]:
        texts.add(text)
        return cut(text)

    for rule in load_rules():
        for name, options in rule.checks:
            for pattern in options.get("patterns", ()) if name == "tokens" else ():
                if isinstance(pattern, str):
                    wording.compile_wording(pattern, kept)
    assert len({word for text in texts for word in text.split()}) > 5_000
    assert not [text for text in texts if cut(text) != [token.text for token in nlp.make_doc(text)]]
    plain = sorted({word for text in texts for word in text.split() if word.isalpha() and word.isascii()})
    hyphened = ["-".join(some) for some in zip(plain, plain[7:], plain[40:], strict=False)]
    special = [word for word in nlp.tokenizer.rules if " " not in word]
    assert not [word for word in (*hyphened, *special) if cut(word) != [t.text for t in nlp.make_doc(word)]]
    assert (
        cut("cannot") == ["can", "not"]
        and cut("dont") == ["do", "nt"]
        and cut("get rid of") == ["get", "rid", "of"]
    )


def test_columns_say_what_the_tokens_say(analysis_of, monkeypatch):
    # So few strings are kept that they are forgotten in between.
    monkeypatch.setattr("claimlint.columns.KEPT_STRINGS", 5)
    sentences = analysis_of(
        "It’s the doctors’ advice.  “Don’t wait”, they said: see\n“GARLIC”. And 3 cloves!"
    ).sentences
    assert len(sentences) > 1
    for sentence in sentences:
        tokens = list(sentence.span)
        assert columns(sentence.span) == (
            tuple(t.lower_ for t in tokens),
            tuple(t.tag_ for t in tokens),
            tuple(t.text for t in tokens),
            tuple(t.lemma_ for t in tokens),
            tuple(t.pos_ for t in tokens),
            tuple(t.is_stop for t in tokens),
        )
        assert word_and_tag_ids(sentence.span).tolist() == [[t.lower, t.tag] for t in tokens]
        assert sentence.lower == tuple(t.lower_.replace("’", "'") for t in tokens)


def test_a_sentence_is_parsed_as_one_wherever_it_stands(nlp, analysis_of):
    analysis = analysis_of("Garlic cures the common cold. It treats gout, they say. Ginger helps.")
    for sentence in analysis.sentences:
        doc = analysis.parse(sentence)
        assert [token.is_sent_start for token in doc] == [True] + [False] * (len(doc) - 1)
        assert [(t.text, t.tag_, t.lemma_, t.pos_) for t in doc] == [
            (t.text, t.tag_, t.lemma_, t.pos_) for t in sentence.span
        ]
