"""A repository to play in, that takes nothing from the user's own settings but the name of git."""

import os
from collections.abc import Mapping
from pathlib import Path

from relcommit.repo.git import run_git

_SETTINGS = {
    "user.name": "Demo de relcommit",
    "user.email": "demo@relcommit.invalid",
    "commit.gpgSign": "false",
    "core.hooksPath": os.devnull,
    "core.autocrlf": "false",
}


def new_repository(folder: Path, origin: Path, message: str, environment: Mapping[str, str]) -> None:
    """Make `folder` a repository on «main» with one commit of all its files, pushed to a new bare `origin`."""
    run_git(folder.parent, environment, "init", "--quiet", "--bare", "--initial-branch=main", "--", str(origin))
    run_git(folder, environment, "init", "--quiet", "--initial-branch=main")
    for key, value in _SETTINGS.items():
        run_git(folder, environment, "config", key, value)
    run_git(folder, environment, "remote", "add", "origin", str(origin))
    run_git(folder, environment, "add", "--all")
    run_git(folder, environment, "commit", "--quiet", "-m", message)
    run_git(folder, environment, "push", "--quiet", "-u", "origin", "main")
