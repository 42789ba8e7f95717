"""`relcommit log`: every run of this repository, newest first."""

import click

from relcommit.application.app import App
from relcommit.cli import options, output
from relcommit.cli.commands.status import run_as_json, run_line
from relcommit.cli.runs import holding, prune
from relcommit.engine.journal import runs
from relcommit.text.es import journal as es
from relcommit.text.es.help import OPTIONS

KEEP = 10
"""How many runs `--prune` leaves."""


@click.command(help=es.LOG_HELP, options_metavar=OPTIONS)
@click.option("--prune", "is_pruning", is_flag=True, help=es.PRUNE_HELP)
@click.option("--keep", type=click.IntRange(min=0), default=KEEP, metavar="N", help=es.KEEP_HELP)
@options.as_json
@click.pass_obj
def command(app: App, is_pruning: bool, keep: int, as_json: bool) -> None:
    """Read the journal and tell; with `--prune`, shorten it first."""
    pruned: list[str] = []
    if is_pruning:
        with holding(app):
            pruned = prune(app, keep)
    known = runs(app.journal)
    if as_json:
        output.say_json(
            {"runs": [run_as_json(app, run) for run in known], **({"pruned": pruned} if is_pruning else {})}
        )
        return
    if is_pruning:
        output.say(es.pruned(len(pruned)))
    output.say("\n".join(run_line(app, run) for run in known) or es.NO_RUNS)
