"""The last door of the Action's steps: whatever happens is told, and what could not be looked at has failed."""

import contextlib
import sys
from collections.abc import Mapping
from pathlib import Path
from traceback import format_exception

from relcommit.errors.base import RelcommitError
from relcommit.text.es.commits import action as es
from relcommit.text.terminal import command_data, escape_control, escape_workflow_commands

FAILED = 1
"""The exit code of a step that refused something, or could not look."""


def words(problem: Exception) -> str:
    """What happened. Of a mistake of ours the log gets the details, and no foreign text reaches it raw."""
    if isinstance(problem, RelcommitError):
        return problem.explain()
    say(escape_workflow_commands(escape_control("".join(format_exception(problem)))))
    return es.bug(type(problem).__name__)


def failed(told: str, environment: Mapping[str, str]) -> int:
    """Tell why nothing could be judged, as an annotation and in the summary: a failure, never a pass."""
    say(f"::error title=relcommit::{command_data(told)}")
    with contextlib.suppress(OSError):  # a summary that cannot be written may itself be the trouble
        append(environment, "GITHUB_STEP_SUMMARY", es.failed(told))
    return FAILED


def say(line: str) -> None:
    """A line of the step's log."""
    sys.stdout.write(f"{line}\n")


def append(environment: Mapping[str, str], name: str, text: str) -> None:
    """Add to the file that a variable of the runner names, where it names one. Raises OSError."""
    path = environment.get(name)
    if path:
        with Path(path).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
