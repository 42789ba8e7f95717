"""Read everything that `prepare` decides on: the plan, the repository, the remote and the forge."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from relcommit.application.app import App
from relcommit.application.clock import SystemClock
from relcommit.application.docs_inputs import refuse_ignored, refuse_out_of_sight, with_entangled
from relcommit.application.plan_file import decode_plan, place_in, read_plan_text
from relcommit.application.prepare.branch_history import BranchHistory, branch_of, moves_in_order, read_history
from relcommit.application.prepare.commit_shares import share_out
from relcommit.application.prepare.committed_changes import ChosenChanges, choose_changes
from relcommit.application.prepare.earlier_work import (
    BranchSearch,
    base_state,
    branch_names,
    look_at_remote,
    names_plan,
)
from relcommit.application.prepare.plan_answers import NO_ANSWERS, Answers, answered, refuse_gaps, refuse_unclear
from relcommit.application.prepare.pull_request_template import pull_request_template
from relcommit.application.prepare.pull_request_text import (
    BodyParts,
    compose_message,
    recommended_commit,
    wanted_pull_request,
)
from relcommit.checklist.body import MovedDocument
from relcommit.docs.generated.finish import finished
from relcommit.docs.links.rewrite import reorganise
from relcommit.docs.model import Decision, Finding, Move, Reorganisation, Tree
from relcommit.docs.states.decide import decide
from relcommit.engine.journal import runs
from relcommit.errors.base import NotInState
from relcommit.errors.plan import PlanMissing, PlanOutside
from relcommit.errors.repository import BaseNotOnRemote
from relcommit.names import BranchName, RepoPath, RunId, Sha
from relcommit.plan.model import Message, Plan
from relcommit.plan.reader import read_plan
from relcommit.plan.sections.purpose import purposes_in
from relcommit.program.branch import (
    BranchState,
    ChosenBranch,
    Claims,
    Made,
    base_branch,
    branch_state,
    check_state,
    recommended_branch,
)
from relcommit.program.prepare import Carried, CommitShare, PrepareInputs, keeps_message
from relcommit.repo.files import WorkingFiles
from relcommit.repo.past import (
    author_address,
    checked_out,
    commits_between,
    file_at,
    is_ancestor,
    renames,
    tree_at,
    with_texts_away,
)
from relcommit.repo.snapshot import current_branch, differing, take_snapshot
from relcommit.repo.tree import is_sparse, read_tree
from relcommit.text.es import prepare as es
from relcommit.text.es.docs import layouts
from relcommit.world import Snapshot


def read_prepare_inputs(
    app: App,
    named: str,
    run: RunId,
    despite: Mapping[str, str],
    *,
    answers: Answers = NO_ANSWERS,
    fetch: bool = True,
    include: Iterable[str] = (),
) -> PrepareInputs:
    """Everything that `prepare` decides on. Raises what keeps a plan from being prepared; nothing was touched.

    `despite` has the reason for each exit criterion that somebody goes on without; earlier runs' are remembered.
    `answers` win over what the plan says. `fetch` brings what the remote's base and branch have and this clone has not.
    `include` are pathspecs whose changes go in besides those that the plan names.
    """
    settings = app.settings
    text, file = _plan_text(app, named)
    plan = answered(read_plan(text, file), answers)
    refuse_unclear(plan)
    refuse_gaps(plan, settings, app.templates)
    commit = recommended_commit(plan)
    now = take_snapshot(app.git, app.remote)
    check_state(now, settings)
    base = base_branch(plan, settings, now)
    names = branch_names(recommended_branch(plan, settings, base))
    pulls = app.forge.of_head(names[0]) if app.forge else ()  # first: it knows best what is wrong with a token
    now, tips = look_at_remote(app, now, (*names, base), fetch=fetch)
    _refuse_missing_base(app, base, tips)
    start = base_state(app, base, now)
    chosen = BranchSearch(app, plan.file, base, start.tip, now).choose(names, pulls)
    name, present = chosen.name, chosen.present
    memory = read_history(runs(app.journal), name)
    branch = _branch_state(app, plan, chosen, now, start.tip, memory)
    parent = Sha(app.git.text("rev-parse", f"{branch.ours.sha}^")) if branch.ours else branch.start
    in_the_way = differing(app.git, now.head, branch.start) if now.head else frozenset()
    carried = _carried(app, plan, now, branch) if plan.file in in_the_way else None
    changes = choose_changes(app, plan, include)
    tree, docs, idle = _documents(app, plan, now, branch, changes)
    in_pathspec = _in_pathspec(changes, carried)
    shares = share_out(app, plan, in_pathspec, docs)
    message = _message(commit, app, branch, shares)
    moved = _moved(app, branch, parent, memory, docs)
    excuses = {**memory.despite, **despite}
    titles = {memory.title, *(made.header for made in branch.commits), *_titles_then(app, plan, branch)}
    template = "" if present else pull_request_template(app, start.tip)
    parts = BodyParts(
        purposes=purposes_in(text), moved=tuple(moved), despite=excuses, template=template, team=app.templates
    )
    return PrepareInputs(
        run=run,
        plan=plan,
        settings=settings,
        now=now,
        base=base,
        parent=parent,
        branch=branch,
        remote_tip=tips.get(name),
        remote_is_ours=_is_ours(app, tips.get(name), branch, memory),
        tree=tree,
        docs=docs,
        idle=idle,
        in_pathspec=in_pathspec,
        shares=shares,
        left_out=changes.left_out,
        carried=carried,
        in_the_way=in_the_way,
        message=message,
        message_is_kept=keeps_message(branch.ours, message, _asked(branch, memory)),
        moved=tuple(moved),
        pull_request=wanted_pull_request(plan, parts, settings, present, titles),
        despite=excuses,
        has_forge=app.forge is not None,
        base_state=start,
        landed=chosen.landed,
        closed=chosen.closed,
        elsewhere=tuple(pull for pull in chosen.pulls if pull.state == "open" and pull.base != base),
    )


def _plan_text(app: App, named: str) -> tuple[str, RepoPath]:
    """The plan's text and place; where it left with its branch, as that branch, or its own commit there, has it.

    Raises PlanMissing.
    """
    try:
        return read_plan_text(app.folder, named), place_in(app.git.root, app.folder, named)
    except PlanMissing as missing:
        with contextlib.suppress(NotInState, PlanOutside):
            place = place_in(app.git.root, app.folder, named)
            branch = branch_of(runs(app.journal), place)
            places = [
                *([f"refs/heads/{branch}"] if branch else ()),
                *reversed(read_history(runs(app.journal), BranchName(branch or "")).commits),
            ]
            held = (file_at(app.git, revision, place) for revision in (*places, f"refs/remotes/{app.remote}/HEAD"))
            text = next(filter(None, held), None)
            if text and not (app.folder / named).exists() and branch != current_branch(app.git):
                return decode_plan(text, named), place
        raise missing from None


def _carried(app: App, plan: Plan, now: Snapshot, branch: BranchState) -> Carried | None:
    """The plan's file, where it is changed here and the branch has it as a plain file too."""
    path = RepoPath(plan.file)
    mine, on_branch = WorkingFiles(app.git.root).read(path), checked_out(app.git, branch.start, path)
    if mine is None or on_branch is None or all(change.path != path for change in now.changes):
        return None
    return Carried(path=path, mine=mine, at_head=checked_out(app.git, "HEAD", path), on_branch=on_branch)


