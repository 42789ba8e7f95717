"""Pull requests of one commit and base share a check run, and events name pull requests that are not ours."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.checklist_world import Clone, check_of, cloned, finish, last_check, pull_event
from tests.repo.cheating import BODY
from tests.repo.evidence_world import head
from tests.support.github import real
from tests.support.github.evidence import merge
from tests.support.github.state import Pull


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Clone]:
    with cloned(tmp_path) as clone:
        yield clone


def second(clone: Clone, body: str = "") -> Pull:
    """One more pull request of the same commit into the same base, from a twin of the branch."""
    stage = clone.stage
    real.git(stage.it.bare, "branch", "-f", "gemela", head(stage))
    return opened(clone, "gemela", "main", body)


def opened(clone: Clone, branch: str, base: str, body: str = "") -> Pull:
    made = clone.stage.api("ana").send(
        "POST", "pulls", {"head": branch, "base": base, "title": "docs: otra", "body": body}
    )
    return clone.stage.it.pulls[int(made["number"])]


def ours(clone: Clone) -> dict[str, Any]:
    return clone.stage.it.extras["check_runs"][-1]


@pytest.mark.parametrize("number", [1, 2])
def test_a_laxer_pull_request_of_the_same_commit_turns_no_check_green(clone: Clone, number: int) -> None:
    stage = clone.stage
    lax = {"docs/plan.md": "# Nada que exigir\n"}
    stage.hub.commit(stage.it, "floja", lax, "docs: otra rama", start="main")
    opened(clone, stage.pull.head, "floja")
    assert clone.enforce("pull_request", pull_event(number=number)).code == 1
    assert check_of(stage, head(stage))[0] == "failure"
    assert check_of(stage, head(stage), "floja") == ("neutral", "No hay plan")


def test_the_check_says_for_which_pull_requests_it_speaks(clone: Clone) -> None:
    assert clone.enforce("pull_request", pull_event()).code == 1
    assert (ours(clone)["external_id"], ours(clone)["details_url"]) == (
        "pull-requests: 1", f"{clone.stage.hub.address}/org/app/pull/1",
    )  # fmt: skip
    second(clone)
    assert clone.enforce("pull_request", pull_event()).code == 1
    assert ours(clone)["external_id"] == "pull-requests: 1, 2"
    assert "## #2" in ours(clone)["output"]["summary"]


def test_a_check_is_green_only_once_every_pull_request_of_the_commit_holds(clone: Clone) -> None:
    finish(clone.stage)
    other = second(clone, body=BODY)
    said = clone.enforce("pull_request", pull_event())
    assert (said.code, last_check(clone.stage)) == (1, "failure")
    assert "#2 lleva este mismo commit" in clone.summary
    assert ours(clone)["details_url"].endswith("/pull/2")
    other.state = "closed"
    assert clone.enforce("pull_request", pull_event()).code == 0
    assert last_check(clone.stage) == "success"


def test_one_that_cannot_be_judged_keeps_the_check_red(clone: Clone) -> None:
    finish(clone.stage)
    assert clone.enforce("pull_request", pull_event()).code == 0
    clone.stage.hub.commit(clone.stage.it, "main", {"relcommit.toml": "[approvals\n"}, "chore: rompe los ajustes")
    said = clone.enforce("pull_request", pull_event())
    assert (said.code, "::error title=relcommit::" in said.out) == (1, True)
    assert last_check(clone.stage) == "failure"
    assert "No se ha podido verificar" in ours(clone)["output"]["title"]


# events that name pull requests


def of_suite(sha: str, number: int = 1, repository: int = 1) -> dict[str, Any]:
    place = {"ref": "main", "sha": "b" * 40, "repo": {"id": repository, "url": "https://api.github.com/repos/o/r"}}
    named = {"number": number, "head": {**place, "sha": sha}, "base": place}
    return {"repository": {"id": 1}, "check_suite": {"head_sha": sha, "pull_requests": [named]}}


def test_a_suite_that_names_a_pull_request_of_another_repository_judges_none_of_ours(clone: Clone) -> None:
    assert clone.enforce("check_suite", of_suite("a" * 40, repository=999)).code == 0
    assert "check_runs" not in clone.stage.it.extras


def test_a_suite_of_an_older_commit_judges_nothing(clone: Clone) -> None:
    old = head(clone.stage)
    clone.stage.push({"docs/b.md": "b\n"})
    assert clone.enforce("check_suite", of_suite(old)).code == 0
    assert clone.enforce("check_suite", of_suite(head(clone.stage), number=77)).code == 1


def test_a_workflow_on_the_merged_commit_follows_its_pull_request(clone: Clone) -> None:
    sha = merge(clone.stage.hub, clone.stage.it, clone.stage.pull)
    event = {"workflow_run": {"head_sha": sha, "pull_requests": []}}
    assert clone.enforce("workflow_run", event).code == 0
    assert len(clone.stage.it.extras["issues"]) == 1


# the queue


def test_a_group_of_the_queue_is_green_only_if_all_that_is_before_holds_too(clone: Clone) -> None:
    """Where only the last of a group has to pass, all of it is merged."""
    stage = clone.stage
    stage.hub.commit(stage.it, "otra", {"docs/otra.md": "# Otra\n"}, "docs: otra", start="main")
    made = stage.api("ana").send("POST", "pulls", {"head": "otra", "base": "main", "title": "docs: otra", "body": ""})
    number, queue = int(made["number"]), "gh-readonly-queue/main"
    first = stage.hub.commit(stage.it, f"{queue}/pr-1-{'a' * 40}", {"c.md": "c\n"}, "Merge #1", start="main")
    last = stage.hub.commit(stage.it, f"{queue}/pr-{number}-{first}", {"d.md": "d\n"}, "Merge", start=first)
    later = stage.hub.commit(stage.it, f"{queue}/pr-99-{last}", {"e.md": "e\n"}, "Merge", start=last)
    group = {"head_ref": f"refs/heads/{queue}/pr-{number}-{first}", "head_sha": last}
    assert clone.enforce("merge_group", {"merge_group": group}).code == 1
    assert (last_check(stage), ours(clone)["head_sha"]) == ("failure", last)
    assert ours(clone)["external_id"] == f"pull-requests: 1, {number}"
    finish(stage)
    assert clone.enforce("merge_group", {"merge_group": group}).code == 0
    assert last_check(stage) == "success"
    assert later


# what else may happen to a pull request


def test_a_comment_on_a_closed_pull_request_changes_nothing(clone: Clone) -> None:
    finish(clone.stage)
    clone.stage.pull.state = "closed"
    event = {"action": "created", "issue": {"number": 1, "pull_request": {}}}
    assert clone.enforce("issue_comment", event).code == 0
    assert "check_runs" not in {key for key, held in clone.stage.it.extras.items() if len(held) > 1}


def test_a_draft_is_held_to_its_plan_too(clone: Clone) -> None:
    clone.stage.pull.draft = True
    assert clone.enforce("pull_request", pull_event("ready_for_review")).code == 1
    assert last_check(clone.stage) == "failure"


def test_a_workflow_that_could_write_our_check_is_told(clone: Clone) -> None:
    finish(clone.stage)
    forged = "on: pull_request\njobs: {x: {name: relcommit, steps: [{run: 'true'}]}}\n"
    clone.stage.push({".github/workflows/z.yml": forged})
    clone.enforce("pull_request", pull_event())
    assert "toca «.github/workflows/z.yml», que decide los checks o podría escribir uno" in clone.summary
