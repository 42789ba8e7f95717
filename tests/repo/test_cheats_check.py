"""Ways to a green check that no plan gave: another base, an older look, a job that dies, a check of one's own."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path

import pytest

from relcommit.checklist.report import Report
from relcommit.forge.check_runs import CheckRun, CheckRuns
from relcommit.hooks.checklist import Door, door_of
from relcommit.probes.assess import Examiner
from relcommit.probes.evidence_context import Pull
from tests.repo.attack_world import SETTINGS, Attack, attacked
from tests.repo.cheating import PLAN
from tests.support.github import FORBIDDEN, TOO_MANY, Cut, Garbage, Silence, Status, real
from tests.support.github.evidence import check_run, deployment, dismiss, merge, status
from tests.support.github.faults import Trouble
from tests.support.github.state import Happened


def judged_by(act: Callable[[], None]) -> Callable[[Mapping[str, str]], Door]:
    """A door whose judge does something right after each look."""

    class Meddling(Examiner):
        def examine(
            self, number: int, *, issue: int | None = None, trial: tuple[str, str] | None = None
        ) -> tuple[Report, Pull]:
            seen = super().examine(number, issue=issue, trial=trial)
            act()
            return seen

    def make(environment: Mapping[str, str]) -> Door:
        door = door_of(environment)
        return replace(
            door, judge=Meddling(**{name.name: getattr(door.judge, name.name) for name in fields(door.judge)})
        )

    return make


OPEN = SETTINGS.replace('\n[checklist]\nplan = "docs/plan.md"\n', "")


def lax(attack: Attack, name: str = "floja") -> str:
    """A branch of the attacker's own, that demands nothing."""
    stage = attack.stage
    stage.hub.commit(stage.it, name, {"relcommit.toml": "", "x.md": "x\n", "docs/plan.md": "# Nada\n"}, start="main")
    return name


# another base


def test_the_green_of_another_base_is_not_lent_by_retargeting(tmp_path: Path) -> None:
    with attacked(tmp_path) as attack:
        lax(attack)
        attack.stage.api("ana").send("PATCH", "pulls/1", {"base": "floja"})
        attack.pull("opened")
        attack.stage.api("ana").send("PATCH", "pulls/1", {"base": "main"})
        assert not attack.lets_pass()
        attack.pull("edited")
        assert attack.check() == "failure"


def test_closing_and_reopening_under_another_base_lends_nothing(tmp_path: Path) -> None:
    with attacked(tmp_path) as attack:
        stage, base = attack.stage, lax(attack)
        attack.pull("opened")
        stage.api("ana").send("PATCH", "pulls/1", {"state": "closed"})
        attack.pull("closed")
        told = {"head": "docs/plan", "base": base, "title": "docs: x", "body": "c"}
        attack.pull("opened", int(stage.api("ana").send("POST", "pulls", told)["number"]))
        stage.api("ana").send("PATCH", "pulls/1", {"state": "open"})
        assert attack.check() == "failure"


def test_opening_the_same_head_elsewhere_lends_nothing(tmp_path: Path) -> None:
    with attacked(tmp_path) as attack:
        told = {"head": "docs/plan", "base": lax(attack), "title": "docs: x", "body": "c"}
        number = int(attack.stage.api("ana").send("POST", "pulls", told)["number"])
        attack.pull("opened", number)
        assert not attack.lets_pass()


@pytest.mark.parametrize("what", ["automatic_base_change_succeeded", "base_ref_force_pushed", "base_ref_changed"])
def test_a_base_that_changes_is_a_new_base_for_approvals_and_attestations(tmp_path: Path, what: str) -> None:
    with attacked(tmp_path) as attack:
        attack.do_all()
        state = attack.stage.hub.state
        attack.stage.pull.events.append(
            Happened(id=state.new_id(), user=state.users["tomas"], what=what, at=state.now())
        )
        assert attack.missing() == {"dns", "pr"}


