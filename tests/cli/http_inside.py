"""Runs inside a network of its own: a server at a public address, and `relcommit checklist verify` asking it."""

import json
import ssl
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

PUBLIC = "1.1.1.1"
VERIFY = ("relcommit", "-C", "repo", "checklist", "verify", "plan.md", "--phase", "produccion", "--json")


class Handler(BaseHTTPRequestHandler):
    """Says yes, and remembers who asked for what."""

    asked: list[str] = []  # noqa: RUF012 - of the process

    def do_GET(self) -> None:
        self.asked.append(f"{self.headers['Host']}{self.path}")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"ok": 1}')

    def log_message(self, *_: object) -> None:
        pass


def serve(port: int, context: ssl.SSLContext | None = None) -> None:
    server = ThreadingHTTPServer((PUBLIC, port), Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()


def verify(base: str, *, trusts: bool) -> tuple[int, str]:
    """The exit code, and the code of the evidence."""
    Path("repo/relcommit.toml").write_text(f'[forge]\nkind = "local"\n[checklist]\nbase_url = "{base}"\n')
    environment = {"PATH": "/usr/bin:/bin", "HOME": ".", "PYTHONPATH": sys.argv[2]}
    done = subprocess.run(
        [sys.executable, "-m", *VERIFY], env={**environment, **({"SSL_CERT_FILE": "cert.pem"} if trusts else {})},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout)["items"][0]["evidence"][0]["code"] if done.stdout else done.stderr


if __name__ == "__main__":
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain("cert.pem", "key.pem")
    serve(80)
    serve(443, tls)
    told = {name: verify(base, trusts=trusts) for name, base, trusts in json.loads(sys.argv[1])}
    print(json.dumps({"told": told, "asked": Handler.asked}))
