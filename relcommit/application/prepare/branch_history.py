"""What the journal knows of a branch, so that running again is updating."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from relcommit.checklist.body import MovedDocument
from relcommit.engine.journal import Run
from relcommit.errors.repository import UnknownStep
from relcommit.names import BranchName, Sha
from relcommit.steps import Action, Commit, CommitDocuments, MoveBranch, OpenPullRequest, UpdatePullRequest

MOVES_FILE = "movimientos.json"
"""Beside a run: the documents that its branch moves, in earlier runs too, each with the reason that is given."""


DESPITE_FILE = "a-pesar-de.json"
"""Beside a run: the exit criteria that did not hold, each with the reason to go on."""


@dataclass(slots=True)
class BranchHistory:
    """What earlier runs made on one branch."""

    commits: dict[Sha, str] = field(default_factory=dict)
    """Our commits there, oldest first, each with the message that was asked for: hooks may have added to it."""
    documents: set[Sha] = field(default_factory=set)
    """Commits there that `relcommit docs` made: no plan's, but no stranger's either."""
    title: str | None = None
    """The title that we last gave its pull request."""
    moved: tuple[MovedDocument, ...] = ()
    despite: Mapping[str, str] = field(default_factory=dict)
    """The reason for each exit criterion that somebody went on without."""


def read_history(known: Iterable[Run], branch: BranchName) -> BranchHistory:
    """Gather what the runs that were not taken back did on a branch; `known` is newest first."""
    memory = BranchHistory()
    for run in reversed(list(known)):
        if run.state in ("undone", "undoing"):
            continue
        try:
            taken = [(run.step(number), run.back(number)) for number in run.done if _says_something(run.steps[number])]
        except UnknownStep:
            continue
        learned = [_learn(memory, action, back, branch) for action, back in taken]
        if any(learned):
            memory.moved = _moves(run)
            memory.despite = {**memory.despite, **_artifact(run, DESPITE_FILE, {})}
    return memory


def branch_of(known: Iterable[Run], plan: str) -> str | None:
    """The branch that the last run of a plan committed to; `known` is newest first."""
    steps = (step for run in known if run.plan == plan and run.state != "undone" for step in run.steps)
    return next((step["branch"] for step in steps if step.get("step") == "Commit"), None)


def moves_in_order(moves: Iterable[MovedDocument]) -> list[MovedDocument]:
    """The moves with those of one document joined into one; what came home again is left out."""
    joined: dict[str, MovedDocument] = {}
    for move in moves:
        first = joined.pop(move.source, move)
        if first.source != move.to:
            joined[move.to] = MovedDocument(source=first.source, to=move.to, reason=move.reason)
    return sorted(joined.values(), key=lambda move: move.source)


def write_moves(moves: Iterable[MovedDocument]) -> str:
    """The file that `read_history` reads."""
    rows = [{"source": move.source, "to": move.to, "reason": move.reason} for move in moves]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def write_despite(despite: Mapping[str, str]) -> str:
    """The file with the reasons."""
    return json.dumps(dict(despite), ensure_ascii=False, indent=1)


def _says_something(told: Mapping[str, object]) -> bool:
    return told.get("step") in ("Commit", "CommitDocuments", "OpenPullRequest", "UpdatePullRequest")


def _learn(memory: BranchHistory, action: Action, back: Iterable[object], branch: BranchName) -> bool:
    """Take in one step; whether it was a commit on the branch."""
    match action:
        case Commit(branch=where, message=message) if where == branch:
            for step in back:
                if isinstance(step, MoveBranch):
                    memory.commits[step.only_at] = message
            return True
        case CommitDocuments(branch=where) if where == branch:
            memory.documents |= {step.only_at for step in back if isinstance(step, MoveBranch)}
            return True
        case OpenPullRequest(head=head, title=title) if head == branch:
            memory.title = title
        case UpdatePullRequest(head=head, title=str(title)) if head == branch:
            memory.title = title
        case _:
            pass
    return False


def _moves(run: Run) -> tuple[MovedDocument, ...]:
    rows = _artifact(run, MOVES_FILE, [])
    return tuple(MovedDocument(source=row["source"], to=row["to"], reason=row["reason"]) for row in rows)


def _artifact(run: Run, name: str, default: Any) -> Any:
    artifact = run.folder / name
    return json.loads(artifact.read_bytes().decode("utf-8", "surrogateescape")) if artifact.exists() else default
