"""The settings of commits as one line of text, for those who have no time to read TOML."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from relcommit.names import Mood
    from relcommit.settings import CommitSettings

_FIELD, _ITEM = "|", ","
DEFAULTS = (
    "build,chore,ci,docs,feat,fix,perf,refactor,revert,style,test|||"
    "dependabot[bot],github-actions[bot],pre-commit-ci[bot],renovate[bot]|100|72|presente|1"
)
"""What `bake` makes of a repository without settings."""


class CachedSettings:
    """The part of `CommitSettings` that the rules look at, without the price of `dataclasses`."""

    __slots__ = ("authors", "autosquash", "body_width", "bots", "mood", "scopes", "subject_max", "types")

    def __init__(self, line: str) -> None:
        types, scopes, authors, bots, subject_max, body_width, mood, autosquash = line.split(_FIELD)
        self.types = _names(types)
        self.scopes = _names(scopes)
        self.authors = _names(authors)
        self.bots = _names(bots)
        self.subject_max = int(subject_max)
        self.body_width = int(body_width)
        self.mood: Mood = mood  # type: ignore[assignment]  # written by `bake` from a checked value
        self.autosquash = autosquash == "1"


def _names(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(_ITEM)) if joined else ()


def bake(settings: "CommitSettings") -> str | None:
    """The line that `CachedSettings` reads; `None` for names that it cannot hold, which no sane repository has."""
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
        )
    )
