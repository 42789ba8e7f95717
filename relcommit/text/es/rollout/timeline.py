"""What happened to a canary and when, and what was seen."""

from datetime import tzinfo

from relcommit.rollout.model import Canary, Judgement
from relcommit.text.es.rollout.amounts import clock, percent
from relcommit.text.es.rollout.verdict import OUTCOMES, reasons


def timeline(canary: Canary, judgement: Judgement | None, zone: tzinfo | None = None, *, day: bool = False) -> str:
    """What happened and when, on one line; with its days where that matters."""
    facts: list[tuple[float, str]] = []
    for split in canary.splits:
        share = split.shares.get(canary.version, 0.0)
        facts.append((split.since, f"{'canario ' if share < 1 else ''}{percent(share)}"))
    if canary.ended is not None:
        facts.append((canary.ended, "revertido" if canary.reverted else "sustituido"))
    crossed = [ruling for ruling in judgement.rulings if ruling.crossed is not None] if judgement else []
    if crossed:
        first = min(crossed, key=lambda ruling: ruling.crossed or 0)
        word = OUTCOMES[first.outcome]
        odds = f" ({min(first.odds, 9_999):.0f} a 1)" if first.trigger.kind in ("ratio", "above") else ""
        facts.append((first.crossed or 0, f"{word}{odds}"))
    return " · ".join(f"{clock(minute, zone, day=day)} {text}" for minute, text in sorted(facts))


def timeline_lines(canary: Canary, judgement: Judgement | None, zone: tzinfo | None = None) -> list[str]:
    """The same with its days, one fact a line."""
    return timeline(canary, judgement, zone, day=True).split(" · ")


def seen_lines(judgement: Judgement, zone: tzinfo | None = None) -> list[str]:
    """What was counted for each trigger that rows decide."""
    return [
        f"{ruling.trigger.text}: {OUTCOMES[ruling.outcome]}. {' '.join(reasons(ruling, judgement, zone))}"
        for ruling in judgement.rulings
        if ruling.outcome != "person"
    ]


def deadline(minute: float, hours: float, zone: tzinfo | None = None) -> str:
    """When a postmortem has to be open: «28-02 09:34»."""
    return clock(minute + hours * 60, zone, day=True)
