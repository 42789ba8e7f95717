"""From a pull request to a report: every probe looks, people's words are heard, the body is compared."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from relcommit.checklist.attest import Rules, attested, statements
from relcommit.checklist.model import ChecklistItem
from relcommit.checklist.report import Report
from relcommit.checklist.tampering import tampering
from relcommit.checklist.verdict import Judged
from relcommit.probes.github import HubFiles, Remembering, branch_tip, changed_files, comments, read_pull, retargeted_at
from relcommit.probes.people import People
from relcommit.probes.registry import look
from relcommit.probes.required import Asked, ReadPlan, required
from relcommit.probes.scene import Files, Hub, Pull, Scene
from relcommit.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Examiner:
    """What it takes to examine any pull request of a repository."""

    hub: Hub
    read_plan: ReadPlan
    read_settings: Callable[[Files], Settings]
    """The settings that a commit holds."""
    now: datetime
    files_at: Callable[[str], Files | None] = lambda _: None
    """A commit's files where they are at hand; GitHub is asked for them otherwise."""
    plan: str = ""
    """The plan that somebody names; empty for those that the pull request answers to."""
    root_at: Callable[[str], Path | None] = lambda _: None
    """The working tree, where it stands clean at a commit and may speak for it; never in CI."""
    environment: Mapping[str, str] = field(default_factory=dict)

    def examine(self, number: int, *, issue: int | None = None) -> tuple[Report, Pull]:
        """Everything that can be known now of a pull request. Raises Refused, and what is wrong with the settings.

        Settings, roles and plans are those of the base branch as it stands; after the merge its files are judged.
        """
        hub = Remembering(self.hub)
        pull = read_pull(hub, number)
        base = self._files(hub, branch_tip(hub, pull.base))
        head = self._files(hub, pull.merge_sha or pull.head)
        settings = self.read_settings(base)
        asked = Asked(
            named=self.plan or settings.checklist.plan, archive=settings.docs.historical, body=pull.body,
            branch=pull.branch, changes=lambda: changed_files(hub, number),
        )  # fmt: skip
        wanted = required(self.read_plan, asked, base, head, tuple(settings.approvals))
        scene = Scene(
            settings=settings, now=self.now, files=head, base=base, hub=hub, pull=pull, root=self.root_at(pull.head),
            changes=lambda: changed_files(hub, number), environment=self.environment,
        )  # fmt: skip
        return replace(assess(wanted.items, scene, wanted.plans, issue=issue), title=wanted.title), pull

    def _files(self, hub: Hub, commit: str) -> Files:
        return self.files_at(commit) or HubFiles(hub, commit)


def assess(items: Iterable[ChecklistItem], scene: Scene, plans: tuple[str, ...], *, issue: int | None = None) -> Report:
    """Everything that can be known now; `issue` is one more place where people may have spoken.

    Raises Refused where the comments cannot be read.
    """
    judged = tuple(look(item, scene) for item in items)
    pull, roles = scene.pull, tuple(scene.settings.approvals)
    if pull is None or scene.hub is None:
        return Report(plans=plans, head=pull.head if pull else "", items=judged, roles=roles)
    return Report(
        plans=plans,
        head=pull.head,
        roles=roles,
        pull_request=pull.number,
        items=_heard(judged, scene, [pull.number, *([issue] if issue else [])]),
        tampered=tampering((one.item for one in judged), pull.body),
    )


def _heard(judged: Iterable[Judged], scene: Scene, places: Iterable[int]) -> tuple[Judged, ...]:
    assert scene.hub is not None and scene.pull is not None  # noqa: S101, PT018 - `assess` looked
    people = People(scene.settings.approvals, scene.hub)
    said = statements(one for place in places for one in comments(scene.hub, place, people))
    rules = Rules(
        author=scene.pull.author,
        head=scene.pull.merge_sha or scene.pull.head,
        self_attest=frozenset(scene.settings.checklist.self_attest),
        merged_at=scene.pull.merged_at,
        retargeted_at=retargeted_at(scene.hub, scene.pull.number),
    )
    return tuple(attested(one, said, rules) for one in judged)
