"""What the orders of `relcommit docs` that act have in common."""

from collections.abc import Sequence

from relcommit.checklist.body import MovedDocument
from relcommit.cli import output
from relcommit.cli.app import App
from relcommit.cli.clock import SystemClock
from relcommit.cli.remembering import MOVES_PAPER, moves_in_order, recall, write_moves
from relcommit.cli.running import carry_out, pending
from relcommit.cli.telling import Telling
from relcommit.engine.journal import Order, Run, runs
from relcommit.errors.repository import RunPending
from relcommit.program.documents import Tidying
from relcommit.settings import Settings
from relcommit.steps import Action, MoveBranch
from relcommit.text.es import docs as es
from relcommit.text.es import steps as steps_es
from relcommit.text.es.prepare import PASTE, STEPS


def refuse_pending(app: App) -> None:
    """Raises RunPending while an earlier run is midway."""
    if run := pending(app):
        raise RunPending(run.name, run.command)


def commit_type(settings: Settings) -> str:
    """`docs`, or the first type that the settings allow."""
    allowed = settings.commit.types
    return "docs" if not allowed or "docs" in allowed else allowed[0]


def rehearse(steps: Sequence[Action]) -> None:
    """The steps, and the same by hand."""
    output.say("\n".join(("", STEPS, *(f"  {at}. {steps_es.step(step)}" for at, step in enumerate(steps, 1)))))
    output.say("\n".join(("", PASTE, "", *(line for step in steps for line in steps_es.commands(step)))))


def act(app: App, it: Tidying, steps: Sequence[Action], order: str, telling: Telling) -> Run:
    """Take the steps of an order of `relcommit docs`."""
    moved = (MovedDocument(source=one.source, to=one.to, reason=es.told_reason(one.reason)) for one in it.docs.moves)
    earlier = recall(runs(app.journal), it.now.current).moved if it.now.current else ()
    papers = {MOVES_PAPER: write_moves(moves_in_order([*earlier, *moved]))}
    started = SystemClock().now().isoformat(timespec="seconds")
    return carry_out(app, steps, Order(run=it.run, command="docs", plan=order, started=started, papers=papers), telling)


def made_commits(run: Run | None) -> list[str]:
    """The commits that a run made, in order."""
    backs = (back for at in sorted(run.done) for back in run.back(at)) if run else ()
    return [back.only_at for back in backs if isinstance(back, MoveBranch)]