# an older look


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("pull_request_target", {"action": "review_requested", "pull_request": {"number": 1}}),
        ("issue_comment", {"action": "deleted", "issue": {"number": 1, "pull_request": {}}}),
        ("workflow_run", {"workflow_run": {"event": "pull_request_review", "head_sha": "HEAD"}}),
        ("check_run", {"check_run": {"head_sha": "HEAD"}}),
        ("check_suite", {"check_suite": {"head_sha": "HEAD"}}),
        ("status", {"sha": "HEAD", "state": "failure"}),
        ("push", {"ref": "refs/heads/main"}),
        ("schedule", {}),
        ("workflow_dispatch", {}),
    ],
)
def test_every_event_makes_the_check_wait_first_and_looks_again(
    tmp_path: Path, name: str, payload: dict[str, object]
) -> None:
    with attacked(tmp_path) as attack:
        attack.do_all()
        dismiss(attack.stage.pull, "tomas")
        told = json.loads(json.dumps(payload).replace("HEAD", attack.head))
        attack.event(name, told, RELCOMMIT_STEP="heads")
        assert attack.check() == "in_progress"
        assert attack.event(name, told, RELCOMMIT_HEAD=attack.head)[0] == 1
        assert attack.check() == "failure"


def test_a_plan_that_the_base_changes_is_looked_at_again(tmp_path: Path) -> None:
    with attacked(tmp_path) as attack:
        attack.do_all()
        more = PLAN + "- Clientes avisados <!-- rc: id=cli phase=antes -->\n"
        attack.stage.hub.commit(attack.stage.it, "main", {"docs/plan.md": more}, "docs: plan")
        attack.event("push", {"ref": "refs/heads/main"})
        assert attack.check() == "failure"


@pytest.mark.parametrize("move", ["review", "base", "check"])
def test_what_moves_while_it_is_looked_at_is_looked_at_again(tmp_path: Path, move: str) -> None:
    """Somebody acts between the look and the verdict."""
    with attacked(tmp_path) as attack:
        attack.do_all()
        stage, waiting = attack.stage, [move]

        def act() -> None:
            if waiting and waiting.pop() == "review":
                dismiss(stage.pull, "tomas")
            elif move == "base" and "cli" not in real.git(stage.it.bare, "show", "main:docs/plan.md"):
                more = PLAN + "- Clientes avisados <!-- rc: id=cli phase=antes -->\n"
                stage.hub.commit(stage.it, "main", {"docs/plan.md": more}, "docs: plan")
            elif move == "check":
                check_run(
                    stage.hub, stage.it, attack.head, "Tipos", "failure", steps={"Run npx tsc --noEmit": "failure"}
                )

        assert attack.pull("edited", make_door=judged_by(act)) == 1
        assert attack.check() == "failure"


def test_the_one_who_looked_first_does_not_write_last(tmp_path: Path) -> None:
    with attacked(tmp_path) as attack:
        attack.do_all()

        class Slow(CheckRuns):
            def tell(self, run: CheckRun, reports: Sequence[Report]) -> bool:
                dismiss(attack.stage.pull, "tomas")
                attack.pull("edited")
                return super().tell(run, reports)

        def make(environment: Mapping[str, str]) -> Door:
            door = door_of(environment)
            return replace(door, runs=Slow(door.runs.api))

        attack.event("status", {"sha": attack.head, "state": "success"}, make)
        assert not attack.lets_pass()


# a job that dies, or cannot write


def test_a_killed_job_leaves_a_check_that_blocks(tmp_path: Path) -> None:
    class Killed(BaseException):
        pass

    def die() -> None:
        raise Killed

    with attacked(tmp_path) as attack:
        attack.do_all()
        with pytest.raises(Killed):
            attack.pull("edited", make_door=judged_by(die))
        assert attack.check() == "in_progress"


def test_a_look_that_takes_too_long_fails_before_the_job_ends(tmp_path: Path) -> None:
    def endless() -> None:
        while True:
            pass

    with attacked(tmp_path) as attack:
        attack.do_all()
        told = {"action": "edited", "pull_request": {"number": 1}}
        code, log = attack.event("pull_request_target", told, judged_by(endless), RELCOMMIT_DEADLINE="1")
        assert (code, attack.check()) == (1, "failure")
        assert "ha tardado más de lo que puede" in log


