"""Which documents are current, which are historical, and where each belongs: explicit decisions only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal

from relcommit.docs.formats.frontmatter import status_line
from relcommit.docs.globs import compile_glob, is_any, is_glob
from relcommit.docs.model import Decided, Decision, Finding, Move, Reason, State, Tree
from relcommit.docs.paths import folder_of, folders_of, is_below, is_document, join, relative
from relcommit.docs.states.destinations import check_moves, refuse_detours
from relcommit.errors.docs import ListedMany, ListedMissing, ListedTwice, OutsideRepository
from relcommit.names import RepoPath, Status
from relcommit.settings import FILE_NAME, DocsSettings


def decide(tree: Tree, planned: Iterable[Decision], settings: DocsSettings, plan_file: str = "") -> Decided:
    """Decide about every document by the first of: the plan, the rules, its front matter, its folder.

    Raises ListedTwice, OutsideRepository, and what `check_moves` raises; nothing has been touched then.
    """
    entries = [*_planned(tree, planned, plan_file, "plan"), *_ruled(tree, settings)]
    decider = _Decider(tree, settings, plan_file, tuple(entries))
    states = {path: state for path in sorted(tree.files) if (state := decider.state(path))}
    return _decided(tree, states, decider)


def decide_by_list(tree: Tree, listed: Iterable[Decision], settings: DocsSettings, file: str) -> Decided:
    """Move what a list names and nothing else.

    Raises what `decide` raises, ListedMissing for a document that is not there, and ListedMany for what is none.
    """
    entries = _planned(tree, listed, file, "list")
    for entry in entries:
        if not entry.exact:
            raise ListedMany(file, entry.line, entry.pattern.removesuffix("**"))
    decider = _Decider(tree, settings, "", tuple(entries))
    for missing in decider.findings():
        if missing.code == "document-missing":
            raise ListedMissing(file, missing.line, missing.path)
    states = {path: state for path in sorted(tree.files) if (state := decider.present(path))}
    for entry in entries:
        path = RepoPath(entry.pattern)
        if path in tree.files and (state := decider.state(path)):
            states[path] = state
    return _decided(tree, states, decider)


def standing(tree: Tree, settings: DocsSettings) -> list[tuple[RepoPath, Status]]:
    """What the rules, front matter and folders say of each document where it stands.

    A plan or a list speaks once, and leaves nothing behind but the place: the index may not depend on it.
    """
    decider = _Decider(tree, settings, "", tuple(_ruled(tree, settings)))
    return [(path, state.status) for path in sorted(tree.files) if (state := decider.state(path))]


def _decided(tree: Tree, states: dict[RepoPath, State], decider: "_Decider") -> Decided:
    moves = tuple(
        Move(source=path, to=state.to, status=state.status, reason=state.reason)
        for path, state in states.items()
        if state.to != path
    )
    check_moves(tree, moves)
    return Decided(moves=moves, states=states, findings=tuple(decider.findings()))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the plan or a rule of the settings, ready to be asked."""

    by: Literal["plan", "list", "rule"]
    where: str
    why: str
    pattern: str
    status: Status
    to: str | None
    """A folder, or the whole new path where `renames`."""
    renames: bool
    line: int
    exact: bool

    def matches(self, path: str) -> bool:
        return path == self.pattern if self.exact else compile_glob(self.pattern).matches(path)

    def destination(self, path: str) -> str | None:
        """Where the entry sends a path; `None` where it does not say where to."""
        if self.to is None:
            return None
        if self.renames and self.to:
            return self.to
        return f"{self.to}/{relative(path, compile_glob(self.pattern).fixed)}".lstrip("/")


