"""The working tree as documents see it, read from disk."""

import os
import stat
from collections.abc import Iterable
from dataclasses import replace

from relcommit.docs.model import Tree
from relcommit.docs.rewrite import is_readable
from relcommit.names import RepoPath
from relcommit.repo.git import Git

_LARGEST = 8 << 20
"""Bytes; a larger file is no document that anybody wrote."""


def read_tree(git: Git) -> Tree:
    """Read what git tracks or would track in a working tree. What is tracked but not there is left out."""
    listed = _ls(git, "--cached", "--others", "--exclude-standard")
    files: set[RepoPath] = set()
    contents: dict[RepoPath, bytes] = {}
    symlinks: dict[RepoPath, str] = {}
    top = os.fsencode(git.root)
    for raw in set(listed):
        path = RepoPath(os.fsdecode(raw))
        place = os.path.join(top, raw)  # noqa: PTH118  (bytes: ten thousand Path objects cost more than reading)
        mode = _mode(place)
        if stat.S_ISLNK(mode):
            symlinks[path] = os.fsdecode(os.readlink(place))  # noqa: PTH115
        elif not stat.S_ISREG(mode):
            continue
        elif is_readable(path):
            contents[path] = _bytes(place)
        files.add(path)
    return Tree(files=frozenset(files), contents=contents, symlinks=symlinks, submodules=_submodules(git))


def _ls(git: Git, *options: str) -> list[bytes]:
    return [raw for raw in git.read("ls-files", "-z", *options).split(b"\0") if raw]


def _submodules(git: Git) -> frozenset[RepoPath]:
    staged = (line.split(b"\t", 1) for line in _ls(git, "--stage"))
    return frozenset(RepoPath(os.fsdecode(path)) for facts, path in staged if facts.startswith(b"160000"))


def _mode(place: bytes) -> int:
    try:
        return os.lstat(place).st_mode
    except OSError:
        return 0


def _bytes(place: bytes) -> bytes:
    with open(place, "rb") as file:  # noqa: PTH123
        return file.read(_LARGEST + 1)


def with_files_naming(git: Git, tree: Tree, needles: Iterable[str], passed: Iterable[str]) -> Tree:
    """The tree with the bytes of every other text file that holds one of the words; some are passed over."""
    words = [option for needle in needles for option in ("-e", needle)]
    if not words:
        return tree
    told = git.read("grep", "-l", "-z", "-I", "-F", "--untracked", "--no-color", *words, "--", ok=(0, 1))
    found = {RepoPath(os.fsdecode(path)) for path in told.split(b"\0") if path}
    top = os.fsencode(git.root)
    fresh = (found & tree.files) - tree.contents.keys() - tree.symlinks.keys() - set(passed)
    more = {path: _bytes(os.path.join(top, os.fsencode(path))) for path in fresh}  # noqa: PTH118
    return replace(tree, contents={**tree.contents, **more})


def ignored(git: Git, paths: Iterable[RepoPath]) -> frozenset[RepoPath]:
    """Those of some paths that git would not look at."""
    asked = b"".join(os.fsencode(path) + b"\0" for path in paths)
    told = git.read("check-ignore", "-z", "--stdin", stdin=asked, ok=(0, 1))
    return frozenset(RepoPath(os.fsdecode(path)) for path in told.split(b"\0") if path)
