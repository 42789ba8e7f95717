"""A GET on the one host that the settings allow: its status, and the fields of its JSON."""

import ipaddress
import json
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from threading import Timer
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import State, Verdict, hardest
from relcommit.probes.evidence_context import EvidenceContext, Probe, blind

if TYPE_CHECKING:
    from http.client import HTTPConnection, HTTPResponse

LARGEST = 1024 * 1024
_FORBIDDEN = frozenset({"address-private", "address-invalid"})

_LAST_FOUR = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")))
"""Networks of IPv6 whose last four bytes are an address of IPv4."""


class Unanswered(Exception):
    """No answer came; the code names why."""

    def __init__(self, code: str, why: str = "") -> None:
        super().__init__(code, why)
        self.code, self.why = code, why


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, and the body up to a limit."""

    status: int
    body: bytes
    closed: str = ""
    """Why its body cannot be looked into (`http-long`, `http-compressed`); empty where it can."""


def lookup(host: str, port: int) -> Sequence[str]:
    """Every address of a host. Raises Unanswered."""
    try:
        return [str(record[4][0]) for record in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError, ValueError) as why:
        raise Unanswered("server-unknown", host) from why


def is_public(address: str) -> bool:
    """Whether the whole world can reach it: no private, loopback, link-local, reserved or mapped address."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    return parsed.is_global and not parsed.is_multicast and all(embedded.is_global for embedded in _inside(parsed))


def _inside(found: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Iterable[ipaddress.IPv4Address]:
    """The addresses of the old kind that one of the new kind leads to: mapped, 6to4, Teredo, NAT64, or compatible."""
    if isinstance(found, ipaddress.IPv4Address):
        return ()
    inside = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
    if any(found in net for net in _LAST_FOUR):
        inside.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
    return [embedded for embedded in inside if embedded is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a host is reached. Tests put a server of their own in the world's place."""

    resolve: Callable[[str, int], Sequence[str]] = lookup
    may_reach: Callable[[str], bool] = is_public
    seconds: float = 15
    """For all of it once the address is known: connecting, asking, and reading to the end."""


def asking(way: Way) -> Probe:
    """A probe that asks each route, and judges what comes back; the answer that fails most decides."""

    def probe(proof: Proof, scene: EvidenceContext) -> Verdict:
        routes = proof.wants.get("routes", ())
        base = scene.settings.checklist.base_url.rstrip("/")
        verdicts = [_asked(proof, route, base, way) for route in routes]
        return replace(hardest(verdicts) if verdicts else blind("no-route", turn="@"), trust="web")

    return probe


probe = asking(Way())


def _asked(proof: Proof, route: str, base: str, way: Way) -> Verdict:
    if not base:
        return blind("no-server", turn="@", ruta=route)
    url = route if "://" in route else f"{base}{route}"
    try:
        if _parts(url)[:2] != _parts(base)[:2]:
            return blind("server-not-allowed", turn="@", ruta=route)
        return judge(proof, url, get(url, way))
    except Unanswered as why:
        facts = {"ruta": url, "motivo": why.why}
        state: State = "error" if why.code in _FORBIDDEN else "inconclusive"
        return Verdict(state=state, code=why.code, facts=facts, source=url, turn="despliegue")


def judge(proof: Proof, url: str, answer: Answer) -> Verdict:
    """The status that is wanted (any 2xx where none is named), and JSON with every field."""
    wanted, fields = proof.wants.get("status", ()), proof.wants.get("fields", ())
    facts = {"ruta": url, "estado": str(answer.status)}
    good = str(answer.status) in wanted if wanted else 200 <= answer.status < 300
    if not good:
        return Verdict(state="unmet", code="http-status", facts=facts, source=url, turn="despliegue")
    if fields and answer.closed:
        return Verdict(state="inconclusive", code=answer.closed, facts=facts, source=url, turn="despliegue")
    if lacking := _lacking(fields, answer.body):
        facts["campo"] = lacking
        return Verdict(state="unmet", code="http-field", facts=facts, source=url, turn="despliegue")
    return Verdict(state="met", code="http-right", facts=facts, source=url)


def get(url: str, way: Way) -> Answer:
    """Ask once, without following redirections, at an address that was looked at before. Raises Unanswered."""
    from http.client import HTTPConnection, HTTPException, HTTPSConnection

    parts = _parts(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    if parts.scheme not in ("http", "https") or not host or not host.isprintable() or parts.username:
        raise Unanswered("address-invalid")
    addresses = way.resolve(host, port)
    if not addresses or not all(map(way.may_reach, addresses)):
        raise Unanswered("address-private", host)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    limit = _Limit(addresses[0], way.seconds)
    try:
        with closing(kind(host, port, timeout=way.seconds)) as connection, limit.over(connection):
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            asks = {"User-Agent": "relcommit", "Accept": "application/json, */*;q=0.5"}
            connection.request("GET", path, headers=asks)
            return _read(connection.getresponse())
    except (OSError, HTTPException, UnicodeError) as why:
        raise Unanswered("no-answer", type(why).__name__) from why


def _parts(url: str) -> SplitResult:
    """The parts of an address. Raises Unanswered for what is none."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - it is read when it is asked for
    except ValueError as why:
        raise Unanswered("address-invalid") from why
    return parts


def _read(answered: "HTTPResponse") -> Answer:
    """The status and the body. Raises IncompleteRead where the line was cut before the end that was announced."""
    from http.client import IncompleteRead

    body = answered.read(LARGEST + 1)
    if len(body) <= LARGEST and answered.length:
        raise IncompleteRead(body, answered.length)
    coded = answered.headers.get("Content-Encoding", "identity").strip().lower() != "identity"
    closed = "http-long" if len(body) > LARGEST else "http-compressed" if coded else ""
    return Answer(answered.status, body[:LARGEST], closed)


class _Limit:
    """Hangs up when the time is over, however often something still comes: a socket's own limit counts silence."""

    def __init__(self, address: str, seconds: float) -> None:
        self.address, self.seconds = address, seconds
        self.line: socket.socket | None = None
        """The same connection under a number of its own, which TLS does not take away."""
        self.is_over = False

    @contextmanager
    def over(self, connection: "HTTPConnection") -> Iterator[None]:
        """Inside, the connection goes to our address. Raises TimeoutError at the end where it was cut."""
        connection._create_connection = self._connect  # type: ignore[attr-defined]  # noqa: SLF001 - no second lookup
        timer = Timer(self.seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            if self.line is not None:
                self.line.close()
        if self.is_over:
            raise TimeoutError

    def _connect(self, place: tuple[str, int], *_: object, **__: object) -> socket.socket:
        """What `http.client` calls, with the address that was looked at in place of the name."""
        made = socket.create_connection((self.address, place[1]), timeout=self.seconds)
        self.line = made.dup()
        if self.is_over:
            self._cut()
        return made

    def _cut(self) -> None:
        self.is_over = True
        if self.line is not None:
            with suppress(OSError):
                self.line.shutdown(socket.SHUT_RDWR)


def _lacking(fields: Iterable[str], body: bytes) -> str:
    """The first field that the JSON lacks; a dot goes inside."""
    try:
        answer = json.loads(body) if fields else {}
    except (ValueError, RecursionError):
        return "JSON"
    for field in fields:
        inside: object = answer
        for part in field.split("."):
            inside = inside.get(part) if isinstance(inside, Mapping) else None
        if inside is None:
            return field
    return ""
