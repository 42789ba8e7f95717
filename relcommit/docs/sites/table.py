"""The table of site generators: whoever wants to know anything of one asks here. A generator is a file and a line."""

from collections.abc import Iterable, Mapping
from functools import cache

from relcommit.docs.formats import codeowners, rst
from relcommit.docs.links.reference import Reference
from relcommit.docs.paths import is_document
from relcommit.docs.sites.generator import Generator, Site, SiteMap, no_references
from relcommit.docs.sites.generators.docusaurus import DOCUSAURUS
from relcommit.docs.sites.generators.eleventy import ELEVENTY
from relcommit.docs.sites.generators.github_wiki import GITHUB_WIKI
from relcommit.docs.sites.generators.hugo import HUGO
from relcommit.docs.sites.generators.jekyll import JEKYLL
from relcommit.docs.sites.generators.mdbook import MDBOOK
from relcommit.docs.sites.generators.mkdocs import MKDOCS
from relcommit.docs.sites.generators.myst import JUPYTER_BOOK, MYST
from relcommit.docs.sites.generators.quarto import QUARTO
from relcommit.docs.sites.generators.sphinx import SPHINX
from relcommit.docs.sites.generators.vitepress import VITEPRESS
from relcommit.docs.sites.generators.zensical import ZENSICAL
from relcommit.docs.sites.site_files import SiteFiles
from relcommit.names import RepoPath

SITES: tuple[Generator, ...] = (
    MKDOCS,
    ZENSICAL,
    DOCUSAURUS,
    JEKYLL,
    VITEPRESS,
    SPHINX,
    MYST,
    JUPYTER_BOOK,
    MDBOOK,
    HUGO,
    QUARTO,
    ELEVENTY,
    GITHUB_WIKI,
)


@cache
def generator_of(path: str) -> Generator | None:
    """The generator whose configuration a path is."""
    return next((generator for generator in SITES if generator.is_config(path)), None)


@cache
def _lister(path: str) -> Generator | None:
    return next((generator for generator in SITES if generator.is_config(path) or generator.is_menu(path)), None)


def lists_documents(path: str) -> bool:
    """Whether a file lists documents for a machine: menus, pages of Sphinx, code owners."""
    lister = _lister(path)
    return (lister is not None and lister.is_read) or codeowners.is_owners(path) or rst.is_restructured(path)


def names_documents(path: str) -> bool:
    """Whether a file is read for the paths that it names, rather than as code."""
    lister = _lister(path)
    is_menu = lister is not None and lister.references is not no_references
    return is_menu or codeowners.is_owners(path) or rst.is_restructured(path)


def references(path: str, data: bytes) -> Iterable[Reference]:
    """The paths that such a file names."""
    if codeowners.is_owners(path):
        return codeowners.references(data)
    if rst.is_restructured(path):
        return rst.references(path, data)
    lister = _lister(path)
    return lister.references(path, data) if lister else ()


def site_map(files: Iterable[str], contents: Mapping[RepoPath, bytes]) -> SiteMap:
    """Every site of a tree."""
    tree = SiteFiles(frozenset(files), contents)
    sites: list[Site] = []
    for path in sorted(path for path in tree.contents if not is_document(path) or path.endswith("_Sidebar.md")):
        generator = generator_of(path)
        if generator is not None:
            sites += generator.sites(path, tree)
    return SiteMap(sites, tree)
