"""Rules for the name of a branch: what git accepts, what the house accepts."""

from relcommit.commits.finding import Finding, error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from relcommit.settings import BranchSettings

_NEVER = " ~^:?*[\\\x7f"
_INSIDE = ("..", "@{", "//")


def check_branch(name: str, settings: "BranchSettings") -> tuple[Finding, ...]:
    """Every finding about a branch name, placed as in a message of one line."""
    return tuple(_findings(name, settings))


def _findings(name: str, settings: "BranchSettings") -> "Iterator[Finding]":
    unfit = unfit_for_git(name)
    if unfit is not None:
        yield error("branch-not-git", 1, unfit, {"branch": name})
        return
    foreign = _outside_alphabet(name, settings.alphabet)
    if foreign is not None:
        yield error("branch-alphabet", 1, foreign, {"sign": name[foreign[0]], "alphabet": settings.alphabet})
    if settings.patterns and name not in settings.protected and not _fits(name, settings.patterns):
        facts = {"branch": name, "patterns": ", ".join(settings.patterns)}
        yield error("branch-pattern", 1, (0, len(name)), facts)


def unfit_for_git(name: str) -> tuple[int, int] | None:
    """Where `git check-ref-format --branch` would stop, counted from 0."""
    for index, char in enumerate(name):
        if char in _NEVER or char < " ":
            return index, index + 1
    for piece in _INSIDE:
        if (index := name.find(piece)) >= 0:
            return index, index + len(piece)
    start = 0
    for part in name.split("/"):
        if not part or part.startswith(".") or part.endswith(".lock"):
            return start, start + len(part)
        start += len(part) + 1
    if name.startswith("-") or name in ("@", "HEAD"):
        return 0, len(name)
    return (len(name) - 1, len(name)) if name.endswith(".") else None


def _outside_alphabet(name: str, alphabet: str) -> tuple[int, int] | None:
    import re

    match = re.search(f"[^{alphabet}]", name)
    return match.span() if match else None


def _fits(name: str, patterns: tuple[str, ...]) -> bool:
    from fnmatch import fnmatchcase

    return any(fnmatchcase(name, pattern) for pattern in patterns)
