"""Check runs, the suites that they come in, jobs and commit statuses, as a commit has them."""

from collections.abc import Sequence

from githubkit_schemas.latest.models import CheckRun, CheckSuite, Job, MinimalRepository, Status

from tests.support.github.answers import Answer, Json, Page, not_found, problem
from tests.support.github.evidence import DAY_ONE, keep, kept, somebody
from tests.support.github.repositories import repository, repository_url
from tests.support.github.router import Call, routes
from tests.support.github.state import Repository
from tests.support.github.users import node_id

_FIELDS = ("name", "head_sha", "conclusion", "external_id", "details_url")


def _app(call: Call, slug: str) -> Json:
    number = sum(slug.encode())
    return {
        "id": number, "slug": slug, "node_id": node_id("App", number), "owner": somebody(call, slug), "name": slug,
        "description": None, "external_url": call.web, "html_url": f"{call.web}/apps/{slug}", "created_at": DAY_ONE,
        "updated_at": DAY_ONE, "permissions": {}, "events": [],
    }  # fmt: skip


def _check_run(call: Call, it: Repository, one: Json) -> Json:
    url = f"{repository_url(call, it)}/check-runs/{one['id']}"
    page = f"{call.web}/{it.full_name}/{'actions/runs/1/job' if one['job'] else 'runs'}/{one['id']}"
    return {
        "id": one["id"], "head_sha": one["head_sha"], "node_id": node_id("CheckRun", one["id"]),
        "external_id": one.get("external_id") or "", "url": url, "html_url": page,
        "details_url": one.get("details_url") or page, "status": one["status"], "conclusion": one["conclusion"],
        "started_at": one["at"], "completed_at": one["at"] if one["conclusion"] else None, "name": one["name"],
        "output": {"text": None, "annotations_count": 0, "annotations_url": f"{url}/annotations", **one["output"]},
        "check_suite": {"id": _suite_id(one)}, "app": _app(call, one["app"]), "pull_requests": [],
    }  # fmt: skip


@routes.on("GET", "/repos/{owner}/{repo}/commits/{sha}/check-runs")
def check_runs(call: Call) -> Page:
    """`latest`: of each suite and name, the newest; only of the last thousand suites."""
    it = call.repository
    found = [one for one in kept(it, "check_runs") if one["head_sha"] == call.parts["sha"]]
    if name := call.query.get("check_name"):
        found = [one for one in found if one["name"] == name]
    suites = list(dict.fromkeys(_suite_id(one) for one in found))[-call.state.limits.suites :]
    found = [one for one in found if _suite_id(one) in suites]
    shown = found if call.query.get("filter") == "all" else _latest(found)
    return Page([_check_run(call, it, one) for one in shown], CheckRun, "check_runs")


def _latest(runs: Sequence[Json]) -> list[Json]:
    return list({(_suite_id(one), one["name"]): one for one in runs}.values())


def _suite_id(one: Json) -> int:
    """One for each workflow (or app) and commit; what is written by the API joins the app's own."""
    return sum(map(ord, f"{one['head_sha']}{one['app']}{one['suite']}"))


@routes.on("GET", "/repos/{owner}/{repo}/commits/{sha}/check-suites")
def check_suites(call: Call) -> Page:
    """A suite is done once all that its workflow will run is done, also what has no check run yet."""
    it, sha = call.repository, call.parts["sha"]
    runs = [one for one in kept(it, "check_runs") if one["head_sha"] == sha]
    going = [one for one in kept(it, "going_on") if one["head_sha"] == sha]
    suites: dict[int, list[Json]] = {}
    for one in (*runs, *going):
        suites.setdefault(_suite_id(one), []).append(one)
    return Page([_suite(call, it, number, held) for number, held in suites.items()], CheckSuite, "check_suites")


def _suite(call: Call, it: Repository, number: int, held: Sequence[Json]) -> Json:
    runs = _latest([one for one in held if "name" in one])
    done = len([one for one in held if "name" in one]) == len(held) and all(one["conclusion"] for one in runs)
    bad = next((one["conclusion"] for one in runs if one["conclusion"] not in (None, "success", "skipped")), "success")
    first = held[0]
    url = f"{repository_url(call, it)}/check-suites/{number}"
    return {
        "id": number, "node_id": node_id("CheckSuite", number), "head_branch": None, "head_sha": first["head_sha"],
        "status": "completed" if done else "in_progress", "conclusion": bad if done else None, "url": url,
        "before": None, "after": None, "pull_requests": [], "app": _app(call, first["app"]),
        "repository": _minimal(call, it), "created_at": first["at"], "updated_at": first["at"],
        "head_commit": {
            "id": first["head_sha"], "tree_id": first["head_sha"], "message": "", "timestamp": first["at"],
            "author": None, "committer": None,
        },
        "latest_check_runs_count": len(runs), "check_runs_url": f"{url}/check-runs",
    }  # fmt: skip


