"""From a plan to the steps that bring the repository where the plan wants it; none where it is there already."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from relcommit.checklist.body import MovedDocument
from relcommit.docs.model import Finding, Move, Reorganisation, Tree
from relcommit.errors.base import NotInState
from relcommit.errors.docs import HiddenChanges, OutOfSight
from relcommit.errors.repository import (
    AlreadyMergedPlan,
    ChangesInTheWay,
    ForeignChanges,
    NothingToCommit,
    PullRequestClosed,
    RemoteMoved,
)
from relcommit.names import BranchName, RemoteName, RepoPath, RunId, Sha
from relcommit.plan.model import Plan
from relcommit.program.branch import BaseState, BranchState, Landed, Made
from relcommit.settings import Settings
from relcommit.steps import (
    Action,
    ArrangeFiles,
    Commit,
    CreateBranch,
    NewContent,
    NewTarget,
    OpenPullRequest,
    Original,
    Push,
    Relocation,
    SaveState,
    SetAside,
    SetDraft,
    SwitchBranch,
    UpdatePullRequest,
    Wording,
)
from relcommit.steps.documents import digest_of, entangled
from relcommit.world import Change, Metadata, PullRequest, Snapshot

SAVED = "refs/relcommit/{run}/before"
SET_ASIDE = "refs/relcommit/{run}/aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPullRequest:
    """The pull request as the plan wants it."""

    title: str
    body: str
    """The zone that is ours."""
    merged: str | None
    """The body of the one that is there with our zone in it; `None` where it has to stay as it is."""
    set_title: bool
    """Whether the title is ours to change."""
    present: PullRequest | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The plan's own file, changed here, where the branch to enter has it too: it goes along."""

    path: RepoPath
    mine: bytes
    at_head: bytes | None
    on_branch: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitShare:
    """One of several commits that a plan recommends, with what it takes of the working tree now."""

    header: str
    message: str
    added: str
    """The message of a commit that only adds to it, where it is made already and is not ours to amend."""
    paths: tuple[RepoPath, ...]
    says_its_files: bool
    """Whether the plan says which files it has."""


@dataclass(frozen=True, slots=True)
class PendingCommit:
    """A commit to make."""

    message: str
    paths: tuple[RepoPath, ...]
    replaces: Sha | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareInputs:
    """Everything that was read before deciding."""

    run: RunId
    plan: Plan
    settings: Settings
    now: Snapshot
    base: BranchName
    parent: Sha
    """What our commit stands on, or will."""
    branch: BranchState
    remote_tip: Sha | None
    """Where the branch stands on the remote now."""
    remote_is_ours: bool
    """Whether all that the remote's branch has is ours, or the local one has it too."""
    tree: Tree
    """The files as they will stand once the working tree is on the branch."""
    docs: Reorganisation
    idle: tuple[Finding, ...]
    """Lines of the plan about documents that move nothing."""
    in_pathspec: tuple[RepoPath, ...]
    """Changed files that the plan's pathspecs name."""
    in_the_way: frozenset[RepoPath]
    """Files in which the working tree's commit differs from where the branch stands."""
    carried: Carried | None
    message: str
    """Of our commit; of a plan with several, of the one at the branch's tip, or the first."""
    message_is_kept: bool
    """Whether our commit already says what the plan wants."""
    moved: tuple[MovedDocument, ...]
    """Every document that the branch moves, in earlier runs too."""
    pull_request: WantedPullRequest
    despite: Mapping[str, str]
    """The reason for each exit criterion that somebody goes on without, by its id."""
    has_forge: bool
    """Whether somebody can open it: `False` where no token was found."""
    left_out: tuple[Change, ...] = ()
    """Changes among the documents that nobody named: they stay where they are."""
    base_state: BaseState | None = None
    """Where the base stands; `None` where nobody looked."""
    landed: Landed | None = None
    """What the base has of this plan already, from an earlier branch."""
    closed: PullRequest | None = None
    """The branch's last pull request, where somebody closed it without merging."""
    elsewhere: tuple[PullRequest, ...] = ()
    """Open pull requests of the branch into other bases."""
    ready: bool = False
    """Whether the pull request is wanted ready for review, whatever plan and settings say of drafts."""
    shares: tuple[CommitShare, ...] = ()
    """Of a plan with several commits, each with its files, in order."""


def prepare_steps(it: PrepareInputs) -> tuple[Action, ...]:
    """The steps to take, in order.

    Raises ChangesInTheWay, ForeignChanges, NothingToCommit and RemoteMoved.
    """
    if it.landed and it.branch.tip is None and not (it.in_pathspec or touched_paths(it.docs)):
        return ()
    commit = commit_steps(it)
    return (*branch_steps(it), *commit, *push_steps(it, commits=bool(commit)), *pull_request_steps(it))


