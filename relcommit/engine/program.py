"""A frozen list of steps and its log: what a run does, and what takes it back or does it again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Literal

from relcommit.engine.codec import Fetch, Json, Keep, decode_action, decode_step, encode_step
from relcommit.engine.log_lines import add_lines, checksum, encode_line, read_lines, sync_folder, write
from relcommit.errors.journal import Damage, JournalDamaged
from relcommit.names import RepoPath
from relcommit.steps import Step

Kind = Literal["run", "undo", "redo"]
VERSION = 2
"""Since this one, lines and programs carry checksums."""


@dataclass(slots=True)
class Program:
    """Steps, which of them were taken, and how each is taken back."""

    folder: Path
    kind: Kind
    order: int
    """Greater than that of every program that was frozen before, whatever the clock says."""
    steps: tuple[Json, ...] = ()
    described: tuple[str, ...] = ()
    """Each step in words, as they were when the program was frozen."""
    concerns: tuple[int, ...] = ()
    """For each step, the one of the run that it is about: itself in the program of a run."""
    header: Mapping[str, Any] = field(default_factory=dict)
    """What else was frozen with it."""
    done: dict[int, tuple[Json, ...]] = field(default_factory=dict)
    """The steps that were taken, each with those that take it back, still encoded: a step of another version must
    not stop anybody from reading the journal."""
    left: set[int] = field(default_factory=set)
    """Steps of an undo that could not be taken, and were passed over."""
    formatted: dict[RepoPath, str] = field(default_factory=dict)
    """Files that a hook changed while a step was taken, each with the digest that it then had."""
    tree: Mapping[RepoPath, str] | None = None
    """What was changed or new before its first step (`Repo.dirty`); `None` where nobody looked."""
    strewn: set[RepoPath] = field(default_factory=set)
    """What changed in the tree while it was at work, whoever did it."""
    is_looked_at: bool = False
    """Whether the tree was looked at when it stopped: what changed after that is not of its doing."""
    intent: int | None = None
    """The step that was begun last."""
    end: Literal["finished", "discarded"] | None = None
    damage: Damage | None = None
    lines: int = 0
    """How many lines the log has."""

    def step(self, number: int) -> Step:
        """A step of the program. Raises UnknownStep and JournalDamaged."""
        decode = decode_action if self.kind == "run" else decode_step
        return self._decoded((self.steps[number],), decode)[0]

    def back(self, number: int) -> tuple[Step, ...]:
        """What takes a step back. Raises UnknownStep and JournalDamaged."""
        return self._decoded(self.done[number], decode_step)

    def own_paths(self) -> set[RepoPath]:
        """The files that its steps are about."""
        entries = [entry for entry in self.steps if isinstance(entry, dict)]
        return {RepoPath(str(path)) for entry in entries for path in entry.get("paths", ())}

    def remaining(self) -> list[int]:
        """The steps not yet taken, in order."""
        return [number for number in range(len(self.steps)) if number not in self.done and number not in self.left]

    def record(self, *lines: Mapping[str, Any]) -> None:
        """Add lines to the log and wait until they are on the disk."""
        add_lines(self.folder / "log", self.lines, lines)
        for line in lines:
            self.learn(line)

    def record_done(
        self,
        number: int,
        back: Sequence[Step],
        *,
        formatted: Mapping[RepoPath, str] | None = None,
        then: Iterable[Mapping[str, Any]] = (),
    ) -> None:
        """Note that a step was taken, with its way back; `then` are the lines that follow at once."""
        with (self.folder / "contents").open("ab") as contents:
            keep, empty = _keeper(contents), contents.tell()
            done: Mapping[str, Any] = {"done": number, "back": [encode_step(step, keep) for step in back]}
            if contents.tell() > empty:
                write(contents, b"")
        self.record(*([{"formatted": formatted}] if formatted else []), done, *then)

    def learn(self, line: Mapping[str, Any]) -> None:
        """Take in a line of the log."""
        self.lines += 1
        match line:
            case {"intent": int(number)}:
                self.intent, self.is_looked_at = number, False
            case {"tree": {**facts}}:
                self.tree = {RepoPath(str(path)): str(fact) for path, fact in facts.items()}
            case {"strewn": [*paths]}:
                self.strewn.update(RepoPath(str(path)) for path in paths)
                self.is_looked_at = True
            case {"done": int(number), "back": [*back]}:
                self.done[number] = tuple(back)
            case {"left": int(number)}:
                self.left.add(number)
            case {"formatted": {**digests}}:
                self.formatted.update({RepoPath(str(path)): str(digest) for path, digest in digests.items()})
            case {"end": "finished" | "discarded" as end}:
                self.end = end

    def _decoded(self, entries: Sequence[Json], decode: Any) -> tuple[Step, ...]:
        try:
            with (self.folder / "contents").open("rb") as contents:
                return tuple(decode(entry, _fetcher(contents)) for entry in entries)
        except (OSError, _Corrupt) as why:
            raise JournalDamaged(self.folder.name, Damage("contents").words(), None) from why


def freeze(
    program: Program, steps: Sequence[Step], artifacts: Mapping[str, str] | None = None, **header: Any
) -> Program:
    """Write a program into its folder, which is there and empty; it exists once its last file has its name."""
    for name, text in (artifacts or {}).items():
        (program.folder / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    with (program.folder / "contents").open("wb") as contents:
        keep = _keeper(contents)
        frozen = {
            "version": VERSION,
            **header,
            "described": list(program.described),
            "concerns": list(program.concerns),
            "steps": [encode_step(step, keep) for step in steps],
        }
        write(contents, b"")
    data = json.dumps(frozen, ensure_ascii=False).encode("utf-8", "surrogateescape")
    with (program.folder / "log").open("wb") as log:
        write(log, encode_line(0, {"begun": program.kind, "program": checksum(data)}))
    with (program.folder / "program.json.tmp").open("wb") as file:
        write(file, data)
    (program.folder / "program.json.tmp").replace(program.folder / "program.json")
    for folder in (program.folder, program.folder.parent):
        sync_folder(folder)
    return read_program(program.folder, program.kind, program.order)


def read_program(folder: Path, kind: Kind, order: int) -> Program:
    """Read a program's folder; what is missing or damaged is in `damage`, and what comes after it is not read."""
    program = Program(folder, kind, order)
    try:
        data = (folder / "program.json").read_bytes()
        frozen = json.loads(data.decode("utf-8", "surrogateescape"))
        program.steps = tuple(frozen["steps"])
        program.described = tuple(map(str, frozen["described"]))
        program.concerns = tuple(frozen.get("concerns", range(len(program.steps))))
        program.header = frozen
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        program.damage = Damage("program")
        return program
    log = _read(folder / "log")
    is_checked = b'"begun"' in log or frozen.get("version", 1) != 1
    lines, program.damage = read_lines(log, checked=is_checked)
    if is_checked and lines and lines[0].get("program") != checksum(data):
        program.damage = Damage("program")
        return program
    for line in lines:
        program.learn(line)
    return program


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


class _Corrupt(Exception):
    """Bytes that are not those that were written."""


def _keeper(contents: BinaryIO) -> Keep:
    def keep(data: bytes) -> tuple[int, ...]:
        start = contents.tell()
        contents.write(data)
        return start, len(data), checksum(data)

    return keep


def _fetcher(contents: BinaryIO) -> Fetch:
    def fetch(start: int, length: int, seal: int | None = None) -> bytes:
        contents.seek(start)
        data = contents.read(length)
        if len(data) != length or seal not in (None, checksum(data)):
            raise _Corrupt
        return data

    return fetch