def _in_pathspec(changes: ChosenChanges, carried: Carried | None) -> tuple[RepoPath, ...]:
    """The changes that the commit takes; a plan that the branch has word for word is none."""
    same = {carried.path} if carried and carried.mine == carried.on_branch else set()
    return tuple(change.path for change in changes.taken if change.path not in same)


def _branch_state(
    app: App, plan: Plan, chosen: ChosenBranch, now: Snapshot, base: Sha, memory: BranchHistory
) -> BranchState:
    name = chosen.name
    tip = now.tips.get(name) or now.tracked_tips.get(name)
    commits = [Made(*facts) for facts in commits_between(app.git, base, tip)] if tip else []
    while commits and commits[-1].sha in memory.documents:
        commits.pop()  # a plan's commit may stand on what `relcommit docs` did on its branch
    then = _plan_then(app, plan, tip)
    wanted = [message for known in (plan, then) if known for message in (known.commit, *known.commits)]
    headers = {message.header for message in wanted if message}
    is_of_plan = now.current == name or (chosen.present is not None and names_plan(chosen.present, plan.file))
    claims = Claims(headers=headers, recorded=memory.commits, me=author_address(app.git), is_of_plan=is_of_plan)
    return branch_state(name, now, base, commits, claims)


def _plan_then(app: App, plan: Plan, tip: Sha | None) -> Plan | None:
    """The plan as the branch's tip has it: a clone without a journal knows by it what was asked for."""
    text = file_at(app.git, tip, plan.file) if tip else None
    return read_plan(text.decode("utf-8", "replace"), plan.file) if text else None