def refusal_of_another(it: PrepareInputs) -> NotInState | None:
    """Why nobody opens another branch or pull request for the plan without being told to; `None` for no reason."""
    if it.landed and it.branch.tip is None:
        return AlreadyMergedPlan(it.landed.branch, it.landed.number, it.branch.name)
    if it.closed and it.pull_request.present is None:
        return PullRequestClosed(it.closed.number, it.closed.url)
    return None


def branch_steps(it: PrepareInputs) -> tuple[Action, ...]:
    """Leave the working tree on the recommended branch, creating it if needed."""
    current, branch = it.now.current, it.branch
    if current == branch.name or current is None:
        return ()
    mine = {change.path for change in it.now.changes}
    clash = tuple(sorted(mine & it.in_the_way))
    if clash and (it.carried is None or clash != (it.plan.file,)):
        raise ChangesInTheWay(branch.name if branch.tip else it.base, clash)
    create = () if branch.name in it.now.tips else (CreateBranch(branch.name, start=branch.start),)
    enter = (*create, SwitchBranch(branch.name, back_to=current))
    return carrying(it.carried, enter, it.run) if it.carried and clash else enter


def carrying(plan: Carried, enter: tuple[Action, ...], run: RunId) -> tuple[Action, ...]:
    """Enter a branch with the plan as it is here, though the branch has another one."""
    keep = (SaveState(SET_ASIDE.format(run=run), (plan.path,)), SetAside(plan.path, plan.mine, plan.at_head))
    put = ArrangeFiles(moves=(), contents=(NewContent(plan.path, plan.on_branch, plan.mine),), links=())
    return (*keep, *enter, put) if plan.mine != plan.on_branch else (*keep, *enter)


def commit_steps(it: PrepareInputs) -> tuple[Action, ...]:
    """Documents in their places and one commit with them; an amended one where ours is there already."""
    touched = touched_paths(it.docs)
    wanted = tuple(sorted({*it.in_pathspec, *touched}))
    ours = it.branch.ours
    pending = pending_commits(it)
    if it.shares and wanted and not pending:
        raise NothingToCommit(pathspecs_of(it.plan, it.settings))
    if ours is None and not wanted:
        if it.branch.commits:
            return ()
        raise NothingToCommit(pathspecs_of(it.plan, it.settings))
    if ours is not None and not wanted and it.message_is_kept:
        return ()
    mine = {change.path for change in it.now.changes}
    if foreign := tuple(sorted((set(touched) & mine) - set(it.in_pathspec) - {move.source for move in it.docs.moves})):
        raise ForeignChanges(foreign)
    arrange = arrange_files(it.docs, it.tree)
    commits = tuple(_chained(it, pending or [PendingCommit(it.message, wanted, ours.sha if ours else None)]))
    return (SaveState(SAVED.format(run=it.run), wanted), *arrange, *commits)


def pending_commits(it: PrepareInputs) -> list[PendingCommit]:
    """Of a plan with several commits, those to make now: ours at the tip is amended, what others have is added to."""
    ours, made = it.branch.ours, {commit.header for commit in it.branch.commits}
    unmade = [share for share in it.shares if share.header not in made]
    at_tip = next((share for share in it.shares if ours and share.header == ours.header), None)
    if ours and at_tip is None and unmade:
        at_tip = unmade[-1]  # the plan gave it another header since
    amended: list[PendingCommit] = []
    if ours and at_tip and (at_tip.paths or not it.message_is_kept):
        message = it.message if at_tip.header == ours.header else at_tip.message
        amended.append(PendingCommit(message, at_tip.paths, ours.sha))
    return amended + [
        PendingCommit(share.added if share.header in made else share.message, share.paths, None)
        for share in it.shares
        if share.paths and share is not at_tip
    ]


def _chained(it: PrepareInputs, pending: Iterable[PendingCommit]) -> Iterator[Commit]:
    """The commits, each on top of the one before."""
    below: tuple[str, ...] = ()
    parent = it.parent
    never = _never_tracked(it)
    for number, commit in enumerate(pending):
        if number == 0 and commit.replaces is None:
            parent = it.branch.start if it.shares else it.parent
        paths = tuple(path for path in commit.paths if path not in never)
        yield Commit(it.branch.name, commit.message, paths, parent=parent, replaces=commit.replaces, below=below)
        below += (commit.message,)


def _never_tracked(it: PrepareInputs) -> set[RepoPath]:
    """Where documents leave that git never knew there: nothing to commit."""
    known = {change.path for change in it.now.changes if change.kind != "untracked"}  # `git rm --cached` gives both
    untracked = {change.path for change in it.now.changes} - known
    return untracked & ({move.source for move in it.docs.moves} - {move.to for move in it.docs.moves})


