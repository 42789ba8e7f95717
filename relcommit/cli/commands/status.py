"""`relcommit status`: the run in progress, or the last one."""

from typing import Any

import click

from relcommit.application.app import App
from relcommit.cli import options, output
from relcommit.engine.journal import UNFINISHED, Run, runs
from relcommit.engine.lock import owner
from relcommit.text.es import journal as es
from relcommit.text.es.help import OPTIONS


@click.command(help=es.STATUS_HELP, options_metavar=OPTIONS)
@options.as_json
@click.pass_obj
def command(app: App, as_json: bool) -> None:
    """Read the journal and tell; no step is decoded, so that one of another version stops nobody."""
    known = runs(app.journal)
    last = next((run for run in known if run.state in UNFINISHED), None) or next(iter(known), None)
    if as_json:
        output.say_json(run_as_json(app, last) if last else {"run": None})
    elif last is None:
        output.say(es.NO_RUNS)
    else:
        output.say("\n".join(run_lines(app, last)))


def run_lines(app: App, run: Run) -> list[str]:
    """A run with its steps, and the ways out where it stopped midway."""
    lines = [run_line(app, run), *(es.step_line(state, text) for state, text in _steps(run))]
    if run.state == "damaged" and run.damage:
        return [*lines, es.damaged(run.damage, run.saved)]
    is_stopped = run.state in UNFINISHED and not owner(app.journal)
    return [*lines, es.ways_out(run.state, run.saved)] if is_stopped else lines


def run_line(app: App, run: Run) -> str:
    """A run on one line."""
    process = owner(app.journal) if run.state in UNFINISHED else None
    return es.run_line(run.name, run.command, run.plan, run.state, run.started, len(run.steps), process)


def run_as_json(app: App, run: Run) -> dict[str, Any]:
    """A run as one JSON object."""
    steps = _steps(run)
    return {
        "run": run.name,
        "command": run.command,
        "plan": run.plan,
        "started": run.started,
        "state": run.state,
        "process": owner(app.journal) if run.state in UNFINISHED else None,
        "damage": run.damage.words() if run.damage else None,
        **{state: [text for other, text in steps if other == state] for state in ("done", "undone", "begun", "left")},
        "saved": run.saved,
    }


def _steps(run: Run) -> list[tuple[es.StepState, str]]:
    """Each step with what became of it."""
    undone, begun = run.undone(), run.begun()

    def state(number: int) -> es.StepState:
        if number == begun:
            return "begun"
        if number in undone:
            return "undone"
        return "done" if number in run.done else "left"

    return [(state(number), text) for number, text in enumerate(run.described)]
