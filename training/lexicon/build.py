"""Write claimlint/lexicon/terms.txt.gz from the word lists of the data pack.

Usage: python training/lexicon/build.py [--data ../shared/data/lexicon] [--out claimlint/lexicon/terms.txt.gz]

The same input gives the same bytes. Each line is "[kind]" or a term of that kind: lower case, American spelling, straight
apostrophes, one space between words; under "[acronym]" case is kept. See README.md beside this file for the filters.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimlint.spelling import american, singulars

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
#: Sources of conditions that were made as lists of diseases, so that what they hold are diseases.
ONTOLOGY = "DO"
#: A term of other signs would never be found, or is a heading ("what causes bone loss?", "asthma - control drugs").
PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9' ,./-]*[a-z0-9])?")
#: Cut-off inverted forms ("deficiency of") and phrases that begin in the middle.
LOOSE_END = re.compile(
    r"\b(?:of|in|with|due to|and|or|the|type|to|for|by|from|a|an)$|^(?:of|in|with|and|or|the|to|for|by|from|a|an|after) | -|- |--"
)
#: Words of MedQuAD topics that are about care, tests and life rather than a condition.
TOPIC = re.compile(
    r"\b(?:health|healthy|safety|living|questions?|tests?|screening|vaccin\w+|surger(?:y|ies)|treatments?|exercises?|diets?|care|self-care|prevention|"
    r"preventing|managing|coping|caring|helping|your|you|what|how|do|does|are|is|when|who|monitoring|history|support|medicines?|drugs|"
    r"therapy|research|nutrition|smoking|parents|guide|transplant\w*|replacement|injections?|control|implants?|providers?|resources|"
    r"and|or|pregnancy|pregnant|women|men|teens?|children|seniors?|students|older|babies|development|growth chart|diagnosis|"
    r"information|services?|program|travel\w*|emergencies|school|anatomy|aging|lifestyle|learning|recovery|discharge|insurance|clinical trials|"
    r"birth control|procedures?|scans?|x-rays?|biopsy|imaging|ultrasound|check-?ups?|rehabilitation|supplements?|foods?|eating habits|checklist)\b"
)
#: Dose forms tell of the medicine, not of another one.
MOST_WORDS = 8


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table with a header line and no quoting."""
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    names = head.split("\t")
    for line in lines:
        yield dict(zip(names, line.split("\t"), strict=True))


def listed(name: str) -> frozenset[str]:
    """Return the lines of a list beside this file."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def usable(term: str) -> bool:
    """Whether a term can stand in prose as it is written here."""
    words = len(re.findall(r"\w+", term))
    return (
        bool(PLAIN.fullmatch(term)) and not LOOSE_END.search(term) and len(term) > 3 and words <= MOST_WORDS
    )


def conditions(data: Path, everyday: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield (kind, term): a symptom is what only the symptom list has, beside MedQuAD."""
    for row in rows(data / "conditions.tsv"):
        term = row["term"]
        ontology = ONTOLOGY in row["source"]
        if term in everyday or not usable(term) or (not ontology and TOPIC.search(term)):
            continue
        yield ("symptom" if "SYMP" in row["source"] and not ontology else "condition"), term


def acronyms(data: Path, everyday: frozenset[str]) -> set[str]:
    """Return the acronyms, case kept; those that mean something else in sound prose are left out."""
    found = {row["acronym"] for row in rows(data / "acronyms.tsv")}
    return {
        a
        for a in found
        if a not in everyday
        and re.fullmatch(r"[A-Z0-9][A-Za-z0-9-]*[A-Za-z0-9]", a)
        and any(map(str.isupper, a[:3]))
    }


def pick(data: Path) -> dict[str, list[str]]:
    """Return kind to its terms, sorted; a regular plural stands by its singular, an earlier kind wins."""
    everyday = listed("everyday.txt")
    taken: dict[str, str] = {}
    for kind, table in (("medicine", "drugs.tsv"), ("remedy", "remedies.tsv")):
        for row in rows(data / table):
            if row["term"] not in everyday and usable(row["term"]):
                taken.setdefault(american(row["term"]), kind)
    for kind, term in conditions(data, everyday):
        taken.setdefault(american(term), kind)
    kept = {term: kind for term, kind in taken.items() if not any(one in taken for one in singulars(term))}
    table_of: dict[str, list[str]] = {kind: [] for kind in ("medicine", "remedy", "condition", "symptom")}
    for term, kind in sorted(kept.items()):
        table_of[kind].append(term)
    return {**table_of, "acronym": sorted(acronyms(data, everyday))}


def packed(terms: dict[str, list[str]]) -> bytes:
    """Return the compressed file; no time stamp goes into it."""
    lines: Iterable[str] = (line for kind, names in terms.items() for line in (f"[{kind}]", *names))
    return gzip.compress("\n".join(lines).encode(), compresslevel=9, mtime=0)


def main() -> None:
    """Build the file and say what went into it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "lexicon")
    parser.add_argument("--out", type=Path, default=ROOT / "claimlint" / "lexicon" / "terms.txt.gz")
    options = parser.parse_args()
    terms = pick(options.data)
    content = packed(terms)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(content)
    counts = ", ".join(f"{len(names):,} {kind}" for kind, names in terms.items())
    print(f"{options.out}: {sum(map(len, terms.values())):,} terms ({counts}), {len(content):,} bytes")


if __name__ == "__main__":
    main()
