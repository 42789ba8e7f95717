"""`relcommit continue`: go on with the run that stopped midway."""

import click

from relcommit.application.app import App
from relcommit.cli import options
from relcommit.cli.progress import Telling
from relcommit.cli.runs import go_on, holding, pending
from relcommit.errors.repository import NoRun, UndoPending
from relcommit.text.es import journal as es
from relcommit.text.es.help import OPTIONS


@click.command(help=es.CONTINUE_HELP, options_metavar=OPTIONS)
@options.quiet
@click.pass_obj
def command(app: App, quiet: bool) -> None:
    """Take the remaining steps."""
    telling = Telling(quiet=quiet)
    with holding(app):
        run = pending(app)
        if run is None:
            raise NoRun("continue")
        if run.state == "undoing":
            raise UndoPending(run.name)
        go_on(app, run, telling)
    telling.note(es.CONTINUED)
