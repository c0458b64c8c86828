"""``claimlint evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimlint.cli.fail import failing
from claimlint.cli.options import entries, rules_dirs
from claimlint.cli.output import written
from claimlint.cli.progress import progress

if TYPE_CHECKING:
    import datetime

    from claimlint.evaluation.choice import Part
    from claimlint.evaluation.run import Looked
    from claimlint.prepared import Linter, Settings

FILE = click.Path(path_type=Path)


@click.command(
    name="evaluate",
    epilog="Example: claimlint evaluate labels.jsonl --root pages --format json --output figures.json",
)
@click.argument("labels", metavar="LABELS", type=FILE)
@click.option(
    "--root", type=FILE, metavar="DIR", help="Where the labelled pages are. [default: beside LABELS]"
)
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Format."
)  # fmt: skip
@click.option("--output", type=FILE, metavar="FILE", help="Write the figures to a file.")
@click.option("--brief", is_flag=True, help="Only the figures over all rules.")
@click.option(
    "--worst",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    metavar="N",
    help="How many misses and how many false alarms to show.",
)
@click.option("--only", multiple=True, metavar="PAGE,…", help="Measure only these pages: names or globs.")
@click.option("--without", multiple=True, type=FILE, metavar="LIST", help="Leave the pages of a list out.")
@click.option(
    "--split", type=FILE, metavar="LIST", help="Compare the pages of a list, held out, with the rest."
)
@click.option(
    "--lowest",
    type=click.Choice(["error", "warning", "info"]),
    default="warning",
    show_default=True,
    help="Lowest severity that counts.",
)
@click.option("--select", multiple=True, metavar="ID,…", help="Run only these rules: ids, families or globs.")
@click.option("--ignore", multiple=True, metavar="ID,…", help="Leave these rules out.")
@rules_dirs
@click.option(
    "--model",
    default="en_claimlint",
    show_default=True,
    metavar="NAME",
    help="An installed spaCy pipeline to use instead of the bundled one.",
)
@click.option("--save", type=FILE, metavar="FILE", help="Write each rule's precision to a file, as JSON.")
@click.option(
    "--note",
    default="labelled pages",
    show_default=True,
    metavar="WORDS",
    help="What the pages are, as --save keeps it.",
)
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="The day, as --save keeps it. [default: today]",
)
def command(labels: Path, **options: Any) -> None:
    """Measure the rules on labelled pages: precision, recall and false alarms.

    LABELS has a JSON object a line, with the offsets of a stretch of a page and what it is:

    \b
      {"file": "a.txt", "start": 0, "end": 9, "text": "It cures.", "kind": "claim", "category": "cure"}

    \b
    claim     is to be found by claims, evidence, causality, safety or trust
    garbled   is to be found by garble
    clean     is to be left alone, and so is a
    trap      which looks like a claim and is none
    doc       speaks of the whole page; "overall": "ok" makes it a good one

    LIST is a text file with the name of a page a line. Misses and alarms on pages of --split are
    never shown: what has been read is no longer held out.

    \b
    Exit code 0: measured.  2: labels, a page or an option cannot be used.
    """
    with failing():
        text, saved = _measured(labels, options)
        if options["save"]:
            written(saved, options["save"], "--save")
        written(text, options["output"], "--output")


def _measured(labels: Path, options: dict[str, Any]) -> tuple[str, str]:
    """Return the report, and the figures to save or nothing."""
    from claimlint import measured
    from claimlint.evaluation import as_json, run, text
    from claimlint.evaluation.choice import parts
    from claimlint.evaluation.labels import read_labels
    from claimlint.prepared import make_linter

    settings = _settings(options)
    found = read_labels(labels, options["root"] or labels.parent, max_bytes=settings.max_bytes)
    chosen = parts(found.pages, entries(options["only"]), options["without"], options["split"])
    linter = make_linter(settings)
    looked = _look(linter, chosen)
    render = as_json.render if options["format_"] == "json" else text.render
    evaluation = run.evaluate(linter, looked, found.sha256, options["lowest"])
    report = render(evaluation, worst=options["worst"], brief=options["brief"])
    if not options["save"]:
        return report, ""
    kept = run.precision(linter, looked, options["lowest"], options["note"], _day(options["date"]))
    return report, measured.as_json(kept)


def _look(linter: Linter, chosen: tuple[Part, ...]) -> list[Looked]:
    from claimlint.evaluation.run import look

    with progress(sum(len(part.pages) for part in chosen), "Measuring") as step:
        return look(linter, chosen, step)


def _settings(options: dict[str, Any]) -> Settings:
    from claimlint.errors import UsageError
    from claimlint.prepared import Settings
    from claimlint.rulebase import choose, load_rules

    rules = choose(load_rules(packs=options["packs"]), entries(options["select"]), entries(options["ignore"]))
    if not rules:
        raise UsageError("no-rules", "--select and --ignore leave no rule to run.")
    return Settings(rules, options["model"])


def _day(given: datetime.datetime | None) -> str:
    import datetime

    return (given.date() if given else datetime.date.today()).isoformat()
