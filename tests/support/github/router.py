"""Which function answers which request; one table that every resource adds its lines to."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from tests.support.github.answers import Answer, Page, lacking_permission, lacking_role, not_found, sso_required
from tests.support.github.state import ROLES, Pull, Repository, Role, State, Token, User


@dataclass(frozen=True)
class Call:
    """A request, understood."""

    state: State
    api: str
    """Where the API hangs from: `http://127.0.0.1:PORT/api/v3`."""
    web: str
    """Where pages and repositories hang from."""
    method: str
    path: str
    parts: dict[str, str]
    """What the pattern's `{names}` stood for."""
    query: dict[str, str]
    body: Any
    token: Token | None

    @property
    def user(self) -> User | None:
        return self.token.user if self.token else None

    @property
    def me(self) -> User:
        """Whoever asks; 404 for nobody, as GitHub hides what they may not see."""
        if self.user is None:
            raise not_found()
        return self.user

    @property
    def repository(self) -> Repository:
        """The one that the address names, where whoever asks may know of it."""
        found = self.state.repositories.get("{owner}/{repo}".format(**self.parts).lower())
        if found is None or self.state.role(found, self.user) is None:
            raise not_found()
        if found.sso and self.token and not self.token.sso:
            raise sso_required(found.owner.login)
        return found

    @property
    def pull(self) -> Pull:
        """The pull request that the address names."""
        found = self.repository.pulls.get(int(self.parts["number"]))
        if found is None:
            raise not_found()
        return found

    def demand(self, role: Role, *, needs: str = "") -> None:
        """Refuse whoever has a lesser role, or a token without the permission that it `needs`."""
        if self.token and self.token.permissions is not None and needs:
            name, _, level = needs.partition("=")
            given = self.token.permissions.get(name, "")
            if given not in ("write", level):
                raise lacking_permission(needs)
        has = self.state.role(self.repository, self.me)
        if has is None or ROLES.index(has) < ROLES.index(role):
            raise lacking_role()

    def field(self, name: str, default: Any = None) -> Any:
        """A value of the request's body."""
        return self.body.get(name, default) if isinstance(self.body, dict) else default


Handler = Callable[[Call], Answer | Page]
Handled = TypeVar("Handled", bound=Handler)


@dataclass(frozen=True)
class Route:
    """A method and a pattern such as `/repos/{owner}/{repo}/pulls`; `{name*}` takes slashes too."""

    method: str
    pattern: re.Pattern[str]
    handler: Handler


class Router:
    """The table. Later lines win, so that a test suite may answer differently on top of another table."""

    def __init__(self, under: "Router | None" = None) -> None:
        self._routes: list[Route] = []
        self._under = under

    def on(self, method: str, path: str) -> Callable[[Handled], Handled]:
        """`@routes.on("GET", "/user")` above a function from a Call to an Answer or a Page."""
        pattern = re.sub(r"\\{(\w+)\\\*\\}", r"(?P<\1>.+)", re.escape(path))
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", pattern)

        def add(handler: Handled) -> Handled:
            self._routes.insert(0, Route(method, re.compile(pattern), handler))
            return handler

        return add

    def find(self, method: str, path: str) -> tuple[Handler, dict[str, str]]:
        """Who answers, and what the pattern's names stand for. Raises Problem 404."""
        for route in self._routes:
            if route.method == method and (found := route.pattern.fullmatch(path)):
                return route.handler, found.groupdict()
        if self._under is None:
            raise not_found()
        return self._under.find(method, path)


routes = Router()
"""The double's own table; `tests.support.github` fills it."""
