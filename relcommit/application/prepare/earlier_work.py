"""What became of a plan's earlier work: its branch, its pull requests, and whether the base has it already."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from relcommit.application.prepare.branch_history import BranchHistory, read_history
from relcommit.checklist.body import marker_path
from relcommit.engine.journal import Run, runs
from relcommit.errors.base import Refused
from relcommit.errors.repository import AlreadyMerged, TooManyBranches
from relcommit.names import BranchName, Sha
from relcommit.program.branch import BaseState, ChosenBranch, Landed
from relcommit.repo.past import commits_apart, committed_on, is_ancestor, is_known, landing_commit, same_changes
from relcommit.repo.pushing import fetch_branches, remote_tips
from relcommit.repo.snapshot import take_snapshot
from relcommit.world import PullRequest, Snapshot

if TYPE_CHECKING:
    from relcommit.application.app import App

_ZONE_START = re.compile(r"<!-- relcommit:inicio plan=(.{1,400}?) -->")
MOST_BRANCHES = 9
"""How many branches one plan may have, one after the other: `x`, `x-2`, …"""


def branch_names(recommended: BranchName) -> tuple[BranchName, ...]:
    """The plan's branch, and those that follow it once it was merged."""
    following = (BranchName(f"{recommended}-{number}") for number in range(2, MOST_BRANCHES + 1))
    return (recommended, *following)


def look_at_remote(
    app: "App", now: Snapshot, names: Iterable[BranchName], *, fetch: bool
) -> tuple[Snapshot, Mapping[BranchName, Sha]]:
    """These branches as the remote has them now, and the snapshot with them; one that is gone there is gone here too.

    `fetch` brings the commits that are not here. Raises RemoteRefused.
    """
    wanted = tuple(names)
    tips = remote_tips(app.git, app.remote, wanted, app.credentials)
    news = [name for name, tip in tips.items() if now.tracked_tips.get(name) != tip]
    tracked = {name: tip for name, tip in now.tracked_tips.items() if name in tips or name not in wanted}
    if fetch and news:
        fetch_branches(app.git, app.remote, news, app.credentials)
        tracked |= {name: tips[name] for name in news}
    return replace(now, tracked_tips=tracked), tips


def base_state(app: "App", base: BranchName, now: Snapshot) -> BaseState:
    """Where a new branch starts: at the remote's base, or at the one here where it has commits that were not pushed."""
    here, remote = now.tips.get(base), now.tracked_tips.get(base)
    if here is None or remote is None or here == remote:
        tip = remote or now.tips[base]
        return BaseState(tip=tip, ahead=0, behind=0, day=committed_on(app.git, tip))
    ahead, behind = commits_apart(app.git, here, remote)
    tip = here if ahead else remote
    return BaseState(tip=tip, ahead=ahead, behind=behind, day=committed_on(app.git, tip))


@dataclass(frozen=True, slots=True)
class BranchSearch:
    """What it takes to say which branch is the plan's now."""

    app: "App"
    plan: str
    base: BranchName
    base_sha: Sha
    now: Snapshot

    def choose(self, names: Iterable[BranchName], first_pulls: Iterable[PullRequest]) -> ChosenBranch:
        """The first of these branches whose work is not on the base yet. Raises what the forge says."""
        journal = runs(self.app.journal)
        landed: Landed | None = None
        for number, name in enumerate(names):
            pulls = tuple(first_pulls if number == 0 else self._pulls(name))
            present = next((pull for pull in pulls if (pull.state, pull.base) == ("open", self.base)), None)
            earlier = self._landed(name, pulls, present, read_history(journal, name))
            if earlier is None:
                closed = None if present else self._closed(pulls, journal)
                return ChosenBranch(name, pulls, present, landed=landed, closed=closed)
            landed = earlier
        raise TooManyBranches(landed.branch if landed else "")

    def _pulls(self, name: BranchName) -> tuple[PullRequest, ...]:
        return self.app.forge.of_head(name) if self.app.forge else ()

    def _closed(self, pulls: Iterable[PullRequest], journal: Iterable[Run]) -> PullRequest | None:
        """The last pull request of this plan that somebody closed; one that `undo` closed was nobody's refusal."""
        newest = next((pull for pull in pulls if pull.base == self.base and names_plan(pull, self.plan)), None)
        if newest is None or newest.state != "closed":
            return None
        taken_back = {url for run in journal if run.state == "undone" for url in _closed_by_undo(run)}
        return None if newest.url in taken_back else newest

    def _landed(
        self, name: BranchName, pulls: Iterable[PullRequest], present: PullRequest | None, history: BranchHistory
    ) -> Landed | None:
        """How the branch's work came to the base: as the forge says, or as git shows."""
        from relcommit.forge.choose import Local

        tip = self.now.tips.get(name) or self.now.tracked_tips.get(name)
        ours = {*history.commits, tip}
        for pull in pulls:
            is_ours = history.title is not None or names_plan(pull, self.plan) or pull.head_sha in ours
            if present is None and pull.state == "merged" and pull.base == self.base and is_ours:
                return Landed(branch=name, number=pull.number, url=pull.url, commit=pull.merge_sha)
        if present and not isinstance(self.app.home, Local):
            return None  # a forge knows by itself what was merged; a folder does not
        commit = self._landing(tip, history)
        if commit is None:
            return None
        number, url = (present.number, present.url) if present else (None, None)
        return Landed(branch=name, number=number, url=url, commit=commit)

    def _landing(self, tip: Sha | None, history: BranchHistory) -> Sha | None:
        """The commit of the base with which the branch's work came there, as git shows."""
        git, base = self.app.git, self.base_sha
        last = tip or next(reversed(history.commits), None)
        if last is None or not history.commits or not is_known(git, last) or not is_known(git, base):
            return None
        has_ours = any(is_known(git, commit) and is_ancestor(git, commit, last) for commit in history.commits)
        if not has_ours and is_ancestor(git, last, base):
            return None  # a branch that somebody put where the base is
        return landing_commit(git, last, base)


