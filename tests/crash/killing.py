"""Kill relcommit, alone or with all that it started, at the n-th change of a file, and look how the next orders end."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support import sandbox
from tests.support.sandbox import AFTER, BRANCH, PLAN, Ended, Sandbox

SOURCE = Path(__file__).with_name("effects.c")
SWAP = """\
[[docs.rules]]
paths = "docs/vigentes/guia.md"
status = "historico"

[[docs.rules]]
paths = "docs/historico/guia.md"
status = "vigente"
"""
CHAIN = SWAP.replace("docs/historico/guia.md", "docs/nuevo/guia.md")


def compiler() -> str | None:
    """The C compiler, where there is one that can make something to preload."""
    return (shutil.which("cc") or shutil.which("gcc")) if sys.platform == "linux" else None


def compile_effects(folder: Path) -> Path:
    """The library that counts and kills."""
    library = folder / "effects.so"
    command = (compiler() or "cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl")
    subprocess.run(command, check=True, capture_output=True)
    return library


@dataclass(frozen=True)
class Scenario:
    """An order to kill, and how to come to where it is given."""

    name: str
    order: tuple[str, ...]
    build: Callable[[Path], Sandbox]
    """The machine before the run that is killed, or that was taken back."""
    ready: Callable[[Sandbox], object] = lambda _: None
    """What comes between that and the order."""
    ways: tuple[str, ...] = ("undo", "on")


def _worked_on(folder: Path) -> Sandbox:
    box = sandbox.build(folder)
    box.write("docs/notas.txt", "cambiadas\n")
    box.git("add", "docs/notas.txt")
    box.write("docs/notas.txt", "cambiadas otra vez\n")
    box.write("docs/fase1/nueva acta.md", "De la [guía](../guía.md).\n")
    (box.repo / "docs/atajo.md").symlink_to("guía.md")
    return box


def _moved_by_hand(folder: Path) -> Sandbox:
    box = sandbox.build(folder)
    (box.repo / "docs/viejo").mkdir()
    box.git("mv", "docs/fase1/encuesta.md", "docs/viejo/encuesta.md")
    box.git("commit", "-qm", "docs: archiva la encuesta")
    return box


def _crossing(rules: str) -> Callable[[Path], Sandbox]:
    def build(folder: Path) -> Sandbox:
        box = sandbox.build(folder)
        for name, words in (("vigentes", "vieja"), ("historico" if "historico/guia" in rules else "nuevo", "nueva")):
            box.write(f"docs/{name}/guia.md", f"# {words}\n\n[r](../../README.md)\n")
        (box.repo / "docs/vigentes/guia.md").chmod(0o755)
        box.write("relcommit.toml", rules)
        box.git("add", "-A")
        box.git("commit", "-qm", "docs: dos guías")
        return box

    return build


def _stopped(box: Sandbox) -> None:
    hook = box.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert box.prepare().code == 6
    hook.unlink()


def _undone(box: Sandbox) -> None:
    assert box.prepare().code == 0
    assert box.relcommit("undo", "--yes").code == 0


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("prepare", ("prepare", PLAN, "--yes"), _worked_on),
        Scenario("apply", ("docs", "apply", "--yes"), sandbox.build),
        Scenario("apply de dos commits", ("docs", "apply", "--commits", "2", "--yes"), sandbox.build),
        Scenario("repair", ("docs", "repair", "--yes"), _moved_by_hand),
        Scenario("documentos que cambian de sitio entre sí", ("docs", "apply", "--yes"), _crossing(SWAP)),
        Scenario("documentos en cadena", ("docs", "apply", "--yes"), _crossing(CHAIN)),
        Scenario("continue", ("continue",), _worked_on, _stopped),
        Scenario("undo", ("undo", "--yes"), _worked_on, lambda box: box.prepare(), ("undo", "redo")),
        Scenario("redo", ("redo", "--yes"), _worked_on, _undone, ("undo", "on")),
    )
}


@dataclass(frozen=True)
class Model:
    """A scenario's machine just before its order, with the states at both ends."""

    name: str
    box: Sandbox
    before: Mapping[str, Any]
    wanted: Mapping[str, Any]
    effects: int
    """How many changes of files the order makes."""
    library: Path

    @property
    def scenario(self) -> Scenario:
        """What is killed."""
        return SCENARIOS[self.name]

    @classmethod
    def of(cls, scenario: Scenario, folder: Path, library: Path) -> "Model":
        """Build the machine, and count what the order does in a copy."""
        box = scenario.build(folder / "modelo")
        before = end_of(box)
        scenario.ready(box)
        rehearsal = sandbox.copy(box, folder / "ensayo")
        code, effects = run_counted(rehearsal, scenario.order, library)
        assert code == 0, (scenario.name, code)
        if scenario.name == "undo":
            rehearsal.relcommit("redo", "--yes")
        return cls(scenario.name, box, before, end_of(rehearsal), effects, library)


def run_counted(
    box: Sandbox, order: tuple[str, ...], library: Path, *, kill_at: int = 0, alone: bool = False
) -> tuple[int, int]:
    """Give an order in a process group of its own; its exit code, and the number of effects up to then."""
    counter = box.folder / "cuenta"
    counter.write_bytes(bytes(8))
    env = {"LD_PRELOAD": str(library), "EFFECTS_COUNTER": str(counter), "EFFECTS_KILL_AT": str(kill_at)}
    killing = box.with_env(**env, **({"EFFECTS_ALONE": "1"} if alone else {}))
    with killing.process(*order, session=True) as process:
        process.communicate(timeout=120)
    return process.returncode, int.from_bytes(counter.read_bytes(), sys.byteorder)


