"""A destination written anew, as much like the old one as can be."""

import re
from collections.abc import Iterator

from relcommit.docs.paths import folder_of, is_below, is_landing, relative
from relcommit.docs.resolve import Met, Places, Shape, without_numbers
from relcommit.docs.spelling import encode

_STROKE = re.compile(r"[/\\]")


def respell(after: Places, met: Met, source: str, target: str) -> str | None:
    """What a reference has to say at its new place to lead to the new place of its target.

    Every candidate is read back before it is taken; `None` when none leads there.
    """
    one, hit = met.reference, met.hit
    for said in _spellings(met, source, target):
        found = after.look(source, said, one)
        if found is None or found.hit.target != target or (found.hit.shape == "folder") != (hit.shape == "folder"):
            continue
        is_path = one.syntax != "code" or _STROKE.search(said)
        if is_path and (not one.bases or found.hit.base == hit.base):
            return said
    return None


def _spellings(met: Met, source: str, target: str) -> Iterator[str]:
    """Destinations that could lead there: the old one first, unless it was the plainest and is no longer."""
    written = met.written
    plain = written.path == next(_ways(met, met.source, met.hit.target))
    if not plain:
        yield met.raw
    for path in _ways(met, source, target):
        said = met.raw if path == written.path else encode(path, written, met.reference.syntax) + written.tail
        if said is not met.raw and not met.raw.startswith(written.raw):
            yield said.replace("/", "\\")
        yield said
    if plain:
        yield met.raw


def _ways(met: Met, source: str, target: str) -> Iterator[str]:
    """Paths that say the target from a place, in the author's own manner first."""
    one, hit, old = met.reference, met.hit, met.written.path
    if one.kind == "wikilink":
        ending = "" if hit.shape == "file" else ".md"
        if "/" not in old:
            yield target.rpartition("/")[2].removesuffix(ending)
        if hit.base is None and "/" in old:
            yield _dotted(relative(target, folder_of(source)), old).removesuffix(ending)
        elif hit.base is None or is_below(target, hit.base):
            yield relative(target, hit.base or "").removesuffix(ending)
        yield target.removesuffix(ending)
        return
    shapes: tuple[Shape, ...] = (hit.shape, "file")
    for shape in shapes:
        said = _shaped(target, old, shape)
        if hit.base is not None:
            if is_below(target, hit.base):
                yield _like("/" * old.startswith("/") + relative(said, hit.base), old)
            yield _like(said, old)
        way = _dotted(relative(said, folder_of(source)), old)
        yield _like(f"./{way}" if one.syntax == "code" and "/" not in way else way, old)
        yield _like("/" + said, old)


def _dotted(way: str, old: str) -> str:
    """A relative path that begins with `./` where its author wrote that, on its way up too: so it can come back."""
    return f"./{way}" if old.startswith("./") else way


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
