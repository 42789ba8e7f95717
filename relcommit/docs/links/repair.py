"""References that moves of the past broke, led to where their targets stand today."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from relcommit.docs.links.check import found_in
from relcommit.docs.links.classify import Makers, is_counted, makers, may_mean_a_file
from relcommit.docs.links.escaping import Written, read
from relcommit.docs.links.move_history import NEVER, Past, Relocated
from relcommit.docs.links.reference import Reference
from relcommit.docs.links.resolve import Hit, Met, Places
from relcommit.docs.links.respell import respell
from relcommit.docs.links.rewrite import Splice, TreeMapping, edits_of, places_of, spliced
from relcommit.docs.model import Edit, Reorganisation, Tree
from relcommit.docs.progress import Watch, unwatched, watched
from relcommit.docs.sites.table import site_map
from relcommit.names import RepoPath


@dataclass(frozen=True, slots=True)
class Broken:
    """A reference whose file is not there."""

    file: RepoPath
    data: bytes
    reference: Reference
    raw: str
    written: Written
    counts: bool
    """Whether it cannot but mean a file, as `docs check` sees it."""
    works: bool
    """Whether it leads somewhere, from a folder that is not the root."""


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
    """Every reference that leads nowhere, or only by chance.

    A path from the root that meets something from a folder further in, once its document has moved, does so by chance.
    """
    places = places_of(tree)
    return tuple(_suspects(tree, places, watch, makers(places.sites or site_map((), {}))))


def _suspects(tree: Tree, places: Places, watch: Watch, at_work: Makers) -> Iterator[Broken]:
    for path in watched(tree.judged, watch):
        data = tree.contents[path]
        for reference in found_in(path, data, own_anchors=False):
            raw = data[reference.start : reference.end].decode()
            if may_mean_a_file(raw, reference):
                met = places.look(path, raw, reference)
                if met is None or (raw.startswith("/") and met.hit.base):
                    counts = met is None and is_counted(path, raw, reference, at_work)
                    yield Broken(path, data, reference, raw, read(raw, reference.syntax), counts, works=met is not None)


def repair(tree: Tree, found: Iterable[Broken], past: Past, only: str = "") -> Repaired:
    """Lead what is broken to where its targets went. What works is never looked at.

    With `only`, what the commit of that name broke.
    """
    workshop = _Repairer(tree, past)
    by_file: dict[RepoPath, list[tuple[Broken, Splice, Relocated]]] = {}
    left: list[Broken] = []
    for broken in found:
        mended = workshop.mend(broken)
        if mended is not None and only in ("", mended[1].commit):
            by_file.setdefault(broken.file, []).append((broken, *mended))
        elif broken.counts and mended is None:
            left.append(broken)
    repairs: list[Repair] = []
    contents: dict[RepoPath, bytes] = {}
    for path, mends in by_file.items():
        splices = [splice for _, splice, _ in mends]
        edits = edits_of(path, tree.contents[path], splices)
        repairs += (Repair(edit=edit, cause=cause) for edit, (_, _, cause) in zip(edits, mends, strict=True))
        contents[path] = spliced(tree.contents[path], splices)
    work = Reorganisation(
        edits=tuple(repair.edit for repair in repairs),
        contents=contents,
        symlinks={},
        broken_before=len(left) + len(repairs),
        broken_after=len(left),
    )
    return Repaired(repairs=tuple(repairs), work=work, left=tuple(left))


@dataclass(slots=True)
class _Repairer:
    tree: Tree
    past: Past
    now: Places = field(init=False)
    ever: Places = field(init=False)
    """Every place that a file has or had."""
    moved: Mapping[str, tuple[str, Relocated]] = field(init=False)
    atlas: TreeMapping = field(init=False)

    def __post_init__(self) -> None:
        self.now = places_of(self.tree)
        self.moved = {path: followed for path in self.past.gone() if (followed := self.past.follow(path))}
        files = self.tree.files | {RepoPath(path) for path in self.moved}
        ever = Tree(files=files, contents={}, symlinks=self.tree.symlinks)
        self.atlas = TreeMapping(ever, {path: new for path, (new, _) in self.moved.items()})
        self.ever = self.atlas.before

    def mend(self, one: Broken) -> tuple[Splice, Relocated] | None:
        """The destination that leads where the old one did, and what broke that one."""
        for met, ended in self.meanings(one):
            if one.works and met.hit.base:
                continue
            target = self.atlas.target(met.hit)
            why = self.cause(met.hit, ended)
            new = respell(self.now, met, one.file, target) if why else None
            if why and new is not None and new != one.raw:
                return Splice(one.reference, new, met.hit.target), why
        return None

    def meanings(self, one: Broken) -> list[tuple[Met, Relocated | None]]:
        """What a reference may have meant in each place where its document stood.

        Those go first where document and target have stood at one time, so that it worked.
        """
        readings: list[tuple[bool, Met, Relocated | None]] = []
        for home in self.past.homes(one.file):
            met = self.ever.look(home.path, one.raw, one.reference)
            if met is not None:
                readings.append((self.left(met.hit) <= home.since, met, home.ended))
        return [(met, ended) for _, met, ended in sorted(readings, key=lambda reading: reading[0])]

    def left(self, hit: Hit) -> int:
        """When a target left, counted in commits."""
        if hit.shape != "folder":
            return self.past.left(hit.target)
        if hit.target in self.now.folders:
            return NEVER
        return max((self.past.left(path) for path in self.ever.below(hit.target) if path in self.moved), default=NEVER)

    def cause(self, hit: Hit, cause: Relocated | None) -> Relocated | None:
        """The target's own move, or that of the document that points at it."""
        if hit.target in self.moved:
            return self.moved[hit.target][1]
        if hit.shape == "folder":
            inside = next((path for path in self.ever.below(hit.target) if path in self.moved), None)
            return self.moved[inside][1] if inside and hit.target not in self.now.folders else cause
        return cause
