"""Lists, tables, numbered lines and command blocks as items with text, line, box, details and marks."""

import re
from collections.abc import Iterable, Iterator

from relcommit.plan.commands.suggested import commands_in
from relcommit.plan.layout.folding import fold, words
from relcommit.plan.layout.markdown import Block
from relcommit.plan.layout.outline import is_example_lead
from relcommit.plan.model import Item
from relcommit.plan.words.list_headings import POINTERS

_MARKS = re.compile(r"<!--[ \t]*rc:([^<>]*)-->")
_PAIR = re.compile(r"([A-Za-z][\w-]*)=(?:\"([^\"]*)\"|(\S+))")
_TICKED = "✅☑✔"
_BOXES = f"{_TICKED}⬜☐🔲🔳◻▢❌"
_NUMBER = re.compile(r"(?:\d{1,3}[.)](?=[ \t])|\d{1,2}\ufe0f?\u20e3|[①-⑳])[ \t]*")
_LINE_NUMBER = re.compile(r"((?:\d{1,2}\.)+)(\d{1,2})[.)]?[ \t]+(?=\S)|([a-z])[.)][ \t]+(?=\S)")
_LINE_SIGN = re.compile(
    r"(?i:[*_]{0,2}(?:fase|etapa|paso|d[ií]a|semana)[ \t]+\d{1,2}\b)|\d{1,2}[:.h]\d{2}\b|\d\ufe0f?\u20e3|[①-⑳]"
)
_CRITERION = re.compile(
    r"criteri|condici|requisit|verificaci|comprobaci|check|item|prueba|gate|accion|paso|descripcion|tarea"
)
_ASKED = re.compile(r"criteri|condici|requisit|comprobaci|verificaci|\bgate")
_ASKS_HOW = re.compile(r"(?:como|donde|quien|cuando)\b")
"""Heads of columns that tell of the criterion and are not it: «Cómo se comprueba»."""
_SEEN = re.compile(r"resultado|obtenid|evidencia|observad|fecha|campo|valor|ejemplo")
_SERIAL = frozenset({"", "id", "n", "no", "num", "nro", "numero", "codigo", "estado", "ok", "status", "orden", "listo"})


def marks_of(text: str) -> tuple[str, dict[str, str]]:
    """A text without its trailing `<!-- rc: key=value key="v w" -->`, and what that fixes."""
    comments = list(_MARKS.finditer(text)) if "<!--" in text else []
    if not comments or text[comments[-1].end() :].strip():
        return text, {}
    pairs = {pair[1]: pair[2] or pair[3] or "" for pair in _PAIR.finditer(comments[-1].group(1))}
    return text[: comments[-1].start()].rstrip(), pairs


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
    return [made for item in block.children if (made := _item(item)) is not None]


def leaves_of_list(block: Block, kind: str = "") -> list[tuple[Item, str]]:
    """The items of a list where one that only labels those below gives way to them, each with its last label."""
    leaves: list[tuple[Item, str]] = []
    for child in block.children:
        item = _item(child)
        below = [sub for sub in child.children if sub.kind == "list"]
        if item is not None and below and not block.ordered and _is_label(item.text):
            leaves.extend((leaf, item.text) for sub in below for leaf in items_of_list(sub))
        elif item is not None:
            leaves.append((item, kind))
    return leaves


def _is_label(text: str) -> bool:
    bare = text.rstrip("*_ ")
    return bare.endswith(":") or len(fold(bare).split()) <= 2


def _item(item: Block) -> Item | None:
    first = next((child for child in item.children if child.kind in ("paragraph", "code")), None)
    if first is None or not first.text.strip():
        return None
    details = tuple(details_of(child for child in item.children if child is not first))
    made = item_from(first.text, item.line, checked=item.checked, details=details)
    return made if made.text else None


