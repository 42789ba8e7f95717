"""`relcommit log`: every run of this repository, newest first."""

import click

from relcommit.application.app import App
from relcommit.cli import options, output
from relcommit.cli.commands.status import run_as_json, run_line
from relcommit.engine.journal import runs
from relcommit.text.es import journal as es
from relcommit.text.es.help import OPTIONS


@click.command(help=es.LOG_HELP, options_metavar=OPTIONS)
@options.as_json
@click.pass_obj
def command(app: App, as_json: bool) -> None:
    """Read the journal and tell."""
    known = runs(app.journal)
    if as_json:
        output.say_json({"runs": [run_as_json(run) for run in known]})
    else:
        output.say("\n".join(map(run_line, known)) or es.NO_RUNS)
