"""Markdown as a small tree of blocks with line numbers; inline source stays as it was written."""

import re
from bisect import bisect_right
from typing import Literal

Kind = Literal["heading", "paragraph", "code", "list", "item", "table", "row", "cell", "quote", "document"]

_DEEPEST = 60
"""Nesting beyond this is hostile, not a plan; what stands there is left out."""
_FOLDED_LEVEL = 6
_SUMMARY = re.compile(rb"<summary>(.{1,200}?)</summary>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_FLUSH_LABEL = re.compile(r"(?:\*\*|__)?[^\W\d_a-zñáéíóú][^:`\n]{1,40}(?<!https)(?<!http):(?:\*\*|__)?(?:[ \t]|$)")
_CONTAINERS: dict[str, Kind] = {
    "Heading": "heading", "Paragraph": "paragraph", "CodeBlock": "code", "List": "list", "Item": "item",
    "Table": "table", "TableHead": "row", "TableRow": "row", "TableCell": "cell", "BlockQuote": "quote",
}  # fmt: skip
_IGNORED = frozenset({"HtmlBlock"})
_INLINE_KINDS = frozenset({"heading", "paragraph", "cell"})


class Block:
    """One block. `text` is inline source without quote marks or indentation, or the content of code.

    Hand-written, like the other classes that only the reader uses: making a dataclass costs start-up time.
    """

    __slots__ = ("checked", "children", "flush", "info", "kind", "level", "line", "ordered", "text")

    def __init__(self, kind: Kind, line: int, text: str = "", info: str = "") -> None:
        self.kind = kind
        self.line = line
        self.text = text
        self.info = info
        """What follows the opening fence."""
        self.level = 0
        """Of a heading, 1 to 6."""
        self.ordered = False
        self.flush = 0
        """Of an item's text, how many of its lines stand before one at the margin that reads «Etiqueta:»; else 0."""
        self.checked: bool | None = None
        """Of an item with a box."""
        self.children: list[Block] = []

    def lines(self) -> list[tuple[int, str]]:
        """Its source lines with their numbers."""
        return [(self.line + offset, text) for offset, text in enumerate(self.text.split("\n"))]


def _flush_label(source: str) -> int:
    """Where in an item's text a label starts at the margin, which Markdown takes for more of the item."""
    lines = source.split("\n")
    return next((index for index, line in enumerate(lines) if index and _FLUSH_LABEL.match(line)), 0)


def list_and_labels(block: Block) -> list[Block]:
    """A list cut where its author went on at the margin with a label and no blank line, as people write."""
    blocks = [block]
    items, block.children = block.children, []
    for item in items:
        blocks[-1].children.append(item)
        last = item
        while last.children:
            last = last.children[-1]
        if last.kind != "paragraph" or not last.flush:
            continue
        lines = last.text.split("\n")
        last.text = "\n".join(lines[: last.flush])
        label = Block("paragraph", last.line + last.flush, "\n".join(lines[last.flush :]))
        after = Block("list", label.line + label.text.count("\n") + 1)
        after.ordered = block.ordered
        blocks += [label, after]
    return blocks if blocks[-1].children else blocks[:-1]


def last_line(block: Block) -> int:
    """The last line of a block and of everything in it."""
    last = block.line
    waiting = [block]
    while waiting:
        inner = waiting.pop()
        last = max(last, inner.line + inner.text.count("\n"))
        waiting.extend(inner.children)
    return last


def parse(text: str) -> Block:
    """Read Markdown whose line ends are `\\n`."""
    import pyromark

    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_TASKLISTS
    builder = _Builder(text.encode())
    for event, span in pyromark.Markdown(options=options).events_with_range(text):
        builder.take(event, span["start"], span["end"])
    return builder.root


class _Builder:
    """Turns the parser's events into blocks, without recursion: nesting is as deep as its author likes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.starts = [0, *(index + 1 for index, byte in enumerate(data) if byte == 10)]
        self.root = Block("document", 1)
        self.stack = [self.root]
        self.skipped = 0
        self.quotes = 0
        self.inline = (0, 0)
        self.code: list[str] = []

    def take(self, event: object, start: int, end: int) -> None:
        name, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        if name == "Start":
            self.opens(value, start, end)
        elif name == "End":
            self.closes(value if isinstance(value, str) else str(next(iter(value or ()))))
        elif self.skipped:
            return
        elif name == "TaskListMarker":
            self.stack[-1].checked = bool(value)
            if self.stack[-1].kind == "paragraph" and len(self.stack) > 1:
                self.stack[-2].checked = bool(value)
        elif self.stack[-1].kind == "code":
            if not self.code:
                self.stack[-1].line = self.line(start)
            self.code.append(str(value))
        elif name not in {"Rule", "Html"}:
            self.covers(start, end)

    def opens(self, value: object, start: int, end: int) -> None:
        name, facts = next(iter(value.items())) if isinstance(value, dict) else (value, None)
        kind = _CONTAINERS.get(str(name))
        if name == "HtmlBlock" and not self.skipped:
            self.unfolds(start, end)
        if self.skipped or name in _IGNORED or (kind and len(self.stack) > _DEEPEST):
            self.skipped += 1
        elif kind is None:
            self.covers(start, end)
        else:
            self.ends_loose_text()
            block = Block(kind, self.line(start))
            if isinstance(facts, dict) and kind == "heading":
                block.level = int(facts["level"][1])
            elif isinstance(facts, dict) and kind == "code":
                block.info = facts.get("Fenced", "")
            elif kind == "list":
                block.ordered = facts is not None
            self.stack[-1].children.append(block)
            self.stack.append(block)
            self.inline, self.code = (start, start) if kind == "paragraph" else (0, 0), []
            self.quotes += kind == "quote"

    def unfolds(self, start: int, end: int) -> None:
        """Take the `<summary>` of a folded part as the heading of what stands in it."""
        source = self.data[start:end]
        match = _SUMMARY.search(source) if self.stack[-1] is self.root else None
        text = " ".join(_TAG.sub("", match[1].decode("utf-8", "replace")).split()) if match else ""
        if match and text:
            heading = Block("heading", self.line(start + match.start()), text)
            heading.level = _FOLDED_LEVEL
            self.root.children.append(heading)

    def closes(self, name: str) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        kind = _CONTAINERS.get(name)
        if kind is None:
            return
        if kind not in _INLINE_KINDS:
            self.ends_loose_text()
        block = self.stack.pop()
        if kind == "list" and self.stack[-1] is self.root:
            self.root.children[-1:] = list_and_labels(block)
        if kind in _INLINE_KINDS:
            self.writes(block)
        elif kind == "code":
            block.text = "".join(self.code).rstrip("\n")
        self.quotes -= kind == "quote"

    def covers(self, start: int, end: int) -> None:
        """Inline source at these bytes. Directly inside an item or a quote it opens a paragraph of its own."""
        top = self.stack[-1]
        if top.kind not in _INLINE_KINDS:
            if top.kind != "item":
                return
            top = Block("paragraph", self.line(start))
            self.stack[-1].children.append(top)
            self.stack.append(top)
            self.inline = (0, 0)
        first, last = self.inline
        if not last:
            first = start - (self.data[start - 1 : start] == b"\\")
        self.inline = (first, max(last, end))

    def ends_loose_text(self) -> None:
        if self.stack[-1].kind == "paragraph":
            self.writes(self.stack.pop())

    def writes(self, block: Block) -> None:
        start, end = self.inline
        source = self.data[start:end].decode("utf-8", "replace")
        if len(self.stack) > 1 and not self.quotes:
            block.flush = _flush_label(source)
        lines = [line.strip() for line in source.split("\n")]
        if self.quotes:
            lines = [lines[0], *(line.lstrip("> ") for line in lines[1:])]
        block.text = "\n".join(lines).strip()
        self.inline = (0, 0)

    def line(self, at: int) -> int:
        return bisect_right(self.starts, at)
