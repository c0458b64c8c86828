"""The columns of what a corpus run writes: their names are those of the JSON report, and are only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claimlint.rule import FAMILIES

Type = Literal["string", "int64", "double", "bool", "strings", "topics", "highlights", "edit"]


@dataclass(frozen=True)
class Column:
    """A column. type: of its values, any of which may be null. about: what it holds, as the guide says it."""

    name: str
    type: Type
    about: str


#: One row an article.
ARTICLES: tuple[Column, ...] = (
    Column("row", "int64", "its number among the rows of the input, from 1"),
    Column("id", "string", "its id: from the id column, `row-7` where there is none, the path of a file"),
    Column("path", "string", "the file it comes from"),
    Column("sha256", "string", "hash of its text as UTF-8, or of the bytes of its file; null where it was not read"),
    Column("status", "string", "`ok`, or `error` where it was not read"),
    Column("error_code", "string", "why it was not read, as a stable word"),
    Column("error_message", "string", "the same in words"),
    Column("words", "int64", "its words"),
    Column("sentences_count", "int64", "its sentences"),
    Column("profile", "string", "the profile it was checked by"),
    Column("density", "double", "weighted findings per 1,000 words: an error counts 5, a warning 2, an info 0"),
    Column("errors", "int64", "findings that are errors; suppressed ones count in none of these figures"),
    Column("warnings", "int64", "findings that are warnings"),
    Column("infos", "int64", "findings that are infos"),
    Column("suppressed", "int64", "findings that are suppressed"),
    *(Column(f"family_{name}", "int64", f"findings of the family {name}") for name in FAMILIES),
    Column("flesch_reading_ease", "double", "0 to 100, higher is easier; null in another language than English"),
    Column("flesch_kincaid_grade", "double", "US school grade"),
    Column("smog_index", "double", "US school grade"),
    Column("coleman_liau_index", "double", "US school grade"),
    Column("automated_readability_index", "double", "US school grade"),
    Column("consensus_grade", "double", "mean of Flesch–Kincaid, SMOG and Coleman–Liau"),
    Column("readability_reliable", "bool", "whether it is long and sound enough for grades to mean something"),
    Column("target_grade", "int64", "the grade asked for by its audience, null for clinicians"),
    Column("target_met", "bool", "whether the consensus grade is no higher than that"),
    Column("garble_verdict", "string", "`clean`, `suspect` or `garbled`"),
    Column("garble_score", "double", "0 to 1"),
    Column("garble_flagged", "int64", "sentences reported as broken"),
    Column("garble_scored", "int64", "sentences that were judged"),
    Column("title", "string", "what the page says of itself"),
    Column("author", "string", "the same"),
    Column("published", "string", "the same"),
    Column("updated", "string", "the same"),
    Column("url", "string", "the same"),
    Column("section", "string", "the same"),
    Column("language", "string", "declared, else what the text reads as"),
    Column("topics", "topics", "what it is about: `term`, `kind`, `weight`, `confidence`"),
    Column("has_medical_disclaimer", "bool", "whether it disclaims"),
    Column("advises_professional", "bool", "whether it sends readers to a professional"),
    Column("has_citations", "bool", "whether it names sources"),
    Column("has_author_or_date", "bool", "whether it says who wrote it, or when"),
    Column("commercial_intent", "bool", "whether it sells"),
    Column("debunking", "bool", "whether it speaks against claims"),
)  # fmt: skip
#: One row a finding.
FINDINGS: tuple[Column, ...] = (
    Column("row", "int64", "that of its article"),
    Column("id", "string", "that of its article"),
    Column("rule", "string", "id of the rule"),
    Column("family", "string", "the part of it before the “/”"),
    Column("severity", "string", "`error`, `warning` or `info`"),
    Column("message", "string", "what is wrong"),
    Column("start", "int64", "where it begins in the text, in code points from 0"),
    Column("end", "int64", "where it ends"),
    Column("line", "int64", "the same as a line, from 1"),
    Column("column", "int64", "and a column, from 1"),
    Column("end_line", "int64", "the line where it ends"),
    Column("end_column", "int64", "the column where it ends"),
    Column("excerpt", "string", "the words themselves"),
    Column("confidence", "double", "0 to 1"),
    Column("scope", "string", "`span`, or `document` for what is missing and for verdicts"),
    Column("suggestion", "string", "words to put in their place"),
    Column("references", "strings", "what the rule rests on"),
    Column("fingerprint", "string", "stays when lines move"),
    Column("suppressed", "string", "`inline` or `accepted` where it is not to be reported"),
    Column("data", "string", "values behind the message, as JSON"),
    Column("highlights", "highlights", "places inside it that matter most: `start`, `end`, `line`, `column`"),
    Column("edit", "edit", "a safe change: `start`, `end`, `text`"),
)  # fmt: skip
