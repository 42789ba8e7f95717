"""The journal: one folder for each run, its frozen program, and a line before and after every step.

<git folder>/relcommit/lock              who is running now
<git folder>/relcommit/runs/<run>/
    program.json     the command, the steps still to take when it began, and what they are called
    contents         bytes that the steps carry
    log              {"intent": n} · {"done": n, "back": [steps]} · {"undone": n} · {"end": "…"}
    *.md, *.txt      the plan, the title and the body as they were, for people
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Literal

from relcommit.engine.codec import Fetch, Json, Keep, decode_action, decode_step, encode_step
from relcommit.names import RunId
from relcommit.steps import Action, Step

State = Literal["pending", "finished", "undoing", "undone", "discarded"]


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was taken, and the steps that take it back."""

    at: int
    back: tuple[Json, ...]
    """Still encoded: a step of another version must not stop anybody from reading the journal."""


@dataclass(slots=True)
class Run:
    """One run as its folder tells it."""

    folder: Path
    command: str
    plan: str
    started: str
    """ISO 8601."""
    steps: tuple[Json, ...]
    described: tuple[str, ...]
    """Each step in words, as they were when the run began."""
    done: dict[int, Done] = field(default_factory=dict)
    undone: set[int] = field(default_factory=set)
    intent: int | None = None
    """The step that was begun last."""
    state: State = "pending"

    @property
    def name(self) -> RunId:
        """The run's name: the time it began."""
        return RunId(self.folder.name)

    def step(self, at: int) -> Action:
        """A step of the program. Raises UnknownStep."""
        with (self.folder / "contents").open("rb") as contents:
            return decode_action(self.steps[at], _fetcher(contents))

    def back(self, at: int) -> tuple[Step, ...]:
        """What takes a step back. Raises UnknownStep."""
        with (self.folder / "contents").open("rb") as contents:
            return tuple(decode_step(told, _fetcher(contents)) for told in self.done[at].back)

    def remaining(self) -> range:
        """The steps not yet taken."""
        return range(len(self.done), len(self.steps))

    def record(self, line: Mapping[str, Any]) -> None:
        """Add a line to the log and wait until it is on the disk."""
        self._add([line])

    def record_done(self, at: int, back: Sequence[Step], *, then: Mapping[str, Any] | None = None) -> None:
        """Note that a step was taken, with its way back; `then` is the line that follows at once."""
        with (self.folder / "contents").open("ab") as contents:
            keep, empty = _keeper(contents), contents.tell()
            lines: list[Mapping[str, Any]] = [{"done": at, "back": [encode_step(one, keep) for one in back]}]
            if contents.tell() > empty:
                _write(contents, b"")
        self._add([*lines, then] if then else lines)

    def _add(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Write lines at the log's end, on a line of their own where a crash cut the last one short."""
        with (self.folder / "log").open("a+b") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - 1))
            torn = log.read() not in (b"", b"\n")
            _write(log, ("\n" * torn + "".join(json.dumps(line) + "\n" for line in lines)).encode())
        for line in lines:
            self.learn(line)

    def learn(self, line: Mapping[str, Any]) -> None:
        """Take in a line of the log."""
        match line:
            case {"intent": int(at)}:
                self.intent = at
            case {"done": int(at), "back": [*back]}:
                self.done[at] = Done(at, tuple(back))
            case {"undone": int(at)}:
                self.undone.add(at)
                self.state = "undoing"
            case {"end": "finished" | "undone" | "discarded" as end}:
                self.state = end


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a run is called, and the papers that are kept beside it for people."""

    run: RunId
    command: str
    plan: str
    started: str
    """ISO 8601."""
    artifacts: Mapping[str, str]


def begin(journal: Path, order: Order, steps: Sequence[Action], described: Sequence[str]) -> Run:
    """Freeze a program in a folder of its own, on the disk before anything happens."""
    folder = _new_folder(journal / "runs", order.run)
    for paper, text in order.artifacts.items():
        (folder / paper).write_bytes(text.encode("utf-8", "surrogateescape"))
    with (folder / "contents").open("wb") as contents:
        keep = _keeper(contents)
        program = {
            "command": order.command,
            "plan": order.plan,
            "started": order.started,
            "described": list(described),
            "steps": [encode_step(step, keep) for step in steps],
        }
        _write(contents, b"")
    with (folder / "program.json.tmp").open("wb") as file:
        _write(file, json.dumps(program, ensure_ascii=False, indent=1).encode("utf-8", "surrogateescape"))
    (folder / "program.json.tmp").replace(folder / "program.json")
    return read_run(folder)


def read_run(folder: Path) -> Run:
    """Read a run's folder; a line cut short by a crash counts as not written."""
    told = json.loads((folder / "program.json").read_bytes().decode("utf-8", "surrogateescape"))
    run = Run(
        folder=folder,
        command=told["command"],
        plan=told["plan"],
        started=told["started"],
        steps=tuple(told["steps"]),
        described=tuple(told["described"]),
    )
    for line in _log_lines(folder / "log"):
        run.learn(line)
    return run


def runs(journal: Path) -> list[Run]:
    """Every run, newest first. A folder without a whole program is what a crash left before it began."""
    folders = (journal / "runs").glob("*/program.json")
    return [read_run(file.parent) for file in sorted(folders, reverse=True)]


def _log_lines(log: Path) -> Iterator[Mapping[str, Any]]:
    if not log.exists():
        return
    for line in log.read_bytes().split(b"\n"):
        try:
            read = json.loads(line)
        except ValueError:
            continue
        if isinstance(read, dict):
            yield read


def _new_folder(parent: Path, name: RunId) -> Path:
    parent.mkdir(parents=True, exist_ok=True)
    for number in range(1, 1000):
        folder = parent / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        return folder
    raise FileExistsError(parent / name)


def _keeper(contents: BinaryIO) -> Keep:
    def keep(data: bytes) -> tuple[int, int]:
        at = contents.tell()
        contents.write(data)
        return at, len(data)

    return keep


def _fetcher(contents: BinaryIO) -> Fetch:
    def fetch(at: int, length: int) -> bytes:
        contents.seek(at)
        return contents.read(length)

    return fetch


def _write(file: BinaryIO, data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())
