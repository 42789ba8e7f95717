"""The repository's own template for pull requests, as the base has it: GitHub only fills it in on its own form."""

from relcommit.application.app import App
from relcommit.checklist.zone import END, START
from relcommit.names import Sha
from relcommit.repo.commit_files import CommitFiles

PLACES = ("", "docs/", ".github/")
"""Where GitHub looks; the last one wins."""
_NAMES = ("pull_request_template.md", "pull_request_template.txt", "pull_request_template")
MOST_CHARACTERS = 20_000
"""A longer one is left out: the plan's own text has to fit too."""


def pull_request_template(app: App, base: Sha) -> str:
    """Its text; empty for none, for several to choose from, and for one that has our own zone."""
    files = CommitFiles(app.git, base)
    lower = {path.lower(): path for path in files.paths()}
    usual = [lower[place + name] for place in PLACES for name in _NAMES if place + name in lower]
    folders = [path for path in lower.values() if _is_in_folder(path.lower())]
    chosen = usual[-1:] or (folders if len(folders) == 1 else [])
    text = (files.read(chosen[0]) or b"").decode("utf-8-sig", "replace") if chosen else ""
    text = text.replace("\r\n", "\n").strip()
    return "" if START in text or END in text or len(text) > MOST_CHARACTERS else text


def _is_in_folder(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return folder in {f"{place}pull_request_template" for place in PLACES} and name.endswith((".md", ".txt"))
