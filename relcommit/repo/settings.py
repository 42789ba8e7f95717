"""Find and read the settings of a folder."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from relcommit.errors.settings import SettingsNotToml, WrongSetting
from relcommit.settings import FILE_NAME, CommitSettings, Settings, settings_from


def read_settings(root: Path) -> Settings:
    """The settings of a folder's files. Raises as `settings_of`."""
    return settings_of(reader(root))


def reader(root: Path) -> Callable[[str], bytes | None]:
    """What gives the bytes of a folder's files, and `None` where there is no such file."""
    return lambda name: (root / name).read_bytes() if (root / name).is_file() else None


def settings_of(read: Callable[[str], bytes | None]) -> Settings:
    """`relcommit.toml`, else `[tool.relcommit]` in pyproject.toml, else the defaults.

    Without `relcommit.toml`, the types and scopes that commitizen's settings name are the defaults. `read` gives the
    bytes of a file at the root, `None` where there is none. Raises SettingsNotToml, UnknownSetting and WrongSetting.
    """
    own = read(FILE_NAME)
    if own is not None:
        return parse_settings(own, FILE_NAME)
    shared = read("pyproject.toml")
    return _with_commitizen(Settings() if shared is None else parse_settings(shared, "pyproject.toml"), read)


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
    """Read the bytes of a settings file, or of a pyproject.toml. Raises as `read_settings`."""
    parsed, text = _tables(data, file)
    return settings_from(parsed, file, text)


def _tables(data: bytes, file: str) -> tuple[dict[str, object], str]:
    """Our own tables of a file, and its whole text. Raises SettingsNotToml and WrongSetting."""
    try:
        text = data.decode("utf-8-sig")
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
