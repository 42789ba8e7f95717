"""Take a program's steps under the lock and the journal, and say what became of them."""

import contextlib
from collections.abc import Iterator, Sequence

import click

from relcommit.application.app import App
from relcommit.cli import output
from relcommit.cli.progress import Telling
from relcommit.engine.advance import advance
from relcommit.engine.journal import MOST, UNFINISHED, Order, Run, begin, forget, next_name, old_runs, runs
from relcommit.engine.lock import locked
from relcommit.errors.base import NotInState, RelcommitError
from relcommit.errors.running import NeedsYes, StoppedMidway
from relcommit.names import RunId
from relcommit.repo.dead_locks import remove_dead_locks
from relcommit.repo.git import inheriting
from relcommit.steps import Action, SwitchBranch
from relcommit.text.es import journal as journal_es
from relcommit.text.es import prepare as es
from relcommit.text.es import steps as steps_es
from relcommit.world import Clock


def name_run(app: App, clock: Clock) -> tuple[RunId, str]:
    """A new run's name, which comes after all others, and the time itself (ISO 8601)."""
    now = clock.now()
    return next_name(app.journal, now), now.isoformat(timespec="seconds")


@contextlib.contextmanager
def holding(app: App) -> Iterator[None]:
    """Be the one run at work here, with every process that it starts. Raises LockHeld and OrphansWork."""
    with (
        locked(
            app.journal,
            waiting=lambda who: output.complain(journal_es.waiting(who)),
            killed=lambda since: remove_dead_locks(app.git, since),
        ) as handle,
        inheriting(handle),
    ):
        yield


def carry_out(app: App, steps: Sequence[Action], order: Order, telling: Telling) -> Run:
    """Freeze the program, then take its steps. Raises what stops a step, after telling the ways out."""
    world = app.world(telling)
    for step in steps:
        if isinstance(step, SwitchBranch) and world.repo.tip(step.name):
            step.check(world)
    prune(app, MOST - 1)
    described = [steps_es.step(step) for step in steps]
    run = begin(app.journal, order, steps, described)
    go_on(app, run, telling)
    return run


def go_on(app: App, run: Run, telling: Telling) -> None:
    """Take what remains of a run. Raises what stops a step, after telling the ways out."""
    try:
        advance(run, app.world(telling), telling.step)
    except (RelcommitError, KeyboardInterrupt) as why:
        if run.damage:
            raise
        gone = run.undone()
        done, left = (
            [
                text
                for number, text in enumerate(run.described)
                if (number in run.done and number not in gone) is is_done
            ]
            for is_done in (True, False)
        )
        output.complain(es.stopped_midway(done, left))
        if done and isinstance(why, NotInState):
            raise StoppedMidway(why) from why
        raise


def prune(app: App, keep: int) -> list[str]:
    """Remove the runs beyond the newest `keep` that nobody needs, with what git keeps for them; give their names."""
    old = old_runs(app.journal, keep)
    for run in old:
        app.world(Telling(quiet=True)).repo.forget(f"refs/relcommit/{run.name}/")
        forget(run)
    return [run.name for run in old]


def confirm(*, yes: bool, can_ask: bool) -> None:
    """Ask before acting, unless it was said beforehand. Raises NeedsYes where nobody can answer."""
    if yes:
        return
    if not can_ask or not output.has_terminal():
        raise NeedsYes
    if not says_yes(es.ASK):
        output.say(es.STOPPED)
        raise click.exceptions.Exit(0)


def says_yes(question: str) -> bool:
    """Ask a question that is answered with «s» or «n»; an empty answer is no."""
    while True:
        answer = click.prompt(f"{question} [s/N]", default="n", show_default=False).strip().casefold()
        if answer in es.YES or answer in es.NO:
            return answer in es.YES
        output.say(es.YES_OR_NO)


def pending(app: App) -> Run | None:
    """The run that stopped midway, if there is one."""
    return next((run for run in runs(app.journal) if run.state in UNFINISHED), None)
