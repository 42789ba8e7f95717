"""Check 18: a verdict needs no statistics library, and no other order loads the judge."""

import subprocess
import sys

_ASK = """\
import sys
from relcommit.cli.main import run
try:
    run({args!r})
except SystemExit:
    pass
names = set(sys.modules)
judge = sorted(name for name in names if name.startswith("relcommit.rollout"))
print(sorted(names & {{"numpy", "scipy", "statsmodels"}}), judge)
"""


def loaded(*args: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _ASK.format(args=list(args))], check=True, capture_output=True, text=True
    )
    return done.stdout.splitlines()[-1]


def test_no_statistics_library_and_no_judge_where_nobody_asks_for_it() -> None:
    assert loaded("--version") == "[] []"
    assert loaded("status", "--help") == "[] []"
    assert loaded("rollout", "verdict", "no-existe.md").startswith("[] ['relcommit.rollout'")
