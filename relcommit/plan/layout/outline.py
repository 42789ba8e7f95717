"""A plan's sections, and every place where a label stands beside, above or over a value."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from relcommit.plan.layout.folding import fold, words
from relcommit.plan.layout.keyed_text import KEYED, keyed_values
from relcommit.plan.layout.markdown import Block
from relcommit.plan.words.labels import Aside, Label, asides, context_of, is_dependent, is_label_table
from relcommit.plan.words.list_headings import asks_of_plan, asks_when_done
from relcommit.plan.words.values import outside_code

Form = Literal["heading", "line", "item", "row", "column", "matter"]

_LONGEST_LABEL = 90
_LONGEST_VALUE = 40
"""Lines below a label that can be its value."""
_MOST_COLUMNS = 30
"""A wider table is data, not a plan."""
_NAME = re.compile(r"`|[^\W_]_[^\W_]")
"""What makes a label the name of something in a program: code in it, or an underscore inside a word."""
_ENDS_AFTER_CODE = re.compile(r"[.;]?$|,[ \t]*base\b|[ \t]*(?:\(|→|->|desde\b|from\b|hacia\b)")
_ARROW = re.compile(r"[ \t](?:→|->|=>|⇒)[ \t]")
_MOST_WORDS_BEFORE_ARROW = 4
_DASHES = (" — ", " – ", " - ", " → ", " -> ", " = ", "\t")
_EXAMPLES = frozenset(
    {
        "ejemplo",
        "ejemplos",
        "example",
        "examples",
        "prefijos",
        "prefixes",
        "tipos",
        "types",
        "plantilla",
        "formato",
        "template",
        "format",
    }
)


class Section:
    """A heading with what stands below it until the next one."""

    __slots__ = ("asides", "blocks", "children", "context", "heading", "is_title", "level", "parent", "words")

    def __init__(self, heading: Block | None = None, parent: "Section | None" = None) -> None:
        self.heading = heading
        self.parent = parent
        self.level = heading.level if heading else 0
        self.words: Label = words(heading.text) if heading else ()
        self.blocks: list[Block] = []
        self.children: list[Section] = []
        self.asides: frozenset[Aside] = frozenset()
        """Why values below this heading are not the plan's own; inherited from the headings above."""
        self.context: str | None = None
        """What bare labels such as «Título:» speak of here: `pr`, `commit`, `git`…"""
        self.is_title = False

    @property
    def line(self) -> int:
        """The heading's line."""
        return self.heading.line if self.heading else 1

    @property
    def title(self) -> str:
        """The heading's inline source on one line."""
        return " ".join(self.heading.text.split()) if self.heading else ""

    def tree(self) -> Iterator["Section"]:
        """This section and those below it, in order."""
        waiting = [self]
        while waiting:
            section = waiting.pop()
            yield section
            waiting.extend(reversed(section.children))


class Statement:
    """A label with its value, or with the blocks that follow it."""

    __slots__ = ("context", "follow", "form", "label", "label_line", "line", "rows", "section", "siblings", "value")

    def __init__(self, section: Section, form: Form, label: Label, value: str, line: int) -> None:
        self.section = section
        self.form = form
        self.label = label
        self.value = value
        self.line = line
        self.label_line = line
        self.follow: list[Block] = []
        self.context = section.context
        """What a bare label speaks of here, from a label or a heading above."""
        self.siblings: tuple[Label, ...] = ()
        """For a column: the labels of the table's other columns; for a row, those of all its rows."""
        self.rows = 1
        """For a column: how many values it has."""


def sections_of(root: Block) -> list[Section]:
    """Cut the document at its headings. The first is for what stands above them all."""
    top = Section()
    sections, branch = [top], [top]
    context: str | None = None
    titled = False
    for block in root.children:
        if block.kind != "heading":
            sections[-1].blocks.append(block)
            continue
        while branch[-1].level >= block.level:
            branch.pop()
        parent = branch[-1]
        section = Section(block, parent)
        section.is_title = block.level == 1 and not titled
        titled = titled or section.is_title
        section.asides = parent.asides if section.is_title else parent.asides | asides(section.words)
        section.context = context_of(section.words) or parent.context
        if section.is_title and section.context != "pr":
            section.context = None
        if section.context is None and is_dependent(section.words):
            section.context = context
        context = section.context
        parent.children.append(section)
        sections.append(section)
        branch.append(section)
    return sections


def statements_of(sections: list[Section], matter: list[tuple[int, str]]) -> list[Statement]:
    """Every label of the document in reading order, whatever form it was given."""
    statements = [*_matter(matter, sections[0])]
    for section in sections:
        if section.heading is not None and (
            not section.title.endswith("?") or asks_when_done(section.words) or asks_of_plan(section.words)
        ):
            statements.append(_heading(section))
        statements.extend(_blocks(section.blocks, section))
    return statements


def _is_answered(section: Section) -> bool:
    """Whether a heading is no question, or one that the plan itself answers."""
    return not section.title.endswith("?") or asks_when_done(section.words) or asks_of_plan(section.words)


