"""A deployment of the merged change to an environment: that it stands, since when, and that nothing came later."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict
from relcommit.probes.evidence_context import EvidenceContext, GitHubReader, blind, moment
from relcommit.probes.sources.github_pull import contains
from relcommit.probes.sources.splits import sender_of, share_of
from relcommit.settings import Settings

_ALIASES = {
    "production": ("production", "prod", "produccion", "producción", "live"),
    "staging": ("staging", "stage", "pruebas"),
    "preproduction": ("preproduction", "preprod", "pre", "preproduccion", "preproducción"),
}
_CANARY = re.compile(r"canar(?:y|io)|\b(?!100\b)\d{1,2}(?:[.,]\d{1,3})?\s?%", re.IGNORECASE)
_SHARE = re.compile(r"(?:percent(?:age)?|porcentaje|share|weight|peso|traffic|trafico|rollout)", re.IGNORECASE)
_HOURS = re.compile(r"\d{1,7}(?:\.\d{1,12})?")
_RUNNING = frozenset({"pending", "queued", "in_progress", "waiting"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One deployment with its last status."""

    sha: str
    senders: tuple[str, ...]
    """Who made it and who said its last state: each the app's slug, or `@login`."""
    created: datetime
    state: str
    """Of the last status; `pending` while there is none."""
    since: datetime
    """When it got that state."""
    contains: bool
    """Whether its commit has the merged change in it."""
    url: str = ""
    share: float = 1.0
    """Of the traffic, as its payload or its task says; a canary is no stable deployment."""
    partial: str = ""
    """What says that it is not all of it: a share, a canary, another payload or task; empty for nothing."""


def probe(proof: Proof, scene: EvidenceContext) -> Verdict:
    """Look at the environment's deployments, and judge the newest."""
    if scene.hub is None or scene.pull is None:
        return blind("no-pull-request")
    wanted = (proof.wants.get("environment") or ("production",))[0]
    target = scene.pull.merge_sha or scene.pull.head
    if not scene.pull.merged and proof.phase != "before":
        return Verdict(state="inconclusive", code="deployment-after-merge", facts={"entorno": wanted}, turn="tiempo")
    names = names_of(wanted, scene.settings)
    deployed = {name: newest for name in names if (newest := _newest(scene.hub, name, target, scene.settings))}
    if len(deployed) > 1:
        facts = {"entorno": " y ".join(f"«{name}»" for name in deployed)}
        return Verdict(state="inconclusive", code="environment-doubtful", facts=facts, turn="ajustes")
    name, newest = next(iter(deployed.items()), (names[0], None))
    return judge(proof, newest, scene.now, name, (*proof.wants.get("app", ()), *scene.settings.checklist.apps))


def names_of(environment: str, settings: Settings) -> tuple[str, ...]:
    """What GitHub may call an environment: the settings' name for it, else the usual ones, in lower case."""
    known = settings.checklist.environments.get(environment)
    return (known,) if known else _ALIASES.get(environment, (environment,))


def judge(proof: Proof, newest: Deployment | None, now: datetime, name: str, senders: Sequence[str]) -> Verdict:
    """The newest deployment has to carry the change, stand, and be old enough.

    One of a sender that does not count, a roll-back by hand say, takes the place of those before it all the same.
    """
    facts = {"entorno": name}
    if newest is None:
        return Verdict(state="inconclusive", code="no-deployment", facts=facts, turn="despliegue")
    if strange := [sender for sender in newest.senders if sender not in senders]:
        facts["quien"] = strange[0]
        return Verdict(
            state="inconclusive", code="deployment-foreign", facts=facts, source=newest.url, turn="despliegue"
        )
    facts |= {"sha": newest.sha[:12], "estado": newest.state}
    facts["parte"] = newest.partial
    if code := _unsettled(newest):
        return Verdict(state="inconclusive", code=code, facts=facts, source=newest.url, turn="despliegue")
    if newest.state != "success":
        return Verdict(state="unmet", code="deployment-down", facts=facts, source=newest.url, turn="despliegue")
    return _old_enough(proof, newest, now, facts)


