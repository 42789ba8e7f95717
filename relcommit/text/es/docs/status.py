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
    for heading, chosen, told in _groups(entries):
        if chosen:
            lines += ["", f"{heading} ({len(chosen)})"]
            lines += told(chosen) if single or len(chosen) <= _SOME else _by_folder(chosen)
    if not single:
        lines += ["", "Con «--all» se enumeran todos."]
    return "\n".join([f"{count(len(entries), 'documento', 'documentos')} en «{root}».", *lines])


def _groups(
    entries: Sequence[Entry],
) -> Iterator[tuple[str, list[Entry], Callable[[Sequence[Entry]], Iterator[str]]]]:
    settled = [one for one in entries if one.state and one.state.to == one.path]
    yield "Por mover", [one for one in entries if one.state and one.state.to != one.path], _moving
    yield "Históricos", [one for one in settled if one.state and one.state.status == "historico"], _standing
    yield "Vigentes", [one for one in settled if one.state and one.state.status == "vigente"], _standing
    yield "Sin decidir", [one for one in entries if one.state is None], _standing


def _moving(entries: Sequence[Entry]) -> Iterator[str]:
    for one in entries:
        if one.state:
            yield f"  {one.path}  {_pointers(one)}"
            yield f"    → {one.state.to}  ({reason(one.state.reason)})"


def _standing(entries: Sequence[Entry]) -> Iterator[str]:
    width = max(len(one.path) for one in entries)
    for one in entries:
        why = reason(one.state.reason) if one.state and one.state.reason.by != "folder" else ""
        yield f"  {one.path.ljust(width)}  {_pointers(one)}  {why}".rstrip()


def _by_folder(entries: Sequence[Entry]) -> Iterator[str]:
    folders: dict[tuple[str, str], list[Entry]] = {}
    for one in entries:
        folders.setdefault((folder_of(one.path) or ".", _goes(one)), []).append(one)
    width = max(len(folder) for folder, _ in folders)
    for (folder, goes), inside in folders.items():
        lonely = sum(not one.pointed_by for one in inside)
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
