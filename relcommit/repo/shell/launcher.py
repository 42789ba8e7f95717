"""Writes the `relcommit` command of POSIX systems: a shell that knows the plainest answer, and calls Python for more.

Python takes several times longer to start than git to list ten commits; see docs/decisions/0008.
"""

from pathlib import Path

import relcommit
from relcommit.commits.spanish.lexicon import verbs
from relcommit.names import Mood
from relcommit.repo.baked import DEFAULTS, Baked
from relcommit.repo.shell.rules import filled, openers, quoted, rules, settings_file, settings_line
from relcommit.repo.stamps import STAMP
from relcommit.repo.stream import PLAIN, QUIET
from relcommit.text.es.tally import summary

PYTHON = ".relcommit-python"
"""The console script that the installer writes beside it; hidden, so that the shell completes `relcommit` to itself."""
_MOST = 30
"""Commits: Python starts in the time that the shell takes for these."""
_LONGEST = 40_000
"""Bytes of their messages, likewise."""
_WORDS = ("el", "la", "los", "las", "lo", "un", "una", "no", "ya", "solo", "también")
"""What opens many descriptions and is no verb."""
_MOODS: tuple[Mood, ...] = ("presente", "infinitivo")


def launcher(*, editable: bool = False) -> str:
    """The script; the sources of an editable install may change under it, which it then looks at."""
    sources = _sources() if editable else []
    return filled(
        (Path(__file__).parent / "launcher.sh").read_text("utf-8"),
        {
            "VERSION": relcommit.__version__,
            "RULES": rules({mood: openers(mood, verbs(), _WORDS) for mood in _MOODS}),
            "SOURCES": " ".join(quoted(str(path)) for path in sources),
            "FILE": settings_file(),
            "SETTINGS": settings_line(Baked(DEFAULTS)),
            "STAMP": STAMP,
            "MORE": str(_MOST + 1),
            "MOST": str(_MOST),
            "LONGEST": str(_LONGEST),
            "QUIET": " ".join(QUIET),
            "PLAIN": " ".join(PLAIN),
            "ONE": summary(1, 0, 0),
            "MANY": summary(2, 0, 0).removeprefix("2 "),
            "PYTHON": PYTHON,
        },
    )


def _sources() -> list[Path]:
    """The files that say what is fine."""
    package = Path(relcommit.__file__).parent
    folders = (package / "commits", package / "repo" / "shell")
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".sh", ".txt"}]
    return sorted([*files, package / "settings.py", package / "repo" / "baked.py", package / "repo" / "stamps.py"])
