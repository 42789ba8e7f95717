"""The HTTP probe against real servers of this machine that answer badly, slowly, too much, or lead elsewhere."""

import gzip
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event

import pytest

from relcommit.probes.kinds import http
from tests.repo.test_probes_local import proof, scene
from tests.support.serving import serving

WANTED = proof("http", routes=("/estado",), fields=("ok",))


@dataclass
class Server:
    """Hands each connection to a function, once its request has been read."""

    answers: Callable[["Server", socket.socket], None]
    port: int = 0
    asked: list[str] = field(default_factory=list)
    stopped: Event = field(default_factory=Event)

    @contextmanager
    def serving(self) -> Iterator["Server"]:
        mine = self

        class Handler(BaseRequestHandler):
            def handle(self) -> None:
                with suppress(OSError):
                    mine.asked.append(self.request.recv(65_536).decode("latin-1"))
                    mine.answers(mine, self.request)

        with serving(Handler, ThreadingTCPServer) as (_, self.port):
            try:
                yield self
            finally:
                self.stopped.set()

    def drip(self, to: socket.socket, data: bytes) -> None:
        """One byte at a time, each soon enough for a limit that only counts silence."""
        for at in range(len(data)):
            to.sendall(data[at : at + 1])
            if self.stopped.wait(0.05):
                return

    @property
    def way(self) -> http.Way:
        """The world, as if this server were in it."""
        return http.Way(resolve=lambda *_: ("127.0.0.1",), may_reach=lambda _: True, seconds=0.6)

    def look(self, way: http.Way | None = None, scheme: str = "http") -> tuple[str, str]:
        base = f"{scheme}://api.ejemplo.cl:{self.port}"
        verdict = http.asking(way or self.way)(WANTED, scene(base_url=base))
        return verdict.state, verdict.code


def saying(*parts: bytes) -> Callable[[Server, socket.socket], None]:
    return lambda _, to: to.sendall(b"".join(parts))


def dripping(*parts: bytes) -> Callable[[Server, socket.socket], None]:
    def answer(server: Server, to: socket.socket) -> None:
        server.drip(to, b"".join(parts))

    return answer


def silent(server: Server, _: socket.socket) -> None:
    server.stopped.wait(60)


GOOD = json.dumps({"ok": True}).encode()
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
ENDS = b"Connection: close\r\n\r\n"


def test_an_honest_server_is_reached_from_the_plan_s_route_to_its_answer() -> None:
    with Server(saying(OK, ENDS, GOOD)).serving() as server:
        assert server.look() == ("met", "http-right")
        assert server.asked[0].startswith(f"GET /estado HTTP/1.1\r\nHost: api.ejemplo.cl:{server.port}\r\n")
        assert "Accept-Encoding: identity" in server.asked[0]


