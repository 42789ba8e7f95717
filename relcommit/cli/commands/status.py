"""`relcommit status`: the run in progress, or the last one."""

from typing import Any

import click

from relcommit.application.app import App
from relcommit.cli import options, output
from relcommit.engine.journal import Run, runs
from relcommit.text.es import journal as es
from relcommit.text.es.help import OPTIONS


@click.command(help=es.STATUS_HELP, options_metavar=OPTIONS)
@options.as_json
@click.pass_obj
def command(app: App, as_json: bool) -> None:
    """Read the journal and tell; no step is decoded, so that one of another version stops nobody."""
    last = next(iter(runs(app.journal)), None)
    if as_json:
        output.say_json(run_as_json(last) if last else {"run": None})
    elif last is None:
        output.say(es.NO_RUNS)
    else:
        output.say("\n".join(run_lines(last)))


def run_lines(run: Run) -> list[str]:
    """A run with its steps, and the ways out where it stopped midway."""
    done, undone, left = _steps(run)
    lines = [run_line(run), *es.run_steps(done, left, undone)]
    return [*lines, es.ways_out(saved_ref(run))] if run.state in ("pending", "undoing") else lines


def run_line(run: Run) -> str:
    """A run on one line."""
    return es.run_line(run.name, run.command, run.plan, run.state, run.started, len(run.steps))


def run_as_json(run: Run) -> dict[str, Any]:
    """A run as one JSON object."""
    done, undone, left = _steps(run)
    return {
        "run": run.name,
        "command": run.command,
        "plan": run.plan,
        "started": run.started,
        "state": run.state,
        "done": done,
        "undone": undone,
        "left": left,
        "saved": saved_ref(run),
    }


def saved_ref(run: Run) -> str | None:
    """The ref that keeps the files as they were before the run, where one was made."""
    taken = (run.steps[at] for at in sorted(run.done))
    return next((step["ref"] for step in taken if step.get("step") == "SaveState"), None)


def _steps(run: Run) -> tuple[list[str], list[str], list[str]]:
    done = [said for at, said in enumerate(run.described) if at in run.done and at not in run.undone]
    undone = [said for at, said in enumerate(run.described) if at in run.undone]
    left = [said for at, said in enumerate(run.described) if at not in run.done]
    return done, undone, left
