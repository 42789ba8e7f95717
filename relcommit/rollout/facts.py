"""From the splits of the traffic to the rollout that they tell of: its version, since when, and its end."""

from collections.abc import Iterable, Sequence

from relcommit.rollout.model import Canary, Split

_WHOLE = 0.999


def canary_at(splits: Iterable[Split], now: float) -> Canary | None:
    """The last rollout that had begun at a moment; `None` where no version ever shared the traffic with another."""
    known = sorted((split for split in splits if split.since <= now), key=lambda split: split.since)
    canary: Canary | None = None
    stable = ""
    for split in known:
        whole = next((version for version, share in split.shares.items() if share >= _WHOLE), "")
        if canary is not None and canary.ended is None:
            canary = _continued(canary, split, whole)
        if canary is not None and canary.promoted is not None and not canary.reverted:
            stable = canary.version
        if (canary is None or canary.ended is not None) and len(split.shares) == 2 and not whole:
            canary = _begun(split, stable) or canary
        stable = whole if whole and not _is_promoted(canary, whole) else stable
    return canary


def _is_promoted(canary: Canary | None, whole: str) -> bool:
    """Whether what got all of the traffic is a new version still under observation."""
    return canary is not None and canary.ended is None and canary.version == whole


def _begun(split: Split, stable: str) -> Canary | None:
    """A rollout: against the version that had all of the traffic, else against the one with the larger part."""
    first, second = sorted(split.shares, key=lambda version: split.shares[version])
    old = stable if stable in split.shares else second
    if old == second and stable != second and split.shares[first] == split.shares[second]:
        return None
    new = first if old == second else second
    return Canary(version=new, stable=old, start=split.since, splits=(split,))


def _continued(canary: Canary, split: Split, whole: str) -> Canary:
    """The same rollout after another split: wider, complete, taken back, or replaced."""
    from dataclasses import replace

    if whole == canary.version:
        splits = (*canary.splits, split)
        return replace(canary, splits=splits, promoted=canary.promoted or split.since)
    if whole == canary.stable:
        return replace(canary, ended=split.since, reverted=True)
    if set(split.shares) == {canary.version, canary.stable} and canary.promoted is None:
        return replace(canary, splits=(*canary.splits, split))
    return replace(canary, ended=split.since)


def served_now(splits: Sequence[Split], now: float) -> Split | None:
    """The split in force at a moment."""
    return max((split for split in splits if split.since <= now), key=lambda split: split.since, default=None)