def _unsettled(newest: Deployment) -> str:
    """Why a deployment neither stands nor fell; empty where it did either."""
    if not newest.contains:
        return "deployment-of-other"
    if newest.share < 1 or newest.partial:
        return "deployment-partial" if newest.share < 1 else "deployment-other-payload"
    return "deployment-running" if newest.state in _RUNNING else ""


def _old_enough(proof: Proof, newest: Deployment, now: datetime, facts: Mapping[str, str]) -> Verdict:
    hours = proof.wants.get("hours", ())
    if strange := [hour for hour in hours if not _HOURS.fullmatch(hour)]:
        return Verdict(
            state="inconclusive", code="mark-unreadable", facts={"marca": f"hours={strange[0]}"}, turn="autor"
        )
    wanted = max(map(float, hours), default=0)
    age = now - newest.since
    tenths = max(int(age.total_seconds()), 0) // 360  # rounded down: 23.96 hours are not yet 24
    timed = {**facts, "horas": f"{wanted:.2f}", "lleva": f"{tenths / 10}"}
    if age < timedelta(hours=wanted):
        code = "deployment-recent"
        return Verdict(state="inconclusive", code=code, facts=timed, source=newest.url, at=newest.since, turn="tiempo")
    return Verdict(state="met", code="deployment-stable", facts=timed, source=newest.url, at=newest.since)


def _newest(hub: GitHubReader, name: str, target: str, settings: Settings) -> Deployment | None:
    """The last deployment to an environment; GitHub lists the newest first."""
    deployments = hub.get("deployments", environment=name, per_page="100")
    last = max(deployments, key=lambda deployment: (str(deployment["created_at"]), int(deployment["id"])), default=None)
    return _seen(hub, last, target, settings) if last else None


def _seen(hub: GitHubReader, told: Mapping[str, object], target: str, settings: Settings) -> Deployment:
    statuses = hub.pages(f"deployments/{told['id']}/statuses")
    last = max(statuses, key=lambda status: (str(status["created_at"]), int(status["id"])), default=None)
    created = moment(told["created_at"])
    since = moment(last["created_at"]) if last else created
    assert created is not None and since is not None  # noqa: S101, PT018 - GitHub always says both
    state = str(last["state"]) if last else "pending"
    return Deployment(
        sha=str(told["sha"]),
        senders=(sender_of(told), *((sender_of(last),) if last else ())),
        created=created,
        state=state,
        since=since,
        contains=contains(hub, str(told["sha"]), target),
        share=share_of(told),
        partial=partial_of(told, settings.checklist.payload),
        url=str((last or {}).get("environment_url") or (last or {}).get("log_url") or told.get("url") or ""),
    )


def partial_of(told: Mapping[str, object], allowed: Mapping[str, str]) -> str:
    """What of a deployment says that it is not the whole of it; empty where nothing does.

    `allowed` is what its payload may say, as the settings have it. Words of a description count too: nobody calls the
    whole deployment a canary.
    """
    task, described = str(told.get("task") or "deploy"), str(told.get("description") or "")[:1_000]
    if task != "deploy":
        return f"task = {task[:60]}"
    if word := _CANARY.search(described):
        return word[0]
    payload = told.get("payload")
    if isinstance(payload, str):
        try:
            payload = json.loads(payload[:65_536]) if payload.strip() else {}
        except (ValueError, RecursionError):
            return f"payload = {payload[:60]}"
    if not isinstance(payload, Mapping):
        return f"payload = {str(payload)[:60]}" if payload else ""
    return next((f"{key} = {str(value)[:60]}" for key, value in payload.items() if not _fits(key, value, allowed)), "")


def _fits(key: object, value: object, allowed: Mapping[str, str]) -> bool:
    if str(key) in allowed:
        return str(value) == allowed[str(key)]
    return bool(_SHARE.fullmatch(str(key))) and str(value).strip() in ("100", "100%", "100 %", "100.0")
