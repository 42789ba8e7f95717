"""Check runs and commit statuses at the head, by name or by the command that a workflow's step runs."""

from collections.abc import Callable, Iterable, Sequence

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import State, Verdict, hardest
from relcommit.probes.evidence_context import EvidenceContext, Files, Pull, blind
from relcommit.probes.sources.check_results import ACTIONS, WAITING, Result, Seen, gather, is_named
from relcommit.probes.sources.workflows import Ran, is_workflow, jobs_that_run, rewritten

_RED = frozenset({"failure", "error", "timed_out", "cancelled", "action_required", "startup_failure"})


def probe(proof: Proof, scene: EvidenceContext) -> Verdict:
    """Look at the head's results, and judge them."""
    if scene.hub is None or scene.pull is None:
        return blind("no-pull-request")
    changed = _rewritten(scene)
    jobs = _jobs(proof, scene, changed)
    seen = gather(scene.hub, scene.pull.head, _matters(proof, jobs))
    apps = (*proof.wants.get("app", ()), *scene.settings.checklist.apps)
    return judge(proof, seen, jobs, scene.pull, apps, changed)


def judge(proof: Proof, seen: Seen, jobs: Sequence[Ran], pull: Pull, apps: Sequence[str], changed: str = "") -> Verdict:
    """What the results say: only those of the head, of the apps that count, count.

    `changed` is the workflow that the pull request itself changes: what it made GitHub Actions say proves nothing yet.
    """
    counted = [
        result
        for result in seen.results
        if result.sha == pull.head and not result.is_ours and _counts(result, pull, apps)
    ]
    if command := proof.wants.get("command"):
        return _by_command(command[0], counted, jobs, changed)
    if names := proof.wants.get("names"):
        return hardest([_by_name(name, counted, seen.results, changed) for name in names])
    return _all([*counted, *_red_elsewhere(counted, seen, pull)], seen.unfinished & set(apps), changed)


def _red_elsewhere(counted: Sequence[Result], seen: Seen, pull: Pull) -> list[Result]:
    """What fails at the head, whoever says so: that nobody vouches for an app makes its red no green."""
    return [
        result
        for result in seen.results
        if result.sha == pull.head and not result.is_ours and result.outcome in _RED and result not in counted
    ]


def _all(counted: Sequence[Result], unfinished: Iterable[str], changed: str) -> Verdict:
    """What was left out is nobody's failure; what has yet to start is not green."""
    decisive = [result for result in counted if result.outcome not in ("skipped", "neutral")] or counted
    verdicts = [_outcome(result, changed) for result in decisive if result.is_job or result.outcome != "success"]
    if app := min(unfinished, default=""):
        verdicts.append(Verdict(state="inconclusive", code="checks-unfinished", facts={"app": app}, turn="ci"))
    return hardest(verdicts) if verdicts else Verdict(state="inconclusive", code="no-checks", turn="ci")


def _by_name(name: str, counted: Sequence[Result], everything: Sequence[Result], changed: str) -> Verdict:
    named = [result for result in counted if is_named(result.name, name)]
    if named:
        return hardest([_outcome(result, changed) for result in named])
    others = [result for result in everything if is_named(result.name, name)]
    if others:
        facts = {"check": name, "app": others[0].app}
        return Verdict(state="inconclusive", code="check-foreign", facts=facts, source=others[0].url, turn="ci")
    return Verdict(state="inconclusive", code="check-absent", facts={"check": name}, turn="ci")


def _by_command(command: str, counted: Sequence[Result], jobs: Sequence[Ran], changed: str) -> Verdict:
    facts = {"orden": command}
    if not jobs:
        direct = [result for result in counted if is_named(result.name, command)]
        if direct:
            return hardest([_outcome(result, changed) for result in direct])
        return Verdict(state="inconclusive", code="command-without-job", facts=facts, turn="ci")
    verdicts = [_step(result, job, changed) for job in jobs for result in counted if is_named(result.name, job.job)]
    if not verdicts:
        facts["check"] = jobs[0].job
        return Verdict(state="inconclusive", code="job-without-result", facts=facts, turn="ci")
    return hardest(verdicts)


def _step(result: Result, job: Ran, changed: str) -> Verdict:
    """A job that passed does not tell that its step ran: its own conclusion does."""
    ran = [conclusion for name, conclusion in result.steps if name == job.step]
    known = result.outcome == "success" and result.is_job and (result.steps or job.conditional)
    if not known or (ran and all(conclusion == "success" for conclusion in ran)):
        return _outcome(result, changed)
    facts = {"check": result.name, "paso": job.step, "resultado": ran[0] if ran else ""}
    state: State = "unmet" if "failure" in ran else "inconclusive"
    return Verdict(state=state, code="step-not-run", facts=facts, trust="ci", source=result.url, turn="ci")


def _outcome(one: Result, changed: str) -> Verdict:
    """What it says by itself, as far as it can be believed: a person may vouch for what only GitHub Actions says."""
    facts = {"check": one.name, "resultado": one.outcome, "archivo": changed}
    state: State = "inconclusive"
    turn, is_blind = "ci", False
    if one.outcome == "success" and not one.is_job:
        code, turn, is_blind = "check-without-job", "@", True
    elif one.outcome == "success" and one.app == ACTIONS and changed:
        code, turn, is_blind = "workflow-changed", "@", True
    elif one.outcome == "success":
        state, code, turn = "met", "check-passed", ""
    elif one.outcome in WAITING:
        code = "check-running"
    elif one.outcome in ("skipped", "neutral", "stale"):
        code = "check-skipped"
    else:
        state, code, turn = "unmet", "check-failed", "autor"
    return Verdict(
        state=state, code=code, facts=facts, trust="ci", source=one.url, at=one.at, turn=turn, blind=is_blind
    )


def _counts(one: Result, pull: Pull, apps: Sequence[str]) -> bool:
    """Whether its sender may vouch: an app that is named, or a person named with «@», but never the author."""
    return one.app in apps and one.app != f"@{pull.author}"


def _matters(proof: Proof, jobs: Sequence[Ran]) -> Callable[[str], bool]:
    """Whose job has to be looked at: of those that could hold the proof."""
    wanted = (*proof.wants.get("names", ()), *proof.wants.get("command", ()), *(job.job for job in jobs))
    return lambda name: not wanted or any(is_named(name, known) for known in wanted)


def _rewritten(scene: EvidenceContext) -> str:
    """The workflow, or the action of the repository's own, that the pull request changes; empty for none."""
    if scene.changes is None or ACTIONS not in scene.settings.checklist.apps:
        return ""
    paths = [*scene.files.paths(), *(scene.base.paths() if scene.base else ())]
    return rewritten((path for change in scene.changes() for path in (change.path, change.previous)), paths)


def _jobs(proof: Proof, scene: EvidenceContext, changed: str) -> tuple[Ran, ...]:
    """The steps that run the command at the head, and on the base branch too unless the pull request changes them."""
    if not (command := proof.wants.get("command")):
        return ()
    at_head = jobs_that_run(command[0], _workflows(scene.files))
    if changed or scene.base is None:
        return at_head
    return tuple(job for job in jobs_that_run(command[0], _workflows(scene.base)) if job in at_head)


def _workflows(files: Files) -> Iterable[tuple[str, bytes]]:
    for path in files.paths():
        if is_workflow(path):
            content = files.read(path)
            if content is not None:
                yield path, content
