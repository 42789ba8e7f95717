"""`relcommit rollout show` and `verdict`, run as a person runs them, over rows of a whole day."""

import json
import os
import re
import sqlite3
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from relcommit.cli.commands.rollout.verdict import watched
from relcommit.rollout.counting import EventLog
from relcommit.rollout.judge import judge
from relcommit.rollout.model import Stage
from tests.support.production import DAY, NEW, OLD, Row, deployment, rows, splits, write_json, write_lines, write_table
from tests.support.sandbox import Ended
from tests.support.traffic import START, canary_of
from tests.support.warm import ROOT, run_module

PLAN = """# Paso a producción

## Plan de despliegue

1. Deploy canario:
   - 10% tráfico
2. Escalar al 100% si no hay regresión en 30-60 minutos.
3. Mantener ventana de observación de 24 horas.

## Plan de rollback

- Trigger de rollback inmediato si:
  - error rate +2x baseline
  - incidentes `UNKNOWN` en crecimiento sostenido
  - fallos de ingesta críticos
- Acción:
  - redeploy a versión estable previa
  - abrir postmortem en menos de 24h
"""
BAD: dict[str, Any] = {"hourly": 1_000, "base": 0.01, "ratio": 12.0, "seed": 3}
GOOD: dict[str, Any] = {"hourly": 6_000, "base": 0.01, "ratio": 1.0, "seed": 2}
NOBODY_KNOWS: dict[str, Any] = {"hourly": 200, "base": 0.01, "ratio": 3.0, "seed": 3}


@dataclass
class Team:
    """A repository with a plan, and the files that its deployment leaves."""

    folder: Path

    def run(self, *args: str, **environment: str) -> Ended:
        return self.relcommit("rollout", *args, **environment)

    def relcommit(self, *args: str, **environment: str) -> Ended:
        known = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC",
            "LC_ALL": "C.UTF-8", **environment,
        }  # fmt: skip
        done = run_module("relcommit", ("-C", str(self.folder), *args), cwd=ROOT, environment=known)
        return Ended(done.returncode, done.stdout, done.stderr)

    def verdict(self, at: str = "2026-02-27T10:00", *more: str, **environment: str) -> Ended:
        return self.run("verdict", "docs/plan.md", "--at", at, *more, **environment)

    def git(self, *args: str) -> None:
        subprocess.run(["git", "-C", str(self.folder), *args], check=True, capture_output=True)

    def has(self, content: Iterable[Row], deployments: list[Row] | None = None) -> None:
        write_lines(self.folder / "evidencia/eventos.jsonl", content)
        write_json(self.folder / "evidencia/despliegues.json", splits() if deployments is None else deployments)


SETTINGS = '[rollout]\nevents = "evidencia/eventos.jsonl"\ndeployments = "evidencia/despliegues.json"\n'


