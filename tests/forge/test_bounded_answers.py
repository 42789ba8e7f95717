"""An answer that never ends, unpacks into more than there is, or comes a byte a second is given up in time."""

import zlib
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from time import monotonic, sleep

import pytest

from relcommit.errors.base import Refused
from relcommit.forge import bounded_answers
from relcommit.forge.api import GitHubApi
from relcommit.forge.choose import OnGitHub
from relcommit.forge.token import Token
from tests.support.serving import serving

Send = Callable[[BaseHTTPRequestHandler], None]


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    piece = b'"' + b"a" * (1 << 20) + b'",'
    while True:
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))


def unpacked(handler: BaseHTTPRequestHandler) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(512)) + packer.flush()
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def trickling(handler: BaseHTTPRequestHandler) -> None:
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while True:
        handler.wfile.write(b" ")
        handler.wfile.flush()
        sleep(0.2)


def broken(handler: BaseHTTPRequestHandler) -> None:
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"[")
    handler.close_connection = True


def nested(handler: BaseHTTPRequestHandler) -> None:
    data = b"[" * 200_000 + b"]" * 200_000
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


@pytest.mark.parametrize("send", [endless, unpacked, trickling, broken, nested])
def test_an_answer_without_bounds_is_refused(send: Send) -> None:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            with suppress(ConnectionError):
                send(self)

        def log_message(self, *_: object) -> None:
            pass

    with serving(Handler) as (host, port):
        address = f"http://{host}:{port}"
        home = OnGitHub(api_url=address, web=address, host=host, port=port, repository="org/app")
        start = monotonic()
        with pytest.raises(Refused):
            GitHubApi(home, Token("x", "GH_TOKEN", host), timeout=1).get("pulls/1")
        assert monotonic() - start < 30


def test_one_session_serves_all_the_questions_of_a_server() -> None:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "8")
            self.end_headers()
            self.wfile.write(b'{"a": 1}')
            ports.add(self.client_address[1])

        def log_message(self, *_: object) -> None:
            pass

    ports: set[int] = set()
    with serving(Handler) as (host, port):
        address = f"http://{host}:{port}"
        home = OnGitHub(api_url=address, web=address, host=host, port=port, repository="org/app")
        api = GitHubApi(home, Token("x", "GH_TOKEN", host), timeout=5)
        assert [api.get(path)["a"] for path in "abc"] == [1, 1, 1]
    assert len(ports) == 1
    assert bounded_answers.MOST_BYTES > 0
