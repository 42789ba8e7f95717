"""The plan's own «Documentos» section: which documents are current and which historical, and what was not understood.

A document takes the state that stands beside it, or that of the label right above its list, or that of its heading;
a label that nobody knows gives none, and never the one of the label before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from relcommit.plan.layout.folding import words
from relcommit.plan.layout.markdown import Block
from relcommit.plan.layout.outline import Section, is_example_lead, part
from relcommit.plan.model import Finding, Level, PlannedDocument
from relcommit.plan.sections.document_paths import Entry, entry_from, paths_in
from relcommit.plan.words.document_words import State, folder_state, is_plain, is_reference, opens_documents, state_of

_TO_WORDS = frozenset({"destino", "to", "nueva", "carpeta", "ubicacion", "mover", "donde", "adonde", "hacia"})
_PATH_WORDS = frozenset(
    {"documento", "documentos", "ruta", "archivo", "path", "fichero", "document", "file", "doc", "origen"}
)
_STATUS_WORDS = frozenset({"estado", "status", "situacion", "clasificacion", "decision", "accion", "hace", "pasa"})


@dataclass(slots=True)
class Documents:
    """What a plan decides about documents, and the lines that say something about them and were not understood."""

    decided: list[PlannedDocument] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds for the entries of one list or table."""

    state: State | None
    label: str = ""
    """The words right above it, where they name no state that we know."""
    folder: str | None = None
    """The folder that the entries stand below, as its own list says."""


def documents_in(sections: list[Section]) -> Documents:
    """Every document that the plan puts in one of the two lists, in order."""
    documents = Documents()
    for section in sections:
        if (
            section.is_title
            or section.asides - {"past"}
            or any(is_reference(ancestor.words) for ancestor in _lineage(section))
        ):
            continue
        if not any(opens_documents(ancestor.words) for ancestor in _lineage(section)):
            continue
        own = Documents()
        _Reader(own, section).read()
        certain = any(is_plain(ancestor.words) or state_of(ancestor.words) for ancestor in _lineage(section))
        documents.decided += own.decided
        documents.findings += own.findings if certain or own.decided else map(_softened, own.findings)
    return documents


def _softened(finding: Finding) -> Finding:
    """A path below a heading that may be about anything is worth a word, but stops nobody."""
    return replace(finding, level="warning")


def _lineage(section: Section) -> Iterator[Section]:
    ancestor: Section | None = section
    while ancestor is not None and not ancestor.is_title:
        yield ancestor
        ancestor = ancestor.parent


