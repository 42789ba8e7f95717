"""How `relcommit docs status` reads, on twenty documents and on two thousand."""

from collections.abc import Callable, Iterator, Sequence

from relcommit.docs.paths import folder_of
from relcommit.docs.states.inventory import Entry
from relcommit.phrases import count
from relcommit.text.es.docs import reason

FEW = 60
"""Up to so many documents are listed one by one; beyond, by folder."""
_SOME = 12
"""Up to so many in one state are listed one by one all the same."""


def listing(entries: Sequence[Entry], root: str, *, every: bool) -> str:
    """The documents by their state: those to be moved, historical, current, undecided."""
    if not entries:
        return f"No hay documentos en «{root}»."
    single = every or len(entries) <= FEW
    lines: list[str] = []
    for heading, chosen, lines_of in _groups(entries):
        if chosen:
            lines += ["", f"{heading} ({len(chosen)})"]
            lines += lines_of(chosen) if single or len(chosen) <= _SOME else _by_folder(chosen)
    if not single:
        lines += ["", "Con «--all» se enumeran todos."]
    return "\n".join([f"{count(len(entries), 'documento', 'documentos')} en «{root}».", *lines])


def _groups(
    entries: Sequence[Entry],
) -> Iterator[tuple[str, list[Entry], Callable[[Sequence[Entry]], Iterator[str]]]]:
    settled = [entry for entry in entries if entry.state and entry.state.to == entry.path]
    yield "Por mover", [entry for entry in entries if entry.state and entry.state.to != entry.path], _moving
    yield "Históricos", [entry for entry in settled if entry.state and entry.state.status == "historico"], _standing
    yield "Vigentes", [entry for entry in settled if entry.state and entry.state.status == "vigente"], _standing
    yield "Sin decidir", [entry for entry in entries if entry.state is None], _standing


def _moving(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.state:
            yield f"  {entry.path}  {_pointers(entry)}"
            yield f"    → {entry.state.to}  ({reason(entry.state.reason)})"


def _standing(entries: Sequence[Entry]) -> Iterator[str]:
    width = max(len(entry.path) for entry in entries)
    for entry in entries:
        why = reason(entry.state.reason) if entry.state and entry.state.reason.by != "folder" else ""
        yield f"  {entry.path.ljust(width)}  {_pointers(entry)}  {why}".rstrip()


def _by_folder(entries: Sequence[Entry]) -> Iterator[str]:
    folders: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        folders.setdefault((folder_of(entry.path) or ".", _goes(entry)), []).append(entry)
    width = max(len(folder) for folder, _ in folders)
    for (folder, goes), inside in folders.items():
        lonely = sum(not entry.pointed_by for entry in inside)
        alone = f", {count(lonely, 'al que nadie señala', 'a los que nadie señala')}" if lonely else ""
        yield f"  {folder.ljust(width)}  {count(len(inside), 'documento', 'documentos')}{alone}"
        if goes:
            yield f"    → {goes}"


def _goes(one: Entry) -> str:
    """The folder that a document is to go to, and why; empty where it stays."""
    if one.state is None or one.state.to == one.path:
        return ""
    return f"{folder_of(one.state.to) or '.'}  ({reason(one.state.reason)})"


def _pointers(one: Entry) -> str:
    if not one.pointed_by:
        return "nadie lo señala"
    return (
        f"lo {'señala' if len(one.pointed_by) == 1 else 'señalan'} {count(len(one.pointed_by), 'archivo', 'archivos')}"
    )
