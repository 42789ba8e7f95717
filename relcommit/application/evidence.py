"""What the commands of the checklist share: the plan, the API, and the pull request that is meant."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from relcommit.application.app import App
from relcommit.errors.checklist import NoPullRequest, NotOnGitHub, PlanNotNamed
from relcommit.errors.forge import TokenMissing

if TYPE_CHECKING:
    from pathlib import Path

    from relcommit.application.prepare.commit_preview import CommitPreview
    from relcommit.checklist.report import Report
    from relcommit.forge.api import GitHubApi
    from relcommit.plan.model import Plan
    from relcommit.probes.assess import Examiner
    from relcommit.probes.evidence_context import ChangedFile
    from relcommit.settings import Settings


def github_api(app: App) -> "GitHubApi":
    """GitHub's API for this repository. Raises NotOnGitHub and TokenMissing."""
    from relcommit.forge.api import GitHubApi
    from relcommit.forge.choose import Local

    if isinstance(app.home, Local):
        raise NotOnGitHub
    if app.token is None:
        raise TokenMissing
    return GitHubApi(app.home, app.token, timeout=app.settings.forge.patience)


def examiner(app: App, api: "GitHubApi", *, plan: str = "", local: bool) -> "Examiner":
    """Whoever examines a pull request; `local` where commands and tables of this machine may speak for its head."""
    from relcommit.application.policy import files_of
    from relcommit.plan.reader import read_plan
    from relcommit.probes.assess import Examiner
    from relcommit.repo.commit_files import settings_in

    return Examiner(
        hub=api,
        read_plan=read_plan,
        read_settings=settings_in,
        now=datetime.now(UTC),
        files_of=lambda commit, hub: files_of(commit, app.git, hub),
        plan=plan,
        root_at=lambda commit: root_at(app, commit) if local else None,
        environment=app.environment,
    )


def examined(api: "GitHubApi", judge: "Examiner", number: int) -> "Report":
    """What is known of a pull request; once it is merged, with what people said in the issue that follows it."""
    from relcommit.forge.following import issue_of
    from relcommit.forge.publishing import ACTIONS_BOT

    report, pull = judge.examine(number)
    issue = issue_of(api, ACTIONS_BOT, number) if pull.merged else None
    return judge.examine(number, issue=issue)[0] if issue else report


def root_at(app: App, commit: str) -> "Path | None":
    """The working tree, where what stands in it is this commit and nothing else."""
    head = app.git.text("rev-parse", "--verify", "--quiet", "HEAD", ok=(0, 1))
    if head != commit or app.git.text("status", "--porcelain", "--untracked-files=no"):
        return None
    return app.git.root


def open_pull_request(app: App, api: "GitHubApi") -> int:
    """The open pull request of the branch of the working tree. Raises NoPullRequest."""
    branch = app.git.text("symbolic-ref", "--quiet", "--short", "HEAD", ok=(0, 1)) or None
    if branch is not None:
        owner = api.repository.partition("/")[0]
        pulls = [
            pull for pull in api.pages("pulls", state="open", head=f"{owner}:{branch}") if pull["head"]["ref"] == branch
        ]
        if pulls:
            return int(pulls[0]["number"])
    raise NoPullRequest(branch)


def examine_here(app: App, plan: "Plan", base: str, *, bound: "CommitPreview | None" = None) -> "Report":
    """What can be known of a plan before there is a pull request into `base`: this machine, and what it changes.

    Where a commit is about to be made, its exit criteria only, and what it is `bound` to bring instead of what
    stands here.
    """
    from relcommit.application.prepare.commit_preview import WorkingTreeFiles
    from relcommit.checklist.items import items_of
    from relcommit.probes.assess import assess
    from relcommit.probes.evidence_context import EvidenceContext

    scene = EvidenceContext(
        settings=_settings_to_trust(app, base), now=datetime.now(UTC), files=bound or WorkingTreeFiles(app.git),
        root=app.git.root, environment=app.environment, changes=lambda: _changes(app, base, bound),
        plans=frozenset({plan.file}),
    )  # fmt: skip
    items = items_of(plan, tuple(app.settings.approvals))
    return assess([item for item in items if item.section == "gates" or bound is None], scene, plan.file)


def base_of(app: App, plan: "Plan") -> str:
    """The branch that a plan's pull request goes to, where there is one; else what it is usually called."""
    from relcommit.errors.repository import BaseBranchMissing
    from relcommit.program.branch import base_branch
    from relcommit.repo.snapshot import take_snapshot

    try:
        return base_branch(plan, app.settings, take_snapshot(app.git, app.remote))
    except BaseBranchMissing as missing:
        return missing.branch


def _settings_to_trust(app: App, base: str) -> "Settings":
    """The settings of the working tree, but for the commands that may run: those are the base branch's own."""
    from dataclasses import replace

    from relcommit.repo.commit_files import files_at, settings_in

    held = files_at(app.git, base_ref(app, base))
    commands = settings_in(held).checklist.commands if held else {}
    return replace(app.settings, checklist=replace(app.settings.checklist, commands=commands))


def base_ref(app: App, base: str) -> str:
    """The base branch as last seen on the remote, else the one here."""
    tracking = f"refs/remotes/{app.remote}/{base}"
    return tracking if app.git.says("rev-parse", "--verify", "--quiet", tracking) else f"refs/heads/{base}"


def _changes(app: App, base: str, bound: "CommitPreview | None") -> "tuple[ChangedFile, ...]":
    """What the working tree changes since it left the base, there or here, as far as the commit will bring it."""
    from relcommit.application.prepare.commit_preview import WorkingTreeFiles
    from relcommit.probes.evidence_context import ChangedFile
    from relcommit.repo.since import changed_since

    working_tree = WorkingTreeFiles(app.git)
    return tuple(
        ChangedFile(path=change.path, status=change.status, added_text=change.added_text, previous=change.previous)
        for change in changed_since(app.git, base_ref(app, base))
        if bound is None or bound.brings(change.path, working_tree)
    )


def read_named_plan(app: App, named: str | None) -> "Plan":
    """The plan that is named, the settings' one, or the only one among the documents.

    Raises PlanNotNamed and what is wrong with the file.
    """
    from relcommit.application.plan_file import read_plan_text
    from relcommit.plan.reader import read_plan

    if named:
        return read_plan(read_plan_text(app.folder, named), named)
    path = app.settings.checklist.plan or _only_plan(app)
    return read_plan(read_plan_text(app.git.root, path), path)


def _only_plan(app: App) -> str:
    """The one document in force whose name says that it is a plan. Raises PlanNotNamed."""
    plans = called_plan(app)
    if len(plans) != 1:
        raise PlanNotNamed(plans)
    return plans[0]


def called_plan(app: App) -> tuple[str, ...]:
    """The documents in force whose name says that they are plans."""
    from pathlib import PurePosixPath

    docs = app.settings.docs
    names = app.git.names("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", docs.root)
    return tuple(
        name
        for name in names
        if "plan" in PurePosixPath(name).name.lower() and name.lower().endswith(".md")
        if not name.startswith(f"{docs.historical}/")
    )