def details_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Everything below an item, one text for each paragraph, nested item and line of code."""
    waiting = list(reversed(list(blocks)))
    while waiting:
        block = waiting.pop()
        if block.kind == "code":
            yield from (line.strip() for line in block.text.split("\n") if line.strip())
        elif block.kind == "row":
            yield " | ".join(" ".join(cell.text.split()) for cell in block.children)
        elif block.text:
            yield item_from(block.text, block.line).text
        waiting.extend(reversed([] if block.kind == "row" else block.children))


def checked_items(blocks: list[Block], *, boxes: bool = False) -> list[Item]:
    """The items of the lists and tables among some blocks; `boxes` takes only those with a box."""
    items: list[Item] = []
    blocks = as_lists(blocks)
    for index, block in enumerate(blocks):
        if index and is_example_lead(blocks[index - 1]):
            continue
        if block.kind == "list":
            items.extend(_flat(block))
        elif block.kind == "paragraph":
            items.extend(_boxed_lines(block))
        elif block.kind == "table" and (not boxes or _asks(block)):
            items.extend(rows_of(block))
        elif block.kind == "quote":
            items.extend(checked_items(block.children, boxes=boxes)) if block.children[:1] else None
        if boxes and block.kind == "list" and not _has_boxes(block):
            del items[len(items) - len(_flat(block)) :]
    return [] if all(is_pointer(item.text) for item in items) else items


def as_lists(blocks: Iterable[Block]) -> list[Block]:
    """The same blocks, with paragraphs whose lines are numbered one after the other as the lists that they mean."""
    return [_as_list(block) or block if block.kind == "paragraph" else block for block in blocks]


def _as_list(block: Block) -> Block | None:
    lines = block.lines()
    texts = [text for _, text in lines]
    alone = len(lines) == 1 and bool(_LINE_NUMBER.match(texts[0])) and texts[0].count(".", 0, 8) > 1
    if not alone and (len(lines) < 2 or not (_in_order(texts) or all(_LINE_SIGN.match(text) for text in texts))):
        return None
    made = Block("list", block.line)
    made.ordered = True
    for line, text in lines:
        item = Block("item", line)
        item.children.append(Block("paragraph", line, _LINE_NUMBER.sub("", text)))
        made.children.append(item)
    return made


def _in_order(lines: list[str]) -> bool:
    """Whether lines carry «2.1.», «2.2.»… or «a)», «b)»…, which are no list in Markdown."""
    matches = [_LINE_NUMBER.match(line) for line in lines]
    numbers = [(match[1], int(match[2]) if match[2] else ord(match[3]) - ord("a") + 1) for match in matches if match]
    return len(numbers) == len(lines) and numbers == [(numbers[0][0], number) for number in range(1, len(numbers) + 1)]


def _boxed_lines(block: Block) -> list[Item]:
    """The lines of a paragraph where each starts with a box of its own: «✅ …», «⬜ …»."""
    lines = block.lines()
    boxed = len(lines) > 1 and all(text[:1] in _BOXES for _, text in lines if text)
    return [item_from(text, line) for line, text in lines] if boxed else []


def _asks(table: Block) -> bool:
    """Whether a table lists what has to be seen, and not what was."""
    heads = [fold(cell.text) for cell in table.children[0].children] if table.children else []
    return any(_ASKED.search(head) for head in heads) and not any(_SEEN.search(head) for head in heads)


def _flat(block: Block) -> list[Item]:
    """A list's items, or those below when every item only labels others."""
    leaves = leaves_of_list(block)
    labelled = [leaf for leaf in leaves if leaf[1]]
    return [item for item, _ in leaves] if leaves and len(labelled) == len(leaves) else items_of_list(block)


def _has_boxes(block: Block) -> bool:
    items = items_of_list(block)
    inner = [sub for item in block.children for sub in item.children if sub.kind == "list"]
    return (
        any(item.checked is not None for item in block.children)
        or any(
            child.children and child.children[0].text.lstrip()[:1] in _BOXES and child.children[0].text
            for child in block.children
        )
        or (bool(items) and any(child.checked is not None for sub in inner for child in sub.children))
    )


def rows_of(table: Block, column: int | None = None) -> list[Item]:
    """One item for each row: this column, or the one with the criterion, else the first that is not a number.

    The other cells are its details, each with the head of its column.
    """
    if not table.children:
        return []
    if column is None:
        column = _telling_column(table)
    return [
        item_from(
            row.children[column].text, row.line, checked=_row_checked(row), details=_other_cells(table, row, column)
        )
        for row in table.children[1:]
        if column < len(row.children) and row.children[column].text
    ]


