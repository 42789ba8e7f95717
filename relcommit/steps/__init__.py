"""What can happen to the world; every step carries its way back.

The list is closed: `match` with `assert_never` makes mypy refuse a step that cannot be described.
"""

from relcommit.steps.branches import CreateBranch, DeleteBranch, SwitchBranch
from relcommit.steps.commits import Commit, MoveBranch
from relcommit.steps.document_commits import CommitDocuments
from relcommit.steps.documents import (
    ArrangeFiles,
    NewContent,
    NewTarget,
    Original,
    Relocation,
    RestoreIndex,
    SaveState,
    SetAside,
    TakeUp,
)
from relcommit.steps.new_files import RemoveFile, WriteFile
from relcommit.steps.pull_requests import (
    ClosePullRequest,
    OpenPullRequest,
    ReopenPullRequest,
    RestorePullRequest,
    SetDraft,
    UpdatePullRequest,
    Wording,
)
from relcommit.steps.remote import Push, TakeBackPush

Action = (
    SaveState
    | SetAside
    | CreateBranch
    | SwitchBranch
    | ArrangeFiles
    | Commit
    | CommitDocuments
    | Push
    | OpenPullRequest
    | UpdatePullRequest
    | SetDraft
    | WriteFile
)
"""What a program is made of. `undo_if_started(world)` takes back an action begun whose end nobody noted."""

Reversal = (
    RestoreIndex
    | TakeUp
    | DeleteBranch
    | MoveBranch
    | TakeBackPush
    | ClosePullRequest
    | ReopenPullRequest
    | RestorePullRequest
    | RemoveFile
)
"""What takes actions back, and does them again, besides those that do it with another of their kind."""

Step = Action | Reversal
"""Every step can be taken twice without harm, gives its way back, and `stands(world)` looks at its effect;
those with `check(world)` raise beforehand what they would raise later."""

__all__ = [
    "Action", "ArrangeFiles", "ClosePullRequest", "Commit", "CommitDocuments", "CreateBranch", "DeleteBranch",
    "MoveBranch", "NewContent", "NewTarget", "OpenPullRequest", "Original", "Push", "Relocation", "RemoveFile",
    "ReopenPullRequest", "RestoreIndex", "RestorePullRequest", "Reversal", "SaveState", "SetAside", "SetDraft", "Step",
    "SwitchBranch", "TakeBackPush", "TakeUp", "UpdatePullRequest", "Wording", "WriteFile",
]  # fmt: skip
