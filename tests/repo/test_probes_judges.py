"""Each probe's judgement, from evidence to verdict, without a world around it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from relcommit.checklist.model import Proof
from relcommit.probes.evidence_context import ChangedFile, Pull
from relcommit.probes.kinds import approvals, check, deployment, file, merged, migrations, secret, sqlite
from relcommit.probes.kinds.deployment import Deployment
from relcommit.probes.sources.check_results import Result, Seen
from relcommit.probes.sources.rows import Table, UnreadableRows
from relcommit.probes.sources.workflows import Ran
from relcommit.text.es.checklist.verdicts import sentence

HEAD, OLD = "a" * 40, "b" * 40
PULL = Pull(number=7, author="ana", head=HEAD, base="main")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
APPS = ("github-actions",)


def proof(kind: str, words: str = "", **wants: tuple[str, ...]) -> Proof:
    return Proof(kind=kind, phase="antes", wants=wants, words=words)


def result(name: str = "tsc", outcome: str = "success", app: str = "github-actions", sha: str = HEAD) -> Result:
    return Result(name=name, app=app, sha=sha, outcome=outcome)


def seen(*results: Result, unfinished: str = "") -> Seen:
    return Seen(results=results, unfinished=frozenset(unfinished.split()))


# check


@pytest.mark.parametrize(
    ("results", "state", "code"),
    [
        ([result()], "cumplido", "check-verde"),
        ([result("tsc (20)"), result("tsc (22)")], "cumplido", "check-verde"),
        ([result("tsc (20)"), result("tsc (22)", "failure")], "incumplido", "check-rojo"),
        ([result(outcome="in_progress")], "inconcluso", "check-en-curso"),
        ([result(outcome="skipped")], "inconcluso", "check-omitido"),
        ([result(outcome="neutral")], "inconcluso", "check-omitido"),
        ([result(outcome="timed_out")], "incumplido", "check-rojo"),
        ([result(sha=OLD)], "inconcluso", "check-ajeno"),
        ([result(app="intruso")], "inconcluso", "check-ajeno"),
        ([result(app="@ana")], "inconcluso", "check-ajeno"),
        ([result("tsconfig")], "inconcluso", "check-ausente"),
        ([], "inconcluso", "check-ausente"),
    ],
)
def test_a_named_check_counts_at_the_head_from_a_known_app(results: list[Result], state: str, code: str) -> None:
    verdict = check.judge(proof("check", names=("ci / tsc",)), seen(*results), (), PULL, APPS)
    assert (verdict.state, verdict.code) == (state, code)


def test_a_person_may_vouch_by_status_where_the_settings_say_so_but_never_the_author() -> None:
    wanted = proof("check", names=("carga",))
    by_luis, by_ana = result("carga", app="@luis"), result("carga", app="@ana")
    assert check.judge(wanted, seen(by_luis), (), PULL, ("@luis",)).state == "cumplido"
    assert check.judge(wanted, seen(by_ana), (), PULL, ("@ana",)).state == "inconcluso"


def test_all_green_needs_results_and_leaves_out_our_own() -> None:
    wanted = proof("check", all=("si",))
    assert check.judge(wanted, seen(), (), PULL, APPS).code == "sin-checks"
    ours = [
        replace(result("relcommit", "failure"), is_ours=True),
        replace(result("relcommit (plan)", "in_progress"), is_ours=True),
    ]
    assert check.judge(wanted, seen(*ours), (), PULL, APPS).code == "sin-checks"
    assert check.judge(wanted, seen(*ours, result("tsc")), (), PULL, APPS).state == "cumplido"
    assert check.judge(wanted, seen(result(), result("docs", "skipped")), (), PULL, APPS).state == "cumplido"
    assert check.judge(wanted, seen(result("docs", "skipped")), (), PULL, APPS).state == "inconcluso"
    assert check.judge(wanted, seen(result(), result("docs", "failure")), (), PULL, APPS).state == "incumplido"


JOB = Ran(job="tsc", step="Tipos", conditional=False)


@pytest.mark.parametrize(
    ("jobs", "results", "state", "code"),
    [
        ((JOB,), [result()], "cumplido", "check-verde"),
        ((JOB,), [replace(result(), steps=(("Tipos", "success"),))], "cumplido", "check-verde"),
        ((JOB,), [replace(result(), steps=(("Tipos", "skipped"),))], "inconcluso", "paso-no-ejecutado"),
        ((JOB,), [replace(result(), steps=(("Otro", "success"),))], "inconcluso", "paso-no-ejecutado"),
        ((replace(JOB, conditional=True),), [result()], "inconcluso", "paso-no-ejecutado"),
        ((JOB,), [result(outcome="failure")], "incumplido", "check-rojo"),
        ((JOB,), [result("otro")], "inconcluso", "job-sin-resultado"),
        ((), [result("npx tsc --noEmit")], "cumplido", "check-verde"),
        ((), [result()], "inconcluso", "orden-sin-job"),
    ],
)
def test_a_command_is_proved_by_the_step_that_runs_it(
    jobs: tuple[Ran, ...], results: list[Result], state: str, code: str
) -> None:
    verdict = check.judge(proof("check", command=("npx tsc --noEmit",)), seen(*results), jobs, PULL, APPS)
    assert (verdict.state, verdict.code) == (state, code)


# file


def changed(path: str, status: str = "modified", *, added_text: bool = True) -> ChangedFile:
    return ChangedFile(path=path, status=status, added_text=added_text)


@pytest.mark.parametrize(
    ("globs", "changes", "code"),
    [
        (("**/*runbook*",), [changed("docs/ops/Runbook.md")], "archivo-cambiado"),
        (("**/*runbook*",), [changed("src/runbook.ts")], "archivo-sin-cambio"),
        (("**/*runbook*",), [changed("docs/runbook.md", "renamed", added_text=False)], "archivo-sin-texto-nuevo"),
        (("**/*runbook*",), [changed("docs/runbook.md", "removed")], "archivo-sin-texto-nuevo"),
        (("docs/**",), [changed("docs/a/b.png")], "archivo-cambiado"),
        (("guia.md",), [changed("docs/guia.md")], "archivo-cambiado"),
        (("docs/guia.md", "docs/otra.md"), [changed("docs/guia.md")], "archivo-sin-cambio"),
        (("**/CHANGELOG*",), [changed("CHANGELOG.md")], "archivo-cambiado"),
    ],
)
def test_a_file_has_to_gain_text(globs: tuple[str, ...], changes: list[ChangedFile], code: str) -> None:
    assert file.judge(proof("file", "Runbook actualizado", globs=globs), changes).code == code


def test_a_glob_chosen_by_a_mark_means_exactly_what_it_says() -> None:
    wanted = proof("file", "rc: file", globs=("src/*.ts",))
    assert file.judge(wanted, [changed("src/a.ts")]).state == "cumplido"
    assert file.judge(wanted, [changed("src/A.TS")]).state == "incumplido"


# approvals


def review(
    author: str, state: str = "APPROVED", sha: str = HEAD, role: str = "tecnica", person: bool = True
) -> approvals.Review:
    return approvals.Review(
        author=author, is_person=person, state=state, sha=sha, at=NOW, url="", roles=frozenset({role})
    )  # fmt: skip


BOTH = ("tecnica", "operativa")
OPS = review("olga", role="operativa")


@pytest.mark.parametrize(
    ("reviews", "state", "code"),
    [
        ([review("tomas"), OPS], "cumplido", "aprobado"),
        ([review("tomas")], "pendiente", "falta-aprobacion"),
        ([review("tomas", "COMMENTED"), OPS], "pendiente", "falta-aprobacion"),
        ([review("tomas"), review("tomas", "COMMENTED"), OPS], "cumplido", "aprobado"),
        ([review("tomas", sha=OLD), OPS], "pendiente", "aprobado-antes"),
        ([review("tomas", "DISMISSED"), OPS], "pendiente", "aprobacion-retirada"),
        ([review("tomas"), review("tomas", "CHANGES_REQUESTED"), OPS], "incumplido", "cambios-pedidos"),
        ([review("tomas", "CHANGES_REQUESTED"), review("tomas"), OPS], "cumplido", "aprobado"),
        ([review("ana"), OPS], "pendiente", "aprobado-por-autor"),
        ([review("robot", person=False), OPS], "pendiente", "falta-aprobacion"),
        ([review("tomas", role="ninguna"), OPS], "pendiente", "falta-aprobacion"),
        ([review(""), OPS], "pendiente", "falta-aprobacion"),
        ([], "pendiente", "falta-aprobacion"),
    ],
)
def test_each_role_approves_the_head(reviews: list[approvals.Review], state: str, code: str) -> None:
    verdict = approvals.judge(BOTH, reviews, PULL)
    assert (verdict.state, verdict.code) == (state, code)


def test_every_role_and_every_old_approval_is_named() -> None:
    both_old = [review("tomas", sha=OLD), review("olga", sha=OLD, role="operativa")]
    assert sentence(approvals.judge(BOTH, both_old, PULL)) == (
        "falta la aprobación de «tecnica» y «operativa»: la de tomas y olga es del commit bbbbbbbbbbbb, "
        "y después hubo cambios"
    )
    assert sentence(approvals.judge(BOTH, [OPS], PULL)) == "falta la aprobación de «tecnica»"
    assert sentence(approvals.judge((), [], PULL)) == "falta la aprobación de alguien que mantenga el repositorio"


def test_any_maintainer_approves_where_no_role_is_named() -> None:
    assert approvals.judge((), [review("tomas", role="*")], PULL).state == "cumplido"
    assert approvals.judge((), [review("tomas", role="otro")], PULL).state == "pendiente"


def test_as_many_people_as_the_plan_says() -> None:
    one, two = review("tomas", role="*"), review("olga", role="*")
    assert approvals.judge((), [one], PULL, count=2).code == "falta-aprobacion"
    assert approvals.judge((), [one, one], PULL, count=2).state == "pendiente"
    assert approvals.judge((), [one, two], PULL, count=2).facts["quien"] == "tomas, olga"


def test_a_team_that_cannot_be_seen_is_no_approval() -> None:
    assert approvals.judge(BOTH, [OPS], PULL, ["org/backend"]).code == "equipo-oculto"


# deployment

DEPLOYED = Deployment(
    sha=HEAD, senders=("github-actions",), created=NOW, state="success", since=NOW - timedelta(hours=25), contains=True
)


@pytest.mark.parametrize(
    ("found", "state", "code"),
    [
        (DEPLOYED, "cumplido", "despliegue-estable"),
        (replace(DEPLOYED, since=NOW - timedelta(hours=23)), "inconcluso", "despliegue-reciente"),
        (replace(DEPLOYED, since=NOW + timedelta(hours=99)), "inconcluso", "despliegue-reciente"),
        (replace(DEPLOYED, contains=False), "inconcluso", "despliegue-de-otro"),
        (replace(DEPLOYED, state="failure"), "incumplido", "despliegue-caido"),
        (replace(DEPLOYED, state="inactive"), "incumplido", "despliegue-caido"),
        (replace(DEPLOYED, state="in_progress"), "inconcluso", "despliegue-en-curso"),
        (replace(DEPLOYED, senders=("github-actions", "@ana")), "inconcluso", "despliegue-ajeno"),
        (None, "inconcluso", "sin-despliegue"),
    ],
)
def test_the_newest_deployment_decides(found: Deployment | None, state: str, code: str) -> None:
    wanted = proof("deployment", environment=("production",), hours=("24",))
    verdict = deployment.judge(wanted, found, NOW, "production", APPS)
    assert (verdict.state, verdict.code) == (state, code)


@pytest.mark.parametrize("hours", ["24h", "un día", "1e9", "-1", "²"])
def test_an_age_that_is_no_number_is_not_taken_for_none(hours: str) -> None:
    wanted = proof("deployment", environment=("production",), hours=(hours,))
    assert deployment.judge(wanted, DEPLOYED, NOW, "production", APPS).code == "marca-ilegible"


@pytest.mark.parametrize(
    ("hours", "age", "said"),
    [
        ("24", timedelta(hours=25), "sigue en pie, desde hace 25 h"),
        ("24", timedelta(hours=23, minutes=58), "lleva 23,9 h de las 24 que se piden"),
        ("0.5", timedelta(minutes=90), "sigue en pie, desde hace 1,5 h"),
        ("0.0166666667", timedelta(0), "lleva 0 h de las 0,02 que se piden"),
        ("1679832", timedelta(days=30), "lleva 720 h de las 1679832 que se piden"),
    ],
)
def test_hours_are_told_as_spanish_writes_numbers(hours: str, age: timedelta, said: str) -> None:
    wanted = proof("deployment", environment=("production",), hours=(hours,))
    verdict = deployment.judge(wanted, replace(DEPLOYED, since=NOW - age), NOW, "production", APPS)
    assert sentence(verdict).endswith(said)


def test_merged_is_more_than_closed() -> None:
    assert merged.judge(PULL).code == "sin-mezclar"
    assert merged.judge(replace(PULL, merged=True)).code == "mezclada"


# secret


@pytest.mark.parametrize(
    ("used", "present", "code"),
    [
        ({"A_KEY": "src/a.ts"}, {"A_KEY": [""]}, "secreto-presente"),
        ({"A_KEY": "src/a.ts"}, {}, "secreto-ausente"),
        ({"A_KEY": "src/a.ts"}, None, "secretos-ocultos"),
        ({}, {"A_KEY": [""]}, "secreto-sin-uso"),
        ({}, None, "secreto-sin-uso"),
    ],
)
def test_a_secret_is_there_and_used(used: dict[str, str], present: dict[str, list[str]] | None, code: str) -> None:
    assert secret.judge(("A_KEY",), used, present).code == code


# sqlite and migrations

EVENTS = Table(("id", "code", "decision"), ((1, "UNKNOWN", "reintentar"),))
REGISTERED = proof("sqlite", table=("skill_events",), columns=("code", "decision"))
CLEAN = proof("sqlite", sin_secretos=("si",))


@pytest.mark.parametrize(
    ("wanted", "table", "secrets", "code"),
    [
        (REGISTERED, EVENTS, (), "tabla-correcta"),
        (REGISTERED, None, (), "tabla-ausente"),
        (REGISTERED, Table(("id", "code"), ((1, "x"),)), (), "columna-ausente"),
        (REGISTERED, replace(EVENTS, rows=()), (), "tabla-vacia"),
        (REGISTERED, replace(EVENTS, rows=((1, None, ""), (2, "a", None))), (), "columna-vacia"),
        (CLEAN, EVENTS, (), "tabla-correcta"),
        (CLEAN, EVENTS, ("code (GitHubTokenDetector)",), "tabla-con-secretos"),
    ],
)
def test_a_table_has_its_columns_filled(
    wanted: Proof, table: Table | None, secrets: tuple[str, ...], code: str
) -> None:
    assert sqlite.judge(wanted, "skill_events", table, secrets, "eventos.json").code == code


@pytest.mark.parametrize(
    ("on_disk", "applied", "code"),
    [
        (["0001_a.sql", "0002_b.sql"], ["0001_a.sql", "0002_b.sql"], "migraciones-al-dia"),
        (["0001_a.sql", "0002_b.sql"], ["0001_a"], "migracion-pendiente"),
        (["0001_a.sql"], ["0001_a.sql", "0002_b.sql"], "migracion-desconocida"),
        (["0001_a.sql", "0001_b.sql"], ["0001_a.sql", "0001_b.sql"], "migracion-doble"),
        (["0001_a.sql"], None, "migraciones-sin-registro"),
        (["0001_a.sql"], UnreadableRows("roto"), "migraciones-ilegibles"),
        (["0001_a.sql", "1_b.sql"], ["0001_a.sql", "1_b.sql"], "migracion-doble"),
        ([], [], "sin-migraciones"),
        ([], ["0001_a.sql"], "sin-migraciones"),
    ],
)
def test_migrations_on_disk_are_those_applied(on_disk: list[str], applied: list[str] | None, code: str) -> None:
    assert migrations.judge(on_disk, applied, "migrations", "d1.json").code == code
