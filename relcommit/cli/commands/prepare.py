"""`relcommit prepare PLAN`: read, decide, show, act."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import click

from relcommit.application.app import App
from relcommit.application.clock import SystemClock
from relcommit.application.prepare.branch_history import DESPITE_FILE, MOVES_FILE, write_despite, write_moves
from relcommit.application.prepare.document_promises import open_promises
from relcommit.application.prepare.earlier_work import keep_merged
from relcommit.application.prepare.plan_answers import NO_ANSWERS, Answers
from relcommit.application.prepare.prepare_inputs import read_prepare_inputs
from relcommit.application.secret_scan import (
    BASELINE,
    SecretScan,
    publication_of,
    refuse_secrets,
    scan_secrets,
    write_baseline,
)
from relcommit.cli import answer_options, exit_criteria, options, output
from relcommit.cli.docs_runs import made_commits
from relcommit.cli.progress import Telling
from relcommit.cli.runs import carry_out, confirm, go_on, holding, name_run, pending, says_yes
from relcommit.docs.links.check import Unread
from relcommit.engine.journal import Order, Run
from relcommit.errors.plan import PlanUnanswered
from relcommit.errors.repository import RunPending
from relcommit.names import RunId
from relcommit.program.prepare import PrepareInputs, prepare_steps, refusal_of_another
from relcommit.steps import Action, ClosePullRequest, Commit, OpenPullRequest, Push, SetDraft, UpdatePullRequest
from relcommit.text.es import docs as docs_es
from relcommit.text.es import prepare as es
from relcommit.text.es import steps as steps_es
from relcommit.text.es.common import NOTHING_TO_DO
from relcommit.text.es.docs.check import passed_over
from relcommit.text.es.help import OPTIONS


@click.command(help=es.HELP, options_metavar=OPTIONS)
@click.argument("plan", metavar="PLAN")
@exit_criteria.options
@answer_options.options
@click.option("--include", multiple=True, metavar="RUTA", help=es.INCLUDE)
@click.option("--again", is_flag=True, help=es.AGAIN)
@click.option("--accept-secrets", is_flag=True, help=es.ACCEPT_SECRETS)
@click.option("--ready", is_flag=True, help=es.READY)
@click.option("--no-fetch", is_flag=True, help=es.NO_FETCH)
@options.acting
@click.pass_obj
def command(
    app: App,
    /,
    plan: str,
    quiet: bool,
    despite: tuple[str, ...],
    reason: tuple[str, ...],
    answers: Answers,
    **flags: Any,
) -> None:
    """Read, decide, show, act."""
    reporter = Telling(quiet=quiet or flags["as_json"])
    excuses = exit_criteria.excuses(despite, reason)
    prepare(app, plan, reporter, PrepareOptions(despite=excuses, answers=answers, **flags))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareOptions:
    """How `prepare` was asked for."""

    dry_run: bool = False
    yes: bool = False
    as_json: bool = False
    again: bool = False
    """Whether another branch or pull request is wanted after the plan's was merged or closed."""
    ready: bool = False
    """Whether a draft has to stop being one."""
    no_fetch: bool = False
    include: tuple[str, ...] = ()
    """Pathspecs whose changes go in besides those that the plan names."""
    accept_secrets: bool = False
    """Whether what looks like a secret is to be accepted from now on, and nothing else done."""
    answers: Answers = NO_ANSWERS
    """What wins over the plan's own values."""
    despite: Mapping[str, str] = field(default_factory=dict)
    """The reason for each exit criterion that somebody goes on without."""

    @property
    def can_ask(self) -> bool:
        """Whether somebody is there to answer."""
        return not self.as_json and output.has_terminal()


