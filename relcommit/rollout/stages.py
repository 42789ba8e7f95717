"""How a plan goes out, from the words of its deployment and of its rollback: shares, windows, observation, deadline."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from relcommit.rollout import lexicon
from relcommit.rollout.model import Span, Stage
from relcommit.rollout.triggers import minutes_of, number_of, plain

_LONGEST_WINDOW = 7 * 24 * 60
_MOST_HOURS = 60 * 24


class Step(Protocol):
    """A step of the deployment or of the rollback, as the plan's reader gives it."""

    @property
    def text(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def details(self) -> tuple[str, ...]: ...


def stage_of(deploy: Iterable[Step], rollback: Iterable[Step]) -> Stage:
    """What the plan says; what it does not say keeps its default, without a line."""
    lines = [(text, step.line) for step in deploy for text in _sentences(step)]
    window = next(_windows(lines), None)
    observed = next(_observed(lines), None)
    usual = Stage()
    return Stage(
        share=next(_shares(lines), None),
        shortest=window[0] if window else usual.shortest,
        longest=window[1] if window else usual.longest,
        observed=observed or usual.observed,
        postmortem=next(_deadlines([(text, step.line) for step in rollback for text in _sentences(step)]), None),
    )


def _sentences(step: Step) -> Sequence[str]:
    """The step's text with each of its details, so that «10 %» below «Deploy canario:» is the canary's."""
    head = plain(step.text)
    return (head, *(f"{head} {plain(detail)}" for detail in step.details))


def _shares(lines: Sequence[tuple[str, int]]) -> Iterator[Span]:
    """The first part of the traffic that is not all of it."""
    for text, line in lines:
        if lexicon.CANARY.search(text):
            for match in lexicon.SHARE.finditer(text):
                share = number_of(match["percent"]) / 100
                if 0 < share < 1 and not _is_limit(text, match):
                    yield Span(value=share, line=line)


def _is_limit(text: str, match: re.Match[str]) -> bool:
    """Whether a percentage is about errors, «si los errores no pasan del 1 %», and not about traffic."""
    before = text[max(match.start() - 30, 0) : match.start()]
    return bool(re.search(r"error|fallo|[<>≤≥]|menos de|super|tasa", before))


def _windows(lines: Sequence[tuple[str, int]]) -> Iterator[tuple[Span, Span]]:
    """The time that the canary is looked at: «30-60 minutos», or one time for both ends."""
    for text, line in lines:
        if lexicon.OBSERVES.search(text) and not (lexicon.CANARY.search(text) or lexicon.SCALES.search(text)):
            continue
        if not (lexicon.CANARY.search(text) or lexicon.SCALES.search(text)):
            continue
        if match := lexicon.WINDOW_RANGE.search(text):
            first = minutes_of(match["first"], match["unit1"] or match["unit"])
            last = minutes_of(match["last"], match["unit"])
        elif match := lexicon.DURATION.search(text):
            first = last = minutes_of(match["number"], match["unit"])
        else:
            continue
        if 1 <= first <= last <= _LONGEST_WINDOW:
            yield Span(value=first, line=line), Span(value=last, line=line)


def _observed(lines: Sequence[tuple[str, int]]) -> Iterator[Span]:
    """The hours that production is watched after everybody has the new version."""
    for text, line in lines:
        if lexicon.OBSERVES.search(text):
            for match in lexicon.DURATION.finditer(text):
                hours = minutes_of(match["number"], match["unit"]) / 60
                if 1 <= hours <= _MOST_HOURS:
                    yield Span(value=hours, line=line)


def _deadlines(lines: Sequence[tuple[str, int]]) -> Iterator[Span]:
    """The hours in which the postmortem has to be opened; 24 where the plan asks for one and says no time."""
    asked = [(text, line) for text, line in lines if lexicon.POSTMORTEM.search(text)]
    for text, line in asked:
        if match := lexicon.DURATION.search(text):
            yield Span(value=minutes_of(match["number"], match["unit"]) / 60, line=line)
    for _, line in asked:
        yield Span(value=24, line=line)
