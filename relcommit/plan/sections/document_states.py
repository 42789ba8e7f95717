"""The plan's own «Documentos» section: which documents are current and which historical."""

import re
from collections.abc import Iterator

from relcommit.names import Status
from relcommit.plan.layout.folding import words
from relcommit.plan.layout.markdown import Block
from relcommit.plan.layout.outline import Section, is_example_lead, part
from relcommit.plan.model import PlannedDocument
from relcommit.plan.words.labels import CURRENT, DOCUMENTS, HISTORICAL, Label
from relcommit.plan.words.values import unwrap

_ARROW = re.compile(r"[ \t]*(?:->|→|=>|⇒)[ \t]*")
_TARGET = re.compile(r"!?\[[^\[\]]*\]\((?:<([^<>]+)>|([^()<>\s]+))(?:[ \t]+[\"'][^()]*)?\)")
_QUOTED = re.compile(r"`+([^`]+)`+")
_PATH = re.compile(r"[^\s`«»\"'<>|:]+")
_TO_WORDS = frozenset({"destino", "to", "nueva", "carpeta", "ubicacion", "mover"})
_PATH_WORDS = frozenset(
    {"documento", "documentos", "ruta", "archivo", "path", "fichero", "document", "file", "doc", "origen"}
)
_STATUS_WORDS = frozenset({"estado", "status", "situacion", "clasificacion"})


def documents_in(sections: list[Section]) -> tuple[PlannedDocument, ...]:
    """Every document that the plan puts in one of the two lists, in order."""
    documents: list[PlannedDocument] = []
    for section in sections:
        if section.is_title or section.asides:
            continue
        if not any(DOCUMENTS.match(ancestor.words) for ancestor in _lineage(section)):
            continue
        documents.extend(_in_blocks(section.blocks, _status_of(section.words)))
    return tuple(documents)


def _lineage(section: Section) -> Iterator[Section]:
    ancestor: Section | None = section
    while ancestor is not None and not ancestor.is_title:
        yield ancestor
        ancestor = ancestor.parent


def _status_of(label: Label) -> Status | None:
    current, historical = CURRENT.match(label), HISTORICAL.match(label)
    if current == historical:
        return None
    return "vigente" if current else "historico"


def _in_blocks(blocks: list[Block], status: Status | None) -> Iterator[PlannedDocument]:
    for index, block in enumerate(blocks):
        if index and is_example_lead(blocks[index - 1]):
            continue
        if block.kind == "paragraph":
            status = _labelled(block.text) or status
        elif block.kind == "list":
            yield from _in_list(block, status)
        elif block.kind == "table":
            yield from _in_table(block, status)


def _labelled(text: str) -> Status | None:
    last = text.rpartition("\n")[2]
    parted = part(last)
    return _status_of(words(parted[0])) if parted and not parted[1] else None


def _in_list(block: Block, status: Status | None) -> Iterator[PlannedDocument]:
    for item in block.children:
        text = item.children[0].text if item.children and item.children[0].kind == "paragraph" else ""
        below = [child for child in item.children if child.kind == "list"]
        label = _labelled(text) if below else None
        if label:
            for sub in below:
                yield from _in_list(sub, label)
        elif status and (made := _document(text, status, item.line)):
            yield made


def _document(text: str, status: Status, line: int) -> PlannedDocument | None:
    text = " ".join(text.split())
    parts = _ARROW.split(text, maxsplit=1)
    path = _path(parts[0])
    to = _path(parts[1]) if len(parts) > 1 else None
    return PlannedDocument(path=path, status=status, to=to, line=line) if path else None


def _path(text: str) -> str | None:
    """The path that a text names: a link's target, a code span, or its first word."""
    link, quoted, bare = _TARGET.search(text), _QUOTED.search(text), _PATH.match(unwrap(text))
    path = link[1] or link[2] if link else quoted[1].strip() if quoted else bare.group() if bare else ""
    path = path.rstrip(",;").removeprefix("./")
    named = re.search(r"\.[A-Za-z0-9*]{1,8}$", path)
    looks = named or ("/" in path and " " not in path)
    return path if looks and "://" not in path else None


def _in_table(table: Block, status: Status | None) -> Iterator[PlannedDocument]:
    heads = [set(words(cell.text)) for cell in table.children[0].children] if table.children else []
    paths, states, targets = (_column(heads, names) for names in (_PATH_WORDS, _STATUS_WORDS, _TO_WORDS))
    split = {index: state for index, head in enumerate(heads) if (state := _status_of(tuple(head)))}
    for row in table.children[1:]:
        cells = [cell.text for cell in row.children]
        if len(split) == 2:
            documents = [
                _document(cells[index], state, row.line) for index, state in split.items() if index < len(cells)
            ]
            yield from (document for document in documents if document)
        elif paths is not None and paths < len(cells):
            own = _status_of(words(cells[states])) if states is not None and states < len(cells) else status
            made = _document(cells[paths], own, row.line) if own else None
            to = _path(cells[targets]) if targets is not None and targets < len(cells) else None
            if made:
                yield PlannedDocument(path=made.path, status=made.status, to=made.to or to, line=made.line)


def _column(heads: list[set[str]], names: frozenset[str]) -> int | None:
    return next((index for index, head in enumerate(heads) if not head.isdisjoint(names)), None)