@pytest.mark.parametrize("step", ["heads", ""])
@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("/repos/*/pulls/1", Silence(1)), ("/repos/*/pulls", Status(502)), ("/repos/*", Cut()),
        ("/repos/*/pulls/1", Garbage()), ("/repos/*", Status(404, "Not Found")),
    ],
)  # fmt: skip
def test_a_first_answer_that_fails_or_never_comes_leaves_a_check_that_blocks(
    tmp_path: Path, path: str, trouble: Trouble, step: str
) -> None:
    """Whatever cannot be read, the check that the event names waits already."""
    with attacked(tmp_path) as attack:
        attack.do_all()
        attack.stage.hub.fail("GET", path, trouble, times=None)
        assert attack.pull("edited", RELCOMMIT_DEADLINE="0.5", RELCOMMIT_STEP=step) == 1
        assert attack.check() in ("failure", "in_progress")


def test_the_check_waits_before_anything_is_read(tmp_path: Path) -> None:
    with attacked(tmp_path) as attack:
        attack.do_all()
        before = len(attack.stage.hub.seen)
        attack.pull("edited", RELCOMMIT_STEP="heads")
        asked = attack.stage.hub.seen[before]
        assert (asked.method, asked.path.rpartition("/")[2]) == ("POST", "check-runs")
        assert attack.check() == "in_progress"


def test_a_check_opened_on_what_the_pull_request_is_no_longer_is_put_away(tmp_path: Path) -> None:
    """An event comes late, when the pull request goes into another branch already."""
    with attacked(tmp_path) as attack:
        attack.do_all()
        told = {"number": 1, "head": {"sha": attack.head}, "base": {"ref": "main"}}
        lax(attack)
        attack.stage.api("ana").send("PATCH", "pulls/1", {"base": "floja"})
        attack.event("pull_request_target", {"action": "edited", "pull_request": told})
        assert attack.check() == "cancelled"


def test_a_comment_whose_pull_request_answers_late_turns_the_check_red(tmp_path: Path) -> None:
    """An event of a comment names no commit: it is asked for once more, and in the list."""
    with attacked(tmp_path) as attack:
        attack.do_all()
        told = {"action": "deleted", "issue": {"number": 1, "pull_request": {}}}
        attack.stage.hub.fail("GET", "/repos/*/pulls/1", Status(502), times=None)
        assert attack.event("issue_comment", told, RELCOMMIT_STEP="heads")[0] == 1
        assert attack.check() == "failure"


def test_a_pull_request_that_is_closed_lets_those_of_its_commit_be_looked_at_again(tmp_path: Path) -> None:
    with attacked(tmp_path) as attack:
        attack.do_all()
        stage = attack.stage
        real.git(stage.it.bare, "branch", "-f", "gemela", attack.head)
        told = {"head": "gemela", "base": "main", "title": "docs: x", "body": ""}
        other = int(stage.api("ana").send("POST", "pulls", told)["number"])
        attack.pull("opened", other)
        assert attack.check() == "failure"
        stage.api("ana").send("PATCH", f"pulls/{other}", {"state": "closed"})
        attack.pull("closed", other)
        assert attack.check() == "success"


def test_a_write_that_is_refused_makes_the_newest_fail(tmp_path: Path) -> None:
    with attacked(tmp_path) as attack:
        attack.do_all()
        dismiss(attack.stage.pull, "tomas")
        attack.stage.hub.fail("POST", "/repos/*/check-runs", TOO_MANY, times=None)
        assert attack.pull("edited") == 1
        assert attack.check() == "failure"


def test_a_conclusion_that_cannot_be_written_goes_on_waiting(tmp_path: Path) -> None:
    with attacked(tmp_path) as attack:
        attack.do_all()
        attack.stage.hub.fail("PATCH", "/repos/*/check-runs/*", TOO_MANY, times=None)
        assert attack.pull("edited") == 1
        assert attack.check() == "in_progress"


def test_a_token_that_may_write_no_check_fails_the_job(tmp_path: Path) -> None:
    with attacked(tmp_path) as attack:
        attack.do_all()
        attack.stage.hub.fail("POST", "/repos/*/check-runs", FORBIDDEN, times=None)
        assert attack.pull("edited") == 1
        assert attack.check() == "failure"


