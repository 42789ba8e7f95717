"""What the commands of a rollout read: what the plan asks, the rows of production, and the splits of its traffic."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from relcommit.application.app import App
from relcommit.application.machine import in_ci
from relcommit.errors.rollout import (
    BadTime,
    CommittedEvidence,
    EventsMissing,
    FutureTime,
    NoCanary,
    NothingToJudge,
    NotInCi,
    QueryFailed,
)
from relcommit.errors.settings import WrongSetting
from relcommit.probes.sources.rollout_log import Events, columns_of, read_log
from relcommit.rollout.counting import EventLog
from relcommit.rollout.facts import canary_at, served_now
from relcommit.rollout.model import Canary, Judgement, Split, Stage, Trigger
from relcommit.rollout.rows import reading_of
from relcommit.rollout.stages import stage_of
from relcommit.rollout.triggers import read_trigger

if TYPE_CHECKING:
    from relcommit.plan.model import Plan
    from relcommit.probes.sources.events import EventSource
    from relcommit.settings import RolloutSettings, Settings

LEAST_ODDS = 2
_SHORTEST_SECRET = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the plan says of its rollout."""

    plan: "Plan"
    triggers: tuple[Trigger, ...]
    stage: Stage

    @property
    def judged(self) -> tuple[Trigger, ...]:
        """The triggers that rows can decide."""
        return tuple(trigger for trigger in self.triggers if trigger.is_judged)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Where the rows and the splits of a rollout are."""

    app: App
    settings: "RolloutSettings"
    events_file: str = ""
    deployments_file: str = ""
    now: datetime
    """The clock's time."""

    @property
    def clock(self) -> float:
        """The clock's time in minutes since 1970."""
        return self.now.timestamp() / 60

    @cached_property
    def splits(self) -> tuple[Split, ...]:
        """How the traffic was split. Raises EventsMissing, what is wrong with the file, and Refused."""
        from relcommit.probes.sources.splits import splits_in, splits_of

        if not self.deployments_file and not self.settings.deployments:
            from relcommit.application.evidence import github_api
            from relcommit.errors.checklist import NotOnGitHub
            from relcommit.errors.forge import TokenMissing
            from relcommit.probes.kinds.deployment import names_of

            try:
                return splits_of(github_api(self.app), names_of("production", self.app.settings))
            except (NotOnGitHub, TokenMissing) as why:
                raise EventsMissing("deployments", "") from why
        path, name = self._place("deployments", self.deployments_file, self.settings.deployments)
        return splits_in(path.read_bytes(), name)

    @property
    def hidden_values(self) -> tuple[str, ...]:
        """The values of the variables that the query may see: they are written nowhere."""
        named = (self.app.environment.get(name, "") for name in self.settings.query.environment)
        return tuple(value for value in named if len(value) >= _SHORTEST_SECRET)

    @property
    def splits_source(self) -> str:
        """Where the splits come from, for people."""
        return self.deployments_file or self.settings.deployments or "los despliegues de GitHub"

    def canary(self, moment: float) -> Canary:
        """The rollout at a moment. Raises NoCanary, and as `splits`."""
        canary = canary_at(self.splits, moment)
        if canary is None:
            split = served_now(self.splits, moment)
            sharing = len(split.shares) if split else 0
            raise NoCanary(self.splits_source, sharing if sharing > 1 else 0)
        return canary

    def events(self, triggers: Iterable[Trigger], moment: float, known: Iterable[str] = ()) -> Events:
        """The rows up to a moment; `known` are the versions by their whole names.

        Raises EventsMissing, NoVersionColumn, BadRows, and what is wrong with the file.
        """
        source, name = self.source
        return read_log(source, name, self.settings, triggers, tuple(known), until=moment, clock=self.clock)

    @cached_property
    def source(self) -> "tuple[EventSource, str]":
        """The rows, not yet read, with the file's name. Raises EventsMissing, and what is wrong with the file."""
        from relcommit.probes.sources.events import events_in, open_events

        query = self.settings.query.command
        if query and not self.events_file:
            return events_in(self._asked(), "la consulta"), "la consulta"
        path, name = self._place("events", self.events_file, self.settings.events)
        columns = columns_of(self.settings)
        return open_events(path, name, table=self.settings.table, wanted=(columns.time, columns.version)), name

    def _asked(self) -> bytes:
        """What the settings' query prints. Raises NotInCi and QueryFailed."""
        from relcommit.application.rollout.rollout_commands import answer_of

        if in_ci(self.app.environment):
            raise NotInCi("«[rollout.query]»")
        ended = answer_of(self.app, self.settings.query, {"sql": query_sql(self.settings, ())})
        if ended.code != 0:
            raise QueryFailed(self.settings.query.command, ended.why)
        return ended.output

    def _place(self, kind: str, named: str, configured: str) -> tuple[Path, str]:
        """A file from the working folder where it is named, from the root where the settings name it."""
        name = named or configured
        path = self.app.folder / named if named else self.root / configured
        if not name or not path.is_file():
            raise EventsMissing("events" if kind == "events" else "deployments", name)
        if in_ci(self.app.environment) and self._is_committed(path):
            raise CommittedEvidence(name)
        return path, name

    @cached_property
    def committed(self) -> tuple[str, ...]:
        """The files of the evidence that stand as the commit has them: whoever may push could have written them."""
        named = ((self.events_file, self.settings.events), (self.deployments_file, self.settings.deployments))
        places = [(self.app.folder / given if given else self.root / usual, given or usual) for given, usual in named]
        return tuple(name for path, name in places if name and path.is_file() and self._is_committed(path))

    def _is_committed(self, path: Path) -> bool:
        """Whether the last commit has a file with the very same bytes."""
        from relcommit.errors.base import NotInState

        try:
            place = path.resolve().relative_to(self.root.resolve()).as_posix()
            known = self.app.git.text("rev-parse", "--verify", "-q", f"HEAD:{place}", ok=(0, 1))
            return bool(known) and self.app.git.text("hash-object", "--", str(path)) == known
        except (NotInState, ValueError):
            return False

    @property
    def root(self) -> Path:
        """The root of the repository; the folder where there is none."""
        from relcommit.errors.base import NotInState

        try:
            return self.app.git.root
        except NotInState:
            return self.app.folder


