"""What the template of a pull request's body is given: foreign text made harmless, in sizes that fit."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from relcommit.checklist.markdown import block, cell, clip, fence_after, inline, path
from relcommit.checklist.model import ChecklistItem

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$")
Render = Callable[["BodyContext"], str]

FOLDED_BEYOND = 10
"""Moved documents that a reader sees at once."""
_LENGTHS = (300, 120, 60)
"""To how many characters texts are clipped, one after the other, where the body is too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDocument:
    """A document that changes its place, and why."""

    source: str
    to: str
    reason: str
    folder: str = ""
    """Where it goes, as a code span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedGroup:
    """The documents that go to one folder; `folder` is a code span."""

    folder: str
    moved: tuple[MovedDocument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why, as the plan says it: a heading, which may be empty, and a block."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item: `text` and `details` are Markdown that can stand in a list."""

    id: str
    text: str
    details: tuple[str, ...] = ()
    checked: bool = False
    owner: str = ""
    """Who answers for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excused:
    """An exit criterion that did not hold when the pull request was prepared, and why it was prepared all the same."""

    id: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyContext:
    """Everything that `pull_request.md.j2` may show; its texts are safe where our layout puts them."""

    plan: str
    """The plan's path, as it stands in the opening marker: no `--`, no line breaks."""
    plan_code: str
    """The plan's path as a code span."""
    title: str = ""
    description: str = ""
    """The body that the plan recommends for the pull request, as a block."""
    reasons: tuple[Reason, ...] = ()
    """What the plan is for."""
    summary: tuple[str, ...] = ()
    """The commit's bullets."""
    moved: tuple[MovedDocument, ...] = ()
    """Cells of a table."""
    excused: tuple[Excused, ...] = ()
    gates: tuple[Line, ...] = ()
    deploy: tuple[Line, ...] = ()
    triggers: tuple[Line, ...] = ()
    actions: tuple[Line, ...] = ()
    done: tuple[Line, ...] = ()
    left_out: int = 0
    """Moved documents that do not fit."""
    shortened: bool = False
    """Whether something of the plan was cut to fit."""
    is_folded: bool = False
    """Whether the moved documents are too many to be shown at first sight."""

    @property
    def groups(self) -> tuple[MovedGroup, ...]:
        """The moved documents by the folder where they go."""
        groups: dict[str, list[MovedDocument]] = {}
        for document in self.moved:
            groups.setdefault(document.folder, []).append(document)
        return tuple(MovedGroup(folder=folder, moved=tuple(moved)) for folder, moved in sorted(groups.items()))


def body_context(
    items: Sequence[ChecklistItem],
    *,
    plan: str,
    title: str = "",
    description: str = "",
    summary: Iterable[str] = (),
    moved: Iterable[MovedDocument] = (),
    despite: Mapping[str, str] | None = None,
) -> BodyContext:
    """The context from texts as the plan has them; `despite` gives the reason for each id that did not hold."""
    excuses = despite or {}
    documents = tuple(moved)
    return BodyContext(
        plan=marker_path(plan),
        plan_code=path(plan),
        title=inline(title),
        description=block(description) if description.strip() else "",
        summary=tuple(inline(bullet) for bullet in summary),
        moved=tuple(
            MovedDocument(
                source=_path_cell(document.source),
                to=_path_cell(document.to),
                reason=cell(document.reason),
                folder=path(document.to.rpartition("/")[0] or "."),
            )
            for document in documents
        ),
        is_folded=len(documents) > FOLDED_BEYOND,
        excused=tuple(
            Excused(id=item.id, text=inline(item.text), reason=inline(excuses[item.id]))
            for item in items
            if item.id in excuses
        ),
        gates=_lines(items, "gates"),
        deploy=_lines(items, "deploy"),
        triggers=_lines(item for item in items if not item.action),
        actions=_lines(item for item in items if item.action),
        done=_lines(items, "done"),
    )


def marker_path(plan: str) -> str:
    """The plan's path as the opening marker can hold it: nothing in it closes the comment."""
    return "".join("?" if sign in "<>\r\n" else sign for sign in plan).replace("--", "-\u2060-")


def with_reasons(context: BodyContext, reasons: Iterable[tuple[str, str]]) -> BodyContext:
    """The same with what the plan is for: headings, which may be empty, and their Markdown."""
    shown = (Reason(title=inline(heading), text=_demoted(block(text))) for heading, text in reasons)
    return replace(context, reasons=tuple(shown))


def shown_texts(text: str) -> frozenset[str]:
    """Every way in which a box may show an item's text: whole, or cut as `fit` cuts it."""
    shown = [inline(text)]
    for longest in _LENGTHS:
        shown.append(inline(clip(shown[-1], longest)))
    return frozenset(shown)


def fit(context: BodyContext, render: Render, room: int) -> str | None:
    """The zone in at most `room` characters, cut step by step; `None` where the boxes alone do not fit."""
    for shorter in _shorter(context):
        if len(text := render(shorter).strip()) <= room:
            return text
    return None


def _shorter(context: BodyContext) -> Iterable[BodyContext]:
    """The same with less and less in it; boxes are clipped last and never left out."""
    yield context
    moved = context.moved
    for kept in (100, 20, 0):
        if len(moved) > kept:
            context = replace(context, moved=moved[:kept], left_out=len(moved) - kept)
            yield context
    context = replace(context, description="", reasons=(), shortened=True)
    yield context
    for longest in _LENGTHS:
        context = replace(
            context,
            summary=tuple(inline(clip(bullet, longest)) for bullet in context.summary[:30]),
            gates=_clipped(context.gates, longest),
            deploy=_clipped(context.deploy, longest),
            triggers=_clipped(context.triggers, longest),
            actions=_clipped(context.actions, longest),
            done=_clipped(context.done, longest),
        )
        yield context
    yield replace(context, summary=(), deploy=(), triggers=(), actions=())


def _clipped(lines: tuple[Line, ...], longest: int) -> tuple[Line, ...]:
    return tuple(replace(line, text=inline(clip(line.text, longest)), details=()) for line in lines)


def _demoted(text: str) -> str:
    """The block with its headings as bold lines: they are below one of ours."""
    lines, fence = [], ""
    for line in text.split("\n"):
        before, fence = fence, fence_after(line, fence)
        heading = None if before or fence else _HEADING.match(line)
        lines.append(f"**{heading[1]}**" if heading else line)
    return "\n".join(lines)


def _lines(items: Iterable[ChecklistItem], section: str = "rollback") -> tuple[Line, ...]:
    return tuple(
        Line(
            id=item.id,
            text=inline(item.text),
            details=tuple(map(inline, item.details)),
            checked=item.checked,
            owner=_owner(item),
        )
        for item in items
        if item.section == section
    )


def _owner(item: ChecklistItem) -> str:
    roles = [inline(role) for role in (item.role or "").split(",") if role.strip()]
    return " y ".join(filter(None, (", ".join(roles[:-1]), roles[-1]))) if roles else ""


def _path_cell(text: str) -> str:
    return path(text).replace("|", "\\|")
