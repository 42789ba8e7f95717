"""`relcommit rollout rollback`: printed for people, run once on a typed yes and never in CI, nothing secret kept."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_rollout import BAD, SETTINGS, Team, team
from tests.support.production import DAY, NEW, OLD, deployment, rows, splits, write_json
from tests.support.sandbox import Ended

__all__ = ["team"]
SENDER = """\
import sys, time
with open({log!r}, "a") as log:
    log.write(" ".join(sys.argv[1:]) + "\\n")
time.sleep({seconds})
"""


def with_sender(team: Team, seconds: float = 0.0) -> Path:
    """A command of the base branch's settings that only notes that it was sent."""
    log, script = team.folder / "sent.txt", team.folder / "sender.py"
    script.write_text(SENDER.format(log=str(log), seconds=seconds), "utf-8")
    command = f"{sys.executable} {script} {{stable}} {{reason}}"
    (team.folder / "relcommit.toml").write_text(
        f"{SETTINGS}[rollout.rollback]\ncommand = {json.dumps(command)}\n", "utf-8"
    )
    team.git("commit", "-qam", "chore: dice cómo volver")
    team.has(rows(**BAD))
    return log


def sent(log: Path) -> list[str]:
    return log.read_text("utf-8").splitlines() if log.exists() else []


class Person:
    """Somebody at a terminal."""

    def __init__(self, team: Team, *args: str, **environment: str) -> None:
        self.ours, theirs = pty.openpty()
        known = {
            "PATH": os.environ["PATH"], "HOME": str(team.folder), "GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC",
            "LC_ALL": "C.UTF-8", **environment,
        }  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-m", "relcommit", "-C", str(team.folder), "rollout", "rollback", "docs/plan.md", "--run",
             *args],
            env=known, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self.screen = ""

    def wait_for(self, words: str) -> None:
        until = time.monotonic() + 60
        while words not in self.screen and time.monotonic() < until and self._reads():
            pass
        assert words in self.screen, self.screen

    def types(self, text: str) -> None:
        os.write(self.ours, f"{text}\n".encode())

    def end(self) -> Ended:
        while self._reads():
            pass
        code = self.process.wait(60)
        os.close(self.ours)
        return Ended(code, self.screen, "")

    def _reads(self) -> bool:
        try:
            piece = os.read(self.ours, 4096)
        except OSError:
            return False
        self.screen += piece.decode("utf-8", "replace")
        return bool(piece)


def confirmed(team: Team, typed: str = OLD[:8], **environment: str) -> Ended:
    person = Person(team, **environment)
    person.wait_for("Escribe los ocho primeros")
    person.types(typed)
    return person.end()


def test_it_prints_what_to_run_and_says_first_what_it_does_not_take_back(team: Team) -> None:
    (team.folder / "migrations").mkdir()
    (team.folder / "migrations/0007_estado.sql").write_text("SELECT 1;\n")
    (team.folder / "wrangler.jsonc").write_text("{}\n")
    team.git("add", "migrations", "wrangler.jsonc")
    team.git("commit", "-qm", "feat: añade el estado")
    team.has(rows(**BAD))
    ended = team.run("rollback", "docs/plan.md")
    lines = ended.out.splitlines()
    assert ended.code == 0
    assert lines[0].startswith("Cuidado    después de aaaaaaaa llegó a git 0007_estado.sql")
    assert f"npx wrangler rollback {OLD} --yes --message 'error rate +2x baseline'" in ended.out
    postmortem = next((team.folder / "docs/vigentes/incidentes").glob("*.md")).read_text("utf-8")
    assert "- 27-02 09:13 regresión (26 a 1)" in postmortem
    assert "Responsable: Olga." in postmortem
    assert "`0007_estado.sql` llegó a git después de la versión estable" in postmortem
    again = team.run("rollback", "docs/plan.md")
    assert "ya existe: se queda como está." in again.out
    begun = next((team.folder / "docs/vigentes/incidentes").glob("*.md"))
    begun.write_text(f"{postmortem}\nCausa: la caché.\n", "utf-8")
    undone = [team.relcommit("undo", "--yes") for _ in range(2)]
    assert [ended.code == 0 for ended in undone] == [True, False], undone
    assert "Causa: la caché." in begun.read_text("utf-8")
    begun.write_text(postmortem, "utf-8")
    assert team.relcommit("undo", "--yes").code == 0
    assert not begun.exists()
    assert not list((team.folder / "evidencia").glob("2*.json"))


def test_going_back_waits_for_no_evidence(team: Team) -> None:
    team.has([])
    ended = team.run("rollback", "docs/plan.md", "--reason", "--force ventas a\ncero")
    assert ended.code == 0
    assert "no hay veredicto, y volver atrás no lo espera" in ended.out
    assert "no se conoce ninguna. Dila en «[rollout.rollback]»." in ended.out
    assert "force ventas a cero" in next((team.folder / "docs/vigentes/incidentes").glob("*.md")).read_text("utf-8")


