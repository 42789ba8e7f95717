"""The real plans beside the project, where they are at hand: the scores that were promised."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SCORE = ROOT.parent / "shared" / "corpus" / "plans" / "score.py"
SCALARS = ("branch", "base", "commit_header", "pr_title")
LISTS = ("commit_body", "pathspecs", "commands", "done", "gates", "deploy", "rollback")


@pytest.mark.skipif(not SCORE.exists(), reason="the corpus stands beside the project only where it is developed")
def test_the_real_plans_are_read_as_labelled() -> None:
    wishes = [f"{field}={18 / 19}" for field in SCALARS] + [f"{field}={16 / 19}" for field in LISTS]
    arguments = [part for wish in wishes for part in ("--min-exact", wish)]
    command = [sys.executable, str(SCORE), "--wrong", "--relcommit", f"{sys.executable} -m relcommit", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