def prepare(app: App, plan: str, reporter: Telling, asked: PrepareOptions) -> None:
    """Bring the repository to where the plan wants it. Raises what stops it (see `prepare_inputs` and `runs`)."""
    with contextlib.nullcontext() if asked.dry_run else holding(app):
        if not asked.dry_run:
            finish_pending(app, reporter)
        order = name_run(app, SystemClock())
        inputs = replace(read_or_ask(app, plan, order[0], asked), ready=asked.ready)
        steps = prepare_steps(inputs)
        scan = scan_publication(app, inputs, steps)
        if asked.accept_secrets:
            output.say(es.accepted_secrets(write_baseline(app, scan.added), BASELINE))
            return
        refuse_secrets(scan)
        gates = verify_gates(app, inputs, steps, asked.despite) if steps else []
        for finding in inputs.idle if steps else ():
            output.complain(docs_es.finding(finding, inputs.plan.file))
        for line in passed_over(Unread(away=tuple(sorted(inputs.tree.away)))) if inputs.docs.moves else ():
            output.complain(line)
        for notice in scan.notices():
            output.complain(notice)
        if not reporter.quiet:
            show(app, inputs, steps, gates, dry_run=asked.dry_run)
        run = None
        if inputs.landed and not asked.dry_run:
            keep_merged(app, inputs.landed)
        if steps and not asked.dry_run:
            ask_again(inputs, asked)
            confirm(yes=asked.yes, can_ask=not asked.as_json)
            run = carry_out(app, steps, order_of(inputs, *order), reporter)
        tell_end(app, inputs, steps, run, reporter, gates=gates, as_json=asked.as_json)


def read_or_ask(app: App, plan: str, run: RunId, asked: PrepareOptions) -> PrepareInputs:
    """What `prepare` decides on; what the plan lacks is asked for at a terminal. Raises PlanUnanswered elsewhere."""
    more = asked.include
    read = partial(read_prepare_inputs, app, plan, run, asked.despite, fetch=not asked.no_fetch, include=more)
    can_ask = asked.can_ask and not asked.yes
    answers = asked.answers
    try:
        inputs = read(answers=answers)
    except PlanUnanswered:
        if not can_ask:
            raise
        from relcommit.cli.plan_questions import ask_for_gaps, offer_to_write

        answers = ask_for_gaps(app, plan, asked.answers)
        if not asked.dry_run:
            offer_to_write(app, plan, asked.answers, answers)
        inputs = read(answers=answers)
    promises = open_promises(inputs)
    if not promises:
        return inputs
    from relcommit.cli.plan_questions import tell_promises

    accepted = tell_promises(app, plan, promises, can_write=can_ask and not asked.dry_run)
    return read(answers=answers) if accepted else inputs


def finish_pending(app: App, reporter: Telling) -> None:
    """Go on with an earlier `prepare` that stopped midway: what it left done is not done twice.

    Raises RunPending for a run of another command, and for one that is being taken back.
    """
    run = pending(app)
    if run is None:
        return
    if run.command != "prepare" or run.state in ("undoing", "redoing"):
        raise RunPending(run.name, run.command)
    reporter.note(es.RESUMING)
    go_on(app, run, reporter)


def scan_publication(app: App, inputs: PrepareInputs, steps: Sequence[Action]) -> SecretScan:
    """The secrets of what is about to be published."""
    present = inputs.pull_request.present
    body = present.body if present else ""
    return scan_secrets(app, publication_of(app, steps, inputs.docs, inputs.tree, inputs.parent, body))


def ask_again(inputs: PrepareInputs, asked: PrepareOptions) -> None:
    """Where the plan was merged or its pull request closed, another one is wanted only by somebody who says so.

    Raises AlreadyMergedPlan and PullRequestClosed where nobody can be asked; `--yes` does not answer this.
    """
    refusal = None if asked.again else refusal_of_another(inputs)
    if refusal is None:
        return
    if asked.yes or not asked.can_ask:
        raise refusal
    if not says_yes(es.ask_again(refusal.explain().partition("\n")[0])):
        output.say(es.STOPPED)
        raise click.exceptions.Exit(0)


