"""Check runs and commit statuses at the head, by name or by the command that a workflow's step runs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import STATES, State, Verdict
from relcommit.probes.scene import Files, Pull, Scene, blind, moment
from relcommit.probes.workflows import Ran, is_workflow, jobs_that_run

_WAITING = frozenset({"queued", "in_progress", "waiting", "requested", "pending", "expected"})
_OURS = "relcommit"
"""Our own check and the job that writes it, `relcommit (plan)`, are never evidence for themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A check run or a status of one commit."""

    name: str
    app: str
    """The app's slug; for a status that a person sent, `@login`."""
    sha: str
    outcome: str
    """`success`, `failure`, `skipped`…; one of `_WAITING` while it runs."""
    at: datetime | None = None
    url: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    """The name and the conclusion of each step, where it is a job of GitHub Actions and they were asked for."""


def probe(proof: Proof, scene: Scene) -> Verdict:
    """Look at the head's results, and judge them."""
    if scene.hub is None or scene.pull is None:
        return blind("sin-pull-request")
    results = list(_results(scene, scene.pull))
    jobs: tuple[Ran, ...] = ()
    if command := proof.wants.get("command"):
        jobs = jobs_that_run(command[0], _workflows(scene.files))
        results = [_with_steps(one, scene) if one.name in {job.job for job in jobs} else one for one in results]
    return judge(proof, results, jobs, scene.pull, (*proof.wants.get("app", ()), *scene.settings.checklist.apps))


def judge(proof: Proof, results: Sequence[Result], jobs: Sequence[Ran], pull: Pull, apps: Sequence[str]) -> Verdict:
    """What the results say: only those of the head, of the apps that count, count."""
    foreign = [one for one in results if one.sha == pull.head and not _is_named(one.name, _OURS)]
    counted = [one for one in foreign if _counts(one, pull, apps)]
    if command := proof.wants.get("command"):
        return _by_command(command[0], counted, jobs)
    if names := proof.wants.get("names"):
        return _hardest([_by_name(name, counted, results) for name in names])
    if not counted:
        return Verdict(state="inconcluso", code="sin-checks", turn="ci")
    told = [one for one in counted if one.outcome not in ("skipped", "neutral")]
    return _hardest([_outcome(one) for one in told or counted])


def _by_name(name: str, counted: Sequence[Result], all_results: Sequence[Result]) -> Verdict:
    found = [one for one in counted if _is_named(one.name, name)]
    if found:
        return _hardest([_outcome(one) for one in found])
    others = [one for one in all_results if _is_named(one.name, name)]
    if others:
        facts = {"check": name, "app": others[0].app}
        return Verdict(state="inconcluso", code="check-ajeno", facts=facts, source=others[0].url, turn="ci")
    return Verdict(state="inconcluso", code="check-ausente", facts={"check": name}, turn="ci")


def _by_command(command: str, counted: Sequence[Result], jobs: Sequence[Ran]) -> Verdict:
    facts = {"orden": command}
    if not jobs:
        direct = [one for one in counted if command in one.name]
        if direct:
            return _hardest([_outcome(one) for one in direct])
        return Verdict(state="inconcluso", code="orden-sin-job", facts=facts, turn="ci")
    verdicts = []
    for job in jobs:
        found = [one for one in counted if _is_named(one.name, job.job)]
        verdicts += [_step(one, job) for one in found]
    if not verdicts:
        facts["check"] = jobs[0].job
        return Verdict(state="inconcluso", code="job-sin-resultado", facts=facts, turn="ci")
    return _hardest(verdicts)


def _step(result: Result, job: Ran) -> Verdict:
    """A job that passed does not tell that its step ran: its own conclusion does."""
    verdict = _outcome(result)
    if verdict.state != "cumplido" or (not result.steps and not job.conditional):
        return verdict
    ran = [conclusion for name, conclusion in result.steps if name == job.step]
    if ran and all(one == "success" for one in ran):
        return verdict
    facts = {"check": result.name, "paso": job.step, "resultado": ran[0] if ran else ""}
    state: State = "incumplido" if "failure" in ran else "inconcluso"
    return Verdict(state=state, code="paso-no-ejecutado", facts=facts, trust="ci", source=result.url, turn="ci")


def _outcome(one: Result) -> Verdict:
    facts = {"check": one.name, "resultado": one.outcome}
    if one.outcome == "success":
        return Verdict(state="cumplido", code="check-verde", facts=facts, trust="ci", source=one.url, at=one.at)
    if one.outcome in _WAITING:
        code = "check-en-curso"
    elif one.outcome in ("skipped", "neutral", "stale"):
        code = "check-omitido"
    else:
        return Verdict(
            state="incumplido", code="check-rojo", facts=facts, trust="ci", source=one.url, at=one.at, turn="autor"
        )
    return Verdict(state="inconcluso", code=code, facts=facts, trust="ci", source=one.url, at=one.at, turn="ci")


def _hardest(verdicts: Sequence[Verdict]) -> Verdict:
    return max(verdicts, key=lambda one: STATES.index(one.state))


def _counts(one: Result, pull: Pull, apps: Sequence[str]) -> bool:
    """Whether its sender may vouch: an app that is named, or a person named with «@», but never the author."""
    return one.app in apps and one.app != f"@{pull.author}"


def _is_named(name: str, wanted: str) -> bool:
    """`ci / tsc` is the check `tsc` of the workflow `ci`; a matrix adds its values in brackets."""
    tail = wanted.rpartition(" / ")[2]
    return name in (wanted, tail) or name.startswith((f"{wanted} (", f"{tail} ("))


def _results(scene: Scene, pull: Pull) -> Iterator[Result]:
    assert scene.hub is not None  # noqa: S101 - `probe` looked
    for one in scene.hub.pages(f"commits/{pull.head}/check-runs", key="check_runs", filter="latest"):
        yield Result(
            name=one["name"], app=(one.get("app") or {}).get("slug") or "", sha=one["head_sha"],
            outcome=one["conclusion"] or one["status"], at=moment(one.get("completed_at")),
            url=one.get("html_url") or "",
        )  # fmt: skip
    seen: set[str] = set()
    for one in scene.hub.pages(f"commits/{pull.head}/statuses"):
        if one["context"] in seen:
            continue  # the newest comes first
        seen.add(one["context"])
        yield _status(one, pull.head)


def _status(one: Any, sha: str) -> Result:
    creator = one.get("creator") or {}
    login = str(creator.get("login") or "").lower()
    app = login.removesuffix("[bot]") if creator.get("type") == "Bot" else f"@{login}"
    return Result(
        name=one["context"], app=app, sha=sha, outcome=one["state"],
        at=moment(one.get("updated_at")), url=one.get("target_url") or "",
    )  # fmt: skip


def _with_steps(one: Result, scene: Scene) -> Result:
    """A check run of GitHub Actions is a job of the same id, and its address ends with it."""
    number = one.url.rstrip("/").rpartition("/")[2]
    if scene.hub is None or one.app != "github-actions" or not number.isdecimal():
        return one
    job = scene.hub.get(f"actions/jobs/{number}")
    steps = tuple((step["name"], step["conclusion"] or step["status"]) for step in job.get("steps") or ())
    return replace(one, steps=steps)


def _workflows(files: Files) -> Iterable[tuple[str, bytes]]:
    for path in files.paths():
        if is_workflow(path):
            content = files.read(path)
            if content is not None:
                yield path, content