def test_where_the_stable_version_serves_all_there_is_nothing_to_take_back(team: Team) -> None:
    team.has(rows(**BAD), [*splits(), deployment(DAY.replace(hour=11), {OLD: 100})])
    ended = team.run("rollback", "docs/plan.md")
    assert (ended.code, "ya tiene todo el tráfico" in ended.err) == (4, True)


def test_a_person_types_the_version_and_it_is_sent_once(team: Team) -> None:
    log = with_sender(team)
    first = confirmed(team)
    assert (first.code, sent(log)) == (0, [f"{OLD} error rate +2x baseline"])
    second = confirmed(team)
    assert (second.code, "no se envía dos veces" in second.out, len(sent(log))) == (4, True, 1)


@pytest.mark.parametrize("typed", ["", "bbbbbbbb", "sí", "aaaaaaa", "AAAAAAAA"])
def test_anything_else_that_is_typed_sends_nothing(team: Team, typed: str) -> None:
    log = with_sender(team)
    assert (confirmed(team, typed).code, sent(log)) == (4, [])


def test_never_in_ci_nor_without_a_terminal(team: Team) -> None:
    log = with_sender(team)
    assert team.run("rollback", "docs/plan.md", "--run", CI="true").code == 4
    assert team.run("rollback", "docs/plan.md", "--run", GITHUB_ACTIONS="true").code == 4
    assert team.run("rollback", "docs/plan.md", "--run").code == 4
    assert sent(log) == []


def test_a_split_that_moved_meanwhile_stops_it(team: Team) -> None:
    log = with_sender(team)
    person = Person(team)
    person.wait_for("Escribe los ocho primeros")
    write_json(
        team.folder / "evidencia/despliegues.json", [*splits(), deployment(DAY.replace(hour=12), {NEW: 50, OLD: 50})]
    )
    person.types(OLD[:8])
    ended = person.end()
    assert (ended.code, "El reparto ya no es el que se juzgó" in ended.out, sent(log)) == (4, True, [])


def test_the_command_of_the_working_tree_counts_for_nothing(team: Team) -> None:
    team.has(rows(**BAD))
    (team.folder / "relcommit.toml").write_text(f'{SETTINGS}[rollout.rollback]\ncommand = "touch {team.folder}/malo"\n')
    ended = team.run("rollback", "docs/plan.md")
    assert ("touch" in ended.out, (team.folder / "malo").exists()) == (False, False)


def killed(team: Team, log: Path, after: float) -> int:
    """How often it was sent when the process was killed so long after the typed yes, and then tried twice more."""
    person = Person(team)
    person.wait_for("Escribe los ocho primeros")
    person.types(OLD[:8])
    time.sleep(after)
    os.killpg(person.process.pid, signal.SIGKILL)
    person.end()
    for _ in range(2):
        confirmed(team)
    return len(sent(log))


@pytest.mark.parametrize("points", [3, pytest.param(20, marks=pytest.mark.slow)])
def test_killed_at_any_point_it_is_sent_once_or_not_at_all_but_never_twice(
    points: int, team: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    """Check 12."""
    log = with_sender(team, 0.05)
    counts = []
    for point in range(points):
        log.unlink(missing_ok=True)
        for ledger in (team.folder / ".git/relcommit/rollouts").glob("*"):
            ledger.unlink()
        counts.append(killed(team, log, point * 0.25 / points))
    with capsys.disabled():
        print(f"\nmuertes a mitad: enviado {sorted(set(counts))} veces en {points} puntos")
    assert set(counts) <= {0, 1}


SECRETS = {
    "aws": "AKIA" + "Q3EGRLMZXWVPT5NB",
    "github": "ghp_" + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8",
    "url": "postgres://ana:zanahoria99@db.example.net/x",
    "bearer": "Authorization: Bearer a8f3k2l9m4n7p1q6r5s0t2u8v",
}


def test_no_secret_of_the_rows_or_of_the_environment_is_kept_or_shown(
    team: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    """Check 15: four secrets in three columns, in output, evidence and postmortem."""
    day: list[dict[str, Any]] = rows(**BAD)
    hidden = list(SECRETS.values())
    failing = [row for row in day if row["version"] == NEW and row["is_error"]]
    for place, row in enumerate(failing):
        row["fingerprint"] = f"{hidden[place % 4]}"
        row["code"] = hidden[(place + 1) % 4]
        row["detail"] = f"falla con {hidden[(place + 2) % 4]}"
    team.has(day)
    verdict, back = team.verdict(), team.run("rollback", "docs/plan.md")
    kept = "".join(file.read_text("utf-8") for file in team.folder.rglob("*.json") if "despliegues" not in file.name)
    document = next((team.folder / "docs/vigentes/incidentes").glob("*.md")).read_text("utf-8")
    places = [secret in text for secret in hidden for text in (verdict.out + back.out, kept, document)]
    with capsys.disabled():
        print(f"\nsecretos a la vista: {sum(places)} de {len(places)}")
    assert (sum(places), len(places)) == (0, 12)
    assert "«oculto: parece un secreto»" in kept
