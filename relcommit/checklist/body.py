"""What the template of a pull request's body is given: foreign text made harmless, in sizes that fit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from relcommit.checklist.markdown import block, cell, clip, inline, path
from relcommit.checklist.model import ChecklistItem

Render = Callable[["BodyContext"], str]

_LENGTHS = (300, 120, 60)
"""To how many characters texts are clipped, one after the other, where the body is too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDocument:
    """A document that changes its place, and why."""

    source: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item: `text` and `details` are Markdown that can stand in a list."""

    id: str
    text: str
    details: tuple[str, ...] = ()
    checked: bool = False


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
    return BodyContext(
        plan="".join("?" if sign in "<>\r\n" else sign for sign in plan).replace("--", "-\u2060-"),
        plan_code=path(plan),
        title=inline(title),
        description=block(description) if description.strip() else "",
        summary=tuple(inline(bullet) for bullet in summary),
        moved=tuple(
            MovedDocument(source=_path_cell(move.source), to=_path_cell(move.to), reason=cell(move.reason))
            for move in moved
        ),
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
    context = replace(context, description="", shortened=True)
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


def _lines(items: Iterable[ChecklistItem], section: str = "rollback") -> tuple[Line, ...]:
    return tuple(
        Line(id=item.id, text=inline(item.text), details=tuple(map(inline, item.details)), checked=item.checked)
        for item in items
        if item.section == section
    )


def _path_cell(text: str) -> str:
    return path(text).replace("|", "\\|")
