"""What sets a rollback off, in the issue that follows a plan: seen by rows, fired by people, overruled by others."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from relcommit.checklist.attest import Comment, Rules, attested, statements
from relcommit.checklist.model import TRIGGER, ChecklistItem, Proof
from relcommit.checklist.verdict import Judged, Verdict
from tests.cli.checklist_world import Clone, cloned, finish, issue_state, pull_event
from tests.cli.test_rollout import BAD
from tests.repo.cheating import PLAN
from tests.support.github.evidence import deployment, merge
from tests.support.production import rows, splits

MERGED = datetime(2026, 2, 27, 8, 0, tzinfo=UTC)
ITEM = ChecklistItem(
    id="error-rate", text="error rate +2x baseline", line=33, section="rollback", phase="production",
    proofs=(Proof(kind=TRIGGER, phase="production"),), required=False,
)  # fmt: skip
CALM = Verdict(state="not_applicable", code="trigger-unfired")
SEEN = Verdict(state="unmet", code="trigger-regression", at=MERGED + timedelta(hours=1))
RULES = Rules(author="ana", head="c" * 40, self_attest=frozenset(), merged_at=MERGED)


def said(
    author: str, text: str, *, hours: float = 2, edited: bool = False, person: bool = True, role: bool = True
) -> Comment:
    return Comment(
        author=author, is_person=person, edited=edited, at=MERGED + timedelta(hours=hours), body=f"/relcommit {text}",
        url="https://example.com/1", roles=frozenset({"*"}) if role else frozenset(),
    )  # fmt: skip


def state(verdict: Verdict, *comments: Comment) -> tuple[str, str]:
    judged = attested(Judged(item=ITEM, verdicts=(verdict,)), statements(comments), RULES)
    return judged.verdicts[0].state, judged.verdicts[0].code


def test_a_person_fires_it_and_takes_it_back() -> None:
    fire = said("olga", "disparar error-rate Ventas a cero")
    assert state(CALM) == ("not_applicable", "trigger-unfired")
    assert state(CALM, fire) == ("unmet", "trigger-fired")
    assert state(CALM, fire, said("olga", "retirar error-rate", hours=3)) == ("not_applicable", "trigger-unfired")
    assert state(CALM, fire, said("luis", "retirar error-rate", hours=3)) == ("unmet", "trigger-fired")
    assert state(CALM, said("ana", "disparar error-rate Lo veo yo")) == ("unmet", "trigger-fired")


def test_a_false_alarm_is_overruled_by_somebody_else_once_it_was_seen() -> None:
    assert state(SEEN, said("olga", "no-aplica error-rate Era la caída del proveedor")) == (
        "not_applicable",
        "trigger-overruled",
    )
    assert state(SEEN, said("olga", "no-aplica error-rate Por si acaso", hours=0.5)) == ("unmet", SEEN.code)


CHEATS = [
    said("ana", "no-aplica error-rate No es nada"),
    said("olga", "no-aplica error-rate No es nada", edited=True),
    said("bot", "no-aplica error-rate No es nada", person=False),
    said("", "no-aplica error-rate No es nada"),
    said("mirón", "no-aplica error-rate No es nada", role=False),
    said("olga", "no-aplica error-rate"),
    said("olga", "no-aplica error-rate ..."),
    said("olga", "no-aplica otro No es nada"),
    said("olga", "atestar error-rate Va bien"),
    said("olga", "retirar error-rate"),
    said("olga", "no-aplica error-rate Antes de mezclar", hours=-1),
    said("olga", "no-aplica error-rate Antes de verlo", hours=0.9),
    said("ana", "atestar error-rate Va bien"),
    said("ana", "retirar error-rate Va bien"),
    said("olga", "> no-aplica error-rate No es nada"),
]


def test_fifteen_cheats_and_none_passes(capsys: pytest.CaptureFixture[str]) -> None:
    """Check 16, of people's words."""
    passed = [cheat for cheat in CHEATS if state(SEEN, cheat)[0] != "unmet"]
    with capsys.disabled():
        print(f"\ntrampas sobre un disparador: pasan {len(passed)} de {len(CHEATS)}")
    assert (len(passed), len(CHEATS)) == (0, 15)


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Clone]:
    with cloned(tmp_path) as clone:
        yield clone