def verify_gates(app: App, inputs: PrepareInputs, steps: Sequence[Action], despite: Mapping[str, str]) -> list[str]:
    """The exit criteria as far as this machine can judge them, in words. Raises GatesFailed and NoSuchItem."""
    if not inputs.plan.gates and not despite:
        return []
    from relcommit.application.evidence import examine_here
    from relcommit.application.prepare.commit_preview import preview_commit
    from relcommit.text.evidence import brief

    report = examine_here(app, inputs.plan, inputs.base, bound=preview_commit(app, inputs, steps))
    exit_criteria.refuse_failed_gates(report, despite, inputs.despite)
    return brief(report)


def show(app: App, inputs: PrepareInputs, steps: Sequence[Action], gates: Sequence[str], *, dry_run: bool) -> None:
    """What is about to happen, as much as a person needs to say yes."""
    is_new = inputs.branch.tip is None
    if not steps:
        output.say(es.already_merged(inputs.landed, inputs.base) if inputs.landed and is_new else NOTHING_TO_DO)
        return
    output.say("\n".join(es.branch(inputs.branch, inputs.base, inputs.base_state, is_new=is_new)))
    output.say("\n".join(es.documents(inputs.docs.moves, inputs.docs.edits, inputs.docs.reported)))
    for step in steps:
        if isinstance(step, Commit):
            files = es.committed_files(sorted(step.paths), inputs.now.changes, inputs.docs)
            output.say("\n".join((*es.message(step.message), *files)))
    if unmade := commits_left(inputs, steps):
        output.say("\n".join(es.other_commits(unmade)))
    if outside := es.left_out(inputs.left_out):
        output.say("\n".join(outside))
    if gates:
        output.say("\n".join((es.GATES, *gates)))
    wanted = inputs.pull_request
    present = wanted.present.number if wanted.present else None
    fate = es.fate_of_pull_request(
        present,
        updates=any(isinstance(step, UpdatePullRequest) for step in steps),
        leaves_draft=any(isinstance(step, SetDraft) for step in steps),
        is_draft=any(isinstance(step, OpenPullRequest) and step.draft for step in steps),
    )
    output.say(es.pull_request(wanted.title, inputs.base, fate=fate, where=where_of(app)))
    if dry_run:
        show_steps(steps)


def commits_left(inputs: PrepareInputs, steps: Sequence[Action]) -> list[tuple[str, bool]]:
    """The plan's commits that are neither made nor about to be, and whether the plan says which files they have."""
    made = {commit.header for commit in inputs.branch.commits}
    made |= {step.message.partition("\n")[0] for step in steps if isinstance(step, Commit)}
    says = {share.header: share.says_its_files for share in inputs.shares}
    headers = [commit.header for commit in inputs.plan.commits if commit.header not in made]
    return [(header, says.get(header, False)) for header in headers]


def show_steps(steps: Sequence[Action]) -> None:
    """The steps, and the same by hand."""
    numbered = (f"  {number}. {steps_es.step(step)}" for number, step in enumerate(steps, 1))
    by_hand = (line for step in steps for line in steps_es.commands(step))
    output.say("\n".join(("", es.STEPS, *numbered, "", es.PASTE, "", *by_hand)))


def is_local(app: App) -> bool:
    """Whether pull requests are only files here: nothing may claim that one exists anywhere else."""
    from relcommit.forge.choose import Local

    return isinstance(app.home, Local)


def where_of(app: App) -> str:
    """Where pull requests live, in words."""
    from relcommit.forge.choose import Local

    return es.LOCAL_FORGE if isinstance(app.home, Local) else app.home.repository


def tell_end(
    app: App,
    inputs: PrepareInputs,
    steps: Sequence[Action],
    run: Run | None,
    reporter: Telling,
    *,
    gates: Sequence[str],
    as_json: bool,
) -> None:
    """The pull request's address, or the one that opens GitHub's own form already filled in."""
    pull_request = outcome(inputs, run)
    link = _prefilled(app, inputs) if pull_request is None and not _is_rehearsal(steps, run) else None
    if as_json:
        output.say_json(_as_json(inputs, steps, run, pull_request, link, gates))
    elif link and not reporter.quiet:
        output.say(es.prefilled(link))
    elif pull_request and not _is_rehearsal(steps, run) and not reporter.quiet:
        said = es.kept_locally if is_local(app) else es.finished
        output.say(said(pull_request["url"], outcome=pull_request["result"]))


