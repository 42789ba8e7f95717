"""The slow run of bytes: change bytes of real plans, messages, settings and journals, and see that no reader breaks.

python -m tests.crash.mutated [--seconds N] [--seed N] [--write]
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from relcommit.application.plan_file import decode_plan
from relcommit.checklist import zone
from relcommit.commits.grammar import parse
from relcommit.docs.links.rewrite import reorganise
from relcommit.docs.model import Move, Reason, Tree
from relcommit.engine.journal import Order, begin, read_run
from relcommit.errors.base import RelcommitError
from relcommit.names import BranchName, RepoPath, RunId, Sha
from relcommit.plan.reader import read_plan
from relcommit.repo.settings import parse_settings
from relcommit.steps import ArrangeFiles, CreateBranch, NewContent
from tests.crash.table import PAGE
from tests.support.sandbox import PLAN_FIXTURE, SETTINGS

CORPUS = Path(__file__).parents[3] / "shared/corpus"
BEGIN, END = "<!-- bytes cambiados -->\n", "<!-- fin de los bytes cambiados -->\n"
PIECES = (
    b"\0", b"\xff", b"\r\n", b"\n\n", b"```", b"<!--", b"-->", b"[x]", b"](", b"- [ ] ", b"#", b"|", b"\xef\xbb\xbf",
    "«ñ»".encode(), b"relcommit:", b"[[docs.rules]]\n", b"=", b'"', b"\xe2\x80\xae", b"(" * 200, b"  " * 100,
)  # fmt: skip
Reader = Callable[[bytes], object]


@dataclass(slots=True)
class Tally:
    """What a reader was given."""

    inputs: int = 0
    size: int = 0
    refused: int = 0
    slowest: float = 0.0
    """Seconds of CPU."""
    broken: list[str] = field(default_factory=list)


def mutate(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """A few changes of bytes: flipped, cut, doubled, strange ones put in, or a piece of another file."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(changed) + 1)
        end = min(len(changed), at + dice.choice((1, 1, 8, 80, 800)))
        match dice.randrange(6):
            case 0 if at < len(changed):
                changed[at] ^= 1 << dice.randrange(8)
            case 1:
                del changed[at:end]
            case 2:
                changed[at:at] = changed[at:end]
            case 3:
                changed[at:at] = dice.choice(PIECES)
            case 4:
                start = dice.randrange(len(other) + 1)
                changed[at:end] = other[start : start + dice.choice((8, 80, 800))]
            case _:
                del changed[dice.randrange(len(changed) + 1) :]
    return bytes(changed)


def _plan(data: bytes) -> object:
    return read_plan(decode_plan(data, "plan.md"), "plan.md")


def _message(data: bytes) -> object:
    return parse(data.decode("utf-8", "replace"))


def _links(data: bytes) -> object:
    here, there = RepoPath("docs/guía.md"), RepoPath("docs/historico/guía.md")
    others = {RepoPath("README.md"): b"[g](docs/gu%C3%ADa.md)\n", RepoPath("docs/otra.md"): b"[g](gu\xc3\xada.md#a)\n"}
    tree = Tree(files=frozenset({here, *others}), contents={here: data, **others}, symlinks={})
    return reorganise(tree, (Move(source=here, to=there, status="historico", reason=Reason(by="rule", where="")),))


def _settings(data: bytes) -> object:
    return parse_settings(data, "relcommit.toml")


def _zone(data: bytes) -> object:
    body = data.decode("utf-8", "replace")
    mine = f"{zone.START} -->\n- [ ] uno <!-- rc:id=uno -->\n{zone.END}\n"
    merged = zone.merge(body, mine)
    if merged is not None and zone.merge(merged, mine) != merged:
        raise AssertionError("merged twice is not as merged once")
    return merged


READERS: Mapping[str, Reader] = {
    "lector de planes": _plan,
    "gramática de mensajes": _message,
    "enlaces": _links,
    "ajustes": _settings,
    "zona del cuerpo": _zone,
}


