"""References that moves of the past broke, led to where their targets stand today."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from relcommit.docs.check import Broken, broken
from relcommit.docs.model import Edit, Reorganisation, Tree
from relcommit.docs.past import Past, Relocated
from relcommit.docs.resolve import Hit, Met, Places
from relcommit.docs.respell import respell
from relcommit.docs.rewrite import Atlas, Splice, edits_of, spliced
from relcommit.docs.watching import Watch, unwatched
from relcommit.names import RepoPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A reference that works again."""

    edit: Edit
    cause: Relocated
    """The move that broke it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What can be repaired, and what cannot."""

    repairs: tuple[Repair, ...]
    work: Reorganisation
    left: tuple[Broken, ...]
    """References that nobody knows a target for."""


def suspects(tree: Tree, watch: Watch = unwatched) -> tuple[Broken, ...]:
    """Every reference that leads nowhere."""
    return tuple(broken(tree, Places(tree.files, tree.symlinks.items()), watch))


def repair(tree: Tree, found: Iterable[Broken], past: Past) -> Repaired:
    """Lead what is broken to where its targets went. What works is never looked at."""
    workshop = _Workshop(tree, past)
    by_file: dict[RepoPath, list[tuple[Broken, Splice, Relocated]]] = {}
    left: list[Broken] = []
    for one in found:
        mended = workshop.mend(one)
        if mended is None:
            left.append(one)
        else:
            by_file.setdefault(one.file, []).append((one, *mended))
    repairs: list[Repair] = []
    contents: dict[RepoPath, bytes] = {}
    for path, mends in by_file.items():
        splices = [splice for _, splice, _ in mends]
        edits = edits_of(path, tree.contents[path], splices)
        repairs += (Repair(edit=edit, cause=cause) for edit, (_, _, cause) in zip(edits, mends, strict=True))
        contents[path] = spliced(tree.contents[path], splices)
    links = sum(1 for one in left)
    work = Reorganisation(
        edits=tuple(one.edit for one in repairs),
        contents=contents,
        symlinks={},
        broken_before=links + len(repairs),
        broken_after=links,
    )
    return Repaired(repairs=tuple(repairs), work=work, left=tuple(left))


@dataclass(slots=True)
class _Workshop:
    tree: Tree
    past: Past
    now: Places = field(init=False)
    ever: Places = field(init=False)
    """Every place that a file has or had."""
    moved: Mapping[str, tuple[str, Relocated]] = field(init=False)
    atlas: Atlas = field(init=False)

    def __post_init__(self) -> None:
        self.now = Places(self.tree.files, self.tree.symlinks.items())
        self.moved = {path: found for path in self.past.gone() if (found := self.past.follow(path))}
        files = self.tree.files | {RepoPath(path) for path in self.moved}
        ever = Tree(files=files, contents={}, symlinks=self.tree.symlinks)
        self.atlas = Atlas(ever, {path: new for path, (new, _) in self.moved.items()})
        self.ever = self.atlas.before

    def mend(self, one: Broken) -> tuple[Splice, Relocated] | None:
        """The destination that leads where the old one did, and what broke that one."""
        for met, cause in self.meanings(one):
            target = self.atlas.target(met.hit)
            why = self.cause(met.hit, cause)
            new = respell(self.now, met, one.file, target) if why else None
            if why and new is not None and new != one.raw:
                return Splice(one.reference, new, met.hit.target), why
        return None

    def meanings(self, one: Broken) -> Iterator[tuple[Met, Relocated | None]]:
        """What a reference may have meant, from here and from where its document stood before."""
        here = self.ever.look(one.file, one.raw, one.reference)
        if here is not None:
            yield here, None
        for place, move in self.past.earlier(one.file):
            there = self.ever.look(place, one.raw, one.reference)
            if there is not None:
                yield there, move

    def cause(self, hit: Hit, cause: Relocated | None) -> Relocated | None:
        """The target's own move, or that of the document that points at it."""
        if hit.target in self.moved:
            return self.moved[hit.target][1]
        if hit.shape == "folder":
            inside = next((path for path in self.ever.below(hit.target) if path in self.moved), None)
            return self.moved[inside][1] if inside and hit.target not in self.now.folders else cause
        return cause