def query_sql(settings: "RolloutSettings", triggers: Iterable[Trigger]) -> str:
    """The query that counts the rows of the settings' table by minute, with what the triggers need of them."""
    from relcommit.probes.sources.events import sql_for

    columns = columns_of(settings)
    named = [name for metric in columns.metrics.values() for name in metric] or ["is_error"]
    names = dict.fromkeys((columns.time, columns.version, columns.incident, *named, "code"))
    reading = reading_of(names, columns, triggers)
    return sql_for(settings.table or "events", reading.columns(), reading)


def asked_of(app: App, named: str | None) -> Asked:
    """What a plan says of its rollout. Raises PlanNotNamed, and what is wrong with the file."""
    from relcommit.application.evidence import read_named_plan

    plan = read_named_plan(app, named)
    return Asked(
        plan=plan, triggers=triggers_of(plan, tuple(app.settings.approvals)), stage=stage_of(plan.deploy, plan.rollback)
    )


def triggers_of(plan: "Plan", roles: tuple[str, ...] = ()) -> tuple[Trigger, ...]:
    """The triggers of a plan, with the ids that its checklist gives them."""
    from relcommit.checklist.items import items_of

    raw = {(item.line, item.text): item for item in plan.rollback if item.kind == "trigger"}
    return tuple(
        read_trigger(item.id, item.text, item.line, raw[item.line, item.text].marks, item.details)
        for item in items_of(plan, roles)
        if item.section == "rollback" and (item.line, item.text) in raw
    )


def evidence_of(app: App, base: str, events: str, deployments: str, now: datetime) -> Evidence:
    """Where a rollout's evidence is; the commands are the base branch's own, and in CI everything is.

    Raises what is wrong with the settings.
    """
    evidence = Evidence(
        app=app, settings=settings_to_trust(app, base), events_file=events, deployments_file=deployments, now=now
    )
    app.hide(lambda text: _without(text, evidence.hidden_values))
    return evidence


def _without(text: str, hidden: tuple[str, ...]) -> str:
    for value in hidden:
        text = text.replace(value, "***")
    return text


def settings_to_trust(app: App, base: str) -> "RolloutSettings":
    """The working tree's, but for the commands that may run and for how sure it has to be: those are the base's."""
    from relcommit.errors.base import NotInState
    from relcommit.settings import Settings

    try:
        held = _base_settings(app, base)
    except NotInState:
        held = None
    trusted = (held or Settings()).rollout
    if in_ci(app.environment) and held is not None:
        return _checked(trusted)
    own = app.settings.rollout
    odds = trusted.odds if held is not None else own.odds
    return _checked(replace(own, query=trusted.query, rollback=trusted.rollback, odds=odds))


def _base_settings(app: App, base: str) -> "Settings | None":
    from relcommit.application.evidence import base_ref
    from relcommit.repo.commit_files import files_at, settings_in

    held = files_at(app.git, base_ref(app, base))
    return settings_in(held) if held else None


def _checked(settings: "RolloutSettings") -> "RolloutSettings":
    if settings.odds < LEAST_ODDS:
        raise WrongSetting("relcommit.toml", None, "rollout.odds", f"número entero, {LEAST_ODDS} o más")
    return settings


def in_repository(app: App) -> bool:
    """Whether the folder is inside a repository."""
    from relcommit.errors.base import NotInState

    try:
        return app.git.root.is_dir()
    except NotInState:
        return False


def moment_of(text: str | None, now: datetime) -> float:
    """The minute since 1970 that `--at` names: a time of today, or a date with its time.

    Raises BadTime and FutureTime.
    """
    if text is None:
        return now.timestamp() / 60
    for reading in (text, f"{now:%Y-%m-%d}T{text}"):
        try:
            moment = datetime.fromisoformat(reading)
        except ValueError:
            continue
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo or UTC)
        if zoned > now:
            raise FutureTime(text)
        return zoned.timestamp() / 60
    raise BadTime(text)


def judgement_of(asked: Asked, evidence: Evidence, moment: float) -> tuple[Judgement, Events]:
    """What is said at a moment. Raises NothingToJudge, NoCanary, and what is wrong with the files."""
    from relcommit.rollout.judge import judge

    if not asked.judged:
        raise NothingToJudge(asked.plan.file, bool(asked.triggers))
    canary = evidence.canary(moment)
    events = evidence.events(asked.triggers, moment, (canary.version, canary.stable))
    judgement = judge(
        asked.triggers, asked.stage, canary, events.log, now=moment, enough=evidence.settings.odds,
        measured=events.metrics,
    )  # fmt: skip
    return judgement, events


def hourly(log: EventLog, metric: str, until: float, days: int = 7) -> tuple[float, float] | None:
    """Requests and incidents an hour over the last days that have rows; `None` where nobody counted."""
    first = until - days * 1440
    minutes = [minute for _, minute in log.requests if first <= minute < until]
    if not minutes:
        return None
    hours = max((max(minutes) - min(minutes) + 1) / 60, 1 / 60)
    requests = sum(number for (_, minute), number in log.requests.items() if first <= minute < until)
    incidents = sum(log.count(metric, version, first, until) for version in log.versions)
    return (requests if log.has_requests else 0) / hours, incidents / hours
