"""The paths that commits touch, from the root of the repository."""

from collections.abc import Sequence

from relcommit.repo.git import Git

_MARK = "\x01"


def touched_in(git: Git, wanted: str, options: Sequence[str] = ()) -> dict[str, tuple[str, ...]]:
    """The paths of each commit of a range, by its SHA; a merge has none."""
    shape = ("--name-only", "--no-renames", f"--format={_MARK}%H", "--no-show-signature", "--end-of-options")
    listed = git.read("log", "-z", *options, *shape, wanted, "--").decode("utf-8", "surrogateescape")
    touched: dict[str, tuple[str, ...]] = {}
    for entry in listed.split(_MARK)[1:]:
        sha, _, names = entry.replace("\n", "\0", 1).partition("\0")
        touched[sha] = tuple(name for name in names.lstrip("\n").split("\0") if name)
    return touched


def touched_by(git: Git, sha: str) -> tuple[str, ...] | None:
    """The paths of one commit; None where this clone does not have it, or not its parent."""
    shape = ("-r", "--root", "--no-commit-id", "--name-only", "--no-renames", "-z")
    if not git.says("cat-file", "-e", f"{sha}^{{tree}}"):
        return None
    shallow = git.common / "shallow"
    if shallow.exists() and sha in shallow.read_text("ascii").split():
        return None
    return tuple(git.names("diff-tree", *shape, sha))


def touched_now(git: Git) -> tuple[str, ...]:
    """The paths that the commit being made touches: what is staged."""
    return tuple(git.names("diff", "--cached", "--name-only", "--no-renames", "-z", "--"))
