"""docs/vigentes/planes.md: each plan on it is read as it says, and each label means what its table says."""

import json
import re
from pathlib import Path

import pytest

from relcommit.plan.accounting import account
from relcommit.plan.model import Plan
from relcommit.plan.reader import read_plan

PAGE = (Path(__file__).parents[3] / "docs" / "vigentes" / "planes.md").read_text("utf-8")
PLANS = re.findall(r"^````markdown\n(.*?)^````\n.*?^```json\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
ROWS = re.findall(r"^\| ([^|`]+) \| ([^|`]+) \| `(\w+)` \|$", PAGE, re.MULTILINE)
LABELS = [(label.strip(), field) for first, others, field in ROWS for label in (first, *others.split(";"))]
VALUES = {
    "branch": "`feat/x-y`", "base": "`develop`", "commit_header": "`feat: agrega una cosa`",
    "pr_title": "Agrega una cosa",
    "labels": "uno", "reviewers": "@ana", "assignees": "@ana",
}  # fmt: skip


def _read(plan: Plan) -> dict[str, object]:
    lists = {name: [item.text for item in getattr(plan, name)] for name in ("gates", "deploy", "rollback", "done")}
    values = {
        "title": plan.title,
        "date": plan.date,
        "branch": plan.branch,
        "base": plan.base,
        "commit_header": plan.commit.header if plan.commit else None,
        "commit_body": list(plan.commit.body) if plan.commit else [],
        "pr_title": plan.pr_title,
        "labels": list(plan.labels),
        "reviewers": list(plan.reviewers),
        "assignees": list(plan.assignees),
        "milestone": plan.milestone,
        "draft": plan.draft,
        "issues": list(plan.issues),
        "documents": [[document.path, document.status, document.to] for document in plan.documents],
        **lists,
    }
    return {name: value for name, value in values.items() if value not in (None, [])}


@pytest.mark.parametrize(("text", "becomes"), PLANS)
def test_each_plan_of_the_page_becomes_what_the_page_says(text: str, becomes: str) -> None:
    assert _read(read_plan(text, "p.md")) == json.loads(becomes)
    assert account(text, "p.md").findings == ()


def test_the_page_has_three_plans_and_a_table() -> None:
    assert (len(PLANS), len(ROWS)) == (3, 13)


@pytest.mark.parametrize(("label", "field"), LABELS)
def test_each_label_of_the_page_is_understood(label: str, field: str) -> None:
    if field in ("vigente", "historico"):
        plan = read_plan(f"# P\n\n## Documentos\n\n{label}:\n\n- docs/a.md\n", "p.md")
        assert [document.status for document in plan.documents] == [field]
    elif field in VALUES:
        extra = "" if field == "branch" else "Rama: feat/otra-mas\n\n"
        for text in (f"# P\n\n{extra}{label}: {VALUES[field]}\n", f"# P\n\n{extra}## {label}\n\n{VALUES[field]}\n"):
            assert field in _read(read_plan(text, "p.md")), text
    else:
        assert field in _read(read_plan(f"# Plan\n\n## {label}\n\n1. hacer una cosa\n2. comprobar la otra\n", "p.md"))
