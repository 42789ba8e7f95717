"""What leads nowhere: links, backticked paths, anchors, and absolute paths of somebody's machine."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote

from relcommit.docs.formats.anchors import anchors
from relcommit.docs.links.classify import PLACEHOLDER, UNASKED, Makers, is_counted, is_page, makers
from relcommit.docs.links.escaping import read, unwrap
from relcommit.docs.links.reference import Reference
from relcommit.docs.links.resolve import Places
from relcommit.docs.links.rewrite import places_of, references_of
from relcommit.docs.links.suggest import Nearest
from relcommit.docs.model import Tree
from relcommit.docs.paths import folder_of, is_document, relative
from relcommit.docs.progress import Watch, unwatched, watched
from relcommit.docs.sites.generators import jekyll_liquid as liquid
from relcommit.docs.sites.table import site_map
from relcommit.docs.sites.target_names import holding, names_in
from relcommit.names import RepoPath

Trouble = Literal["missing", "anchor", "machine", "fenced", "address"]

_MACHINE = re.compile(
    r"""(?:(?:file:/{2,3}|(?<![\w./~-])/(?:mnt/[a-z]/)?)(?:home|Users)/([\w.-]+)|(?<!\w)[A-Za-z]:[\\/]+Users[\\/]+([\w.-]+))"""
    r"""[^\s)\]`"'<>»”]*"""
)
_NOBODY = frozenset(
    ("user", "usuario", "username", "tu-usuario", "tu_usuario", "you", "your-username", "name", "nombre", "somebody",
     "someone", "alguien", "alice", "bob", "me", "foo", "runner", "node", "ubuntu", "vscode", "app", "git", "root",
     "admin", "ec2-user", "vagrant", "shared", "public")
)  # fmt: skip
"""Names that stand for anybody."""
_NO_ANCHORS = ("config", "menu", "code", "include", "front-matter", "wikilink", *UNASKED)
_LINE_ANCHOR = re.compile(r"l[0-9]+(?:c[0-9]+)?(?:-l?[0-9]+(?:c[0-9]+)?)?|:~:.*|top|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A reference that leads nowhere."""

    file: RepoPath
    line: int
    column: int
    """In characters, the first being 1."""
    kind: str
    trouble: Trouble
    destination: str
    """The destination as written."""
    nearest: str | None
    """What its author may have meant: an existing path, or an existing anchor."""

    @property
    def is_notice(self) -> bool:
        """Whether it is only worth a look: a code block may show what is not there, a page may stand anywhere."""
        return self.trouble in UNASKED


def check(tree: Tree, watch: Watch = unwatched) -> tuple[Problem, ...]:
    """Everything in a tree that leads nowhere, file by file.

    Passed over are files that are not UTF-8, and pages of HTML: their addresses are those of a site.
    """
    checker = _Checker(tree, places_of(tree))
    paths = [path for path in tree.judged if not is_page(path)]
    return tuple(problem for path in watched(paths, watch) for problem in checker.problems(path))


def only_new(problems: Iterable[Problem], before: Iterable[Problem], present: Collection[str]) -> tuple[Problem, ...]:
    """Those that an earlier tree did not have, in a file of that name: files may have moved since.

    Of a file that is not `present` any more the problems may be those of another one: it was called otherwise.
    """
    old = Counter(map(_key, before))
    fresh = list(_without(problems, old, _key))
    names = {path.rpartition("/")[2] for path in present}
    renamed: Counter[tuple[str, ...]] = Counter()
    for (name, *rest), times in old.items():
        if name not in names:
            renamed[tuple(rest)] += times
    return tuple(_without(fresh, renamed, lambda problem: _key(problem)[1:]))


def _without(
    problems: Iterable[Problem], known: Counter[tuple[str, ...]], key: Callable[[Problem], tuple[str, ...]]
) -> Iterator[Problem]:
    """Those that are not known, each known one counted once."""
    for problem in problems:
        if known[key(problem)] > 0:
            known[key(problem)] -= 1
        else:
            yield problem


def found_in(path: str, data: bytes, *, own_anchors: bool, in_code: bool = False) -> Sequence[Reference]:
    try:
        data.decode()
    except UnicodeDecodeError:
        return ()
    return references_of(path, data, own_anchors=own_anchors, in_code=in_code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """What a check could not look at."""

    away: tuple[RepoPath, ...]
    """Files whose bytes this clone does not have here."""
    encoded: tuple[RepoPath, ...] = ()
    """Documents that are not UTF-8."""
    names: tuple[RepoPath, ...] = ()
    """The configurations of projects whose links may be names that come from elsewhere."""
    sites: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """Sites whose addresses are not judged: the generator, its configuration, the settings that are not understood."""


def unread(tree: Tree) -> Unread:
    """What a check of a tree passes over without judging it."""
    mapped = site_map(tree.files, tree.contents)
    sites = {(site.generator, site.config, site.unread) for site in mapped.sites if site.unread}
    names = (RepoPath(project.config) for project in makers(mapped).named.values() if not project.is_whole)
    encoded = (path for path in tree.judged if is_document(path) and not _is_utf8(tree.contents[path]))
    return Unread(
        away=tuple(sorted(tree.away)),
        encoded=tuple(encoded),
        names=tuple(sorted(names)),
        sites=tuple(sorted(sites)),
    )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@dataclass(slots=True)
class _Checker:
    tree: Tree
    places: Places
    nearest: Nearest = field(init=False)
    makers: Makers = field(init=False)
    offered: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.nearest = Nearest(self.places)
        self.makers = makers(self.places.sites or site_map((), {}))

    def problems(self, path: RepoPath) -> Iterator[Problem]:
        if is_page(path):
            return iter(())
        data = self.tree.contents[path]
        references = found_in(path, data, own_anchors=True, in_code=True)
        troubles = [*self.missing(path, data, references), *self.lost_anchors(path, data, references)]
        if is_document(path):
            troubles += [*_machine_paths(path, data), *self.gone_from_code(path, data, references)]
        return iter(sorted(troubles, key=lambda problem: (problem.line, problem.column)))

    def missing(self, path: RepoPath, data: bytes, found: Sequence[Reference]) -> Iterator[Problem]:
        for reference in found:
            raw = data[reference.start : reference.end].decode()
            if is_counted(path, raw, reference, self.makers) and self.places.look(path, raw, reference) is None:
                said = read(raw, reference.syntax).path
                near = self.nearest.path(path, said)
                if near == said:  # it counts from the root, and the reference from its file
                    near = relative(near, folder_of(path))
                yield _problem(path, data, reference, "missing", near)

    def gone_from_code(self, path: RepoPath, data: bytes, found: Sequence[Reference]) -> Iterator[Problem]:
        """What code blocks and addresses name, without variables, and stands elsewhere, the only one of its name."""
        for reference in found:
            raw = data[reference.start : reference.end].decode()
            if (
                reference.kind not in UNASKED
                or PLACEHOLDER.search(raw)
                or (reference.kind == "fenced" and raw.startswith("/"))
            ):
                continue
            namesake = self.namesake(read(raw, reference.syntax).path, reference.kind)
            if (
                namesake is not None
                and namesake not in self.tree.ignored
                and self.places.look(path, raw, reference) is None
            ):
                yield _problem(path, data, reference, UNASKED[reference.kind], namesake)

    def namesake(self, said: str, kind: str) -> str | None:
        """The only file of that name; of an address, the document from whose place it would come."""
        if kind != "address":
            return self.nearest.namesake(said)
        document = self.nearest.namesake(liquid.document_at(said))
        is_clear = document is not None and not liquid.has_own_address(
            document, self.tree.contents.get(RepoPath(document), b"")
        )
        return document if is_clear else None

    def lost_anchors(self, path: RepoPath, data: bytes, found: Sequence[Reference]) -> Iterator[Problem]:
        for reference in found:
            raw = data[reference.start : reference.end].decode()
            if "#" not in raw or reference.kind in _NO_ANCHORS:
                continue
            target = self.target(path, raw, reference)
            anchor = unquote(unwrap(read(raw, reference.syntax).tail, reference.syntax).partition("#")[2]).lower()
            if target is None or _LINE_ANCHOR.fullmatch(anchor) or PLACEHOLDER.search(raw):
                continue
            if raw.startswith("#") and self.makers.may_be_a_name(path, anchor):
                continue
            offered = self.anchors(target)
            if offered is not None and anchor.removeprefix("user-content-") not in offered:
                yield _problem(path, data, reference, "anchor", self.nearest.anchor(anchor, offered))

    def target(self, path: RepoPath, raw: str, one: Reference) -> str | None:
        """The document that a link with an anchor leads to: its own one for `#anchor`."""
        if raw.startswith("#"):
            return path
        met = self.places.look(path, raw, one)
        if met is None or met.hit.shape != "folder":
            return met.hit.target if met else None
        return self.places.landing(met.hit.target)

    def anchors(self, target: str) -> frozenset[str] | None:
        """What a document offers; `None` for a file whose anchors nobody knows."""
        data = self.tree.contents.get(RepoPath(target))
        if data is None or not is_document(target):
            return None
        if target not in self.offered:
            try:
                own = names_in(data) if holding(self.makers.named, target) else ()
                self.offered[target] = anchors(data, plain=self.makers.sited).union(own)
            except UnicodeDecodeError:
                return None
        return self.offered[target]


def _machine_paths(path: RepoPath, data: bytes) -> Iterator[Problem]:
    if not re.search(rb"/home/|[/\\]Users[/\\]", data):
        return
    text = data.decode("utf-8", "replace")
    for match in _MACHINE.finditer(text):
        if (match[1] or match[2]).lower() in _NOBODY or PLACEHOLDER.search(match[0]):
            continue
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        yield Problem(
            file=path, line=line, column=column, kind="text", trouble="machine", destination=match[0], nearest=None
        )


def _problem(path: RepoPath, data: bytes, one: Reference, trouble: Trouble, nearest: str | None) -> Problem:
    start = data.rfind(b"\n", 0, one.start) + 1
    return Problem(
        file=path,
        line=data.count(b"\n", 0, one.start) + 1,
        column=len(data[start : one.start].decode("utf-8", "replace")) + 1,
        kind=one.kind,
        trouble=trouble,
        destination=data[one.start : one.end].decode(),
        nearest=nearest,
    )


def _key(problem: Problem) -> tuple[str, ...]:
    """The same before and after a move: the names of the file and of what it points at, without their folders."""
    return problem.file.rpartition("/")[2], problem.trouble, problem.destination.rpartition("/")[2]
