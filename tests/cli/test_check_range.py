"""Ranges of commits: every one of them, whatever their number, and what a shallow clone hides."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.committing import ROOT, Committing, new_repository

make = runpy.run_path(str(ROOT / "bench" / "check_history.py"))["make"]
"""The benchmark's own long history."""


@pytest.fixture
def repo(tmp_path: Path) -> Committing:
    made = new_repository(tmp_path / "r")
    made.commit("docs: empieza")
    return made


def sources(said: str) -> list[str]:
    return [one["source"] for one in json.loads(said)["messages"]]


def test_each_commit_is_named(repo: Committing) -> None:
    repo.commit("docs: reorganizado docs")
    repo.commit("docs: reorganiza docs")
    sha = repo.git("rev-parse", "HEAD~1").stdout.strip()
    done = repo.relcommit("check", "--range", "HEAD~2..HEAD")
    assert done.returncode == 1
    assert done.stdout.startswith(f"{sha[:10]}:1:7: error")
    assert "2 mensajes revisados" in done.stdout
    said = json.loads(repo.relcommit("check", "--range", "HEAD~2..", "--json").stdout)
    assert [one["sha"] for one in said["messages"]][1] == sha


def test_an_empty_range_is_fine(repo: Committing) -> None:
    done = repo.relcommit("check", "--range", "HEAD..HEAD")
    assert (done.returncode, done.stdout) == (0, "No hay mensajes que revisar.\n")


@pytest.mark.parametrize("wanted", ["nadie..HEAD", "--all", "HEAD..--output=x"])
def test_an_unknown_range_is_told_and_options_are_no_range(repo: Committing, wanted: str) -> None:
    done = repo.relcommit("check", f"--range={wanted}")
    assert done.returncode == 4
    assert "Git no conoce el rango" in done.stderr
    assert done.stderr.splitlines()[-1] == "Revisa los nombres, o trae lo que falta con «git fetch»."
    assert not (repo.root / "x").exists()


def test_no_range_is_cut_silently(tmp_path: Path) -> None:
    make(tmp_path / "long", 3_000)
    repo = Committing(tmp_path / "long")
    assert len(sources(repo.relcommit("check", "--range", "main", "--json").stdout)) == 3_000
    assert "3000 mensajes revisados" in repo.relcommit("check", "--range", "main").stdout


def test_a_shallow_clone_says_what_it_lacks(repo: Committing, tmp_path: Path) -> None:
    for number in range(5):
        repo.commit(f"docs: agrega la parte {number}")
    first = repo.git("rev-list", "--max-parents=0", "HEAD").stdout.strip()
    shallow = Committing(tmp_path / "clone")
    repo.git("clone", "-q", "--depth", "2", repo.root.as_uri(), str(shallow.root))
    absent = shallow.relcommit("check", "--range", f"{first}..HEAD")
    assert absent.returncode == 4
    assert "superficial" in absent.stderr
    assert "fetch-depth: 0" in absent.stderr
    cut = shallow.relcommit("check", "--range", "HEAD")
    assert cut.returncode == 4
    assert "solo hay 2 commits" in cut.stderr
    assert shallow.relcommit("check", "--range", "HEAD~1..HEAD").returncode == 0
    shallow.git("fetch", "-q", "--depth", "1")
    assert "solo hay 1 commit;" in shallow.relcommit("check", "--range", "HEAD").stderr


def test_the_short_way_and_the_long_way_agree(repo: Committing) -> None:
    for message in ("docs: reorganizado docs", "feat: añade algo\n\nCAMBIO IMPORTANTE: x", "fixup! docs: x", "x\n\ny"):
        repo.commit(message)
    short = repo.relcommit("check", "--range", "HEAD")
    long = repo.relcommit("check", "--format", "text", "--range", "HEAD")
    assert (short.returncode, short.stdout) == (long.returncode, long.stdout)


def test_a_history_with_a_hole_is_no_pass(repo: Committing) -> None:
    hole = repo.git("rev-parse", "HEAD").stdout.strip()
    for number in range(5):
        repo.commit(f"docs: agrega la parte {number}")
    (repo.root / ".git" / "objects" / hole[:2] / hole[2:]).unlink()
    for way in ((), ("--format", "json")):
        done = repo.relcommit("check", *way, "--range", "HEAD")
        assert done.returncode == 4
        assert hole in done.stderr


def test_a_reader_that_leaves_is_no_accident(tmp_path: Path) -> None:
    make(tmp_path / "long", 10)
    repo = Committing(tmp_path / "long")
    repo.git("checkout", "-q", "main")
    for number in range(60):
        repo.commit(f"mal {number}")
    for way in ("", "--format text"):
        asked = f"{sys.executable} -m relcommit check {way} --range main | head -n 1"
        done = subprocess.run(
            ["sh", "-c", asked], cwd=repo.root, env=repo.environment, capture_output=True, text=True, check=False
        )
        assert done.stderr == ""


def test_settings_decide_on_both_ways(repo: Committing) -> None:
    repo.commit("cosa: añade algo")
    repo.write("relcommit.toml", '[commit]\ntypes = ["cosa", "docs"]\n')
    assert repo.relcommit("check", "--range", "HEAD").returncode == 0
    assert repo.relcommit("check", "--format", "text", "--range", "HEAD").returncode == 0


def test_authors_and_bots_are_told_apart(repo: Committing) -> None:
    repo.write("relcommit.toml", '[commit]\nauthors = ["*@empresa.com"]\n')
    done = repo.relcommit("check", "--range", "HEAD")
    assert "author-not-allowed" in done.stdout
    repo.git("commit", "-q", "--allow-empty", "-m", "Bump x from 1 to 2", GIT_AUTHOR_NAME="dependabot[bot]")
    assert repo.relcommit("check", "--range", "HEAD~1..HEAD").returncode == 0


def test_latin_1_commits_are_read(repo: Committing) -> None:
    repo.write("m", "feat: añadido soporte\n".encode("iso-8859-1"))
    repo.git("-c", "i18n.commitEncoding=ISO-8859-1", "commit", "-q", "--allow-empty", "-F", "m")
    said = json.loads(repo.relcommit("check", "--range", "HEAD~1..HEAD", "--json").stdout)
    assert [one["suggestion"] for one in said["messages"][0]["findings"]] == ["añade"]


def test_memory_stays_small(tmp_path: Path) -> None:
    make(tmp_path / "long", 10_000)
    measured = subprocess.run(
        ["/usr/bin/env", "python3", "-c", "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
         "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)",
         *Committing(tmp_path).relcommit("--version").args[:3], "check", "--range", "main"],
        cwd=tmp_path / "long", env=Committing(tmp_path).environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert int(measured.stdout.split()[-1]) < 80 * 1024


def test_a_range_without_findings_loads_neither_the_rules_nor_their_words(repo: Committing) -> None:
    repo.commit("docs(api): mueve la guía")
    script = (
        "import sys; from relcommit.cli.fast_check import try_quickly\n"
        "code = try_quickly(['check', '--range', 'HEAD~1..HEAD'])\n"
        "print(code, *(name for name in sys.modules if name.startswith('relcommit.') or name in ('re', 'fcntl')))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path.append({str(ROOT)!r})\n{script}"],
        cwd=repo.root, capture_output=True, text=True, check=True,
    )  # fmt: skip
    code, *loaded = done.stdout.splitlines()[-1].split()
    assert code == "0"
    assert {"re", "fcntl", "relcommit.commits.rules", "relcommit.text.findings"}.isdisjoint(loaded)