@pytest.mark.parametrize(
    "answer",
    [
        dripping(OK, b"X: " + b"x" * 10_000),
        dripping(OK, ENDS, b" " * 10_000),
        dripping(OK, b"Content-Length: 10000\r\n\r\n", b" " * 10_000),
        dripping(OK, b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n" * 10_000),
        dripping(b"HTTP/1.1 100 Continue\r\n\r\n" * 10_000),
        silent,
    ],
    ids=["headers", "body without an end", "body with a length", "chunks", "continue", "silence"],
)
def test_a_slow_answer_is_given_up_however_often_something_comes(
    answer: Callable[[Server, socket.socket], None],
) -> None:
    with Server(answer).serving() as server:
        assert server.look() == ("inconclusive", "no-answer")


def test_a_slow_handshake_is_given_up_too() -> None:
    with Server(dripping(b"\x16\x03\x03\x40\x00" + b"\x02" * 20_000)).serving() as server:
        assert server.look(scheme="https") == ("inconclusive", "no-answer")


def test_a_body_cut_by_the_limit_of_time_is_no_answer() -> None:
    """Without a length the end of the connection looks like the end of the body."""

    def never_ends(server: Server, to: socket.socket) -> None:
        to.sendall(OK + ENDS + GOOD)
        server.stopped.wait(60)

    with Server(never_ends).serving() as server:
        assert server.look() == ("inconclusive", "no-answer")


def test_a_redirection_is_not_followed() -> None:
    with Server(saying(OK, ENDS, GOOD)).serving() as other:
        for target in (f"http://127.0.0.1:{other.port}/", f"//127.0.0.1:{other.port}/", "http://169.254.169.254/"):
            leads = saying(b"HTTP/1.1 302 Found\r\nLocation: ", target.encode(), b"\r\n", ENDS)
            with Server(leads).serving() as server:
                assert server.look() == ("unmet", "http-status")
        assert other.asked == []


def test_the_name_is_looked_up_once_and_that_address_is_reached() -> None:
    told: list[str] = []

    def rebinding(host: str, _: int) -> list[str]:
        told.append(host)
        return ["127.0.0.1"] if len(told) == 1 else ["10.0.0.1"]

    with Server(saying(OK, ENDS, GOOD)).serving() as server:
        assert server.look(replace(server.way, resolve=rebinding)) == ("met", "http-right")
        assert told == ["api.ejemplo.cl"]
        assert server.look(replace(server.way, may_reach=http.is_public)) == ("error", "address-private")
        assert len(server.asked) == 1


def test_a_body_that_never_ends_is_read_up_to_a_limit_and_judged_by_nothing() -> None:
    def endless(server: Server, to: socket.socket) -> None:
        to.sendall(OK + ENDS + b'{"ok": true, "x": "')
        while not server.stopped.is_set():
            to.sendall(b"x" * 65_536)

    with Server(endless).serving() as server:
        way = replace(server.way, seconds=20)
        assert server.look(way) == ("inconclusive", "http-long")
        assert http.asking(way)(proof("http", routes=("/x",)), scene(base_url=f"http://a.cl:{server.port}")).code == (
            "http-right"
        )


def test_a_compressed_body_is_not_opened() -> None:
    bomb = gzip.compress(b" " * 50_000_000 + GOOD)
    with Server(saying(OK, b"Content-Encoding: gzip\r\n", ENDS, bomb)).serving() as server:
        assert server.look(replace(server.way, seconds=20)) == ("inconclusive", "http-compressed")


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (saying(OK, b"Content-Length: 99\r\n\r\n", GOOD), ("inconclusive", "no-answer")),
        (saying(b"SSH-2.0-OpenSSH\r\n"), ("inconclusive", "no-answer")),
        (saying(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200, ENDS), ("inconclusive", "no-answer")),
        (saying(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000, ENDS), ("inconclusive", "no-answer")),
        (saying(b"HTTP/1.1 500 Roto\r\n", ENDS, GOOD), ("unmet", "http-status")),
        (saying(OK, ENDS, b"[" * 200_000), ("unmet", "http-field")),
        (saying(OK, ENDS, b'{"ok": ' + b"9" * 10_000 + b"}"), ("unmet", "http-field")),
        (saying(OK, ENDS, b'{"ok": null}'), ("unmet", "http-field")),
        (saying(OK, ENDS, b"\xff\xfe"), ("unmet", "http-field")),
        (saying(), ("inconclusive", "no-answer")),
    ],
    ids=["cut", "no http", "headers", "long header", "500", "nested", "number", "null", "no text", "nothing"],
)
def test_a_broken_answer_is_no_success(answer: Callable[[Server, socket.socket], None], found: tuple[str, str]) -> None:
    with Server(answer).serving() as server:
        assert server.look(replace(server.way, seconds=20)) == found


def test_every_route_is_asked_and_the_worst_answer_decides() -> None:
    def by_path(server: Server, to: socket.socket) -> None:
        bad = "/mal" in server.asked[-1]
        to.sendall((b"HTTP/1.1 503 No\r\n" if bad else OK) + ENDS + GOOD)

    with Server(by_path).serving() as server:
        base = f"http://api.ejemplo.cl:{server.port}"
        for routes in (("https://otra.cl/x", "/mal"), ("/bien", "/mal"), ("/mal", "/bien")):
            verdict = http.asking(server.way)(proof("http", routes=routes), scene(base_url=base))
            assert verdict.code == "http-status"
        assert http.asking(server.way)(proof("http", routes=("/bien", "/x")), scene(base_url=base)).state == "met"


@pytest.mark.parametrize("base", ["http://api.cl:puerto", "http://api.cl:99999", "http://[::1", "http://\x00.cl"])
def test_an_address_that_is_none_is_an_error(base: str) -> None:
    assert http.probe(proof("http", routes=("/x",)), scene(base_url=base)).state in ("error", "inconclusive")
    assert http.probe(proof("http", routes=("/x",)), scene(base_url=base)).code in (
        "address-invalid",
        "server-unknown",
    )