@pytest.fixture
def team(tmp_path: Path) -> Team:
    made = Team(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/plan.md").write_text(PLAN, "utf-8")
    (tmp_path / "relcommit.toml").write_text(SETTINGS, "utf-8")
    made.git("init", "-q", "-b", "main")
    made.git("config", "user.email", "olga@example.com")
    made.git("config", "user.name", "Olga")
    made.git("add", "docs", "relcommit.toml")
    made.git("commit", "-q", "-m", "docs: añade el plan")
    return made


def test_a_bad_canary(team: Team) -> None:
    team.has(rows(**BAD))
    ended = team.verdict()
    assert ended.code == 1
    assert "Veredicto: regresión. El plan pide volver atrás: «relcommit rollout rollback docs/plan.md»." in ended.out
    assert "4 incidentes en 22 peticiones frente a 4 en 203: 18 % y 2 %, 9,2×." in ended.out


def test_a_good_canary(team: Team) -> None:
    team.has(rows(**GOOD))
    assert (team.verdict().code, team.verdict("2026-02-27T09:20").code) == (0, 7)
    assert "todavía no se sabe" in team.verdict("2026-02-27T09:20").out


def test_a_canary_that_nobody_can_tell(team: Team) -> None:
    team.has(rows(**NOBODY_KNOWS))
    ended = team.verdict()
    assert (ended.code, "Veredicto: inconcluso. Con estos datos no se puede saber más." in ended.out) == (7, True)


def test_it_is_the_same_from_sqlite_json_and_json_lines(team: Team) -> None:
    day = rows(**BAD)
    team.has(day)
    write_table(team.folder / "e.db", day)
    write_json(team.folder / "e.json", [{"results": day, "success": True}])
    answers = {
        team.verdict("2026-02-27T10:00", "--events", name).out for name in ("evidencia/eventos.jsonl", "e.db", "e.json")
    }
    assert len(answers) == 1


def test_the_printed_query_gives_rows_that_are_judged_alike(team: Team) -> None:
    day = rows(**BAD)
    team.has(day)
    table = write_table(team.folder / "e.db", day, "events")
    query = team.run("show", "docs/plan.md", "--sql").out
    with sqlite3.connect(table) as database:
        database.row_factory = sqlite3.Row
        write_json(team.folder / "e.json", [dict(row) for row in database.execute(query)])
    database.close()
    assert team.verdict("2026-02-27T10:00", "--events", "e.json").out == team.verdict().out


def test_show_says_what_is_measured_and_what_can_be_seen(team: Team) -> None:
    team.has(rows(**GOOD))
    ended = team.run("show", "docs/plan.md")
    assert ended.code == 0
    assert (
        "Canario    10 % del tráfico (línea 5); ventana de 30 a 60 min (línea 7); observación de 24 h (línea 8)."
        in ended.out
    )
    assert "«+2x» se lee como 2× o más." in ended.out
    assert "«/relcommit disparar fallos-ingesta-criticos razón» si ocurre" in ended.out
    assert "  en 60 min, un canario del 10 % enseña empeoramientos de 4× o más" in ended.out
    assert [one["kind"] for one in json.loads(team.run("show", "docs/plan.md", "--json").out)["triggers"]] == [
        "ratio", "growing", "person",
    ]  # fmt: skip


def test_show_tells_of_a_column_that_is_missing_and_verdict_stops(team: Team) -> None:
    team.has({key: value for key, value in row.items() if key != "version"} for row in rows(**GOOD))
    shown, ended = team.run("show", "docs/plan.md"), team.verdict()
    assert (shown.code, "no tiene la columna «version»: sin ella no hay veredicto" in shown.out) == (0, True)
    assert (ended.code, "no tiene la columna «version»" in ended.err) == (3, True)


def test_json_has_times_with_their_zone_and_the_same_exit(team: Team) -> None:
    team.has(rows(**BAD))
    ended = team.verdict("2026-02-27T10:00", "--json")
    told: dict[str, Any] = json.loads(ended.out)
    assert (ended.code, told["exit"], told["outcome"], told["state"]) == (1, 1, "regression", "canary")
    assert told["triggers"][0]["crossed"] == "2026-02-27T09:13:00+00:00"


def test_a_short_version_in_the_rows_is_the_same_version(team: Team) -> None:
    team.has({**row, "version": row["version"][:8]} for row in rows(**BAD))
    assert team.verdict().code == 1


def test_an_observed_version_and_one_taken_back(team: Team) -> None:
    promoted = [*splits(), deployment(DAY + timedelta(minutes=61), {NEW: 100})]
    team.has(rows(**GOOD), promoted)
    observed = team.verdict("2026-02-27T10:30")
    assert (observed.code, "observación" in observed.out) == (7, True)
    team.has(rows(**BAD), [*splits(), deployment(DAY + timedelta(minutes=40), {OLD: 100})])
    assert "revertido" in team.verdict("2026-02-27T10:00").out


BROKEN: dict[str, tuple[str, int]] = {
    "[1, 2]": ("no es una lista de filas", 3),
    '[{"created_at": "2026-02-27 09:01:00", "version": NaN}]': ("NaN no es un número", 3),
    '[{"created_at": "ayer", "version": "a"}]': ("fila 1: no dice cuándo pasó", 3),
    '[{"created_at": "2099-01-01 00:00:00", "version": "a"}]': ("es de una hora que no ha llegado", 3),
    '[{"created_at": "2026-02-27 09:01:00", "version": ""}]': ("no dice qué versión la escribió", 3),
    '[{"created_at": "2026-02-27 09:01:00", "version": "a", "requests": -4, "incidents": 1}]': ("que no puede ser", 3),
    '[{"created_at": "2026-02-27 09:01:00", "version": "a", "requests": 1e308}]': ("que no puede ser", 3),
    '[{"success": false, "error": "no"}]': ("la consulta dice que ha fallado", 3),
    "[" * 100_000: ("anida demasiado", 3),
    "": ("no se puede leer", 3),
    "no": ("no se puede leer", 3),
}


@pytest.mark.parametrize("content", BROKEN)
def test_rows_that_say_nothing(team: Team, content: str) -> None:
    team.has([])
    (team.folder / "evidencia/eventos.jsonl").write_text(content, "utf-8")
    ended = team.verdict()
    assert (ended.code, BROKEN[content][0] in ended.err) == (BROKEN[content][1], True), ended.err
    assert "Traceback" not in ended.err


def test_a_few_bad_rows_are_left_out(team: Team) -> None:
    day = rows(**GOOD)
    team.has([{**day[0], "created_at": "ayer"}, *day])
    assert team.verdict().code == 0


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (lambda team: (team.folder / "evidencia/eventos.jsonl").unlink(), 3, "No existe «evidencia/eventos.jsonl»"),
        (lambda team: write_json(team.folder / "evidencia/despliegues.json", splits()[:1]), 4, "no hay ningún canario"),
        (lambda team: write_json(team.folder / "evidencia/despliegues.json", {"a": 1}), 3, "lista de despliegues"),
        (
            lambda team: write_json(team.folder / "evidencia/despliegues.json", [deployment(DAY, {"$(x)": 100})]),
            3,
            "no puede ser el nombre de una versión",
        ),
        (
            lambda team: write_json(team.folder / "evidencia/despliegues.json", [deployment(DAY, {NEW: 10, OLD: 10})]),
            3,
            "no suman 100",
        ),
        (lambda team: (team.folder / "docs/plan.md").write_text("# Plan\n\nNada.\n"), 4, "ningún disparador"),
        (lambda team: (team.folder / "relcommit.toml").write_text(SETTINGS + "odds = -1\n"), 3, "rollout.odds"),
    ],
)
def test_what_keeps_it_from_being_judged(team: Team, change: Any, code: int, words: str) -> None:
    team.has(rows(**GOOD))
    change(team)
    ended = team.verdict()
    assert (ended.code, words in ended.err) == (code, True), ended.err


