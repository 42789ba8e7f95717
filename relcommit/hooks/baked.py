"""The settings of commits as one line of text, for a hook that has no time to read TOML."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from relcommit.names import Mood
    from relcommit.settings import CommitSettings

_FIELD, _ITEM = "|", ","


class Baked:
    """The part of `CommitSettings` that the rules look at, without the price of `dataclasses`."""

    __slots__ = ("autosquash", "body_width", "mood", "scopes", "subject_max", "types")

    def __init__(self, line: str) -> None:
        types, scopes, subject_max, body_width, mood, autosquash = line.split(_FIELD)
        self.types = tuple(types.split(_ITEM)) if types else ()
        self.scopes = tuple(scopes.split(_ITEM)) if scopes else ()
        self.subject_max = int(subject_max)
        self.body_width = int(body_width)
        self.mood: Mood = mood  # type: ignore[assignment]  # written by `bake` from a checked value
        self.autosquash = autosquash == "1"


def bake(settings: "CommitSettings") -> str | None:
    """The line that `Baked` reads; `None` for names that it cannot hold, which no sane repository has."""
    names = (*settings.types, *settings.scopes)
    if any(not name or not name.isprintable() or set(name) & {_FIELD, _ITEM, "'", "\\"} for name in names):
        return None
    return _FIELD.join(
        (
            _ITEM.join(settings.types),
            _ITEM.join(settings.scopes),
            str(settings.subject_max),
            str(settings.body_width),
            settings.mood,
            "1" if settings.autosquash else "0",
        )
    )
