"""What is asked of every site generator, and the site that one makes of a tree."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from relcommit.docs.links.reference import Reference
from relcommit.docs.paths import folder_of, is_below, is_document, join, relative
from relcommit.docs.sites.redirects.moved_pages import Redirected, SiteMoves
from relcommit.docs.sites.site_files import SiteFiles
from relcommit.docs.sites.target_names import TargetNames
from relcommit.names import RepoPath

Address = Callable[[str, bytes], str | None]
"""Where a site shows a document: `/guia/intro`, or `/guia/` for what a folder shows; `None` for no page."""
References = Callable[[str, bytes], Iterable[Reference]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Site:
    """One set of pages that one configuration makes: a language or a version is a set of its own."""

    generator: str
    config: str
    folder: str
    """Where its documents stand, from the root of the repository."""
    address: Address
    base: str = "/"
    """What the whole site stands below, where links may say it too; it ends in `/`."""
    static: tuple[str, ...] = ()
    """The folders whose files are served from the root of the site as they are."""
    pages: tuple[str, ...] = ()
    """The folders of other pages that it shows, which may say the addresses of its documents."""
    menus: frozenset[str] = frozenset()
    """The files that name its documents in the generator's own way."""
    named: Address | None = None
    """How a menu names a document, where that is no path."""
    judged: tuple[str, ...] = ()
    """What the addresses begin with that only documents have: one that leads nowhere is broken."""
    made: tuple[str, ...] = ()
    """What the addresses begin with of pages that no document has, below those: tags, categories."""
    unread: tuple[str, ...] = ()
    """The settings that change addresses in a way that is not understood: then no address is judged."""
    counts_from_file: bool = False
    """Whether a relative address counts from the folder of the document's file, and not from its own address."""
    is_strict: bool = False
    """Whether a destination without ending is an address and never the path of a file."""

    def judges(self, address: str) -> bool:
        """Whether an address that no document has is broken."""
        return any(is_below(address, begins) for begins in self.judged) and not any(
            address == begins or is_below(address, begins) for begins in self.made
        )


def no_references(path: str, data: bytes) -> Iterable[Reference]:
    """Those of a file that lists no documents."""
    del path, data
    return ()


def no_sites(path: str, tree: SiteFiles) -> Iterable[Site]:
    """Those of a configuration that gives no addresses."""
    del path, tree
    return ()


def no_names(path: str, tree: SiteFiles) -> TargetNames | None:
    """Those of a generator whose links are paths or addresses, always."""
    del path, tree
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """A maker of sites. `docs/sites/table.py` lists them all."""

    name: str
    is_config: Callable[[str], bool]
    """Whether a path is its configuration: the only place that knows its file names."""
    is_menu: Callable[[str], bool] = lambda _: False
    """Whether a path is another file that lists documents for it."""
    references: References = no_references
    """The paths that its configuration and its menus name."""
    sites: Callable[[str, SiteFiles], Iterable[Site]] = no_sites
    """The sites that a configuration makes."""
    redirected: Callable[[RepoPath, SiteMoves], Redirected] | None = None
    """What writes its redirections; `None` where nothing does."""
    names: Callable[[str, SiteFiles], TargetNames | None] = no_names
    """The names by which its links mean parts of any document of the project."""
    own_anchors: bool = True
    """Whether it gives headings anchors of another kind than GitHub's."""

    @property
    def is_read(self) -> bool:
        """Whether its configuration says anything that is asked for."""
        return self.references is not no_references or self.sites is not no_sites or self.names is not no_names


