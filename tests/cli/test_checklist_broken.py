"""Whatever happens inside the Action, it ends closed: a sentence, an annotation, a summary, and a red check."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.checklist_world import Clone, cloned, finish, last_check, pull_event
from tests.repo.evidence_world import head
from tests.support.github import Garbage
from tests.support.github.faults import Status
from tests.support.sandbox import Ended


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Clone]:
    with cloned(tmp_path) as clone:
        finish(clone.stage)
        yield clone


def failed(clone: Clone, said: Ended) -> bool:
    """Closed, with words for people in the log and in the summary."""
    annotated = [line for line in said.out.splitlines() if line.startswith("::error title=relcommit::")]
    return (said.code, len(annotated), said.err, "no se ha podido revisar" in clone.summary) == (1, 1, "", True)


@pytest.mark.parametrize("body", [b'[{"number": 1}]', b'[{"number": 1, "head": null}]', b"[3]"])
def test_an_answer_that_makes_no_sense_fails_and_turns_a_green_check_red(clone: Clone, body: bytes) -> None:
    assert clone.enforce("pull_request", pull_event()).code == 0
    clone.stage.hub.fail("GET", "/repos/org/app/pulls", Garbage(body), times=None)
    assert failed(clone, clone.enforce("pull_request", pull_event()))
    assert last_check(clone.stage) == "failure"


def test_one_whose_evidence_cannot_be_told_turns_a_green_check_red(clone: Clone) -> None:
    assert clone.enforce("pull_request", pull_event()).code == 0
    clone.stage.pull.body = "Mi texto"
    refusal = Status(422, "Commenting is disabled on issues with more than 2500 comments")
    clone.stage.hub.fail("POST", "/repos/org/app/issues/1/comments", refusal, times=None)
    assert failed(clone, clone.enforce("pull_request", pull_event()))
    assert last_check(clone.stage) == "failure"


def test_one_that_cannot_be_read_at_all_turns_the_check_of_the_event_s_commit_red(clone: Clone) -> None:
    assert clone.enforce("pull_request", pull_event()).code == 0
    clone.stage.hub.fail("GET", "/repos/org/app/pulls/1", Status(502), times=None)
    event: dict[str, Any] = {"pull_request": {"number": 1, "head": {"sha": head(clone.stage)}}}
    assert failed(clone, clone.enforce("pull_request_review", event))
    assert last_check(clone.stage) == "failure"


@pytest.mark.parametrize(
    "event", [{"merge_group": {"head_sha": "a" * 40, "head_ref": 7}}, {"pull_request": {"number": True}}]
)
def test_an_event_of_a_strange_shape_is_no_traceback(clone: Clone, event: dict[str, Any]) -> None:
    said = clone.enforce(next(iter(event)), event)
    assert "Traceback" not in said.err


def test_a_summary_that_cannot_be_written_is_no_pass(clone: Clone) -> None:
    (clone.home / "summary.md").mkdir()
    said = clone.enforce("pull_request", pull_event())
    assert (said.code, said.err, "::error title=relcommit::" in said.out) == (1, "", True)
    assert last_check(clone.stage) == "failure"
