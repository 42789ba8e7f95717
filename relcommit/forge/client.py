"""One PyGithub client, with bounded waits and nothing that is sent twice."""

from typing import TYPE_CHECKING

from relcommit import __version__
from relcommit.forge.choose import OnGitHub
from relcommit.forge.token import Token

if TYPE_CHECKING:
    from github import Github
    from urllib3.util import Retry


def connect(home: OnGitHub, token: Token, *, timeout: int, retries: int) -> "Github":
    """A client that asks for nothing by itself: objects are known by their address until a field is needed."""
    from github import Auth, Github

    from relcommit.forge.bounded_answers import bound_answers

    bound_answers()
    return Github(
        auth=Auth.Token(token.value),
        base_url=home.api_url,
        timeout=timeout,
        user_agent=f"relcommit/{__version__}",
        per_page=100,
        retry=_retry(retries),
        seconds_between_requests=None,
        seconds_between_writes=None,
        lazy=True,
    )


def _retry(times: int) -> "Retry":
    """Repeat only what can be: never a POST that was sent, and never after a wait that the server chooses."""
    from urllib3.util import Retry

    return Retry(
        total=times,
        allowed_methods=("GET", "PATCH"),
        status_forcelist=(500, 502, 503, 504),
        backoff_factor=0.2,
        respect_retry_after_header=False,
        raise_on_status=False,
    )
