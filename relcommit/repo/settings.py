"""Find and read the settings of a folder."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from relcommit.commits.finding import CODES
from relcommit.errors.settings import SettingsNotToml, UnknownSetting, WrongSetting
from relcommit.nesting import nests_too_deep
from relcommit.settings import FILE_NAME, CommitSettings, Settings, line_of, settings_from


def read_settings(root: Path) -> Settings:
    """The settings of a folder's files. Raises as `settings_of`."""
    return settings_of(reader(root))


def reader(root: Path) -> Callable[[str], bytes | None]:
    """What gives the bytes of a folder's files, and `None` where there is no such file."""
    return lambda name: (root / name).read_bytes() if (root / name).is_file() else None


def settings_of(read: Callable[[str], bytes | None]) -> Settings:
    """`relcommit.toml`, else `[tool.relcommit]` in pyproject.toml, else the defaults; over those that they extend.

    Without `relcommit.toml`, the types and scopes that commitizen's settings name are the defaults. `read` gives the
    bytes of a file at the root, `None` where there is none. Raises SettingsNotToml, UnknownSetting, WrongSetting,
    SharedSettingsMissing and SharedSettingsCycle.
    """
    own = read(FILE_NAME)
    if own is not None:
        return extended(own, FILE_NAME, read)
    shared = read("pyproject.toml")
    return _with_commitizen(Settings() if shared is None else extended(shared, "pyproject.toml", read), read)


def settings_file(read: Callable[[str], bytes | None]) -> str | None:
    """The file whose settings decide, `None` where there is none of ours. Raises SettingsNotToml and WrongSetting."""
    if read(FILE_NAME) is not None:
        return FILE_NAME
    shared = read("pyproject.toml")
    return None if shared is None or not _tables(shared, "pyproject.toml")[0] else "pyproject.toml"


def _with_commitizen(settings: Settings, read: Callable[[str], bytes | None]) -> Settings:
    from relcommit.commits.habits import commitizen_names
    from relcommit.repo.messages.commitizen_settings import read_commitizen

    table = read_commitizen(read)
    if "customize" not in table:
        return settings
    (types, scopes), rules, default = commitizen_names(table), settings.commit, CommitSettings()
    return replace(
        settings,
        commit=replace(
            rules,
            types=types if types and rules.types == default.types else rules.types,
            scopes=scopes if scopes and rules.scopes == default.scopes else rules.scopes,
        ),
    )


def parse_settings(data: bytes, file: str) -> Settings:
    """Read the bytes of a settings file, or of a pyproject.toml, alone. Raises as `read_settings`."""
    parsed, text = _tables(data, file)
    return _checked(parsed, file, text)


def extended(data: bytes, file: str, read: Callable[[str], bytes | None]) -> Settings:
    """Read the bytes of a settings file over the settings that it extends. Raises as `settings_of`."""
    from relcommit.repo.shared_settings import over_shared

    parsed, text = _tables(data, file)
    settings = _checked(parsed, file, text)
    return _checked(over_shared(parsed, file, read, _tables, _checked), file, text) if settings.extends else settings


def _checked(parsed: Mapping[str, object], file: str, text: str) -> Settings:
    """The settings, with what their types alone do not tell: the codes of findings."""
    settings = settings_from(parsed, file, text)
    for code in settings.commit.severity:
        if code not in CODES:
            near = get_close_matches(code, CODES, n=1)
            key = f"commit.severity.{code}"
            raise UnknownSetting(file, line_of(text, code), key, f"commit.severity.{near[0]}" if near else None)
    return settings


def _tables(data: bytes, file: str) -> tuple[dict[str, object], str]:
    """Our own tables of a file, and its whole text. Raises SettingsNotToml and WrongSetting."""
    try:
        text = data.decode("utf-8-sig")
        if nests_too_deep(text):
            raise SettingsNotToml(file, 1, "[" * 3 + "…")
        parsed = tomllib.loads(text)
    except UnicodeDecodeError as why:
        raise SettingsNotToml(file, data[: why.start].count(b"\n") + 1, None) from why
    except tomllib.TOMLDecodeError as why:
        number = str(why).rpartition("(at line ")[2].partition(",")[0]
        lines = text.rstrip().split("\n")
        line = int(number) if number.isdecimal() else len(lines)  # it has no number at the end of the file
        raise SettingsNotToml(file, line, lines[min(line, len(lines)) - 1].strip()) from why
    if file == "pyproject.toml":
        for table in ("tool", "relcommit"):
            parsed = parsed.get(table, {})
            if not isinstance(parsed, dict):
                raise WrongSetting(file, None, table, "tabla")
    return parsed, text
