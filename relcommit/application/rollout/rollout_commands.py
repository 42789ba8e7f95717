"""The two commands of the settings' `[rollout]`: arguments filled in one by one, no shell, a bounded answer."""

import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from relcommit.application.app import App
from relcommit.probes.sources.local_command import without_secrets

if TYPE_CHECKING:
    from relcommit.settings import RolloutQuery

SECONDS = 300
MOST_OUTPUT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int | None
    """`None` where it could not be started, or was stopped."""
    output: bytes
    why: str
    """For people, without a final full stop; empty where all went well."""


def filled(command: str, values: Mapping[str, str]) -> list[str]:
    """The arguments, with each `{name}` replaced inside its own argument. Raises ValueError for open quotes."""
    words = shlex.split(command)
    for name, value in values.items():
        words = [word.replace(f"{{{name}}}", value) for word in words]
    return words


def answer_of(app: App, query: "RolloutQuery", values: Mapping[str, str]) -> Ended:
    """Run a query of the base branch's settings; it sees the variables that it names, and no other secret."""
    allowed = {name: app.environment[name] for name in query.environment if name in app.environment}
    environment = {**without_secrets(app.environment), **allowed}
    try:
        words = filled(query.command, values)
    except ValueError as why:
        return Ended(None, b"", str(why))
    return _run(words, app.folder, environment)


def run_words(app: App, words: list[str]) -> Ended:
    """Run the command that takes a rollout back, with the environment of the person who typed the version."""
    return _run(words, app.folder, app.environment)


def _run(words: list[str], folder: Path, environment: Mapping[str, str]) -> Ended:
    with tempfile.TemporaryFile() as output:
        try:
            done = subprocess.run(
                words, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.PIPE, timeout=SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return Ended(None, b"", f"ha tardado más de {SECONDS} segundos")
        except OSError as why:
            return Ended(None, b"", why.strerror or str(why))
        output.seek(0)
        answer = output.read(MOST_OUTPUT + 1)
    last = done.stderr.decode("utf-8", "replace").strip().split("\n")[-1][:200]
    failed = "" if done.returncode == 0 else f"ha acabado con {done.returncode}{f': {last}' if last else ''}"
    return Ended(done.returncode, answer, failed)
