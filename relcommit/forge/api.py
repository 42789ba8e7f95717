"""GitHub's REST API as plain JSON, for evidence: PyGithub has no methods for much of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from relcommit.errors.forge import Access, ServerTrouble, StrangeAnswer
from relcommit.forge.choose import OnGitHub
from relcommit.forge.client import connect
from relcommit.forge.permissions import permission
from relcommit.forge.refusals import Translator
from relcommit.forge.token import Token, redactor

if TYPE_CHECKING:
    from github.Requester import Requester

MOST_PAGES = 100
"""Pages of a list that are read before giving up: ten thousand items."""


_NOTHING = frozenset({"data", "documentation_url", "errors", "message", "status", "url"})
"""Keys of an answer that brings nothing: a page of HTML as PyGithub gives it, or an error that is not called one."""


@dataclass(frozen=True)
class GitHubApi:
    """One repository's API. Every failure is of the family Refused, without the token in it."""

    home: OnGitHub
    token: Token
    timeout: int = 20
    """Seconds that one request may take before it is given up."""

    @property
    def repository(self) -> str:
        """`owner/name`."""
        return self.home.repository

    def get(self, path: str, **query: str) -> Any:
        """One object; a path without a leading «/» is below `/repos/OWNER/NAME/`.

        Raises ServerTrouble for what is none, and StrangeAnswer for one that only says why it is empty.
        """
        answer = self._ask("GET", path, query=query)[1]
        if not isinstance(answer, dict | list):
            raise ServerTrouble(self.home.host, 200)
        if isinstance(answer, dict) and answer.keys() <= _NOTHING:
            raise self._strange(path, answer)
        return answer

    def pages(self, path: str, key: str = "", **query: str) -> list[Any]:
        """All the items of a list, page after page; `key` where the list stands inside an object.

        Raises StrangeAnswer for what is none, and ServerTrouble for one that has no end: a part of the evidence is
        no evidence.
        """
        collected: list[Any] = []
        for page in range(1, MOST_PAGES + 1):
            headers, answer = self._ask("GET", path, query={**query, "per_page": "100", "page": str(page)})
            items = answer.get(key) if key and isinstance(answer, dict) else answer
            if not isinstance(items, list):
                raise self._strange(path, answer)
            collected += items
            if 'rel="next"' not in headers.get("link", ""):
                return collected
        raise ServerTrouble(self.home.host, 200)

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        """Write, and give the answer."""
        return self._ask(method, path, body=body)[1]

    def _strange(self, path: str, told: Any) -> StrangeAnswer:
        message = str(told.get("message") or "") if isinstance(told, dict) else ""
        return StrangeAnswer(self.repository, path, redactor(self.token)(message))

    def _ask(
        self, method: str, path: str, *, query: Mapping[str, str] | None = None, body: Mapping[str, Any] | None = None
    ) -> tuple[Mapping[str, str], Any]:
        url = path if path.startswith("/") else f"/repos/{self.home.repository}/{path}"
        access: Access = "read" if method == "GET" else "write"
        with Translator(self.home, self.token, self.timeout).speaking(access, permission(path)):
            headers, answer = self._requester.requestJsonAndCheck(
                method, url, parameters=dict(query or {}), input=dict(body) if body is not None else None
            )
        if isinstance(answer, dict) and answer.keys() <= {"data", "url"} and answer.get("data"):
            raise ServerTrouble(self.home.host, 200)  # what PyGithub makes of an answer that is no JSON: a proxy's page
        return {key.lower(): str(value) for key, value in headers.items()}, answer

    @cached_property
    def _requester(self) -> "Requester":
        return connect(self.home, self.token, timeout=self.timeout, retries=2).requester
