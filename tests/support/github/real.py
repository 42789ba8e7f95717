"""What the double asks real git about its bare repositories."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import run

from tests.support.httpgit import SEALED

IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "GitHub"), ("EMAIL", "noreply@github.com"))
}


@dataclass(frozen=True)
class Commit:
    """A commit as `git log` tells it."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    author: str
    email: str
    date: str
    message: str


def git(bare: Path, *args: str, stdin: str = "", env: Mapping[str, str] | None = None) -> str:
    """Run git in a bare repository; raises CalledProcessError."""
    environ = {"PATH": os.environ["PATH"], **SEALED, **IDENTITY, **(env or {})}
    done = run(
        ["git", "-C", str(bare), *args], input=stdin, env=environ, capture_output=True, text=True, check=True
    )  # fmt: skip
    return done.stdout.removesuffix("\n")


def blob(bare: Path, sha: str) -> bytes:
    """The bytes of a file, whatever they are."""
    environ = {"PATH": os.environ["PATH"], **SEALED}
    return run(["git", "-C", str(bare), "cat-file", "blob", sha], env=environ, capture_output=True, check=True).stdout


def create(bare: Path, default_branch: str = "main") -> None:
    """A new bare repository without commits."""
    bare.mkdir(parents=True)
    git(bare, "init", "-q", "--bare", f"--initial-branch={default_branch}")


def fork(source: Path, bare: Path) -> None:
    """A bare copy."""
    bare.mkdir(parents=True)
    git(bare, "clone", "-q", "--bare", str(source), ".")


def write(bare: Path, branch: str, contents: Mapping[str, str], message: str, start: str | None) -> str:
    """A commit with these files on top of a branch, or of `start` for a new one; its sha."""
    parent = tip(bare, branch) or (resolve(bare, start) if start else None)
    lines = [f"commit refs/heads/{branch}", "committer GitHub <noreply@github.com> 1767225600 +0000"]
    lines += [f"data {len(message.encode())}", message]
    lines += [f"from {parent}"] if parent else []
    for path, text in contents.items():
        lines += [f"M 100644 inline {path}", f"data {len(text.encode())}", text]
    git(bare, "fast-import", "--quiet", stdin="\n".join(lines) + "\n")
    return git(bare, "rev-parse", f"refs/heads/{branch}")


def remove(bare: Path, branch: str, path: str) -> None:
    """A commit without this file on top of a branch."""
    message = "docs: quita"
    lines = [f"commit refs/heads/{branch}", "committer GitHub <noreply@github.com> 1767225600 +0000"]
    lines += [f"data {len(message)}", message, f"from {tip(bare, branch)}", f"D {path}", ""]
    git(bare, "fast-import", "--quiet", stdin="\n".join(lines))


def link(bare: Path, branch: str, path: str, target: str) -> None:
    """A commit with a symbolic link on top of a branch."""
    message = "docs: enlaza"
    lines = [f"commit refs/heads/{branch}", "committer GitHub <noreply@github.com> 1767225600 +0000"]
    lines += [f"data {len(message)}", message, f"from {tip(bare, branch)}", f"M 120000 inline {path}"]
    git(bare, "fast-import", "--quiet", stdin="\n".join([*lines, f"data {len(target)}", target, ""]))


def tip(bare: Path, branch: str) -> str | None:
    """Where a branch stands."""
    return resolve(bare, f"refs/heads/{branch}")


def resolve(bare: Path, name: str) -> str | None:
    """The commit that a name stands for."""
    done = run(
        ["git", "-C", str(bare), "rev-parse", "-q", "--verify", "--end-of-options", f"{name}^{{commit}}"],
        env={"PATH": os.environ["PATH"], **SEALED}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout.strip() or None


def branches(bare: Path) -> list[str]:
    return git(bare, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads").splitlines()


def bring(source: Path, bare: Path, sha: str) -> None:
    """Make a fork's commit known to the repository, as GitHub does for pull requests."""
    if source != bare:
        git(bare, "fetch", "-q", str(source), sha)


def commits(bare: Path, base: str, head: str) -> list[Commit]:
    """Those of `head` that `base` lacks, oldest first."""
    return _log(bare, "--reverse", f"{base}..{head}")


def commit(bare: Path, sha: str) -> Commit:
    return _log(bare, "-1", sha)[0]


def _log(bare: Path, *args: str) -> list[Commit]:
    text = git(bare, "log", "-z", "--format=%H%n%T%n%P%n%an%n%ae%n%aI%n%B", *args)
    found = []
    for entry in text.split("\0"):
        if entry:
            sha, tree, parents, author, email, date, message = entry.split("\n", 6)
            found.append(Commit(sha, tree, tuple(parents.split()), author, email, date, message.rstrip("\n")))
    return found


def changes(bare: Path, base: str, head: str) -> list[tuple[str, str, int, int, str | None]]:
    """Files changed since the branches parted: path, status letter, lines added and removed, old path."""
    fork_point = git(bare, "merge-base", base, head)
    args = ("diff", "-z", "-M", "--no-ext-diff", "--no-textconv", fork_point, head)
    status = git(bare, *args, "--name-status").split("\0")
    counted = git(bare, *args, "--numstat").split("\0")
    numbers: list[tuple[int, int]] = []
    while len(counted) > 1:
        added, removed, path = counted.pop(0).split("\t")
        numbers.append((int(added) if added != "-" else 0, int(removed) if removed != "-" else 0))
        if not path:
            del counted[:2]
    found: list[tuple[str, str, int, int, str | None]] = []
    for added_lines, removed_lines in numbers:
        letter = status.pop(0)[0]
        old = status.pop(0) if letter in "RC" else None
        found.append((status.pop(0), letter, added_lines, removed_lines, old))
    return found