_ROLLOUT = '[rollout]\nevents = "evidencia/eventos.json"\ndeployments = "evidencia/despliegues.json"\n'
_BEFORE = datetime(2025, 12, 1, 9, 0, tzinfo=UTC)
"""Before the time at which the double of GitHub lives."""
_ROLLBACK = (
    "\n## Plan de rollback\n\n- Trigger de rollback inmediato si:\n"
    "  - error rate +2x baseline <!-- rc: id=errores -->\n  - fallos de ingesta críticos <!-- rc: id=ingesta -->\n"
)


@pytest.fixture
def followed(tmp_path: Path) -> Iterator[Clone]:
    """A pull request that is merged and deployed, whose plan has triggers and whose canary was a bad one."""
    with cloned(tmp_path, plan=PLAN + _ROLLBACK, toml=_ROLLOUT) as clone:
        clone.stage.push({
            "evidencia/eventos.json": json.dumps(rows(**BAD, start=_BEFORE)),
            "evidencia/despliegues.json": json.dumps(splits(start=_BEFORE)),
        })  # fmt: skip
        finish(clone.stage)
        sha = merge(clone.stage.hub, clone.stage.it, clone.stage.pull)
        deployment(clone.stage.hub, clone.stage.it, sha, "prod", ("success", "2026-01-02T00:00:00Z"))
        assert clone.enforce("pull_request", pull_event("closed")).code == 0
        yield clone


def body(clone: Clone) -> str:
    return str(clone.stage.it.extras["issues"][-1]["body"])


def answer(clone: Clone, login: str, text: str) -> None:
    """Somebody comments in the issue, and the workflow runs."""
    number = clone.stage.it.extras["issues"][-1]["number"]
    clone.stage.api(login).send("POST", f"issues/{number}/comments", {"body": text})
    assert clone.enforce("issue_comment", {"action": "created", "issue": {"number": number}}).code == 0


def test_rows_fire_it_in_the_issue_and_somebody_else_overrules_it(followed: Clone) -> None:
    assert issue_state(followed.stage) == "open"
    assert "bbbbbbbb va peor que aaaaaaaa: 4 incidentes frente a 4" in body(followed)
    assert "ingesta" not in body(followed)
    start, crossed = f"{_BEFORE:%Y-%m-%d %H:%M}", f"{_BEFORE + timedelta(minutes=13):%Y-%m-%d %H:%M}"
    story = f"- {start} UTC: empieza el canario bbbbbbbb frente a aaaaaaaa\n- {crossed} UTC: salta un disparador\n\n"
    assert f"{story}Última mirada: " in body(followed)
    answer(followed, "ana", "/relcommit no-aplica errores No es nada")
    assert issue_state(followed.stage) == "open"
    answer(followed, "tomas", "/relcommit no-aplica errores Era la caída del proveedor")
    assert "lo desestima tomas: «Era la caída del proveedor»; la máquina lo vio a las 2025-12-01 09:13" in body(
        followed
    )
    assert f"- {start} UTC: empieza el canario bbbbbbbb frente a aaaaaaaa\n- {crossed} UTC: salta un" in body(followed)
    assert "UTC: se desestima «errores»" in body(followed)
    assert issue_state(followed.stage) == "closed"


def test_what_only_people_see_is_fired_in_the_issue_and_taken_back(followed: Clone) -> None:
    answer(followed, "tomas", "/relcommit disparar ingesta No entra ningún documento")
    answer(followed, "tomas", "/relcommit no-aplica errores Era la caída del proveedor")
    assert "lo ha disparado tomas: «No entra ningún documento»" in body(followed)
    assert issue_state(followed.stage) == "open"
    answer(followed, "tomas", "/relcommit retirar ingesta")
    assert issue_state(followed.stage) == "closed"


def test_a_canary_is_no_stable_deployment(clone: Clone) -> None:
    finish(clone.stage)
    sha = merge(clone.stage.hub, clone.stage.it, clone.stage.pull)
    long_ago = "2026-01-02T00:00:00Z"
    deployment(clone.stage.hub, clone.stage.it, sha, "prod", ("success", long_ago), payload={"percentage": 10})
    assert clone.enforce("pull_request", pull_event("closed")).code == 0
    assert issue_state(clone.stage) == "open"
    assert "es un canario" in str(clone.stage.it.extras["issues"][-1]["body"])
    deployment(clone.stage.hub, clone.stage.it, sha, "prod", ("success", long_ago))
    assert clone.enforce("deployment_status", {}).code == 0
    assert issue_state(clone.stage) == "closed"
