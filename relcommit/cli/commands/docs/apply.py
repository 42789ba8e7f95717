"""`relcommit docs apply`: move what was decided, rewrite what points at it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import click

from relcommit.application.app import App
from relcommit.application.clock import SystemClock
from relcommit.application.docs_inputs import decided, reorganised, whole_tree, with_code
from relcommit.application.prepare.pull_request_text import compose_message
from relcommit.cli import options
from relcommit.cli.docs_runs import How, Proposal, carry, commit_type
from relcommit.cli.progress import Telling
from relcommit.cli.runs import name_run
from relcommit.docs.links.check import check, unread
from relcommit.docs.links.git_similarity import history_at_risk
from relcommit.docs.model import Reorganisation, Tree
from relcommit.docs.sites.redirects.dead_addresses import dead_addresses
from relcommit.names import RepoPath
from relcommit.plan.model import Message
from relcommit.program.documents import DocsInputs, can_be_two, tidying_steps
from relcommit.repo.snapshot import take_snapshot
from relcommit.text.es import docs as es
from relcommit.text.es.docs import help as words
from relcommit.text.es.docs.check import passed_over
from relcommit.text.es.help import OPTIONS


@click.command(help=words.APPLY_HELP, options_metavar=OPTIONS)
@click.argument("listed", metavar="[LISTA]", required=False)
@click.option("--commits", type=click.Choice(["1", "2"]), default="1", metavar="1|2", help=words.COMMITS)
@click.option("--no-commit", is_flag=True, help=words.NO_COMMIT)
@click.option("--also", type=click.Choice(["code"]), metavar="code", help=words.ALSO)
@options.acting
@click.pass_obj
def command(app: App, /, listed: str | None, commits: str, no_commit: bool, also: str | None, **how: bool) -> None:
    """Read, decide, show, act."""
    wanted = 0 if no_commit else int(commits)
    carry(app, "apply", How(**how), lambda telling: propose(app, listed, telling, wanted=wanted, code=also == "code"))


def propose(app: App, listed: str | None, telling: Telling, *, wanted: int, code: bool) -> Proposal:
    """What moves and what changes with it, as `wanted` commits."""
    name, started = name_run(app, SystemClock())
    now = take_snapshot(app.git, app.remote)
    tree = whole_tree(app)
    decisions = decided(app, tree, listed)
    tree, mentions = with_code(app, tree, decisions.moves, listed, rewrite=code)
    work, tree = reorganised(app, tree, decisions, mentions, started[:10], telling.watch("read"))
    messages = tuple(_messages(app, work, wanted if can_be_two(work) else min(wanted, 1)))
    inputs = DocsInputs(run=name, now=now, tree=tree, docs=work, messages=messages)
    at_risk = history_at_risk(tree, work) if len(messages) == 1 else ()
    dead = tuple(dead_addresses(tree, work)) if work.moves else ()
    return Proposal(
        inputs=inputs,
        complaints=[es.finding(finding, listed or "") for finding in decisions.findings],
        lines=[
            *said(inputs, at_risk),
            *es.attachments(work.attachments, app.settings.docs),
            *es.dead(dead),
            *passed_over(replace(unread(tree), encoded=())),
        ],
        report=lambda _: as_object(counted(tree, work), at_risk, dead),
    )


def _messages(app: App, work: Reorganisation, wanted: int) -> Iterator[str]:
    """The messages of the commits, through the same template as a plan's."""
    settings = app.settings
    kinds = {0: (), 1: ("move" if work.moves else "index",), 2: ("move", "edit")}[wanted]
    for kind in kinds:
        header = es.header(kind, work.moves, len(work.edits), settings.commit.mood, commit_type(settings))
        body = tuple(es.body(work.moves)) if kind == "move" else ()
        yield compose_message(Message(header=header, body=body), settings, app.templates)


def said(it: DocsInputs, at_risk: Sequence[str]) -> list[str]:
    """As much as a person needs to say yes."""
    lines = [es.plan_of_moves(it.docs) if tidying_steps(it) else es.NOTHING_DECIDED]
    lines += [es.left_alone(it.docs.reported)] if it.docs.reported else []
    return lines + ([es.history_at_risk(at_risk)] if at_risk else [])


def counted(tree: Tree, work: Reorganisation) -> Reorganisation:
    """The work with what leads nowhere counted, which nobody does on the way where nothing moves."""
    if work.moves:
        return work
    missing = sum(problem.trouble == "missing" for problem in check(tree))
    return replace(work, broken_before=missing, broken_after=missing)


def as_object(
    work: Reorganisation, at_risk: Sequence[str], dead: Sequence[tuple[str, RepoPath]] = ()
) -> dict[str, Any]:
    """The JSON of `docs apply`."""
    return {
        "moves": [
            {"from": move.source, "to": move.to, "status": move.status, "reason": es.reason(move.reason)}
            for move in work.moves
        ],
        "edits": [
            {"file": edit.file, "line": edit.line, "kind": edit.kind, "old": edit.old, "new": edit.new}
            for edit in work.edits
        ],
        "broken_before": work.broken_before,
        "broken_after": work.broken_after,
        "history_at_risk": list(at_risk),
        "attachments": list(work.attachments),
        "dead_addresses": [{"address": address, "document": path} for address, path in dead],
        "reported": [
            {"file": reported.file, "line": reported.line, "target": reported.target} for reported in work.reported
        ],
    }