class _Reader:
    """Reads one section's blocks in order."""

    def __init__(self, documents: Documents, section: Section) -> None:
        self.documents = documents
        self.section = section
        self.base = state_of(section.words)

    def read(self) -> None:
        place = self.heading_place()
        for index, block in enumerate(self.section.blocks):
            if index and is_example_lead(self.section.blocks[index - 1]):
                continue
            if block.kind == "paragraph":
                place = self.paragraph(block, self.section.blocks[index + 1 : index + 2])
            else:
                self.block(block, place)

    def heading_place(self) -> _Place:
        known = self.base is not None or is_plain(self.section.words)
        return _Place(self.base, "" if known else self.section.title)

    def paragraph(self, block: Block, following: list[Block]) -> _Place:
        """Its own documents, and what it says of the list that follows."""
        lines = block.lines()
        for line, text in lines[:-1]:
            self.sentence(text, line, self.heading_place())
        line, last = lines[-1]
        opens = bool(following) and following[0].kind in ("list", "table", "code")
        parted = part(last)
        if parted and parted[1] and (state := state_of(words(parted[0]))):
            self.entry(parted[1], line, _Place(state, parted[0]), whole=True)
            return self.heading_place()
        if not opens or paths_in(last):
            self.sentence(last, line, self.heading_place())
            return self.heading_place()
        state = state_of(words(last))
        if state is not None:
            return _Place(state)
        is_label = last.rstrip("*_ ").endswith(":") or last.startswith(("**", "__"))
        return _Place(None, last) if is_label else self.heading_place()

    def sentence(self, text: str, line: int, place: _Place) -> None:
        """Each sentence of a paragraph that names documents."""
        for sentence in text.replace(". ", ".\0").split("\0"):
            parted = part(sentence)
            if parted and parted[1] and (state := state_of(words(parted[0]))):
                self.entry(parted[1], line, _Place(state, parted[0]), whole=True)
            elif words(sentence)[:1] not in (("ver",), ("vease",), ("see",)) and paths_in(sentence):
                self.entry(sentence, line, place, whole=True)

    def block(self, block: Block, place: _Place) -> None:
        if block.kind == "list":
            for item in block.children:
                self.item(item, place)
        elif block.kind == "table":
            self.table(block, place)
        elif block.kind == "code":
            for line, text in block.lines():
                if paths_in(text):
                    self.entry(text.strip(" │├└─|`-"), line, place)
        elif block.kind == "quote":
            self.quote(block, place)

    def quote(self, quote: Block, place: _Place) -> None:
        for child in quote.children:
            if child.kind == "paragraph":
                for line, text in child.lines():
                    self.sentence(text, line, place)
            else:
                self.block(child, place)

    def item(self, item: Block, place: _Place) -> None:
        text = item.children[0].text if item.children and item.children[0].kind == "paragraph" else ""
        below = [child for child in item.children if child.kind in ("list", "table", "code")]
        if below and (inner := _inner_place(text, place)):
            for child in below:
                self.block(child, inner)
            return
        parted = part(text.partition("\n")[0])
        if parted and parted[1] and not paths_in(parted[0]) and (state := state_of(words(parted[0]))):
            self.entry(parted[1], item.line, _Place(state, parted[0]), whole=True)
        elif text:
            self.entry(text, item.line, place)
        for child in below:
            self.block(child, place)

    def entry(self, text: str, line: int, place: _Place, *, whole: bool = False) -> None:
        entry = entry_from(text, whole=whole)
        if entry is None:
            return
        state = _state(entry, place)
        if state in (None, "other"):
            self.unread(text, line, place, entry)
            return
        for path in entry.paths:
            full = f"{place.folder}/{path}" if place.folder and "/" not in path else path
            to = entry.to or (place.folder if place.folder and "/" in path else None)
            self.documents.decided.append(PlannedDocument(path=full, status=state, to=to, line=line))  # type: ignore[arg-type]

    def unread(self, text: str, line: int, place: _Place, entry: Entry) -> None:
        level: Level = "error"
        if place.label and entry.state is None:
            facts = {"path": ", ".join(entry.paths), "label": place.label.strip("*_: ")}
            self.documents.findings.append(Finding(level=level, code="document-label", line=line, facts=facts))
        else:
            facts = {"path": ", ".join(entry.paths), "text": " ".join(text.split())[:120]}
            self.documents.findings.append(Finding(level=level, code="document-unread", line=line, facts=facts))

    def table(self, table: Block, place: _Place) -> None:
        rows = [[cell.text for cell in row.children] for row in table.children]
        if not rows:
            return
        heads = [set(words(cell)) for cell in rows[0]]
        split = {index: state for index, head in enumerate(heads) if (state := state_of(tuple(head)))}
        for block, row in zip(table.children[1:], rows[1:], strict=True):
            if len(split) > 1:
                for index, state in split.items():
                    if index < len(row) and row[index]:
                        self.entry(row[index], block.line, _Place(state, rows[0][index]), whole=True)
            else:
                self.row(row, heads, block.line, place)

    def row(self, row: list[str], heads: list[set[str]], line: int, place: _Place) -> None:
        """A document with its state and destination, by the heads of the columns, else by what the cells say."""
        with_paths = [index for index, cell in enumerate(row) if paths_in(cell)]
        path = _column(heads, _PATH_WORDS)
        path = path if path in with_paths else next(iter(with_paths), None)
        if path is None:
            return
        target = _column(heads, _TO_WORDS)
        target = target if target in with_paths and target != path else None
        rest = [cell for index, cell in enumerate(row) if index not in (path, target)]
        named = _column(heads, _STATUS_WORDS)
        states = [state_of(words(row[named]))] if named is not None and named < len(row) and named != path else []
        states = [state for state in (states or [state_of(words(cell)) for cell in rest]) if state]
        own = _Place(states[0] if states else place.state, place.label if not states else "")
        arrow = f" → {row[target]}" if target is not None else ""
        self.entry(f"{row[path]}{arrow}", line, own)


def _inner_place(text: str, place: _Place) -> _Place | None:
    """What an item says of the list below it: a state, a folder, or words that nobody knows; `None` for a document."""
    entry = entry_from(text)
    first = text.partition("\n")[0]
    folder = entry.paths[0].rstrip("/") if entry and len(entry.paths) == 1 and not entry.to else ""
    if entry and not (folder and "." not in folder.rpartition("/")[2]):
        return None
    if folder:
        state = folder_state(folder) or state_of(words(first.replace(folder, " "))) or place.state
        return _Place(state, "" if state else first, folder)
    state = state_of(words(first))
    return _Place(state, "" if state else first)


def _state(entry: Entry, place: _Place) -> State | None:
    """The state beside a document, else its list's, else what its destination tells; two that differ are neither."""
    if entry.state and place.state and entry.state != place.state:
        return "other"
    if entry.state or place.state:
        return entry.state or place.state
    if entry.to:
        return folder_state(entry.to) or (None if place.label else "vigente")
    return None


def _column(heads: list[set[str]], names: frozenset[str]) -> int | None:
    return next((index for index, head in enumerate(heads) if not head.isdisjoint(names)), None)