def test_a_time_that_is_none(team: Team) -> None:
    team.has(rows(**GOOD))
    assert team.verdict("mañana").code == 2


def test_how_sure_it_has_to_be_is_the_base_branchs_to_say(team: Team) -> None:
    team.has(rows(**BAD))
    (team.folder / "relcommit.toml").write_text(SETTINGS + "odds = 100000\n")
    assert team.verdict().code == 1
    team.git("commit", "-qam", "chore: pide más")
    assert team.verdict().code == 7


@pytest.mark.parametrize("content", [[], [{"results": [], "success": True}]])
def test_an_answer_without_rows_is_no_table_without_columns(team: Team, content: list[Row]) -> None:
    team.has([])
    write_json(team.folder / "evidencia/eventos.jsonl", content)
    ended = team.verdict()
    assert (ended.code, ended.err) == (7, "")
    assert "Datos     ninguna fila de las dos versiones desde que empezó." in ended.out
    assert "No hay ninguna fila desde que empezó." in ended.out


def test_rows_that_count_their_requests_are_judged_by_them_though_all_fail(team: Team) -> None:
    """An outage of both versions, split otherwise than declared: the declared share must not stand for the requests."""
    minutes = range(60)
    team.has(
        {"created_at": f"2026-02-27T09:{minute:02}:00Z", "version": version, "requests": 5, "incidents": 9}
        for minute in minutes
        for version in (NEW, OLD)
    )
    ended = team.verdict()
    assert (ended.code, "El reparto medido (50 %) no es el declarado (10 %)" in ended.out) == (7, True)


