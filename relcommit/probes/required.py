"""Which plans a pull request answers to: as they stand on the base branch, or at the head where it adds them."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from relcommit.checklist.items import items_of
from relcommit.checklist.model import ChecklistItem, RawItem, RawPlan
from relcommit.errors.base import Unreadable
from relcommit.errors.checklist import RequiredPlanMissing
from relcommit.probes.scene import ChangedFile, Files

ReadPlan = Callable[[str, str], RawPlan]
"""The plan's reader: text and path. Raises Unreadable for what is none."""

_MARKER = re.compile(r"<!-- relcommit:inicio plan=([^\r\n]{1,300}?) -->")
_LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Required:
    """The plans, and all their items with ids of their own."""

    plans: tuple[str, ...]
    items: tuple[ChecklistItem, ...]
    title: str


@dataclass(frozen=True, slots=True)
class _Source:
    path: str
    text: str
    named: bool
    """Whether somebody says that it is a plan; the others have to look like one."""


def required(
    read_plan: ReadPlan, *, named: str, body: str, base: Files, head: Files, changes: Sequence[ChangedFile],
    roles: Collection[str],
) -> Required:  # fmt: skip
    """The items that count.

    Where the settings name no plan, the body's own marker is only a hint that anybody can edit: every document
    that the pull request adds, changes or deletes and that reads as a plan counts too, so that no weaker plan
    can take the place of another. Raises RequiredPlanMissing for one that the settings name and nobody has.
    """
    sources = _named(named, base, head) if named else _found(body, base, head, changes)
    if named and not sources:
        raise RequiredPlanMissing(named)
    plans: list[str] = []
    raw: list[RawPlan] = []
    for one in sources:
        plan = _read(read_plan, one)
        if plan is not None and (one.named or _is_plan(one.path, plan)):
            plans.append(one.path)
            raw.append(plan)
    title = " · ".join(plan.title for plan in raw if plan.title)
    return Required(tuple(plans), items_of(_Joined(raw), roles), title)


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


def _named(path: str, base: Files, head: Files) -> list[_Source]:
    text = _text(base, path) or _text(head, path)
    return [_Source(path, text, named=True)] if text else []


def _found(body: str, base: Files, head: Files, changes: Sequence[ChangedFile]) -> list[_Source]:
    """The plan of the marker, then what the pull request touches; each once."""
    marker = _MARKER.search(body)
    found = _named(marker[1], base, head) if marker else []
    for one in changes:
        if not one.path.lower().endswith((".md", ".markdown")):
            continue
        old = one.previous or one.path
        text = _text(head, one.path) if one.status in ("added", "copied") else _text(base, old)
        moved_only = one.status == "renamed" and not one.added_text
        if text and not moved_only and all(source.path not in (one.path, old) for source in found):
            found.append(_Source(one.path, text, named=False))
    return found


def _is_plan(path: str, plan: RawPlan) -> bool:
    """Whether a document demands something and is a plan, by its name or for the branch or commit it recommends."""
    is_called_so = "plan" in path.rpartition("/")[2].lower()
    return bool((plan.gates or plan.done) and (is_called_so or plan.branch or plan.commit))


def _text(files: Files, path: str) -> str:
    content = files.read(path)
    return "" if content is None or len(content) > _LARGEST else content.decode("utf-8-sig", errors="replace")


def _read(read_plan: ReadPlan, source: _Source) -> RawPlan | None:
    try:
        return read_plan(source.text, source.path)
    except Unreadable:
        return None
