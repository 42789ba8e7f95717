"""How the traffic was split, as `wrangler deployments list --json`, Cloudflare's API or GitHub tell it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from relcommit.errors.rollout import BadVersion, EventsUnreadable
from relcommit.probes.evidence_context import GitHubReader
from relcommit.probes.sources.events import json_problem
from relcommit.rollout.counting import minute_of
from relcommit.rollout.model import Split

LARGEST = 16 * 1024 * 1024
_VERSION = re.compile(r"[0-9a-f-]{7,64}")
_MOST_GITHUB = 100
_CANARY = re.compile(r"\bcanar(?:y|io|ia)\b")


def splits_in(content: bytes, file: str) -> tuple[Split, ...]:
    """The splits of a file. Raises EventsUnreadable and BadVersion."""
    if len(content) > LARGEST:
        raise EventsUnreadable(file, None, f"pesa más de {LARGEST} bytes")
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as why:
        raise EventsUnreadable(file, getattr(why, "lineno", None), json_problem(why)) from why
    return tuple(_split(entry, file) for entry in _deployments(document, file))


def splits_of(hub: GitHubReader, environments: Iterable[str]) -> tuple[Split, ...]:
    """The splits that GitHub's successful deployments make: each to all, or to the percentage of its payload."""
    splits: list[tuple[float, str, float, str]] = []
    for name in environments:
        for deployment in hub.get("deployments", environment=name, per_page=str(_MOST_GITHUB)):
            statuses = hub.pages(f"deployments/{deployment['id']}/statuses")
            done = [status for status in statuses if status["state"] == "success"]
            minute = min((minute_of(status["created_at"])[0] or 0 for status in done), default=0)
            share = share_of(deployment)
            if minute and share:
                version = str(_payload(deployment).get("version") or deployment["sha"])
                if not _VERSION.fullmatch(version):
                    raise BadVersion("los despliegues de GitHub", version[:80])
                splits.append((minute, version, share, sender_of(deployment)))
    return tuple(_shared(sorted(splits)))


def _shared(deployments: Iterable[tuple[float, str, float, str]]) -> Iterator[Split]:
    """Each with what it leaves to the version that had all of the traffic."""
    stable = ""
    for minute, version, share, author in deployments:
        if share < 1 and stable and stable != version:
            yield Split(since=minute, shares={version: share, stable: 1 - share}, author=author)
        else:
            stable = version
            yield Split(since=minute, shares={version: 1.0}, author=author)


def sender_of(told: Mapping[str, object]) -> str:
    """Who made a deployment or said its state: the app's slug, or `@login`."""
    app = told.get("performed_via_github_app")
    if isinstance(app, Mapping) and app.get("slug"):
        return str(app["slug"])
    creator = told.get("creator")
    login = str(creator.get("login", "")).lower() if isinstance(creator, Mapping) else ""
    is_bot = isinstance(creator, Mapping) and creator.get("type") == "Bot"
    return login.removesuffix("[bot]") if is_bot else f"@{login}"


def share_of(deployment: Mapping[str, object]) -> float:
    """The part of the traffic that a deployment of GitHub got; 0 where it is a canary's and nobody says how much."""
    number = _payload(deployment).get("percentage")
    if isinstance(number, int | float) and not isinstance(number, bool) and 0 < number <= 100:
        return float(number) / 100
    words = f"{deployment.get('task') or ''} {deployment.get('description') or ''}".casefold()
    return 0.0 if _CANARY.search(words) else 1.0


def _payload(deployment: Mapping[str, object]) -> Mapping[str, object]:
    """What whoever deployed added, as an object or as its JSON."""
    payload = deployment.get("payload")
    if isinstance(payload, str):
        try:
            payload = json.loads(payload)
        except (ValueError, RecursionError):
            return {}
    return payload if isinstance(payload, Mapping) else {}


def _deployments(document: object, file: str) -> list[Mapping[str, object]]:
    """The list itself, or inside the API's answer."""
    if isinstance(document, Mapping):
        inner = document.get("result", document)
        document = inner.get("deployments") if isinstance(inner, Mapping) else inner
    if not isinstance(document, list) or not all(isinstance(entry, Mapping) for entry in document):
        raise EventsUnreadable(file, None, "no es una lista de despliegues")
    return document


def _split(entry: Mapping[str, object], file: str) -> Split:
    versions = entry.get("versions")
    minute, _ = minute_of(entry.get("created_on"))
    if minute is None or not isinstance(versions, list) or not versions:
        raise EventsUnreadable(file, None, "a un despliegue le faltan «created_on» o «versions»")
    shares: dict[str, float] = {}
    for version in versions:
        name = str(version.get("version_id") if isinstance(version, Mapping) else "")
        share = version.get("percentage") if isinstance(version, Mapping) else None
        if not _VERSION.fullmatch(name):
            raise BadVersion(file, name[:80])
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 100:
            raise EventsUnreadable(file, None, f"el porcentaje de «{name}» no es un número de 0 a 100")
        if share:
            shares[name] = share / 100
    if abs(sum(shares.values()) - 1) > 0.01:
        raise EventsUnreadable(file, None, "los porcentajes de un despliegue no suman 100")
    notes = entry.get("annotations")
    message = str(notes.get("workers/message") or "") if isinstance(notes, Mapping) else ""
    return Split(since=minute, shares=shares, message=message[:200], author=str(entry.get("author_email") or "")[:200])
