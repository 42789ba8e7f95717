"""`relcommit undo`: take the last run back."""

import contextlib
from collections.abc import Callable
from typing import TypeVar

import click

from relcommit.application.app import App
from relcommit.application.prepare.earlier_work import refuse_merged
from relcommit.cli import options, output
from relcommit.cli.progress import Telling
from relcommit.cli.runs import confirm, holding
from relcommit.engine.advance import undo
from relcommit.engine.aftermath import Aftermath, aftermath
from relcommit.engine.journal import Run, runs, undo_order
from relcommit.errors.base import NotInState, RelcommitError
from relcommit.errors.journal import TreeChanged, UndoneInPart
from relcommit.errors.repository import NoRun
from relcommit.errors.running import StoppedMidway
from relcommit.text.es import journal as es
from relcommit.text.es.help import OPTIONS

Result = TypeVar("Result")


@click.command(help=es.UNDO_HELP, options_metavar=OPTIONS)
@options.dry_run
@options.yes
@options.quiet
@click.pass_obj
def command(app: App, dry_run: bool, yes: bool, quiet: bool) -> None:
    """Show what is taken back, ask, and do it, last step first."""
    telling = Telling(quiet=quiet)
    with contextlib.nullcontext() if dry_run else holding(app):
        run = last_run(app)
        run.refuse_damage()
        if run.command == "prepare":
            refuse_merged(app, run)
        if not telling.quiet:
            output.say("\n".join([es.undoing(run.name, run.command, run.plan), *map(es.indented, standing(run)[::-1])]))
        if dry_run:
            return
        confirm(yes=yes, can_ask=True)
        take_back(app, run, telling)


def take_back(app: App, run: Run, telling: Telling) -> None:
    """Undo a run, and tell what came of it.

    Raises what stops it, after telling how far it came, UndoneInPart for what had to stay, and TreeChanged.
    """
    world = app.world(telling)
    for problem in telling_how_far(run, lambda: undo(run, world, lambda text: telling.step(es.take_back(text)))):
        output.complain(problem.explain())
    if run.last.left:
        named = tuple(run.described[number] for number in sorted(run.left() - run.savings))
        raise UndoneInPart(named or (es.FILES,))
    tell_end(telling, aftermath(run.programs, world), es.UNDONE, es.UNDONE_UNSEEN)


def tell_end(telling: Telling, after: Aftermath | None, as_before: str, unseen: str) -> None:
    """Say that all is as before only where it is. Raises TreeChanged for what changed while a run was at work."""
    if after is None:
        telling.note(unseen)
    elif after.meanwhile:
        telling.note(es.changed_later(unseen, after.later) if after.later else unseen)
        raise TreeChanged(after.meanwhile)
    else:
        telling.note(es.changed_later(unseen, after.later) if after.later else as_before)


def telling_how_far(run: Run, act: Callable[[], Result]) -> Result:
    """Undo or do again. Raises what stops it, after telling how far it came."""
    before = len(run.programs)
    try:
        return act()
    except (RelcommitError, KeyboardInterrupt) as why:
        if run.damage or (len(run.programs) == before and run.state not in ("undoing", "redoing")):
            raise
        undone = run.undone()
        output.complain(es.stopped(run.state, [run.described[number] for number in sorted(undone)], standing(run)))
        if isinstance(why, NotInState):
            raise StoppedMidway(why) from why
        raise


def standing(run: Run) -> list[str]:
    """The steps that were taken and stand, in words; one that was begun is told as that."""
    undone, begun = run.undone(), run.begun()
    numbers = {*run.done, *([] if begun is None else [begun])} - undone - run.savings - {-1}
    return [
        es.unconfirmed(run.described[number]) if number == begun else run.described[number]
        for number in sorted(numbers)
    ]


def last_run(app: App) -> Run:
    """The run that an undo began with, else the newest that stands. Raises NoRun."""
    midway = next((run for run in runs(app.journal) if run.state == "undoing"), None)
    run = midway or next(iter(undo_order(app.journal)[0]), None)
    if run is None:
        raise NoRun("undo")
    return run
