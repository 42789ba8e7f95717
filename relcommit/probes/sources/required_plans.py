"""Which plans a pull request answers to: as they stand on the base branch, or at the head where it adds them."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from relcommit.checklist.ids import slug, tells_all
from relcommit.checklist.items import items_of
from relcommit.checklist.model import ChecklistItem, RawItem, RawPlan, Section
from relcommit.errors.base import Unreadable
from relcommit.errors.checklist import AnswerCut, RequiredPlanEmpty, RequiredPlanMissing
from relcommit.probes.evidence_context import ChangedFile, Files

ReadPlan = Callable[[str, str], RawPlan]
"""The plan's reader: text and path. Raises Unreadable for what is none."""

_MARKER = re.compile(r"<!-- relcommit:inicio plan=([^\r\n]{1,300}?) -->")
_RECOMMENDS = re.compile(r"rama|branch|commit|mensaje|\bgit\b", re.IGNORECASE)
_LARGEST = 1024 * 1024
MOST_PARSED = 2 * 1024 * 1024
"""Characters of a pull request's own documents that are read as plans, all together."""
MARKDOWN = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Required:
    """The plans, and all their items with ids of their own."""

    plans: tuple[str, ...]
    items: tuple[ChecklistItem, ...]
    title: str
    own: Mapping[str, str]
    """By id, the plan of each item that only the pull request has, and that its author could word otherwise."""
    taken: tuple[str, ...] = ()
    """The ids that the base's own items have."""


@dataclass(frozen=True, slots=True)
class _Source:
    path: str
    text: str
    named: bool
    """Whether somebody says that it is a plan; the others have to look like one."""
    moved_from: str = ""
    is_own: bool = False
    """Whether the pull request adds it."""

    @property
    def home(self) -> str:
        """Where the base has it: each plan counts once."""
        return self.moved_from or self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What leads from a pull request to its plans."""

    named: str
    """The plan that the settings name, and then the only one; empty for none."""
    archive: str
    """The folder of documents that are no longer in force."""
    body: str
    branch: str
    changes: Callable[[], Sequence[ChangedFile]]


def required(read_plan: ReadPlan, asked: Asked, base: Files, head: Files, roles: Collection[str]) -> Required:
    """The items that count.

    Where the settings name no plan, the body's own marker is only a hint that anybody can edit: the plans of the base
    branch that recommend the pull request's branch count, which nobody can change from there, and so does every
    document that it adds, changes or deletes and that reads as a plan, so that no weaker plan can take the place of
    another. Raises RequiredPlanMissing for one that the settings name and nobody has, RequiredPlanEmpty for one
    that demands nothing where only the pull request has it, and Unreadable for one that is no plan.
    """
    if asked.named:
        return _settled(read_plan, asked.named, base, head, roles)
    sources = [
        *_of_branch(read_plan, asked, base),
        *_changed(asked.changes(), base, head),
        *_hinted(asked.body, base, head),
    ]
    plans: dict[str, _Held] = {}
    for source in sources:
        if (
            source.home not in plans
            and (plan := _read(read_plan, source))
            and (source.named or _is_plan(source.path, plan))
        ):
            plans[source.home] = _Held(source.home, plan, source.is_own)
    return _joined(list(plans.values()), roles)


def plan_at(read_plan: ReadPlan, files: Files, path: str) -> RawPlan | None:
    """The plan that stands there; `None` for what is none."""
    return _read(read_plan, _Source(path, _text(files, path), named=True))


def _settled(read_plan: ReadPlan, named: str, base: Files, head: Files, roles: Collection[str]) -> Required:
    held = _text(base, named)
    text = held or _text(head, named)
    if not text:
        raise RequiredPlanMissing(named)
    joined = _joined([_Held(named, read_plan(text, named), is_own=not held)], roles)
    if not held and not joined.items:
        raise RequiredPlanEmpty(named)
    return joined


@dataclass(frozen=True, slots=True)
class _Held:
    """A plan that counts."""

    path: str
    plan: RawPlan
    is_own: bool


def _joined(held: Sequence[_Held], roles: Collection[str]) -> Required:
    """No plan of the pull request's own gives its ids to its items before those of the base have theirs."""
    theirs, ours = ([plan for plan in held if plan.is_own is own] for own in (False, True))
    items = items_of(_Joined([review.plan for review in theirs]), roles)
    added = items_of(_Joined([our.plan for our in ours]), roles, taken=[item.id for item in items])
    places = [our.path for section in get_args(Section) for our in ours for _ in getattr(our.plan, section)]
    alike = Counter(slug(item.text) for item in added)
    return Required(
        plans=tuple(plan.path for plan in held),
        items=(*items, *added),
        title=" · ".join(plan.plan.title for plan in held if plan.plan.title),
        own={item.id: path for item, path in zip(added, places, strict=True) if not _is_its_text(item, alike)},
        taken=tuple(item.id for item in items),
    )


