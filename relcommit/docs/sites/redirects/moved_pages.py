"""Addresses of a site: those that moved pages had, those that they have now, and those that are taken."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from relcommit.docs.model import Edit, Move, Reported, Tree
from relcommit.names import RepoPath

Address = Callable[[str, bytes], str | None]
"""Where a site shows a file, by its path and its bytes; `None` where it does not, as for all but documents."""


@dataclass(frozen=True, kw_only=True)
class SiteMoves:
    """A tree whose documents move, as its sites see it."""

    tree: Tree
    """Before the moves."""
    contents: Mapping[RepoPath, bytes]
    """The bytes of every file that can hold a reference, by its place after the moves, references rewritten."""
    moves: tuple[Move, ...]

    @cached_property
    def places(self) -> Mapping[RepoPath, RepoPath]:
        """Where each moved document goes."""
        return {move.source: move.to for move in self.moves}

    @cached_property
    def files(self) -> frozenset[RepoPath]:
        """Every file after the moves."""
        return frozenset(self.places.get(path, path) for path in self.tree.files)


@dataclass(frozen=True, slots=True)
class Went:
    """A page whose address changes."""

    move: Move
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What the moves do to the addresses of a site."""

    gone: tuple[Went, ...]
    """The pages that had an address and have another."""
    live: frozenset[str]
    """Every address at which a page stands now."""

    @property
    def free(self) -> list[Went]:
        """Those whose old address no page has taken."""
        return [page for page in self.gone if page.old not in self.live]

    @property
    def taken(self) -> frozenset[str]:
        """The addresses that moved pages have now: nothing may redirect from there."""
        return frozenset(page.new for page in self.gone)


def changed(scene: SiteMoves, address: Address) -> Changed:
    """What the moves do to the addresses of a site. A page that leaves the site has nothing to be led to."""
    gone = []
    for move in scene.moves:
        old = address(move.source, scene.tree.contents.get(move.source, b""))
        new = address(move.to, scene.contents.get(move.to, b""))
        if old is not None and new is not None and old != new and f"{old}{new}".isprintable():
            gone.append(Went(move, old, new))
    addresses = (address(path, data) for path, data in scene.contents.items())
    return Changed(tuple(gone), frozenset(shown for shown in addresses if shown is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirected:
    """What a site's own redirections become."""

    contents: Mapping[RepoPath, bytes] = field(default_factory=dict)
    """New bytes of each file that changes, by its place after the moves."""
    edits: tuple[Edit, ...] = ()
    reported: tuple[Reported, ...] = ()
    """Pages that nothing redirects to, because the site says in another way than we can read where they are."""


def edit(file: RepoPath, data: bytes, at: int, one: Went) -> Edit:
    """A redirection that stands at a place of a file."""
    return Edit(file=file, line=data.count(b"\n", 0, at) + 1, kind="redirect", old=one.old, new=one.new)


def unredirected(file: RepoPath, data: bytes, at: int, moves: Iterable[Move]) -> Redirected:
    """Pages that nothing redirects to, and the place of a file that keeps us from it."""
    line = data.count(b"\n", 0, at) + 1
    return Redirected(
        reported=tuple(Reported(file=file, line=line, target=move.source, why="redirect") for move in moves)
    )
