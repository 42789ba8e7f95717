"""A deployment of the merged change to an environment: that it stands, since when, and that nothing came later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict
from relcommit.errors.forge import RepositoryNotFound
from relcommit.probes.scene import Hub, Scene, blind, moment

_ALIASES = {
    "production": ("production", "prod", "produccion", "producción", "live"),
    "staging": ("staging", "stage", "pruebas"),
    "preproduction": ("preproduction", "preprod", "pre", "preproduccion", "preproducción"),
}
_RUNNING = frozenset({"pending", "queued", "in_progress", "waiting"})
_LOOKED_AT = 20
"""How many of the last deployments are looked at; the newest decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One deployment with its last status."""

    sha: str
    sender: str
    """The app's slug, or `@login`."""
    created: datetime
    state: str
    """Of the last status; `pending` while there is none."""
    since: datetime
    """When it got that state."""
    contains: bool
    """Whether its commit has the merged change in it."""
    url: str = ""


def probe(proof: Proof, scene: Scene) -> Verdict:
    """Look at the environment's deployments, and judge the newest."""
    if scene.hub is None or scene.pull is None:
        return blind("sin-pull-request")
    wanted = (proof.wants.get("environment") or ("production",))[0]
    target = scene.pull.merge_sha or scene.pull.head
    if not scene.pull.merged and proof.phase != "antes":
        return Verdict(state="inconcluso", code="despliegue-tras-merge", facts={"entorno": wanted}, turn="tiempo")
    known = scene.settings.checklist.environments.get(wanted)
    names = (known,) if known else _ALIASES.get(wanted, (wanted,))
    name, found = _deployments(scene.hub, names, target)
    return judge(proof, found, scene.now, name, (*proof.wants.get("app", ()), *scene.settings.checklist.apps))


def judge(proof: Proof, found: Sequence[Deployment], now: datetime, name: str, senders: Sequence[str]) -> Verdict:
    """The newest deployment, first in `found`, has to carry the change, stand, and be old enough.

    One of a sender that does not count, a roll-back by hand say, takes the place of those before it all the same.
    """
    facts = {"entorno": name}
    if not found:
        return Verdict(state="inconcluso", code="sin-despliegue", facts=facts, turn="despliegue")
    newest = found[0]
    if newest.sender not in senders:
        facts["quien"] = newest.sender
        return Verdict(state="inconcluso", code="despliegue-ajeno", facts=facts, source=newest.url, turn="despliegue")
    facts |= {"sha": newest.sha[:12], "estado": newest.state}
    if not newest.contains:
        return Verdict(state="inconcluso", code="despliegue-de-otro", facts=facts, source=newest.url, turn="despliegue")
    if newest.state in _RUNNING:
        return Verdict(
            state="inconcluso", code="despliegue-en-curso", facts=facts, source=newest.url, turn="despliegue"
        )
    if newest.state != "success":
        return Verdict(state="incumplido", code="despliegue-caido", facts=facts, source=newest.url, turn="despliegue")
    return _old_enough(proof, newest, now, facts)


def _old_enough(proof: Proof, newest: Deployment, now: datetime, facts: Mapping[str, str]) -> Verdict:
    wanted = max(
        (float(hours) for hours in proof.wants.get("hours", ()) if hours.replace(".", "", 1).isdecimal()), default=0
    )
    age = now - newest.since
    told = {**facts, "horas": f"{wanted:g}", "lleva": f"{max(age.total_seconds(), 0) / 3600:.1f}"}
    if age < timedelta(hours=wanted):
        code = "despliegue-reciente"
        return Verdict(state="inconcluso", code=code, facts=told, source=newest.url, at=newest.since, turn="tiempo")
    return Verdict(state="cumplido", code="despliegue-estable", facts=told, source=newest.url, at=newest.since)


def _deployments(hub: Hub, names: Sequence[str], target: str) -> tuple[str, tuple[Deployment, ...]]:
    """Those of the first of the names that has any, newest first."""
    for name in names:
        told = hub.pages("deployments", environment=name)
        if told:
            newest = sorted(told, key=lambda one: str(one["created_at"]), reverse=True)[:_LOOKED_AT]
            return name, tuple(_seen(hub, one, target) for one in newest)
    return names[0], ()


def _seen(hub: Hub, told: Mapping[str, object], target: str) -> Deployment:
    statuses = hub.pages(f"deployments/{told['id']}/statuses")
    last = max(statuses, key=lambda one: (str(one["created_at"]), int(one["id"])), default=None)
    created = moment(told["created_at"])
    since = moment(last["created_at"]) if last else created
    assert created is not None and since is not None  # noqa: S101, PT018 - GitHub always says both
    state = str(last["state"]) if last else "pending"
    return Deployment(
        sha=str(told["sha"]),
        sender=_sender(told),
        created=created,
        state=state,
        since=since,
        contains=_contains(hub, str(told["sha"]), target),
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


def _contains(hub: Hub, sha: str, target: str) -> bool:
    """Whether `target` is that commit or one of its ancestors."""
    if sha == target:
        return True
    try:
        compared = hub.get(f"compare/{target}...{sha}", per_page="1")
    except RepositoryNotFound:
        return False
    return compared.get("status") in ("ahead", "identical")
