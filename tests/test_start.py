"""What makes a start quick says the same as the slow way: packed rules, deferred patterns, hyphenation, the tokenizer, elements of wordings."""

from __future__ import annotations

import gc
import json
import re
import signal
import subprocess
import sys

import pyphen
import pytest
import spacy

from claimlint import encoder, hyphenation, packed, wording
from claimlint.checks.surroundings import matcher_of
from claimlint.deferred import deferred
from claimlint.lists import rules_dir
from claimlint.nlp import _bundled, load_pipeline, splitter
from claimlint.rulebase import load_rules
from claimlint.yamlfile import read_mapping
from tests.conftest import ROOT


def _wordings() -> set[str]:
    """Return all wordings of the bundled rules, wherever they stand in their options."""

    def texts(value: object):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            for one in value.values() if isinstance(value, dict) else value:
                yield from texts(one)

    keys = ("patterns", "with", "without")
    return {
        text
        for rule in load_rules()
        for name, options in rule.checks
        if name in ("tokens", "opening", "headline", "untraceable")
        for key in keys
        for text in texts(
            options.get(key, {}).get("wordings", []) if key != "patterns" else options.get(key, [])
        )
    }


def test_rules_and_tables_are_packed_without_loss():
    files = json.loads(packed.pack(rules_dir()))
    assert {*files} == {path.relative_to(rules_dir()).as_posix() for path in rules_dir().rglob("*.yml")}
    for name, (data, lines) in files.items():
        asked = read_mapping(rules_dir() / name)
        assert (data, dict(packed._Lines(lines))) == (asked[0], dict(asked[1]))


def test_a_place_that_is_not_there_has_no_line():
    lines = packed._Lines([1, {"a": 2, "b": [3, [4, 5]]}])
    assert lines[()] == 1 and lines[("b", 1)] == 5 and len(lines) == 5
    assert [lines.get(where) for where in [("c",), ("a", "b"), ("b", 2), ("b", "a")]] == [None] * 4


def test_what_json_cannot_hold_is_not_packed(tmp_path):
    (tmp_path / "a.yml").write_text("day: 2026-01-31\n")
    with pytest.raises((ValueError, TypeError)):
        packed.pack(tmp_path)


def test_a_deferred_pattern_is_the_pattern():
    words = deferred(r"(\w+) tea", re.IGNORECASE)
    match = words.search("Green TEA")
    assert match and match[1] == "Green" and words.sub("x", "a tea") == "x" and words.pattern == r"(\w+) tea"
    assert words.findall("b tea") == ["b"]


def test_every_deferred_pattern_compiles():
    """In a process of its own, where every one is made anew."""
    code = (
        "import gc; from claimlint.deferred import Deferred; from claimlint.prepared import Settings, make_linter;"
        "linter = make_linter(Settings()); from claimlint import outcomes; outcomes.outcomes();"
        "found = [one for one in gc.get_objects() if isinstance(one, Deferred)];"
        "[one.search('') for one in found]; print(len(found))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 200


@pytest.mark.parametrize("code", [0, 2])
def test_garbage_is_collected_after_a_run(run, put, code):
    path = put("a.md", "# Tea\n\nTea is a drink.\n")
    assert run("check", *([path] if code == 0 else [path, "--select", "no/such-rule"])).exit_code == code
    assert gc.isenabled()


def test_hyphenation_has_the_patterns_of_pyphen(monkeypatch):
    monkeypatch.setattr(pyphen, "hdcache", {})
    path = pyphen.LANGUAGES["en_US"]
    hyphenation.prepare("en_US")
    quick, whole = pyphen.hdcache[path], pyphen.HyphDict(path)
    assert {letters: quick.patterns.get(letters) for letters in quick.patterns.lines} == whole.patterns
    assert quick.maxlen == whole.maxlen and quick.patterns.get("no such letters") is None
    assert pyphen.Pyphen(lang="en_US").inserted("gastroenterology") == "gas-troen-terol-o-gy"


def test_pyphen_reads_what_is_not_simple_itself(monkeypatch):
    monkeypatch.setattr(pyphen, "hdcache", {})
    hyphenation.prepare("hu_HU")
    assert not pyphen.hdcache


def test_the_pipeline_is_what_spacy_loads():
    # Others may have changed the one that all share.
    whole, quick = spacy.load(_bundled()), load_pipeline.__wrapped__()
    assert quick.tokenizer.to_bytes() == whole.tokenizer.to_bytes()
    assert quick.pipe_names == whole.pipe_names


def test_elements_say_what_their_patterns_say(nlp):
    split = splitter(nlp)
    wordings = _wordings()
    elements = {one for text in wordings for one in text.split()}
    assert len(elements) > 2_000
    for text in elements:
        element, variants = wording._element(text, split), wording._patterns(text, split)
        rarest = [places[0] for places in wording.required(variants) if places]
        words = frozenset().union(*rarest) if len(rarest) == len(variants) else frozenset()
        loose = any(all("OP" in token for token in variant) for variant in variants)
        assert (element.variants, element.loose, element.words) == (len(variants), loose, words), text


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("x?", "matches no word"),
        ("dozens|# diseases", "by itself"),
        ("a_b|c_d|e_f " * 6, "variants"),
        ("cures <ilness>", "no kind of health term"),
        ("cures ..99 cancer", "repeats at most"),
    ],
)
def test_a_mistake_in_a_wording_is_told_before_it_is_tried(nlp, bad, said):
    with pytest.raises(ValueError, match=said):
        matcher_of(nlp, ["a sound wording", bad])


def test_the_encoder_may_be_loaded_ahead():
    encoder.preload()
    parts = encoder._loading()
    assert encoder._loading() is parts
    assert {name for name, part in parts.items() if part.result()} == {"tokenizer", "lower", "upper"}


def test_spacy_comes_without_its_command_line_and_is_whole_for_others():
    script = """
import sys
from claimlint.nlp import load_pipeline
load_pipeline()
assert not {"spacy.cli", "spacy.cli.info", "weasel", "typer"} & set(sys.modules)
import spacy
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
from spacy.cli import validate
assert callable(validate)
"""
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


@pytest.mark.skipif(
    not hasattr(signal, "pthread_sigmask"), reason="signals cannot be held back on this system"
)
def test_ctrl_c_waits_while_libraries_are_imported():
    script = """
import builtins, os, signal, sys
from claimlint import encoder, nlp
imported = builtins.__import__
def interrupting(*given):
    builtins.__import__ = imported
    os.kill(os.getpid(), signal.SIGINT)
    return imported(*given)
for module in (encoder, nlp):
    builtins.__import__ = interrupting
    try:
        module.libraries()
    except KeyboardInterrupt:
        print("interrupted")
print({"onnxruntime", "tokenizers", "spacy"} <= set(sys.modules))
"""
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert told.stdout.split() == ["interrupted", "interrupted", "True"], told.stderr
