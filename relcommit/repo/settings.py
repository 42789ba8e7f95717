"""Find and read the settings of a folder."""

import tomllib
from pathlib import Path

from relcommit.errors.settings import SettingsNotToml, WrongSetting
from relcommit.settings import FILE_NAME, Settings, settings_from


def read_settings(root: Path) -> Settings:
    """`relcommit.toml`, else `[tool.relcommit]` in pyproject.toml, else the defaults.

    Raises SettingsNotToml, UnknownSetting and WrongSetting.
    """
    own = root / FILE_NAME
    if own.is_file():
        return parse_settings(own.read_bytes(), FILE_NAME)
    shared = root / "pyproject.toml"
    if shared.is_file():
        return parse_settings(shared.read_bytes(), "pyproject.toml")
    return Settings()


def parse_settings(data: bytes, file: str) -> Settings:
    """Read the bytes of a settings file, or of a pyproject.toml. Raises as `read_settings`."""
    try:
        text = data.decode("utf-8-sig")
        parsed = tomllib.loads(text)
    except UnicodeDecodeError as why:
        raise SettingsNotToml(file, data[: why.start].count(b"\n") + 1, None) from why
    except tomllib.TOMLDecodeError as why:
        found = str(why).rpartition("(at line ")[2].partition(",")[0]
        lines = text.rstrip().split("\n")
        line = int(found) if found.isdecimal() else len(lines)  # it has no number at the end of the file
        raise SettingsNotToml(file, line, lines[min(line, len(lines)) - 1].strip()) from why
    if file == "pyproject.toml":
        for table in ("tool", "relcommit"):
            parsed = parsed.get(table, {})
            if not isinstance(parsed, dict):
                raise WrongSetting(file, None, table, "tabla")
    return settings_from(parsed, file, text)
