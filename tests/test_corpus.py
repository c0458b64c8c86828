"""``claimlint corpus``: what it reads, what it writes, and what is said of rows and files that cannot be read."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys

import pytest

from claimlint.corpus.columns import ARTICLES, FINDINGS
from claimlint.rule import FAMILIES
from tests.archives import RULES, contents, json_lines, read, rows, texts
from tests.conftest import ROOT

JSONL = ("--format", "jsonl", "--jobs", "1", *RULES)


def table(values: list[dict[str, str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(values[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(values)
    return out.getvalue()


def test_every_kind_of_table_gives_the_same(run, put, tmp_path):
    import pyarrow as pa
    import pyarrow.parquet

    values = rows(5)
    lines = "".join(json.dumps(one) + "\n" for one in values)
    put("a.jsonl", lines), put("b.ndjson.gz", gzip.compress(lines.encode())), put("c.csv", table(values))
    put("d.tsv", table(values, "\t")), put("e.jsonl.zst", pa.compress(lines.encode(), "zstd", asbytes=True))
    pa.parquet.write_table(pa.Table.from_pylist(values), tmp_path / "f.parquet")
    (tmp_path / "g").mkdir()
    for at in range(2):
        part = pa.Table.from_pylist(values[at * 3 : at * 3 + 3])
        pa.parquet.write_table(part, tmp_path / "g" / f"part-{at}.parquet")
    found = []
    for name in ("a.jsonl", "b.ndjson.gz", "c.csv", "d.tsv", "e.jsonl.zst", "f.parquet", "g"):
        done = run("corpus", name, "-o", "out", *JSONL, "--restart")
        assert done.exit_code == 0, (name, done.stderr)
        assert "5 articles in out: 2 errors" in done.stderr
        articles = [{**one, "path": None} for one in read(tmp_path / "out", "articles")]
        found.append((articles, read(tmp_path / "out", "findings")))
    assert all(one == found[0] for one in found)
    articles, findings = found[0]
    assert [one["id"] for one in articles] == [f"a{at}" for at in range(5)]
    assert [(one["row"], one["rule"]) for one in findings] == [
        (1, "claims/cure-claim"),
        (4, "claims/cure-claim"),
    ]
    text = values[3]["text"]
    assert text[findings[1]["start"] : findings[1]["end"]] == findings[1]["excerpt"]
    assert articles[0]["errors"] == articles[0]["family_claims"] == 1 and articles[1]["errors"] == 0


def test_a_folder_of_articles_is_checked_as_check_does(run, put, tmp_path):
    for at, text in enumerate(texts(3)):
        put(f"in/a{at}.txt", text)
    put("in/b.md", "---\ntitle: x\nbroken\n---\n"), put("in/README.md", "Not an article. It cures arthritis.")
    (
        put("in/c.txt", "Sage cures arthritis.\n"),
        put("in/c.txt.claimlint.yml", "suppress:\n  - rule: claims\n    reason: quoted\n"),
    )
    put("in/claimlint.toml", '[[overrides]]\npaths = ["a0*"]\nignore = ["claims/cure-claim"]\n')
    checked = json.loads(run("check", "in", "--format", "json", *RULES).stdout)["files"]
    assert run("corpus", "in", "-o", "out", *JSONL).exit_code == (
        2 if any(f["error"] for f in checked) else 0
    )
    articles = read(tmp_path / "out", "articles")
    assert [one["id"] for one in articles] == [one["path"] for one in checked]
    for one, file in zip(articles, checked, strict=True):
        for name in ("sha256", "status", "words", "sentences_count", "density"):
            assert one[name] == file[name] or file["error"], name
    told = [(f["id"], f["fingerprint"], f["suppressed"]) for f in read(tmp_path / "out", "findings")]
    assert told == [
        (f["path"], one["fingerprint"], one["suppressed"]) for f in checked for one in f["findings"]
    ]


def test_rows_that_cannot_be_read_are_reported_and_the_others_checked(run, put, tmp_path):
    bad = [
        {"id": "fine", "text": "Garlic cures arthritis."},
        {"id": "null", "text": None},
        {"id": "none"},
        {"id": 7, "text": 12},
        {"id": "fine", "text": "Again."},
        {"text": "No id."},
        {"id": "half", "text": "half \ud800"},
        {"id": "large", "text": "x " * 600},
        {"id": "md", "text": "Garlic **cures** arthritis.", "kind": "markdown"},
        {"id": "odd", "text": "x", "kind": "pdf"},
    ]
    json_lines(tmp_path / "in.jsonl", bad)
    with (tmp_path / "in.jsonl").open("ab") as file:
        file.write(b'\n{"id": "bytes", "text": "\xff"}\n')
    done = run("corpus", "in.jsonl", "-o", "out", *JSONL, "--media-column", "kind", "--max-bytes", "1000")
    assert done.exit_code == 2 and "8 of them could not be read" in done.stderr
    told = {one["id"]: one["error_code"] for one in read(tmp_path / "out", "articles")}
    codes = [(one["id"], one["error_code"]) for one in read(tmp_path / "out", "articles")]
    assert codes == [
        ("fine", None), ("null", "no-text"), ("none", "no-text"), ("7", "no-text"), ("fine", "duplicate-id"), ("row-6", None),
        ("half", "undecodable"), ("large", "too-large"), ("md", None), ("odd", "unknown-format"), ("row-11", "undecodable"),
    ]  # fmt: skip
    assert len(told) == 10
    assert [one["id"] for one in read(tmp_path / "out", "findings")] == ["fine", "md"]
    messages = [one["error_message"] for one in read(tmp_path / "out", "articles") if one["error_message"]]
    assert messages[0].startswith("in.jsonl:2: ") and "row 1" in messages[3]


@pytest.mark.parametrize(
    ("name", "content", "arguments", "said"),
    [
        ("a.jsonl", '{"text": "x"}\n{"text": \n', (), "a.jsonl:2: This is no JSON"),
        ("a.jsonl", "[1]\n", (), "a.jsonl:1: This is no JSON object"),
        (
            "a.jsonl",
            '{"texts": "x"}\n',
            (),
            "a.jsonl:1: There is no column “text” (--text-column). Did you mean “texts”?",
        ),
        ("a.csv", "id,body\n1,x\n", (), "a.csv:1: There is no column “text”"),
        (
            "a.csv",
            "id,text\n1,x\n",
            ("--id-column", "key"),
            "a.csv:1: There is no column “key” (--id-column)",
        ),
        ("a.csv", 'id,text\n1,x\n2,"never closed\n', (), "a.csv:3: The row that begins here cannot be read"),
        ("a.parquet", "no Parquet", (), "a.parquet: It cannot be read as Parquet"),
        ("a.jsonl.gz", "no gzip", (), "a.jsonl.gz: It cannot be read"),
        ("a.jsonl", "", (), "a.jsonl: There is no row in it"),
        ("a.json", "{}", (), "a.json: This is no table that can be read, by its name. Known: .jsonl"),
        ("a.jsonl", '{"text": "x"}\n', ("--select", "clams"), "No rule or family “clams”"),
        ("a.jsonl", '{"text": "x"}\n', ("--ray-address", "x"), "--ray-address is for --engine ray"),
    ],
)
def test_input_that_cannot_be_used(run, put, tmp_path, name, content, arguments, said):
    put(name, content)
    done = run("corpus", name, "-o", "out", "--format", "jsonl", *arguments)
    assert done.exit_code == 2 and said in done.stderr, done.stderr
    assert not (tmp_path / "out" / "manifest.json").exists()


def test_output_that_must_not_be_written_to(run, put):
    put("in/a.txt", "x"), put("file", "x"), put("other/notes.txt", "x"), put("own/manifest.json", "{}")
    for place, said in (
        ("in/out", "is read"),
        ("file", "needs a folder"),
        ("other", "notes.txt"),
        ("own", "was not written by"),
    ):
        done = run("corpus", "in", "-o", place, "--format", "jsonl", "--restart")
        assert done.exit_code == 2 and said in done.stderr, done.stderr
    put("mixed/a.txt", "x"), put("mixed/b.jsonl", "{}")
    assert "both tables (b.jsonl) and articles (a.txt)" in run("corpus", "mixed", "-o", "out").stderr
    assert "no such file" in run("corpus", "nowhere", "-o", "out").stderr.lower()


def test_findings_gate_only_when_asked(run, tmp_path):
    json_lines(tmp_path / "in.jsonl", rows(1))
    assert run("corpus", "in.jsonl", "-o", "out", *JSONL).exit_code == 0
    assert run("corpus", "in.jsonl", "-o", "out", *JSONL, "--fail-on", "error").exit_code == 1


def test_tables_load_with_their_types(run, tmp_path):
    import pandas as pd
    import pyarrow.dataset as ds

    json_lines(tmp_path / "in.jsonl", [*rows(5), {"id": "x"}])
    for size in ("2", "100"):
        assert (
            run("corpus", "in.jsonl", "-o", size, "--jobs", "2", "--batch-size", size, *RULES).exit_code == 2
        )
    for name, columns in (("articles", ARTICLES), ("findings", FINDINGS)):
        small, large = (ds.dataset(tmp_path / size / name).to_table() for size in ("2", "100"))
        assert small.column_names == [column.name for column in columns] and small.equals(large)
    articles = pd.read_parquet(tmp_path / "2" / "articles")
    assert articles["family_claims"].sum() == 2 and articles["error_code"].dropna().tolist() == ["no-text"]
    findings = pd.read_parquet(tmp_path / "2" / "findings")
    assert findings.groupby("rule")["start"].count().to_dict() == {"claims/cure-claim": 2}


def test_the_bytes_do_not_depend_on_processes(run, tmp_path):
    json_lines(tmp_path / "in.jsonl", rows(9))
    for name, jobs in (("one", "1"), ("three", "3")):
        run("corpus", "in.jsonl", "-o", name, "--jobs", jobs, "--batch-size", "2", *RULES)
    assert contents(tmp_path / "one") == contents(tmp_path / "three")
    assert len(contents(tmp_path / "one")) == 11


def test_without_pyarrow_json_lines_still_work(tmp_path):
    json_lines(tmp_path / "in.jsonl", rows(1))
    code = "import sys; sys.modules['pyarrow'] = None; from claimlint.cli import main; main()"
    command = [sys.executable, "-c", code, "corpus", "in.jsonl", "-o", "out", *RULES]
    env = {"PYTHONPATH": str(ROOT), "PATH": ""}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=env)
    assert done.returncode == 2 and 'pip install "claimlint-health[corpus]"' in done.stderr
    assert "--format jsonl" in done.stderr
    done = subprocess.run(
        [*command, "--format", "jsonl"], cwd=tmp_path, capture_output=True, text=True, env=env
    )
    assert done.returncode == 0, done.stderr


def test_ids_of_any_type_are_texts(run, tmp_path):
    from datetime import date

    import pyarrow as pa
    import pyarrow.parquet

    kinds = {"day": date(2026, 1, 31), "number": 7, "bytes": b"\xff", "text": "a"}
    for name, value in kinds.items():
        pa.parquet.write_table(pa.table({"key": [value], "text": [""]}), tmp_path / f"{name}.parquet")
        assert run("corpus", f"{name}.parquet", "-o", name, *JSONL, "--id-column", "key").exit_code == 0
    told = [read(tmp_path / name, "articles")[0]["id"] for name in kinds]
    assert told == ["2026-01-31", "7", "\\xff", "a"]


def test_each_family_has_its_column():
    assert [c.name for c in ARTICLES if c.name.startswith("family_")] == [
        f"family_{name}" for name in FAMILIES
    ]
