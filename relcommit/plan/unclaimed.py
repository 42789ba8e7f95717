"""The lists, tables and values of a plan whose heading or label nobody knows: they may say something of ours.

What stands below a heading about the why, the people or the work is prose on purpose; everything else that is listed
and gave no field is told, so that a plan in words of its own loses nothing without a word.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from relcommit.plan.layout.folding import words
from relcommit.plan.layout.items import as_lists, is_pointer, says_nothing
from relcommit.plan.layout.markdown import Block, last_line
from relcommit.plan.layout.outline import Section, is_example_lead, part
from relcommit.plan.reader import Structure
from relcommit.plan.words.context_headings import is_context
from relcommit.plan.words.labels import SHUT_OUT
from relcommit.plan.words.values import has_known_type, is_branch, is_header, spans, unwrap

_PROSE_ASIDES = SHUT_OUT - {"trouble", "rollback"}
_DIRECTS = re.compile(
    r"\b(?:si|cuando|hasta|antes de|primero|despu[ée]s|luego|por [úu]ltimo)\b"
    r"|\bse [a-záéíóúñ]{3,}(?:a|e|an|en|ar[áa]n?)\b",
    re.IGNORECASE,
)
"""What makes a sentence say what is done, or when; other paragraphs describe."""
_LASTING = frozenset({"main", "master", "develop"})


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """Lines from `first` to `last`, below a heading or label, that gave nothing."""

    first: int
    last: int
    part: str


def unclaimed_in(structure: Structure, known: Set[int]) -> Iterator[Unclaimed]:
    """What is listed or given a value and stands on no `known` line; a guide has nothing of its own."""
    if structure.guide:
        return
    quiet: set[int] = set()
    for section in structure.sections:
        parent = section.parent
        if not _PROSE_ASIDES.isdisjoint(section.asides) or (parent and id(parent) in quiet) or _is_quiet(section):
            quiet.add(id(section))
            continue
        yield from _of_section(section, known)


def _is_quiet(section: Section) -> bool:
    return not section.is_title and is_context(section.words)


def _of_section(section: Section, known: Set[int]) -> Iterator[Unclaimed]:
    blocks = [block for block in as_lists(section.blocks) if block.kind != "code"]
    if section.heading and not section.is_title and blocks and not any(is_example_lead(block) for block in blocks):
        first, last = _first_line(blocks[0]), max(map(last_line, blocks))
        if known.isdisjoint(range(first, last + 1)):
            if any(_states(block) for block in blocks):
                yield Unclaimed(first, last, section.title)
            return
    label = ""
    for index, block in enumerate(blocks):
        if index and is_example_lead(blocks[index - 1]):
            continue
        if block.kind == "paragraph":
            label = _label_of(block)
            yield from _values(block, known, section.title)
        elif block.kind in ("list", "table", "quote"):
            if not _leads_in(section, label, block, known):
                yield from _below(block, label or section.title, known)
            label = ""


def _first_line(block: Block) -> int:
    return block.children[1].line if block.kind == "table" and block.children[1:] else block.line


def _states(block: Block) -> bool:
    """Whether a block lists something, or says in a sentence what is done or when."""
    if block.kind == "paragraph":
        return bool(_DIRECTS.search(block.text)) and not _says_nothing(block)
    return not _says_nothing(block)


def _leads_in(section: Section, label: str, block: Block, known: Set[int]) -> bool:
    """Whether a list is for people: its label says so, or it stands right below the title as an introduction."""
    introduces = section.is_title and not label and block.kind == "list" and not block.ordered
    return is_context(words(label)) or (introduces and known.isdisjoint(range(block.line, last_line(block) + 1)))


def _label_of(block: Block) -> str:
    """The words of a paragraph's last line that lead to what follows it."""
    text = block.text.rpartition("\n")[2]
    return text.strip("*_: ") if text.rstrip("*_ ").endswith(":") or text.startswith("**") else ""


def _below(block: Block, name: str, known: Set[int]) -> Iterator[Unclaimed]:
    """A list or table of which nothing was read, or those of its items that were not."""
    if block.kind == "quote":
        for child in block.children:
            if child.kind in ("list", "table"):
                yield from _below(child, name, known)
        return
    items = block.children[1:] if block.kind == "table" else block.children
    if known.isdisjoint(range(block.line, last_line(block) + 1)):
        if not all(map(_says_nothing, items)):
            yield Unclaimed(items[0].line, last_line(items[-1]), name)
        return
    for item in items:
        if item.line not in known and item.children and not _says_nothing(item):
            yield from _of_item(item, name, known)


def _of_item(item: Block, name: str, known: Set[int]) -> Iterator[Unclaimed]:
    """An item beside others that were read, or what stands in the list below it."""
    inner = [child for child in item.children[1:] if child.kind == "list"]
    label = item.children[0].text
    if inner and not is_context(words(label)):
        for child in inner:
            yield from _below(child, label.strip("*_: "), known)
    elif not inner and known.isdisjoint(range(item.line, last_line(item) + 1)) and not _is_a_value(item):
        yield Unclaimed(item.line, last_line(item), name)


def _is_a_value(item: Block) -> bool:
    """Whether an item or row names a fact of its own, «Autor: Ana», and not something of ours."""
    if item.kind == "row":
        return False
    parted = part(item.children[0].text)
    return bool(parted and parted[1]) and not _could_be_ours(parted[1] if parted else "")


def _says_nothing(block: Block) -> bool:
    """Whether all that a block says is that there is nothing, or where to look."""
    if block.text:
        return is_pointer(block.text) or says_nothing(block.text)
    return all(map(_says_nothing, block.children))


def _values(block: Block, known: Set[int], name: str) -> Iterator[Unclaimed]:
    """The lines of a paragraph whose label nobody knows and whose value could be a branch or a message."""
    for line, text in block.lines():
        parted = part(text)
        if (
            line not in known
            and parted
            and parted[1]
            and not is_context(words(parted[0]))
            and _could_be_ours(parted[1])
        ):
            yield Unclaimed(line, line, name or parted[0].strip("*_ "))


def _could_be_ours(value: str) -> bool:
    """Whether a value is a branch or a commit's header, whatever label stands beside it."""
    texts = [unwrap(text) for text in (spans(value) or [value])]
    return any(
        (is_header(text) and has_known_type(text)) or text in _LASTING or (_SLASHED.fullmatch(text) and is_branch(text))
        for text in texts
    )


_SLASHED = re.compile(r"[a-z]+/[\w.-]+")
