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
    names = git.read("diff", *_PLAIN, "-z", "--name-status", start, "--").decode("utf-8", "surrogateescape").split("\0")
    entries: list[tuple[str, str, str]] = []
    while len(names) > 1:
        letter = names.pop(0)[:1]
        old = names.pop(0) if letter in "RC" else ""
        entries.append((letter, names.pop(0), old))
    gains = _gains(git, start)
    changed = [Since(path, _STATUS.get(letter, "changed"), path in gains, old) for letter, path, old in entries]
    fresh = git.read("ls-files", "-z", "--others", "--exclude-standard").decode("utf-8", "surrogateescape").split("\0")
    return (*changed, *(Since(path, "added", added_text=True) for path in fresh if path))


def _gains(git: Git, start: str) -> frozenset[str]:
    """The files to which some line is added that is not blank: `--ignore-blank-lines` counts no others."""
    counts = git.read("diff", *_PLAIN, "-w", "--ignore-blank-lines", "-z", "--numstat", start, "--")
    parts = counts.decode("utf-8", "surrogateescape").split("\0")
    paths: set[str] = set()
    while len(parts) > 1:
        added, _, path = parts.pop(0).split("\t", 2)
        if not path:  # a rename: its two names follow
            path = parts[1]
            del parts[:2]
        if added not in ("0", ""):
            paths.add(path)
    return frozenset(paths)
