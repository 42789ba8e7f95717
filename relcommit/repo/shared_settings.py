"""Settings that several repositories share: `extends` names a file, or an installed package that has them."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from relcommit.errors.settings import SharedSettingsCycle, SharedSettingsMissing, WrongSetting
from relcommit.settings import FILE_NAME

Read = Callable[[str], bytes | None]
Tables = Callable[[bytes, str], tuple[dict[str, object], str]]
Check = Callable[[Mapping[str, object], str, str], object]


def over_shared(own: Mapping[str, object], file: str, read: Read, tables: Tables, check: Check) -> dict[str, object]:
    """The tables of a file over those that it extends, and so on; lists are replaced, tables are merged.

    Raises SharedSettingsMissing, SharedSettingsCycle, WrongSetting, and what `tables` and `check` raise.
    """
    chain = [file]
    merged = dict(own)
    while name := merged.pop("extends", ""):
        if not isinstance(name, str):
            raise WrongSetting(chain[-1], None, "extends", "texto")
        place, data = _shared(name, chain[-1], read)
        if place in chain:
            raise SharedSettingsCycle((*chain, place))
        chain.append(place)
        shared, text = tables(data, place)
        check(shared, place, text)  # so that what is wrong is named in its own file
        merged = _merged(shared, merged)
    return merged


def _merged(below: Mapping[str, object], above: Mapping[str, object]) -> dict[str, object]:
    """Both tables; where both say something, the one above."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged


def _shared(name: str, source: str, read: Read) -> tuple[str, bytes]:
    """The place and the bytes of what a file extends. Raises SharedSettingsMissing."""
    if name.endswith(".toml") or "/" in name:
        path = _beside(source, name)
        data = _of_a_package(path, source) if PurePosixPath(source).is_absolute() else _of_the_repository(path, read)
        if data is None:
            raise SharedSettingsMissing(source, name, is_package=False)
        return path, data
    spec = find_spec(name) if name.isidentifier() else None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        place = Path(folder) / FILE_NAME
        if place.is_file():
            return str(place), place.read_bytes()
    raise SharedSettingsMissing(source, name, is_package=True)


def _of_the_repository(path: str, read: Read) -> bytes | None:
    """A file of the repository: what lies outside is nobody's settings, and its lines would be shown in an error."""
    return None if Path(path).is_absolute() or path.partition("/")[0] == ".." else read(path)


def _of_a_package(path: str, source: str) -> bytes | None:
    """What a package extends in itself."""
    place = Path(path)
    return place.read_bytes() if place.is_relative_to(Path(source).parent) and place.is_file() else None


def _beside(source: str, name: str) -> str:
    """A path from the folder of the file that names it, without `.` and `..`."""
    parts: list[str] = []
    whole = PurePosixPath(source).parent / name
    for part in whole.parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return str(PurePosixPath(*parts))