@dataclass(slots=True)
class _Decider:
    tree: Tree
    settings: DocsSettings
    plan_file: str
    entries: tuple[_Entry, ...]
    exact: dict[str, list[int]] = field(default_factory=dict)
    """By path, where the entries stand that say it in full: a list may have thousands."""
    globs: list[int] = field(default_factory=list)
    """Where the others stand."""

    def __post_init__(self) -> None:
        for index, entry in enumerate(self.entries):
            (self.exact.setdefault(entry.pattern, []) if entry.exact else self.globs).append(index)

    def state(self, path: RepoPath) -> State | None:
        if self.is_kept(path):
            return self.present(path)
        entry = self.entry(path)
        if entry is None:
            return self.declared(path) or self.present(path)
        reason = Reason(by=entry.by, where=entry.where, why=entry.why)
        return State(status=entry.status, reason=reason, to=self.place(path, entry))

    def entry(self, path: RepoPath) -> _Entry | None:
        """The line or rule that decides about a path, if any does."""
        entries = (self.entries[index] for index in sorted((*self.exact.get(path, ()), *self.globs)))
        return next(
            (entry for entry in entries if entry.matches(path) and (entry.exact or self.is_free(path, entry))), None
        )

    def below(self, path: RepoPath, status: Status) -> RepoPath:
        """A path in a status's folder, with every folder of its own."""
        home = self.home(path)
        return RepoPath(f"{self.folder(status)}/{relative(path, home) if is_below(path, home) else path}")

    def is_kept(self, path: str) -> bool:
        return is_any(path, self.settings.keep)

    def is_free(self, path: str, entry: _Entry) -> bool:
        """Whether a glob may take a path along.

        What stands in a status's folder was put there: only a glob that begins inside that folder takes it out.
        """
        status = self.folder_status(path)
        settled = status is not None and not is_below(compile_glob(entry.pattern).fixed + "/", self.folder(status))
        return not settled and not self.is_ours(path)

    def is_ours(self, path: str) -> bool:
        """The plan itself and the index, which no glob takes along: the next run looks for them there."""
        return path in (self.plan_file, self.settings.index, FILE_NAME)

    def place(self, path: RepoPath, entry: _Entry) -> RepoPath:
        """Where an entry wants a path. What stands below its status's folder already is there."""
        if entry.to is None and (self.stays(entry.status) or self.folder_status(path) == entry.status):
            return path
        to = entry.destination(path)
        if to is None:
            return self.below(path, entry.status)
        if entry.exact:
            return RepoPath(to)
        if is_below(path, entry.to or to) or self.folder_status(path) == entry.status:
            return path
        return RepoPath(to)

    def declared(self, path: RepoPath) -> State | None:
        """What the front matter says; only documents below the root have a say."""
        if not is_document(path) or not is_below(path, self.settings.root) or self.is_ours(path):
            return None
        declared = status_line(self.tree.contents.get(path, b""))
        if declared is None:
            return None
        status, where = declared
        to = path
        if self.folder_status(path) != status and not self.stays(status):
            to = self.below(path, status)
        return State(status=status, reason=Reason(by="front-matter", where=where), to=to)

    def present(self, path: RepoPath) -> State | None:
        status = self.folder_status(path)
        if status is None or not is_document(path):
            return None
        return State(status=status, reason=Reason(by="folder", where=self.folder(status)), to=path)

    def stays(self, status: Status) -> bool:
        return status == "vigente" and self.settings.current in (".", "")

    def folder(self, status: Status) -> str:
        return (self.settings.current if status == "vigente" else self.settings.historical).strip("/")

    def folder_status(self, path: str) -> Status | None:
        """The status of the folder a path stands in; of two that hold it, the inner one's."""
        holders: list[tuple[int, Status]] = []
        for status in ("historico", "vigente"):
            folder = self.folder(status)
            if not self.stays(status) and folder and is_below(path, folder):
                holders.append((len(folder), status))
        return max(holders)[1] if holders else None

    def home(self, path: str) -> str:
        """The folder that a document's own place is counted from: its status's, or the root."""
        status = self.folder_status(path)
        return self.folder(status) if status else self.settings.root.strip("/.")

    def findings(self) -> Iterator[Finding]:
        """Lines of the plan that move nothing although their author meant something."""
        folders = folders_of(self.tree.files)
        for entry in self.entries:
            if entry.by == "rule":
                continue
            files = self.tree.files & {RepoPath(entry.pattern)} if entry.exact else self.tree.files
            met = [path for path in files if entry.matches(path)]
            if not met and not self.is_done(entry, folders):
                yield Finding(code="document-missing", line=entry.line, path=entry.pattern)
            elif met and all(self.is_kept(path) for path in met):
                yield Finding(code="document-kept", line=entry.line, path=entry.pattern)

    def is_done(self, entry: _Entry, folders: frozenset[str]) -> bool:
        """Whether an entry that meets nothing was carried out by an earlier run."""
        if not entry.exact:
            return (entry.to if entry.to is not None else self.folder(entry.status)) in folders
        to = entry.destination(entry.pattern) or self.below(RepoPath(entry.pattern), entry.status)
        flat = f"{self.folder(entry.status)}/{entry.pattern.rpartition('/')[2]}"
        return to in self.tree.files or (entry.to is None and flat in self.tree.files)


