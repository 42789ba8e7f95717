"""What is wrong with the settings or a template."""

from relcommit.errors.base import Unreadable


class SettingsNotToml(Unreadable):
    """The settings are not TOML; `text` is the line that is not, `None` where it is not even UTF-8."""

    file: str
    line: int
    text: str | None


class UnknownSetting(Unreadable):
    """A key that no setting has; `nearest` is the known key that looks most like it."""

    file: str
    line: int | None
    key: str
    nearest: str | None


class WrongSetting(Unreadable):
    """A known key with a value of another kind; `expected` names the kind that fits."""

    file: str
    line: int | None
    key: str
    expected: str


class TemplateFailed(Unreadable):
    """A template cannot be filled in; `why` is what Jinja says."""

    name: str
    line: int | None
    why: str
