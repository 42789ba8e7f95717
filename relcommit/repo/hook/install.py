"""Puts the commit-msg hook in its place, beside whatever stands there, and keeps it up to date."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from relcommit.repo.hook.script import MARK, script
from relcommit.repo.stamps import stamp
from relcommit.settings import CommitSettings

BESIDE = "relcommit-commit-msg"
"""Our script's name where another hook already is `commit-msg`."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that the installation wrote, or a line that somebody has to add by hand."""

    path: Path
    kind: str
    """`hook`, `beside` (our script and a line in theirs), `shared` (a file of the team's), `by-hand`, `kept`."""
    lines: str = ""
    """What to add by hand, or what was added."""


def refresh(message_file: str, hook: str) -> CommitSettings:
    """Read the settings of the working tree, write the hook anew where they changed, and say that it is fresh.

    Raises SettingsNotToml, UnknownSetting and WrongSetting.
    """
    from relcommit.repo.settings import read_settings

    settings = read_settings(Path.cwd()).commit
    path = Path(hook)
    if path.is_file() and MARK.encode() in path.read_bytes():
        _write_if_new(path, script(settings, python=sys.executable, words=_openers(Path.cwd())))
        path.touch()  # newer than our code again, which is how the hook knows that nothing has changed
    stamp(str(Path(message_file).parent), ".", settings)
    return settings


def install(root: Path, folder: Path, hooks: Path, settings: CommitSettings) -> Written:
    """Write the hook; `folder` is git's own folder and `hooks` where git looks for hooks.

    What stands there stays: a shell script gets one line, a manager's own file one entry, and anything else is
    left alone and told.
    """
    for manager in (_lefthook, _husky):
        written = manager(root, hooks)
        if written is not None:
            return written
    inside = hooks.resolve().is_relative_to(root.resolve()) and not hooks.resolve().is_relative_to(folder.resolve())
    if inside:
        return _shared(hooks / "commit-msg")
    if not hooks.resolve().is_relative_to(folder.resolve()):
        return Written(hooks / "commit-msg", "by-hand", 'relcommit check --hook "$1"')
    stamp(str(folder), str(root), settings)
    return _own(hooks, script(settings, python=sys.executable, words=_openers(root)))


def _own(hooks: Path, text: str) -> Written:
    """Our script, as `commit-msg` or beside the one that is there."""
    hooks.mkdir(parents=True, exist_ok=True)
    place = hooks / "commit-msg"
    if not place.exists() or MARK.encode() in place.read_bytes():
        return Written(place, "hook" if _write_if_new(place, text) else "kept")
    _write_if_new(hooks / BESIDE, text)
    return _add_line(place, f'"${{0%/*}}/{BESIDE}" "$1" || exit $?')


def _add_line(place: Path, line: str) -> Written:
    """One line below the first of a shell script; other programs are left alone."""
    text = place.read_text("utf-8", "surrogateescape")
    if line in text:
        return Written(place, "kept")
    first, _, rest = text.partition("\n")
    if place.is_symlink() or not _is_shell(first):
        return Written(place, "by-hand", line)
    place.write_text(f"{first}\n{line}\n{rest}", "utf-8", "surrogateescape")
    return Written(place, "beside", line)


def _is_shell(first: str) -> bool:
    words = first.removeprefix("#!").split()
    names = {Path(word).name for word in words}
    return first.startswith("#!") and bool(names & {"sh", "bash", "dash", "zsh", "ksh", "ash"})


def _shared(place: Path) -> Written:
    """A hook that the team keeps in the repository: no path of this machine in it."""
    line = 'relcommit check --hook "$1" || exit $?'
    if place.exists():
        return _add_line(place, line)
    place.parent.mkdir(parents=True, exist_ok=True)
    _write_if_new(place, f"#!/bin/sh\n{line}\n")
    return Written(place, "shared", line)


def _husky(root: Path, hooks: Path) -> Written | None:
    """husky 9 calls `.husky/commit-msg` with `sh -e`; it has no shebang and needs none."""
    home = root / ".husky"
    if not home.is_dir() and ".husky" not in hooks.parts:
        return None
    place = home / "commit-msg"
    line = 'relcommit check --hook "$1"'
    before = place.read_text("utf-8") if place.exists() else ""
    if line in before:
        return Written(place, "kept")
    home.mkdir(exist_ok=True)
    glue = "" if not before or before.endswith("\n") else "\n"
    place.write_text(f"{before}{glue}{line}\n", "utf-8")
    place.chmod(0o755)
    return Written(place, "beside" if before else "shared", line)


_LEFTHOOK = ("lefthook.yml", "lefthook.yaml", ".lefthook.yml", ".lefthook.yaml")
_LEFTHOOK_ENTRY = """\
commit-msg:
  commands:
    relcommit:
      run: relcommit check --hook {1}
"""


def _lefthook(root: Path, _hooks: Path) -> Written | None:
    """An entry at the end of lefthook's file, unless it has one for commit-msg already."""
    place = next((root / name for name in _LEFTHOOK if (root / name).is_file()), None)
    if place is None:
        return None
    before = place.read_text("utf-8")
    if "relcommit check" in before:
        return Written(place, "kept")
    if any(line.startswith("commit-msg:") for line in before.splitlines()):
        return Written(place, "by-hand", _LEFTHOOK_ENTRY)
    glue = "" if before.endswith("\n") else "\n"
    place.write_text(f"{before}{glue}\n{_LEFTHOOK_ENTRY}", "utf-8")
    return Written(place, "beside", _LEFTHOOK_ENTRY)


def _write_if_new(place: Path, text: str) -> bool:
    """Replace a script at one stroke: a commit may be running the old one."""
    if place.exists() and place.read_text("utf-8", "surrogateescape") == text:
        return False
    fresh = place.with_name(f"{place.name}.relcommit-{os.getpid()}")
    fresh.write_text(text, "utf-8")
    fresh.chmod(0o755)
    fresh.replace(place)
    return True


def _openers(root: Path) -> tuple[str, ...]:
    """The first words of the descriptions that this repository already has."""
    import subprocess

    asked = ("git", "-C", str(root), "log", "-n", "400", "--no-merges", "--format=%s")
    said = subprocess.run(asked, capture_output=True, check=False).stdout.decode("utf-8", "replace")
    found = {rest.split()[0] for subject in said.splitlines() if (rest := subject.partition(": ")[2]).strip()}
    return tuple(sorted(found))[:300]
