"""What every command is handed: the folder, the environment, and the repository and settings read on demand."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relcommit.repo.git import Git
    from relcommit.settings import Settings


@dataclass
class App:
    """Where relcommit was called, and what stands there."""

    folder: Path
    """Absolute: the working folder, or what `-C` names."""
    environment: Mapping[str, str]
    """The environment as it was found, for git and its hooks."""

    @cached_property
    def git(self) -> "Git":
        """The door to git at the root of the working tree. Raises NoRepository and BareRepository."""
        from relcommit.repo.git import open_git

        return open_git(self.folder, self.environment)

    @cached_property
    def settings(self) -> "Settings":
        """The settings of the working tree's root, or of the folder outside a repository.

        Raises SettingsNotToml, UnknownSetting and WrongSetting.
        """
        from relcommit.errors import NotInState
        from relcommit.repo.settings import read_settings

        try:
            root = self.git.root
        except NotInState:
            root = self.folder
        return read_settings(root)
