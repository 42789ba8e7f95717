"""Files that list documents for a machine: site menus, redirections, Sphinx's pages and code owners."""

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator

from relcommit.docs.formats import rst as restructured
from relcommit.docs.formats.yaml import scalars
from relcommit.docs.links.reference import Reference
from relcommit.docs.model import Move, Reported, Tree
from relcommit.docs.paths import folder_of, is_below, is_document, join

_DOCS_DIR = re.compile(rb"""^docs_dir:[ \t]*["']?([^"'#\r\n]+)""", re.MULTILINE)
_KEY = re.compile(
    rb"""^[ \t]*(?:-[ \t]+)?(["']?)([^\s"'#:][^"'#:\r\n]*\.(?:md|mdx|markdown))\1[ \t]*:(?=[ \t\r\n])""", re.MULTILINE
)
"""A page that is described, rather than one that something is called: plugins list them so."""
_MAPS = re.compile(rb"^([ \t]*)redirect_maps:[^\n]*\n(?:\1[ \t]+[^\n]*(?:\n|\Z)|[ \t\r]*\n)*", re.MULTILINE)
"""Redirections, whose keys are places where nothing stands any more."""
_NAV = re.compile(rb"^nav:[^\n]*\n(?:[ \t#-][^\n]*(?:\n|\Z)|\r?\n)*", re.MULTILINE)
"""The menu, whose keys are titles, even those that end as a page does."""
_STRING = re.compile(rb"""(?<![\w\\])(["'`])((?:\\.|(?!\1)[^\\\r\n]){1,400})\1""")
_FROM = re.compile(rb"""(?<![\w$.])(["']?)from\1[ \t]*:\s*(?:\[[^\]]*\]|["'`][^"'`\r\n]*["'`])""")
"""Addresses that redirections lead away from: nothing stands there any more."""
_OWNED = re.compile(rb"^[ \t]*((?:\\.|[^\s#\\*])+)(?:\*{0,2}(?=[ \t\r\n]|\Z))", re.MULTILINE)
"""A path, or a folder with `*` or `**` after its final stroke."""
_SCRIPTS = (".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", ".json")


Reader = Callable[[str, bytes], Iterator[Reference]]


def is_site_file(path: str) -> bool:
    """Whether a file is one of these, by its name."""
    return _reader(path) is not None


def references(path: str, data: bytes) -> Iterator[Reference]:
    """The paths that such a file names."""
    reader = _reader(path)
    return reader(path, data) if reader else iter(())


def _reader(path: str) -> Reader | None:
    return next((reader for knows, reader in _READERS if knows(path)), None)


def is_mkdocs(path: str) -> bool:
    """Whether a file is the configuration of MkDocs."""
    return path.rpartition("/")[2] in ("mkdocs.yml", "mkdocs.yaml")


def is_docusaurus(path: str) -> bool:
    """Whether a file is the configuration of Docusaurus."""
    name = path.rpartition("/")[2]
    return name.endswith(_SCRIPTS) and name.partition(".")[0] == "docusaurus"


def is_jekyll(path: str) -> bool:
    """Whether a file is the configuration of Jekyll."""
    return path.rpartition("/")[2] in ("_config.yml", "_config.yaml")


def _is_owners(path: str) -> bool:
    return path.rpartition("/")[2] == "CODEOWNERS" and folder_of(path) in ("", ".github", ".gitlab", "docs")


def _has_sidebars(path: str) -> bool:
    """Whether a file is the configuration of Docusaurus, or one of its menus."""
    name = path.rpartition("/")[2]
    return is_docusaurus(path) or (name.endswith(_SCRIPTS) and name.partition(".")[0] == "sidebars")


def _is_vitepress(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.endswith(_SCRIPTS) and name.partition(".")[0] == "config" and folder_of(path).endswith(".vitepress")


def docs_dir(path: str, data: bytes) -> str | None:
    """Where the pages of a `mkdocs.yml` stand; `None` outside the repository."""
    setting = _DOCS_DIR.search(data)
    return join(folder_of(path), setting[1].decode("utf-8", "replace").strip() if setting else "docs")


def leaving(tree: Tree, moves: Iterable[Move]) -> Iterator[Reported]:
    """Pages of MkDocs that no menu names and that go out of the folder of its pages: the site has them no more."""
    for path in filter(is_mkdocs, sorted(tree.contents)):
        data, setting = tree.contents[path], _DOCS_DIR.search(tree.contents[path])
        root = docs_dir(path, data)
        line = data.count(b"\n", 0, setting.start() if setting else 0) + 1
        if root is None:
            continue
        for move in moves:
            if is_document(move.source) and is_below(move.source, root) and not is_below(move.to, root):
                yield Reported(file=path, line=line, target=move.source, why="site")


def _mkdocs(path: str, data: bytes) -> Iterator[Reference]:
    home, root = folder_of(path), docs_dir(path, data)
    bases = (home,) if root is None else (root, home)
    references = [
        Reference("config", scalar.start, scalar.end, "plain", bases)
        for scalar in scalars(data)
        if scalar.end > scalar.start
    ]
    old = [block.span() for words in (_MAPS, _NAV) for block in words.finditer(data)]
    keys = (key for key in _KEY.finditer(data) if not any(start < key.start() < end for start, end in old))
    references += (Reference("config", *key.span(2), "plain", bases) for key in keys)
    yield from sorted(references, key=lambda reference: reference.start)


def _docusaurus(path: str, data: bytes) -> Iterator[Reference]:
    home = folder_of(path)
    roots = (f"{home}/docs".lstrip("/"), home)
    old = [match.span() for match in _FROM.finditer(data)]
    starts = [start for start, _ in old]
    for string in _strings(data, roots):
        before = bisect(starts, string.start)
        if not before or old[before - 1][1] <= string.start:
            yield string


def _jekyll(path: str, data: bytes) -> Iterator[Reference]:
    """Paths by which pages are chosen, here and there by ones that are not there: none is a link that breaks."""
    home = folder_of(path)
    for scalar in scalars(data):
        if scalar.end > scalar.start:
            yield Reference("mention", scalar.start, scalar.end, "plain", (home,))


def _vitepress(path: str, data: bytes) -> Iterator[Reference]:
    root = folder_of(folder_of(path))
    return _strings(data, (root,))


def _strings(data: bytes, bases: tuple[str, ...]) -> Iterator[Reference]:
    for string in _STRING.finditer(data):
        if not re.match(rb"[A-Za-z][A-Za-z0-9+.-]*:|//|#|\s|@", string[2]):
            yield Reference("config", *string.span(2), "script", bases)


def _owners(path: str, data: bytes) -> Iterator[Reference]:
    del path
    for owned in _OWNED.finditer(data):
        if b"/" in owned[1]:
            yield Reference("config", *owned.span(1), "owners", ("",))


_READERS: tuple[tuple[Callable[[str], bool], Reader], ...] = (
    (is_mkdocs, _mkdocs),
    (is_jekyll, _jekyll),
    (_is_owners, _owners),
    (_has_sidebars, _docusaurus),
    (_is_vitepress, _vitepress),
    (restructured.is_restructured, restructured.references),
)
