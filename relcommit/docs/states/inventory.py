"""Every document with its state, and who points at it."""

from collections.abc import Mapping
from dataclasses import dataclass

from relcommit.docs.links.rewrite import places_of, references_of
from relcommit.docs.model import State, Tree
from relcommit.docs.paths import is_below, is_document
from relcommit.docs.progress import Watch, unwatched, watched
from relcommit.names import RepoPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document."""

    path: RepoPath
    state: State | None
    """`None` when nothing decides about it."""
    pointed_by: tuple[RepoPath, ...]
    """The files with a reference to it, itself left out."""


def inventory(tree: Tree, states: Mapping[RepoPath, State], root: str, watch: Watch = unwatched) -> tuple[Entry, ...]:
    """The documents below the root, and those elsewhere that something decides about."""
    pointers = pointers_of(tree, watch)
    paths = sorted(path for path in tree.files if is_document(path) and (is_below(path, root) or path in states))
    return tuple(
        Entry(path=path, state=states.get(path), pointed_by=tuple(sorted(pointers.get(path, ())))) for path in paths
    )


def pointers_of(tree: Tree, watch: Watch = unwatched) -> dict[RepoPath, set[RepoPath]]:
    """By target, the files that point at it; those that are not UTF-8 are passed over."""
    places = places_of(tree)
    pointers: dict[RepoPath, set[RepoPath]] = {}
    for path, data in watched(tree.contents.items(), watch):
        try:
            data.decode()
        except UnicodeDecodeError:
            continue
        for reference in references_of(path, data):
            met = places.look(path, data[reference.start : reference.end].decode(), reference)
            if met and met.hit.shape != "folder" and met.hit.target != path:
                pointers.setdefault(RepoPath(met.hit.target), set()).add(path)
    return pointers
