"""Trouble on demand: what the double does instead of answering, and on which call."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase


@dataclass(frozen=True)
class Status:
    """Answer this; a `message` makes it JSON, without one it is the page that a broken GitHub shows."""

    status: int
    message: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Silence:
    """Say nothing for so many seconds, or until the double stops; then hang up."""

    seconds: float = 60


@dataclass(frozen=True)
class Cut:
    """Hang up without a word."""


@dataclass(frozen=True)
class Garbage:
    """200 with what is no JSON."""

    body: bytes = b"{nada"


@dataclass(frozen=True)
class Slow:
    """Answer rightly, but only after so many seconds."""

    seconds: float = 0.3


@dataclass(frozen=True)
class Trickle:
    """200, and then a byte now and again, without end."""

    pause: float = 0.1


Trouble = Status | Silence | Cut | Garbage | Slow | Trickle

UNAUTHORIZED = Status(401, "Bad credentials")
FORBIDDEN = Status(403, "Resource not accessible by integration")
NOT_FOUND = Status(404, "Not Found")
TOO_MANY = Status(
    429,
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    {"Retry-After": "60"},
)
BAD_GATEWAY = Status(502)


@dataclass
class Fault:
    """One trouble for the calls that match, from the `first` on, so many `times` (`None`: for ever)."""

    method: str
    """A glob too."""
    path: str
    """A glob over the path below the API, `/repos/*/pulls`; `*` takes slashes too."""
    trouble: Trouble
    first: int
    times: int | None
    done: bool
    """Whether the call takes effect before its answer gets lost."""
    seen: int = 0

    def strikes(self, method: str, path: str) -> bool:
        """Count a call; whether this one gets the trouble."""
        if not fnmatchcase(method, self.method) or not fnmatchcase(path, self.path):
            return False
        self.seen += 1
        return self.seen >= self.first and (self.times is None or self.seen < self.first + self.times)
