"""What the orders of `relcommit docs` that act have in common."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from relcommit.application.app import App
from relcommit.application.clock import SystemClock
from relcommit.application.prepare.branch_history import MOVES_FILE, moves_in_order, read_history, write_moves
from relcommit.application.secret_scan import publication_of, refuse_secrets, scan_secrets
from relcommit.checklist.body import MovedDocument
from relcommit.cli import output
from relcommit.cli.progress import Telling
from relcommit.cli.runs import carry_out, confirm, holding, pending
from relcommit.engine.journal import Order, Run, runs
from relcommit.errors.repository import RunPending
from relcommit.program.documents import DocsInputs, tidying_steps
from relcommit.settings import Settings
from relcommit.steps import Action, MoveBranch
from relcommit.text.es import docs as es
from relcommit.text.es import steps as steps_es
from relcommit.text.es.prepare import PASTE, STEPS


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """The options of every order that acts."""

    dry_run: bool
    yes: bool
    as_json: bool
    quiet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What an order is about to do, and how it is told."""

    inputs: DocsInputs
    lines: Sequence[str]
    """As much as a person needs to say yes."""
    complaints: Sequence[str] = ()
    """What its author got wrong."""
    report: Callable[[Run | None], Mapping[str, Any]]
    """The same as JSON, with the run that did it; `None` where nothing was done."""


def carry(app: App, order: str, how: How, propose: Callable[[Telling], Proposal]) -> None:
    """Read, decide, show, and act where somebody says yes. Raises RunPending while an earlier run is midway."""
    telling = Telling(quiet=how.quiet or how.as_json)
    with contextlib.nullcontext() if how.dry_run else holding(app):
        if earlier := pending(app):
            raise RunPending(earlier.name, earlier.command)
        proposal = propose(telling)
        steps = tidying_steps(proposal.inputs)
        parent = proposal.inputs.now.head
        if parent:
            published = publication_of(app, steps, proposal.inputs.docs, proposal.inputs.tree, parent)
            scan = scan_secrets(app, published)
            refuse_secrets(scan)
            for notice in scan.notices():
                output.complain(notice)
        if not telling.quiet:
            for complaint in proposal.complaints:
                output.complain(complaint)
            output.say("\n".join(proposal.lines))
            if how.dry_run and steps:
                rehearse(steps)
        run = None
        if steps and not how.dry_run:
            confirm(yes=how.yes, can_ask=not how.as_json)
            run = act(app, proposal.inputs, steps, order, telling)
        if how.as_json:
            output.say_json(proposal.report(run))
        elif run and not how.quiet:
            output.say(es.done(made_commits(run)) if proposal.inputs.messages else es.LEFT_UNCOMMITTED)


def commit_type(settings: Settings) -> str:
    """`docs`, or the first type that the settings allow."""
    allowed = settings.commit.types
    return "docs" if not allowed or "docs" in allowed else allowed[0]


def rehearse(steps: Sequence[Action]) -> None:
    """The steps, and the same by hand."""
    output.say("\n".join(("", STEPS, *(f"  {number}. {steps_es.step(step)}" for number, step in enumerate(steps, 1)))))
    output.say("\n".join(("", PASTE, "", *(line for step in steps for line in steps_es.commands(step)))))


def act(app: App, inputs: DocsInputs, steps: Sequence[Action], order: str, telling: Telling) -> Run:
    """Take the steps of an order of `relcommit docs`."""
    moved = (
        MovedDocument(source=move.source, to=move.to, reason=es.told_reason(move.reason)) for move in inputs.docs.moves
    )
    earlier = read_history(runs(app.journal), inputs.now.current).moved if inputs.now.current else ()
    artifacts = {MOVES_FILE: write_moves(moves_in_order([*earlier, *moved]))}
    started = SystemClock().now().isoformat(timespec="seconds")
    return carry_out(
        app, steps, Order(run=inputs.run, command="docs", plan=order, started=started, artifacts=artifacts), telling
    )


def made_commits(run: Run | None) -> list[str]:
    """The commits that a run made, in order."""
    backs = (back for number in sorted(run.done) for back in run.back(number)) if run else ()
    return [back.only_at for back in backs if isinstance(back, MoveBranch)]
