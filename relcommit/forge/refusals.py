"""Turn what PyGithub, requests and urllib3 raise into the errors that relcommit knows."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from relcommit.errors.base import Refused
from relcommit.errors.forge import (
    Access,
    BadToken,
    Forbidden,
    Invalid,
    RateLimited,
    RepositoryNotFound,
    ServerTrouble,
    TimedOut,
    Unreachable,
)
from relcommit.forge.choose import OnGitHub
from relcommit.forge.token import Token, redactor

if TYPE_CHECKING:
    from github import GithubException

_NONSENSE = (AssertionError, AttributeError, KeyError, RuntimeError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Translator:
    """What it takes to say who refused what."""

    home: OnGitHub
    token: Token
    timeout: int

    @contextmanager
    def speaking(self, access: Access = "write", about: str = "") -> Iterator[None]:
        """Inside, every failure of the forge or the network is one of `errors.py`.

        `access` is what is being done, and `about` GitHub's name of the permission for it.
        """
        from github import BadAttributeException, GithubException
        from requests import RequestException

        try:
            yield
        except GithubException as answer:
            raise self._answered(answer, access, about) from answer
        except RequestException as trouble:
            raise self._unanswered(trouble) from trouble
        except (*_NONSENSE, BadAttributeException) as nonsense:
            # how PyGithub takes an answer that is no JSON, has another shape, or points at another host
            raise ServerTrouble(self.home.host, 200) from nonsense

    def _answered(self, answer: "GithubException", access: Access, about: str) -> Refused:
        headers = {key.lower(): str(value) for key, value in (answer.headers or {}).items()}
        sayings = redactor(self.token)(_sayings(answer.data))
        match answer.status:
            case 401:
                return BadToken(self.home.host, self.token.source)
            case 403 | 429 if _is_rate_limit(answer.status, headers, sayings):
                return RateLimited(self.home.host, _resets(headers))
            case status if status in (403, 451) or "FORBIDDEN" in _graphql_types(answer.data):
                return Forbidden(self.home.repository, sayings, _needs(headers), _sso(headers), access, about)
            case 404 | 410:
                return RepositoryNotFound(self.home.repository, self.home.host)
            case status if status >= 500:
                return ServerTrouble(self.home.host, status)
            case _:
                return Invalid(self.home.repository, sayings, tuple(_faults(answer.data)))

    def _unanswered(self, trouble: Exception) -> Refused:
        from requests.exceptions import ProxyError, SSLError, Timeout
        from urllib3.exceptions import NameResolutionError, ReadTimeoutError

        causes = tuple(_causes(trouble))
        if any(isinstance(cause, Timeout | ReadTimeoutError) for cause in causes):
            return TimedOut(self.home.host, self.timeout)
        if isinstance(trouble, SSLError):
            return Unreachable(self.home.host, "certificate")
        if isinstance(trouble, ProxyError):
            return Unreachable(self.home.host, "proxy")
        if any(isinstance(cause, NameResolutionError) for cause in causes):
            return Unreachable(self.home.host, "name")
        if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
            return Unreachable(self.home.host, "refused")
        return Unreachable(self.home.host, "cut")


def _sayings(data: Any) -> str:
    """What an answer says, in one line: the sentences of its `errors[]`, or its message."""
    sayings = "; ".join(filter(None, (_saying(error) for error in _errors(data))))
    return " ".join(sayings.split()) or (str(data.get("message") or "") if isinstance(data, Mapping) else "")


def _graphql_types(data: Any) -> list[Any]:
    """The type of each of an answer's `errors[]`: GraphQL answers 200 whatever happens, and PyGithub makes it 400."""
    return [error.get("type") for error in _errors(data) if isinstance(error, Mapping)]


def _faults(data: Any) -> Iterator[tuple[str, str]]:
    """The field and the code of each of an answer's `errors[]`."""
    for error in _errors(data):
        if isinstance(error, Mapping):
            yield str(error.get("field") or ""), str(error.get("code") or "")


def _errors(data: Any) -> list[Any]:
    errors = data.get("errors") if isinstance(data, Mapping) else None
    return errors if isinstance(errors, list) else []


def _saying(error: Any) -> str:
    if not isinstance(error, Mapping):
        return str(error or "")
    place = " ".join(str(error[key]) for key in ("field", "code") if error.get(key))
    return str(error.get("message") or place)


def _is_rate_limit(status: int, headers: Mapping[str, str], said: str) -> bool:
    exhausted = headers.get("x-ratelimit-remaining") == "0" or "retry-after" in headers
    return status == 429 or exhausted or any(words in said.lower() for words in ("rate limit", "abuse detection"))


def _resets(headers: Mapping[str, str]) -> datetime | None:
    """When to try again: the answer's own `Retry-After` counted from its own date, or the limit's reset."""
    from email.utils import parsedate_to_datetime

    try:
        if "retry-after" in headers:
            return parsedate_to_datetime(headers["date"]) + timedelta(seconds=int(headers["retry-after"]))
        return datetime.fromtimestamp(int(headers["x-ratelimit-reset"]), UTC)
    except (KeyError, OSError, OverflowError, ValueError):
        return None


def _needs(headers: Mapping[str, str]) -> str:
    """The permission that would have been enough, where the answer says so."""
    return headers.get("x-accepted-github-permissions", "") or headers.get("x-accepted-oauth-scopes", "")


def _sso(headers: Mapping[str, str]) -> str:
    """The address that authorises the token for an organisation with single sign-on."""
    required, _, address = headers.get("x-github-sso", "").partition("url=")
    return address.strip() if required.startswith("required") else ""


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and all that led to it, the reasons that urllib3 carries included."""
    seen: set[int] = set()
    todo = [error]
    while todo:
        cause = todo.pop()
        if cause is None or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        carried = [arg for arg in (*cause.args, getattr(cause, "reason", None)) if isinstance(arg, BaseException)]
        todo += [cause.__cause__, cause.__context__, *carried]
