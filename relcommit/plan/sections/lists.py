"""The plan's lists: exit criteria, deployment, rollback and Done."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from relcommit.plan.layout.folding import words
from relcommit.plan.layout.items import as_lists, checked_items, command_items, is_pointer, item_from, prose_of
from relcommit.plan.layout.markdown import Block
from relcommit.plan.layout.outline import Statement, part
from relcommit.plan.model import Item
from relcommit.plan.sections.procedures import is_trigger, opens_triggers, read_as_steps, says_steps, steps_of
from relcommit.plan.words.labels import Aside
from relcommit.plan.words.list_headings import WEAK, Part, is_afterwards, is_state, parts_of
from relcommit.plan.words.values import unwrap

_SHORTEST_VALUE = 12
_NOTHING = {("sin",), ("ninguno",), ("ninguna",), ("no",), ("none",), ("na",), ()}
_LIKELY = 20
_SURE = 30
_SHUT_OUT: frozenset[Aside] = frozenset({"example", "past"})


class Candidate(NamedTuple):
    """A list that a heading or label opens, and how surely it is that part of the plan."""

    items: tuple[Item, ...]
    rank: int
    general: bool
    line: int


def parts_in(statements: list[Statement], *, guide: bool) -> dict[Part, tuple[Item, ...]]:
    """The four lists. For each part the surest lists win, all of the same rank together."""
    candidates: dict[Part, list[Candidate]] = {"done": [], "gates": [], "deploy": [], "rollback": []}
    title = next((one.section.words for one in statements if one.section.is_title), ())
    taken: set[int] = set()
    for one in statements:
        if one.form in ("row", "column", "matter") or not _SHUT_OUT.isdisjoint(one.section.asides - {"past"}):
            continue
        if one.form != "heading" and len(one.label) > 8:
            continue
        for name, rank in parts_of(one.label, heading=one.form == "heading", title=title):
            if guide and rank <= WEAK:
                continue
            items = tuple(it for it in _READERS[name](one, rank) if it.line not in taken)
            if items:
                general = not {"general", "generales"}.isdisjoint(one.label)
                candidates[name].append(Candidate(items=items, rank=rank, general=general, line=one.line))
                taken.update(it.line for it in items)
                break
    return {name: _best(found, _LIKELY if name == "done" else _SURE) for name, found in candidates.items()}


def _best(candidates: list[Candidate], enough: int) -> tuple[Item, ...]:
    """The surest; acceptance criteria stand beside a definition of done, for both have to hold."""
    best = max((one.rank for one in candidates), default=0)
    surest = [one for one in candidates if one.rank >= min(best, enough)]
    particular = [one for one in surest if not one.general] or surest
    if best <= WEAK:
        particular = particular[-1:]
    return tuple(item for one in particular for item in one.items)


def _tree_blocks(one: Statement) -> Iterator[list[Block]]:
    """What a label speaks of, cut at the sub-headings: for a heading, everything below it."""
    if one.form != "heading":
        yield one.follow
        return
    for section in [one.section] if one.section.is_title else one.section.tree():
        if section is one.section or not parts_of(section.words, heading=True):
            yield section.blocks


def _value_item(one: Statement) -> list[Item]:
    """«Rollback: revertir el commit.» as one item."""
    text = one.value.strip()
    empty = len(text) < _SHORTEST_VALUE or words(text)[:1] in _NOTHING or is_pointer(unwrap(text))
    return [] if empty else [item_from(text, one.line)]


def _done(one: Statement, rank: int) -> list[Item]:
    if one.value:
        return _value_item(one) if rank > WEAK and one.form != "heading" else []
    boxes = rank <= WEAK and "checklist" not in one.label
    found = [item for blocks in _tree_blocks(one) for item in checked_items(blocks, boxes=boxes)]
    if is_state(one.label) and all(item.checked for item in found):
        return []
    return [replace(item, kind="after") for item in found] if is_afterwards(one.label) else found


def _gates(one: Statement, rank: int) -> list[Item]:
    """The criteria. «Validación» may be about anything, so only boxes and commands count there."""
    if one.value:
        return _value_item(one) if rank > _LIKELY and one.form != "heading" else []
    groups = list(_tree_blocks(one))
    items = [item for blocks in groups for item in checked_items(blocks, boxes=rank <= _LIKELY)]
    return items or [item for blocks in groups for item in command_items(blocks)]


def _deploy(one: Statement, rank: int) -> list[Item]:
    """The steps. A bare «Despliegue» may describe how things stand, so only what reads as steps counts there."""
    if one.form != "heading":
        first = as_lists(one.follow[:1])
        steps = bool(first) and first[0].kind == "list" and (first[0].ordered or read_as_steps(first[0]))
        return checked_items(first) if steps and not one.value else []
    if one.section.is_title or (rank < _LIKELY and not says_steps(one.section)):
        return []
    return [item for item, _ in steps_of(one.section, one.follow)]


def _rollback(one: Statement, _: int) -> list[Item]:
    if one.value:
        items = [(item, "") for item in _value_item(one)]
    elif one.form == "heading" and one.section.is_title:
        return []
    elif one.form == "heading":
        items = steps_of(one.section, one.follow)
        items = items or [(item, "") for item in prose_of(one.follow)]
        if opens_triggers(one.section.title):
            items = [(item, label or one.section.title) for item, label in items]
    else:
        items = [(item, "") for item in checked_items(one.follow[:1])]
    told = [(item, label or _own_label(item.text)) for item, label in items]
    return [replace(item, kind="trigger" if is_trigger(label) else "action") for item, label in told]


def _own_label(text: str) -> str:
    """What an item opens with: «**Disparadores:** caída de ventas»."""
    parted = part(text) if text.startswith(("**", "__")) else None
    return parted[0] if parted and parted[1] else ""


_READERS: dict[Part, Callable[[Statement, int], list[Item]]] = {
    "done": _done,
    "gates": _gates,
    "deploy": _deploy,
    "rollback": _rollback,
}
