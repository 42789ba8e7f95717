"""MkDocs: `mkdocs.yml`, the menus of awesome-pages and awesome-nav, and the addresses of its pages."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from relcommit.docs.formats.yaml import Scalar, is_verbatim, keys_and_values, scalars
from relcommit.docs.links.reference import Reference
from relcommit.docs.model import Move, Reported, Tree
from relcommit.docs.paths import folder_of, is_below, is_document, relative
from relcommit.docs.sites.generator import Generator, Site, names_of
from relcommit.docs.sites.generators.mkdocs_settings import DOCS_DIR, docs_dir, is_mkdocs
from relcommit.docs.sites.redirects.mkdocs_redirects import redirected
from relcommit.docs.sites.site_files import SiteFiles

_MENUS = (".pages", ".nav.yml", ".nav.yaml")
_MOVERS = ("blog", "i18n", "monorepo", "multirepo", "same-dir", "include_dir_to_nav", "ezlinks", "roamlinks")
"""Plugins that put pages elsewhere, or links to them."""


def leaving(tree: Tree, moves: Iterable[Move]) -> Iterator[Reported]:
    """Pages of MkDocs that no menu names and that go out of the folder of its pages: the site has them no more."""
    moves = tuple(moves)
    for path in filter(is_mkdocs, sorted(tree.contents)):
        data, setting = tree.contents[path], DOCS_DIR.search(tree.contents[path])
        root = docs_dir(path, data)
        line = data.count(b"\n", 0, setting.start() if setting else 0) + 1
        if root is None:
            continue
        for move in moves:
            if is_document(move.source) and is_below(move.source, root) and not is_below(move.to, root):
                yield Reported(file=path, line=line, target=move.source, why="site")


def page_address(inside: str, *, directories: bool) -> str:
    """Where MkDocs shows a page, by its path from the folder of the pages."""
    stem = inside.rpartition(".")[0]
    folder, name = folder_of(stem), stem.rpartition("/")[2]
    if name.lower() in ("index", "readme"):
        return f"/{folder}/" if folder else "/"
    return f"/{stem}/" if directories else f"/{stem}.html"


def _references(path: str, data: bytes) -> Iterator[Reference]:
    if not is_mkdocs(path):
        yield from _menu(path, data)
        return
    home, root = folder_of(path), docs_dir(path, data)
    bases = (home,) if root is None else (root, home)
    for scalar in keys_and_values(data):
        if scalar.end > scalar.start and is_verbatim(data, scalar) and _may_be_path(scalar):
            yield Reference("config", scalar.start, scalar.end, "plain", bases)


def _may_be_path(scalar: Scalar) -> bool:
    """Values; and keys by which plugins describe pages, but titles of the menu and redirections from what is gone."""
    if not scalar.is_key:
        return True
    return scalar.keys[:1] != ("nav",) and "redirect_maps" not in scalar.keys and is_document(scalar.value)


def _menu(path: str, data: bytes) -> Iterator[Reference]:
    """A menu of one folder, whose paths count from there."""
    for scalar in scalars(data):
        if "nav" in scalar.keys and scalar.end > scalar.start and is_verbatim(data, scalar):
            yield Reference("config", scalar.start, scalar.end, "plain", (folder_of(path),))


def parsed(data: bytes) -> Mapping[str, Any]:
    """The settings at the top of a YAML configuration; those that a tag computes are left out."""
    return {scalar.keys[0]: scalar.value for scalar in scalars(data) if len(scalar.keys) == 1 and scalar.column == 0}


def _sites(path: str, tree: SiteFiles) -> Iterator[Site]:
    data = tree.data(path)
    root = docs_dir(path, data)
    if root is not None:
        settings = parsed(data)
        plugins = {scalar.value for scalar in keys_and_values(data) if scalar.keys[:1] == ("plugins",)}
        yield pages_site("MkDocs", path, root, settings, unread=tuple(sorted(plugins & {*_MOVERS})))


def pages_site(generator: str, path: str, root: str, settings: Mapping[str, Any], unread: tuple[str, ...] = ()) -> Site:
    """The site of a configuration in the manner of MkDocs."""
    directories = str(settings.get("use_directory_urls", "true")).lower() != "false"

    def address(document: str, data: bytes) -> str | None:
        del data
        return page_address(relative(document, root), directories=directories) if is_below(document, root) else None

    base = urlsplit(str(settings.get("site_url", ""))).path.rstrip("/") + "/"
    return Site(
        generator=generator, config=path, folder=root, address=address, base=base, static=(root,),
        unread=unread,
        is_strict=not unread,
    )  # fmt: skip


MKDOCS = Generator(
    name="MkDocs",
    is_config=is_mkdocs,
    is_menu=names_of(*_MENUS),
    references=_references,
    sites=_sites,
    redirected=redirected,
)