def _closed_by_undo(run: Run) -> Iterator[str]:
    for back in run.done.values():
        yield from (str(step["url"]) for step in back if step.get("step") == "ClosePullRequest")


def names_plan(pull: PullRequest, plan: str) -> bool:
    """Whether its body has our zone for this plan, wherever the plan stood then: plans move with the documents."""
    marker = _ZONE_START.search(pull.body)
    if marker is None:
        return False
    named, wanted = marker[1], marker_path(plan)
    return named == wanted or named.rpartition("/")[2] == wanted.rpartition("/")[2]


def keep_merged(app: "App", landed: Landed) -> None:
    """Let the local forge, which nobody tells what was merged, know it."""
    from relcommit.forge.local import LocalForge

    if isinstance(app.forge, LocalForge) and landed.number and landed.commit:
        app.forge.merged(landed.number, at=landed.commit)


def refuse_merged(app: "App", run: Run) -> None:
    """Raises AlreadyMerged where the base has what a run did: taking it back here would leave it there."""
    base, branch = _ends(app, run)
    made = [step["only_at"] for back in run.done.values() for step in back if step.get("step") == "MoveBranch"]
    if base is None or branch is None or not made:
        return
    pulls: tuple[PullRequest, ...] = ()
    with suppress(Refused):  # who cannot be asked keeps nobody from taking back what is here
        pulls = app.forge.of_head(branch) if app.forge else ()
        fetch_known(app, base)
    merged = next((pull for pull in pulls if pull.base == base and _holds(pull, made)), None)
    if merged and merged.merge_sha:
        raise AlreadyMerged(base, merged.number, _revert(app, merged.merge_sha, Sha(made[-1])))
    tip = app.git.text("rev-parse", "--verify", "--quiet", f"refs/remotes/{app.remote}/{base}", ok=(0, 1))
    commit = landing_commit(app.git, Sha(made[-1]), Sha(tip)) if tip and is_known(app.git, Sha(made[-1])) else None
    if commit:
        number = next((pull.number for pull in pulls if pull.base == base), None)
        raise AlreadyMerged(base, number, _revert(app, commit, Sha(made[-1])))


def _holds(pull: PullRequest, made: Iterable[str]) -> bool:
    """Whether it was merged with what the run made, and nothing of the run came after."""
    return pull.state == "merged" and pull.head_sha in (None, *made)


def _ends(app: "App", run: Run) -> tuple[BranchName | None, BranchName | None]:
    """The base and the branch of a run's pull request; its base as the remote has it where it opened none."""
    opened = [step for step in run.steps if step.get("step") in ("OpenPullRequest", "UpdatePullRequest")]
    pushed = [step for step in run.steps if step.get("step") in ("Commit", "Push")]
    if opened:
        return BranchName(opened[-1]["base"]), BranchName(opened[-1]["head"])
    base = take_snapshot(app.git, app.remote).default_branch
    return base, BranchName(pushed[-1]["branch"]) if pushed else None


def fetch_known(app: "App", base: BranchName) -> None:
    """Bring the remote's base up to date here. Raises RemoteRefused."""
    fetch_branches(app.git, app.remote, (base,), app.credentials)


def _revert(app: "App", commit: Sha, tip: Sha) -> str:
    """The command that takes it from the base: a merge has a first parent to keep, a rebase may be several commits."""
    parents = app.git.text("rev-list", "--parents", "-1", commit).split()[1:] if is_known(app.git, commit) else []
    if len(parents) > 1:
        return f"git revert -m 1 {commit[:12]}"
    start = app.git.text("merge-base", tip, parents[0], ok=(0, 1)) if parents else ""
    count = int(app.git.text("rev-list", "--count", "--no-merges", f"{start}..{tip}")) if start else 1
    same = same_changes(app.git, Sha(start), tip, Sha(f"{commit}~{count}"), commit) if count > 1 else False
    return f"git revert {commit[:12]}~{count}..{commit[:12]}" if same else f"git revert {commit[:12]}"
