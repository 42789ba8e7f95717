"""Shares, windows, observation and deadline, from the words of deployment and rollback."""

from relcommit.plan.reader import read_plan
from relcommit.rollout.model import Span, Stage
from relcommit.rollout.stages import stage_of

PLAN = """# Plan

## Plan de despliegue

1. Congelar la rama
2. Deploy canario:
   - 10% tráfico o ventana de bajo impacto
3. Escalar al 100% si no hay regresión en 30-60 minutos.
4. Mantener ventana de observación de 24 horas.

## Plan de rollback

- Acción:
  - redeploy a versión estable previa
  - abrir postmortem en menos de 24h
"""


def stage(text: str) -> Stage:
    plan = read_plan(text, "plan.md")
    return stage_of(plan.deploy, plan.rollback)


def test_what_the_plan_says_has_its_line() -> None:
    assert stage(PLAN) == Stage(
        share=Span(value=0.1, line=6),
        shortest=Span(value=30, line=8),
        longest=Span(value=60, line=8),
        observed=Span(value=24, line=9),
        postmortem=Span(value=24, line=15),
    )


def test_what_it_does_not_say_is_the_default_without_a_line() -> None:
    assert stage("# Plan\n\n## Plan de despliegue\n\n1. Desplegar\n2. Avisar\n") == Stage()


def test_a_percentage_of_errors_is_no_share() -> None:
    text = PLAN.replace("10% tráfico o ventana de bajo impacto", "tráfico gradual si los errores no superan el 1 %")
    assert stage(text).share is None


def test_one_time_is_both_ends_of_the_window() -> None:
    text = PLAN.replace("si no hay regresión en 30-60 minutos", "tras una hora sin regresión")
    assert (stage(text).shortest.value, stage(text).longest.value) == (60, 60)
