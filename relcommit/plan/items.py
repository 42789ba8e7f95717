"""Lists, tables, numbered headings and command blocks as items with text, line, box, details and marks."""

import re
from collections.abc import Iterator
from itertools import pairwise

from relcommit.plan.commands import commands_in
from relcommit.plan.folding import fold, words
from relcommit.plan.lexicon import POINTERS, TRIGGERS
from relcommit.plan.markdown import Block
from relcommit.plan.model import Item
from relcommit.plan.outline import Section, is_example_lead

_MARKS = re.compile(r"<!--[ \t]*rc:([^<>]*)-->")
_PAIR = re.compile(r"([A-Za-z][\w-]*)=(?:\"([^\"]*)\"|(\S+))")
_TICKED = "✅☑✔"
_BOXES = f"{_TICKED}⬜☐🔲🔳◻▢❌"
_NUMBER = re.compile(r"(?:\d{1,3}[.)](?=[ \t])|\d{1,2}\ufe0f?\u20e3|[①-⑳])[ \t]*")
_STEP = re.compile(
    r"\W{0,4}(?:(?:paso|step|fase|phase|etapa|opci[oó]n|option|escenario|nivel|caso|d[ií]a)[ \t]+(?:\d|[a-z]\b)"
    r"|\d{1,3}(?:\.\d{1,3})?[.):][ \t]|\d\ufe0f?\u20e3)",
    re.IGNORECASE,
)
_CRITERION = re.compile(r"criteri|condici|requisit|verificaci|check|item|prueba|accion|paso|descripcion|tarea")
_SERIAL = frozenset({"", "id", "n", "no", "num", "nro", "numero", "codigo", "estado", "ok", "status", "orden", "listo"})


def marks_of(text: str) -> tuple[str, dict[str, str]]:
    """A text without its trailing `<!-- rc: key=value key="v w" -->`, and what that fixes."""
    found = list(_MARKS.finditer(text)) if "<!--" in text else []
    if not found or text[found[-1].end() :].strip():
        return text, {}
    pairs = {one[1]: one[2] or one[3] or "" for one in _PAIR.finditer(found[-1].group(1))}
    return text[: found[-1].start()].rstrip(), pairs


def item_from(text: str, line: int, *, checked: bool | None = None, details: tuple[str, ...] = ()) -> Item:
    """An item from its inline source."""
    text = " ".join(text.split())
    number = _NUMBER.match(text)
    text = text[number.end() :] if number else text
    if text[:1] in _BOXES and text:
        checked = text[0] in _TICKED if checked is None else checked
        text = text[1:].lstrip("\ufe0f ")
    text, marks = marks_of(text)
    return Item(text=text, line=line, details=details, checked=bool(checked), marks=marks)


def items_of_list(block: Block) -> list[Item]:
    """The items of a list, those below each kept as its details."""
    return [one for item in block.children if (one := _item(item)) is not None]


def leaves_of_list(block: Block, kind: str = "") -> list[tuple[Item, str]]:
    """The items of a list where one that only labels those below gives way to them, each with its last label."""
    found: list[tuple[Item, str]] = []
    for child in block.children:
        item = _item(child)
        below = [one for one in child.children if one.kind == "list"]
        if item is not None and below and not block.ordered and _is_label(item.text):
            found.extend((one, item.text) for sub in below for one in items_of_list(sub))
        elif item is not None:
            found.append((item, kind))
    return found


def _is_label(text: str) -> bool:
    bare = text.rstrip("*_ ")
    return bare.endswith(":") or len(fold(bare).split()) <= 2


def _item(item: Block) -> Item | None:
    first = next((one for one in item.children if one.kind in ("paragraph", "code")), None)
    if first is None or not first.text.strip():
        return None
    details = tuple(_details(one for one in item.children if one is not first))
    made = item_from(first.text, item.line, checked=item.checked, details=details)
    return made if made.text else None


def _details(blocks: Iterator[Block]) -> Iterator[str]:
    """Everything below an item, one text for each paragraph, nested item and line of code."""
    waiting = list(reversed(list(blocks)))
    while waiting:
        block = waiting.pop()
        if block.kind == "code":
            yield from (one.strip() for one in block.text.split("\n") if one.strip())
        elif block.kind == "row":
            yield " | ".join(" ".join(cell.text.split()) for cell in block.children)
        elif block.text:
            yield item_from(block.text, block.line).text
        waiting.extend(reversed([] if block.kind == "row" else block.children))


def checked_items(blocks: list[Block], *, boxes: bool = False) -> list[Item]:
    """The items of the lists and tables among some blocks; `boxes` takes only those with a box."""
    found: list[Item] = []
    for at, block in enumerate(blocks):
        if at and is_example_lead(blocks[at - 1]):
            continue
        if block.kind == "list":
            found.extend(_flat(block))
        elif block.kind == "paragraph":
            found.extend(_boxed_lines(block))
        elif block.kind == "table" and not boxes:
            found.extend(_rows(block))
        elif block.kind == "quote":
            found.extend(checked_items(block.children, boxes=boxes)) if block.children[:1] else None
        if boxes and block.kind == "list" and not _has_boxes(block):
            del found[len(found) - len(_flat(block)) :]
    return [] if all(is_pointer(one.text) for one in found) else found


