"""What stops `prepare` before it starts, and how somebody goes on all the same."""

import pytest

from relcommit.checklist.items import items_of
from relcommit.checklist.report import Report
from relcommit.checklist.verdict import Judged, State, Verdict
from relcommit.cli.exit_criteria import excuses, refuse_failed_gates
from relcommit.errors.checklist import GatesFailed, NoSuchItem, ReasonMissing
from relcommit.plan.model import Item, Plan


def report(state: State, **marks: str) -> Report:
    raw = Item(text="`ENVIRONMENT=prod`", line=7, marks={"id": "entorno", **marks})
    (item,) = items_of(Plan(file="docs/plan.md", gates=(raw,)))
    verdict = Verdict(
        state=state, code="variable-absent", facts={"variable": "ENVIRONMENT", "entorno": "prod", "archivo": "w.toml"}
    )
    return Report(plans=("docs/plan.md",), head="", items=(Judged(item=item, verdicts=(verdict,)),))


@pytest.mark.parametrize("state", ["unmet", "error"])
def test_a_criterion_that_fails_stops_with_its_line(state: State) -> None:
    with pytest.raises(GatesFailed) as stopped:
        refuse_failed_gates(report(state), {})
    told = stopped.value.explain()
    assert told.startswith(
        "docs/plan.md:7: no se cumple «`ENVIRONMENT=prod`»: ENVIRONMENT no está en el entorno «prod»"
    )
    assert "--despite entorno --reason" in told


@pytest.mark.parametrize("state", ["met", "pending", "inconclusive", "not_applicable"])
def test_what_is_not_known_yet_stops_nobody(state: State) -> None:
    refuse_failed_gates(report(state), {})


def test_somebody_can_go_on_despite_it() -> None:
    refuse_failed_gates(report("unmet"), {"entorno": "llega mañana"})
    refuse_failed_gates(report("unmet", required="no"), {})
    refuse_failed_gates(report("unmet", phase="despues"), {})
    with pytest.raises(NoSuchItem) as wrong:
        refuse_failed_gates(report("unmet"), {"entorn": "x"})
    assert wrong.value.nearest == "entorno"


def test_every_excuse_has_its_reason() -> None:
    assert excuses(["a", "b"], ["uno", "dos\n tres"]) == {"a": "uno", "b": "dos tres"}
    for reasons in ([], ["uno"], ["uno", " "]):
        with pytest.raises(ReasonMissing):
            excuses(["a", "b"], reasons)
    assert "por pares" in ReasonMissing().explain()
