"""The issue that follows a plan after its merge: closed by hand, and opened again when production breaks."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.checklist_world import Clone, cloned, finish, issue_state, pull_event
from tests.support.github.evidence import deployment, merge

LONG_AGO = "2026-01-02T00:00:00Z"


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Clone]:
    with cloned(tmp_path) as clone:
        yield clone


@pytest.fixture
def merged(clone: Clone) -> str:
    """The commit of the merge; its issue is open."""
    finish(clone.stage)
    sha = merge(clone.stage.hub, clone.stage.it, clone.stage.pull)
    assert clone.enforce("pull_request", pull_event("closed")).code == 0
    return sha


def issue(clone: Clone) -> dict[str, Any]:
    return clone.stage.it.extras["issues"][-1]


def ago(**how: float) -> str:
    return (datetime.now(UTC) - timedelta(**how)).strftime("%Y-%m-%dT%H:%M:%SZ")


def deploy(clone: Clone, sha: str, state: str, at: str) -> None:
    deployment(clone.stage.hub, clone.stage.it, sha, "prod", (state, at))
    assert clone.enforce("deployment_status", {}).code == 0


def close(clone: Clone, login: str = "jefa", **how: str) -> None:
    place = f"issues/{issue(clone)['number']}"
    clone.stage.api(login).send("PATCH", place, {"state": "closed", "state_reason": "completed", **how})
    issue(clone)["closed_at"] = ago(hours=1)


def test_it_opens_again_when_production_breaks_and_closes_once_more(clone: Clone, merged: str) -> None:
    deploy(clone, merged, "success", LONG_AGO)
    assert issue_state(clone.stage) == "closed"
    issue(clone)["closed_at"] = ago(days=2)
    deploy(clone, merged, "failure", ago(hours=1))
    assert issue_state(clone.stage) == "open"
    assert "Se vuelve a abrir: ya no se cumple «deploy»" in issue(clone)["comments"][-1].body
    assert clone.enforce("schedule", {}).code == 0
    deploy(clone, merged, "success", ago(hours=30))
    assert issue_state(clone.stage) == "open"
    deployment(clone.stage.hub, clone.stage.it, merged, "prod", ("success", ago(minutes=5)))["statuses"][0]["at"] = ago(
        hours=25
    )
    assert clone.enforce("schedule", {}).code == 0
    assert issue_state(clone.stage) == "closed"
    assert len(issue(clone)["comments"]) == 3


@pytest.mark.parametrize("state", ["in_progress", "success"])
def test_a_later_deployment_by_itself_breaks_nothing(clone: Clone, merged: str, state: str) -> None:
    deploy(clone, merged, "success", LONG_AGO)
    issue(clone)["closed_at"] = ago(days=2)
    deploy(clone, merged, state, ago(hours=1))
    assert issue_state(clone.stage) == "closed"


def test_what_was_closed_weeks_ago_is_watched_no_more(clone: Clone, merged: str) -> None:
    deploy(clone, merged, "success", LONG_AGO)
    issue(clone)["closed_at"] = ago(days=15)
    deploy(clone, merged, "failure", ago(hours=1))
    assert issue_state(clone.stage) == "closed"
    assert clone.enforce("pull_request", pull_event("edited")).code == 0
    assert issue_state(clone.stage) == "closed"


def test_closing_it_by_hand_completes_nothing(clone: Clone, merged: str) -> None:
    close(clone)
    assert clone.enforce("schedule", {}).code == 0
    assert issue_state(clone.stage) == "open"
    close(clone, state_reason="not_planned")
    assert clone.enforce("schedule", {}).code == 0
    assert issue_state(clone.stage) == "closed"


def test_an_issue_that_follows_nothing_hides_no_other(clone: Clone, merged: str) -> None:
    stage = clone.stage
    deployment(stage.hub, stage.it, merged, "prod", ("success", LONG_AGO))
    stage.push({"docs/c.md": "c\n"})
    wanted = {"head": "docs/plan", "base": "main", "title": "otra", "body": ""}
    for number in (77, stage.api("ana").send("POST", "pulls", wanted)["number"]):
        body = {"title": "x", "body": f"<!-- relcommit:seguimiento pr={number} -->"}
        stage.api("github-actions[bot]").send("POST", "issues", body)
    said = clone.enforce("schedule", {})
    assert (said.code, "::error title=relcommit::" in said.out) == (1, True)
    found = {str(one["body"])[:40]: one["state"] for one in stage.it.extras["issues"]}
    assert found["<!-- relcommit:seguimiento pr=1 -->\nLo q"] == "closed"
    assert list(found.values()).count("open") == 2
