"""PyGithub's connections with bounds: an answer has an end in bytes and in time, however slowly it trickles in.

The time-out of `requests` is for each piece that arrives: one byte a second never passes it.
"""

from time import monotonic
from typing import Any

from github.Requester import HTTPRequestsConnectionClass, HTTPSRequestsConnectionClass, Requester, RequestsResponse
from requests import Response, Session
from requests.exceptions import ReadTimeout, RequestException
from urllib3.exceptions import HTTPError, ReadTimeoutError

MOST_BYTES = 64 * 1024 * 1024
"""Of one answer, unpacked; a tree of a hundred thousand files is a fifth of it."""
PATIENCE = 3
"""How many times the time-out of one piece a whole answer may take."""
_PIECE = 64 * 1024


class AnswerTooLarge(RequestException):
    """It has more bytes than any answer should."""


class _Answer(RequestsResponse):
    """An answer whose text was read within the bounds."""

    def __init__(self, response: Response, seconds: float) -> None:
        super().__init__(response)
        self._text = _read(response, seconds).decode("utf-8", "replace")

    def read(self) -> str:
        return self._text


def _read(response: Response, seconds: float) -> bytes:
    """Raises ReadTimeout and AnswerTooLarge, and what `requests` says of a connection that breaks."""
    collected, last = bytearray(), monotonic() + seconds
    try:
        while piece := response.raw.read1(_PIECE, decode_content=True):
            collected += piece
            if len(collected) > MOST_BYTES:
                raise AnswerTooLarge(f"more than {MOST_BYTES} bytes")
            if monotonic() > last:
                raise ReadTimeout(f"more than {seconds} seconds")
    except ReadTimeoutError as why:
        raise ReadTimeout(why) from why
    except HTTPError as why:
        raise RequestException(why) from why
    finally:
        if monotonic() > last or len(collected) > MOST_BYTES:
            response.close()
    return bytes(collected)


def _asked(connection: Any) -> RequestsResponse:
    send = getattr(connection.session, connection.verb.lower())
    response = send(
        f"{connection.protocol}://{connection.host}:{connection.port}{connection.url}",
        headers=connection.headers, data=connection.input, timeout=connection.timeout, verify=connection.verify,
        allow_redirects=False, stream=True,
    )  # fmt: skip
    return _Answer(response, PATIENCE * (connection.timeout or 20))


_SESSIONS: dict[tuple[str, str, int, str], Session] = {}
"""PyGithub opens a new connection for each question with classes that are not its own: they go on with one session.
Tokens are in the headers of a question, never in the session."""


def _kept(connection: Any) -> Session:
    key = (connection.protocol, connection.host, connection.port, repr(connection.retry))
    session: Session = _SESSIONS.setdefault(key, connection.session)
    return session


class _Bounded:
    """What both kinds of connection do in place of PyGithub's own."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.session = _kept(self)

    def getresponse(self) -> RequestsResponse:
        return _asked(self)

    def close(self) -> None:
        """The session goes on."""


class _Http(_Bounded, HTTPRequestsConnectionClass):
    pass


class _Https(_Bounded, HTTPSRequestsConnectionClass):
    pass


def bound_answers() -> None:
    """From now on every connection that PyGithub opens in this process has them."""
    Requester.injectConnectionClasses(_Http, _Https)
