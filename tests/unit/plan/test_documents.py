"""Plans as teams write them, in many layouts: each gives what its author recommends and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from relcommit.plan.model import Plan
from relcommit.plan.reader import read_plan

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.md"))


def said(plan: Plan) -> dict[str, Any]:
    """Everything that a plan recommends, without what is absent and without lines."""
    everything = {
        "title": plan.title,
        "date": plan.date,
        "branch": plan.branch,
        "base": plan.base,
        "commit_header": plan.commit and plan.commit.header,
        "commit_body": list(plan.commit.body) if plan.commit else [],
        "footers": list(plan.commit.footers) if plan.commit else [],
        "commits": [one.header for one in plan.commits],
        "pr_title": plan.pr_title,
        "pr_body": plan.pr_body,
        "pathspecs": list(plan.pathspecs),
        "commands": list(plan.commands),
        "gates": [one.text for one in plan.gates],
        "deploy": [one.text for one in plan.deploy],
        "rollback": [one.text for one in plan.rollback],
        "done": [one.text for one in plan.done],
        "documents": [[one.path, one.status, one.to, one.line] for one in plan.documents],
    }
    return {name: value for name, value in everything.items() if value not in (None, [])}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.stem)
def test_a_plan_says_what_its_author_recommends_and_nothing_else(document: Path) -> None:
    expected = json.loads(document.with_suffix(".json").read_text("utf-8"))
    assert said(read_plan(document.read_text("utf-8"), document.name)) == expected
