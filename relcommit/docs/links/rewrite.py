"""Moving documents without breaking what points at them, or what they point at."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from relcommit.docs.formats.html import attributes
from relcommit.docs.formats.markdown import references
from relcommit.docs.formats.rst import is_restructured
from relcommit.docs.links.classify import UNASKED, Makers, is_counted, is_page, makers
from relcommit.docs.links.code_mentions import Mentions
from relcommit.docs.links.reference import Reference
from relcommit.docs.links.resolve import Hit, Met, Places
from relcommit.docs.links.respell import respell
from relcommit.docs.model import Edit, Move, Reorganisation, Reported, Tree
from relcommit.docs.paths import ancestors, folder_of, folders_of, is_below, is_document, is_landing, join, relative
from relcommit.docs.progress import Watch, unwatched, watched
from relcommit.docs.sites import table as sites
from relcommit.docs.sites.generators import jekyll_liquid as liquid
from relcommit.docs.sites.generators.mkdocs_settings import is_mkdocs
from relcommit.errors.docs import LeavesSite, WouldBreak
from relcommit.names import RepoPath


def is_readable(path: str) -> bool:
    """Whether a file can hold a reference that is rewritten, by its name."""
    return is_document(path) or is_page(path) or sites.lists_documents(path)


def reorganise(
    tree: Tree, moves: Sequence[Move], watch: Watch = unwatched, mentions: Mentions | None = None
) -> Reorganisation:
    """Everything that changes with the moves: references to what moves, and references from it.

    `watch` is told how many files of how many have been read; `mentions` looks at code too.
    Raises WouldBreak where a reference that works could not be made to work again, LeavesSite where it is that of a
    site to a page.
    """
    if not moves:
        return Reorganisation(contents={}, symlinks={})
    atlas = TreeMapping(tree, {move.source: move.to for move in moves})
    desk = _Rewriter(atlas, makers(atlas.before.sites or sites.site_map((), {})), mentions)
    for path in watched(sorted(tree.contents), watch):
        desk.visit(path, tree.contents[path])
    return Reorganisation(
        moves=tuple(moves),
        edits=(*desk.edits, *_link_edits(atlas)),
        contents=desk.contents,
        symlinks=dict(_retargeted(atlas)),
        reported=tuple(desk.reported),
        attachments=tuple(sorted(desk.attachments())),
        broken_before=desk.broken_before,
        broken_after=desk.broken_after,
    )


def places_of(tree: Tree) -> Places:
    """The files and folders of a tree, with its sites."""
    return Places(tree.files, tree.symlinks.items(), sites.site_map(tree.files, tree.contents))


class TreeMapping:
    """The tree before and after, and the way from one to the other."""

    def __init__(self, tree: Tree, moved: Mapping[str, str]) -> None:
        self.tree = tree
        self.moved = moved
        self.before = places_of(tree)
        self.folders: dict[str, str] = {}

    @cached_property
    def after(self) -> Places:
        files = {self.moved.get(path, path) for path in self.before.files}
        links = [(self.place(link), target) for link, target in _retargets(self)]
        contents = {RepoPath(self.moved.get(path, path)): data for path, data in self.tree.contents.items()}
        return Places(files, links, sites.site_map(files, contents))

    def place(self, path: str) -> str:
        """Where a file stands after the moves."""
        return self.moved.get(path, path)

    def target(self, hit: Hit, *, is_shown: bool = False) -> str:
        """Where what a destination points at stands after the moves.

        A folder that `is_shown` to readers is what its README or index says: where that goes, links to it follow.
        """
        if hit.shape != "folder":
            return self.place(hit.target)
        landing = self.before.landing(hit.target) if is_shown else None
        if landing is not None and self.place(landing) != landing and self.after.landing(hit.target) is None:
            new = self.place(landing)
            return folder_of(new) if is_landing(new) else self.folder(hit.target)
        return self.folder(hit.target)

    def folder(self, folder: str) -> str:
        """Where a folder went: nowhere while it exists, else where its files did."""
        if not folder or folder in self._folders_after:
            return folder
        if folder not in self.folders:
            self.folders[folder] = self._went(folder)
        return self.folders[folder]

    @cached_property
    def _folders_after(self) -> frozenset[str]:
        return folders_of(self.place(path) for path in self.before.files)

    def _went(self, folder: str) -> str:
        inside = self.before.below(folder)
        homes = {
            new[: -len(path) + len(folder)] if new.endswith(path[len(folder) :]) else ""
            for path in inside
            for new in (self.place(path),)
        }
        if len(homes) == 1 and "" not in homes:
            return homes.pop()
        landing = next((path for path in inside if folder_of(path) == folder and is_landing(path)), None)
        if landing is not None:
            return folder_of(self.place(landing))
        return _common([folder_of(self.place(path)) for path in inside])


def _common(folders: list[str]) -> str:
    parts = [folder.split("/") for folder in folders]
    shared = []
    for names in zip(*parts, strict=False):
        if len(set(names)) > 1:
            break
        shared.append(names[0])
    return "/".join(shared)


@dataclass(slots=True)
class _Rewriter:
    """Where files are gone through one by one, and what came of it."""

    atlas: TreeMapping
    makers: Makers
    mentions: Mentions | None = None
    edits: list[Edit] = field(default_factory=list)
    contents: dict[RepoPath, bytes] = field(default_factory=dict)
    reported: list[Reported] = field(default_factory=list)
    users: dict[RepoPath, set[RepoPath]] = field(default_factory=dict)
    """By file that is no document, who points at it."""
    broken_before: int = 0
    broken_after: int = 0

    def attachments(self) -> Iterator[RepoPath]:
        """The files that stay although everybody who points at them moves."""
        moved = self.atlas.moved.keys()
        return (path for path, users in self.users.items() if path not in moved and users <= moved)

    def visit(self, path: RepoPath, data: bytes) -> None:
        """Go through one file; what is not UTF-8 is read as Latin-1 and left as it is."""
        try:
            data.decode()
        except UnicodeDecodeError:
            self.reported += self.left(path, data.decode("latin-1").encode())
            return
        splices = [*self.splices(path, data)]
        splices += self.named(path, data, {splice.reference.start for splice in splices})
        if splices:
            splices.sort(key=lambda splice: splice.reference.start)
            self.contents[RepoPath(self.atlas.place(path))] = spliced(data, splices)
            self.edits += edits_of(path, data, splices)

    @property
    def rewrites_code(self) -> bool:
        return self.mentions is not None and self.mentions.rewrite

    def count_broken(self, path: RepoPath, raw: str, one: Reference) -> None:
        """Note what `docs check` calls missing, and whether it still is after the moves."""
        if path not in self.atlas.tree.ignored and is_counted(path, raw, one, self.makers):
            self.broken_before += 1
            self.broken_after += self.atlas.after.look(self.atlas.place(path), raw, one) is None

    def left(self, path: RepoPath, data: bytes) -> Iterator[Reported]:
        for splice in self.splices(path, data, counted=False):
            line = data.count(b"\n", 0, splice.reference.start) + 1
            yield Reported(file=path, line=line, target=RepoPath(splice.target))

    def named(self, path: RepoPath, data: bytes, known: Collection[int]) -> Iterator["Splice"]:
        """What code says of moved documents: to be rewritten where somebody asked for it, else reported.

        What begins where a reference does is `known`.
        """
        if self.mentions is None:
            return
        is_prose = is_document(path) or is_page(path) or sites.names_documents(path)
        is_code = not is_prose or (is_restructured(path) and b".m" in data)
        for mention in self.mentions.in_code(path, data) if is_code else self.mentions.in_document(data):
            if mention.start in known:
                continue
            if self.mentions.rewrite:
                yield Splice(Reference("mention", mention.start, mention.end, "plain"), mention.new, mention.target)
            else:
                line = data.count(b"\n", 0, mention.start) + 1
                self.reported.append(Reported(file=path, line=line, target=RepoPath(mention.target), why="code"))

    def splices(self, path: RepoPath, data: bytes, *, counted: bool = True) -> Iterator["Splice"]:
        """What has to be written where, in order; what leads nowhere is `counted` as `docs check` does."""
        stays = self.atlas.place(path) == path
        for reference in references_of(path, data, in_code=True):
            raw = data[reference.start : reference.end].decode()
            met = self.atlas.before.look(path, raw, reference)
            if met is None:
                if counted:
                    self.count_broken(path, raw, reference)
                continue
            if met.hit.shape == "file" and not is_document(met.hit.target):
                self.users.setdefault(RepoPath(met.hit.target), set()).add(path)
            target = self.atlas.target(met.hit, is_shown=reference.kind in ("link", "definition", "html"))
            if stays and target == met.hit.target:
                continue
            new = respell(self.atlas.after, met, self.atlas.place(path), target)
            if reference.kind in UNASKED and (new is None or not self.rewrites_code):
                self.reported += _left_in_code(path, data, met, new)
            elif new is None:
                raise _refusal(path, data.count(b"\n", 0, reference.start) + 1, met, target)
            elif new != raw:
                yield Splice(reference, new, met.hit.target)


@dataclass(frozen=True, slots=True)
class Splice:
    reference: Reference
    new: str
    target: str
    """What it points at, before the moves."""


def _refusal(path: RepoPath, line: int, met: Met, to: str) -> WouldBreak | LeavesSite:
    """Why a reference cannot be written so that it still works."""
    root = met.hit.site.folder if met.hit.site else met.hit.base
    if root and (met.reference.bases or met.hit.site) and not is_below(to, root):
        return LeavesSite(path, line, met.hit.target, to, root, "docs_dir" if is_mkdocs(path) else "")
    return WouldBreak(path, line, met.hit.target)


def _left_in_code(path: RepoPath, data: bytes, met: Met, new: str | None) -> Iterator[Reported]:
    """What a code block or an address says of a document, where it would have to say something else."""
    if new != met.raw and is_document(met.hit.target):
        line = data.count(b"\n", 0, met.reference.start) + 1
        yield Reported(file=path, line=line, target=RepoPath(met.hit.target), why=UNASKED[met.reference.kind])


def references_of(path: str, data: bytes, *, own_anchors: bool = False, in_code: bool = False) -> list[Reference]:
    """Every destination of a UTF-8 file, whatever its kind. Raises UnicodeDecodeError."""
    if is_document(path):
        return references(data, own_anchors=own_anchors, in_code=in_code)
    if is_page(path):
        tags = [*liquid.references(data, addresses=in_code)]
        return sorted(liquid.prevailing(tags, attributes(data, 0, len(data))), key=lambda reference: reference.start)
    return list(sites.references(path, data))


def spliced(data: bytes, splices: list[Splice]) -> bytes:
    pieces: list[bytes] = []
    position = 0
    for splice in splices:
        pieces += (data[position : splice.reference.start], splice.new.encode("utf-8", "surrogateescape"))
        position = splice.reference.end
    return b"".join((*pieces, data[position:]))


def edits_of(path: RepoPath, data: bytes, splices: list[Splice]) -> Iterator[Edit]:
    line, position = 1, 0
    for splice in splices:
        reference = splice.reference
        line += data.count(b"\n", position, reference.start)
        position = reference.start
        old = data[reference.start : reference.end].decode()
        yield Edit(file=path, line=line, kind=reference.kind, old=old, new=splice.new)


def _retargets(atlas: TreeMapping) -> Iterator[tuple[str, str]]:
    """Every symbolic link by its old place, with its target as it has to read after the moves."""
    for link, stored in atlas.tree.symlinks.items():
        target = None if stored.startswith("/") else _meant_by_link(atlas, join(folder_of(link), stored))
        home = folder_of(atlas.place(link))
        yield link, stored if target is None or join(home, stored) == target else relative(target, home)


def _meant_by_link(atlas: TreeMapping, at: str | None) -> str | None:
    """Where what a symbolic link points at stands after the moves; `None` for what is not there.

    A way through another link stays as it is while it leads to the same place.
    """
    if at is None:
        return None
    if at in atlas.before.files:
        return atlas.place(at)
    if at in atlas.before.folders:
        return atlas.folder(at)
    true = atlas.before.through_links(at)
    if true is None:
        return None
    target = atlas.folder(true[0]) if true[1] == "folder" else atlas.place(true[0])
    stays = target == true[0] and not any(folder in atlas.moved for folder in ancestors(at))
    return at if stays else target


def _retargeted(atlas: TreeMapping) -> Iterator[tuple[RepoPath, str]]:
    for link, target in _retargets(atlas):
        if target != atlas.tree.symlinks[RepoPath(link)]:
            yield RepoPath(atlas.place(link)), target


def _link_edits(atlas: TreeMapping) -> Iterator[Edit]:
    for link, target in sorted(_retargets(atlas)):
        old = atlas.tree.symlinks[RepoPath(link)]
        if target != old:
            yield Edit(file=RepoPath(link), line=1, kind="symlink", old=old, new=target)
