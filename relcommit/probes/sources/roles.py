"""Who is who: the roles of the settings that somebody has, by list or by team membership."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from relcommit.errors.forge import Forbidden, RepositoryNotFound
from relcommit.probes.evidence_context import GitHubReader

_WRITING = frozenset({"admin", "write"})
"""What GitHub calls the permission of whoever may write; «maintain» is among them, «triage» is not."""


@dataclass
class People:
    """Asks GitHub once for each team and person."""

    approvals: Mapping[str, tuple[str, ...]]
    hub: GitHubReader | None
    unseen: set[str] = field(default_factory=set)
    """Teams whose members the token may not see."""
    _known: dict[tuple[str, str], bool] = field(default_factory=dict)
    """By team and person; the team «» is whoever may write."""

    def roles(self, login: str) -> frozenset[str]:
        """The roles of a person; where the settings name none at all, `*` for whoever may write to the repository."""
        if not self.approvals:
            return frozenset({"*"}) if self._writes(login) else frozenset()
        return frozenset(
            role for role, members in self.approvals.items() if any(self._is(login, member) for member in members)
        )

    def _is(self, login: str, member: str) -> bool:
        name = member.removeprefix("@").lower()
        organisation, slash, team = name.partition("/")
        return self._belongs(login, organisation, team) if slash else name == login.lower()

    def _writes(self, login: str) -> bool:
        """By https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user."""
        if self.hub is None:
            return False
        if ("", login) not in self._known:
            try:
                answer = self.hub.get(f"collaborators/{login}/permission")
            except RepositoryNotFound:  # nobody of that name, or nobody here
                answer = {}
            self._known["", login] = answer.get("permission") in _WRITING
        return self._known["", login]

    def _belongs(self, login: str, organisation: str, team: str) -> bool:
        name = f"{organisation}/{team}"
        if self.hub is None:
            self.unseen.add(name)
            return False
        if (name, login) not in self._known:
            self._known[name, login] = self._asked(login, organisation, team)
        return self._known[name, login]

    def _asked(self, login: str, organisation: str, team: str) -> bool:
        assert self.hub is not None  # noqa: S101 - `_belongs` looked
        try:
            membership = self.hub.get(f"/orgs/{organisation}/teams/{team}/memberships/{login}")
        except (Forbidden, RepositoryNotFound):
            if not self._may_see(organisation, team):
                self.unseen.add(f"{organisation}/{team}")
            return False
        return bool(membership.get("state") == "active")

    def _may_see(self, organisation: str, team: str) -> bool:
        """GitHub says «not found» both of strangers and of teams that the token may not know."""
        assert self.hub is not None  # noqa: S101 - `_belongs` looked
        try:
            self.hub.get(f"/orgs/{organisation}/teams/{team}")
        except (Forbidden, RepositoryNotFound):
            return False
        return True