def _planned(tree: Tree, planned: Iterable[Decision], file: str, by: Literal["plan", "list"]) -> list[_Entry]:
    """The lines of a plan or of a list; a path said in full goes before the globs."""
    folders = folders_of(tree.files)
    entries = []
    for decision in planned:
        place = f"{file}:{decision.line}"
        pattern = _beside(decision.path, file, tree, folders) or _inside(decision.path, place, folders)
        to = None if decision.to is None else _inside(decision.to, place, folders)
        is_folder = to in folders or not decision.to or not _is_file_name(decision.to, pattern)
        exact = pattern in tree.files or not (is_glob(pattern) or pattern in folders)
        if exact and pattern not in tree.files:
            refuse_detours(tree, pattern)
        pattern += "/**" if pattern in folders and not exact else ""
        entries.append(
            _Entry(by, place, decision.why, pattern, decision.status, to, exact and not is_folder, decision.line, exact)
        )
    _refuse_contradictions(entries, file)
    return sorted(entries, key=lambda entry: not entry.exact)


def _is_file_name(to: str, path: str) -> bool:
    """Whether a destination that is no folder yet names a file: a document, or with the ending of what moves."""
    ending = PurePosixPath(path).suffix
    return not to.endswith("/") and (is_document(to) or (bool(ending) and to.endswith(ending)))


def _ruled(tree: Tree, settings: DocsSettings) -> list[_Entry]:
    """The rules of the settings; a path said in full goes before the globs."""
    folders = folders_of(tree.files)
    entries = []
    for rule in settings.rules:
        pattern = _inside(rule.paths, FILE_NAME, folders)
        to = None if rule.to is None else _inside(rule.to, FILE_NAME, folders)
        exact = pattern in tree.files or not (is_glob(pattern) or pattern in folders)
        pattern += "/**" if pattern in folders and not exact else ""
        entries.append(_Entry("rule", rule.paths, "", pattern, rule.status, to, renames=False, line=0, exact=exact))
    return sorted(entries, key=lambda entry: not entry.exact)


def _beside(path: str, file: str, tree: Tree, folders: frozenset[str]) -> str | None:
    """A path that means nothing from the root but something from the folder of the plan that names it."""
    plain = join("", path)
    if plain in tree.files or plain in folders or is_glob(path) or not path:
        return None
    near = join(folder_of(file), path)
    return near if near in tree.files or near in folders else None


def _inside(path: str, place: str, folders: frozenset[str]) -> str:
    """A path as people write it, from the root of the repository."""
    clean = None if path.startswith("~") or path[1:2] == ":" else join("", path.strip())
    if (
        not clean
        or ".git" in clean.lower().split("/")
        or (path.startswith("/") and clean.partition("/")[0] not in folders)
    ):
        raise OutsideRepository(path, place)
    return clean


def _refuse_contradictions(entries: list[_Entry], file: str) -> None:
    """A plan may repeat itself; a list names every document once."""
    seen: dict[str, _Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.pattern, entry)
        repeated = entry is not first and entry.by == "list"
        if repeated or (first.status, first.to) != (entry.status, entry.to):
            raise ListedTwice(file, entry.pattern, first.line, entry.line)
