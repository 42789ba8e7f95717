"""What the suites serve: a server that ended takes nobody's connections."""

import socket
import threading
from socketserver import BaseRequestHandler, ThreadingTCPServer

from tests.support.serving import serving


def ask(where: tuple[str, int]) -> bytes:
    with socket.create_connection(where, timeout=10) as client:
        return client.recv(10)


def test_a_server_leaves_nobody_behind_who_accepts() -> None:
    def server(says: bytes) -> type[BaseRequestHandler]:
        return type("Says", (BaseRequestHandler,), {"handle": lambda one: one.request.sendall(says)})

    before = set(threading.enumerate())
    for turn in range(20):
        with serving(server(b"%d" % turn), ThreadingTCPServer) as where:
            loop = set(threading.enumerate()) - before
            assert {ask(where) for _ in range(5)} == {b"%d" % turn}
        assert not [one for one in loop if one.is_alive()]
