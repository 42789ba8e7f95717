"""What the plan of the fixtures becomes, whole: run with RELCOMMIT_GOLDEN=1 to write the expected files again."""

import os
from pathlib import Path

import pytest

from tests.support.sandbox import Sandbox

EXPECTED = Path(__file__).parent / "expected"


def tree_of(box: Sandbox) -> str:
    return "".join(f"{mode} {blob} {path}\n" for path, (mode, blob) in sorted(box.tree("HEAD").items()))


@pytest.mark.parametrize("name", ["cuerpo.md", "commit.txt", "arbol.txt"])
def test_it_becomes_what_it_became(box: Sandbox, name: str) -> None:
    assert box.prepare().code == 0
    (run,) = (box.repo / ".git/relcommit/runs").iterdir()
    made = {
        "cuerpo.md": (run / "cuerpo.md").read_bytes().decode(),
        "commit.txt": box.git_bytes("cat-file", "commit", "HEAD").decode(),
        "arbol.txt": tree_of(box),
    }[name]
    if os.environ.get("RELCOMMIT_GOLDEN"):
        EXPECTED.mkdir(exist_ok=True)
        (EXPECTED / name).write_bytes(made.encode())
    assert made == (EXPECTED / name).read_bytes().decode()
