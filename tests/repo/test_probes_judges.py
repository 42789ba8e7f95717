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
    return Proof(kind=kind, phase="before", wants=wants, words=words)


def result(name: str = "tsc", outcome: str = "success", app: str = "github-actions", sha: str = HEAD) -> Result:
    return Result(name=name, app=app, sha=sha, outcome=outcome)


def seen(*results: Result, unfinished: str = "") -> Seen:
    return Seen(results=results, unfinished=frozenset(unfinished.split()))


# check


@pytest.mark.parametrize(
    ("results", "state", "code"),
    [
        ([result()], "met", "check-passed"),
        ([result("tsc (20)"), result("tsc (22)")], "met", "check-passed"),
        ([result("tsc (20)"), result("tsc (22)", "failure")], "unmet", "check-failed"),
        ([result(outcome="in_progress")], "inconclusive", "check-running"),
        ([result(outcome="skipped")], "inconclusive", "check-skipped"),
        ([result(outcome="neutral")], "inconclusive", "check-skipped"),
        ([result(outcome="timed_out")], "unmet", "check-failed"),
        ([result(sha=OLD)], "inconclusive", "check-foreign"),
        ([result(app="intruso")], "inconclusive", "check-foreign"),
        ([result(app="@ana")], "inconclusive", "check-foreign"),
        ([result("tsconfig")], "inconclusive", "check-absent"),
        ([], "inconclusive", "check-absent"),
    ],
)
def test_a_named_check_counts_at_the_head_from_a_known_app(results: list[Result], state: str, code: str) -> None:
    verdict = check.judge(proof("check", names=("ci / tsc",)), seen(*results), (), PULL, APPS)
    assert (verdict.state, verdict.code) == (state, code)


def test_a_person_may_vouch_by_status_where_the_settings_say_so_but_never_the_author() -> None:
    wanted = proof("check", names=("carga",))
    by_luis, by_ana = result("carga", app="@luis"), result("carga", app="@ana")
    assert check.judge(wanted, seen(by_luis), (), PULL, ("@luis",)).state == "met"
    assert check.judge(wanted, seen(by_ana), (), PULL, ("@ana",)).state == "inconclusive"


def test_all_green_needs_results_and_leaves_out_our_own() -> None:
    wanted = proof("check", all=("si",))
    assert check.judge(wanted, seen(), (), PULL, APPS).code == "no-checks"
    ours = [
        replace(result("relcommit", "failure"), is_ours=True),
        replace(result("relcommit (plan)", "in_progress"), is_ours=True),
    ]
    assert check.judge(wanted, seen(*ours), (), PULL, APPS).code == "no-checks"
    assert check.judge(wanted, seen(*ours, result("tsc")), (), PULL, APPS).state == "met"
    assert check.judge(wanted, seen(result(), result("docs", "skipped")), (), PULL, APPS).state == "met"
    assert check.judge(wanted, seen(result("docs", "skipped")), (), PULL, APPS).state == "inconclusive"
    assert check.judge(wanted, seen(result(), result("docs", "failure")), (), PULL, APPS).state == "unmet"


JOB = Ran(job="tsc", step="Tipos", conditional=False)


@pytest.mark.parametrize(
    ("jobs", "results", "state", "code"),
    [
        ((JOB,), [result()], "met", "check-passed"),
        ((JOB,), [replace(result(), steps=(("Tipos", "success"),))], "met", "check-passed"),
        ((JOB,), [replace(result(), steps=(("Tipos", "skipped"),))], "inconclusive", "step-not-run"),
        ((JOB,), [replace(result(), steps=(("Otro", "success"),))], "inconclusive", "step-not-run"),
        ((replace(JOB, conditional=True),), [result()], "inconclusive", "step-not-run"),
        ((JOB,), [result(outcome="failure")], "unmet", "check-failed"),
        ((JOB,), [result("otro")], "inconclusive", "job-without-result"),
        ((), [result("npx tsc --noEmit")], "met", "check-passed"),
        ((), [result()], "inconclusive", "command-without-job"),
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
        (("**/*runbook*",), [changed("docs/ops/Runbook.md")], "file-changed"),
        (("**/*runbook*",), [changed("src/runbook.ts")], "file-unchanged"),
        (("**/*runbook*",), [changed("docs/runbook.md", "renamed", added_text=False)], "file-without-new-text"),
        (("**/*runbook*",), [changed("docs/runbook.md", "removed")], "file-without-new-text"),
        (("docs/**",), [changed("docs/a/b.png")], "file-changed"),
        (("guia.md",), [changed("docs/guia.md")], "file-changed"),
        (("docs/guia.md", "docs/otra.md"), [changed("docs/guia.md")], "file-unchanged"),
        (("**/CHANGELOG*",), [changed("CHANGELOG.md")], "file-changed"),
    ],
)
def test_a_file_has_to_gain_text(globs: tuple[str, ...], changes: list[ChangedFile], code: str) -> None:
    assert file.judge(proof("file", "Runbook actualizado", globs=globs), changes).code == code


