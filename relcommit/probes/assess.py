"""From a pull request to a report: every probe looks, people's words are heard, the body is compared."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from relcommit.checklist.attest import Comment, Rules, attested, statements, worded
from relcommit.checklist.items import items_of
from relcommit.checklist.model import PERSON, ChecklistItem, Proof
from relcommit.checklist.report import Report
from relcommit.checklist.tampering import Tampered, tampering
from relcommit.checklist.verdict import Judged
from relcommit.errors.checklist import AnswerCut
from relcommit.errors.forge import Invalid, RepositoryNotFound
from relcommit.probes.evidence_context import EvidenceContext, Files, GitHubReader, Pull
from relcommit.probes.registry import look
from relcommit.probes.sources.github_pull import (
    HubFiles,
    Remembering,
    branch_tip,
    changed_files,
    comments,
    read_pull,
    retargeted_at,
    writers,
)
from relcommit.probes.sources.required_plans import Asked, ReadPlan, Required, plan_at, required
from relcommit.probes.sources.roles import People
from relcommit.probes.sources.workflows import could_forge, is_of_enforcement, is_workflow
from relcommit.settings import Settings
from relcommit.text.es import checklist as es


@dataclass(frozen=True, kw_only=True)
class Examiner:
    """What it takes to examine any pull request of a repository."""

    hub: GitHubReader
    read_plan: ReadPlan
    read_settings: Callable[[Files], Settings]
    """The settings that a commit holds."""
    now: datetime
    files_of: Callable[[str, GitHubReader], Files] = lambda commit, hub: HubFiles(hub, commit)
    """A commit's files; where they are not at hand, the hub is asked for them."""
    plan: str = ""
    """The plan that somebody names; empty for those that the pull request answers to."""
    root_at: Callable[[str], Path | None] = lambda _: None
    """The working tree, where it stands clean at a commit and may speak for it; never in CI."""
    environment: Mapping[str, str] = field(default_factory=dict)

    def examine(
        self, number: int, *, issue: int | None = None, trial: tuple[str, str] | None = None
    ) -> tuple[Report, Pull]:
        """Everything that can be known now of a pull request. Raises Refused, and what is wrong with the settings.

        A `trial`, of login and text, is heard as a comment that nobody has written yet. Settings, roles and plans are
        those of the base branch as it stands; after the merge its files are judged.
        """
        hub = Remembering(self.hub)
        pull = read_pull(hub, number)
        base = self._files(hub, branch_tip(hub, pull.base))
        head = self._files(hub, pull.merge_sha or pull.head)
        settings = self.read_settings(base)
        if not settings.checklist.self_review:
            pull = replace(pull, writers=writers(hub, number))
        asked = Asked(
            named=self.plan or settings.checklist.plan, archive=settings.docs.historical, body=pull.body,
            branch=pull.branch, changes=lambda: changed_files(hub, number),
        )  # fmt: skip
        wanted = required(self.read_plan, asked, base, head, tuple(settings.approvals))
        scene = EvidenceContext(
            settings=settings, now=self.now, files=head, base=base, hub=hub, pull=pull, root=self.root_at(pull.head),
            changes=lambda: changed_files(hub, number), environment=self.environment, plans=frozenset(wanted.plans),
        )  # fmt: skip
        places = [number, *([issue] if issue else [])]
        heard = _Hearing(scene, hub, places, wanted.own, lambda commit: self._worded(hub, commit, wanted), trial)
        impostors = tuple(_impostors(scene))
        items = (*wanted.items, *([_flow_item(impostors)] if impostors else []))
        judged = tuple(look(item, scene) for item in items)
        return Report(
            plans=wanted.plans,
            title=wanted.title,
            head=pull.head,
            roles=tuple(settings.approvals),
            pull_request=number,
            items=heard.heard(judged, pull),
            plan_required=settings.checklist.required,
            tampered=(*(tampering(wanted.items, pull.body) if wanted.items else ()), *impostors),
        ), pull

    def _worded(self, hub: GitHubReader, commit: str, wanted: Required) -> Mapping[str, str]:
        """What a commit says of each item of the pull request's own plans; nothing for a commit that nobody knows."""
        try:
            files = self._files(hub, str(hub.get(f"commits/{commit}")["sha"]))
        except (Invalid, RepositoryNotFound):
            return {}
        plans = (plan_at(self.read_plan, files, path) for path in dict.fromkeys(wanted.own.values()))
        return {item.id: worded(item) for plan in plans if plan for item in items_of(plan, taken=wanted.taken)}

    def _files(self, hub: GitHubReader, commit: str) -> Files:
        return self.files_of(commit, hub)


def assess(items: Iterable[ChecklistItem], scene: EvidenceContext, plan: str) -> Report:
    """Everything that can be known where there is no pull request, and so nobody has spoken."""
    judged = tuple(look(item, scene) for item in items)
    return Report(plans=(plan,), head="", items=judged, roles=tuple(scene.settings.approvals))


def _impostors(scene: EvidenceContext) -> Iterator[Tampered]:
    """What the pull request itself brings that could write a check like ours, or changes of what enforces it."""
    try:
        changes = scene.changes() if scene.changes else ()
    except AnswerCut:  # nobody can see that there is none
        yield Tampered("workflow", ".github/")
        return
    for change in changes:
        forges = is_workflow(change.path) and could_forge(scene.files.read(change.path) or b"")
        if forges or is_of_enforcement(change.path) or is_of_enforcement(change.previous):
            yield Tampered("workflow", change.path)


FLOW_ID = "relcommit-flujo"


def _flow_item(impostors: Sequence[Tampered]) -> ChecklistItem:
    """What a pull request has to answer for that touches what holds it to its plan: somebody looked at this commit."""
    return ChecklistItem(
        id=FLOW_ID, text=es.flow_item(impostors[0].id), line=0, section="gates", phase="before", required=True,
        proofs=(Proof(kind=PERSON, phase="before"),), fresh=True,
    )  # fmt: skip


@dataclass(frozen=True)
class _Hearing:
    """Where people may have spoken, and what their words are measured against."""

    scene: EvidenceContext
    hub: GitHubReader
    places: Iterable[int]
    own: Mapping[str, str]
    worded: Callable[[str], Mapping[str, str]]
    trial: tuple[str, str] | None = None

    def _trial(self, people: People) -> Iterator[Comment]:
        if self.trial is not None:
            login, body = self.trial
            yield Comment(
                author=login, is_person=True, edited=False, at=self.scene.now, body=body, url="",
                roles=people.roles(login),
            )  # fmt: skip

    def heard(self, judged: Iterable[Judged], pull: Pull) -> tuple[Judged, ...]:
        """The items with what people decided about them. Raises Refused where the comments cannot be read."""
        people = People(self.scene.settings.approvals, self.hub)
        written = [comment for place in self.places for comment in comments(self.hub, place, people)]
        spoken = statements([*written, *self._trial(people)])
        named = {
            statement.sha: self.worded(statement.sha)
            for statement in spoken
            if statement.sha and statement.id in self.own
        }
        rules = Rules(
            author=pull.author,
            writers=pull.writers,
            head=pull.merge_sha or pull.head,
            self_attest=frozenset(self.scene.settings.checklist.self_attest),
            merged_at=pull.merged_at,
            retargeted_at=retargeted_at(self.hub, pull.number),
            wording={name: {sha: texts.get(name, "") for sha, texts in named.items()} for name in self.own},
        )
        return tuple(attested(judged_item, spoken, rules) for judged_item in judged)