def journal_reader(folder: Path) -> tuple[Mapping[str, bytes], Callable[[str, bytes], object]]:
    """The files of a finished run, and what reads it with one of them changed: never a false success."""
    steps = (
        CreateBranch(BranchName("docs/obra"), Sha("1" * 40)),
        ArrangeFiles((), (NewContent(RepoPath("docs/a.md"), b"uno", b"dos"),), ()),
    )
    order = Order(run=RunId("000001-x"), command="prepare", plan="plan.md", started="2026-05-14", artifacts={})
    run = begin(folder, order, steps, ["crea", "mueve"])
    run.last.record({"intent": 0})
    run.last.record_done(0, steps[:1], then=[{"intent": 1}])
    run.last.record_done(1, steps[1:], then=[{"strewn": []}, {"end": "finished"}])
    files = {name: (run.folder / name).read_bytes() for name in ("log", "program.json", "contents")}

    def read(name: str, data: bytes) -> object:
        (run.folder / name).write_bytes(data)
        try:
            again = read_run(run.folder)
            again.refuse_damage()
            taken = [again.back(number) for number in again.done]
            known = [again.step(number) for number in range(len(again.steps))]
            if again.state == "finished" and (len(taken) != len(steps) or tuple(known) != steps):
                raise AssertionError("a damaged journal is called finished")
            return again
        finally:
            (run.folder / name).write_bytes(files[name])

    return files, read


def seeds() -> Mapping[str, list[bytes]]:
    """Real inputs of each reader; those of the corpus where it is there."""
    plans = [PLAN_FIXTURE.read_bytes(), *(file.read_bytes() for file in sorted(CORPUS.glob("plans/docs/*.md")))]
    lines = [line for file in sorted(CORPUS.glob("messages/*.jsonl")) for line in file.read_bytes().splitlines()]
    messages = [_text_of(line) for line in lines] or [b"docs(x): algo\n\n- uno\n\nRefs: #1\n"]
    return {
        "lector de planes": plans,
        "gramática de mensajes": messages,
        "enlaces": plans,
        "ajustes": [SETTINGS.encode()],
        "zona del cuerpo": plans,
    }


def _text_of(line: bytes) -> bytes:
    entry = json.loads(line)
    return "\n".join(str(value) for value in entry.values() if isinstance(value, str)).encode("utf-8", "surrogatepass")


def attempt(tally: Tally, data: bytes, read: Callable[[], object]) -> None:
    """Give a reader one input: it answers, or refuses in words."""
    start = time.process_time()
    try:
        read()
    except RelcommitError as why:
        tally.refused += 1
        why.explain()
    except Exception as why:
        tally.broken.append(f"{type(why).__name__}: {why}: {data[:300]!r}")
    tally.inputs += 1
    tally.size += len(data)
    tally.slowest = max(tally.slowest, time.process_time() - start)


def run(seconds: float, seed: int) -> Mapping[str, Tally]:
    """Try every reader for its share of these seconds of CPU."""
    dice, known = random.Random(seed), seeds()  # noqa: S311 - nothing secret
    tallies = {name: Tally() for name in (*READERS, "diario")}
    share = seconds / len(tallies)
    for name, reader in READERS.items():
        until = time.process_time() + share
        while time.process_time() < until:
            data = mutate(dice.choice(known[name]), dice.choice(known[name]), dice)
            attempt(tallies[name], data, lambda reader=reader, data=data: reader(data))  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as temporary:
        files, read = journal_reader(Path(temporary))
        until = time.process_time() + share
        while time.process_time() < until:
            name = dice.choice(sorted(files))
            data = mutate(files[name], dice.choice(sorted(files.values())), dice)
            attempt(tallies["diario"], data, lambda name=name, data=data: read(name, data))  # type: ignore[misc]
    return tallies


def table_of(tallies: Mapping[str, Tally]) -> str:
    """The figures, as a table of Markdown."""
    rows = [
        f"| {name} | {tally.inputs} | {tally.size} | {tally.refused} | {len(tally.broken)} | {tally.slowest:.2f} s |"
        for name, tally in tallies.items()
    ]
    head = (
        "| lector | entradas | bytes | se niega en palabras | se rompe | la más lenta (CPU) |",
        "|---|---|---|---|---|---|",
    )
    return "\n".join((*head, *rows, ""))


def main() -> int:
    """Print the figures and what broke; 1 where something did."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--seconds", type=float, default=60)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--write", action="store_true")
    asked = reader.parse_args()
    tallies = run(asked.seconds, asked.seed)
    table = table_of(tallies)
    sys.stdout.write(table)
    broken = [f"{name}: {what}" for name, tally in tallies.items() for what in tally.broken]
    sys.stdout.writelines(f"{line}\n" for line in broken[:40])
    if asked.write:
        page = PAGE.read_text("utf-8")
        before, rest = page.split(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}{table}{END}{rest.split(END)[1]}", "utf-8")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
