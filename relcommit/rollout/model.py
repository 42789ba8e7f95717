"""What a plan asks of its deployment, what was counted, and what is ruled from it, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

TriggerKind = Literal["ratio", "above", "count", "growing", "answer", "latency", "person"]
"""Compared with the stable version, a rate, a number, or itself; asked by HTTP; not judged; seen by people."""
JUDGED_KINDS: frozenset[TriggerKind] = frozenset({"ratio", "above", "count", "growing"})
"""What rows can say."""

Outcome = Literal["regression", "pause", "inconclusive", "not_yet", "no_regression", "person"]
"""Of a trigger or of all of them; `person` where only people can tell, of a trigger alone."""

ERRORS = "errores"
"""The metric of a trigger that names no other."""
SUSTAINED_BUCKETS = 3
"""What «sostenido» means where the plan gives no time."""
BUCKET_MINUTES = 10
FEWEST_REQUESTS = 30
"""Requests of the canary below which the lack of incidents says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One thing that sets the rollback off."""

    id: str
    text: str
    line: int
    kind: TriggerKind
    metric: str = ERRORS
    """Which rows are its incidents: a name of the settings, or a code; of `answer`, the status («5xx»), or nothing."""
    limit: float = 0
    """`ratio`: times the stable version's rate; `above`: incidents per request; `count`: incidents, not more."""
    minutes: int = 0
    """How long it has to last; for `count`, the length of its window. 0 for no such thing."""
    route: str = ""
    """Of `answer`; empty where the plan names none."""
    pauses: bool = False
    """Whether the plan asks for a pause instead of a rollback."""
    reason: str = ""
    """Why only people can tell: `words`, `no-metric`, `no-value`, `latency`, `route`, `no-route`, `struck-out` or
    `question`."""
    strange: tuple[str, ...] = ()
    """The words that kept it from being read."""
    plus: bool = False
    """Whether the plan writes «+2x», which some read as three times."""

    @property
    def is_judged(self) -> bool:
        """Whether rows can decide it."""
        return self.kind in JUDGED_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A number that the plan says, with its line; 0 where it is the default and the plan says nothing."""

    value: float
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How the plan goes out."""

    share: Span | None = None
    """Of the traffic, 0 to 1; `None` where the plan does not say."""
    shortest: Span = field(default_factory=lambda: Span(value=30))
    """Minutes before which nothing is called good."""
    longest: Span = field(default_factory=lambda: Span(value=60))
    """Minutes after which nothing more is waited for."""
    observed: Span = field(default_factory=lambda: Span(value=24))
    """Hours of observation once all the traffic is the new version's."""
    postmortem: Span | None = None
    """Hours within which it has to be opened after a rollback; `None` where the plan asks for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Who got which part of the traffic from a moment on."""

    since: float
    """Minutes since 1970, UTC."""
    shares: Mapping[str, float]
    """By version, 0 to 1."""
    message: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Canary:
    """A rollout as its splits tell it."""

    version: str
    stable: str
    start: float
    """Minutes since 1970, UTC."""
    splits: tuple[Split, ...]
    """Those with both versions, or the new one at 100 %, in order."""
    promoted: float | None = None
    """When it got all of the traffic."""
    ended: float | None = None
    """When it lost it again, or another version took part."""
    reverted: bool = False

    @property
    def share(self) -> float:
        """Its part of the traffic in the last split."""
        return self.splits[-1].shares.get(self.version, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Incidents and requests of the canary and of the stable version, at the same time."""

    canary: int = 0
    canary_requests: float = 0
    stable: int = 0
    stable_requests: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What is said of one trigger at one moment, with its counts."""

    trigger: Trigger
    outcome: Outcome
    counts: Counts = field(default_factory=Counts)
    odds: float = 0
    """How many times likelier the counts are if the canary is worse; for `growing`, the standard deviations."""
    crossed: float | None = None
    """The minute since 1970 when the evidence was enough; it stays."""
    ruled_out: float | None = None
    """The smallest worsening that the counts contradict."""
    buckets: int = 0
    reason: str = ""
    """Why nothing can be said."""
    facts: Mapping[str, str] = field(default_factory=dict)
    by_split: bool = False
    """Whether the declared split stands for requests that nobody counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is said of a rollout at one moment."""

    outcome: Outcome
    now: float
    enough: float
    """The odds that were asked for."""
    canary: Canary
    rulings: tuple[Ruling, ...]
    requests: tuple[int, int] = (0, 0)
    """Of the canary and of the stable version since its start, as far as they were counted."""
    measured_share: float | None = None
    """The canary's part of the requests while both versions served; `None` where nobody counted them."""
    newest: float | None = None
    """The minute of the last row."""
    reason: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
