"""The team's own templates: read from the working tree, and in CI from the base branch."""

from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol

from relcommit.errors.base import NotInState
from relcommit.errors.settings import TemplateFailed, TemplatesMissing, UnknownTemplate
from relcommit.names import RepoPath
from relcommit.text.templates import MAX_SOURCE, OURS, OVERRIDABLE, TeamTemplates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relcommit.application.app import App
    from relcommit.repo.commit_files import CommitFiles

SUFFIX = ".j2"


class Templates(Protocol):
    """Where they are read."""

    def names(self, folder: str) -> "Iterable[str]":
        """The names of a folder's files; nothing where there is no such folder."""
        ...

    def read(self, path: str) -> bytes | None:
        """The bytes of a file that is no link; `None` where there is none."""
        ...


def team_templates(app: "App") -> TeamTemplates:
    """What `templates` names. Raises TemplatesMissing, UnknownTemplate and TemplateFailed."""
    from relcommit.application.machine import in_ci

    if in_ci(app.environment) and (held := _of_base(app)):
        return held
    return read_templates(app.settings.templates, _WorkingFolder(app)) if app.settings.templates else OURS


def read_templates(folder: str, source: Templates) -> TeamTemplates:
    """A folder's templates. Raises TemplatesMissing, UnknownTemplate and TemplateFailed."""
    place = folder.strip("/")
    inside = [part for part in place.split("/") if part != "."]
    names = () if ".." in inside or folder.startswith("/") else sorted(source.names("/".join(inside)))
    texts = {}
    for name in names:
        if not name.endswith(SUFFIX):
            continue
        if name not in OVERRIDABLE:
            raise UnknownTemplate(f"{place}/{name}", next(iter(get_close_matches(name, OVERRIDABLE, n=1)), None))
        content = source.read("/".join((*inside, name)))
        if content is None:
            raise TemplateFailed(f"{place}/{name}", None, "no es un archivo corriente, y un enlace no se sigue")
        texts[name] = _text(content, f"{place}/{name}")
    if not texts:
        raise TemplatesMissing(folder)
    return TeamTemplates(place, texts)


def _text(content: bytes, place: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        raise TemplateFailed(place, content[: why.start].count(b"\n") + 1, "no está en UTF-8") from why
    if len(text) > MAX_SOURCE:
        raise TemplateFailed(place, None, f"tiene más de {MAX_SOURCE} caracteres")
    return text.replace("\r\n", "\n")


def _of_base(app: "App") -> TeamTemplates | None:
    """As the base branch's settings name them; `None` where the clone has no base."""
    from relcommit.application.evidence import base_ref
    from relcommit.repo.commit_files import files_at, settings_in
    from relcommit.repo.snapshot import take_snapshot

    try:
        base = app.settings.base or take_snapshot(app.git, app.remote).default_branch or "main"
        files = files_at(app.git, base_ref(app, base))
    except NotInState:  # no repository
        return None
    if files is None:
        return None
    folder = settings_in(files).templates
    return read_templates(folder, _CommitFolder(files)) if folder else OURS


class _WorkingFolder:
    def __init__(self, app: "App") -> None:
        from relcommit.repo.files import WorkingFiles

        try:
            self._root = app.git.root
        except NotInState:
            self._root = app.folder
        self._files = WorkingFiles(self._root)

    def names(self, folder: str) -> "Iterable[str]":
        place = self._root / folder
        return [entry.name for entry in place.iterdir()] if place.is_dir() else ()

    def read(self, path: str) -> bytes | None:
        try:
            return self._files.read(RepoPath(path))
        except NotInState:  # a folder on the way is a link
            return None


class _CommitFolder:
    def __init__(self, files: "CommitFiles") -> None:
        self._files = files

    def names(self, folder: str) -> "Iterable[str]":
        split = (path.rpartition("/") for path in self._files.paths())
        return [name for parent, _, name in split if parent == folder]

    def read(self, path: str) -> bytes | None:
        return self._files.read(path)