def test_a_version_in_capitals_is_the_same_version(team: Team) -> None:
    team.has({**row, "version": row["version"].upper()} for row in rows(**BAD))
    assert team.verdict().code == 1


def test_rows_of_other_versions_are_not_told_as_incidents(team: Team) -> None:
    team.has({**row, "version": "1"} for row in rows(**BAD))
    ended = team.verdict()
    assert (ended.code, "ninguna fila de las dos versiones" in ended.out) == (7, True)
    assert "todas las filas son incidentes" not in ended.out


def test_two_versions_that_share_alike_without_a_past(team: Team) -> None:
    team.has(rows(**BAD), [deployment(DAY, {NEW: 50, OLD: 50})])
    ended = team.verdict()
    assert (ended.code, "dos versiones se reparten el tráfico, y no se sabe cuál era la estable" in ended.err) == (
        4,
        True,
    )


def test_a_time_that_has_not_come_is_nobodys_to_judge(team: Team) -> None:
    team.has(rows(**GOOD))
    ended = team.verdict("2199-02-27T10:00")
    assert (ended.code, "no ha llegado todavía" in ended.err) == (2, True)


def test_long_after_the_window_it_says_how_long_ago(team: Team) -> None:
    team.has(rows(**BAD))
    assert "hace unos 2 días; la ventana era de 30-60 min." in team.verdict("2026-03-01T10:00").out


@pytest.mark.parametrize("content", ["\x00\x01", "a,b\n1,2\n", "{no", '{"a": 1}\n{"b":\n', "[" + "9" * 5_000 + "]"])
def test_what_is_no_json_is_said_in_spanish(team: Team, content: str) -> None:
    team.has([])
    for name in ("eventos.jsonl", "despliegues.json"):
        team.has([])
        (team.folder / "evidencia" / name).write_text(content, "utf-8")
        ended = team.verdict()
        assert ended.code == 3
        assert not re.search(r"[Ee]xpecting|Exceeds|column \d|Extra data", ended.err), ended.err


def test_rows_that_the_commit_holds_are_told_and_prove_nothing_in_ci(team: Team) -> None:
    team.has(rows(**GOOD))
    team.git("add", "evidencia")
    team.git("commit", "-qm", "chore: guarda las filas")
    told, refused = team.verdict(), team.verdict(CI="true")
    assert "Ojo       «evidencia/eventos.jsonl» es la del commit" in told.out
    assert (refused.code, "quien puede subir podría haberla escrito: aquí no prueba nada" in refused.err) == (5, True)
    team.has(rows(**{**GOOD, "seed": 4}), [*splits(), deployment(DAY + timedelta(days=9), {OLD: 100})])
    assert ("Ojo" in team.verdict().out, team.verdict(CI="true").code) == (False, 0)


def test_watching_tells_each_look_on_a_line_of_its_own(team: Team) -> None:
    team.has(rows(**BAD), [*splits(), deployment(DAY + timedelta(minutes=40), {OLD: 100})])
    ended = team.run("verdict", "docs/plan.md", "--watch", "--json")
    lines = [json.loads(line) for line in ended.out.splitlines()]
    assert (ended.code, [line["outcome"] for line in lines]) == (1, ["regression"])


def test_watching_ends_when_it_is_known() -> None:
    known = judge([], Stage(), canary_of(), EventLog(), now=START + 1)
    looks = [replace(known, outcome="not_yet"), replace(known, outcome="not_yet"), replace(known, outcome="regression")]
    pauses: list[float] = []
    remaining = iter(looks)
    assert watched(lambda: next(remaining), pauses.append) is looks[-1]
    assert pauses == [120, 120]


def test_an_observed_version_is_told_what_is_left_and_nobody_is_asked_to_scale(team: Team) -> None:
    team.has(rows(**GOOD), [*splits(), deployment(DAY + timedelta(minutes=61), {NEW: 100})])
    ended = team.verdict("2026-02-27T10:02")
    assert ("quedan unas 24 h de observación" in ended.out, "Escalar" in ended.out) == (True, False)
