"""References that moves of the past broke, led to where their targets stand today."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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

_UNCOUNTED = ("wikilink", "front-matter", "include", "code")
"""What nobody calls broken, but what history may know."""
_NOT_OURS = re.compile(
    r"(?:^|/)(?:vendor(?:ed)?|third[_-]party|node_modules|bower_components|site-packages|_?_?fixtures?_?_?|"
    r"test[_-]?data|__snapshots__|snapshots)/",
    re.IGNORECASE,
)
"""Folders of what others wrote, or of what is broken on purpose."""
_VERSION = re.compile(
    r"(?:version[-_]?|v|r|release[-_]?)?[0-9]+(?:[._-][0-9x]+)*(?:[._-]?(?:alpha|beta|rc)[0-9.]*)?|"
    r"next|latest|stable|current|nightly",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A reference whose file is not there."""

    file: RepoPath
    data: bytes
    reference: Reference
    raw: str
    written: Written
    counts: bool
    """Whether `docs check` calls it broken; of other references one cannot know."""


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
    """References that nobody knows a target for, or not surely enough."""
    doubtful: tuple[Repair, ...] = ()
    """What they might be led to, for somebody to look at."""


def suspects(tree: Tree, watch: Watch = unwatched) -> tuple[Broken, ...]:
    """Every reference that leads nowhere: what `docs check` calls broken, notes by their name, and front matter.

    What works is never among them, nor are the words of a configuration.
    """
    places = places_of(tree)
    return tuple(_suspects(tree, places, watch, makers(places.sites or site_map((), {}))))


def _suspects(tree: Tree, places: Places, watch: Watch, at_work: Makers) -> Iterator[Broken]:
    for path in watched(tree.judged, watch):
        data = tree.contents[path]
        for reference in found_in(path, data, own_anchors=False):
            raw = data[reference.start : reference.end].decode()
            counts = is_counted(path, raw, reference, at_work)
            is_known = counts or (reference.kind in _UNCOUNTED and may_mean_a_file(raw, reference))
            if is_known and places.look(path, raw, reference) is None:
                yield Broken(path, data, reference, raw, read(raw, reference.syntax), counts)


def repair(
    tree: Tree, found: Iterable[Broken], past: Past, only: str = "", accept: Callable[[Repair], bool] | None = None
) -> Repaired:
    """Lead what is broken to where its targets went. What works is never looked at.

    With `only`, what the commit of that name broke. Whoever can `accept` a repair is asked for each that is not sure.
    """
    workshop = _Repairer(tree, past)
    splices: dict[RepoPath, list[Splice]] = {}
    repairs: list[Repair] = []
    doubtful: list[Repair] = []
    left: list[Broken] = []
    for broken in found:
        mended = workshop.mend(broken)
        if mended is not None and only in ("", mended[1].commit):
            splice, cause, is_sure = mended
            (edit,) = edits_of(broken.file, broken.data, [splice])
            offer = Repair(edit=edit, cause=cause)
            if is_sure or (accept is not None and accept(offer)):
                splices.setdefault(broken.file, []).append(splice)
                repairs.append(offer)
                continue
            doubtful.append(offer)
        if broken.counts and (mended is None or only in ("", mended[1].commit)):
            left.append(broken)
    work = Reorganisation(
        edits=tuple(repair.edit for repair in repairs),
        contents={path: spliced(tree.contents[path], mends) for path, mends in splices.items()},
        symlinks={},
        broken_before=len(left) + len(repairs),
        broken_after=len(left),
    )
    return Repaired(repairs=tuple(repairs), work=work, left=tuple(left), doubtful=tuple(doubtful))


def is_foreign(source: str, target: str) -> bool:
    """Whether only one of two files stands among what others wrote, or both do in different places."""
    mine, its = _NOT_OURS.search(source), _NOT_OURS.search(target)
    return (mine or its) is not None and (mine is None or its is None or source[: mine.end()] != target[: its.end()])


def changes_version(old: str, new: str) -> bool:
    """Whether a file that stood in one version of the documents would be one of another version."""
    mine, its = old.split("/")[:-1], new.split("/")[:-1]
    versions = [[part for part in parts if _VERSION.fullmatch(part)] for parts in (mine, its)]
    return versions[0] != versions[1] and bool(versions[0] and versions[1])


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
        ever = Tree(files=files, contents=self.tree.contents, symlinks=self.tree.symlinks)
        self.atlas = TreeMapping(ever, {path: new for path, (new, _) in self.moved.items()})
        self.ever = self.atlas.before

    def mend(self, broken: Broken) -> tuple[Splice, Relocated, bool] | None:
        """The destination that leads where the old one did, what broke that one, and whether nobody would doubt it."""
        if _NOT_OURS.search(broken.file):
            return None
        for met, ended in self.meanings(broken):
            if not broken.counts and broken.reference.kind in ("front-matter", "code") and met.hit.shape != "file":
                continue
            target = self.atlas.target(met.hit)
            cause = self.cause(met.hit, ended)
            new = respell(self.now, met, broken.file, target) if cause else None
            if cause and new is not None and new != broken.raw:
                if is_foreign(broken.file, target) or self.is_other_version(met.hit.target, target):
                    continue
                return Splice(broken.reference, new, met.hit.target), cause, cause.is_sure
        return None

    def is_other_version(self, old: str, new: str) -> bool:
        """Whether a target went into another version, or another language, of the same documents."""
        sites = self.now.sites
        before, after = (sites.holding(path) for path in (old, new)) if sites else (None, None)
        if before is not None and after is not None and before is not after:
            return before.config == after.config
        return changes_version(old, new)

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