def is_example_lead(block: Block) -> bool:
    """Whether a paragraph announces that an example follows: «Ejemplo:», «por ejemplo:»."""
    last = block.text.rpartition("\n")[2]
    return (
        block.kind == "paragraph" and last.rstrip("* _").endswith(":") and not _EXAMPLES.isdisjoint(fold(last).split())
    )


def _matter(matter: list[tuple[int, str]], section: Section) -> Iterator[Statement]:
    for entry in keyed_values(matter):
        statement = Statement(section, "matter", words(entry.key), entry.value, entry.line)
        statement.context = context_of(words(entry.under))
        if entry.items:
            statement.follow = [_as_list(entry.items)]
        yield statement


def _as_list(items: list[tuple[int, str]]) -> Block:
    made = Block("list", items[0][0])
    for line, text in items:
        item = Block("item", line)
        item.children.append(Block("paragraph", line, text))
        made.children.append(item)
    return made


def _heading(section: Section) -> Statement:
    parted = part(section.title)
    label, value = (words(parted[0]), parted[1]) if parted and parted[1] else (section.words, "")
    statement = Statement(section, "heading", label, value, section.line)
    statement.follow = section.blocks
    return statement


def _blocks(blocks: list[Block], section: Section) -> Iterator[Statement]:
    context, before = section.context, None
    for index, block in enumerate(blocks):
        if index and is_example_lead(blocks[index - 1]):
            continue
        if block.kind == "paragraph":
            label = _lone_label(block)
            spoken = before if label and is_dependent(label) else None
            context = (context_of(label) or section.context or spoken) if label else context
            before = _last_context(block) or before
            yield from _lines(block, _from(blocks, index + 1), _Where(section, "line", context))
        elif block.kind == "list":
            yield from _list(block, _Where(section, "item", context))
        elif block.kind == "table":
            yield from _table(block, section)
        elif block.kind == "quote":
            yield from _blocks(block.children, section)
        elif block.kind == "code" and block.info.strip().casefold() in KEYED:
            yield from _matter(block.lines(), section)


def _last_context(block: Block) -> str | None:
    """What the last label with a value speaks of, so that «Cuerpo:» after «Commit: …» is the commit's."""
    parted = part(block.text.rpartition("\n")[2])
    return context_of(words(parted[0])) if parted and parted[1] else None


def _lone_label(block: Block) -> Label:
    """The words of a paragraph that only labels what follows it: «**PR**», «Pull request:»."""
    parted = part(block.text.rpartition("\n")[2])
    return words(parted[0]) if parted and not parted[1] else ()


def _lines(block: Block, after: Iterator[Block], where: "_Where") -> Iterator[Statement]:
    """The labelled lines of a paragraph or an item. A label that ends it speaks of what comes after."""
    lines = block.lines()
    for index, (line, text) in enumerate(lines):
        for label, value in _segments(text):
            if value:
                yield where.says(label, line, value)
            elif index + 1 < len(lines):
                rest = "\n".join(below for _, below in lines[index + 1 : index + 1 + _LONGEST_VALUE])
                yield where.says(label, line, "", [Block("paragraph", line + 1, rest)])
            else:
                yield where.says(label, line, "", _until_label(after) if where.form == "line" else list(after))


def _segments(text: str) -> list[tuple[str, str]]:
    """A line's labels with their values; several on a line such as «Rama: `x` · Base: `main`»."""
    for sign in (" · ", " | ", " • ", "  ", ". "):
        pieces = text.split(sign) if sign in text else []
        parted = [pair for piece in pieces if (pair := part(piece)) and ":" in piece and pair[1] and len(pair[0]) <= 40]
        if len(parted) > 1 and len(parted) == len(pieces):
            return parted
    whole = part(text)
    return [whole] if whole else []


def _from(blocks: list[Block], at: int) -> Iterator[Block]:
    """The blocks from a place on, without copying them."""
    return (blocks[place] for place in range(at, len(blocks)))


def _until_label(blocks: Iterable[Block]) -> list[Block]:
    """The blocks that a label standing alone speaks of: up to the next such label."""
    spoken: list[Block] = []
    for block in blocks:
        if spoken and block.kind == "paragraph" and _is_label_line(block.text):
            break
        spoken.append(block)
    return spoken


def _is_label_line(text: str) -> bool:
    parted = part(text.partition("\n")[0])
    return parted is not None and (text.startswith(("**", "__")) or not parted[1])


def _list(block: Block, where: "_Where") -> Iterator[Statement]:
    waiting = [(item, where) for item in reversed(block.children)]
    while waiting:
        item, where = waiting.pop()
        if not item.children or item.children[0].kind != "paragraph":
            continue
        first, rest = item.children[0], item.children[1:]
        yield from _lines(first, iter(rest), where)
        label = _lone_label(first)
        inner = where.about(context_of(label)) if label else where
        for child in reversed(rest):
            if child.kind == "list":
                waiting.extend((below, inner) for below in reversed(child.children))


