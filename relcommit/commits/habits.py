"""What a team already does: the settings to propose from its history and from its commitizen settings."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from relcommit.commits.grammar import parse
from relcommit.commits.spanish import guess_mood
from relcommit.names import Mood
from relcommit.settings import CommitSettings

_OFTEN = 2
"""Uses from which a type that is not in the convention counts as the team's own."""
_LONG_TAIL = 0.05
"""How many headers may be longer than the limit before the limit is wrong."""
_LIMITS = (72, 100, 120, 150)
_ALTERNATIVES = re.compile(r"\((?:\?:|\?P<\w+>)?([\w-]+(?:\|[\w-]+)+)\)")
"""A group of plain words in a pattern: `(feat|fix)`."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What the history says, and what follows from it."""

    messages: int
    conventional: int
    forms: Mapping[str, int]
    """How many descriptions open with each form of the verb."""
    mood: Mood
    types: tuple[str, ...]
    scopes: tuple[str, ...]
    subject_max: int
    own_types: tuple[str, ...] = field(default=())
    """Those of `types` that the convention does not have."""


def habits(headers: Iterable[str], commitizen: Mapping[str, Any] | None = None) -> Habits:
    """The settings under which most of this history would pass."""
    headers = list(headers)
    parsed = [message.header for message in map(parse, headers) if message.header is not None and not message.faults]
    mood, forms = guess_mood(headers)
    named, scopes = commitizen_names(commitizen or {})
    used = Counter(header.type.lower() for header in parsed if header.type)
    known = named or CommitSettings().types
    own = tuple(sorted(name for name, times in used.items() if name not in known and times >= _OFTEN))
    lengths = [len(header.text) for header in parsed]
    return Habits(
        messages=len(headers),
        conventional=len(parsed),
        forms=forms,
        mood=mood,
        types=(*known, *own),
        scopes=scopes,
        subject_max=_limit(lengths),
        own_types=own,
    )


def commitizen_names(settings: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The types and scopes that `[tool.commitizen]` names, in its questions or in its pattern."""
    custom = settings.get("customize")
    if not isinstance(custom, Mapping):
        return (), ()
    types: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    for question in _each(custom.get("questions")):
        if not isinstance(question, Mapping):
            continue
        values = tuple(value for choice in _each(question.get("choices")) if (value := str(_value(choice))))
        if question.get("name") in ("change_type", "prefix", "type"):
            types = values
        elif question.get("name") == "scope":
            scopes = values
    return types or _first_group(str(custom.get("schema_pattern") or "")), scopes


def _each(value: Any) -> list[Any]:
    """A list that somebody wrote, or nothing where it is none."""
    return value if isinstance(value, list) else []


def _value(choice: Any) -> Any:
    return choice.get("value", "") if isinstance(choice, Mapping) else choice


def _first_group(pattern: str) -> tuple[str, ...]:
    """The types that a pattern names: plain words, before the parenthesis of a scope."""
    group = _ALTERNATIVES.search(pattern.partition("\\(")[0])
    return tuple(group[1].split("|")) if group else ()


def _limit(lengths: list[int]) -> int:
    """The house's limit, or the next one that nearly all headers respect; 0 where none does."""
    default = CommitSettings().subject_max
    for limit in (default, *(limit for limit in _LIMITS if limit > default)):
        if sum(length > limit for length in lengths) <= _LONG_TAIL * len(lengths):
            return limit
    return 0
