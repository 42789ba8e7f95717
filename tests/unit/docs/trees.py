"""Small trees for tests, written as a dict of paths and texts."""

from collections.abc import Mapping

from relcommit.docs.links.rewrite import is_readable, reorganise
from relcommit.docs.model import Move, Reason, Reorganisation, Tree
from relcommit.names import RepoPath


def tree(files: Mapping[str, str | bytes], symlinks: Mapping[str, str] | None = None) -> Tree:
    """A tree that holds these files; the bytes of those that can hold a reference are known."""
    links = {RepoPath(path): target for path, target in (symlinks or {}).items()}
    held = {RepoPath(path): text.encode() if isinstance(text, str) else text for path, text in files.items()}
    contents = {path: data for path, data in held.items() if is_readable(path)}
    return Tree(files=frozenset({*held, *links}), contents=contents, symlinks=links)


def moves(pairs: Mapping[str, str]) -> tuple[Move, ...]:
    """Moves to be made because a rule says so."""
    reason = Reason(by="rule", where="docs/**")
    return tuple(
        Move(source=RepoPath(source), to=RepoPath(to), status="historico", reason=reason)
        for source, to in pairs.items()
    )


def moved(files: Mapping[str, str | bytes], pairs: Mapping[str, str]) -> dict[str, str]:
    """The text of every file after the moves, by its new place."""
    before = tree(files)
    return texts(after(before, reorganise(before, moves(pairs))))


def after(before: Tree, work: Reorganisation) -> Tree:
    """The tree as a reorganisation leaves it."""
    places = {move.source: move.to for move in work.moves}
    contents = {places.get(path, path): data for path, data in before.contents.items()}
    links = {places.get(path, path): target for path, target in before.symlinks.items()}
    return Tree(
        files=frozenset(places.get(path, path) for path in before.files),
        contents=contents | dict(work.contents),
        symlinks=links | dict(work.symlinks),
    )


def texts(it: Tree) -> dict[str, str]:
    """The contents as text."""
    return {path: data.decode() for path, data in it.contents.items()}
