"""The plan's lists: exit criteria, deployment, rollback and Done."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from relcommit.plan.layout.folding import word_set, words
from relcommit.plan.layout.items import (
    as_lists,
    checked_items,
    command_items,
    is_pointer,
    item_from,
    prose_of,
    says_nothing,
    sentences_of,
)
from relcommit.plan.layout.markdown import Block
from relcommit.plan.layout.outline import Statement, part
from relcommit.plan.model import Item
from relcommit.plan.sections.procedures import (
    is_trigger,
    opens_triggers,
    opens_with_trigger,
    read_as_steps,
    says_steps,
    steps_of,
)
from relcommit.plan.words.labels import Aside, roles_of
from relcommit.plan.words.list_headings import (
    DOING,
    TRIGGERS,
    WEAK,
    Part,
    is_afterwards,
    is_release,
    is_state,
    parts_of,
)
from relcommit.plan.words.values import unwrap

_SHORTEST_VALUE = 12
_NOTHING = {("sin",), ("ninguno",), ("ninguna",), ("no",), ("none",), ("na",), ()}
_LIKELY = 20
_PLAIN_GATES = frozenset({("criterios",), ("antes",), ("comprobaciones",), ("condiciones",)})
"""Labels of criteria that nobody has to tick to be read."""
_PLAIN_DEPLOY = word_set(
    "despliegue deploy pasos de del publicacion procedimiento etapas fases secuencia orden tramos itinerario"
)
_CONDITION = re.compile(r"\b(?:si|cuando|en caso de|siempre que)\b(?!mos)", re.IGNORECASE)
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
    released = releases(statements)
    taken: set[int] = set()
    for statement in _with_answers(statements):
        if (
            statement.form == "column"
            or (statement.form == "row" and not _is_of_the_plan(statement))
            or not _SHUT_OUT.isdisjoint(statement.section.asides - {"past"})
        ):
            continue
        if statement.form != "heading" and len(statement.label) > 8:
            continue
        for name, rank in parts_of(statement.label, heading=statement.form == "heading", releases=released):
            if guide and rank <= WEAK:
                continue
            items = tuple(item for item in _items(name, statement, rank, releases=released) if item.line not in taken)
            if items:
                general = not {"general", "generales"}.isdisjoint(statement.label)
                candidates[name].append(Candidate(items=items, rank=rank, general=general, line=statement.line))
                taken.update(item.line for item in items)
                break
    return {name: _best(group, _LIKELY if name == "done" else _SURE) for name, group in candidates.items()}


def releases(statements: list[Statement]) -> bool:
    """Whether a document takes something out, by its title or by its other headings and labels."""
    title = next((statement.section.words for statement in statements if statement.section.is_title), ())
    labels = (
        (statement.label, statement.form == "heading")
        for statement in statements
        if (statement.form in ("line", "item") or (statement.form == "heading" and not statement.section.is_title))
        and not statement.section.asides
    )
    return is_release(title, labels)


def _is_of_the_plan(statement: Statement) -> bool:
    """Whether a row stands in a table of the plan's fields, with its branch or its message."""
    return any(
        {"branch", "header"}.intersection(roles_of(label, None, heading=False, cell=True))
        for label in statement.siblings
    )


def _items(name: Part, statement: Statement, rank: int, *, releases: bool) -> list[Item]:
    """The items below a label or beside it; what a row or metadata say is said in full."""
    if statement.form in ("row", "matter"):
        listed = checked_items(statement.follow[:1])
        pieces = _BREAK.split(statement.value) if statement.value and not listed else []
        return listed or [item_from(piece, statement.line) for piece in pieces if not _is_empty(piece)]
    items = _READERS[name](statement, rank)
    bare = (
        name == "deploy" and releases and not items and statement.form == "heading" and not statement.section.is_title
    )
    if bare and len(statement.label) == 1 and not statement.value:
        items = checked_items([block for block in statement.follow if block.kind == "list"])
    return items


_BREAK = re.compile(r"[ \t]*<br[ \t]*/?>[ \t]*", re.IGNORECASE)


def _is_empty(text: str) -> bool:
    return words(text) in _NOTHING or says_nothing(text) or is_pointer(unwrap(text))


def _with_answers(statements: list[Statement]) -> Iterator[Statement]:
    """The statements; «Acciones:» right after «Disparadores:» is what is done then, so that it reads as a rollback."""
    sets_off = False
    for statement in statements:
        if statement.form not in ("line", "item"):
            yield statement
            continue
        if sets_off and DOING.intersection(statement.label[:1]) and len(statement.label) <= _SHORT_LABEL:
            answer = Statement(statement.section, statement.form, ("rollback",), statement.value, statement.line)
            answer.follow = statement.follow
            sets_off = False
            yield answer
            continue
        named = parts_of(statement.label, heading=False)
        sets_off = TRIGGERS.match(statement.label[:1]) and any(name == "rollback" for name, _ in named)
        yield statement


