"""The spaCy component: the linter's findings on Docs of any pipeline."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tomllib

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import claimlint.spacy_component
from claimlint import check_text, load_settings
from claimlint.errors import UsageError
from tests.conftest import ROOT
from tests.plugin_site import distribution

TEXT = "A 😀 balm\n\nIt’s 100%-safe   and cures gout. Garlic cures\tarthritis (in 7 seconds)."
CLAIMS = {"select": ["claims"]}


def piped(config: dict | None = None, language: str = "en"):
    assert claimlint.spacy_component.make
    nlp = spacy.blank(language)
    nlp.add_pipe("claimlint", config=CLAIMS if config is None else config)
    return nlp


def test_findings_are_those_of_the_linter_with_offsets_of_the_doc():
    doc = piped()(TEXT)
    expected = check_text(TEXT, name="doc", settings=load_settings(config=False, select=["claims"])).findings
    assert list(doc._.claimlint) == expected and len(expected) >= 3
    assert all(doc.text[f.start : f.end] == f.excerpt for f in doc._.claimlint)


@pytest.mark.parametrize("language", ["en", "de", "xx"])
def test_spans_hold_what_was_found(language):
    doc = piped(language=language)(TEXT)
    spans = list(doc.spans["claimlint"])
    assert [span.label_ for span in spans] == [f.rule for f in doc._.claimlint]
    for span, finding in zip(spans, doc._.claimlint, strict=True):
        assert span.start_char <= finding.start and finding.end <= span.end_char


def test_a_doc_made_of_words_counts_by_its_own_text():
    nlp = piped()
    doc = nlp(Doc(nlp.vocab, words=["Garlic", "cures", "gout", "."], spaces=[True, True, False, False]))
    (finding,) = doc._.claimlint
    assert doc.text[finding.start : finding.end] == "cures gout"
    assert [span.text for span in doc.spans["claimlint"]] == ["cures gout"]


def test_verdicts_on_the_whole_and_suppressed_findings_are_no_spans():
    text = "# Gout\n\nGarlic cures gout. <!-- claimlint-disable-line claims/cure-claim -- a quote -->\n\n"
    text += "Eat two cloves each day, in a salad, and drink much water with them. " * 20
    doc = piped({"media": "markdown", "spans_key": "found"})(text)
    assert any(f.suppressed for f in doc._.claimlint) and any(f.scope == "document" for f in doc._.claimlint)
    spanned = {span.label_ for span in doc.spans["found"]}
    assert spanned <= {f.rule for f in doc._.claimlint if f.scope == "span" and not f.suppressed}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "😀"])
def test_texts_with_nothing_in_them(text):
    doc = piped()(text)
    assert doc._.claimlint == () and list(doc.spans["claimlint"]) == []


def test_findings_travel_with_the_doc():
    nlp = piped({})
    doc = nlp(TEXT)
    back = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    (binned,) = DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab)
    for other in (back, binned):
        assert [(f.rule, f.start, f.end) for f in other._.claimlint] == [
            (f.rule, f.start, f.end) for f in doc._.claimlint
        ]
    assert spacy.blank("en")(TEXT)._.claimlint == ()


def test_a_pipeline_with_it_is_saved_loaded_and_pickled(tmp_path):
    nlp = piped({"select": ["claims/cure-claim"]})
    found = nlp(TEXT)._.claimlint
    nlp.to_disk(tmp_path / "nlp")
    assert spacy.load(tmp_path / "nlp")(TEXT)._.claimlint == found
    component = pickle.loads(pickle.dumps(nlp.get_pipe("claimlint")))
    assert component(spacy.blank("en")(TEXT))._.claimlint == found


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({"select": ["clams"]}, "Did you mean “claims”"),
        ({"profile": "eu-foods"}, "Did you mean “eu-food”"),
        ({"media": "docx"}, "no valid media"),
    ],
)
def test_settings_that_cannot_be_used_are_named_when_it_is_added(config, said):
    with pytest.raises(UsageError, match=said):
        piped(config)


def test_spacy_finds_it_by_its_entry_point(tmp_path):
    """As installed: the entry points that pyproject.toml declares, and no import of claimlint."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = "".join(
        f"{name} = {value}\n" for name, value in project["entry-points"]["spacy_factories"].items()
    )
    distribution(tmp_path, project["name"], f"[spacy_factories]\n{points}", {}, "99")
    code = (
        "import spacy\nnlp = spacy.blank('en')\nnlp.add_pipe('claimlint', config={'select': ['claims/cure-claim']})\n"
        "doc = nlp('Garlic cures gout.')\n"
        "print([span.label_ for span in doc.spans['claimlint']])\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], env=environment, capture_output=True, text=True
    )
    assert done.stdout == "['claims/cure-claim']\n", done.stderr
