"""Labels, reviewers, assignees, milestone, draft and issues, in the forms in which plans give them."""

import pytest

from relcommit.plan.model import Plan
from relcommit.plan.reader import read_plan

ALL = ("labels", "reviewers", "assignees", "milestone", "draft", "issues")


def _metadata(plan: Plan) -> tuple[object, ...]:
    return tuple(getattr(plan, name) for name in ALL)


@pytest.mark.parametrize(
    "text",
    [
        "Etiquetas: a, b\nRevisores: @ana y @luis\nAsignado: eva\nHito: v2\nBorrador: sí\nCierra #7\n",
        "---\netiquetas: [a, b]\nrevisores:\n  - ana\n  - luis\nasignados: eva\nhito: v2\nborrador: true\n"
        "issue: '#7'\n---\n",
        "| Campo | Valor |\n|---|---|\n| Labels | `a`, `b` |\n| Reviewers | @ana @luis |\n| Assignee | @eva |\n"
        "| Milestone | v2 |\n| Draft | yes |\n| Issue | #7 |\n",
        "# PR\n\n**Etiquetas del PR**\n\n- a\n- b\n\n**Revisores**\n\n- @ana\n- @luis\n\n- Asignada: @eva\n- Hito: v2\n"
        "- Borrador: sí\n- Closes #7\n",
        "# Plan\n\n```bash\ngit checkout -b feat/x\ngh pr create -t 'Una cosa' --label a,b -r ana "
        "--reviewer luis -a eva --milestone v2 --draft\n```\n\nCloses #7\n",
    ],
    ids=["rótulos", "cabecera", "tabla", "listas", "orden gh"],
)
def test_what_a_plan_asks_for_its_pull_request_is_read(text: str) -> None:
    assert _metadata(read_plan(text, "p.md")) == (("a", "b"), ("ana", "luis"), ("eva",), "v2", True, ("#7",))


def test_sentences_about_labels_give_none() -> None:
    text = "# Plan\n\nEtiquetas HTML: hay que revisar las etiquetas del alta.\n\nRevisores: por definir\n"
    plan = read_plan(text, "p.md")
    assert (plan.labels, plan.reviewers, plan.draft) == ((), (), None)
