"""The one rule for the name of a branch: what git takes (git-check-ref-format(1)), and what the settings admit."""

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal

from relcommit.settings import BranchSettings

BranchFault = Literal["git", "alphabet", "pattern"]
"""Who refuses a name: git, `branch.alphabet` or `branch.patterns`."""

_NEVER = " ~^:?*[\\\x7f"
_INSIDE = ("..", "@{", "//")


@dataclass(frozen=True, slots=True)
class RefusedName:
    """Why a branch may not have its name, and which signs of it are at fault, counted from 0."""

    fault: BranchFault
    start: int
    end: int


def refused_names(name: str, settings: BranchSettings) -> tuple[RefusedName, ...]:
    """Everything against a name without `refs/heads/`; a protected branch has to fit no pattern."""
    unfit = unfit_for_git(name)
    if unfit is not None:
        return (RefusedName("git", *unfit),)
    foreign = re.search(f"[^{settings.alphabet}]", name)
    faults = [RefusedName("alphabet", *foreign.span())] if foreign else []
    if settings.patterns and name not in settings.protected and not _fits(name, settings.patterns):
        faults.append(RefusedName("pattern", 0, len(name)))
    return tuple(faults)


def unfit_for_git(name: str) -> tuple[int, int] | None:
    """Where `git check-ref-format --branch` would stop, counted from 0."""
    for place, char in enumerate(name):
        if char in _NEVER or char < " ":
            return place, place + 1
    for piece in _INSIDE:
        if (place := name.find(piece)) >= 0:
            return place, place + len(piece)
    start = 0
    for part in name.split("/"):
        if not part or part.startswith(".") or part.endswith(".lock"):
            return start, start + len(part)
        start += len(part) + 1
    if name.startswith("-") or name in ("@", "HEAD"):
        return 0, len(name)
    return (len(name) - 1, len(name)) if name.endswith(".") else None


def _fits(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
