"""Writes the commit-msg hook: POSIX sh that lets through what is provably fine, and asks Python about the rest."""

from collections.abc import Iterable
from pathlib import Path

import relcommit
from relcommit.commits.quick import asks_more
from relcommit.commits.surely_fine import LARGEST
from relcommit.repo.hook.shell_rules import common_verbs, filled, openers, quoted, rules, settings_file, settings_line
from relcommit.repo.messages.cache_marker import STAMP, digest
from relcommit.repo.messages.cached_settings import CachedSettings, bake
from relcommit.settings import CommitSettings

ASK_PYTHON = "header() { return 1; }"
"""In place of the rules, where the settings ask for what a shell cannot tell."""
MARK = "# relcommit-hook "
"""Opens the line by which we know our own hook."""


def script(settings: CommitSettings, *, python: str, words: Iterable[str] = ()) -> str:
    """The hook for these settings; `words` are openers that this repository uses, besides the common ones."""
    package = Path(relcommit.__file__).parent
    cached_settings = bake(settings) or ""
    alone = bool(cached_settings) and not (settings.scope_required or asks_more(settings))
    return filled(
        (Path(__file__).parent / "commit-msg.sh").read_text("utf-8"),
        {
            "VERSION": relcommit.__version__,
            "DIGEST": digest(settings),
            "FILE": settings_file(),
            "LARGEST": str(LARGEST),
            "STAMP": STAMP,
            "NO_SETTINGS": "0" if settings == CommitSettings() else "1",
            "RULES": rules({settings.mood: openers(settings.mood, common_verbs(), words)}) if alone else ASK_PYTHON,
            "SETTINGS": settings_line(CachedSettings(cached_settings)) if alone else "",
            "BAKED": quoted(f"{relcommit.__version__} {cached_settings}" if cached_settings else ""),
            "PYTHON": quoted(python),
            "ROOT": quoted(str(package.parent)),
            "ENTRY": quoted(str(package / "hooks" / "commit_msg.py")),
        },
    )