def _is_its_text(item: ChecklistItem, alike: Mapping[str, int]) -> bool:
    """Whether nobody can give another text the same id: not by a mark, by details, by a digest or by its place."""
    name = slug(item.text)
    return not item.details and item.id == name and alike[name] == 1 and tells_all(item.text)


@dataclass(frozen=True)
class _Joined:
    """Several plans as one, so that their items' ids differ."""

    plans: Sequence[RawPlan]

    @property
    def gates(self) -> Sequence[RawItem]:
        return [item for plan in self.plans for item in plan.gates]

    @property
    def deploy(self) -> Sequence[RawItem]:
        return [item for plan in self.plans for item in plan.deploy]

    @property
    def rollback(self) -> Sequence[RawItem]:
        return [item for plan in self.plans for item in plan.rollback]

    @property
    def done(self) -> Sequence[RawItem]:
        return [item for plan in self.plans for item in plan.done]


def _hinted(body: str, base: Files, head: Files) -> Iterator[_Source]:
    """The plan of the body's marker, wherever it is."""
    if (marker := _MARKER.search(body)) and (text := _text(base, marker[1]) or _text(head, marker[1])):
        yield _Source(marker[1], text, named=True, is_own=not _text(base, marker[1]))


def _of_branch(read_plan: ReadPlan, asked: Asked, base: Files) -> Iterator[_Source]:
    """The base branch's plans for this very branch, but for those that are archived there."""
    for path in sorted(base.mentioning(asked.branch)) if asked.branch else ():
        source = _Source(path, _text(base, path), named=False)
        if path.startswith(f"{asked.archive}/") or not (plan := _read(read_plan, source)):
            continue
        if (plan.branch or "").removeprefix("refs/heads/") == asked.branch:
            yield source


def _may_be_plan(path: str, text: str) -> bool:
    """A cheap look: whether it is called a plan, or says any of the words without which it recommends nothing."""
    return _is_called_plan(path) or bool(_RECOMMENDS.search(text))


def _is_called_plan(path: str) -> bool:
    return "plan" in path.rpartition("/")[2].lower()


def _changed(changes: Sequence[ChangedFile], base: Files, head: Files) -> Iterator[_Source]:
    """What the pull request touches: as the base has it, or the head where the base has nothing there.

    Raises AnswerCut where more of it could be plans than is read.
    """
    parsed = 0
    for change in changes:
        home = change.previous if change.status == "renamed" else change.path
        text = _text(base, home) or (_text(head, change.path) if change.status in ("added", "copied") else "")
        moved_only = change.status == "renamed" and change.added_text is False
        if change.path.lower().endswith(MARKDOWN) and text and not moved_only:
            if not _may_be_plan(change.path, text):
                continue
            parsed += len(text)
            if parsed > MOST_PARSED:
                raise AnswerCut("plans", MOST_PARSED)
            is_own = change.status in ("added", "copied")
            yield _Source(change.path, text, named=False, moved_from=home, is_own=is_own)


def _is_plan(path: str, plan: RawPlan) -> bool:
    """Whether a document demands something and is a plan, by its name or for the branch or commit it recommends."""
    return bool((plan.gates or plan.done) and (_is_called_plan(path) or plan.branch or plan.commit))


def _text(files: Files, path: str) -> str:
    content = files.read(path)
    if content is not None and len(content) > _LARGEST:
        if _is_called_plan(path):
            raise AnswerCut("plans", _LARGEST)
        return ""
    return "" if content is None else content.decode("utf-8-sig", errors="replace")


def _read(read_plan: ReadPlan, source: _Source) -> RawPlan | None:
    try:
        return read_plan(source.text, source.path)
    except Unreadable:
        return None
