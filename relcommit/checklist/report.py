"""All that was found out about a plan at one commit, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from relcommit.checklist.model import PERSON, TRIGGER, Phase
from relcommit.checklist.tampering import Tampered
from relcommit.checklist.verdict import HOLDING, Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The items of a plan with their verdicts."""

    plans: tuple[str, ...]
    """Where the plan is, or the plans are, from the root of the repository."""
    title: str = ""
    """What the plan calls itself."""
    head: str
    items: tuple[Judged, ...]
    pull_request: int | None = None
    roles: tuple[str, ...] = ()
    """Those of the settings: any of them answers for an item that names none."""
    tampered: tuple[Tampered, ...] = ()
    """What somebody changed in the body's list."""
    plan_required: bool = False
    """Whether the settings let no pull request pass that answers to no plan."""

    def of(self, phase: Phase) -> tuple[Judged, ...]:
        """The required items that have something to prove in this phase."""
        return tuple(item for item in self.items if item.item.required and item.until(phase))

    def missing(self, phase: Phase) -> tuple[Judged, ...]:
        """Those of them that do not hold."""
        return tuple(item for item in self.of(phase) if item.blocks(phase))

    def demands(self) -> bool:
        """Whether any plan asks for anything: where none does, nothing can be said to hold."""
        return any(judged.item.required for judged in self.items)

    def is_blocked(self) -> bool:
        """Whether something keeps it from its merge."""
        return bool(self.missing("before")) or (self.plan_required and not self.demands())

    def failed_gates(self) -> tuple[Judged, ...]:
        """The required exit criteria of which the evidence says no: what stops `prepare`."""
        return tuple(
            item
            for item in self.of("before")
            if item.item.section == "gates" and item.state("before") in ("unmet", "error")
        )

    def fired(self) -> tuple[Judged, ...]:
        """What asks for a rollback now, by the rows or by somebody's word; required or not, nothing is done yet."""
        return tuple(item for item in self.items if item.item.kind == TRIGGER and item.state() == "unmet")

    def boxes(self) -> Mapping[str, bool]:
        """The boxes that evidence decides: all but those of people who have not spoken."""
        return {
            item.item.id: item.state() in HOLDING
            for item in self.items
            if item.item.kind != TRIGGER
            if item.state() in HOLDING or any(proof.kind != PERSON for proof in item.item.proofs)
        }
