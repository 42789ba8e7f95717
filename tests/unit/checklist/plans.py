"""Small plans for tests, written as a reader would give them."""

from collections.abc import Callable

from relcommit.checklist.body import BodyContext, fit
from relcommit.checklist.zone import merge, room
from relcommit.plan.model import Item, Plan


def body_of(existing: str | None, context: BodyContext, render: Callable[[BodyContext], str]) -> str | None:
    """The whole body, as `relcommit.application.prepare.pull_request_text` makes it."""
    zone = fit(context, render, room(existing))
    return None if zone is None else merge(existing, zone)


def item(text: str, *details: str, **marks: str) -> Item:
    return Item(text=text, line=1, details=details, marks=marks)


def skillgen() -> Plan:
    """The lists of the plan that the project began with."""
    gates = (
        "Tests TypeScript: `npx tsc --noEmit` en verde",
        "Prueba DNS controlada en local validada",
        "Prueba `SKILL_TEST_ERROR=1` validada",
        "Registro en `skill_events` con `code`, `decision_skill`, `fingerprint`",
        "Sanitización de contexto verificada (sin secretos)",
    )
    config = (
        "`ENVIRONMENT=prod`",
        "`CGR_API_TOKEN` presente en secrets",
        "bindings D1/KV/workflows correctos",
    )
    triggers = (
        "error rate +2x baseline",
        "incidentes `UNKNOWN` en crecimiento",
        "fallos de ingesta críticos",
    )
    actions = ("redeploy a versión estable previa", "mantener evidencia de incidentes", "abrir postmortem")
    return Plan(
        file="docs/plan.md",
        gates=tuple(item(text) for text in gates),
        deploy=(
            item("Congelar cambios funcionales en rama de release."),
            item("Ejecutar checklist de config:", *config),
            item("Ejecutar migraciones D1 pendientes (si aplica)."),
            item(
                "Deploy canario:",
                "10% tráfico o ventana de bajo impacto",
                "monitoreo de logs y `skill_events`",
            ),
            item("Validar smoke tests:", "`/api/v1/stats`", "trigger de ingesta acotado"),
            item("Escalar al 100% si no hay regresión en 30-60 minutos."),
            item("Mantener ventana de observación de 24 horas."),
        ),
        rollback=(
            *(Item(text=text, line=1, kind="trigger") for text in triggers),
            *(Item(text=text, line=1, kind="action") for text in actions),
        ),
        done=(
            item("Deploy estable en `prod`"),
            item("Runbook actualizado en docs"),
            item("PR mergeado con aprobación técnica y operativa"),
        ),
    )