# a check of one's own


@pytest.mark.parametrize(
    "job",
    [
        "relcommit: main", "'RELCOMMIT: main'", '"${{ format(\'rel{0}\', \'commit: main\') }}"',
        "x", "x, permissions: ",
        "x, permissions: {checks: write}", "x, permissions: write-all", "x, permissions: {statuses: write}",
    ],
)  # fmt: skip
def test_a_workflow_that_could_write_our_check_needs_somebody_to_answer_for_it(tmp_path: Path, job: str) -> None:
    with attacked(tmp_path) as attack:
        forged = f"on: pull_request\njobs: {{x: {{name: {job}, steps: [{{run: 'true'}}]}}}}\n"
        attack.stage.push({".github/workflows/z.yml": forged})
        attack.do_some()
        assert attack.check() == "failure"
        attack.stage.say("olga", f"/relcommit atestar relcommit-flujo @{attack.head[:12]} Lo he leído")
        assert "relcommit-flujo" not in attack.missing()


@pytest.mark.parametrize("path", [".github/workflows/relcommit-aviso.yml", ".github/actions/relcommit/run.sh"])
def test_nobody_turns_the_enforcement_off_alone(tmp_path: Path, path: str) -> None:
    with attacked(tmp_path) as attack:
        attack.stage.push({path: "jobs: {}\n"})
        attack.do_some()
        assert attack.check() == "failure"
        attack.stage.say("ana", f"/relcommit atestar relcommit-flujo @{attack.head[:12]} Es mío")
        assert "relcommit-flujo" in attack.missing()


# judging


def test_the_red_of_any_app_is_no_green(tmp_path: Path) -> None:
    plan = "# Plan\n\n## Criterios de salida\n\n- Todos los checks en verde <!-- rc: id=ci -->\n"
    with attacked(tmp_path, plan=plan) as attack:
        check_run(attack.stage.hub, attack.stage.it, attack.head, "Tipos")
        assert attack.missing() == set()
        check_run(attack.stage.hub, attack.stage.it, attack.head, "CodeQL", "failure", app="github-advanced-security")
        assert attack.missing() == {"ci"}


@pytest.mark.parametrize("name", ["relcommit", "relcommit (plan)", "relcommit: main"])
def test_the_red_of_another_app_that_calls_itself_like_us_is_no_green_either(tmp_path: Path, name: str) -> None:
    plan = "# Plan\n\n## Criterios de salida\n\n- Todos los checks en verde <!-- rc: id=ci -->\n"
    with attacked(tmp_path, plan=plan) as attack:
        check_run(attack.stage.hub, attack.stage.it, attack.head, "Tipos")
        check_run(attack.stage.hub, attack.stage.it, attack.head, name, "failure", suite="plan")
        assert attack.missing() == set()
        check_run(attack.stage.hub, attack.stage.it, attack.head, name, "failure", app="intruso")
        assert attack.missing() == {"ci"}
        attack.stage.it.extras["check_runs"].pop()
        status(attack.stage.hub, attack.stage.it, attack.head, name, "failure", by="lucas")
        assert attack.missing() == {"ci"}


def test_a_late_status_of_anybody_is_red_too(tmp_path: Path) -> None:
    plan = "# Plan\n\n## Criterios de salida\n\n- Todos los checks en verde <!-- rc: id=ci -->\n"
    with attacked(tmp_path, plan=plan) as attack:
        check_run(attack.stage.hub, attack.stage.it, attack.head, "Tipos")
        status(attack.stage.hub, attack.stage.it, attack.head, "ci/otra", "failure", by="lucas")
        assert attack.missing() == {"ci"}


def test_who_wrote_the_commits_is_no_other_pair_of_eyes(tmp_path: Path) -> None:
    with attacked(tmp_path) as attack:
        attack.do_all()
        attack.commit_as("tomas")
        attack.do_some()
        assert attack.missing() == {"pr"}


