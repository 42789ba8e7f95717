"""The journal: one folder for each run, its frozen program, and a line before and after every step.

<git folder>/relcommit/lock              who is running now
<git folder>/relcommit/tmp/              what is being written; emptied by whoever takes the lock
<git folder>/relcommit/runs/<run>/
    program.json     the command, the steps still to take when it began, and what they are called
    contents         bytes that the steps carry, and those that take them back
    log              {"intent": n} · {"done": n, "back": [steps]} · {"formatted": {…}} · {"end": "…"}, each numbered
    *.md, *.txt      the plan, the title and the body as they were, for people
    undo-<order>/, redo-<order>/         the programs that took it back and did it again, each with these files
"""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from relcommit.engine.codec import Json
from relcommit.engine.program import Kind, Program, freeze, read_program
from relcommit.errors.journal import Damage, JournalDamaged
from relcommit.names import RunId
from relcommit.steps import Action, SaveState, Step

State = Literal["pending", "finished", "undoing", "undone", "redoing", "discarded", "damaged"]
UNFINISHED: tuple[State, ...] = ("pending", "undoing", "redoing")
MOST = 100
"""How many runs are kept: older ones that ended go when a new one begins."""
_ORDER = re.compile(r"(\d{6,})-")
_AGAIN = re.compile(r"(undo|redo)-(\d{6,})")
_DISCARDED = "discarded"
"""A file in the folder of a damaged run that somebody put aside."""


@dataclass(slots=True)
class Run:
    """One run as its folder tells it: its own program, then those that took it back or did it again."""

    folder: Path
    programs: tuple[Program, ...]

    @property
    def name(self) -> RunId:
        """The run's name: its place in the order of runs and the time it began, in UTC."""
        return RunId(self.folder.name)

    @property
    def command(self) -> str:
        """The order that began it."""
        return str(self.programs[0].header.get("command", "?"))

    @property
    def plan(self) -> str:
        """The plan, or what was ordered of `relcommit docs`."""
        return str(self.programs[0].header.get("plan", ""))

    @property
    def started(self) -> str:
        """ISO 8601."""
        return str(self.programs[0].header.get("started", ""))

    @property
    def steps(self) -> tuple[Json, ...]:
        """The steps of the run, encoded."""
        return self.programs[0].steps

    @property
    def described(self) -> tuple[str, ...]:
        """Each step in words."""
        return self.programs[0].described

    @property
    def done(self) -> Mapping[int, tuple[Json, ...]]:
        """The steps that were taken at some time, whatever became of them."""
        return self.programs[0].done

    @property
    def last(self) -> Program:
        """The program that was frozen last."""
        return self.programs[-1]

    @property
    def damage(self) -> Damage | None:
        """What is wrong with its folder."""
        return next((program.damage for program in self.programs if program.damage), None)

    @property
    def state(self) -> State:
        """Where it stands."""
        first, last = self.programs[0], self.last
        if (self.folder / _DISCARDED).exists() or any(program.end == "discarded" for program in self.programs):
            return "discarded"
        if self.damage:
            return "damaged"
        if last.kind == "undo":
            return "undone" if last.end else "undoing"
        if last.kind == "redo" and last.end is None:
            return "redoing"
        return "finished" if first.end else "pending"

    def step(self, number: int) -> Action:
        """A step of the program. Raises UnknownStep and JournalDamaged."""
        step: Action = self.programs[0].step(number)  # type: ignore[assignment]
        return step

    def back(self, number: int) -> tuple[Step, ...]:
        """What takes a step back. Raises UnknownStep and JournalDamaged."""
        return self.programs[0].back(number)

    def undone(self) -> set[int]:
        """The steps that were taken and do not stand any more; what was saved stays saved."""
        last = self.last
        if last.kind == "run":
            return set()
        if last.kind == "undo":
            open_ones = {last.concerns[number] for number in last.remaining()} | self.left()
            return set(last.concerns) - open_ones - {-1} - self.savings
        return {last.concerns[number] for number in last.remaining()} - {-1} - self.savings

    @property
    def savings(self) -> set[int]:
        """The steps that only keep how files are: no undo takes them back, though it restores the index from them."""
        return {
            number
            for number, entry in enumerate(self.steps)
            if isinstance(entry, dict) and entry.get("step") == SaveState.__name__
        }

    def left(self) -> set[int]:
        """The steps that the last undo passed over."""
        return {self.last.concerns[number] for number in self.last.left} - {-1}

    def begun(self) -> int | None:
        """The step that was begun and of which nobody knows whether it was taken."""
        last = self.last
        if last.intent is None or last.intent in last.done or last.intent in last.left:
            return None
        concern = last.concerns[last.intent]
        return None if last.kind != "run" and concern in self.savings else concern

    def refuse_damage(self) -> None:
        """Raises JournalDamaged."""
        if self.damage:
            raise JournalDamaged(self.name, self.damage.words(), self.saved)

    @property
    def saved(self) -> str | None:
        """The ref that keeps the files as they were before the run, where one was made."""
        for number, entry in enumerate(self.steps):
            if isinstance(entry, dict) and entry.get("step") == "SaveState" and number in self.done:
                return str(entry.get("ref"))
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a run is called, and the papers that are kept beside it for people."""

    run: RunId
    command: str
    plan: str
    started: str
    """ISO 8601."""
    artifacts: Mapping[str, str]


def next_name(journal: Path, now: datetime) -> RunId:
    """The name of a run that begins now: it comes after all others, whatever the clock and its zone say."""
    from datetime import UTC

    return RunId(f"{_next_order(journal):06}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")


def begin(journal: Path, order: Order, steps: Sequence[Action], described: Sequence[str]) -> Run:
    """Freeze a program in a folder of its own, on the disk before anything happens."""
    folder = _new_folder(journal / "runs", order.run)
    program = Program(folder, "run", _order_of(folder), described=tuple(described), concerns=tuple(range(len(steps))))
    header = {"command": order.command, "plan": order.plan, "started": order.started}
    return Run(folder, (freeze(program, steps, order.artifacts, **header),))


def begin_again(journal: Path, run: Run, kind: Kind, steps: Sequence[tuple[int, Step]]) -> Run:
    """Freeze what takes a run back or does it again: each step with the one of the run that it is about, or -1."""
    run.refuse_damage()
    number = _next_order(journal)
    folder = run.folder / f"{kind}-{number:06}"
    folder.mkdir()
    silent = run.savings | {-1}
    described = tuple("" if concern in silent else run.described[concern] for concern, _ in steps)
    program = Program(folder, kind, number, described=described, concerns=tuple(concern for concern, _ in steps))
    return Run(run.folder, (*run.programs, freeze(program, [step for _, step in steps])))


def read_run(folder: Path) -> Run:
    """Read a run's folder."""
    first = read_program(folder, "run", _order_of(folder))
    again = (match for match in map(_AGAIN.fullmatch, _names(folder)) if match)
    programs = (
        read_program(folder / match[0], "undo" if match[1] == "undo" else "redo", int(match[2]))
        for match in again
        if (folder / match[0] / "program.json").exists() or _was_begun(folder / match[0])
    )
    return Run(folder, (first, *sorted(programs, key=lambda program: program.order)))


