"""One run at a time."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from relcommit.engine.lock import locked
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
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with locked(tmp_path):
        pass