def test_a_glob_chosen_by_a_mark_means_exactly_what_it_says() -> None:
    wanted = proof("file", "rc: file", globs=("src/*.ts",))
    assert file.judge(wanted, [changed("src/a.ts")]).state == "met"
    assert file.judge(wanted, [changed("src/A.TS")]).state == "unmet"


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
        ([review("tomas"), OPS], "met", "approved"),
        ([review("tomas")], "pending", "approval-missing"),
        ([review("tomas", "COMMENTED"), OPS], "pending", "approval-missing"),
        ([review("tomas"), review("tomas", "COMMENTED"), OPS], "met", "approved"),
        ([review("tomas", sha=OLD), OPS], "pending", "approved-earlier"),
        ([review("tomas", "DISMISSED"), OPS], "pending", "approval-dismissed"),
        ([review("tomas"), review("tomas", "CHANGES_REQUESTED"), OPS], "unmet", "changes-requested"),
        ([review("tomas", "CHANGES_REQUESTED"), review("tomas"), OPS], "met", "approved"),
        ([review("ana"), OPS], "pending", "approved-by-author"),
        ([review("robot", person=False), OPS], "pending", "approval-missing"),
        ([review("tomas", role="ninguna"), OPS], "pending", "approval-missing"),
        ([review(""), OPS], "pending", "approval-missing"),
        ([], "pending", "approval-missing"),
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
    assert approvals.judge((), [review("tomas", role="*")], PULL).state == "met"
    assert approvals.judge((), [review("tomas", role="otro")], PULL).state == "pending"


def test_as_many_people_as_the_plan_says() -> None:
    one, two = review("tomas", role="*"), review("olga", role="*")
    assert approvals.judge((), [one], PULL, count=2).code == "approval-missing"
    assert approvals.judge((), [one, one], PULL, count=2).state == "pending"
    assert approvals.judge((), [one, two], PULL, count=2).facts["quien"] == "tomas, olga"


def test_a_team_that_cannot_be_seen_is_no_approval() -> None:
    assert approvals.judge(BOTH, [OPS], PULL, ["org/backend"]).code == "team-hidden"


# deployment

DEPLOYED = Deployment(
    sha=HEAD, senders=("github-actions",), created=NOW, state="success", since=NOW - timedelta(hours=25), contains=True
)


@pytest.mark.parametrize(
    ("found", "state", "code"),
    [
        (DEPLOYED, "met", "deployment-stable"),
        (replace(DEPLOYED, since=NOW - timedelta(hours=23)), "inconclusive", "deployment-recent"),
        (replace(DEPLOYED, since=NOW + timedelta(hours=99)), "inconclusive", "deployment-recent"),
        (replace(DEPLOYED, contains=False), "inconclusive", "deployment-of-other"),
        (replace(DEPLOYED, state="failure"), "unmet", "deployment-down"),
        (replace(DEPLOYED, state="inactive"), "unmet", "deployment-down"),
        (replace(DEPLOYED, state="in_progress"), "inconclusive", "deployment-running"),
        (replace(DEPLOYED, senders=("github-actions", "@ana")), "inconclusive", "deployment-foreign"),
        (None, "inconclusive", "no-deployment"),
    ],
)
def test_the_newest_deployment_decides(found: Deployment | None, state: str, code: str) -> None:
    wanted = proof("deployment", environment=("production",), hours=("24",))
    verdict = deployment.judge(wanted, found, NOW, "production", APPS)
    assert (verdict.state, verdict.code) == (state, code)


@pytest.mark.parametrize("hours", ["24h", "un día", "1e9", "-1", "²"])
def test_an_age_that_is_no_number_is_not_taken_for_none(hours: str) -> None:
    wanted = proof("deployment", environment=("production",), hours=(hours,))
    assert deployment.judge(wanted, DEPLOYED, NOW, "production", APPS).code == "mark-unreadable"


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
    assert merged.judge(PULL).code == "not-merged"
    assert merged.judge(replace(PULL, merged=True)).code == "merged"


# secret


@pytest.mark.parametrize(
    ("used", "present", "code"),
    [
        ({"A_KEY": "src/a.ts"}, {"A_KEY": [""]}, "secret-present"),
        ({"A_KEY": "src/a.ts"}, {}, "secret-absent"),
        ({"A_KEY": "src/a.ts"}, None, "secrets-hidden"),
        ({}, {"A_KEY": [""]}, "secret-unused"),
        ({}, None, "secret-unused"),
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
        (REGISTERED, EVENTS, (), "table-right"),
        (REGISTERED, None, (), "table-absent"),
        (REGISTERED, Table(("id", "code"), ((1, "x"),)), (), "column-absent"),
        (REGISTERED, replace(EVENTS, rows=()), (), "table-empty"),
        (REGISTERED, replace(EVENTS, rows=((1, None, ""), (2, "a", None))), (), "column-empty"),
        (CLEAN, EVENTS, (), "table-right"),
        (CLEAN, EVENTS, ("code (GitHubTokenDetector)",), "table-with-secrets"),
    ],
)
def test_a_table_has_its_columns_filled(
    wanted: Proof, table: Table | None, secrets: tuple[str, ...], code: str
) -> None:
    assert sqlite.judge(wanted, "skill_events", table, secrets, "eventos.json").code == code


@pytest.mark.parametrize(
    ("on_disk", "applied", "code"),
    [
        (["0001_a.sql", "0002_b.sql"], ["0001_a.sql", "0002_b.sql"], "migrations-applied"),
        (["0001_a.sql", "0002_b.sql"], ["0001_a"], "migration-pending"),
        (["0001_a.sql"], ["0001_a.sql", "0002_b.sql"], "migration-unknown"),
        (["0001_a.sql", "0001_b.sql"], ["0001_a.sql", "0001_b.sql"], "migration-doubled"),
        (["0001_a.sql"], None, "migrations-without-record"),
        (["0001_a.sql"], UnreadableRows("roto"), "migrations-unreadable"),
        (["0001_a.sql", "1_b.sql"], ["0001_a.sql", "1_b.sql"], "migration-doubled"),
        ([], [], "no-migrations"),
        ([], ["0001_a.sql"], "no-migrations"),
    ],
)
def test_migrations_on_disk_are_those_applied(on_disk: list[str], applied: list[str] | None, code: str) -> None:
    assert migrations.judge(on_disk, applied, "migrations", "d1.json").code == code
