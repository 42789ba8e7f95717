"""`relcommit docs repair`: references that earlier moves broke work again."""

from typing import Any

import click

from relcommit.application.app import App
from relcommit.application.clock import SystemClock
from relcommit.application.docs_inputs import commit_named, whole_tree
from relcommit.application.prepare.pull_request_text import compose_message
from relcommit.cli import options, output
from relcommit.cli.docs_runs import How, Proposal, carry, commit_type, made_commits
from relcommit.cli.progress import Telling
from relcommit.cli.runs import name_run, says_yes
from relcommit.docs.links.move_history import MovesFound, Past
from relcommit.docs.links.repair import Repair, Repaired, repair, suspects
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
        asks = output.has_terminal() and not (how["yes"] or how["dry_run"] or how["as_json"])
        repaired, history = mended(app, tree, revision, since, telling.watch("read"), asks=asks)
        inputs = tidying(app, tree, repaired, commits=not no_commit)
        shown = [told.repairs(repaired, history), *told.not_looked_at(history, len(tree.away))]
        return Proposal(inputs=inputs, lines=shown, report=lambda run: as_object(repaired, history, run))

    carry(app, "repair", How(**how), propose)


def mended(
    app: App, tree: Tree, revision: str | None, since: str | None, watch: Watch, *, asks: bool
) -> tuple[Repaired, MovesFound]:
    """What can be repaired by the moves of history, and that history. Raises RevisionUnknown."""
    commit = commit_named(app, revision) if revision else None
    revisions = revision_range(commit, commit_named(app, since) if since else None)
    broken = suspects(tree, watch)
    wanted = {name for reference in broken for path in (reference.written.path, reference.file) for name in stems(path)}
    history = moves_in_history(app.git, revisions, tree, wanted) if broken else MovesFound(())
    accept = (lambda offer: says_yes(told.question(offer))) if asks else None
    return repair(tree, broken, Past(history.moves, tree.files), commit or "", accept), history


def tidying(app: App, tree: Tree, found: Repaired, *, commits: bool) -> DocsInputs:
    """The repairs as one commit, or none: those of a move that nobody has committed go with it."""
    settings = app.settings
    commits = commits and all(repair.cause.commit for repair in found.repairs)
    header = es.header("repair", (), len(found.repairs), settings.commit.mood, commit_type(settings))
    messages = (compose_message(Message(header=header), settings, app.templates),) if commits and found.repairs else ()
    name, _ = name_run(app, SystemClock())
    return DocsInputs(run=name, now=take_snapshot(app.git, app.remote), tree=tree, docs=found.work, messages=messages)


def repair_as_object(offer: Repair) -> dict[str, Any]:
    """One repair as JSON, with what speaks for it."""
    return {
        "file": offer.edit.file,
        "line": offer.edit.line,
        "kind": offer.edit.kind,
        "old": offer.edit.old,
        "new": offer.edit.new,
        "commit": offer.cause.commit or None,
        "subject": offer.cause.subject or None,
        "moved": {"from": offer.cause.old, "to": offer.cause.new},
        "likeness": round(offer.cause.likeness, 2),
    }


def as_object(found: Repaired, history: MovesFound, run: Run | None) -> dict[str, Any]:
    """The JSON of `docs repair`."""
    return {
        "repairs": list(map(repair_as_object, found.repairs)),
        "doubtful": list(map(repair_as_object, found.doubtful)),
        "left": len(found.left),
        "skipped_commits": list(history.skipped),
        "history_cut": history.is_cut,
        "commits": made_commits(run),
    }