@dataclass(frozen=True)
class Outcome:
    """What became of one kill."""

    scenario: str
    number: int
    alone: bool
    way: str
    is_exact: bool
    is_status_true: bool
    litter: tuple[str, ...]
    locks: int
    """How many locks that git had left were named, with the way out."""
    story: str

    @property
    def is_well(self) -> bool:
        """Whether nobody could complain."""
        return self.is_exact and self.is_status_true and not self.litter


def kill_once(model: Model, number: int, folder: Path, *, alone: bool, way: str) -> Outcome:
    """Kill the order at an effect, look at `status`, and go the way that is asked for."""
    box = sandbox.copy(model.box, folder)
    code, _ = run_counted(box, model.scenario.order, model.library, kill_at=number, alone=alone)
    if alone:
        _wait_for_children(box)
    story = [f"killed: {code}"]
    is_true, why = status_is_true(box)
    story.append(why)
    locks = 0
    for order in _orders(box, model.scenario, way):
        ended, named = _insist(box, order)
        locks += named
        story.append(f"{order}: {ended.code} {ended.err[-600:]}")
    wanted, ended_as = model.before if way == "undo" else model.wanted, end_of(box)
    is_exact = ended_as == wanted
    story.append(_unlike(ended_as, wanted))
    litter = tuple(litter_of(box))
    shutil.rmtree(folder, ignore_errors=True)
    return Outcome(
        model.scenario.name, number, alone, way, is_exact, is_true, litter, locks, "\n".join(filter(None, story))
    )


def _orders(box: Sandbox, scenario: Scenario, way: str) -> list[tuple[str, ...]]:
    if way == "undo":
        return [("undo", "--yes")]
    if way == "redo":
        return [("undo", "--yes"), ("redo", "--yes")]
    if scenario.name == "redo":
        return [("redo", "--yes")]
    has_run = box.relcommit("status", "--json").json.get("run") is not None
    return [("continue",)] if has_run else [scenario.order]


def _insist(box: Sandbox, order: tuple[str, ...]) -> tuple[Ended, int]:
    """Give an order; where it names a lock that a dead git left, do as it says."""
    named = 0
    for _ in range(6):
        ended = box.relcommit(*order)
        lock = re.search(r"borra «([^»]+\.lock)»|Unable to create '([^']+\.lock)'", ended.err)
        if not lock:
            break
        Path(lock[1] or lock[2]).unlink(missing_ok=True)
        named += 1
    return ended, named


def _wait_for_children(box: Sandbox) -> None:
    """Whoever comes next waits for them too; but here nothing is to happen while we look."""
    for _ in range(400):
        busy = [entry for entry in Path("/proc").glob("[0-9]*/environ") if str(box.folder) in _text(entry)]
        if not busy:
            return
        time.sleep(0.02)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace")
    except OSError:
        return ""


def status_is_true(box: Sandbox) -> tuple[bool, str]:
    """Whether what `status` calls done is there, and what it calls undone or missing is not."""
    ended = box.relcommit("status", "--json")
    if ended.code:
        return False, f"status: {ended.code} {ended.err}"
    told = ended.json
    if told.get("run") is None:
        return True, ""
    wrong = [
        f"{state}: {text}"
        for state in ("done", "undone", "left")
        for text in told[state]
        if (stands := _stands(box, text)) is not None and stands is not (state == "done")
    ]
    return not wrong, f"status lies: {wrong}" if wrong else ""


def _stands(box: Sandbox, text: str) -> bool | None:
    """Whether the effect of a step that is described so is there; `None` where nobody can tell from here."""
    if text.startswith("crea la rama"):
        return bool(box.git("branch", "--list", BRANCH))
    if text.startswith("sube"):
        return bool(box.git("branch", "--list", BRANCH, at=box.origin))
    if text.startswith("abre"):
        return any('state: "open"' in pull for pull in box.local_pulls().values())
    if text.startswith("confirma") and box.git("branch", "--list", BRANCH):
        return box.git("rev-list", "--count", f"main..{BRANCH}") == "1"
    if text.startswith("mueve 3 documentos y"):
        return all((box.repo / path).exists() for path in AFTER if path != "README.md")
    return None


def litter_of(box: Sandbox) -> list[str]:
    """What nobody needs any more, in `.git` and beside the user's files; git's own half-written objects are git's."""
    ours = re.compile(r"\.lock$|/relcommit/tmp/|relcommit-[0-9a-f]{16}$|\.relcommit-|\.tmp$")
    paths = (os.path.join(folder, name) for folder, _, names in os.walk(box.repo) for name in names)  # noqa: PTH118
    return [path for path in paths if ours.search(path)]


def end_of(box: Sandbox) -> dict[str, Any]:
    """Everything about the end but the folder's own name."""
    state = box.state()
    return {
        "files": {Path(name).relative_to(box.repo).as_posix(): entry for name, entry in state.files.items()},
        "index": state.index,
        "staged": state.staged,
        "status": state.status,
        "head": state.head,
        "refs": state.refs,
        "remote": state.remote,
        "config": state.config.replace(str(box.folder).encode(), b""),
        "pulls": {number: pull for number, pull in box.local_pulls().items() if 'state: "open"' in pull},
    }


def _unlike(seen: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    return "; ".join(f"{key}: {_brief(seen[key], wanted[key])}" for key in wanted if seen[key] != wanted[key])


def _brief(seen: Any, wanted: Any) -> str:
    if isinstance(seen, dict):
        return repr([key for key in {*seen, *wanted} if seen.get(key) != wanted.get(key)])[:300]
    return f"{seen!r} / {wanted!r}"[:600]


KILLED = -9
