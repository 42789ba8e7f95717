"""What steps speak to: the protocols that `repo/`, `forge/` and the command line fulfil."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from relcommit.names import BranchName, RemoteName, RepoPath, Sha


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequest:
    """A pull request as the forge has it."""

    number: int
    url: str
    """Where a person looks at it: an https address, or the path of the local forge's file."""
    title: str
    body: str
    head: BranchName
    base: BranchName
    state: Literal["open", "closed", "merged"] = "open"
    draft: bool = False
    head_sha: Sha | None = None
    """Where its branch stood when the forge last looked; `None` where the forge does not say."""
    merge_sha: Sha | None = None
    """The last commit that merging it added to the base; `None` where the forge does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a new pull request is given besides title and body."""

    labels: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    """Logins, or `org/team`; a leading «@» is dropped."""
    assignees: tuple[str, ...] = ()
    milestone: str = ""


Extra = Literal["labels", "reviewers", "assignees", "milestone", "draft", "body", "title"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataWarning:
    """One of the extras that the forge refused: a warning, never a failure."""

    field: Extra
    value: str
    why: str
    """Without a final full stop."""


class Forge(Protocol):
    """Where pull requests live."""

    def find(self, head: BranchName, base: BranchName) -> PullRequest | None:
        """The open pull request from `head` of this repository into `base`."""
        ...

    def of_head(self, head: BranchName) -> tuple[PullRequest, ...]:
        """Every pull request from `head` of this repository, in every state and into any base, newest first."""
        ...

    def get(self, number: int) -> PullRequest:
        """One of any state. Raises PullRequestNotFound."""
        ...

    def open(self, *, head: BranchName, base: BranchName, title: str, body: str, draft: bool) -> PullRequest:
        """Open it; where one is open already for the same head and base, that one as it stands.

        A forge without drafts opens it ready for review: the answer's own `draft` tells.
        """
        ...

    def update(self, number: int, *, title: str | None = None, body: str | None = None) -> PullRequest:
        """Change its title, its body, or both."""
        ...

    def close(self, number: int) -> None:
        """Close it without merging; one that was merged stays so."""
        ...

    def reopen(self, number: int) -> None:
        """Open again one that was closed."""
        ...

    def set_draft(self, number: int, *, draft: bool) -> PullRequest:
        """Make it a draft, or ready for review; where it is so already, nothing is asked."""
        ...

    def set_metadata(self, number: int, extras: Metadata) -> tuple[MetadataWarning, ...]:
        """Add labels, reviewers, assignees and milestone that it lacks."""
        ...


class Repo(Protocol):
    """The repository, for steps: each call is safe to repeat."""

    def tip(self, branch: BranchName) -> Sha | None:
        """Where a branch stands, `None` where there is none."""
        ...

    def current(self) -> BranchName | None:
        """The branch of the working tree, `None` when HEAD is detached."""
        ...

    def message(self, commit: Sha) -> str:
        """The message of a commit, as text."""
        ...

    def parent(self, commit: Sha) -> Sha | None:
        """Its first parent, `None` for a root."""
        ...

    def move_branch(self, branch: BranchName, *, to: Sha | None, only_at: Sha | None) -> None:
        """Create, move or delete (`to=None`) a branch by compare-and-swap; `only_at=None`: it must be absent.

        Raises BranchMoved.
        """
        ...

    def switch(self, branch: BranchName) -> None:
        """Put the working tree on a branch, as `git switch`; work in progress is carried over or git refuses."""
        ...

    def dirty(self) -> Mapping[RepoPath, str]:
        """What git sees changed or new, nothing ignored, each with facts that change when index or file do so again."""
        ...

    def differing(self, commit: Sha, other: Sha) -> frozenset[RepoPath]:
        """The files in which two commits differ."""
        ...

    def save(self, ref: str, paths: Iterable[RepoPath]) -> Sha:
        """Keep these files, untracked and absent ones too, and their index, as a commit under `ref`."""
        ...

    def kept(self, ref: str, path: RepoPath) -> bytes | None:
        """The bytes of a file as `save` kept it, as the working tree had them; `None` where it kept none."""
        ...

    def unlike(self, ref: str, paths: Iterable[RepoPath]) -> tuple[RepoPath, ...]:
        """Those of these files that, in the working tree or in the index, are not as `save` kept them."""
        ...

    def forget(self, prefix: str) -> None:
        """Drop every ref of ours whose name begins so."""
        ...

    def checked_out_at(self, branch: BranchName) -> str | None:
        """The other working tree that has a branch checked out, `None` where there is none."""
        ...

    def made_as(self, commit: Sha, message: str) -> bool:
        """Whether HEAD's own record says that `commit` was made here when this message was asked for."""
        ...

    def restore_index(self, ref: str, paths: Iterable[RepoPath]) -> None:
        """Give the index of these files back as `save` kept it; the working tree is left alone."""
        ...

    def unstage(self, path: RepoPath) -> None:
        """Make the index say of this file what the last commit says; the working tree is left alone."""
        ...

    def commit(self, message: str, paths: Iterable[RepoPath], *, amend: bool) -> Sha:
        """Commit these files as they stand in the working tree, and nothing else; hooks and signing run."""
        ...

    def remote_tip(self, remote: RemoteName, branch: BranchName) -> Sha | None:
        """Where the branch stands on the remote now, `None` where there is none. Raises RemoteRefused."""
        ...

    def push(self, remote: RemoteName, branch: BranchName, *, to: Sha | None, lease: Sha | None) -> None:
        """Move the remote's branch to the commit `to` (`None` deletes it), only where it stands at `lease`.

        `lease=None`: it must be absent. Raises RemoteMoved, RemoteRefused.
        """
        ...

    def set_upstream(self, branch: BranchName, remote: RemoteName | None) -> None:
        """Make the branch follow its namesake on the remote, or nothing."""
        ...


class Files(Protocol):
    """The working tree's files. No call follows a symbolic link or leaves the repository."""

    def exists(self, path: RepoPath) -> bool:
        """Whether anything stands there, a dangling link included."""
        ...

    def read(self, path: RepoPath) -> bytes | None:
        """The bytes of a regular file, `None` where there is none."""
        ...

    def write(self, path: RepoPath, content: bytes) -> None:
        """Replace a whole file in one go, keeping its mode."""
        ...

    def put(self, path: RepoPath, content: bytes | None, mode: int | None = None) -> None:
        """Make a file hold this, whether it is there or not, in one go; `None` takes it away, a link too.

        `mode=None` keeps the one that is there, or the usual one.
        """
        ...

    def mode(self, path: RepoPath) -> int | None:
        """The permission bits of a regular file, `None` where there is none."""
        ...

    def digest(self, path: RepoPath) -> str:
        """What tells the bytes of a regular file from others, `""` where there is none."""
        ...

    def stamp(self, path: RepoPath) -> object:
        """What changes, as far as anybody can tell without reading, when a file changes."""
        ...

    def below(self, path: RepoPath) -> tuple[RepoPath, ...]:
        """Everything in a folder and its folders but these themselves; nothing where there is no folder."""
        ...

    def rename(self, source: RepoPath, to: RepoPath) -> None:
        """Give a file its new place, making folders; never over something. Raises DestinationOccupied."""
        ...

    def drop_empty(self, folders: Iterable[RepoPath]) -> None:
        """Remove those of these folders, and of the folders around them, that hold nothing."""
        ...

    def target(self, path: RepoPath) -> str | None:
        """What a symbolic link points at, `None` where there is no link."""
        ...

    def point(self, path: RepoPath, target: str) -> None:
        """Point a symbolic link at another target, or make one where there is none."""
        ...


class Clock(Protocol):
    """Today, for whoever has to write it down."""

    def now(self) -> datetime:
        """The time, with its zone."""
        ...


class Reporter(Protocol):
    """Somebody to tell while a step runs."""

    def progress(self, what: str, done: int, total: int | None) -> None:
        """`done` of `total` units of `what` (a phase of git, or a word of ours); `None` for an unknown total."""
        ...

    def server_says(self, lines: tuple[str, ...]) -> None:
        """What the server of the remote wrote besides progress, line by line."""
        ...

    def complaint(self, complaint: MetadataWarning) -> None:
        """Something that the forge would not do, and that stops nobody."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file of the working tree that differs from the last commit."""

    path: RepoPath
    kind: Literal["tracked", "untracked", "unmerged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The repository as a command found it."""

    head: Sha | None
    """`None` on a branch that has no commit yet."""
    current: BranchName | None
    """`None` when HEAD is detached."""
    tips: Mapping[BranchName, Sha]
    tracked_tips: Mapping[BranchName, Sha]
    """The remote's branches as last seen here (`refs/remotes/<remote>/`)."""
    remote_url: str | None
    """Where the remote is pushed to, `insteadOf` applied; `None` where there is no such remote."""
    default_branch: BranchName | None
    """What the remote's HEAD was last seen to be."""
    changes: tuple[Change, ...]
    in_progress: Literal["merge", "rebase", "cherry-pick", "revert", "bisect"] | None = None
    index_lock: str | None = None
    """The file by which another git process holds the index, or one that died left it."""
    has_identity: bool = True
    """Whether git knows a name and an address to commit with."""


@dataclass(frozen=True, slots=True)
class World:
    """Everything that a step may touch."""

    repo: Repo
    files: Files
    forge: Forge | None
    """`None` where the remote is on GitHub and no token was found."""
    clock: Clock
    words: Reporter
