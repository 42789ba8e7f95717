"""Whether a destination cannot but mean a file of the repository, so that it is broken when none is there."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from relcommit.docs.formats.markdown import is_abroad
from relcommit.docs.links.escaping import read
from relcommit.docs.links.reference import Reference
from relcommit.docs.paths import DOCUMENTS, ancestors, folder_of, folders_of, is_document
from relcommit.docs.sites.generator import SiteMap, from_page
from relcommit.docs.sites.generators.jekyll import JEKYLL
from relcommit.docs.sites.table import generator_of
from relcommit.docs.sites.target_names import TargetNames, holding

PLACEHOLDER = re.compile(r"[<>{}*$|…]|\.\.\.|\bpath/to/|\bruta/a/|(?i:\b(?:x{2,}|y{4}|n{2,})\b)")
PAGES = (".html", ".htm")
_LINKS = ("link", "image", "definition", "html")
"""The kinds that lead nowhere when their target is not there; of the others, one cannot know."""
_ROUTE = re.compile(r"/[^.]*")
"""An address of the site, which its own maker knows."""
UNASKED: Mapping[str, Literal["fenced", "address"]] = {"fenced": "fenced", "address": "address"}
"""The kinds that nobody rewrites without being asked, and what is told of each."""
_ELSEWHERE = re.compile(rb"^(?:source|collections_dir)[ \t]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Makers:
    """The site makers at work in a tree."""

    sites: SiteMap
    sited: bool
    """Whether one gives routes and anchors of its own to pages."""
    jekyll: Mapping[str, bool]
    """The folders with a site of Jekyll, and whether its files are named by their paths from there."""

    named: Mapping[str, TargetNames]
    """The folders with a project whose links may be names of parts of its documents."""

    folders: AbstractSet[str]
    """Every folder of the tree."""

    def begins(self, source: str, path: str) -> bool:
        """Whether the first folder of a path is there, seen from a file or from a folder around it.

        Of `foo/bar.md` nothing is: nobody can tell it from an example.
        """
        first = path.removeprefix("./").partition("/")[0]
        return first == ".." or any(
            f"{folder}/{first}".lstrip("/") in self.folders for folder in ("", *ancestors(source))
        )

    def may_be_a_name(self, source: str, name: str) -> bool:
        """Whether a link may mean by a name a part of any document of its project."""
        project = holding(self.named, source)
        return project is not None and project.may_mean(name)

    def links(self, path: str) -> bool:
        """Whether a tag of Jekyll in a file names the path of another."""
        folders = reversed(["", *ancestors(path)])
        return next((self.jekyll[folder] for folder in folders if folder in self.jekyll), False)

    def judges(self, source: str, path: str) -> bool:
        """Whether a path without ending that leads nowhere is broken, as far as the site of its document is known."""
        site = self.sites.holding(source)
        if site is None:
            shown = self.sites.showing(source) if path.startswith("/") else ()
            return any(other.judges(path) for other in shown) or not (self.sited and is_route(path))
        if path.startswith("/"):
            return any(other.config == site.config and other.judges(path) for other in self.sites.sites)
        own = self.sites.origin(site, source)
        address = from_page(own, path) if own is not None else None
        return not site.unread and (not site.is_strict or address is None or site.judges(address))


def makers(sites: SiteMap) -> Makers:
    """The site makers at work in a tree."""
    contents = sites.tree.contents
    generators = {path: generator for path in contents if (generator := generator_of(path))}
    return Makers(
        sites=sites,
        sited=any(generator.own_anchors and generator is not JEKYLL for generator in generators.values()),
        jekyll={
            folder_of(path): _ELSEWHERE.search(contents[path]) is None
            for path, generator in generators.items()
            if generator is JEKYLL
        },
        named={
            folder_of(path): names
            for path, generator in generators.items()
            if (names := generator.names(path, sites.tree)) is not None
        },
        folders=folders_of(sites.tree.files),
    )


def is_page(path: str) -> bool:
    """Whether a file is a page of HTML, whose addresses are those of a site."""
    return path.lower().endswith(PAGES)


def means_a_file(raw: str, one: Reference) -> bool:
    """A link, or a path in code or in a site's menu that names a document."""
    if PLACEHOLDER.search(raw):
        return False
    path = read(raw, one.syntax).path
    if one.kind == "code":
        return path.endswith(DOCUMENTS) and not re.match(r"[A-Za-z][\w+.-]*:|~|/|@", path) and " " not in path
    if one.kind == "menu":
        return True
    if one.kind == "config":
        return one.syntax in ("plain", "owners") and raw.endswith(DOCUMENTS) and not re.match(r"\w+:|/|!", raw)
    return one.kind in _LINKS and not is_abroad(raw) and bool(path)


def is_counted(path: str, raw: str, one: Reference, at_work: Makers) -> bool:
    """Whether a reference of a file is broken when nothing is there.

    Passed over are pages of HTML and the site's own routes, which only the site maker knows.
    """
    if one.syntax == "rooted" and not (at_work.links(path) and is_document(raw)):
        return False
    if one.kind == "menu":
        listed = at_work.sites.listing(path)
        return bool(listed) and not any(site.unread for site in listed) and means_a_file(raw, one)
    said = read(raw, one.syntax).path
    if one.kind == "code" and not at_work.begins(path, said):
        return False
    has_ending = is_document(said) or "." in said.rpartition("/")[2]
    if one.kind in ("link", "definition") and not has_ending and at_work.may_be_a_name(path, said):
        return False
    is_elsewhere = is_page(path) or not (has_ending or one.kind not in _LINKS or at_work.judges(path, said))
    return not is_elsewhere and means_a_file(raw, one)


def may_mean_a_file(raw: str, one: Reference) -> bool:
    """Whether a reference that leads nowhere led to a file if one of that name ever was there."""
    path = read(raw, one.syntax).path
    if not path or PLACEHOLDER.search(raw) or is_abroad(raw):
        return False
    if one.kind == "code":
        return path.endswith(DOCUMENTS)
    return one.kind in (*_LINKS, "wikilink", "include") or "/" in path or path.endswith(DOCUMENTS)


def is_route(path: str) -> bool:
    """Whether a decoded path may be an address of the site rather than a file."""
    return _ROUTE.fullmatch(path) is not None
