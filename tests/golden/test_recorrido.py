"""The walk-through of the documentation, word for word: RELCOMMIT_GOLDEN=1 writes its blocks again."""

import os
import re
from pathlib import Path

from tests.golden.walk import BRANCH, EVENTS, RUNBOOK, SETTINGS, Walk, walking
from tests.support.committing import ROOT

PAGE = ROOT / "docs" / "vigentes" / "lista-de-done.md"
BLOCK = re.compile(r"(```console\n)(.*?)(```\n)", re.DOTALL)
BEFORE = ("", "Después de mezclar")
AFTER = ("Después de mezclar", "")
PULL = {"pull_request": {"number": 1}}


def test_the_documentation_shows_what_happens(tmp_path: Path) -> None:
    with walking(tmp_path) as walk:
        before_the_merge(walk)
        after_the_merge(walk)
        checks = [one["conclusion"] for one in walk.it.extras["check_runs"] if one["name"] == "relcommit: main"]
        assert checks == ["failure", "failure", "success", "failure"]
        (issue,) = walk.it.extras["issues"]
        assert (issue["title"], issue["state"]) == (
            "Producción: plan «Plan de Paso a Producción y Estrategia de Commit»", "closed",
        )  # fmt: skip
        assert str(issue["comments"][-1].body) == "Todo lo que pedía el plan se cumple. Se cierra."  # type: ignore[index]
    shown = PAGE.read_text("utf-8")
    if os.environ.get("RELCOMMIT_GOLDEN"):
        made = iter(walk.blocks)
        shown = BLOCK.sub(lambda one: f"{one[1]}{next(made)}{one[3]}", shown)
        PAGE.write_text(shown, "utf-8")
    assert [one[2] for one in BLOCK.finditer(shown)] == walk.blocks


def before_the_merge(walk: Walk) -> None:
    walk.types("ana", "init", "--yes")
    settings = f'{SETTINGS}\n[forge]\napi_url = "{walk.hub.api_url}"\n'
    walk.git("ana", "add", "relcommit.toml", ".github")
    walk.commits("ana", "ci: comprueba los commits y el plan", {"relcommit.toml": settings})
    walk.types("ana", "prepare", "docs/plan-produccion.md", "--yes", cut=("Criterios de salida", "PR  "))
    walk.happens("pull_request", {"action": "opened", **PULL}, cut=BEFORE)

    walk.commits(
        "ana", "docs: completa el runbook", {"docs/runbook.md": RUNBOOK, "evidencia/skill_events.json": EVENTS}
    )
    walk.ci_passes()
    walk.approves("tomas")
    walk.approves("olga")
    walk.happens("pull_request_review", {"action": "submitted", **PULL}, cut=BEFORE)

    walk.git("tomas", "fetch", "-q")
    walk.git("tomas", "switch", "-q", BRANCH)
    for name, reason in (
        ("prueba-dns-controlada-local-validada", "Resuelve con el servidor local"),
        ("prueba-skill-test-error-1-validada", "El error de prueba queda registrado"),
    ):
        walk.types("tomas", "checklist", "attest", name, "--reason", reason)
    walk.happens("issue_comment", {"action": "created", "issue": {"number": 1, "pull_request": {}}}, cut=BEFORE)

    walk.commits("ana", "docs: presenta el índice", {"docs/README.md": "\nDocumentación de Skillgen.\n"})
    walk.happens("pull_request", {"action": "synchronize", **PULL}, cut=BEFORE)


def after_the_merge(walk: Walk) -> None:
    walk.ci_passes()
    walk.approves("tomas")
    walk.approves("olga")
    walk.types("ana", "checklist", "verify", cut=("", "  "))
    merged = walk.merges()
    walk.happens("pull_request", {"action": "closed", **PULL}, cut=AFTER)

    walk.deploys(merged, hours=1)
    for words in (
        "atestar congelar-cambios-funcionales-rama-release Rama congelada desde el lunes",
        "atestar ejecutar-checklist-config Revisado en el panel",
        "no-aplica ejecutar-migraciones-d1-pendientes-si-aplica Este cambio no trae migraciones",
        "atestar deploy-canario 10 % durante una hora, sin errores",
        "atestar validar-smoke-tests /api/v1/stats responde y la ingesta acotada terminó",
        "atestar escalar-100-si-no-hay-regresion-30-60-minutos Sin regresión en 45 minutos",
    ):
        walk.says("olga", 2, f"/relcommit {words}")
    walk.happens("deployment_status", {"deployment_status": {"state": "success"}}, cut=AFTER)
    walk.deploys(merged, hours=25)
    walk.happens("schedule", {"schedule": "17 6 * * *"}, cut=("En producción", ""))
