"""What somebody changed in the list of a pull request's body, told against the items that the plan asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from relcommit.checklist import zone
from relcommit.checklist.body import shown_texts
from relcommit.checklist.model import ChecklistItem

Change = Literal["zone", "removed", "reworded", "doubled", "foreign", "workflow"]


@dataclass(frozen=True, slots=True)
class Tampered:
    """A difference between the body and the plan, or another way of passing for what one is not."""

    change: Change
    id: str
    """Empty for the zone as a whole; the path of a workflow that could write our check."""


def tampering(items: Iterable[ChecklistItem], body: str) -> tuple[Tampered, ...]:
    """The items with a box that are gone, reworded, doubled, or of nobody; a lost zone is all there is to say."""
    if (parts := zone.split(body)) is None:
        return (Tampered("zone", ""),)
    wanted = {item.id: shown_texts(item.text) for item in items if item.section in ("gates", "done")}
    shown = zone.box_texts(parts.zone)
    names = [name for name, _ in shown]
    texts = dict(shown)
    changes = [Tampered("removed", name) for name in wanted if name not in texts]
    changes += [Tampered("doubled", name) for name in wanted if names.count(name) > 1]
    changes += [Tampered("reworded", name) for name in wanted if name in texts and texts[name] not in wanted[name]]
    changes += [Tampered("foreign", name) for name in dict.fromkeys(names) if name not in wanted]
    return tuple(changes)
