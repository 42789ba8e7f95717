"""What the working tree changes since it left a branch, untracked files included."""

from dataclasses import dataclass

from relcommit.repo.git import Git

_STATUS = {"A": "added", "D": "removed", "M": "modified", "R": "renamed", "C": "copied", "T": "changed"}
_PLAIN = ("--no-ext-diff", "--no-textconv", "--no-color", "-M")


@dataclass(frozen=True, slots=True)
class Since:
    """One file that differs."""

    path: str
    status: str
    """In GitHub's words: added, modified, renamed…"""
    added_text: bool
    """Whether it gains a line that is not blank."""
    previous: str = ""


def changed_since(git: Git, base: str) -> tuple[Since, ...]:
    """Every file that differs from where the working tree left `base`; none where the two share nothing."""
    start = git.text("merge-base", "--", base, "HEAD", ok=(0, 1, 128))
    if not start:
        return ()
    told = git.read("diff", *_PLAIN, "-z", "--name-status", start, "--").decode("utf-8", "surrogateescape").split("\0")
    found: list[Since] = []
    while len(told) > 1:
        letter = told.pop(0)[:1]
        old = told.pop(0) if letter in "RC" else ""
        path = told.pop(0)
        found.append(Since(path, _STATUS.get(letter, "changed"), _gains_text(git, start, path, old), old))
    fresh = git.read("ls-files", "-z", "--others", "--exclude-standard").decode("utf-8", "surrogateescape").split("\0")
    return (*found, *(Since(path, "added", added_text=True) for path in fresh if path))


def _gains_text(git: Git, start: str, path: str, old: str) -> bool:
    names = [path, *([old] if old else [])]
    patch = git.read("diff", *_PLAIN, "-U0", start, "--", *(f":(top,literal){name}" for name in names))
    lines = patch.split(b"\n")
    return any(line.startswith(b"+") and not line.startswith(b"+++ ") and line[1:].strip() for line in lines)