def runs(journal: Path) -> list[Run]:
    """Every run, newest first. A folder without a whole program is what a crash left before it began."""
    folders = [journal / "runs" / name for name in _names(journal / "runs")]
    known = [folder for folder in folders if (folder / "program.json").exists() or _was_begun(folder)]
    return [read_run(folder) for folder in sorted(known, key=_age, reverse=True)]


def undo_order(journal: Path) -> tuple[list[Run], list[Run]]:
    """The runs that can be taken back, and those that can be done again: each list with the next one first.

    As in an editor: whatever is done anew makes an end of what could be done again.
    """
    events = sorted(
        ((program.order, place, run, program) for run in runs(journal) for place, program in enumerate(run.programs)),
        key=lambda event: (event[0], _age(event[2].folder), event[1]),
    )
    stands: list[Run] = []
    undone: list[Run] = []
    for _, _, run, program in events:
        if program.kind == "undo":
            stands = [other for other in stands if other is not run]
            undone.append(run)
        elif program.kind == "redo":
            undone = [other for other in undone if other is not run]
            stands.append(run)
        else:
            undone.clear()
            stands.append(run)
    kept = [run for run in stands if run.state in ("pending", "finished", "redoing", "damaged")]
    return kept[::-1], [run for run in undone[::-1] if run.state == "undone"]


def discard(run: Run) -> None:
    """Forget a run, one with a damaged folder too; everything stays as it is."""
    if run.damage:
        (run.folder / _DISCARDED).touch()
    else:
        run.last.record({"end": "discarded"})


def sweep(journal: Path) -> None:
    """Take away what a killed process left: only who holds the lock may."""
    shutil.rmtree(journal / "tmp", ignore_errors=True)
    for folder in (journal / "runs" / name for name in _names(journal / "runs")):
        for place in (folder, *(folder / name for name in _names(folder) if _AGAIN.fullmatch(name))):
            if place.is_dir() and not (place / "program.json").exists() and not _was_begun(place):
                shutil.rmtree(place, ignore_errors=True)


def old_runs(journal: Path, keep: int) -> list[Run]:
    """The runs beyond the newest `keep` that nobody needs any more: those midway stay."""
    return [run for run in runs(journal)[keep:] if run.state not in UNFINISHED]


def forget(run: Run) -> None:
    """Remove a run's folder: its program last, so that half of it is no run."""
    for file in ("program.json", "log"):
        (run.folder / file).unlink(missing_ok=True)
    shutil.rmtree(run.folder)


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []


def _was_begun(folder: Path) -> bool:
    """Whether a folder without a program had one: its log has lines that only a run writes."""
    log = folder / "log"
    return log.is_file() and log.read_bytes().count(b"\n") > 1


def _order_of(folder: Path) -> int:
    """A run's place in the order; those of before the counter come first, by their names."""
    match = _ORDER.match(folder.name)
    return int(match[1]) if match else 0


def _age(folder: Path) -> tuple[int, str]:
    return _order_of(folder), folder.name


def _orders(journal: Path) -> Iterator[int]:
    for name in _names(journal / "runs"):
        folder = journal / "runs" / name
        yield _order_of(folder)
        yield from (int(match[2]) for match in map(_AGAIN.fullmatch, _names(folder)) if match)


def _next_order(journal: Path) -> int:
    return max(_orders(journal), default=0) + 1


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
