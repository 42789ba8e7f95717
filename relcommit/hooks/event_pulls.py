"""Which pull requests an event changes, and which of our checks may be green where that cannot be read."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from relcommit.errors.base import Refused
from relcommit.forge.api import GitHubApi
from relcommit.forge.check_runs import CheckRuns
from relcommit.hooks.checklist_event import Event
from relcommit.probes.sources.github_pull import OpenPull, merged_as, open_pulls, read_pull


class Place(NamedTuple):
    """What a check of ours is about."""

    sha: str
    base: str


def places_of(pulls: Iterable[OpenPull]) -> Mapping[Place, tuple[int, ...]]:
    """The numbers of the pull requests of each commit and base, in the order in which they come."""
    numbers: dict[Place, tuple[int, ...]] = {}
    for pull in pulls:
        place = Place(pull.head, pull.base)
        numbers[place] = (*numbers.get(place, ()), pull.number)
    return numbers


def named_place(event: Event) -> Place | None:
    """The commit and the base of the open pull request that the event itself tells of: nothing has to be read."""
    place = Place(event.head, event.base)
    return place if all(place) and event.is_open else None


def changed_pulls(api: GitHubApi, event: Event) -> tuple[list[OpenPull], tuple[int, ...]]:
    """The open pull requests that the event changes, with all that share their commit, the one it names first; and
    those that are merged.

    Raises Refused.
    """
    number = event.number
    if number is not None:
        pull = read_pull(api, number)
        heads = {pull.head, event.head}
        alike = [other for other in open_pulls(api) if other.head in heads and other.number != number]
        if pull.merged or pull.closed:
            return alike, ((number,) if pull.merged else ())
        return [OpenPull(number, pull.head, pull.base), *alike], ()
    if event.pushed or event.is_of_all:
        return [pull for pull in open_pulls(api) if event.is_of_all or pull.base == event.pushed], ()
    if sha := event.commit:
        return [pull for pull in open_pulls(api) if pull.head == sha], merged_as(api, sha)
    return [], ()


def doubtful_places(runs: CheckRuns, event: Event) -> Iterator[Place]:
    """Where an older check may be green, as far as that can be known when not all can be read; what the event itself
    tells comes first, for each question more may be refused, or late."""
    if place := named_place(event):
        yield place
    if event.head:
        with suppress(Refused):
            yield from (Place(event.head, base) for base in runs.bases(event.head))
    if event.number is not None:
        with suppress(Refused):
            pull = read_pull(runs.api, event.number)
            if not pull.closed:
                yield Place(pull.head, pull.base)
        with suppress(Refused):
            yield from places_of(pull for pull in open_pulls(runs.api) if pull.number == event.number)
