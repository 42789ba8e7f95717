"""What a team already does: the settings to propose from its history and from its commitizen settings."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from relcommit.commits.cleanup import stored
from relcommit.commits.exempt import exemption
from relcommit.commits.grammar import parse
from relcommit.commits.header import Header
from relcommit.commits.monorepo import scope_paths
from relcommit.commits.rules.header import is_one_slip
from relcommit.commits.spanish import guess_mood
from relcommit.names import CaseOfSubject, Mood, Severity
from relcommit.settings import CommitSettings, TicketSettings

_OFTEN, _SHARE = 3, 0.01
"""Uses, and their share of the headers, from which a type that is not in the convention counts as the team's own."""
_AREAS = 8
"""More types of its own than a team has: they are areas of the code."""
_LONG_TAIL = 0.02
"""How many headers may be longer than the limit before the limit is wrong."""
_LIMITS = (72, 100, 120, 150, 200)
_FOLLOWS = 0.95
"""Share of conventional headers under which a history does not follow the convention yet."""
_ENOUGH = 20
"""Headers from which a habit can be told."""
_STRAY = 0.02
"""Share of the verbs that are of another form, from which that is a habit too and no slip."""
_ALTERNATIVES = re.compile(r"\((?:\?:|\?P<\w+>)?([\w-]+(?:\|[\w-]+)+)\)")
"""A group of plain words in a pattern: `(feat|fix)`."""
_TICKET = re.compile(r"\b([A-Z][A-Z0-9]{1,9})-[0-9]+\b")
_NO_TICKETS = frozenset(
    ("UTF", "SHA", "CVE", "ISO", "RFC", "ES", "PEP", "HTTP", "TLS", "AES", "RSA", "GPT", "MD", "WCAG")
)
"""What stands before a dash and a number and is no project: «UTF-8»."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What the history says, and what follows from it."""

    messages: int
    """Those that people wrote; what tools and git write is not counted."""
    conventional: int
    forms: Mapping[str, int]
    """How many descriptions open with each form of the verb."""
    mood: Mood
    types: tuple[str, ...]
    scopes: tuple[str, ...]
    subject_max: int
    own_types: tuple[str, ...] = field(default=())
    """Those of `types` that the convention does not have."""
    areas: tuple[str, ...] = field(default=())
    """What stands where a type should, by the dozen: no type is asked for then."""
    scope_required: bool = False
    subject_case: CaseOfSubject = "lower"
    ticket: TicketSettings = field(default_factory=TicketSettings)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """What would be an error and is a habit."""
    scope_paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    body_width: int | None = None
    """Where another tool's settings say so."""


def habits(
    headers: Iterable[str],
    commitizen: Mapping[str, Any] | None = None,
    touched: Iterable[tuple[str, Sequence[str]]] = (),
) -> Habits:
    """The settings under which most of this history would pass; `touched` are headers with what their commits touch."""
    headers = [header for header in headers if exemption(stored(header)) is None]
    parsed = [message.header for message in map(parse, headers) if message.header is not None and not message.faults]
    mood, forms = guess_mood(headers)
    named, scopes = commitizen_names(commitizen or {})
    known = named or CommitSettings().types
    own, areas = _own_types(parsed, known)
    lengths = [len(header.text) for header in parsed]
    paths = {} if scopes else scope_paths(touched)
    return Habits(
        messages=len(headers),
        conventional=len(parsed),
        forms=forms,
        mood=mood,
        types=() if areas else (*known, *own),
        scopes=scopes or tuple(paths),
        scope_paths=paths,
        subject_max=_limit(lengths),
        own_types=own,
        areas=areas,
        scope_required=_share(bool(header.scope) for header in parsed) >= 1 - _STRAY,
        subject_case=_case(parsed),
        ticket=_ticket(headers),
        severity=_severity(len(headers), len(parsed), mood, forms),
    )


def _own_types(parsed: Sequence[Header], known: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The types that the team adds to those known; or, in their stead, the areas that it writes there.

    What is used by chance, or is a slip of another type, is not learnt.
    """
    used = Counter(header.type.lower() for header in parsed if header.type)
    foreign = {name: times for name, times in used.items() if name not in known}
    least = max(min(_OFTEN, 2 + len(parsed) // _ENOUGH), _SHARE * len(parsed))  # of a young history, two are often
    often = sorted(name for name, times in foreign.items() if times >= least)
    if len(often) > _AREAS or (len(foreign) > 2 * _AREAS and 2 * sum(foreign.values()) > len(parsed)):
        return (), tuple(sorted(foreign, key=lambda name: -foreign[name]))
    slips = {name for name in often for right in known if is_one_slip(name, right) and used[right] > used[name]}
    return tuple(name for name in often if name not in slips and not any(map(str.isdigit, name))), ()


def _share(answers: Iterable[bool]) -> float:
    """The share of those that say yes; 0 where they are too few to tell."""
    given = list(answers)
    return sum(given) / len(given) if len(given) >= _ENOUGH else 0.0


def _case(parsed: Sequence[Header]) -> CaseOfSubject:
    """Capitals where most descriptions open with one; either, where a good part of them does."""
    openings = [header.description for header in parsed if header.description and header.description[:2].isalpha()]
    capitals = _share(text[0].isupper() and text[1].islower() for text in openings)
    return "sentence" if capitals > 0.9 else "any" if capitals > 0.1 else "lower"


def _ticket(headers: Sequence[str]) -> TicketSettings:
    """The tickets of one to three projects that nearly all headers name."""
    projects: Counter[str] = Counter()
    named = 0
    for header in headers:
        found = {project for project in _TICKET.findall(header) if project not in _NO_TICKETS}
        projects.update(found)
        named += bool(found)
    if len(headers) < _ENOUGH or not projects or named < 0.9 * len(headers) or len(projects) > 3:
        return TicketSettings()
    names = sorted(projects)
    group = names[0] if len(names) == 1 else f"({'|'.join(names)})"
    return TicketSettings(f"{group}-[0-9]+", "header", required=named >= (1 - _STRAY) * len(headers))


def _severity(messages: int, conventional: int, mood: Mood, forms: Mapping[str, int]) -> dict[str, Severity]:
    """What the team does often enough for it to be told and not refused."""
    severity: dict[str, Severity] = {}
    if messages >= _ENOUGH and conventional < _FOLLOWS * messages:
        severity["header-format"] = "warning"
    verbs = sum(forms.values())
    english = forms.get("inglés", 0)
    if mood != "libre" and english > _STRAY * verbs:
        severity["english-verb"] = "warning"
    if mood != "libre" and verbs - english - forms.get(mood, 0) > 2 * _STRAY * verbs:
        severity["verb-mood"] = "warning"
    return severity


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