def _boxed_lines(block: Block) -> list[Item]:
    """The lines of a paragraph where each starts with a box of its own: «✅ …», «⬜ …»."""
    lines = block.lines()
    boxed = len(lines) > 1 and all(one[:1] in _BOXES for _, one in lines if one)
    return [item_from(text, line) for line, text in lines] if boxed else []


def _flat(block: Block) -> list[Item]:
    """A list's items, or those below when every item only labels others."""
    leaves = leaves_of_list(block)
    labelled = [one for one in leaves if one[1]]
    return [item for item, _ in leaves] if leaves and len(labelled) == len(leaves) else items_of_list(block)


def _has_boxes(block: Block) -> bool:
    items = items_of_list(block)
    inner = [one for item in block.children for one in item.children if one.kind == "list"]
    return (
        any(one.checked is not None for one in block.children)
        or any(
            child.children and child.children[0].text.lstrip()[:1] in _BOXES and child.children[0].text
            for child in block.children
        )
        or (bool(items) and any(child.checked is not None for sub in inner for child in sub.children))
    )


def _rows(table: Block) -> list[Item]:
    """One item for each row: the column that holds the criterion, else the first that is not a number."""
    if not table.children:
        return []
    heads = [fold(cell.text) for cell in table.children[0].children]
    telling = {at for at in range(len(heads)) if any(len(cell) > 2 for cell in _column(table, at))}
    named = [at for at, head in enumerate(heads) if at in telling and _CRITERION.search(head)]
    rest = [at for at, head in enumerate(heads) if head not in _SERIAL]
    column = (named or rest or [0])[0]
    return [
        item_from(row.children[column].text, row.line, checked=_row_checked(row))
        for row in table.children[1:]
        if column < len(row.children) and row.children[column].text
    ]


def _column(table: Block, at: int) -> list[str]:
    return [row.children[at].text for row in table.children[1:] if at < len(row.children)]


def _row_checked(row: Block) -> bool:
    return any(cell.text.strip()[:1] in _TICKED and cell.text.strip() != "" for cell in row.children)


def is_pointer(text: str) -> bool:
    """Whether a text only sends its reader elsewhere: «ver §5», «N/A»."""
    found = words(text)
    return not found or (found[0] in POINTERS and len(found) <= 12 and (len(text) < 60 or found[0] in ("ver", "see")))


def steps_of(section: Section, blocks: list[Block]) -> list[tuple[Item, str]]:
    """The steps of a procedure, each with the label that it stands under.

    Its own lists (the numbered ones, where there are any); else its numbered sub-headings; else their lists.
    """
    lists = [one for one in blocks if one.kind == "list"]
    ordered = [one for one in lists if one.ordered]
    tables = [one for one in blocks if one.kind == "table"]
    numbered = [one for one in section.children if _STEP.match(one.title)]
    if len(numbered) > 1 and not ordered:
        return [(_heading_step(one), "") for one in numbered]
    if ordered and not _has_triggers(blocks):
        return [(item, "") for one in ordered for item in items_of_list(one)]
    if lists:
        return _labelled(blocks)
    if tables:
        return [(item, "") for one in tables for item in _rows(one)]
    below: list[tuple[Item, str]] = []
    for child in section.children:
        below.extend((item, label or child.title) for item, label in _below(child))
    if below:
        return below
    return [(_heading_step(one), "") for one in section.children if one.blocks]


def _has_triggers(blocks: list[Block]) -> bool:
    """Whether a list that is not numbered says what sets off the numbered steps."""
    return any(
        label.kind == "paragraph" and block.kind == "list" and not block.ordered and is_trigger(label.text)
        for label, block in pairwise(blocks)
    )


def is_numbered(section: Section) -> bool:
    """Whether a section says its steps in order: a numbered list, or numbered sub-headings."""
    lists = [one for part in section.tree() for one in part.blocks if one.kind == "list"]
    return any(one.ordered for one in lists) or sum(bool(_STEP.match(one.title)) for one in section.children) > 1


def _below(section: Section) -> list[tuple[Item, str]]:
    ordered = [one for one in section.blocks if one.kind == "list" and one.ordered]
    return [(item, "") for one in ordered for item in items_of_list(one)] or _labelled(section.blocks)


def _labelled(blocks: list[Block]) -> list[tuple[Item, str]]:
    found: list[tuple[Item, str]] = []
    label = ""
    for block in blocks:
        if block.kind == "paragraph":
            label = block.text if block.text.rstrip("*_ ").endswith(":") or block.text.startswith("**") else ""
        elif block.kind == "list":
            found.extend(leaves_of_list(block, label))
    return found


def _heading_step(section: Section) -> Item:
    details = tuple(one for part in section.tree() for one in _details(iter(part.blocks)))
    return item_from(section.title, section.line, details=details)


def is_trigger(label: str) -> bool:
    """Whether what stands under a label sets the rollback off, instead of carrying it out."""
    return TRIGGERS.match(words(label))


def prose_of(blocks: list[Block]) -> list[Item]:
    """What a section without lists says: the lines of its commands, or its paragraphs."""
    said = [one for one in blocks if one.kind == "paragraph" and not one.text.rstrip("*_ ").endswith(":")]
    if said:
        return [one for block in said if not is_pointer((one := item_from(block.text, block.line)).text)]
    return command_items(blocks)


def command_items(blocks: list[Block]) -> list[Item]:
    """Each command of the code blocks as an item."""
    return [
        item_from(command.source, command.line)
        for block in blocks
        if block.kind == "code"
        for command in commands_in(block)
    ]
