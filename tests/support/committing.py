"""A repository in a temporary folder, and relcommit as a user starts it: own process, sealed environment."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.httpgit import SEALED
from tests.support.warm import as_text, run_module

ROOT = Path(__file__).parents[2]
IDENTITY = {
    "GIT_AUTHOR_NAME": "Ana", "GIT_AUTHOR_EMAIL": "ana@ejemplo.org", "GIT_AUTHOR_DATE": "2026-02-26T10:00:00Z",
    "GIT_COMMITTER_NAME": "Ana", "GIT_COMMITTER_EMAIL": "ana@ejemplo.org", "GIT_COMMITTER_DATE": "2026-02-26T10:00:00Z",
}  # fmt: skip


@dataclass
class Committing:
    """One working tree, its git and its relcommit."""

    root: Path
    extra: dict[str, str] = field(default_factory=dict)
    """More environment, for every process."""

    @property
    def environment(self) -> dict[str, str]:
        own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "GIT_EDITOR": "true"}
        return {**own, **SEALED, **IDENTITY, **self.extra}

    def git(self, *args: str, ok: bool = True, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run git; with `ok`, a failure is the test's."""
        done = self._run(("git", *args), environment)
        assert not ok or done.returncode == 0, done.stderr
        return done

    def relcommit(self, *args: str, stdin: bytes | None = None) -> "subprocess.CompletedProcess[str]":
        """Run `relcommit` in the repository."""
        return run_module("relcommit", args, cwd=self.root, environment=self.environment, stdin=stdin or b"")

    def write(self, name: str, text: str | bytes) -> Path:
        """A file of the working tree."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def commit(self, message: str, *, ok: bool = True) -> "subprocess.CompletedProcess[str]":
        """An empty commit with this message."""
        return self.git("commit", "-q", "--allow-empty", "-m", message, ok=ok)

    def head(self) -> str:
        """The message of HEAD."""
        return self.git("log", "-1", "--format=%B").stdout.strip()

    def _run(
        self, argv: tuple[str, ...], environment: Mapping[str, str], stdin: bytes | None = None
    ) -> "subprocess.CompletedProcess[str]":
        everything = {**self.environment, **environment}
        return as_text(
            subprocess.run(argv, cwd=self.root, env=everything, input=stdin or b"", capture_output=True, check=False)
        )


def new_repository(folder: Path) -> Committing:
    """An empty repository on `main`."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Committing(folder)
    made.git("init", "-q", "-b", "main")
    return made
