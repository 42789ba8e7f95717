"""A GET on the one host that the settings allow: its status, and the fields of its JSON."""

import ipaddress
import json
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import State, Verdict
from relcommit.probes.scene import Scene, blind

SECONDS = 10
LARGEST = 1024 * 1024
_FORBIDDEN = frozenset({"direccion-privada", "direccion-invalida"})

_LAST_FOUR = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")))
"""Networks of IPv6 whose last four bytes are an address of IPv4."""

Resolve = Callable[[str, int], Sequence[str]]


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


def probe(proof: Proof, scene: Scene) -> Verdict:
    """Ask each route, and judge the first answer that fails."""
    base = scene.settings.checklist.base_url.rstrip("/")
    verdict = blind("sin-ruta", turn="@")
    for route in proof.wants.get("routes", ()):
        if not base:
            return blind("sin-servidor", turn="@", ruta=route)
        url = route if "://" in route else f"{base}{route}"
        if urlsplit(url).netloc != urlsplit(base).netloc or urlsplit(url).scheme != urlsplit(base).scheme:
            return blind("servidor-sin-permiso", turn="@", ruta=route)
        try:
            verdict = judge(proof, url, get(url, lookup))
        except Unanswered as why:
            facts = {"ruta": url, "motivo": why.why}
            state: State = "error" if why.code in _FORBIDDEN else "inconcluso"
            return Verdict(state=state, code=why.code, facts=facts, source=url, turn="despliegue")
        if verdict.state != "cumplido":
            return verdict
    return verdict


def judge(proof: Proof, url: str, answer: Answer) -> Verdict:
    """The status that is wanted (any 2xx where none is named), and JSON with every field."""
    wanted = proof.wants.get("status", ())
    facts = {"ruta": url, "estado": str(answer.status)}
    good = str(answer.status) in wanted if wanted else 200 <= answer.status < 300
    if not good:
        return Verdict(state="incumplido", code="http-estado", facts=facts, source=url, turn="despliegue")
    if lacking := _lacking(proof.wants.get("fields", ()), answer.body):
        facts["campo"] = lacking
        return Verdict(state="incumplido", code="http-campo", facts=facts, source=url, turn="despliegue")
    return Verdict(state="cumplido", code="http-correcto", facts=facts, source=url)


def get(url: str, resolve: Resolve, may_reach: Callable[[str], bool] | None = None) -> Answer:
    """Ask once, without following redirections, at an address that was looked at before. Raises Unanswered."""
    from http.client import HTTPConnection, HTTPException, HTTPSConnection

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise Unanswered("direccion-invalida")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    addresses = resolve(parts.hostname, port)
    if not addresses or not all(map(may_reach or is_public, addresses)):
        raise Unanswered("direccion-privada", parts.hostname)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname, port, timeout=SECONDS)
    connection._create_connection = _to(addresses[0])  # type: ignore[attr-defined]  # noqa: SLF001 - no second lookup
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers={"User-Agent": "relcommit", "Accept": "application/json, */*;q=0.5"})
        answered = connection.getresponse()
        return Answer(answered.status, answered.read(LARGEST))
    except (OSError, HTTPException, UnicodeError) as why:
        raise Unanswered("sin-respuesta", type(why).__name__) from why
    finally:
        connection.close()


def lookup(host: str, port: int) -> Sequence[str]:
    """Every address of a host. Raises Unanswered."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as why:
        raise Unanswered("servidor-desconocido", host) from why


def is_public(address: str) -> bool:
    """Whether the whole world can reach it: no private, loopback, link-local, reserved or mapped address."""
    found = ipaddress.ip_address(address.partition("%")[0])
    return found.is_global and not found.is_multicast and all(one.is_global for one in _inside(found))


def _inside(found: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Iterable[ipaddress.IPv4Address]:
    """The addresses of the old kind that one of the new kind leads to: mapped, 6to4, Teredo, NAT64, or compatible."""
    if isinstance(found, ipaddress.IPv4Address):
        return ()
    inside = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
    if any(found in net for net in _LAST_FOUR):
        inside.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
    return [one for one in inside if one is not None]


def _to(address: str) -> Callable[..., socket.socket]:
    """What `http.client` calls to connect, with the address that was looked at in place of the name."""

    def connect(place: tuple[str, int], *_: object, **__: object) -> socket.socket:
        return socket.create_connection((address, place[1]), timeout=SECONDS)

    return connect


def _lacking(fields: Iterable[str], body: bytes) -> str:
    """The first field that the JSON lacks; a dot goes inside."""
    try:
        told = json.loads(body) if fields else {}
    except (ValueError, RecursionError):
        return "JSON"
    for field in fields:
        inside: object = told
        for part in field.split("."):
            inside = inside.get(part) if isinstance(inside, Mapping) else None
        if inside is None:
            return field
    return ""
