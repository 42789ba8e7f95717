"""What the checklist's probes say of a canary, with files that the commit holds or that stand beside it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from relcommit.checklist.items import items_of
from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict
from relcommit.plan.reader import read_plan
from relcommit.probes.evidence_context import EvidenceContext, Pull
from relcommit.probes.kinds import canary, http, trigger
from relcommit.settings import RolloutSettings, Settings
from tests.cli.test_rollout import BAD, GOOD, NOBODY_KNOWS, PLAN
from tests.support.production import DAY, rows, splits

SETTINGS = Settings(rollout=RolloutSettings(events="e.json", deployments="d.json"))
TRIGGER = Proof(kind="trigger", phase="production", wants={"texto": ("error rate +2x baseline",)})


STEPS = {
    step: Proof(kind="canary", phase="production", wants={"step": (step,)}) for step in ("canary", "escalar")
}  # fmt: skip


@dataclass(frozen=True)
class Held:
    """The files of a commit."""

    files: dict[str, bytes]

    def paths(self) -> Iterable[str]:
        return self.files

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def mentioning(self, text: str) -> Iterable[str]:
        return [path for path, content in self.files.items() if text.encode() in content]


def scene(
    day: dict[str, Any], root: Path | None = None, *, share: float = 10, merged_at: datetime = DAY
) -> EvidenceContext:
    files = {"e.json": json.dumps(rows(**day)).encode(), "d.json": json.dumps(splits(share)).encode()}
    for name, content in files.items() if root else ():
        (root / name).write_bytes(content)  # type: ignore[operator]
    return EvidenceContext(
        settings=SETTINGS, now=DAY + timedelta(minutes=60), root=root, plans=frozenset({"plan.md"}),
        files=Held({"plan.md": PLAN.encode(), **({} if root else files)}),
        pull=Pull(number=1, author="ana", head="c" * 40, base="main", merged=True, merged_at=merged_at),
    )  # fmt: skip


def told(verdict: Verdict) -> tuple[str, str]:
    return verdict.state, verdict.code


def test_a_commits_rows_may_stop_and_prove_nothing_good(tmp_path: Path) -> None:
    assert told(trigger.probe(TRIGGER, scene(GOOD))) == ("inconclusive", "canary-in-commit")
    assert told(trigger.probe(TRIGGER, scene(BAD))) == ("unmet", "trigger-regression")
    assert told(trigger.probe(TRIGGER, scene(GOOD, tmp_path))) == ("met", "trigger-no-regression")


def test_a_canary_began_with_the_plans_share_after_the_merge(tmp_path: Path) -> None:
    began = STEPS["canary"]
    assert told(canary.probe(began, scene(GOOD, tmp_path))) == ("met", "canary-begun")
    assert told(canary.probe(began, scene(GOOD))) == ("inconclusive", "canary-in-commit")
    assert told(canary.probe(began, scene(GOOD, tmp_path, share=50))) == ("inconclusive", "canary-other-split")
    later = scene(GOOD, tmp_path, merged_at=DAY + timedelta(minutes=5))
    assert told(canary.probe(began, later)) == ("inconclusive", "canary-of-other")
    nowhere = canary.probe(began, replace(later, settings=Settings()))
    assert (told(nowhere), nowhere.blind) == (("inconclusive", "canary-without-settings"), True)


def test_it_scales_as_all_its_triggers_say(tmp_path: Path) -> None:
    scales = STEPS["escalar"]
    outcomes = [told(canary.probe(scales, scene(day, tmp_path))) for day in (GOOD, BAD, NOBODY_KNOWS)]
    assert outcomes == [
        ("met", "canary-no-regression"), ("unmet", "canary-regression"),
        ("inconclusive", "canary-inconclusive"),
    ]  # fmt: skip
    assert told(canary.probe(scales, scene(GOOD))) == ("inconclusive", "canary-in-commit")
    assert told(canary.probe(scales, scene(BAD))) == ("unmet", "canary-regression")


def test_the_plans_words_ask_for_the_canary_and_for_a_person_besides() -> None:
    items = items_of(read_plan(PLAN, "plan.md"))
    kinds = {item.text: [proof.kind for proof in item.proofs] for item in items if item.section == "deploy"}
    assert kinds["Deploy canario:"] == ["canary", "person"]
    assert kinds["Escalar al 100% si no hay regresión en 30-60 minutos."] == ["canary", "person"]


@pytest.mark.parametrize(
    ("text", "status", "state"),
    [
        ("`/healthz` devuelve 503", 503, "unmet"), ("`/healthz` devuelve 503", 404, "inconclusive"),
        ("`/healthz` devuelve 5xx", 500, "unmet"), ("`/healthz` falla", 404, "unmet"),
        ("`/healthz` falla", 200, "met"),
    ],
)  # fmt: skip
def test_a_bad_answer_fires_the_trigger_that_names_it(tmp_path: Path, text: str, status: int, state: str) -> None:
    asked = Proof(kind="trigger", phase="production", wants={"texto": (text,)})

    def ask(proof: Proof, _: EvidenceContext) -> Verdict:
        return http.judge(proof, proof.wants["routes"][0], http.Answer(status, b""))

    assert trigger.judging(ask)(asked, scene(GOOD, tmp_path)).state == state


def test_a_route_that_nobody_may_ask_has_been_seen_by_nobody(tmp_path: Path) -> None:
    asked = Proof(kind="trigger", phase="production", wants={"texto": ("`/healthz` falla",)})
    assert trigger.probe(asked, scene(GOOD, tmp_path)) == trigger.NOBODY