_SHORT_LABEL = 3


def _best(candidates: list[Candidate], enough: int) -> tuple[Item, ...]:
    """The surest; acceptance criteria stand beside a definition of done, for both have to hold."""
    best = max((candidate.rank for candidate in candidates), default=0)
    surest = [candidate for candidate in candidates if candidate.rank >= min(best, enough)]
    particular = [candidate for candidate in surest if not candidate.general] or surest
    if best <= WEAK:
        particular = particular[-1:]
    return tuple(item for candidate in particular for item in candidate.items)


def _tree_blocks(statement: Statement) -> Iterator[list[Block]]:
    """What a label speaks of, cut at the sub-headings: for a heading, everything below it."""
    if statement.form != "heading":
        yield statement.follow
        return
    for section in [statement.section] if statement.section.is_title else statement.section.tree():
        if section is statement.section or not parts_of(section.words, heading=True):
            yield section.blocks


def _value_item(statement: Statement) -> list[Item]:
    """«Rollback: revertir el commit.» as one item."""
    text = statement.value.strip()
    return [] if len(text) < _SHORTEST_VALUE or _is_empty(text) else [item_from(text, statement.line)]


def _done(statement: Statement, rank: int) -> list[Item]:
    if statement.value:
        return _value_item(statement) if rank > WEAK and statement.form != "heading" else []
    boxes = rank <= WEAK and "checklist" not in statement.label
    items = [item for blocks in _tree_blocks(statement) for item in checked_items(blocks, boxes=boxes)]
    if not items and rank >= _LIKELY:
        items = [item for blocks in _tree_blocks(statement) for item in sentences_of(blocks)]
    if is_state(statement.label) and all(item.checked for item in items):
        return []
    return [replace(item, kind="after") for item in items] if is_afterwards(statement.label) else items


def _gates(statement: Statement, rank: int) -> list[Item]:
    """The criteria. «Validación» may be about anything, so only boxes and commands count there."""
    if statement.value:
        return _value_item(statement) if rank > _LIKELY and statement.form != "heading" else []
    groups = list(_tree_blocks(statement))
    boxes = rank <= _LIKELY and statement.label not in _PLAIN_GATES
    items = [item for blocks in groups for item in checked_items(blocks, boxes=boxes)]
    items = items or [item for blocks in groups for item in command_items(blocks)]
    if not items and rank >= _SURE:
        items = [item for blocks in groups for item in sentences_of(blocks)]
    return items


def _deploy(statement: Statement, rank: int) -> list[Item]:
    """The steps. A bare «Despliegue» may describe how things stand, so only what reads as steps counts there."""
    if statement.form != "heading":
        first = as_lists(statement.follow[:1])
        alone = bool(first) and first[0].kind == "list" and set(statement.label) <= _PLAIN_DEPLOY
        steps = bool(first) and first[0].kind == "list" and (alone or first[0].ordered or read_as_steps(first[0]))
        return checked_items(first) if steps and not statement.value else []
    if statement.section.is_title or (rank < _LIKELY and not says_steps(statement.section)):
        return []
    listed = [item for item, _ in steps_of(statement.section, statement.follow, triggers=False)]
    return listed or [item for blocks in _tree_blocks(statement) for item in sentences_of(blocks)]


def _rollback(statement: Statement, _: int) -> list[Item]:
    if statement.value:
        items = [(item, "") for item in _value_item(statement)]
    elif statement.form == "heading" and statement.section.is_title:
        return []
    elif statement.form == "heading":
        items = steps_of(statement.section, statement.follow)
        items = items or _sentences(statement.follow)
        if opens_triggers(statement.section.title):
            items = [(item, label or statement.section.title) for item, label in items]
    else:
        label = " ".join(statement.label)
        label = label if opens_triggers(label) else ""
        items = [(item, label) for item in checked_items(statement.follow[:1])] or _sentences(statement.follow[:1])
    labelled = [(item, label or _own_label(item.text)) for item, label in items]
    return [
        replace(item, kind="trigger" if is_trigger(label) or opens_with_trigger(item.text) else "action")
        for item, label in labelled
    ]


def _sentences(blocks: list[Block]) -> list[tuple[Item, str]]:
    """The sentences of a rollback, those that say when under the word that makes them triggers; else its commands."""
    items = sentences_of(blocks)
    if not items:
        return [(item, "") for item in prose_of(blocks)]
    return [(item, "si" if _CONDITION.search(item.text) else "") for item in items]


def _own_label(text: str) -> str:
    """What an item opens with: «**Disparadores:** caída de ventas», «Cuándo: si la cola crece»."""
    parted = part(text)
    known = parted and parted[1] and (text.startswith(("**", "__")) or text.find(":") == len(parted[0]))
    return parted[0] if parted and known else ""


_READERS: dict[Part, Callable[[Statement, int], list[Item]]] = {
    "done": _done,
    "gates": _gates,
    "deploy": _deploy,
    "rollback": _rollback,
}
