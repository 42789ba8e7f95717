"""What we take for a branch's name is what git takes."""

import random
import subprocess

import pytest

from relcommit.branch_names import unfit_for_git
from relcommit.commits.branch import check_branch
from relcommit.errors.base import RelcommitError
from relcommit.names import BranchName
from relcommit.plan.model import Plan
from relcommit.program.branch import recommended_branch
from relcommit.settings import BranchSettings, Settings

PIECES = ["a", "docs", "/", ".", "..", "-", "@", "{", "HEAD", ".lock", "lock", "ñ", " ", "~", "\\", "*", "x" * 40, "//"]
HOUSES = [BranchSettings(), BranchSettings(patterns=("docs/*", "a*")), BranchSettings(alphabet="a-z/{@.")]


def names(seed: int, count: int) -> list[str]:
    dice = random.Random(seed)  # noqa: S311 - the same names each time
    return ["".join(dice.choices(PIECES, k=dice.randint(1, 5))) for _ in range(count)]


@pytest.mark.parametrize("name", names(1, 150))
def test_git_agrees(name: str) -> None:
    git = subprocess.run(["git", "check-ref-format", f"refs/heads/{name}"], check=False).returncode == 0
    special = name.startswith("-") or name in ("HEAD", "@")  # a format that `--branch` takes for something else
    assert (unfit_for_git(name) is None) == (git and not special)


@pytest.mark.parametrize("house", HOUSES)
def test_prepare_takes_what_check_takes(house: BranchSettings) -> None:
    settings = Settings(branch=house)
    for name in names(2, 400):
        try:
            taken = recommended_branch(Plan(file="p.md", branch=name), settings, BranchName("main")) == name
        except RelcommitError:
            taken = False
        assert taken == (check_branch(name, house) == ()), name
