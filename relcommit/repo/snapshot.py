"""Look at the repository once and say what stands there."""

from pathlib import Path
from typing import Literal

from relcommit.names import BranchName, RemoteName, RepoPath, Sha
from relcommit.repo.git import Git
from relcommit.world import Change, Snapshot

Operation = Literal["merge", "rebase", "cherry-pick", "revert", "bisect"]

_MARKS: dict[str, Operation] = {
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "MERGE_HEAD": "merge",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "BISECT_LOG": "bisect",
    "sequencer": "cherry-pick",
}


def take_snapshot(git: Git, remote: RemoteName) -> Snapshot:
    """Read branches, changes, and the remote as last seen; no network."""
    head, current, changes = _status(git)
    tips, tracked, default = _refs(git, remote)
    return Snapshot(
        head=head,
        current=current,
        tips=tips,
        tracked_tips=tracked,
        remote_url=push_url(git, remote),
        default_branch=default,
        changes=changes,
        in_progress=_in_progress(git.folder),
        index_lock=str(lock) if (lock := git.folder / "index.lock").exists() else None,
        has_identity=git.says("var", "GIT_COMMITTER_IDENT") if head else True,
    )


def current_branch(git: Git) -> BranchName | None:
    """The branch of the working tree, `None` when HEAD is detached."""
    name = git.text("symbolic-ref", "--quiet", "--short", "HEAD", ok=(0, 1))
    return BranchName(name) if name else None


def changed_paths(git: Git, pathspecs: tuple[str, ...]) -> tuple[Change, ...]:
    """The changes that the pathspecs name, as git reads them from the root; a repository inside this one is none."""
    return tuple(change for change in _status(git, pathspecs)[2] if not change.path.endswith("/"))


def push_url(git: Git, remote: RemoteName) -> str | None:
    """Where the remote is pushed to, with `insteadOf` and `pushurl` applied; `None` where there is none."""
    return git.text("remote", "get-url", "--push", "--", remote, ok=(0, 2, 128)) or None


def differing(git: Git, one: Sha, other: Sha) -> frozenset[RepoPath]:
    """The files in which two commits differ."""
    if one == other:
        return frozenset()
    asked = ("-r", "-z", "--name-only", "--no-ext-diff", "--no-textconv")
    return frozenset(map(RepoPath, git.names("diff-tree", *asked, one, other)))


def dirty_paths(git: Git) -> dict[RepoPath, str]:
    """What git sees changed or new, each with facts that change when index or file do so again; nothing ignored."""
    facts = {}
    for line in _status_entries(git):
        match line[:2]:
            case "? ":
                path, state = line[2:], "?"
            case "u ":
                *words, path = line.split(" ", 10)
                state = " ".join((words[1], *words[7:]))
            case "1 ":
                *words, path = line.split(" ", 8)
                state = f"{words[1]} {words[4]} {words[7]}"
            case _:
                continue
        facts[RepoPath(path)] = f"{state} {_stamp(git.root / path)}"
    return facts


def _stamp(file: Path) -> str:
    try:
        seen = file.lstat()
    except OSError:
        return "-"
    return f"{seen.st_mode:o} {seen.st_size} {seen.st_mtime_ns}"


def _status_entries(git: Git, *pathspecs: str) -> list[str]:
    """`git status --porcelain=v2` (git-status(1), «Porcelain Format Version 2»)."""
    return git.names(
        "status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--no-renames",
        "--ignore-submodules=dirty", "--", *pathspecs,
    )  # fmt: skip


def _status(git: Git, pathspecs: tuple[str, ...] = ()) -> tuple[Sha | None, BranchName | None, tuple[Change, ...]]:
    entries = _status_entries(git, *pathspecs)
    head: Sha | None = None
    current: BranchName | None = None
    changes: list[Change] = []
    for line in entries:
        match line[:2]:
            case "# ":
                key, _, value = line[2:].partition(" ")
                if key == "branch.oid" and value != "(initial)":
                    head = Sha(value)
                if key == "branch.head" and value != "(detached)":
                    current = BranchName(value)
            case "? ":
                changes.append(Change(path=RepoPath(line[2:]), kind="untracked"))
            case "u ":
                changes.append(Change(path=RepoPath(line.split(" ", 10)[10]), kind="unmerged"))
            case "1 ":
                path = RepoPath(line.split(" ", 8)[8])
                changes.append(Change(path=path, kind="tracked"))
    return head, current, tuple(changes)


def _refs(git: Git, remote: RemoteName) -> tuple[dict[BranchName, Sha], dict[BranchName, Sha], BranchName | None]:
    tips: dict[BranchName, Sha] = {}
    tracked: dict[BranchName, Sha] = {}
    default: BranchName | None = None
    far = f"refs/remotes/{remote}/"
    listing = git.text("for-each-ref", "--format=%(objectname) %(refname) %(symref)", "refs/heads", far.rstrip("/"))
    for line in listing.splitlines():
        sha, ref, *points_at = line.split(" ")
        if ref.startswith("refs/heads/"):
            tips[BranchName(ref.removeprefix("refs/heads/"))] = Sha(sha)
        elif ref == f"{far}HEAD":
            default = BranchName(points_at[0].removeprefix(far))
        else:
            tracked[BranchName(ref.removeprefix(far))] = Sha(sha)
    return tips, tracked, default


def _in_progress(folder: Path) -> Operation | None:
    return next((operation for mark, operation in _MARKS.items() if (folder / mark).exists()), None)
