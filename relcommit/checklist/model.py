"""What a plan asks to hold, how each thing is proved, and what was found out, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Section = Literal["gates", "deploy", "rollback", "done"]
Phase = Literal["before", "after", "production"]

PHASES: tuple[Phase, ...] = ("before", "after", "production")
"""In the order of time. Only the first may block a merge."""

PHASE_WORDS: Mapping[str, Phase] = {"antes": "before", "despues": "after", "produccion": "production"}
"""As plans and `--phase` say them."""

PERSON = "person"
"""The kind of what no machine can see."""

TRIGGER = "trigger"
"""The kind of what sets a rollback off: it holds until a machine sees it or a person fires it."""


class RawItem(Protocol):
    """An item as the plan's reader gives it (`plan.model.Item`)."""

    @property
    def text(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def details(self) -> tuple[str, ...]: ...
    @property
    def kind(self) -> str: ...
    @property
    def checked(self) -> bool: ...
    @property
    def marks(self) -> Mapping[str, str]: ...


class RawLists(Protocol):
    """The four lists of a plan."""

    @property
    def gates(self) -> Sequence[RawItem]: ...
    @property
    def deploy(self) -> Sequence[RawItem]: ...
    @property
    def rollback(self) -> Sequence[RawItem]: ...
    @property
    def done(self) -> Sequence[RawItem]: ...


class RawPlan(RawLists, Protocol):
    """What the checklist asks of a plan (`plan.model.Plan`)."""

    @property
    def title(self) -> str | None: ...
    @property
    def branch(self) -> str | None: ...
    @property
    def commit(self) -> object | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One way in which an item, or a part of it, is proved."""

    kind: str
    """A probe's name, or «person»."""
    phase: Phase
    wants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the probe looks for, in its own keys."""
    words: str = ""
    """The words of the plan that led here; empty for the default, `rc: key` for a mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """Something of the plan that has to hold, or is written down to be at hand."""

    id: str
    text: str
    line: int
    section: Section
    phase: Phase
    """When all of it can hold: the last phase of its proofs."""
    proofs: tuple[Proof, ...]
    required: bool
    role: str | None = None
    """Who answers for it; several, with commas, for *each* of them."""
    details: tuple[str, ...] = ()
    action: bool = False
    """In `rollback`: what is done, where the others say what sets it off."""
    checked: bool = False
    fresh: bool = False
    """Whether an attestation has to come after the last push."""
    ignored: tuple[str, ...] = ()
    """Marks that mean nothing here, as `key=value`."""

    @property
    def kind(self) -> str:
        """The probe that carries the item."""
        return self.proofs[0].kind