class SiteMap:
    """The sites of a tree, with the address of each page."""

    def __init__(self, sites: Iterable[Site], tree: SiteFiles) -> None:
        self.sites = tuple(sites)
        self.tree = tree
        self._pages: dict[int, dict[str, str]] = {}
        self._names: dict[int, dict[str, str]] = {}

    @cached_property
    def _by_menu(self) -> dict[str, list[Site]]:
        menus: dict[str, list[Site]] = {}
        for site in self.sites:
            for menu in {site.config, *site.menus}:
                menus.setdefault(menu, []).append(site)
        return menus

    def holding(self, path: str) -> Site | None:
        """The site that a document belongs to: the one whose folder is the innermost around it."""
        holders = [site for site in self.sites if is_below(path, site.folder)]
        return max(holders, key=lambda site: len(site.folder)) if holders else None

    def listing(self, path: str) -> list[Site]:
        """The sites that a configuration, a menu or another page is of; of a document, the one that holds it."""
        listed = self._by_menu.get(path)
        if listed is not None:
            return listed
        holder = self.holding(path)
        return [holder] if holder else self.showing(path)

    def showing(self, path: str) -> list[Site]:
        """The sites that show a page that is none of their documents."""
        return [site for site in self.sites if any(is_below(path, folder) for folder in site.pages)]

    def pages(self, site: Site) -> dict[str, str]:
        """By the key of its address, each document of a site."""
        return self._known(self._pages, site, site.address)

    def page(self, site: Site, address: str) -> str | None:
        """The document at an address from the root of the site; the whole site's base may stand before it."""
        for candidate in (address, address[len(site.base) - 1 :] if address.startswith(site.base) else ""):
            if not candidate:
                continue
            for other in self._together(site):
                document = self.pages(other).get(address_key(candidate))
                if document is not None:
                    return document
        return None

    def address(self, site: Site, path: str) -> str | None:
        """Where a site shows a document of the tree."""
        return site.address(path, self.tree.data(path)) if is_below(path, site.folder) else None

    def origin(self, site: Site, path: str) -> str | None:
        """The address that the relative ones of a document count from."""
        own = self.address(site, path)
        if own is None or not site.counts_from_file:
            return own
        folder = folder_of(relative(path, site.folder))
        return f"/{folder}/" if folder else "/"

    def origin_in(self, site: Site, path: str) -> str | None:
        """The same in whichever of the sites of one configuration has the document."""
        holder = self.holding(path)
        return self.origin(holder, path) if holder and holder.config == site.config else None

    def address_in(self, site: Site, path: str) -> str | None:
        """Where the sites of one configuration show a document."""
        holder = self.holding(path)
        return self.address(holder, path) if holder and holder.config == site.config else None

    def named(self, site: Site, name: str) -> str | None:
        """The document that a menu means by a name."""
        return self._known(self._names, site, site.named).get(name) if site.named else None

    def _together(self, site: Site) -> Iterator[Site]:
        """The sites of one configuration, this one first."""
        yield site
        yield from (other for other in self.sites if other.config == site.config and other is not site)

    def _known(self, memory: dict[int, dict[str, str]], site: Site, say: Address) -> dict[str, str]:
        known = memory.get(id(site))
        if known is None:
            known = memory[id(site)] = {}
            for path in sorted(self.tree.files):
                if is_document(path) and is_below(path, site.folder) and self.holding(path) is site:
                    said = say(path, self.tree.data(path))
                    if said is not None:
                        known.setdefault(address_key(said) if memory is self._pages else said, path)
        return known


def address_key(address: str) -> str:
    """Equal for the ways in which one address is written: with a final stroke, `.html` or `index`, or without."""
    bare = address.strip("/")
    bare = bare.removesuffix(".html").removesuffix(".htm")
    if bare == "index" or bare.endswith("/index"):
        bare = bare[:-5].rstrip("/")
    return bare


def from_page(address: str, way: str) -> str | None:
    """The address that a relative one means on a page, as a browser reads it; `None` above the root."""
    at = join(folder_of(address.strip("/") + ("/" if address.endswith("/") else "")), way)
    return None if at is None else f"/{at}"


def way_from_page(address: str, target: str) -> str:
    """How a page says the address of another one, without the final stroke."""
    home = folder_of(address.strip("/") + ("/" if address.endswith("/") else "")).strip("/")
    return relative(target.strip("/"), home)


def names_of(*names: str) -> Callable[[str], bool]:
    """Whether a path has one of some names."""
    return lambda path: path.rpartition("/")[2] in names
