"""GitHub leaves out what is too long without much ado: a part of the evidence is an error, and never a success."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from subprocess import run

import pytest

from relcommit.errors.checklist import AnswerCut
from relcommit.errors.forge import ServerTrouble, StrangeAnswer
from relcommit.probes.sources.github_pull import MOST_DOCUMENTS, HubFiles, read_pull
from relcommit.repo.commit_files import files_at
from relcommit.repo.git import open_git
from relcommit.text.es.checklist.verdicts import sentence
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
    assert cut.value.explain().startswith("GitHub solo enseña 1 archivos de los que cambia la pull request")


def test_a_cut_list_of_files_is_an_error_of_the_item_where_the_plan_is_settled(tmp_path: Path) -> None:
    with planned(tmp_path) as stage:
        do_all(stage)
        toml = '[approvals]\ntecnica = ["tomas"]\noperativa = ["olga"]\n[checklist]\nplan = "docs/plan.md"\n'
        stage.hub.commit(stage.it, "main", {"relcommit.toml": toml}, "chore: fija el plan")
        assert missing(stage) == set()
        stage.hub.state.limits.files = 1
        found = {one.item.id: one.state("before") for one in report(stage).missing("before")}
        assert found == {"runbook": "error", "tsc": "error", "relcommit-flujo": "pending"}


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
    (lacking,) = report(stage).missing("before")
    assert (lacking.item.id, "GitHub solo enseña 3 elementos" in sentence(lacking.worst("before"))) == ("tsc", True)


def test_documents_that_would_have_to_be_asked_for_one_by_one_are_too_many(stage: Stage) -> None:
    stage.push({"docs/a.md": "docs/plan\n", "docs/b.md": "docs\n"})
    assert list(HubFiles(stage.api(), head(stage)).mentioning("docs/plan")) == ["docs/a.md"]
    stage.push({f"docs/d{number}.md": "\n" for number in range(MOST_DOCUMENTS)})
    with pytest.raises(AnswerCut) as cut:
        HubFiles(stage.api(), head(stage)).mentioning("docs/plan")
    assert "fetch-depth: 0" in cut.value.explain()


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


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (b"{}", ""),
        (b'{"message": "Moved", "documentation_url": "https://docs.github.com", "status": "307"}', "Moved"),
        (b'{"number": 1, "title": "una incidencia", "html_url": "https://github.com/org/app/issues/1"}', "head"),
        (b'{"head": null, "base": {"ref": "main"}}', ""),
        (b'{"head": {"ref": "docs/plan"}, "base": {"ref": "main"}}', "sha"),
        (b'{"head": "docs/plan", "base": "main"}', ""),
        (b"[]", ""),
    ],
)
def test_what_is_no_pull_request_is_an_error_of_the_forge(stage: Stage, body: bytes, seen: str) -> None:
    stage.hub.fail("GET", "/repos/org/app/pulls/1", Garbage(body), times=None)
    with pytest.raises(StrangeAnswer) as told:
        missing(stage)
    assert (told.value.asked, told.value.seen, told.value.exit_code) == ("pulls/1", seen, 5)


def test_a_pull_request_of_a_fork_that_is_gone_is_one_all_the_same(stage: Stage) -> None:
    """GitHub still says where its head was; only its repository is null."""
    told = stage.api().get("pulls/1")
    told["head"]["repo"] = told["head"]["user"] = told["user"] = None
    stage.hub.fail("GET", "/repos/org/app/pulls/1", Garbage(json.dumps(told).encode()), times=None)
    assert read_pull(stage.api(), 1).fork


@pytest.mark.parametrize("body", [b'{"message": "luego"}', b"{}", b'[{"sha": "a"}]', b"[null]"])
@pytest.mark.parametrize(
    "path",
    ["pulls/1/files", "issues/1/events", "issues/1/comments", "git/ref/heads/main", "git/trees/*", "git/blobs/*"],
)
def test_no_answer_of_another_shape_judges_anything(stage: Stage, path: str, body: bytes) -> None:
    stage.hub.fail("GET", f"/repos/org/app/{path}", Garbage(body), times=None)
    with pytest.raises(StrangeAnswer) as told:
        missing(stage)
    assert "GitHub no ha contestado lo que se le pidió" in told.value.explain()
