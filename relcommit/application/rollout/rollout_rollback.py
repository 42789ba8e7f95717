"""The way back from a rollout: to which version, past which migrations, by which command, and its evidence masked."""

import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relcommit.application.app import App
from relcommit.application.rollout.rollout_commands import filled
from relcommit.application.rollout.rollout_inputs import in_repository
from relcommit.errors.base import NotInState
from relcommit.errors.rollout import NothingToRollBack
from relcommit.rollout.facts import served_now
from relcommit.rollout.model import Canary, Judgement, Split, Stage

if TYPE_CHECKING:
    from relcommit.application.rollout.rollout_inputs import Evidence
    from relcommit.probes.sources.rollout_log import Events

MOST_ROWS = 200
LONGEST_VALUE = 500
_LONGEST_REASON = 100
_WHOLE = 0.999
_KNOWN_COMMANDS = (
    (("wrangler.jsonc", "wrangler.json", "wrangler.toml"), "npx wrangler rollback {stable} --yes --message {reason}"),
    (("vercel.json",), "npx vercel rollback {stable}"),
)
_COMMIT = re.compile(r"[0-9a-f]{40}")
_BY_GIT = "git revert -m 1 {canary}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """A migration that came after the stable version, which a rollback does not take back."""

    name: str
    source: str
    """Where it was seen: the file of those that were applied, or git."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """Everything about going back."""

    canary: Canary
    split: Split
    """The split in force."""
    reason: str
    command: str
    """As the settings or the known tools write it, with its names still open."""
    known: bool
    """Whether the settings say the command."""
    migrations: tuple[Migration, ...]
    migrations_seen: bool
    """Whether there was any place to look for them."""

    @property
    def words(self) -> list[str]:
        """The arguments of the command."""
        values = {"stable": self.canary.stable, "canary": self.canary.version, "reason": self.reason}
        return filled(self.command, values)

    @property
    def shown(self) -> str:
        """The command as a person types it."""
        return shlex.join(self.words)


def way_back(evidence: "Evidence", canary: Canary, judgement: Judgement | None, reason: str) -> WayBack:
    """The way back at this time. Raises NothingToRollBack."""
    split = served_now(evidence.splits, evidence.clock)
    if split is None or split.shares.get(canary.stable, 0.0) >= _WHOLE:
        raise NothingToRollBack(canary.stable)
    command = evidence.settings.rollback.command
    migrations, seen = _migrations(evidence, canary)
    return WayBack(
        canary=canary,
        split=split,
        reason=_reason(judgement, reason),
        command=command or _known_command(evidence.root, canary.version),
        known=bool(command),
        migrations=migrations,
        migrations_seen=seen,
    )


def split_text(split: Split) -> str:
    """«bbbbbbbb 10 %, aaaaaaaa 90 %»."""
    from relcommit.text.es.rollout.amounts import percent, short

    return ", ".join(f"{short(version)} {percent(share)}" for version, share in sorted(split.shares.items()))


def _reason(judgement: Judgement | None, said: str) -> str:
    """One argument, which no command takes for an option: somebody's words, or what crossed first."""
    crossed = [ruling for ruling in judgement.rulings if ruling.crossed is not None] if judgement else []
    first = min(crossed, key=lambda ruling: ruling.crossed or 0, default=None)
    text = said or (first.trigger.text if first else "lo decide una persona")
    printable = "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
    return printable.lstrip("-")[:_LONGEST_REASON] or "lo decide una persona"


def _known_command(root: Path, version: str) -> str:
    """The tool's whose file is there, or git's where versions are commits; empty where nobody knows it."""
    for names, command in _KNOWN_COMMANDS:
        if any((root / name).is_file() for name in names):
            return command
    return _BY_GIT if _COMMIT.fullmatch(version) else ""


def _migrations(evidence: "Evidence", canary: Canary) -> tuple[tuple[Migration, ...], bool]:
    """Those applied since the stable version got the traffic; where nobody notes that, those that git got since."""
    since = max(
        (
            split.since
            for split in evidence.splits
            if split.shares.get(canary.stable, 0) >= _WHOLE and split.since <= canary.start
        ),
        default=canary.start,
    )
    checklist = evidence.app.settings.checklist
    if checklist.applied and (evidence.root / checklist.applied).is_file():
        applied = _applied_since((evidence.root / checklist.applied).read_bytes(), since)
        if applied is not None:
            return tuple(Migration(name=name, source=checklist.applied) for name in applied), True
        return (), False
    if not (evidence.root / checklist.migrations).is_dir() or not in_repository(evidence.app):
        return (), False
    moment = datetime.fromtimestamp(since * 60, UTC).isoformat()
    names = evidence.app.git.names(
        "log", "-z", f"--since={moment}", "--diff-filter=A", "--format=", "--name-only", "--", checklist.migrations
    )
    added = dict.fromkeys(name.strip("\n").rpartition("/")[2] for name in names if name.strip("\n").endswith(".sql"))
    return tuple(Migration(name=name, source="git") for name in sorted(added)), True


