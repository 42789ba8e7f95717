"""What somebody says beside the plan: values that it lacks, or that the rules refuse, and what is still missing."""

import shlex
from dataclasses import dataclass, replace

from relcommit.application.prepare.pull_request_text import (
    check_message,
    commits_to_make,
    compose_message,
    recommended_commit,
)
from relcommit.errors.base import RelcommitError
from relcommit.errors.plan import BranchNameRefused, HeaderRefused, PlanLacks, PlanUnanswered, PlanUnclear
from relcommit.errors.repository import ProtectedBranch
from relcommit.names import BranchName
from relcommit.plan.model import Message, Plan
from relcommit.plan.proposals import branch_proposal, header_proposals
from relcommit.program.branch import recommended_branch
from relcommit.settings import Settings
from relcommit.text.es import plan as es
from relcommit.text.templates import TeamTemplates


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Values given by flags or at a terminal; they win over the plan's own."""

    branch: str | None = None
    header: str | None = None
    body: tuple[str, ...] = ()
    base: str | None = None
    title: str | None = None


NO_ANSWERS = Answers()


@dataclass(frozen=True, slots=True)
class Gap:
    """A value that the plan lacks or that is refused."""

    name: str
    """Of the field of `Answers`."""
    refused: str | None
    """The plan's own value, where it has one."""
    reason: RelcommitError
    proposal: str | None


def answered(plan: Plan, answers: Answers) -> Plan:
    """The plan as it is with the answers in place of what it says."""
    commit = plan.commit
    if answers.header:
        commit = replace(commit or Message(header=answers.header), header=answers.header)
    if answers.body and commit:
        commit = replace(commit, body=answers.body)
    places = dict(plan.places)
    for name, value in (("branch", answers.branch), ("commit.header", answers.header)):
        if value:
            places.pop(name, None)
    return replace(
        plan,
        branch=answers.branch or plan.branch,
        base=answers.base or plan.base,
        commit=commit,
        commits=_with_answer(plan, commit),
        pr_title=answers.title or plan.pr_title,
        places=places,
    )


def _with_answer(plan: Plan, commit: Message | None) -> tuple[Message, ...]:
    """The several commits of a plan, with its own as it was answered."""
    own = plan.commit.header if plan.commit else None
    return tuple(
        replace(commit, paths=other.paths) if commit and other.header == own else other for other in plan.commits
    )


def gaps_in(plan: Plan, settings: Settings) -> tuple[Gap, ...]:
    """What has to be answered before anything can be prepared, with proposals that were checked."""
    gaps = []
    if reason := branch_fault(plan, settings):
        gaps.append(Gap("branch", plan.branch, reason, _branch_for(plan, settings)))
    if reason := header_fault(plan, settings):
        header = plan.commit.header if plan.commit else None
        gaps.append(Gap("header", header, reason, _header_for(plan, settings)))
    return tuple(gaps)


def branch_fault(plan: Plan, settings: Settings) -> RelcommitError | None:
    """Why the plan's branch cannot be used, if it cannot."""
    try:
        recommended_branch(plan, settings, BranchName(plan.base or ""))
    except (PlanLacks, BranchNameRefused, ProtectedBranch) as reason:
        return reason
    return None


def header_fault(plan: Plan, settings: Settings) -> RelcommitError | None:
    """Why the plan's commit cannot be made, if it cannot. What only breaks a warning is no obstacle."""
    try:
        check_message(plan, compose_message(recommended_commit(plan), settings), settings)
    except (PlanLacks, HeaderRefused) as reason:
        return reason
    return None


def refuse_gaps(plan: Plan, settings: Settings, team: TeamTemplates) -> None:
    """Raise PlanUnanswered where something has to be answered first, HeaderRefused for another of several commits.

    Raises TemplateFailed and TemplateRefused for the team's own template of a commit.
    """
    gaps = gaps_in(plan, settings)
    if gaps:
        faults = tuple(gap.reason.explain() for gap in gaps)
        raise PlanUnanswered(plan.file, faults, tuple(_flag(gap) for gap in gaps))
    for commit in commits_to_make(plan):
        check_message(plan, compose_message(commit, settings, team), settings)


def _flag(gap: Gap) -> str:
    return f"--{gap.name} {shlex.quote(gap.proposal) if gap.proposal else es.PLACEHOLDERS[gap.name]}"


def _branch_for(plan: Plan, settings: Settings) -> str | None:
    name = branch_proposal(plan, settings.commit.types)
    return name if name and branch_fault(replace(plan, branch=name), settings) is None else None


def _header_for(plan: Plan, settings: Settings) -> str | None:
    """The first way to say it that the rules accept: mended, else made of the title and the branch."""
    from relcommit.commits.fix import fix
    from relcommit.commits.rules import check

    for candidate in header_proposals(plan, settings.commit.types, settings.commit.mood):
        mended = fix(f"{candidate}\n", lambda text: check(text, settings.commit)).partition("\n")[0]
        if header_fault(replace(plan, commit=Message(header=mended)), settings) is None:
            return mended
    return None


def refuse_unclear(plan: Plan) -> None:
    """Raise PlanUnclear where lines that decide about documents were not understood."""
    faults = [es.place(plan.file, finding) for finding in plan.findings if finding.level == "error"]
    if faults:
        raise PlanUnclear(plan.file, tuple(faults))
