"""Puts the commit-msg hook in its place, and keeps it up to date."""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from relcommit.repo.hook.placing import Placing, is_ours, placing
from relcommit.repo.hook.script import script
from relcommit.repo.messages.cache_marker import write_cache
from relcommit.settings import CommitSettings


def refresh(message_file: str, hook: str) -> CommitSettings:
    """Read the settings of the working tree, write the hook anew where they changed, and say that it is fresh.

    A hook that may not be written, being somebody else's or on a disk that is full or for reading only, stays as it
    is: the settings that were read decide all the same. Raises SettingsNotToml, UnknownSetting and WrongSetting.
    """
    from relcommit.repo.settings import read_settings

    settings = read_settings(Path.cwd()).commit
    with suppress(OSError):
        _renew(Path(hook), settings)
        write_cache(str(Path(message_file).parent), ".", settings)
    return settings


def _renew(hook: Path, settings: CommitSettings) -> None:
    if not is_ours(hook):
        return
    text = _script(Path.cwd(), settings)
    if hook.read_text("utf-8", "surrogateescape") != text:
        _write(hook, text)
    hook.touch()  # newer than our code again, which is how the hook knows that nothing has changed


def placed(root: Path, folder: Path, hooks: Path, settings: CommitSettings) -> Placing:
    """What `install` would do."""
    return placing(root, folder, hooks, _script(root, settings))


def install(root: Path, folder: Path, hooks: Path, settings: CommitSettings) -> Placing:
    """Write the hook; `folder` is git's own folder and `hooks` where git looks for hooks."""
    placing = placed(root, folder, hooks, settings)
    for path, text in placing.files:
        _write(path, text)
    if placing.path.parent == hooks:
        write_cache(str(folder), str(root), settings)
    return placing


def _script(root: Path, settings: CommitSettings) -> str:
    return script(settings, python=sys.executable, words=_openers(root))


def _write(place: Path, text: str) -> None:
    """Replace a file at one stroke, since a commit may be running the old one; our own, and a new one, can be run."""
    place = place.resolve()
    mode = stat.S_IMODE(place.stat().st_mode) if place.exists() and not is_ours(place) else 0o755
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f"{place.name}.relcommit-{os.getpid()}")
    fresh.write_bytes(text.encode("utf-8", "surrogateescape"))
    fresh.chmod(mode)
    fresh.replace(place)


def _openers(root: Path) -> tuple[str, ...]:
    """The first words of the descriptions that this repository already has."""
    import subprocess

    asked = ("git", "-C", str(root), "log", "-n", "400", "--no-merges", "--format=%s")
    subjects = subprocess.run(asked, capture_output=True, check=False).stdout.decode("utf-8", "replace")
    openers = {rest.split()[0] for subject in subjects.splitlines() if (rest := subject.partition(": ")[2]).strip()}
    return tuple(sorted(openers))[:300]