@pytest.mark.parametrize("line", ["tomas <x@y.z>", "T <12+tomas@users.noreply.github.com>", "T <tomas@empresa.cl>"])
def test_a_co_author_is_none_either(tmp_path: Path, line: str) -> None:
    with attacked(tmp_path) as attack:
        attack.do_all()
        attack.commit_as("ana", f"docs: agrega algo\n\nCo-authored-by: {line}")
        attack.do_some()
        assert attack.missing() == {"pr"}


def test_the_settings_may_let_them(tmp_path: Path) -> None:
    with attacked(tmp_path, settings=SETTINGS + "self_review = true\n") as attack:
        attack.do_all()
        attack.commit_as("tomas")
        attack.do_some()
        assert attack.missing() == set()


def test_whoever_writes_commits_may_still_ask_for_changes(tmp_path: Path) -> None:
    with attacked(tmp_path) as attack:
        attack.do_all()
        attack.commit_as("tomas")
        attack.do_some()
        attack.stage.review("tomas", "REQUEST_CHANGES")
        assert attack.missing() == {"pr"}


@pytest.mark.parametrize(
    ("settings", "told"), [(OPEN, "neutral"), (OPEN + "[checklist]\nrequired = true\n", "failure")]
)
def test_no_plan_is_never_a_plan_that_holds(tmp_path: Path, settings: str, told: str) -> None:
    with attacked(tmp_path, settings=settings) as attack:
        attack.pull("opened")
        assert attack.check() == told


def test_seven_digits_name_no_commit(tmp_path: Path) -> None:
    with attacked(tmp_path, plan=PLAN.replace("id=dns role=operativa", "id=dns role=operativa fresh=sí")) as attack:
        attack.stage.say("olga", f"/relcommit atestar dns @{attack.head[:11]} Probado")
        assert "dns" in attack.missing()
        attack.stage.say("olga", f"/relcommit atestar dns @{attack.head[:12]} Probado")
        assert "dns" not in attack.missing()


@pytest.mark.parametrize(
    "told",
    [
        {"payload": {"percentage": 10}}, {"payload": '{"weight": "5"}'}, {"payload": {"servicio": "otro"}},
        {"task": "canary"}, {"description": "Canario al 10 %"}, {"payload": "[" * 100_000},
    ],
)  # fmt: skip
def test_a_part_is_no_stable_deployment(tmp_path: Path, told: dict[str, object]) -> None:
    with attacked(tmp_path) as attack:
        sha = merge(attack.stage.hub, attack.stage.it, attack.stage.pull)
        kept = deployment(attack.stage.hub, attack.stage.it, sha, "prod", ("success", "2026-01-02T00:00:00Z"))
        wants = {"environment": ("production",)}
        assert attack.stage.look("deployment", wants, phase="production").state == "met"
        kept.update(told)
        seen = attack.stage.look("deployment", wants, phase="production")
        assert (seen.state, seen.code) in (
            ("inconclusive", "deployment-partial"), ("inconclusive", "deployment-other-payload"),
        )  # fmt: skip


# foreign text that holds the judge up


@pytest.mark.parametrize("text", ["jobs: " + "[" * 80_000, "jobs: " + "{a: " * 40_000, "- " * 80_000, "a: &a [*a]"])
def test_a_workflow_that_nests_without_end_leaves_a_check_that_blocks(tmp_path: Path, text: str) -> None:
    with attacked(tmp_path) as attack:
        attack.do_all()
        attack.stage.push({".github/workflows/x.yml": text})
        attack.pull("synchronize")
        assert not attack.lets_pass()


@pytest.mark.parametrize("body", [">" * 65_500, "1. " * 21_000, "`" * 65_500, "[" * 65_500, "<!--" * 16_000])
def test_comments_of_an_outsider_hold_nobody_up(tmp_path: Path, body: str) -> None:
    with attacked(tmp_path) as attack:
        attack.do_all()
        attack.stage.hub.user("mallory")
        attack.stage.it.roles["mallory"] = "read"
        for _ in range(3):
            attack.stage.say("mallory", body)
        told = {"action": "created", "issue": {"number": 1, "pull_request": {}}}
        assert attack.event("issue_comment", told, RELCOMMIT_DEADLINE="60")[0] == 0
        assert attack.check() == "success"
