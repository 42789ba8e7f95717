"""What every command is handed: the folder and the environment; the rest is read when somebody asks for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from relcommit.names import RemoteName

if TYPE_CHECKING:
    from relcommit.forge.choose import Local, OnGitHub
    from relcommit.forge.token import Token
    from relcommit.repo.git import Git
    from relcommit.settings import Settings
    from relcommit.text.templates import TeamTemplates
    from relcommit.world import Forge, Reporter, World


@dataclass
class App:
    """Where relcommit was called, and what stands there."""

    folder: Path
    """Absolute: the working folder, or what `-C` names."""
    environment: Mapping[str, str]
    """The environment as it was found, for git and its hooks."""
    hide: Callable[[Callable[[str], str]], None] = lambda _: None
    """Told what takes a token out of a text, once there is one."""

    @cached_property
    def git(self) -> "Git":
        """The door to git at the root of the working tree. Raises NoRepository and BareRepository."""
        from relcommit.repo.git import open_git

        return open_git(self.folder, self.environment)

    @cached_property
    def history(self) -> "Git":
        """git where commits are only read: also in a bare repository. Raises NoRepository."""
        from relcommit.errors.repository import BareRepository
        from relcommit.repo.git import open_without_tree

        try:
            return self.git
        except BareRepository:
            return open_without_tree(self.folder, self.environment)

    @cached_property
    def settings(self) -> "Settings":
        """The settings of the working tree's root, or of the folder outside a repository.

        Raises SettingsNotToml, UnknownSetting and WrongSetting.
        """
        from relcommit.errors.base import NotInState
        from relcommit.repo.settings import read_settings

        try:
            root = self.git.root
        except NotInState:
            root = self.folder
        return read_settings(root)

    @cached_property
    def templates(self) -> "TeamTemplates":
        """The team's own templates. Raises as `team_templates`."""
        from relcommit.application.team_templates import team_templates

        return team_templates(self)

    @property
    def journal(self) -> Path:
        """Where the runs of this working tree are kept: in the folder that stays when the working tree goes."""
        return self.git.journal

    @property
    def remote(self) -> RemoteName:
        """The remote that the settings name."""
        return RemoteName(self.settings.remote)

    @cached_property
    def remote_url(self) -> str | None:
        """Where the remote is pushed to. Raises CredentialsInAddress."""
        from relcommit.errors.forge import CredentialsInAddress
        from relcommit.forge.address import has_credentials, without_credentials
        from relcommit.repo.snapshot import push_url

        url = push_url(self.git, self.remote)
        if url and has_credentials(url):
            raise CredentialsInAddress(without_credentials(url))
        return url

    @cached_property
    def home(self) -> "Local | OnGitHub":
        """Where pull requests live. Raises RepositoryUnclear and InsecureApi."""
        from relcommit.forge.choose import choose, known_hosts
        from relcommit.forge.ssh import real_host

        known = known_hosts(self.environment)
        return choose(self.settings.forge, self.remote_url, known, real_host(self.environment))

    @cached_property
    def token(self) -> "Token | None":
        """The token for that place; `None` for the local forge, and where none is found."""
        from relcommit.forge.choose import Local
        from relcommit.forge.token import find_token, redactor

        if isinstance(self.home, Local):
            return None
        token = find_token(self.home.host, self.environment, port=self.home.port, folder=self.git.root)
        self.hide(redactor(token))
        return token

    @cached_property
    def forge(self) -> "Forge | None":
        """The pull requests; `None` where they are on GitHub and there is no token."""
        from relcommit.forge.choose import Local
        from relcommit.forge.local import LocalForge

        if isinstance(self.home, Local):
            return LocalForge(self.git.common / "relcommit" / "pull-requests", self.git.spare)
        if self.token is None:
            return None
        from relcommit.forge.github import GitHubForge

        return GitHubForge(self.home, self.token, timeout=self.settings.forge.patience)

    @cached_property
    def credentials(self) -> Mapping[str, str]:
        """The variables with which git logs in at the remote, where the token may be seen there."""
        from relcommit.forge.address import read_address
        from relcommit.forge.credentials import git_environment

        address = read_address(self.remote_url or "")
        if address is None or self.token is None:
            return {}
        return git_environment(self.token, address, self.environment)

    def world(self, words: "Reporter") -> "World":
        """Everything that steps may touch."""
        from relcommit.application.clock import SystemClock
        from relcommit.repo.files import WorkingFiles
        from relcommit.repo.repository import Repository
        from relcommit.world import World

        repo = Repository(self.git, words, self.credentials)
        return World(repo, WorkingFiles(self.git.root, self.git.spare), self.forge, SystemClock(), words)
