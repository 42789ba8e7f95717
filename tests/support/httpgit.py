"""Serve bare repositories over HTTP with git's own `http-backend`, so that fetches and pushes are real."""

import os
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.parser import BytesHeaderParser
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from subprocess import run
from typing import Literal
from urllib.parse import urlsplit

from tests.support.serving import serving

Access = Literal["read", "write"]

SEALED = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "HOME": os.devnull}
"""The machine's own git settings have no say."""


@contextmanager
def git_server(root: Path, tokens: Mapping[str, Access], *, public: bool = False) -> Iterator[str]:
    """Serve the bare repositories below `root`; yields the address that they hang from.

    `tokens` says what each password may do; `public` lets anybody read.
    """

    class Handler(QuietHandler):
        def handle_any(self) -> None:
            access = tokens.get(password(self) or "", "read" if public else None)
            if access is None or (wants_to_write(self.path) and access != "write"):
                ask_for_password(self)
            else:
                run_backend(self, root, urlsplit(self.path).path, user=access)

    with serving(Handler) as (host, port):
        yield f"http://{host}:{port}"


class QuietHandler(BaseHTTPRequestHandler):
    """A handler that answers every method the same way and writes no log."""

    protocol_version = "HTTP/1.1"

    def handle_any(self) -> None:
        """Answer the request."""
        raise NotImplementedError

    def __getattr__(self, name: str) -> object:
        if name.startswith("do_"):
            return self.handle_any
        raise AttributeError(name)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that it overrides
        """Keep quiet: tests look at what was recorded instead."""

    def whole_body(self) -> bytes:
        """What the request carries, be it of a length said beforehand or in chunks."""
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        chunks = []
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return b"".join(chunks)

    def answer(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def password(handler: BaseHTTPRequestHandler) -> str | None:
    """The password of basic authentication, or the token of the other kinds."""
    kind, _, value = handler.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return value or None
    return b64decode(value).decode().partition(":")[2]


def wants_to_write(path: str) -> bool:
    """Whether a request of the git protocol is part of a push."""
    parts = urlsplit(path)
    return parts.path.endswith("/git-receive-pack") or "service=git-receive-pack" in parts.query


def ask_for_password(handler: QuietHandler) -> None:
    """401, as GitHub says it to git."""
    handler.whole_body()
    handler.answer(401, {"WWW-Authenticate": 'Basic realm="GitHub"', "Content-Type": "text/plain"}, b"")


def run_backend(handler: QuietHandler, root: Path, path: str, *, user: str) -> None:
    """Let `git http-backend` answer; `path` starts at `root`."""
    body = handler.whole_body()
    done = run(
        ["git", "http-backend"], input=body, capture_output=True, env=_cgi(handler, root, path, body, user), check=False
    )  # fmt: skip
    head, _, content = done.stdout.partition(b"\r\n\r\n")
    headers = dict(BytesHeaderParser().parsebytes(head).items())
    status = int(headers.pop("Status", "200" if head else "500").split()[0])
    handler.answer(status, headers, content)


def _cgi(handler: QuietHandler, root: Path, path: str, body: bytes, user: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        **SEALED,
        "GIT_PROJECT_ROOT": str(root),
        "GIT_HTTP_EXPORT_ALL": "1",
        "GIT_PROTOCOL": handler.headers.get("Git-Protocol", ""),
        "PATH_INFO": path,
        "QUERY_STRING": urlsplit(handler.path).query,
        "REQUEST_METHOD": handler.command,
        "CONTENT_TYPE": handler.headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_CONTENT_ENCODING": handler.headers.get("Content-Encoding", ""),
        "REMOTE_USER": user,
        "REMOTE_ADDR": handler.client_address[0],
    }
