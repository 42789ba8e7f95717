"""What was found out about an item: verdicts, and how those of its parts make one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from relcommit.checklist.model import PHASES, ChecklistItem, Phase, Proof

State = Literal["met", "not_applicable", "pending", "inconclusive", "unmet", "error"]
Trust = Literal["ci", "api", "web", "commit", "local", "person"]
"""Whose word the evidence is: `commit` is a file that anybody who may push could have written."""

STATES: tuple[State, ...] = ("met", "not_applicable", "pending", "inconclusive", "unmet", "error")
"""From what lets pass to what stops hardest; an item is as its worst part."""
HOLDING: frozenset[State] = frozenset({"met", "not_applicable"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A judgement with its evidence."""

    state: State
    code: str
    """What was seen, for `text.es.verdicts` to say."""
    facts: Mapping[str, str] = field(default_factory=dict)
    trust: Trust = "api"
    source: str = ""
    """Where it was seen: an address, a path, or a name."""
    at: datetime | None = None
    """When what was seen happened, as its source says."""
    turn: str = ""
    """Whose turn it is: `autor`, `ci`, `despliegue`, `ajustes`, `tiempo`, or a role with «@» before it."""
    blind: bool = False
    """Whether no machine can see it from here, so that a person of the role may attest it instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An item with the verdict of each of its proofs, in their order."""

    item: ChecklistItem
    verdicts: tuple[Verdict, ...]

    def until(self, phase: Phase) -> tuple[tuple[Proof, Verdict], ...]:
        """The proofs that have to hold in this phase."""
        pairs = zip(self.item.proofs, self.verdicts, strict=True)
        return tuple((proof, verdict) for proof, verdict in pairs if proof.phase == phase)

    def state(self, phase: Phase | None = None) -> State:
        """As the worst proof; of one phase where it is named, and then `met` where it has none."""
        verdicts = self.verdicts if phase is None else tuple(verdict for _, verdict in self.until(phase))
        return worst(verdicts)

    def worst(self, phase: Phase | None = None) -> Verdict:
        """The verdict that decides; of all phases, in the first that does not hold, for that one's turn is now."""
        if phase is None:
            phase = next((phase for phase in PHASES if self.state(phase) not in HOLDING), None)
        verdicts = self.verdicts if phase is None else tuple(verdict for _, verdict in self.until(phase))
        return max(verdicts, key=lambda verdict: STATES.index(verdict.state))

    def blocks(self, phase: Phase) -> bool:
        """Whether it is required and does not hold in this phase."""
        return self.item.required and self.state(phase) not in HOLDING


def hardest(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict that decides among several; of two alike, the one that no person may answer instead."""
    return max(verdicts, key=lambda verdict: (STATES.index(verdict.state), not verdict.blind))


def worst(verdicts: Sequence[Verdict]) -> State:
    """The state that decides among several."""
    return max((verdict.state for verdict in verdicts), key=STATES.index, default="met")