def _minimal(call: Call, it: Repository) -> Json:
    return {name: value for name, value in repository(call, it).items() if name in MinimalRepository.model_fields}


@routes.on("POST", "/repos/{owner}/{repo}/check-runs")
def add_check_run(call: Call) -> Answer:
    """Only apps write them: a person's token may not."""
    it = call.repository
    if call.me.kind != "Bot":
        raise problem(403, "You must authenticate via a GitHub App.")
    call.demand("read", needs="checks=write")
    made = keep(
        call.state, it, "check_runs", **{name: call.field(name) for name in _FIELDS}, steps={}, job=False, suite="",
        status=call.field("status", "completed"), app=call.me.login.removesuffix("[bot]"),
        output={"title": None, "summary": None, **call.field("output", {})},
    )  # fmt: skip
    return Answer(_check_run(call, it, made), CheckRun, 201)


@routes.on("PATCH", "/repos/{owner}/{repo}/check-runs/{id}")
def change_check_run(call: Call) -> Answer:
    """Only the app that wrote it may; a conclusion completes it."""
    it = call.repository
    if call.me.kind != "Bot":
        raise problem(403, "You must authenticate via a GitHub App.")
    call.demand("read", needs="checks=write")
    run = next((run for run in kept(it, "check_runs") if run["id"] == int(call.parts["id"])), None)
    if run is None or run["job"]:
        raise not_found()
    if run["app"] != call.me.login.removesuffix("[bot]"):
        raise problem(403, "Invalid app_id `1` - check run can only be modified by the GitHub App that created it.")
    changes = {name: call.field(name) for name in (*_FIELDS, "status") if call.field(name) is not None}
    if changes.get("conclusion"):
        changes["status"] = "completed"
    elif changes.get("status", "completed") != "completed":
        changes["conclusion"] = None
    run.update(changes)
    run["output"] = {**run["output"], **call.field("output", {})}
    return Answer(_check_run(call, it, run), CheckRun)


@routes.on("GET", "/repos/{owner}/{repo}/actions/jobs/{id}")
def one_job(call: Call) -> Answer:
    it = call.repository
    one = next((it for it in kept(it, "check_runs") if it["id"] == int(call.parts["id"])), None)
    if one is None or not one["job"]:
        raise not_found()
    url = f"{repository_url(call, it)}/actions"
    steps = [
        {"name": name, "status": "completed", "conclusion": how, "number": at}
        for at, (name, how) in enumerate(one["steps"].items(), 1)
    ]
    shown = {
        "id": one["id"], "run_id": 1, "run_url": f"{url}/runs/1", "node_id": node_id("Job", one["id"]),
        "head_sha": one["head_sha"], "url": f"{url}/jobs/{one['id']}", "html_url": None, "status": one["status"],
        "conclusion": one["ended"], "created_at": one["at"], "started_at": one["at"], "completed_at": one["at"],
        "name": one["name"], "check_run_url": f"{repository_url(call, it)}/check-runs/{one['id']}", "labels": [],
        "runner_id": None, "runner_name": None, "runner_group_id": None, "runner_group_name": None,
        "workflow_name": "ci", "head_branch": None, "steps": steps,
    }  # fmt: skip
    return Answer(shown, Job)


@routes.on("GET", "/repos/{owner}/{repo}/commits/{sha}/statuses")
def statuses(call: Call) -> Page:
    """Newest first."""
    it = call.repository
    found = [one for one in kept(it, "statuses") if one["sha"] == call.parts["sha"]]
    return Page([_status(call, it, one) for one in reversed(found)], Status)


def _status(call: Call, it: Repository, one: Json) -> Json:
    return {
        "url": f"{repository_url(call, it)}/statuses/{one['sha']}", "avatar_url": None, "id": one["id"],
        "node_id": node_id("Status", one["id"]), "state": one["state"], "description": None, "target_url": None,
        "context": one["context"], "created_at": one["at"], "updated_at": one["at"],
        "creator": somebody(call, one["by"]),
    }  # fmt: skip