class _Where:
    """What the statements of one place have in common."""

    __slots__ = ("context", "form", "section")

    def __init__(self, section: Section, form: Form, context: str | None) -> None:
        self.section = section
        self.form = form
        self.context = context

    def about(self, context: str | None) -> "_Where":
        return _Where(self.section, self.form, context or self.context)

    def says(self, label: str, line: int, value: str, follow: list[Block] | None = None) -> Statement:
        statement = Statement(self.section, self.form, words(label), value, line)
        statement.follow = follow or []
        statement.context = self.context
        return statement


def _table(block: Block, section: Section) -> Iterator[Statement]:
    rows = [[cell.text for cell in row.children] for row in block.children]
    lines = [row.line for row in block.children]
    if not rows or len(rows[0]) > _MOST_COLUMNS:
        return
    heads = [words(cell) for cell in rows[0]]
    if len(heads) == 2 or is_label_table(heads):
        labels = tuple(words(row[0]) for row in rows)
        for line, row in zip(lines, rows, strict=True):
            if len(row) >= 2 and row[1]:
                statement = Statement(section, "row", words(row[0]), row[1], line)
                statement.siblings = labels
                yield statement
    for column, label in enumerate(heads):
        others = tuple(head for head in heads if head != label)
        for line, row in zip(lines[1:], rows[1:], strict=True):
            if column < len(row) and row[column]:
                statement = Statement(section, "column", label, row[column], line)
                statement.label_line, statement.siblings, statement.rows = lines[0], others, len(rows) - 1
                yield statement


def part(text: str) -> tuple[str, str] | None:
    """Cut a line into label and value: «**Rama:** `x`», «Rama — `x`», «Rama `x`», «**Rama**»."""
    text = text.strip()
    parted = None if text.startswith("~~") else _parted(text)
    return parted if parted and not _NAME.search(parted[0]) else None


def _parted(text: str) -> tuple[str, str] | None:
    bare = outside_code(text[:400])
    colon = _label_colon(bare)
    return (
        _last_label(text, bare, colon)
        or _before_arrow(text, bare, colon)
        or _before_colon(text, bare, colon)
        or _before_dash(text, bare)
        or _before_code(text, bare)
    )


def _last_label(text: str, bare: str, colon: int) -> tuple[str, str] | None:
    """The label that ends a longer text: «Ya está todo. Falta:»."""
    if colon != len(bare.rstrip("*_ ")) - 1 or len(bare) != len(text):
        return None
    start = bare.rfind(". ", 0, colon) + 1
    return (text[start:colon], "") if start > 4 and colon - start <= _LONGEST_LABEL else None


def _before_arrow(text: str, bare: str, colon: int) -> tuple[str, str] | None:
    """A short label with an arrow, whatever colon comes later: «Commit → feat(x): …»."""
    arrow = _ARROW.search(bare[: max(colon, 0)])
    if arrow is None or len(bare[: arrow.start()].split()) > _MOST_WORDS_BEFORE_ARROW:
        return None
    return text[: arrow.start()], text[arrow.end() :].strip()


def _before_colon(text: str, bare: str, colon: int) -> tuple[str, str] | None:
    if not 0 <= colon <= _LONGEST_LABEL:
        return None
    value = text[colon + 1 :]
    return text[:colon], value.lstrip("*_ \t") if _closes_bold(bare, colon) else value.strip()


def _before_dash(text: str, bare: str) -> tuple[str, str] | None:
    bold = _bold_end(bare)
    if bold:
        return text[:bold], text[bold:].strip().lstrip("—–-→=> ").strip()
    for dash in _DASHES:
        head, sign, _ = bare.partition(dash)
        if sign and len(head) <= _LONGEST_LABEL:
            return text[: len(head)], text[len(head) + len(dash) :].strip()
    return None


def _before_code(text: str, bare: str) -> tuple[str, str] | None:
    code = bare.find("\0")
    if 0 < code <= _LONGEST_LABEL and _ENDS_AFTER_CODE.match(bare[code:].lstrip("\0")):
        return text[:code], text[code:].strip()
    return None


def _label_colon(bare: str) -> int:
    """Where the first colon stands that is not part of an address or of the time of day."""
    colon = bare.find(":")
    while colon >= 0 and bare[colon + 1 : colon + 3] == "//":
        colon = bare.find(":", colon + 1)
    return colon


def _closes_bold(bare: str, colon: int) -> bool:
    """Whether emphasis that opened before the label ends right after its colon."""
    return bare[colon + 1 : colon + 2] in ("*", "_")


def _bold_end(bare: str) -> int:
    """Where an emphasised label at the start of a line ends; 0 where there is none."""
    start = len(bare) - len(bare.lstrip("0123456789.) "))
    mark = bare[start : start + 2]
    if mark not in ("**", "__"):
        return 0
    end = bare.find(mark, start + 2)
    return end + 2 if end > 0 and end - start <= _LONGEST_LABEL else 0
