"""From a reorganisation of documents to the steps that carry it out on the branch one stands on."""

from dataclasses import dataclass, replace

from relcommit.docs.model import Reorganisation, Tree
from relcommit.errors.docs import ChangesUnderWay
from relcommit.names import BranchName, RepoPath, RunId, Sha
from relcommit.program.branch import check_worktree
from relcommit.program.prepare import SAVED, arrange_files, touched_paths
from relcommit.steps import Action, ArrangeFiles, CommitDocuments, SaveState
from relcommit.world import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class DocsInputs:
    """Everything that was read before deciding."""

    run: RunId
    now: Snapshot
    tree: Tree
    docs: Reorganisation
    messages: tuple[str, ...]
    """One for a single commit, two for the moves and then the edits, none for no commit."""


def tidying_steps(it: DocsInputs) -> tuple[Action, ...]:
    """The steps to take, in order; none where nothing changes.

    Raises what `check_worktree` raises, and ChangesUnderWay.
    """
    touched = touched_paths(it.docs)
    if not touched:
        return ()
    if it.messages:
        _refuse_foreign(it, touched)
        branch, parent = check_worktree(it.now)
    else:  # nobody signs, and no branch moves
        branch, parent = check_worktree(replace(it.now, has_identity=True, current=BranchName("HEAD")))
    save = SaveState(SAVED.format(run=it.run), touched)
    return (save, *_changes(it, touched, branch, parent))


def _changes(it: DocsInputs, touched: tuple[RepoPath, ...], branch: BranchName, parent: Sha) -> tuple[Action, ...]:
    if len(it.messages) < 2:
        commits = (CommitDocuments(branch, message, touched, parent) for message in it.messages)
        return (*arrange_files(it.docs, it.tree), *commits)
    first, second = it.messages
    moves, edits = _apart(it)
    ends = touched_paths(replace(it.docs, contents={}, symlinks={}))
    rest = tuple(sorted({*it.docs.contents, *it.docs.symlinks}))
    return (
        moves,
        CommitDocuments(branch, first, ends, parent),
        edits,
        CommitDocuments(branch, second, rest, parent, first=first),
    )


def _apart(it: DocsInputs) -> tuple[ArrangeFiles, ArrangeFiles]:
    """The moves as one step, and what is rewritten as another."""
    (whole,) = arrange_files(it.docs, it.tree)
    return replace(whole, contents=(), links=()), replace(whole, moves=(), originals=())


def can_be_two(docs: Reorganisation) -> bool:
    """Whether moves and edits could make a commit each."""
    return bool(docs.moves) and bool(docs.contents or docs.symlinks)


def _refuse_foreign(it: DocsInputs, touched: tuple[RepoPath, ...]) -> None:
    """Changes that somebody has under way in a file would be committed along: only what moves may have them."""
    moved = {move.source for move in it.docs.moves}
    mine = {change.path for change in it.now.changes if change.kind == "tracked"}
    if foreign := tuple(sorted((set(touched) & mine) - moved)):
        raise ChangesUnderWay(foreign)
