"""``claimlint corpus``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimlint.cli.fail import failing
from claimlint.cli.output import say
from claimlint.cli.settings import configs
from claimlint.cli.shared import share_options

if TYPE_CHECKING:
    from claimlint.corpus.plan import Plan, Request
    from claimlint.corpus.run import Engine, Outcome

PATH = click.Path(path_type=Path)
#: Options of ``check`` that are the same here.
SHARED = frozenset(
    (
        "select ignore packs profile audience region accepted today config no_config no_ignore max_bytes model time_limit"
    ).split()
)


@click.command(
    name="corpus",
    epilog="Example: claimlint corpus archive.parquet -o findings --text-column body --id-column url",
)
@click.argument("input", type=PATH)
@click.option(
    "-o", "--output", type=PATH, required=True, metavar="DIR", help="The folder that is written to."
)
@click.option(
    "--text-column", default="text", show_default=True, metavar="NAME", help="Which column has the texts."
)
@click.option("--id-column", metavar="NAME", help="Which has their ids. [default: id, if there is one, else rows are numbered]")  # fmt: skip
@click.option(
    "--media-column", metavar="NAME", help="Which says the format of each text: text, markdown or html."
)
@click.option(
    "--media",
    type=click.Choice(["text", "markdown", "html"]),
    default="text",
    show_default=True,
    help="The format of texts of which no column says it.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["parquet", "jsonl"]),
    default="parquet",
    show_default=True,
    help="What is written.",
)
@click.option("--jobs", type=click.IntRange(min=0), default=0, metavar="N", show_default="as many as there are processors", help="Processes that check articles.")  # fmt: skip
@click.option("--batch-size", type=click.IntRange(min=1), default=200, show_default=True, metavar="N", help="Articles in a part: what is lost when a run is killed, and what a worker of Ray gets at once.")  # fmt: skip
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True, help="What checks: processes of this machine, or a Ray cluster.")  # fmt: skip
@click.option(
    "--ray-address", metavar="ADDRESS", help="The cluster. [default: RAY_ADDRESS, else one is started here]"
)
@click.option("--restart", is_flag=True, help="Begin anew, whatever the folder holds of an earlier run.")
@click.option("--fail-on", type=click.Choice(["error", "warning", "info", "never"]), default="never", show_default=True, help="Lowest severity that gives exit code 1.")  # fmt: skip
@click.option("--quiet", is_flag=True, help="Say nothing of progress, and nothing at the end.")
def command(input: Path, **options: Any) -> None:
    """Check an archive, and write tables of findings and of figures an article.

    INPUT is a table (.jsonl, .ndjson, .csv, .tsv, also .gz and .zst; .parquet), a folder of such tables of one kind,
    or a folder of articles. The output folder gets articles/, findings/ and manifest.json. The same
    command again goes on where a run was stopped.

    \b
    Exit code 0: every article was read.  1: something was found that --fail-on names.
    2: an article, the input or a setting could not be used.  130: interrupted.
    """
    with failing():
        outcome = _run(input, options)
        if not options["quiet"]:
            _say(outcome, options)
        code = _exit_code(outcome, options["fail_on"])
    sys.exit(code)


share_options(command, SHARED)


def _run(input: Path, options: Mapping[str, Any]) -> Outcome:
    from claimlint.cli.corpus_progress import progress
    from claimlint.config.ignored import Ignored
    from claimlint.corpus.folder import locked
    from claimlint.corpus.plan import plan
    from claimlint.corpus.run import run
    from claimlint.linters import Linters

    engine = _engine(options)
    linters = Linters(configs(options), today=options["today"])
    ignored = Ignored(linters.configs, none=options["no_ignore"])
    made: Plan = plan(_request(input, options), linters, ignored)
    shown = progress(made.survey.rows, quiet=options["quiet"])
    with locked(options["output"]) as folder, shown as (begun, step):
        return run(made, folder, engine, restart=options["restart"], begun=begun, step=step)


def _request(input: Path, options: Mapping[str, Any]) -> Request:
    from claimlint.corpus.plan import Request
    from claimlint.corpus.rows import Columns

    if options["format_"] == "parquet":
        from claimlint.corpus.arrow import pyarrow

        pyarrow("Parquet output (--format jsonl does without)")
    columns = Columns(options["text_column"], options["id_column"], options["media_column"], options["media"])
    today = options["today"].date() if options["today"] else None
    return Request(input, options["output"], columns, options["format_"], options["batch_size"], today)


def _engine(options: Mapping[str, Any]) -> Engine:
    from claimlint.corpus.run import here
    from claimlint.errors import UsageError
    from claimlint.workers import processors

    if options["engine"] == "ray":
        from claimlint.corpus.on_ray import on_ray

        return on_ray(options["ray_address"], options["jobs"], options["time_limit"])
    if options["ray_address"] is not None:
        raise UsageError("no-effect", "--ray-address is for --engine ray.", "", "Add --engine ray.")
    return here(options["jobs"] or processors(), options["time_limit"])


def _say(outcome: Outcome, options: Mapping[str, Any]) -> None:
    counts = outcome.counts
    if outcome.before == counts["articles"]:
        say(f"{options['output']} is complete already.")
    found = ", ".join(_counted(counts[name + "s"], name) for name in ("error", "warning", "info"))
    say(f"{_counted(counts['articles'], 'article')} in {options['output']}: {found}.")
    if counts["unread"]:
        say(f"{counts['unread']:,} of them could not be read; articles/ says why, with status “error”.")


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _exit_code(outcome: Outcome, fail_on: str) -> int:
    from claimlint.finding import SEVERITIES

    if outcome.counts["unread"]:
        return 2
    lowest = [*SEVERITIES].index(fail_on) + 1 if fail_on in SEVERITIES else 0
    return int(any(outcome.counts[f"{severity}s"] for severity in SEVERITIES[:lowest]))
