"""GitHub leaves out what is too long without much ado: a part of the evidence is an error, and never a success."""

import os
from collections.abc import Iterator
from pathlib import Path
from subprocess import run

import pytest

from relcommit.errors.checklist import AnswerCut
from relcommit.errors.forge import ServerTrouble
from relcommit.probes.github import MOST_DOCUMENTS, HubFiles
from relcommit.repo.commit_files import files_at
from relcommit.repo.git import open_git
from relcommit.text.es.errors import explain
from tests.repo.cheating import do_all, missing, planned, report, staged
from tests.repo.evidence_world import Stage, head
from tests.support.github import Garbage
from tests.support.github.evidence import check_run


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path) as stage:
        yield stage


def test_a_list_of_files_that_is_not_whole_judges_nothing(stage: Stage) -> None:
    do_all(stage)
    stage.hub.state.limits.files = 1
    with pytest.raises(AnswerCut) as cut:
        missing(stage)
    assert explain(cut.value).startswith("GitHub solo enseña 1 archivos de los que cambia la pull request")


def test_a_cut_list_of_files_is_an_error_of_the_item_where_the_plan_is_settled(tmp_path: Path) -> None:
    with planned(tmp_path) as stage:
        do_all(stage)
        toml = '[approvals]\ntecnica = ["tomas"]\noperativa = ["olga"]\n[checklist]\nplan = "docs/plan.md"\n'
        stage.hub.commit(stage.it, "main", {"relcommit.toml": toml}, "chore: fija el plan")
        assert missing(stage) == set()
        stage.hub.state.limits.files = 1
        found = {one.item.id: one.state("antes") for one in report(stage).missing("antes")}
        assert found == {"runbook": "error", "tsc": "error"}


def test_a_tree_that_is_not_whole_judges_nothing(stage: Stage) -> None:
    stage.hub.state.limits.tree = 2
    with pytest.raises(AnswerCut):
        missing(stage)


def test_check_runs_of_more_suites_than_are_listed_are_an_error(stage: Stage) -> None:
    do_all(stage)
    for number in range(3):
        check_run(stage.hub, stage.it, head(stage), f"otro {number}", suite=f"flujo {number}")
    assert missing(stage) == set()
    stage.hub.state.limits.suites = 3
    found = {one.item.id: one.worst("antes").facts["motivo"] for one in report(stage).missing("antes")}
    assert found == {"tsc": "AnswerCut"}


def test_documents_that_would_have_to_be_asked_for_one_by_one_are_too_many(stage: Stage) -> None:
    stage.push({"docs/a.md": "docs/plan\n", "docs/b.md": "docs\n"})
    assert list(HubFiles(stage.api(), head(stage)).mentioning("docs/plan")) == ["docs/a.md"]
    stage.push({f"docs/d{number}.md": "\n" for number in range(MOST_DOCUMENTS)})
    with pytest.raises(AnswerCut) as cut:
        HubFiles(stage.api(), head(stage)).mentioning("docs/plan")
    assert "fetch-depth: 0" in explain(cut.value)


def test_a_clone_finds_the_documents_that_say_it(stage: Stage, tmp_path: Path) -> None:
    texts = {
        "docs/a.md": "la rama `docs/plan`\n",
        "B.MARKDOWN": "docs/plan\n",
        "c.txt": "docs/plan\n",
        "d.md": "docs\n",
    }
    sha = stage.push({**texts, ".gitattributes": "*.md binary\n"})
    run(["git", "clone", "-q", "-b", stage.pull.head, str(stage.it.bare), str(tmp_path / "clon")], check=True)
    run(["git", "-C", str(tmp_path / "clon"), "config", "color.ui", "always"], check=True)
    files = files_at(open_git(tmp_path / "clon", {**os.environ}), sha)
    assert files is not None
    assert set(files.mentioning("docs/plan")) == {"docs/a.md", "B.MARKDOWN"}
    assert set(files.mentioning("docs.plan")) == set()


@pytest.mark.parametrize("body", [b"<html>Entra en la red</html>", b"", b"3", b'"hola"', b"null"])
def test_what_is_no_answer_of_github_is_an_error(stage: Stage, body: bytes) -> None:
    stage.hub.fail("GET", "/repos/org/app/pulls/1", Garbage(body), times=None)
    with pytest.raises(ServerTrouble):
        missing(stage)


def test_a_list_that_is_none_is_an_error(stage: Stage) -> None:
    stage.hub.fail("GET", "/repos/org/app/pulls/1/files", Garbage(b'{"message": "luego"}'), times=None)
    with pytest.raises(ServerTrouble):
        missing(stage)
