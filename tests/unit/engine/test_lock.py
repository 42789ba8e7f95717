"""One run at a time."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from relcommit.engine.lock import locked, owner
from relcommit.errors.repository import LockHeld

HOLD = "import sys, time; from pathlib import Path; from relcommit.engine.lock import locked\n" \
       "with locked(Path(sys.argv[1])): print('mío', flush=True); time.sleep(60)"  # fmt: skip


def test_a_second_run_is_told_who_holds_it(tmp_path: Path) -> None:
    with locked(tmp_path / "diario"), pytest.raises(LockHeld, match=str(os.getpid())), locked(tmp_path / "diario"):
        pass


def test_it_can_be_taken_again_once_let_go(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path):
            pass


def test_a_killed_process_lets_go(tmp_path: Path) -> None:
    with subprocess.Popen((sys.executable, "-c", HOLD, str(tmp_path)), stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline()
        with pytest.raises(LockHeld, match=str(holder.pid)), locked(tmp_path):
            pass
        holder.kill()
        holder.wait()
    with locked(tmp_path):
        pass


ORPHANING = (
    "import subprocess, sys; from pathlib import Path; from relcommit.engine.lock import locked\n"
    "with locked(Path(sys.argv[1])) as handle:\n"
    "    subprocess.Popen(('sleep', sys.argv[2]), pass_fds=(handle,)); print('mío', flush=True)\n"
    "    import time; time.sleep(60)\n"
)


def test_what_a_killed_run_left_working_is_waited_for(tmp_path: Path) -> None:
    waited: list[tuple[str, ...]] = []
    killed: list[float] = []
    command = (sys.executable, "-c", ORPHANING, str(tmp_path), "1.5")
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline()
        holder.kill()
    start = time.monotonic()
    with locked(tmp_path, waited.append, killed.append):
        assert time.monotonic() - start > 0.5
    assert any("sleep" in who for who in waited[0])
    assert len(killed) == 1


def test_what_a_run_left_in_the_background_holds_nothing_once_it_ended(tmp_path: Path) -> None:
    killed: list[float] = []
    with locked(tmp_path) as handle:
        background = subprocess.Popen(("sleep", "30"), pass_fds=(handle,))
    try:
        with locked(tmp_path, killed=killed.append):
            assert background.poll() is None
    finally:
        background.kill()
        background.wait()
    assert killed == []


def test_who_is_at_work_is_known_from_outside(tmp_path: Path) -> None:
    assert owner(tmp_path / "nada") is None
    with locked(tmp_path):
        assert owner(tmp_path) == str(os.getpid())
    assert owner(tmp_path) is None
