"""`relcommit redo`: do again what the last undo took back."""

import contextlib

import click

from relcommit.application.app import App
from relcommit.cli import options, output
from relcommit.cli.commands.undo import tell_end, telling_how_far
from relcommit.cli.progress import Telling
from relcommit.cli.runs import confirm, holding
from relcommit.engine.advance import redo
from relcommit.engine.aftermath import aftermath
from relcommit.engine.journal import Run, runs, undo_order
from relcommit.errors.repository import NoRun, UndoPending
from relcommit.text.es import journal as es
from relcommit.text.es.help import OPTIONS


@click.command(help=es.REDO_HELP, options_metavar=OPTIONS)
@options.dry_run
@options.yes
@options.quiet
@click.pass_obj
def command(app: App, dry_run: bool, yes: bool, quiet: bool) -> None:
    """Show what is done again, ask, and do it, first step first."""
    telling = Telling(quiet=quiet)
    with contextlib.nullcontext() if dry_run else holding(app):
        run = undone_run(app)
        run.refuse_damage()
        if not telling.quiet:
            steps = [run.described[number] for number in sorted(run.undone())]
            output.say("\n".join([es.redoing(run.name, run.command, run.plan), *map(es.indented, steps)]))
        if dry_run:
            return
        confirm(yes=yes, can_ask=True)
        world = app.world(telling)
        telling_how_far(run, lambda: redo(run, world, lambda text: telling.step(es.do_again(text))))
        if run.state == "pending":
            telling.note(es.REDONE_IN_PART)
        else:
            tell_end(telling, aftermath(run.programs[-2:], world), es.REDONE, es.REDONE_UNSEEN)


def undone_run(app: App) -> Run:
    """The run that a redo began with, else the one that was taken back last. Raises NoRun and UndoPending."""
    known = runs(app.journal)
    if midway := next((run for run in known if run.state == "undoing"), None):
        raise UndoPending(midway.name)
    run = next((run for run in known if run.state == "redoing"), None) or next(iter(undo_order(app.journal)[1]), None)
    if run is None:
        raise NoRun("redo")
    return run