def outcome(inputs: PrepareInputs, run: Run | None) -> dict[str, Any] | None:
    """Number, address and what became of the pull request; `None` where there is none."""
    taken = [(run.step(number), *run.back(number)) for number in sorted(run.done)] if run else []
    for step in taken:
        match step:
            case (UpdatePullRequest(number=number, url=url) | SetDraft(number=number, url=url), *_):
                return {"number": number, "url": url, "result": "updated"}
            case (_, ClosePullRequest(number=number, url=url)):
                return {"number": number, "url": url, "result": "created"}
            case _:
                pass
    present = inputs.pull_request.present
    return {"number": present.number, "url": present.url, "result": "unchanged"} if present else None


def _is_rehearsal(steps: Sequence[Action], run: Run | None) -> bool:
    return bool(steps) and run is None


def _prefilled(app: App, inputs: PrepareInputs) -> str | None:
    """GitHub's form for a new pull request, filled in; `None` where a token was found."""
    from relcommit.forge.address import prefilled
    from relcommit.forge.choose import Local

    if inputs.has_forge or isinstance(app.home, Local):
        return None
    wanted, home = inputs.pull_request, app.home
    return prefilled(
        home.web, home.repository, base=inputs.base, head=inputs.branch.name, title=wanted.title, body=wanted.body
    )


def order_of(inputs: PrepareInputs, name: Any, started: str) -> Order:
    wanted = inputs.pull_request
    artifacts = {
        "mensaje.txt": "\n".join(share.message for share in inputs.shares) or inputs.message,
        MOVES_FILE: write_moves(inputs.moved),
        "titulo.txt": wanted.title,
        "cuerpo.md": wanted.body,
        **({DESPITE_FILE: write_despite(inputs.despite)} if inputs.despite else {}),
    }
    return Order(run=name, command="prepare", plan=inputs.plan.file, started=started, artifacts=artifacts)


def _as_json(
    inputs: PrepareInputs,
    steps: Sequence[Action],
    run: Run | None,
    pull_request: dict[str, Any] | None,
    link: str | None,
    gates: Sequence[str],
) -> dict[str, Any]:
    commit = inputs.plan.commit
    ours = inputs.branch.ours
    return {
        "branch": inputs.branch.name,
        "base": inputs.base,
        "commit": {
            "sha": next(iter(made_commits(run)), ours.sha if ours and run is None and not steps else None),
            "header": commit.header if commit else None,
            "body": list(commit.body) if commit else [],
            "footers": list(commit.footers) if commit else [],
            "message": inputs.message,
        },
        "commits": [
            {"header": step.message.partition("\n")[0], "message": step.message, "paths": sorted(step.paths)}
            for step in steps
            if isinstance(step, Commit)
        ],
        "planned_pull_request": {"title": inputs.pull_request.title, "body": inputs.pull_request.body},
        "gates": list(gates),
        "findings": [docs_es.finding(finding, inputs.plan.file) for finding in inputs.idle],
        "moves": [
            {"from": move.source, "to": move.to, "status": move.status, "reason": es.reason(move.reason)}
            for move in inputs.docs.moves
        ],
        "edits": [
            {"file": edit.file, "line": edit.line, "kind": edit.kind, "old": edit.old, "new": edit.new}
            for edit in inputs.docs.edits
        ],
        "pushed": any(isinstance(step, Push) for step in steps) and run is not None,
        "pull_request": pull_request,
        "prefilled_url": link,
        "steps": [{"step": type(step).__name__, "text": steps_es.step(step)} for step in steps],
    }
