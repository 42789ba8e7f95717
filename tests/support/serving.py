"""Servers of this machine for one test: what they opened is closed, and nobody accepts any more, once it ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread


@contextmanager
def serving(
    handler: type[BaseRequestHandler], kind: type[ThreadingHTTPServer | ThreadingTCPServer] = ThreadingHTTPServer
) -> Iterator[tuple[str, int]]:
    """A server on a free port, one thread for each connection; yields its host and port.

    A thread left in `accept` would go on with the number of a closed descriptor, and take the connections of
    whichever later server is given that number: the loop ends before its socket is closed.
    """
    server = kind(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield "127.0.0.1", server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
