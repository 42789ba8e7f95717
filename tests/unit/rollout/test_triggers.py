"""What sets a rollback off, read from its words: what is not understood to the last word is for people."""

from pathlib import Path

import pytest

from relcommit.rollout.model import Trigger
from relcommit.rollout.triggers import read_trigger

HERE = Path(__file__).parent


def read(text: str, **marks: str) -> Trigger:
    return read_trigger("uno", text, 7, marks)


def test_the_triggers_of_the_first_plan() -> None:
    ratio = read("error rate +2x baseline")
    growing = read("incidentes `UNKNOWN` en crecimiento sostenido")
    people = read("fallos de ingesta críticos")

    assert (ratio.kind, ratio.limit, ratio.plus, ratio.text) == ("ratio", 2, True, "error rate +2x baseline")
    assert (growing.kind, growing.metric) == ("growing", "UNKNOWN")
    assert (people.kind, people.strange) == ("person", ("ingesta", "críticos"))


@pytest.mark.parametrize("scope", ["en el checkout", "de la pasarela", "por tenant", "salvo de noche", "y CPU > 90 %"])
def test_a_word_that_narrows_it_makes_it_a_persons(scope: str) -> None:
    assert not read(f"error rate > 2 % {scope}").is_judged
    assert not read(f"error rate +2x baseline {scope}").is_judged


@pytest.mark.parametrize(
    "text",
    [
        "errores del despliegue > 2 %", "fallos de release > 1 %", "errores de versión > 1 %",
        "fallos de rollback > 1 %",
        "errores de la versión de producción > 2 %", "tasa de errores nueva > 1 %", "error nuevo > 1 %",
        "errores de nivel > 2 %", "~~error rate > 2 %~~", "¿error rate > 2 %?", "ningún error durante 10 min",
    ],
)  # fmt: skip
def test_fillers_that_narrow_what_is_measured_are_no_fillers(text: str) -> None:
    assert not read(text).is_judged


@pytest.mark.parametrize(
    "text",
    [
        "nivel de errores en producción > 2 %", "errores de la nueva versión > 2 %", "errores del canario > 2 %",
        "error rate global > 2 %", "errores de la versión canario > 2 %", "tasa de errores de la versión nueva > 2 %",
    ],
)  # fmt: skip
def test_fillers_that_narrow_nothing_stay_fillers(text: str) -> None:
    assert read(text).kind == "above"


def test_a_word_that_is_not_understood_is_said_as_it_was_written() -> None:
    assert read("Ningún ÉXITO en móvil").strange == ("ningún", "éxito", "móvil")


def test_marks_win_over_words() -> None:
    assert read("error rate +2x baseline", limit="3").limit == 3
    ingestion = read("fallos de ingesta críticos", metric="ingesta", max="0")
    assert (ingestion.kind, ingestion.metric, ingestion.limit) == ("count", "ingesta", 0)
    assert read("fallos de ingesta críticos", max="muchos").kind == "person"
    assert read("fallos de ingesta críticos", limit="3").kind == "person"


def test_latency_is_told_apart_and_not_judged() -> None:
    assert read("p95 supera 500 ms durante 3 ventanas").kind == "latency"
    assert not read("p95 supera 500 ms durante 3 ventanas").is_judged


def test_a_pause_is_no_rollback() -> None:
    assert read_trigger("uno", "error rate > 2 %", 7, {}, ("pausar el avance",)).pauses
    assert not read("error rate > 2 %").pauses


@pytest.mark.parametrize(
    "text",
    [
        "error rate de la API de pagos > 2 %", "Errores > 5 % de los usuarios", "Más de 10 errores por usuario",
        "Más de 3 incidentes graves en 1 hora", "errores 3 veces seguidas", "fallos en 3 de 5 intentos",
        "2 fallos de health en 5 min", "Error rate vuelve a < 1 %", "error rate baja del baseline", "error rate > 2",
        "Más de 5 errores `E_TIMEOUT` o `E_CONN` en 10 min", "Si los errores suben un 50 %", "Tasa de error 1-2 %",
        "Tasa de error > 1%, 2% o 5% según servicio", "tasa de éxito > 99 %", "no hay errores en 30 min",
        "más de 1.000 errores en 5 minutos", "error rate > 2 % sostenido y creciente", "error rate > 2% de noche",
        "tasa de fallos de build > 5 %", "error rate > 100%", "Reportes de errores en aumento",
    ],
)  # fmt: skip
def test_what_only_looks_as_if_rows_could_say_it(text: str) -> None:
    assert not read(text).is_judged


@pytest.mark.parametrize(("file", "number"), [("unseen_triggers.txt", 100), ("filler_triggers.txt", 165)])
def test_texts_labelled_before_the_reader_saw_them(file: str, number: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Check 9."""
    lines = [line.split("|", 3) for line in (HERE / file).read_text("utf-8").splitlines() if not line.startswith("#")]
    right = mistaken = wrong_limit = 0
    for kind, limit, minutes, text in ([part.strip() for part in line] for line in lines):
        trigger = read(text)
        same_limit = not trigger.is_judged or abs(trigger.limit - float(limit)) < 1e-9
        same_time = trigger.kind not in ("above", "count", "ratio") or trigger.minutes == int(minutes)
        right += trigger.kind == kind and same_limit and same_time
        mistaken += trigger.is_judged and kind in ("person", "latency", "answer")
        wrong_limit += trigger.kind == kind and not same_limit
    with capsys.disabled():
        print(f"\n{file}: {right} de {len(lines)}, {mistaken} tomados por medibles, {wrong_limit} límites malos")

    assert (len(lines), mistaken, wrong_limit) == (number, 0, 0)
    assert right >= 0.9 * number
