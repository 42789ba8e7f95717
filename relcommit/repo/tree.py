"""The working tree as documents see it, read from disk."""

import os
import stat
from collections.abc import Iterable
from dataclasses import replace

from relcommit.docs.links.rewrite import is_readable
from relcommit.docs.model import Tree
from relcommit.docs.paths import DOCUMENTS
from relcommit.names import RepoPath, Sha
from relcommit.repo.git import Git
from relcommit.repo.past import checked_out

_LARGEST = 64 << 20
"""Bytes; a larger file is no document that anybody wrote."""
_NO_DOCUMENTS = tuple(f":(exclude,icase)*{ending}" for ending in DOCUMENTS)


def read_tree(git: Git) -> Tree:
    """Read what git tracks or would track in a working tree.

    What is tracked but not there is left out, unless a sparse checkout keeps it away.
    """
    submodules, away, marked = _staged(git)
    files: set[RepoPath] = set(away)
    contents: dict[RepoPath, bytes] = {}
    symlinks: dict[RepoPath, str] = {}
    modes: dict[RepoPath, int] = {}
    top = os.fsencode(git.root)
    for raw in set(_ls(git, "--cached", "--others", "--exclude-standard")):
        if raw.endswith(b"/"):  # a repository of its own inside this one
            submodules |= {RepoPath(os.fsdecode(raw[:-1]))}
            continue
        path = RepoPath(os.fsdecode(raw))
        place = os.path.join(top, raw)  # noqa: PTH118  (bytes: ten thousand Path objects cost more than reading)
        mode, size = _facts(place)
        if stat.S_ISLNK(mode):
            symlinks[path] = os.fsdecode(os.readlink(place))  # noqa: PTH115
        elif not stat.S_ISREG(mode):
            continue
        elif is_readable(path) and size <= _LARGEST:
            contents[path] = _bytes(place)
            modes[path] = stat.S_IMODE(mode)
        files.add(path)
    return Tree(
        files=frozenset(files),
        contents=contents,
        symlinks=symlinks,
        submodules=submodules,
        away=frozenset(path for path in away if is_readable(path) and path not in contents),
        marked=frozenset(path for path in marked if path in contents or path in symlinks),
        modes=modes,
    )


def is_sparse(git: Git) -> bool:
    """Whether the working tree holds only a part of what git tracks."""
    return git.text("config", "--type=bool", "--get", "core.sparseCheckout", ok=(0, 1)) == "true"


def _ls(git: Git, *options: str) -> list[bytes]:
    return [raw for raw in git.read("ls-files", "-z", *options).split(b"\0") if raw]


def _staged(git: Git) -> tuple[frozenset[RepoPath], frozenset[RepoPath], frozenset[RepoPath]]:
    """The submodules, the files that a sparse checkout does not put into the working tree, and those with a bit that
    hides their changes from git.
    """
    modules: set[RepoPath] = set()
    away: set[RepoPath] = set()
    marked: set[RepoPath] = set()
    for line in _ls(git, "--stage", "-v"):
        facts, _, name = line.partition(b"\t")
        if facts[2:8] == b"160000":
            modules.add(RepoPath(os.fsdecode(name)))
        elif facts[:1] in b"Ss":
            away.add(RepoPath(os.fsdecode(name)))
        if facts[:1] in b"Sshmrck":  # lower case: assume-unchanged
            marked.add(RepoPath(os.fsdecode(name)))
    return frozenset(modules), frozenset(away), frozenset(marked)


def _facts(place: bytes) -> tuple[int, int]:
    """Mode and size, both 0 for what is not there."""
    try:
        seen = os.lstat(place)
    except OSError:
        return 0, 0
    return seen.st_mode, seen.st_size


def _bytes(place: bytes) -> bytes:
    with open(place, "rb") as file:  # noqa: PTH123
        return file.read()


def with_files_naming(git: Git, tree: Tree, needles: Iterable[str], passed: Iterable[str]) -> Tree:
    """The tree with the bytes of every other text file that holds one of the words; some are passed over."""
    words = [option for needle in needles for option in ("-e", needle)]
    if not words:
        return tree
    listing = git.read(
        "grep", "-l", "-z", "-I", "-F", "--untracked", "--no-color", *words, "--", ".", *_NO_DOCUMENTS, ok=(0, 1)
    )
    naming = {RepoPath(os.fsdecode(path)) for path in listing.split(b"\0") if path}
    top = os.fsencode(git.root)
    fresh = (naming & tree.files) - tree.contents.keys() - tree.symlinks.keys() - set(passed)
    more = {path: _bytes(os.path.join(top, os.fsencode(path))) for path in fresh}  # noqa: PTH118
    return replace(tree, contents={**tree.contents, **more})


def with_wholes(git: Git, tree: Tree, sources: Iterable[RepoPath], commit: Sha | None = None) -> Tree:
    """The tree with all of the files that nobody has read yet, of those named; as a commit has what is not here."""
    unread = set(sources) - tree.contents.keys() - tree.symlinks.keys()
    wholes, modes = dict(tree.wholes), dict(tree.modes)
    for path in unread & tree.files:
        place = os.path.join(os.fsencode(git.root), os.fsencode(path))  # noqa: PTH118
        mode, _ = _facts(place)
        content = checked_out(git, commit, path) if commit else (_bytes(place) if stat.S_ISREG(mode) else None)
        if content is not None:
            wholes[path] = content
        if stat.S_ISREG(mode):
            modes[path] = stat.S_IMODE(mode)
    return replace(tree, wholes=wholes, modes=modes)


def ignored(git: Git, paths: Iterable[RepoPath]) -> frozenset[RepoPath]:
    """Those of some paths that git would not look at."""
    asked = b"".join(os.fsencode(path) + b"\0" for path in paths)
    listing = git.read("check-ignore", "-z", "--stdin", stdin=asked, ok=(0, 1))
    return frozenset(RepoPath(os.fsdecode(path)) for path in listing.split(b"\0") if path)


def stands(git: Git, path: RepoPath, *, besides: RepoPath) -> bool:
    """Whether anything is at a place of the disk, an empty folder too, that is not the other file spelled otherwise."""
    place, other = (os.path.join(git.root, path) for path in (path, besides))  # noqa: PTH118
    return os.path.lexists(place) and not (os.path.exists(other) and os.path.samefile(place, other))  # noqa: PTH110, PTH121
