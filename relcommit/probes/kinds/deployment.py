"""A deployment of the merged change to an environment: that it stands, since when, and that nothing came later."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict
from relcommit.probes.evidence_context import EvidenceContext, GitHubReader, blind, moment
from relcommit.probes.sources.github_pull import contains
from relcommit.probes.sources.splits import share_of
from relcommit.settings import Settings

_ALIASES = {
    "production": ("production", "prod", "produccion", "producción", "live"),
    "staging": ("staging", "stage", "pruebas"),
    "preproduction": ("preproduction", "preprod", "pre", "preproduccion", "preproducción"),
}
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


def probe(proof: Proof, scene: EvidenceContext) -> Verdict:
    """Look at the environment's deployments, and judge the newest."""
    if scene.hub is None or scene.pull is None:
        return blind("sin-pull-request")
    wanted = (proof.wants.get("environment") or ("production",))[0]
    target = scene.pull.merge_sha or scene.pull.head
    if not scene.pull.merged and proof.phase != "antes":
        return Verdict(state="inconcluso", code="despliegue-tras-merge", facts={"entorno": wanted}, turn="tiempo")
    names = names_of(wanted, scene.settings)
    deployed = {name: newest for name in names if (newest := _newest(scene.hub, name, target))}
    if len(deployed) > 1:
        facts = {"entorno": " y ".join(f"«{name}»" for name in deployed)}
        return Verdict(state="inconcluso", code="entorno-dudoso", facts=facts, turn="ajustes")
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
        return Verdict(state="inconcluso", code="sin-despliegue", facts=facts, turn="despliegue")
    if strange := [sender for sender in newest.senders if sender not in senders]:
        facts["quien"] = strange[0]
        return Verdict(state="inconcluso", code="despliegue-ajeno", facts=facts, source=newest.url, turn="despliegue")
    facts |= {"sha": newest.sha[:12], "estado": newest.state}
    if code := _unsettled(newest):
        return Verdict(state="inconcluso", code=code, facts=facts, source=newest.url, turn="despliegue")
    if newest.state != "success":
        return Verdict(state="incumplido", code="despliegue-caido", facts=facts, source=newest.url, turn="despliegue")
    return _old_enough(proof, newest, now, facts)


def _unsettled(newest: Deployment) -> str:
    """Why a deployment neither stands nor fell; empty where it did either."""
    if not newest.contains:
        return "despliegue-de-otro"
    if newest.share < 1:
        return "despliegue-parcial"
    return "despliegue-en-curso" if newest.state in _RUNNING else ""


def _old_enough(proof: Proof, newest: Deployment, now: datetime, facts: Mapping[str, str]) -> Verdict:
    hours = proof.wants.get("hours", ())
    if strange := [hour for hour in hours if not _HOURS.fullmatch(hour)]:
        return Verdict(state="inconcluso", code="marca-ilegible", facts={"marca": f"hours={strange[0]}"}, turn="autor")
    wanted = max(map(float, hours), default=0)
    age = now - newest.since
    tenths = max(int(age.total_seconds()), 0) // 360  # rounded down: 23.96 hours are not yet 24
    timed = {**facts, "horas": f"{wanted:.2f}", "lleva": f"{tenths / 10}"}
    if age < timedelta(hours=wanted):
        code = "despliegue-reciente"
        return Verdict(state="inconcluso", code=code, facts=timed, source=newest.url, at=newest.since, turn="tiempo")
    return Verdict(state="cumplido", code="despliegue-estable", facts=timed, source=newest.url, at=newest.since)


def _newest(hub: GitHubReader, name: str, target: str) -> Deployment | None:
    """The last deployment to an environment; GitHub lists the newest first."""
    deployments = hub.get("deployments", environment=name, per_page="100")
    last = max(deployments, key=lambda deployment: (str(deployment["created_at"]), int(deployment["id"])), default=None)
    return _seen(hub, last, target) if last else None


def _seen(hub: GitHubReader, told: Mapping[str, object], target: str) -> Deployment:
    statuses = hub.pages(f"deployments/{told['id']}/statuses")
    last = max(statuses, key=lambda status: (str(status["created_at"]), int(status["id"])), default=None)
    created = moment(told["created_at"])
    since = moment(last["created_at"]) if last else created
    assert created is not None and since is not None  # noqa: S101, PT018 - GitHub always says both
    state = str(last["state"]) if last else "pending"
    return Deployment(
        sha=str(told["sha"]),
        senders=(_sender(told), *((_sender(last),) if last else ())),
        created=created,
        state=state,
        since=since,
        contains=contains(hub, str(told["sha"]), target),
        share=share_of(told),
        url=str((last or {}).get("environment_url") or (last or {}).get("log_url") or told.get("url") or ""),
    )


def _sender(told: Mapping[str, object]) -> str:
    app = told.get("performed_via_github_app")
    if isinstance(app, Mapping) and app.get("slug"):
        return str(app["slug"])
    creator = told.get("creator")
    login = str(creator.get("login", "")).lower() if isinstance(creator, Mapping) else ""
    is_bot = isinstance(creator, Mapping) and creator.get("type") == "Bot"
    return login.removesuffix("[bot]") if is_bot else f"@{login}"
