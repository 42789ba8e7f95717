"""Read what the orders of `relcommit docs` decide on."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from relcommit.application.app import App
from relcommit.application.plan_file import place_in
from relcommit.docs.generated.finish import finished
from relcommit.docs.globs import is_any
from relcommit.docs.links.code_mentions import Mentions
from relcommit.docs.links.rewrite import reorganise
from relcommit.docs.model import Decided, Move, Reorganisation, Tree
from relcommit.docs.progress import Watch
from relcommit.docs.states.decide import decide, decide_by_list
from relcommit.docs.states.editable_list import read_list
from relcommit.errors.docs import DestinationOccupied, IgnoredDestination, ListNotFound, OutOfSight, RevisionUnknown
from relcommit.errors.plan import PlanOutside
from relcommit.names import RepoPath, Sha
from relcommit.repo.past import tree_at, with_texts_away
from relcommit.repo.tree import ignored, read_tree, stands, with_files_naming, with_wholes
from relcommit.settings import FILE_NAME
from relcommit.steps.documents import entangled
from relcommit.text.es.docs import layouts

FEW_MOVES = 200
"""Up to so many, code is searched for every name that moves; for more, for their first folders only."""


def decided(app: App, tree: Tree, named: str | None) -> Decided:
    """What moves: by a list where one is named, else by the rules and the documents themselves.

    Raises everything that refuses a move; nothing was touched.
    """
    if named is None:
        decisions = decide(tree, (), app.settings.docs)
    else:
        listed = read_list(read_text(app.folder / named, named), named, tree.files)
        decisions = decide_by_list(tree, listed, app.settings.docs, named)
    refuse_ignored(app, decisions.moves)
    return decisions


def with_code(
    app: App, tree: Tree, moves: tuple[Move, ...], listed: str | None, *, rewrite: bool
) -> tuple[Tree, Mentions]:
    """The tree with the code that may name what moves, and what to look for in it.

    Settings and the list are not code: they say what was decided.
    """
    from relcommit.forge.address import read_address

    address = read_address(app.remote_url or "")
    needles = {move.source.partition("/")[0] + "/" if "/" in move.source else move.source for move in moves}
    if len(moves) <= FEW_MOVES:
        needles |= {move.source.rpartition("/")[2] for move in moves}
    repository = address.repository if address and address.host == "github.com" else ""
    looked = Mentions({move.source: move.to for move in moves}, repository, rewrite, tree.files)
    passed = {RepoPath(FILE_NAME), in_repository(app, listed or FILE_NAME) or RepoPath(FILE_NAME)}
    return with_files_naming(app.git, tree, sorted(needles), passed), looked


def reorganised(
    app: App, tree: Tree, what: Decided, mentions: Mentions, today: str, watch: Watch
) -> tuple[Reorganisation, Tree]:
    """Everything that changes with the moves, index and notes included, and the tree with what was not looked at.

    Raises WouldBreak and OutOfSight.
    """
    sight = with_texts_away(app.git, tree) if what.moves else tree
    work = finished(
        sight, reorganise(sight, what.moves, watch, mentions), app.settings.docs, layouts(app.templates), today
    )
    refuse_out_of_sight(tree.away, work)
    return work, replace(with_entangled(app, tree, work.moves), away=sight.away)


def with_entangled(app: App, tree: Tree, moves: tuple[Move, ...], commit: Sha | None = None) -> Tree:
    """The tree with all of the files that take each other's place; `commit` is whose tree it is, where it is one's."""
    return with_wholes(app.git, tree, entangled((move.source, move.to) for move in moves), commit)


def refuse_out_of_sight(hidden: AbstractSet[RepoPath], work: Reorganisation) -> None:
    """Raises OutOfSight where a file that is not in the working tree would have to move or be rewritten."""
    touched = {edit.file for edit in work.edits} | {move.source for move in work.moves}
    if out := sorted(touched & hidden):
        raise OutOfSight(tuple(out))


def refuse_ignored(app: App, moves: tuple[Move, ...]) -> None:
    """Raises IgnoredDestination where git would lose sight of a document, DestinationOccupied where it saw nothing."""
    if not moves:
        return
    leaving = {move.source for move in moves}
    for move in moves:
        if move.to not in leaving and stands(app.git, move.to, besides=move.source):
            raise DestinationOccupied(move.source, move.to, move.to)
    hidden = ignored(app.git, [move.to for move in moves])
    for move in moves:
        if move.to in hidden:
            raise IgnoredDestination(move.source, move.to)


def read_text(place: Path, named: str) -> str:
    """A text file that the user names. Raises ListNotFound."""
    try:
        return place.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as why:
        raise ListNotFound(named) from why


def in_repository(app: App, named: str) -> RepoPath | None:
    """A path that the user names, from the root of the repository; `None` for one outside."""
    try:
        return place_in(app.git.root, app.folder, named)
    except PlanOutside:
        return None


def whole_tree(app: App) -> Tree:
    """The working tree."""
    return judged(app, read_tree(app.git))


def tree_of(app: App, revision: str | None) -> Tree:
    """The working tree, or that of a commit. Raises RevisionUnknown."""
    present = whole_tree(app)
    if revision is None:
        return present
    return judged(app, tree_at(app.git, commit_named(app, revision), present, ()))


def judged(app: App, tree: Tree) -> Tree:
    """The tree with what the settings leave out of `docs check` and `repair`."""
    left_out = frozenset(path for path in tree.contents if is_any(path, app.settings.docs.ignore))
    return replace(tree, ignored=left_out)


def commit_named(app: App, revision: str) -> Sha:
    """The commit that a user names. Raises RevisionUnknown."""
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    sha = app.git.text(*asked, ok=(0, 1, 128))
    if not sha:
        raise RevisionUnknown(revision)
    return Sha(sha)