def _other_cells(table: Block, row: Block, column: int) -> tuple[str, ...]:
    heads = [" ".join(cell.text.split()) for cell in table.children[0].children]
    cells = [" ".join(cell.text.split()) for cell in row.children]
    return tuple(
        f"{head}: {cell}" if head else cell
        for index, (head, cell) in enumerate(zip(heads, cells, strict=False))
        if index != column and cell and fold(head) not in _SERIAL
    )


def _telling_column(table: Block) -> int:
    heads = [fold(cell.text) for cell in table.children[0].children]
    telling = {index for index in range(len(heads)) if any(len(cell) > 2 for cell in _column(table, index))}
    named = [
        index
        for index, head in enumerate(heads)
        if index in telling and _CRITERION.search(head) and not _ASKS_HOW.match(head)
    ]
    rest = [index for index, head in enumerate(heads) if head not in _SERIAL]
    return (named or rest or [0])[0]


def _column(table: Block, at: int) -> list[str]:
    return [row.children[at].text for row in table.children[1:] if at < len(row.children)]


def _row_checked(row: Block) -> bool:
    return any(cell.text.strip()[:1] in _TICKED and cell.text.strip() != "" for cell in row.children)


def is_pointer(text: str) -> bool:
    """Whether a text only sends its reader elsewhere: «ver §5», «N/A»."""
    label = words(text)
    return not label or (label[0] in POINTERS and len(label) <= 12 and (len(text) < 60 or label[0] in ("ver", "see")))


def prose_of(blocks: list[Block]) -> list[Item]:
    """What a section without lists says: the lines of its commands, or its paragraphs."""
    paragraphs = [block for block in blocks if block.kind == "paragraph" and not block.text.rstrip("*_ ").endswith(":")]
    if paragraphs:
        return [item for block in paragraphs if not is_pointer((item := item_from(block.text, block.line)).text)]
    return command_items(blocks)


_SENTENCE_END = re.compile(r"(?<=[.;])[ \t]+(?=[A-ZÁÉÍÓÚÑ¿¡`«]|[*_]{2}[A-ZÁÉÍÓÚ])")
_SHORTEST_SENTENCE = 8
_NOTHING = re.compile(
    r"^\W*(?:no (?:aplica|hay|requiere|procede)|n/?a|nada|ning[uú]n[oa]?s?|sin)\b(?:\W+\w+){0,1}\W*$"
    r"|^\W*(?:no (?:aplica|hay|requiere|procede)\b|(?:sin|ning[uú]n[oa]?s?) (?:pasos?|acci[oó]n|acciones|cambios?|"
    r"impacto|"
    r"requisitos?|documentos?|riesgos?|despliegue|rollback|particularidad|nada|m[aá]s)\b)",
    re.IGNORECASE,
)
"""What says that there is nothing; «Sin errores 5xx en una hora» is a criterion."""


def sentences_of(blocks: list[Block]) -> list[Item]:
    """What paragraphs say, one item for each sentence or line of its own; introductions and pointers are none."""
    items = []
    for block in blocks:
        if block.kind != "paragraph" or block.text.rstrip("*_ ").endswith(":"):
            continue
        for line, text in _lines_apart(block):
            for sentence in _SENTENCE_END.split(text):
                item = item_from(sentence.strip(), line)
                if len(item.text) > _SHORTEST_SENTENCE and not (is_pointer(item.text) or says_nothing(item.text)):
                    items.append(item)
    return items


def _lines_apart(block: Block) -> list[tuple[int, str]]:
    """A paragraph's lines where each says something of its own, else all of it as one."""
    lines = block.lines()
    apart = all(text.rstrip()[-1:] in ".;" or 0 < text.find(": ") < _LONGEST_LABEL for _, text in lines)
    return lines if apart and len(lines) > 1 else [(block.line, " ".join(block.text.split()))]


_LONGEST_LABEL = 30


def says_nothing(text: str) -> bool:
    """Whether a text says that there is nothing to say: «No aplica», «Sin pasos especiales»."""
    return bool(_NOTHING.match(text))


def command_items(blocks: list[Block]) -> list[Item]:
    """Each command of the code blocks as an item."""
    return [
        item_from(command.source, command.line)
        for block in blocks
        if block.kind == "code"
        for command in commands_in(block)
    ]
