"""`relcommit undo`: take the last run back."""

import contextlib

import click

from relcommit.application.app import App
from relcommit.application.earlier_work import refuse_merged
from relcommit.cli import options, output
from relcommit.cli.progress import Telling
from relcommit.cli.runs import confirm
from relcommit.engine.advance import undo
from relcommit.engine.journal import Run, runs
from relcommit.engine.lock import locked
from relcommit.errors.base import NotInState, RelcommitError
from relcommit.errors.repository import NoRun
from relcommit.errors.running import StoppedMidway
from relcommit.text.es import journal as es
from relcommit.text.es.help import OPTIONS


@click.command(help=es.UNDO_HELP, options_metavar=OPTIONS)
@options.dry_run
@options.yes
@options.quiet
@click.pass_obj
def command(app: App, dry_run: bool, yes: bool, quiet: bool) -> None:
    """Show what is taken back, ask, and do it, last step first."""
    telling = Telling(quiet=quiet)
    with contextlib.nullcontext() if dry_run else locked(app.journal):
        run = last_run(app)
        if run.command == "prepare":
            refuse_merged(app, run)
        _show(run, telling)
        if dry_run:
            return
        confirm(yes=yes, can_ask=True)
        take_back(app, run, telling)
    telling.note(es.UNDONE)


def take_back(app: App, run: Run, telling: Telling) -> None:
    """Undo a run. Raises what stops it, after telling how far it came."""
    before = set(run.undone)
    try:
        undo(run, app.world(telling), lambda said: telling.step(es.take_back(said)))
    except (RelcommitError, KeyboardInterrupt) as why:
        if run.undone == before:
            raise
        undone, left = (
            [run.described[at] for at in sorted(some)] for some in (run.undone, run.done.keys() - run.undone)
        )
        output.complain(es.undo_stopped(undone, left))
        if isinstance(why, NotInState):
            raise StoppedMidway(why) from why
        raise


def last_run(app: App) -> Run:
    """The newest run that still stands. Raises NoRun."""
    for run in runs(app.journal):
        if run.state in ("pending", "finished", "undoing"):
            return run
    raise NoRun("undo")


def _show(run: Run, telling: Telling) -> None:
    if telling.quiet:
        return
    standing = [said for at, said in enumerate(run.described) if at in run.done and at not in run.undone]
    output.say("\n".join([es.undoing(run.name, run.command, run.plan), *(f"  {said}" for said in reversed(standing))]))
