"""The paths that commits touch, from the root of the repository."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

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


def touched_now(git: Git, environment: Mapping[str, str]) -> tuple[str, ...]:
    """The paths that the commit being made touches, as git tells its hooks in their environment.

    `commit -a` and `commit PATH` have an index of their own. `--amend` is not told; but it keeps the author's date,
    which git does tell: then what the amended commit touched counts as well. A merge that is amended touches nothing.
    """
    staged = environment.get("GIT_INDEX_FILE")
    asked = replace(git, environment={**git.environment, "GIT_INDEX_FILE": staged}) if staged else git
    parents: tuple[str, ...] = ()
    if _may_amend(git, environment):
        parents = tuple(git.text("rev-list", "--parents", "-1", "HEAD").split()[1:]) or (_no_files(git),)
    if len(parents) > 1:
        return ()
    return tuple(asked.names("diff", "--cached", "--name-only", "--no-renames", "-z", *parents, "--"))


def _may_amend(git: Git, environment: Mapping[str, str]) -> bool:
    """Whether the commit being made has the author's date of the last one."""
    date = environment.get("GIT_AUTHOR_DATE", "").removeprefix("@").partition(" ")[0]
    return bool(date) and date == git.text("log", "-1", "--format=%at", "--no-show-signature", ok=(0, 128))


def _no_files(git: Git) -> str:
    """The tree without files, which the first commit of all stands on."""
    return git.read("hash-object", "-t", "tree", "--stdin", stdin=b"").decode("ascii").strip()
