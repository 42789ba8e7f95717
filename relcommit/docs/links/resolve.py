"""What a destination points at in a tree, and how its author chose to say it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from relcommit.docs.links.escaping import LITERAL, Syntax, Written, read
from relcommit.docs.links.reference import Reference
from relcommit.docs.paths import DOCUMENTS, ancestors, folder_of, folders_of, is_below, is_document, join
from relcommit.docs.sites.generator import Site, SiteMap, from_page
from relcommit.docs.sites.generators.jekyll import is_jekyll

Shape = Literal["file", "page", "other", "numbered", "folder", "route", "name"]
"""The name in full; a document without its ending; one with another (`.html`, `.md` for `.mdx`);
one without the numbers that order it (`guia/intro` for `guia/01-intro.md`); a folder; the address at which a site
shows a document; the name by which its menu knows one."""

_NUMBER = re.compile(r"[0-9]+[ ]*[-_.]+[ ]*(?=[^0-9 ])")
_ADDRESSED = ("bare", "angle", "quoted", "unquoted", "srcset", "script")
"""What may hold an address of a site."""
_JEKYLL = ("rooted", "post", "address")
"""What counts from the root of the site."""
_LANDINGS = ("index", "README", "readme")


@dataclass(frozen=True, slots=True)
class Hit:
    """A target, and the way in which a destination says it."""

    target: str
    base: str | None
    """The folder that the path counts from; `None` for the one of the file itself."""
    shape: Shape
    site: Site | None = None
    """The site whose address or name it is."""


class Met(NamedTuple):
    """A reference that leads somewhere."""

    source: str
    reference: Reference
    raw: str
    written: Written
    """The raw destination taken apart; its path has `/` where the raw one may have backslashes."""
    hit: Hit


class Places:
    """The files and folders of a tree, ready to be looked up."""

    def __init__(self, files: Iterable[str], symlinks: Iterable[tuple[str, str]], sites: SiteMap | None = None) -> None:
        self.files = frozenset(files)
        self.sites = sites
        """`None` where nobody has read what makes sites of the tree."""
        self.folders = folders_of(self.files)
        self.links = {
            link: target
            for link, stored in symlinks
            if (target := join(folder_of(link), stored)) is not None and not stored.startswith("/")
        }

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self.files)

    @cached_property
    def stems(self) -> dict[str, list[str]]:
        """By name without ending, lower case, the documents that bear it: what `[[name]]` looks for."""
        notes: dict[str, list[str]] = {}
        for path in self._ordered:
            if is_document(path):
                notes.setdefault(_stem(path), []).append(path)
        return notes

    @cached_property
    def numbered(self) -> dict[str, str]:
        """By their paths without ending and without the numbers that order them, the documents that have some."""
        bare = ((without_numbers(path), path) for path in self._ordered if is_document(path))
        return {unnumbered: path for unnumbered, path in bare if unnumbered != path.rpartition(".")[0]}

    @cached_property
    def _jekylls(self) -> frozenset[str]:
        """The folders with a site of Jekyll."""
        return frozenset(folder_of(path) for path in self.files if is_jekyll(path))

    def below(self, folder: str) -> list[str]:
        """Every file in a folder, however deep."""
        first, last = bisect_left(self._ordered, folder + "/"), bisect_left(self._ordered, folder + "0")
        return self._ordered[first:last]

    def landing(self, folder: str) -> str | None:
        """What a folder shows of itself: its README, else its index."""
        names = (
            f"{folder}/{name}{ending}".lstrip("/")
            for name in ("README", "readme", "index", "_index")
            for ending in DOCUMENTS
        )
        return next((name for name in names if name in self.files), None)

    def look(self, source: str, raw: str, one: Reference) -> Met | None:
        """Read a destination as it stands in a file; `None` for what is not there."""
        written = read(raw, one.syntax)
        ways = [written]
        if written.tail and one.syntax in ("plain", "code"):  # signs that mean something in an address only
            ways.insert(0, Written(raw, raw, ""))
        if "\\" in written.path:
            turned = read(raw.replace("\\", "/"), one.syntax)
            ways += [turned] if turned.path == written.path.replace("\\", "/") else []
        for way in ways:
            hit = self.find(source, way.path, one) if way.path else None
            if hit is not None:
                return Met(source, one, raw, way, hit)
        return None

    def find(self, source: str, path: str, one: Reference) -> Hit | None:
        """What a decoded path means in a file."""
        if one.kind == "wikilink":
            return self._wiki(source, path)
        strict: Site | None = None
        if self.sites is not None and one.syntax in _ADDRESSED:
            hit = self._on_site(self.sites, source, path, one)
            if hit is not None:
                return hit
            strict = self._strict_site(self.sites, source, path, one)
        exact = one.syntax in LITERAL and one.syntax not in ("docname", "post")
        for base in self._roots(source, one.syntax) if one.syntax in _JEKYLL else _bases(source, path, one):
            place = join(folder_of(source) if base is None else base, path)
            shaped = None if place is None else self._shaped(place, path, exact=exact)
            if shaped is None and one.syntax == "owners" and place in self.folders:
                shaped = place or "", "folder"
            if shaped is None and one.syntax == "script" and place in self.numbered:
                shaped = self.numbered[place], "numbered"
            if shaped is not None and not (strict and shaped[1] != "file" and is_below(shaped[0], strict.folder)):
                return Hit(shaped[0], base, shaped[1])
        return None

    def _on_site(self, sites: SiteMap, source: str, path: str, reference: Reference) -> Hit | None:
        """What a site shows at an address, or serves as it is, or calls by a name in its menus."""
        for site in sites.listing(source):
            if reference.syntax == "script":
                document = sites.named(site, path)
                if document is not None:
                    return Hit(document, None, "name", site)
            if is_document(path):
                continue
            address = self._address(sites, site, source, path)
            document = sites.page(site, address) if address is not None else None
            if document is not None and not self._is_file(source, path):
                return Hit(document, None, "route", site)
            if address is not None and path.startswith("/"):
                for folder in site.static:
                    place = join(folder, address)
                    if place in self.files and place is not None:
                        return Hit(place, folder, "file")
        return None

    def _address(self, sites: SiteMap, site: Site, source: str, path: str) -> str | None:
        """The address that a path means in a document, or in a menu."""
        if path.startswith("/"):
            return path
        own = "/" if source == site.config else sites.origin(site, source)
        return from_page(own, path) if own is not None else None

    def _is_file(self, source: str, path: str) -> bool:
        """Whether a file of that very name is there, which no address is."""
        return not path.endswith("/") and join("" if path.startswith("/") else folder_of(source), path) in self.files

    def _strict_site(self, sites: SiteMap, source: str, path: str, reference: Reference) -> Site | None:
        """The site that takes a path for one of its addresses, and never for that of a file without its ending."""
        site = sites.holding(source) if reference.kind in ("link", "definition") else None
        return site if site is not None and site.is_strict and not is_document(path) else None

    def _roots(self, source: str, syntax: Syntax) -> Iterator[str]:
        """The root of the Jekyll site that holds a file, or its posts; where nothing says so, every folder that may."""
        folders = ["", *ancestors(source)]
        known = [folder for folder in folders if folder in self._jekylls]
        below = "/_posts" if syntax == "post" else ""
        return ((folder + below).lstrip("/") for folder in known[-1:] or folders)

    def _shaped(self, at: str, path: str, *, exact: bool) -> tuple[str, Shape] | None:
        slash = path.endswith("/")
        if not slash and at in self.files:
            return at, "file"
        if exact:
            shaped: tuple[str, Shape] | None = (at, "folder") if at in self.folders else self.through_links(at)
            return shaped if shaped and slash == (shaped[1] == "folder") else None
        if at and not path.endswith("."):
            for ending in DOCUMENTS:
                if at + ending in self.files:
                    return at + ending, "page"
        if at in self.folders or not at:
            return at, "folder"
        if at.endswith((".html", ".htm", ".md")):
            page = self._page(at.rpartition(".")[0], landings=not at.endswith(".md"))
            if page:
                return page, "other"
        return self.through_links(at)

    def _page(self, stem: str, *, landings: bool) -> str | None:
        folder, name = folder_of(stem), stem.rpartition("/")[2]
        for landing in _LANDINGS if landings and name == "index" else (name,):
            for ending in DOCUMENTS:
                path = f"{folder}/{landing}{ending}".lstrip("/")
                if path in self.files:
                    return path
        return None

    def through_links(self, place: str) -> tuple[str, Shape] | None:
        """A path that passes through symbolic links to folders, at its true place."""
        if not self.links:
            return None
        for _ in range(8):
            link = next((folder for folder in ancestors(place) if folder in self.links), None)
            if link is None:
                return None
            place = (self.links[link] + place[len(link) :]).lstrip("/")
            if place in self.files:
                return place, "file"
            if place in self.folders:
                return place, "folder"
        return None

    def _wiki(self, source: str, path: str) -> Hit | None:
        """A note by its path from some folder, else by its name and as many folders as tell it from others."""
        for base in _bases_of_notes(source, path):
            place = join(folder_of(source) if base is None else base, path)
            if place is not None and (place in self.files or place + ".md" in self.files):
                return Hit(place, base, "file") if place in self.files else Hit(place + ".md", base, "page")
        shape: Shape = "file" if path.lower().endswith(".md") else "page"
        ending = f"/{path.removeprefix('./')}".casefold().removesuffix(".md")
        named = [
            note
            for note in self.stems.get(_stem(path), ())
            if f"/{note}".casefold().removesuffix(".md").endswith(ending)
        ]
        beside = [note for note in named if folder_of(note) == folder_of(source)]
        chosen = beside or named
        if len(chosen) != 1:
            return None
        return Hit(chosen[0], "/".join(chosen[0].split("/")[: -1 - path.count("/")]) if "/" in path else None, shape)


def _stem(path: str) -> str:
    """A note's name as `[[name]]` says it."""
    name = path.rpartition("/")[2]
    return (name.rpartition(".")[0] if is_document(name) else name).casefold()


def _bases_of_notes(source: str, path: str) -> Iterator[str | None]:
    if path.startswith(("./", "../")):
        return iter((None,))
    return iter(("", None, *ancestors(source)) if "/" in path else ("",))


def without_numbers(path: str) -> str:
    """A document's path as a site maker names it: no ending, and no number before any name."""
    return "/".join(
        _NUMBER.sub("", part, count=1) if _NUMBER.match(part) else part for part in path.rpartition(".")[0].split("/")
    )


def _bases(source: str, path: str, one: Reference) -> Iterator[str | None]:
    """The folders that a path may count from, the likeliest first; `None` for the file's own."""
    if one.bases:
        yield from one.bases
    elif one.syntax == "module" and not path.startswith("/"):
        yield None
    elif path.startswith("/"):
        yield ""
        yield from ancestors(source)
    elif one.kind == "include":
        yield from (None, "", *ancestors(source))
    elif one.syntax in ("code", "plain") and not path.startswith(("./", "../")):
        yield ""
        if one.syntax != "code" or not path.endswith("/"):  # a folder of that name may be near by chance
            yield None
    elif one.syntax == "code" and path.startswith("./") and path.count("/") > 1:
        yield from (None, "")
    else:
        yield None