def _message(commit: Message, app: App, branch: BranchState, shares: Sequence[CommitShare]) -> str:
    """The message of the plan's commit; of several, the one at the tip, or the first."""
    if not shares:
        return compose_message(commit, app.settings, app.templates, follows=_follows(branch, commit))
    header = branch.ours.header if branch.ours else None
    share = next((share for share in shares if share.header == header), shares[0])
    is_repeated = any(made.header == share.header for made in branch.others())
    return share.added if is_repeated else share.message


def _follows(branch: BranchState, commit: Message) -> bool:
    """Whether another commit of the branch is the plan's own already."""
    return any(made.header == commit.header for made in branch.others())


def _titles_then(app: App, plan: Plan, branch: BranchState) -> Iterable[str]:
    then = _plan_then(app, plan, branch.tip)
    return [then.pr_title] if then and then.pr_title else []


def _documents(
    app: App, plan: Plan, now: Snapshot, branch: BranchState, changes: ChosenChanges
) -> tuple[Tree, Reorganisation, tuple[Finding, ...]]:
    """The files as they will stand on the branch, what becomes of them, and the plan's lines that move nothing."""
    tree = present = read_tree(app.git)
    if branch.start != now.head:
        tree = tree_at(app.git, branch.start, present, [change.path for change in now.changes])
    tree = changes.tree_without_drafts(tree)
    planned = [
        Decision(path=document.path, status=document.status, to=document.to, line=document.line)
        for document in plan.documents
    ]
    decided = decide(tree, planned, app.settings.docs, plan.file)
    refuse_ignored(app, decided.moves)
    today = SystemClock().now().date().isoformat()
    sight = with_texts_away(app.git, tree) if decided.moves else tree
    work = finished(sight, reorganise(sight, decided.moves), app.settings.docs, layouts(app.templates), today)
    if present.away or (tree is not present and decided.moves and is_sparse(app.git)):
        refuse_out_of_sight(sight.contents.keys() - present.contents.keys(), work)
    whole = with_entangled(app, tree, work.moves, None if tree is present or branch.start == now.head else branch.start)
    return replace(whole, away=sight.away), work, decided.findings


def _refuse_missing_base(app: App, base: BranchName, tips: Mapping[BranchName, Sha]) -> None:
    """Raises BaseNotOnRemote where a pull request could not go there."""
    from relcommit.forge.choose import Local

    if base not in tips and not isinstance(app.home, Local):
        raise BaseNotOnRemote(app.remote, base)


def _is_ours(app: App, there: Sha | None, branch: BranchState, memory: BranchHistory) -> bool:
    if there is None or there == branch.tip or there in memory.commits:
        return True
    return branch.tip is not None and is_ancestor(app.git, there, branch.tip)


def _asked(branch: BranchState, memory: BranchHistory) -> str | None:
    return memory.commits.get(branch.ours.sha) if branch.ours else None


def _moved(
    app: App, branch: BranchState, parent: Sha, memory: BranchHistory, docs: Reorganisation
) -> list[MovedDocument]:
    """Every document that the branch moves: in earlier runs, which a fresh clone only knows from git, and now."""
    earlier: Iterable[MovedDocument] = memory.moved
    if branch.ours and not memory.commits:
        seen = renames(app.git, parent, branch.ours.sha)
        earlier = [MovedDocument(source=old, to=new, reason=es.IN_THE_COMMIT) for old, new in seen]
    return moves_in_order([*earlier, *map(moved_document, docs.moves)])


def moved_document(move: Move) -> MovedDocument:
    """A move as the pull request tells it."""
    return MovedDocument(source=move.source, to=move.to, reason=es.reason(move.reason))
