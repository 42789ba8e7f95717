"""What is left behind once documents have moved: notes, redirections, and the index."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from relcommit.docs.generated import banner, index
from relcommit.docs.links.escaping import fresh
from relcommit.docs.model import Edit, Move, Reorganisation, Tree
from relcommit.docs.paths import folder_of, is_document, join, relative
from relcommit.docs.sites.generators.mkdocs import leaving
from relcommit.docs.sites.redirects.site_redirects import with_redirects
from relcommit.docs.states.decide import standing
from relcommit.names import RepoPath
from relcommit.settings import DocsSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Layouts:
    """How the two texts look; templates fill them in."""

    index: Callable[[index.Listing], str]
    note: Callable[[banner.Note], str]


def finished(tree: Tree, work: Reorganisation, settings: DocsSettings, layouts: Layouts, today: str) -> Reorganisation:
    """The reorganisation with its notes, where the settings want them, and its index, where that has our markers.

    `today` is a day, `2026-02-26`. Whether anything moves or not, the index says what there is.
    """
    if settings.banner:
        work = _with_notes(tree, work, layouts, today)
    if settings.redirects and work.moves:
        work = with_redirects(tree, work)
    work = replace(work, reported=(*work.reported, *leaving(tree, work.moves)))
    return _with_index(tree, work, settings, layouts)


def _with_notes(tree: Tree, work: Reorganisation, layouts: Layouts, today: str) -> Reorganisation:
    contents = dict(work.contents)
    edits: list[Edit] = []
    moved = {move.source: move.to for move in work.moves}
    places = {moved.get(path, path) for path in tree.files}
    for move in work.moves:
        old = contents.get(move.to, tree.contents.get(move.source))
        if old is None or not is_document(move.source):
            continue
        words = layouts.note(_note(move, old, today, places)) if move.status == "historico" else ""
        new = banner.with_note(old, words) if words else banner.without_note(old)
        if new != old:
            contents[move.to] = new
            edits.append(Edit(file=move.source, line=1, kind="banner", old="", new=words.strip()))
    return replace(work, contents=contents, edits=(*work.edits, *edits))


def _note(move: Move, data: bytes, today: str, places: Collection[str]) -> banner.Note:
    plan = move.reason.where.rpartition(":")[0] if move.reason.by == "plan" else ""
    home = folder_of(move.to)
    return banner.Note(
        since=today,
        plan=relative(plan, home) if plan else "",
        superseded_by=_new_place(banner.superseded_by(data), home, places),
    )


def _new_place(said: str, home: str, places: Collection[str]) -> str:
    """What took a document's place, as a link where it is a file of the repository."""
    for target in (said, join(home, said)):
        if said and target is not None and target in places:
            return f"[{said.rpartition('/')[2]}]({fresh(relative(target, home), 'bare')})"
    return said


def _with_index(tree: Tree, work: Reorganisation, settings: DocsSettings, layouts: Layouts) -> Reorganisation:
    moved = {move.source: move.to for move in work.moves}
    path = RepoPath(settings.index)
    place = moved.get(path, path)
    old = work.contents.get(place, tree.contents.get(path))
    if not settings.index or old is None or not index.has_zone(old):
        return work
    after = {moved.get(source, source): data for source, data in tree.contents.items()} | dict(work.contents)
    files = frozenset(moved.get(source, source) for source in tree.files)
    states = standing(Tree(files=files, contents=after, symlinks={}), settings)
    listing = index.listing(after, states, settings, place)
    new = index.with_zone(old, layouts.index(listing))
    if new == old:
        return work
    edit = Edit(file=path, line=1, kind="index", old="", new="")
    return replace(work, contents={**work.contents, place: new}, edits=(*work.edits, edit))
