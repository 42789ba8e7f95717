"""relcommit in a process of its own: killed where it hurts, interrupted, and answered at a terminal."""

import os
import random
import select
import subprocess
import time
from pathlib import Path

import pytest

from relcommit.text.es import prepare as es
from relcommit.text.es.common import NOTHING_TO_DO
from tests.support.posix import KILLED, interrupt_session, terminal
from tests.support.sandbox import BRANCH, MESSAGE, PLAN, Sandbox

pytestmark = pytest.mark.skipif(not Path("/proc/self/comm").exists(), reason="looks for its own process in /proc")

KILL = """\
p=$$
while [ "$p" -gt 1 ]; do
  case "$(cat /proc/$p/comm)" in python*|relcommit*) kill -9 "$p"; exit 0 ;; esac
  p=$(cut -d' ' -f4 "/proc/$p/stat")
done
"""


def hook(folder: Path, name: str, script: str) -> Path:
    file = folder / "hooks" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}")
    file.chmod(0o755)
    return file


def kill_at(box: Sandbox, number: int) -> Path:
    """Kill relcommit at the n-th change of a ref of this repository."""
    count = box.folder / "cuenta"
    return hook(
        box.repo / ".git", "reference-transaction",
        f"n=$(($(cat '{count}' 2>/dev/null || echo 0) + 1)); echo $n > '{count}'\n[ $n = {number} ] || exit 0\n{KILL}",
    )  # fmt: skip


def prepare_and_wait(box: Sandbox) -> int:
    """The exit code; git's own processes have ended too."""
    with box.process("prepare", PLAN, "--yes") as process:
        process.communicate(timeout=30)
    for _ in range(100):
        if not (box.repo / ".git/index.lock").exists():
            break
        time.sleep(0.02)
    return process.returncode


def assert_whole(box: Sandbox) -> None:
    assert box.message(BRANCH) == MESSAGE
    assert box.git("rev-list", "--count", f"main..{BRANCH}") == "1"
    assert box.git("rev-parse", BRANCH, at=box.origin) == box.git("rev-parse", BRANCH)
    assert list(box.local_pulls()) == [1]
    assert NOTHING_TO_DO in box.prepare().out


@pytest.mark.parametrize("way", ["prepare", "undo"])
@pytest.mark.parametrize("number", [1, 2, 3, 5, 7])
def test_killed_while_a_ref_moves(box: Sandbox, number: int, way: str) -> None:
    before = box.state()
    killer = kill_at(box, number)

    assert prepare_and_wait(box) == KILLED
    killer.unlink()

    if way == "prepare":
        assert box.prepare().code == 0
        assert_whole(box)
    else:
        assert box.relcommit("undo", "--yes").code == 0
        assert box.state() == before


@pytest.mark.parametrize("way", ["continue", "undo"])
@pytest.mark.parametrize("name", ["pre-receive", "post-receive"])
def test_killed_while_the_remote_takes_it(box: Sandbox, name: str, way: str) -> None:
    before = box.state()
    killer = hook(box.origin, name, f"{KILL}exit 0\n")

    assert prepare_and_wait(box) == KILLED
    time.sleep(0.1)
    killer.unlink()

    assert box.relcommit(way, *(("--yes",) if way == "undo" else ())).code == 0
    if way == "undo":
        assert box.state() == before
    else:
        assert_whole(box)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(25))
def test_killed_at_any_moment(box: Sandbox, seed: int) -> None:
    before = box.state()
    chance = random.Random(seed)  # noqa: S311 - a moment, not a secret
    with box.process("prepare", PLAN, "--yes") as process:
        time.sleep(chance.uniform(0.15, 0.9))
        process.kill()
        process.communicate()
    time.sleep(0.2)

    if seed % 2:
        assert box.prepare().code == 0
        assert_whole(box)
    else:
        assert box.relcommit("undo", "--yes").code in (0, 4)
        assert box.state() == before


@pytest.mark.parametrize("name", ["pre-commit", "pre-push"])
def test_interrupted_it_leaves_with_130_and_can_be_gone_on_with(box: Sandbox, name: str) -> None:
    before = box.state()
    started = box.folder / "empezado"
    waiting = hook(box.repo / ".git", name, f"touch '{started}'; sleep 20\n")
    with box.process("prepare", PLAN, "--yes", session=True) as process:
        for _ in range(500):
            if started.exists():
                break
            time.sleep(0.02)
        interrupt_session(process.pid)
        _, err = process.communicate(timeout=20)

    assert process.returncode == 130
    assert "relcommit continue" in err.decode()
    assert "Traceback" not in err.decode()
    waiting.unlink()
    assert box.relcommit("continue").code == 0
    assert_whole(box)
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before


def at_a_terminal(box: Sandbox, answer: bytes) -> tuple[int, str]:
    """Run `prepare` at a terminal and type an answer, again and again: a person would too."""
    mine, theirs = terminal()
    shown, deadline = b"", time.monotonic() + 30
    with box.process("prepare", PLAN, terminal=theirs) as process:
        os.close(theirs)
        while time.monotonic() < deadline:
            ready, _, _ = select.select([mine], [], [], 0.3)
            try:
                read = os.read(mine, 4096) if ready else b""
            except OSError:  # nobody holds the other end any more
                break
            shown += read
            if not ready and es.ASK.encode() in shown and shown.rstrip().endswith(b"[s/N]:"):
                os.write(mine, answer)
        else:
            process.kill()
    os.close(mine)
    return process.returncode, shown.decode()


def test_yes_at_the_terminal_goes_on(box: Sandbox) -> None:
    code, shown = at_a_terminal(box, b"s\n")
    assert code == 0, shown
    assert_whole(box)


@pytest.mark.parametrize("answer", [b"n\n", b"\n"])
def test_no_at_the_terminal_does_nothing(box: Sandbox, answer: bytes) -> None:
    before = box.state()
    code, shown = at_a_terminal(box, answer)
    assert (code, es.STOPPED in shown) == (0, True), shown
    assert box.state() == before


def test_ctrl_c_at_the_question_does_nothing(box: Sandbox) -> None:
    before = box.state()
    code, shown = at_a_terminal(box, b"\x03")
    assert code == 130, shown
    assert box.state() == before


def test_a_foreign_lock_on_the_index_is_seen_before_anything_happens(box: Sandbox) -> None:
    box.write(".git/index.lock")
    before = box.everything()
    ended = box.prepare()
    assert (ended.code, ended.out) == (4, ""), ended
    assert "index.lock" in ended.err
    assert box.everything() == before


def test_two_at_once_do_it_once(box: Sandbox) -> None:
    with box.process("prepare", PLAN, "--yes") as one, box.process("prepare", PLAN, "--yes") as two:
        ends = sorted((subprocess.Popen.wait(one), subprocess.Popen.wait(two)))
    assert ends in ([0, 0], [0, 4])
    assert_whole(box)
