"""Take a program's steps under the lock and the journal, and say what became of them."""

from collections.abc import Sequence

import click

from relcommit.application.app import App
from relcommit.cli import output
from relcommit.cli.progress import Telling
from relcommit.engine.advance import advance
from relcommit.engine.journal import Order, Run, begin, runs
from relcommit.errors.base import NotInState, RelcommitError
from relcommit.errors.running import NeedsYes, StoppedMidway
from relcommit.names import RunId
from relcommit.steps import Action
from relcommit.text.es import prepare as es
from relcommit.text.es import steps as steps_es
from relcommit.world import Clock


def name_run(clock: Clock) -> tuple[RunId, str]:
    """A new run's name, which sorts by time, and the time itself (ISO 8601)."""
    now = clock.now()
    return RunId(now.strftime("%Y%m%dT%H%M%S.%f")), now.isoformat(timespec="seconds")


def carry_out(app: App, steps: Sequence[Action], order: Order, telling: Telling) -> Run:
    """Freeze the program, then take its steps. Raises what stops a step, after telling the ways out."""
    described = [steps_es.step(step) for step in steps]
    run = begin(app.journal, order, steps, described)
    go_on(app, run, telling)
    return run


def go_on(app: App, run: Run, telling: Telling) -> None:
    """Take what remains of a run. Raises what stops a step, after telling the ways out."""
    try:
        advance(run, app.world(telling), telling.step)
    except (RelcommitError, KeyboardInterrupt) as why:
        position = run.remaining().start
        output.complain(es.stopped_midway(run.described[:position], run.described[position:]))
        if position and isinstance(why, NotInState):
            raise StoppedMidway(why) from why
        raise


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
    return next((run for run in runs(app.journal) if run.state in ("pending", "undoing")), None)
