"""The settings of commits as one line of text, for those who have no time to read TOML."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from relcommit.names import CaseOfSubject, CoAuthors, Mood, Severity
    from relcommit.settings import CommitSettings

_FIELD, _ITEM = "|", ","
DEFAULTS = (
    "build,chore,ci,docs,feat,fix,perf,refactor,revert,style,test|||"
    "dependabot[bot],github-actions[bot],pre-commit-ci[bot],renovate[bot]|100|72|presente|1||0|lower|allow"
)
"""What `bake` makes of a repository without settings."""


class CachedSettings:
    """The part of `CommitSettings` that the rules look at, without the price of `dataclasses`."""

    __slots__ = (
        "authors", "autosquash", "body_width", "bots", "co_authors", "mood", "scope_required", "scopes", "severity",
        "subject_case", "subject_max", "types",
    )  # fmt: skip
    ticket = None
    """Settings that ask for tickets are not cached."""

    def __init__(self, line: str) -> None:
        types, scopes, authors, bots, subject_max, body_width, mood, *more = line.split(_FIELD)
        autosquash, severity, scope_required, subject_case, co_authors = more
        self.types = _names(types)
        self.scopes = _names(scopes)
        self.authors = _names(authors)
        self.bots = _names(bots)
        self.subject_max = int(subject_max)
        self.body_width = int(body_width)
        self.mood: Mood = mood  # type: ignore[assignment]  # written by `bake` from a checked value
        self.autosquash = autosquash == "1"
        pairs = (pair.partition("=") for pair in _names(severity))
        self.severity: Mapping[str, Severity] = {code: level for code, _, level in pairs}  # type: ignore[misc]  # so too
        self.scope_required = scope_required == "1"
        self.subject_case: CaseOfSubject = subject_case  # type: ignore[assignment]
        self.co_authors: CoAuthors = co_authors  # type: ignore[assignment]


def _names(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(_ITEM)) if joined else ()


def bake(settings: "CommitSettings") -> str | None:
    """The line that `CachedSettings` reads; `None` for what it cannot hold: tickets, scopes by path, insane names."""
    if settings.ticket.pattern or settings.scope_paths:
        return None
    lists = (settings.types, settings.scopes, settings.authors, settings.bots)
    names = [name for names in lists for name in names]
    if any(not name or not name.isprintable() or set(name) & {_FIELD, _ITEM, "'", "\\"} for name in names):
        return None
    return _FIELD.join(
        (
            *(_ITEM.join(names) for names in lists),
            str(settings.subject_max),
            str(settings.body_width),
            settings.mood,
            "1" if settings.autosquash else "0",
            _ITEM.join(f"{code}={level}" for code, level in sorted(settings.severity.items())),
            "1" if settings.scope_required else "0",
            settings.subject_case,
            settings.co_authors,
        )
    )