def _applied_since(content: bytes, since: float) -> list[str] | None:
    """The names in a table of migrations whose time is later; `None` where it tells no times, or is not read whole."""
    from relcommit.probes.sources.rows import UnreadableRows, read_table
    from relcommit.rollout.counting import minute_of

    try:
        table = read_table(content, "d1_migrations")
    except UnreadableRows:
        return None
    if table is None or not table.whole or not {"name", "applied_at"} <= set(table.columns):
        return None
    name, time = table.columns.index("name"), table.columns.index("applied_at")
    times = ((str(row[name]), minute_of(row[time])[0]) for row in table.rows)
    return sorted(text for text, minute in times if minute is not None and minute > since)


def bundle(
    plan: str, judgement: Judgement | None, verdict: Mapping[str, Any] | None, events: "Events | None",
    evidence: "Evidence", way: WayBack,
) -> dict[str, Any]:  # fmt: skip
    """The evidence as JSON: splits, counts by minute, the verdict, and some rows without their secrets."""
    return {
        "plan": plan,
        "written": evidence.now.astimezone(UTC).isoformat(),
        "verdict": verdict,
        "splits": [
            {"since": _iso(split.since), "shares": dict(split.shares), "message": split.message}
            for split in evidence.splits
        ],
        "minutes": _minutes(events, way.canary, judgement) if events else [],
        "left_out": len(events.log.bad) if events else 0,
        "rows": masked_rows(evidence, events, way.canary) if events else [],
        "command": way.shown,
        "migrations": [migration.name for migration in way.migrations],
    }


def _minutes(events: "Events", canary: Canary, judgement: Judgement | None) -> list[dict[str, Any]]:
    until = judgement.now if judgement else events.log.newest or canary.start
    log, minutes = events.log, []
    for minute in range(int(canary.start), int(until) + 1):
        counted = {
            version: {
                "requests": log.requests.get((version, minute), 0),
                **{metric: log.count(metric, version, minute, minute + 1) for metric in sorted(events.metrics)},
            }
            for version in (canary.version, canary.stable)
            if (version, minute) in log.requests
        }
        if counted:
            minutes.append({"at": _iso(minute), **counted})
    return minutes


def masked_rows(evidence: "Evidence", events: "Events", canary: Canary) -> list[dict[str, Any]]:
    """The canary's first incidents as they were written, without what looks like a secret."""
    source, _ = evidence.source
    rows: list[dict[str, Any]] = []
    for _, row, repeats in source.read(events.reading):
        version = str(row.get(events.reading.version) or "")
        if len(rows) < MOST_ROWS and version and canary.version.startswith(version) and _is_incident(row, events):
            rows.append({**{str(key): _clipped(value) for key, value in row.items()}, "rows": repeats})
    return mask(rows, evidence.hidden_values)


def _is_incident(row: Mapping[str, object], events: "Events") -> bool:
    return any(
        (metric.count and row.get(metric.count)) or metric.any_row
        or (metric.equals and all(str(row.get(name)) in values for name, values in metric.equals.items()))
        for metric in events.reading.metrics.values()
    )  # fmt: skip


def _clipped(value: object) -> object:
    if isinstance(value, str | int | float | bool) or value is None:
        return value[:LONGEST_VALUE] if isinstance(value, str) else value
    return str(value)[:LONGEST_VALUE]


def mask(rows: list[dict[str, Any]], hidden: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The same rows with each text that holds a secret taken away whole."""
    from relcommit.probes.sources.secret_detection import find_secrets

    places = [(row, key) for row in rows for key, value in row.items() if isinstance(value, str)]
    lines = [f"{key}: {' '.join(row[key].split())}" for row, key in places]
    secrets = {secret.line for secret in find_secrets({"filas": "\n".join(lines).encode("utf-8", "replace")})}
    known = [value for value in hidden if value]
    for number, (row, key) in enumerate(places, 1):
        if number in secrets or any(value in row[key] for value in known):
            row[key] = "«oculto: parece un secreto»"
    return rows


def postmortem_values(
    plan_title: str, stage: Stage, way: WayBack, judgement: Judgement | None, evidence: "Evidence", owner: str,
    saved: str,
) -> dict[str, object]:  # fmt: skip
    """What the postmortem's template is filled in with: facts only."""
    from relcommit.checklist.markdown import inline
    from relcommit.text.es.rollout import timeline as timeline_es

    canary = way.canary
    hours = stage.postmortem.value if stage.postmortem else None
    served = judgement.requests if judgement and judgement.measured_share is not None else None
    return {
        "title": inline(plan_title),
        "date": f"{evidence.now:%Y-%m-%d}",
        "canary": canary.version,
        "stable": canary.stable,
        "timeline": timeline_es.timeline_lines(canary, judgement),
        "seen": [inline(line) for line in timeline_es.seen_lines(judgement)] if judgement else [],
        "reason": inline(way.reason),
        "owner": inline(owner),
        "deadline": timeline_es.deadline(evidence.clock, hours) if hours else "",
        "requests": served[0] if served else None,
        "command": way.shown.replace("`", "'"),
        "migrations": [inline(migration.name) for migration in way.migrations],
        "migrations_seen": way.migrations_seen,
        "migrations_in_git": any(migration.source == "git" for migration in way.migrations),
        "evidence": saved,
    }


def _iso(minute: float) -> str:
    return datetime.fromtimestamp(minute * 60, UTC).isoformat()


def owner_of(app: App) -> str:
    """Whoever git says that this is; empty where it knows nobody."""
    try:
        return app.git.text("config", "--get", "user.name", ok=(0, 1))
    except NotInState:
        return ""
