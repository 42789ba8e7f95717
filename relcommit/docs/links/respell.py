"""A destination written anew, as much like the old one as can be."""

import re
from collections.abc import Iterator
from itertools import chain

from relcommit.docs.links.escaping import encode, read
from relcommit.docs.links.resolve import Met, Places, Shape, without_numbers
from relcommit.docs.paths import folder_of, is_below, is_landing, relative
from relcommit.docs.sites.generator import SiteMap, way_from_page

_STROKE = re.compile(r"[/\\]")


def respell(after: Places, met: Met, source: str, target: str) -> str | None:
    """What a reference has to say at its new place to lead to the new place of its target.

    Every candidate is read back before it is taken; `None` when none leads there.
    """
    reference, hit = met.reference, met.hit
    ways = _spellings(met, source, target)
    for spelling in chain(_on_site(after, met, source, target), ways) if hit.site else ways:
        reread = after.look(source, spelling, reference)
        if reread is None or reread.hit.target != target or (reread.hit.shape == "folder") != (hit.shape == "folder"):
            continue
        if hit.shape in ("route", "name") and reread.hit.shape not in ("route", "name", "file"):
            continue
        is_clear = reference.syntax != "code" or _is_clear(after, spelling, target)
        if is_clear and (not reference.bases or reread.hit.site or reread.hit.base == hit.base):
            return spelling
    return None


def _on_site(after: Places, met: Met, source: str, target: str) -> Iterator[str]:
    """The address of a page, or the name that a menu has for it, in the manner of the old one; the old one first."""
    written, site, sites = met.written, met.hit.site, after.sites
    yield met.raw
    if site is None or sites is None:
        return
    now = next((other for other in sites.sites if (other.config, other.folder) == (site.config, site.folder)), site)
    if met.hit.shape == "name":
        name = now.named(target, sites.tree.data(target)) if now.named else None
        ways = iter(()) if name is None else iter((name,))
    else:
        ways = _addresses(sites, met, sites.address_in(now, target), source)
    for way in ways:
        yield encode(way, written, met.reference.syntax) + written.tail


def _addresses(sites: SiteMap, met: Met, address: str | None, source: str) -> Iterator[str]:
    if address is None:
        return
    old, site = met.written.path, met.hit.site
    own = sites.origin_in(site, source) if site else None
    if old.startswith("/"):
        has_base = site is not None and site.base != "/" and old.startswith(site.base)
        yield _ended_like((site.base.rstrip("/") if site and has_base else "") + address, old)
    elif own is not None:
        way = way_from_page(own, address)
        yield _ended_like(f"./{way}" if old.startswith("./") and not way.startswith("../") else way, old)
    yield _ended_like(address, old)


def _ended_like(address: str, old: str) -> str:
    """An address with a final stroke, with `.html` or with neither, as the old one had it."""
    bare = address.rstrip("/")
    ending = ".html" if old.endswith(".html") else ".htm" if old.endswith(".htm") else ""
    stem = bare.removesuffix(".html")
    if ending:
        return stem + ending if not address.endswith("/") else f"{bare}/index{ending}"
    return f"{stem}/" if old.endswith("/") or not stem else stem


def _is_clear(after: Places, said: str, target: str) -> bool:
    """Whether a code span is a path, and means one file to those too who read every path from the root."""
    from_root = read(said, "code").path.removeprefix("./")
    return _STROKE.search(said) is not None and (from_root == target or from_root not in after.files)


def _spellings(met: Met, source: str, target: str) -> Iterator[str]:
    """Destinations that could lead there: the old one first, unless it was the plainest and is no longer.

    A note that its name still tells from others keeps it, with as many folders as its author wrote.
    """
    written = met.written
    plain = met.reference.kind != "wikilink" and written.path == next(_ways(met, met.source, met.hit.target))
    if not plain:
        yield met.raw
    for path in _ways(met, source, target):
        spelling = met.raw if path == written.path else encode(path, written, met.reference.syntax) + written.tail
        if spelling is not met.raw and not met.raw.startswith(written.raw):
            yield spelling.replace("/", "\\")
        yield spelling
    if plain:
        yield met.raw


def _ways(met: Met, source: str, target: str) -> Iterator[str]:
    """Paths that say the target from a place, in the author's own manner first."""
    reference, hit, old = met.reference, met.hit, met.written.path
    if reference.kind == "wikilink":
        ending = "" if hit.shape == "file" else ".md"
        if "/" not in old:
            yield target.rpartition("/")[2].removesuffix(ending)
        if hit.base is None and "/" in old:
            yield _relative(met, target, source).removesuffix(ending)
        elif hit.base is None or is_below(target, hit.base):
            yield relative(target, hit.base or "").removesuffix(ending)
        yield target.removesuffix(ending)
        return
    if reference.syntax == "module":
        yield from _module_ways(met, source, target)
        return
    lead = next((sign for sign in ("./", "/") if old.startswith(sign)), "")
    shapes: tuple[Shape, ...] = (hit.shape, "file")
    for shape in shapes:
        named = _shaped(target, old, shape)
        if hit.base is not None:
            if is_below(target, hit.base):
                yield _like(lead + relative(named, hit.base), old)
            yield _like(named, old)
        yield _like(_relative(met, named, source), old)
        if reference.syntax == "code":
            yield _like(named, old)
        yield _like("/" + named, old)


def _module_ways(met: Met, source: str, target: str) -> Iterator[str]:
    """What an import names: a file by its place from here, or from the root of the site."""
    if met.hit.base is None:
        yield _relative(met, target, source)
    elif is_below(target, met.hit.base):
        yield f"/{relative(target, met.hit.base)}"


def _relative(met: Met, target: str, source: str) -> str:
    """The way from a file to a target, with `./` in front where its author wrote that, on its way up too.

    An import of a file has to begin with a dot, and a name alone is no path in code: there `./` may not be of the
    author's choice.
    """
    syntax, old = met.reference.syntax, met.written.path
    way = _as_far_up(met, target, folder_of(source)) or relative(target, folder_of(source))
    if way.startswith("../") and (syntax == "module" or (syntax == "code" and old.count("/") == 1)):
        return way
    needed = syntax == "module" or (syntax == "code" and "/" not in way)
    return f"./{way}" if needed or old.startswith("./") else way


def _as_far_up(met: Met, target: str, home: str) -> str | None:
    """The way of an author who goes up and down again through the file's own folder, as in `../guia/x.md`.

    `None` for any other author, and where going up as far does not suffice.
    """
    parts = met.written.path.removeprefix("./").split("/")
    ups = next((count for count, part in enumerate(parts) if part != ".."), 0)
    came, own = folder_of(met.source).split("/"), home.split("/") if home else []
    if not 0 < ups <= min(len(came), len(own)) or parts[ups] != came[-ups]:
        return None
    top = "/".join(own[:-ups])
    return "../" * ups + relative(target, top) if is_below(target, top) else None


def _shaped(target: str, old: str, shape: Shape) -> str:
    """A target said as the old path said its own: without ending, with another, or in full."""
    if shape == "page":
        return target.rpartition(".")[0]
    if shape == "numbered":
        return without_numbers(target)
    if shape == "other":
        stem = target.rpartition(".")[0]
        if old.endswith(("index.html", "index.htm")) and is_landing(target):
            stem = f"{folder_of(stem)}/index".lstrip("/")
        return f"{stem}.{old.rpartition('.')[2]}"
    return target


def _like(path: str, old: str) -> str:
    return path + "/" if old.endswith("/") and not path.endswith("/") else path
