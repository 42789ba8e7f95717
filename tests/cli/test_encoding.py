"""Outputs of another encoding than UTF-8: what they cannot hold is escaped, and nothing else changes."""

import json
import os
import subprocess
import sys

import pytest

from tests.support.sandbox import Sandbox

MESSAGE = "feat: añadido 🎉 y más\n"


def check(box: Sandbox, encoding: str, *args: str) -> subprocess.CompletedProcess[bytes]:
    (box.repo / "mensaje").write_text(MESSAGE, "utf-8")
    return subprocess.run(
        [sys.executable, "-P", "-m", "relcommit", "check", *args, "mensaje"],
        cwd=box.repo, env={**os.environ, "PYTHONIOENCODING": encoding}, capture_output=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "seen"), [("cp1252", "añadido \\ud83c\\udf89 y más"), ("utf-8", MESSAGE.strip()[6:])]
)
def test_a_sign_that_the_output_lacks_is_escaped(box: Sandbox, encoding: str, seen: str) -> None:
    done = check(box, encoding)

    assert (done.returncode, done.stderr) == (1, b"")
    assert f"  - feat: {seen}" in done.stdout.decode(encoding).replace("\r", "").split("\n")


def test_json_is_still_json(box: Sandbox) -> None:
    done = check(box, "cp1252", "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout.decode("cp1252"))["messages"][0]["findings"][0]["suggestion"] == "añade"
    assert done.stderr == b""
