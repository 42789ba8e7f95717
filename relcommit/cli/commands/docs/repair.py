"""`relcommit docs repair`: references that earlier moves broke work again."""

from typing import Any

import click

from relcommit.application.app import App
from relcommit.application.clock import SystemClock
from relcommit.application.docs_inputs import commit_named, whole_tree
from relcommit.application.pull_request_text import compose_message
from relcommit.cli import options
from relcommit.cli.docs_runs import How, Proposal, carry, commit_type, made_commits
from relcommit.cli.progress import Telling
from relcommit.cli.runs import name_run
from relcommit.docs.links.move_history import Past
from relcommit.docs.links.repair import Repaired, repair, suspects
from relcommit.docs.model import Tree
from relcommit.docs.progress import Watch
from relcommit.engine.journal import Run
from relcommit.plan.model import Message
from relcommit.program.documents import DocsInputs
from relcommit.repo.moves import moves_in_history, revision_range, stems
from relcommit.repo.snapshot import take_snapshot
from relcommit.text.es import docs as es
from relcommit.text.es.docs import help as words
from relcommit.text.es.docs import repair as told
from relcommit.text.es.help import OPTIONS


@click.command(help=words.REPAIR_HELP, options_metavar=OPTIONS)
@click.argument("revision", metavar="[REV]", required=False)
@click.option("--since", metavar="REV", help=words.REPAIR_SINCE)
@click.option("--no-commit", is_flag=True, help=words.NO_COMMIT)
@options.acting
@click.pass_obj
def command(app: App, /, revision: str | None, since: str | None, no_commit: bool, **how: bool) -> None:
    """Read, decide, show, act."""

    def propose(telling: Telling) -> Proposal:
        tree = whole_tree(app)
        repaired = mended(app, tree, revision, since, telling.watch("read"))
        inputs = tidying(app, tree, repaired, commits=not no_commit)
        shown = told.repairs(repaired) if repaired.repairs else told.NOTHING_TO_REPAIR
        return Proposal(inputs=inputs, lines=[shown], report=lambda run: as_object(repaired, run))

    carry(app, "repair", How(**how), propose)


def mended(app: App, tree: Tree, revision: str | None, since: str | None, watch: Watch) -> Repaired:
    """What can be repaired by the moves of history. Raises RevisionUnknown."""
    commit = commit_named(app, revision) if revision else None
    revisions = revision_range(commit, commit_named(app, since) if since else None)
    broken = suspects(tree, watch)
    wanted = {name for reference in broken for path in (reference.written.path, reference.file) for name in stems(path)}
    moves = moves_in_history(app.git, revisions, tree, wanted) if broken else []
    return repair(tree, broken, Past(moves, tree.files), commit or "")


def tidying(app: App, tree: Tree, found: Repaired, *, commits: bool) -> DocsInputs:
    """The repairs as one commit, or none: those of a move that nobody has committed go with it."""
    settings = app.settings
    commits = commits and all(repair.cause.commit for repair in found.repairs)
    header = es.header("repair", (), len(found.repairs), settings.commit.mood, commit_type(settings))
    messages = (compose_message(Message(header=header), settings),) if commits and found.repairs else ()
    name, _ = name_run(SystemClock())
    return DocsInputs(run=name, now=take_snapshot(app.git, app.remote), tree=tree, docs=found.work, messages=messages)


def as_object(found: Repaired, run: Run | None) -> dict[str, Any]:
    """The JSON of `docs repair`."""
    return {
        "repairs": [
            {
                "file": repair.edit.file,
                "line": repair.edit.line,
                "kind": repair.edit.kind,
                "old": repair.edit.old,
                "new": repair.edit.new,
                "commit": repair.cause.commit or None,
                "subject": repair.cause.subject or None,
                "moved": {"from": repair.cause.old, "to": repair.cause.new},
            }
            for repair in found.repairs
        ],
        "left": len(found.left),
        "commits": made_commits(run),
    }
