"""`relcommit discard`: forget the run that stopped midway, or whose part of the journal is damaged."""

import click

from relcommit.application.app import App
from relcommit.cli import options
from relcommit.cli.progress import Telling
from relcommit.cli.runs import holding, pending
from relcommit.engine.advance import discard
from relcommit.engine.journal import runs
from relcommit.errors.repository import NoRun
from relcommit.text.es import journal as es
from relcommit.text.es.help import OPTIONS


@click.command(help=es.DISCARD_HELP, options_metavar=OPTIONS)
@options.quiet
@click.pass_obj
def command(app: App, quiet: bool) -> None:
    """Close the run; everything stays as it is."""
    with holding(app):
        damaged = (run for run in runs(app.journal) if run.state == "damaged")
        run = pending(app) or next(damaged, None)
        if run is None:
            raise NoRun("discard")
        discard(run)
    Telling(quiet=quiet).note(es.DISCARDED)