def push_steps(it: PrepareInputs, *, commits: bool) -> tuple[Action, ...]:
    """The remote's branch where ours is, unless somebody else has been there."""
    if it.remote_tip is not None and not it.remote_is_ours:
        raise RemoteMoved(it.settings.remote, it.branch.name)
    if not commits and it.remote_tip == it.branch.tip:
        return ()
    return (Push(RemoteName(it.settings.remote), it.branch.name, lease=it.remote_tip),)


def pull_request_steps(it: PrepareInputs) -> tuple[Action, ...]:
    """A pull request that says what the plan says; what people wrote and ticked stays."""
    wanted = it.pull_request
    if not it.has_forge:
        return ()
    present = wanted.present
    if present is None:
        settings = it.settings.pull_request
        extras = Metadata(
            labels=_both(it.plan.labels, settings.labels),
            reviewers=_both(it.plan.reviewers, settings.reviewers),
            assignees=_both(it.plan.assignees, settings.assignees),
            milestone=it.plan.milestone or settings.milestone,
        )
        draft = not it.ready and (settings.draft if it.plan.draft is None else it.plan.draft)
        return (OpenPullRequest(it.branch.name, it.base, wanted.title, wanted.body, draft, extras),)
    leave_draft = (SetDraft(present.number, present.url, draft=False),) if it.ready and present.draft else ()
    title = wanted.title if wanted.set_title and wanted.title != present.title else None
    if title is None and wanted.merged in (None, present.body):
        return leave_draft
    was = Wording(present.title, present.body)
    update = UpdatePullRequest(it.branch.name, it.base, present.number, present.url, title, wanted.body, was)
    return (update, *leave_draft)


def _both(plan: Iterable[str], settings: Iterable[str]) -> tuple[str, ...]:
    """The plan's names, then the settings', each once."""
    return tuple(dict.fromkeys((*plan, *settings)))


def arrange_files(docs: Reorganisation, tree: Tree) -> tuple[ArrangeFiles, ...]:
    """The moves and edits as one step; nothing where nothing changes.

    A file that moves where others come from or go to is carried whole: it has to have been read.
    Raises OutOfSight and HiddenChanges.
    """
    if hidden := tuple(sorted(tree.marked & set(touched_paths(docs)))):
        raise HiddenChanges(hidden)
    home = {move.to: move.source for move in docs.moves}
    tied = entangled((move.source, move.to) for move in docs.moves)
    step = ArrangeFiles(
        moves=tuple(Relocation(move.source, move.to, _digest(tree, move.source)) for move in docs.moves),
        contents=tuple(
            NewContent(path, tree.contents[home.get(path, path)], new) for path, new in sorted(docs.contents.items())
        ),
        links=tuple(
            NewTarget(path, tree.symlinks[home.get(path, path)], new) for path, new in sorted(docs.symlinks.items())
        ),
        originals=tuple(_original(tree, move) for move in docs.moves if move.source in tied),
    )
    return (step,) if step.moves or step.contents or step.links else ()


def _digest(tree: Tree, path: RepoPath) -> str:
    content = tree.contents.get(path)
    return "" if content is None else digest_of(content)


def _original(tree: Tree, move: Move) -> Original:
    content = tree.contents.get(move.source, tree.wholes.get(move.source))
    target = tree.symlinks.get(move.source, "")
    if content is None and not target:
        raise OutOfSight((move.source,))
    return Original(move.source, content, target, tree.modes.get(move.source))


def touched_paths(docs: Reorganisation) -> tuple[RepoPath, ...]:
    """Every path that the reorganisation empties, fills or rewrites."""
    ends = (path for move in docs.moves for path in (move.source, move.to))
    return tuple(sorted({*ends, *docs.contents, *docs.symlinks}))


def pathspecs_of(plan: Plan, settings: Settings) -> tuple[str, ...]:
    """What the plan's commit may hold: its own pathspecs, or the documents and the plan itself.

    Of a plan with several commits, what any of them names.
    """
    own = tuple(path for commit in plan.commits for path in commit.paths)
    if not (own or plan.pathspecs):
        return (settings.docs.root, plan.file)
    return git_pathspecs((*own, *(() if plan.pathspecs else (plan.file,))) if own else plan.pathspecs)


def git_pathspecs(named: Iterable[str]) -> tuple[str, ...]:
    """What a plan adds, as pathspecs from the root: its `-A` is everything."""
    return tuple(dict.fromkeys("." if pathspec.startswith("-") else pathspec for pathspec in named))


def keeps_message(ours: Made | None, wanted: str, asked: str | None) -> bool:
    """Whether our commit already says it: as we asked for it then, or with trailers that a hook added since."""
    if ours is None:
        return False
    if asked is not None:
        return asked.split() == wanted.split()
    message, rest = ours.message.rstrip(), wanted.rstrip()
    return message.startswith(rest) and _only_trailers(message[len(rest) :].splitlines())


def _only_trailers(lines: Iterable[str]) -> bool:
    return all(not line or line.partition(": ")[0].replace("-", "").isalpha() for line in lines)
