"""Ranges listed from their end: exactly what git lists for `A..B`, or nothing that counts."""

import os
import random
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from relcommit.repo.messages.linear_history import LinearLog, NotLinear, linear_log
from tests.support.committing import Committing, new_repository

Parents = list[list[int]]


def history(root: Path, parents: Parents, dates: list[int]) -> Committing:
    """Commits with these parents, each tagged `c0`, `c1`…"""
    repo = new_repository(root)
    stream = "".join(
        f"commit refs/tags/c{one}\nmark :{one + 1}\ncommitter Ana <ana@ejemplo.org> {dates[one]} +0000\n"
        f"data {len(f'docs: paso {one}')}\ndocs: paso {one}\n"
        + "".join(f"{'merge' if at else 'from'} :{of + 1}\n" for at, of in enumerate(its))
        + "\n"
        for one, its in enumerate(parents)
    )
    subprocess.run(["git", "-C", str(root), "fast-import", "--quiet"], input=stream.encode(), check=True)
    return repo


def chain(length: int) -> Parents:
    return [[one - 1] if one else [] for one in range(length)]


def a_merge(dice: random.Random, one: int) -> list[int]:
    """Some of the four before it: a merge, or a branch that begins."""
    before = range(max(0, one - 4), one)
    return dice.sample(before, min(len(before), dice.choice((1, 2))))


def told(wanted: str) -> list[str] | None:
    listing = linear_log(".git", wanted, os.environ)
    assert isinstance(listing, LinearLog)
    try:
        return [piece[0] for piece in listing]
    except NotLinear:
        return None


def real(repo: Committing, wanted: str) -> list[str]:
    return repo.git("rev-list", wanted).stdout.split()


@pytest.mark.parametrize(
    "dates", [range(1000, 1030), [1000] * 30, [1000 + one // 7 for one in range(30)]], ids=["each", "none", "some"]
)
def test_a_straight_history_is_listed_however_close_its_dates_are(
    dates: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = history(tmp_path / "r", chain(30), list(dates))
    monkeypatch.chdir(repo.root)
    for wanted in ("c0..c29", "c12..c29", "c28..c29", "c12..c20", "c29~25..c29~2", "c29~28..c29"):
        assert told(wanted) == real(repo, wanted)


def test_names_of_all_kinds_say_where_it_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = history(tmp_path / "r", chain(5), [1000, 1001, 1002, 1003, 1004])
    monkeypatch.chdir(repo.root)
    repo.git("branch", "rama/larga", "c1")
    repo.git("tag", "-a", "-m", "v", "v1.0", "c1")
    repo.git("update-ref", "refs/heads/main", "c4")
    sha = repo.git("rev-parse", "c1").stdout.strip()
    for start in ("rama/larga", "v1.0", "refs/tags/v1.0", "HEAD~3", "main~3", sha, sha[:9]):
        assert told(f"{start}..HEAD") == real(repo, "c1..c4")
    for start in ("HEAD~0", "HEAD~5", "HEAD~9"):
        assert told(f"{start}..HEAD") is None


@pytest.mark.parametrize("dates", ["grow", "equal", "random"])
def test_in_any_history_it_lists_what_git_lists_or_gives_up(
    dates: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(dates)  # noqa: S311 - the same histories every time, nothing secret
    listed = 0
    for turn in range(6):
        parents = [[one - 1] if dice.random() < 0.8 else a_merge(dice, one) for one in range(1, 14)]
        when = {"grow": range(14), "equal": [0] * 14, "random": [dice.randrange(99) for _ in range(14)]}
        repo = history(tmp_path / str(turn), [[], *parents], [1000 + one for one in when[dates]])
        monkeypatch.chdir(repo.root)
        for _ in range(25):
            start, end = dice.sample(range(14), 2)
            found = told(f"c{start}..c{end}")
            assert found in (None, real(repo, f"c{start}..c{end}"))
            listed += bool(found)
    assert listed


def test_merges_other_branches_and_the_same_commit_are_left_to_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = history(tmp_path / "r", [[], [0], [1], [1], [2, 3], [4]], [1000, 1001, 1002, 1003, 1004, 1005])
    monkeypatch.chdir(repo.root)
    repo.git("branch", "igual", "c5")
    for wanted in ("c0..c5", "c3..c2", "c2..c3", "c5..c1", "c5..igual", "c5~3..c5"):
        assert told(wanted) is None


@pytest.mark.parametrize(
    "wanted", ["a...b", "a..", "..b", "a", "a..a", "a..b^", "@{1}..b", "--all..b", "a..:/x", "a b..c"]
)
def test_only_two_plain_names_are_asked_so(wanted: str, tmp_path: Path) -> None:
    assert linear_log(str(tmp_path), wanted, os.environ) is None


def test_a_commit_graph_needs_no_help(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = history(tmp_path / "r", chain(3), [1000, 1001, 1002])
    monkeypatch.chdir(repo.root)
    repo.git("commit-graph", "write", "--reachable")
    assert linear_log(".git", "c0..c2", os.environ) is None


def test_the_verdict_is_the_same_with_and_without_a_graph(tmp_path: Path) -> None:
    """Few findings wait for the end of the range; many send it back to git's own listing, as a merge does."""
    repo = new_repository(tmp_path / "r")
    repo.commit("docs: empieza")
    said = {"docs: ordena la guía": 40, "docs: reorganizado docs": 3, "docs: añadido algo": 210}
    ends = ["HEAD"]
    for message, times in said.items():
        for _ in range(times):
            repo.commit(message)
        ends.append(repo.git("rev-parse", "HEAD").stdout.strip())
    ends[0] = repo.git("rev-list", "--max-parents=0", "HEAD").stdout.strip()
    ranges = [f"{ends[0]}..{end}" for end in ends[1:]] + [f"{one}..{two}" for one, two in pairwise(ends)]

    def verdicts() -> list[tuple[int, str, str]]:
        done = [repo.relcommit("check", "--range", wanted) for wanted in ranges]
        return [(one.returncode, one.stdout, one.stderr) for one in done]

    before = verdicts()
    repo.git("commit-graph", "write", "--reachable")
    assert verdicts() == before
    assert [code for code, _, _ in before] == [0, 1, 1, 0, 1, 1]
