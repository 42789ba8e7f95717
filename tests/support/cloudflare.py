"""Our own double of the part of Cloudflare's API that `wrangler` asks about a Worker's versions and their split."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

_SCRIPT = re.compile(r"/accounts/[^/]+/workers/scripts/(?P<name>[^/?]+)(?P<rest>/[^?]*)?")

Json = dict[str, Any]


@dataclass
class Cloudflare:
    """A Worker with its versions and its deployments, oldest first."""

    versions: list[str]
    deployments: list[Json] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)

    def deploy(self, versions: list[Json], message: str = "", at: str = "") -> Json:
        """A new split."""
        made = {
            "id": f"00000000-0000-4000-8000-{len(self.deployments):012d}", "source": "wrangler",
            "strategy": "percentage",
            "author_email": "olga@example.com", "annotations": {"workers/message": message} if message else {},
            "created_on": at or datetime.now(UTC).isoformat().replace("+00:00", "Z"), "versions": versions,
        }  # fmt: skip
        self.deployments.append(made)
        return made

    def answer(self, method: str, path: str, body: Json) -> Any:
        """The `result` of a call; `None` for what the double does not know."""
        self.calls.append(f"{method} {path}")
        found = _SCRIPT.search(path)
        rest = (found["rest"] or "") if found else ""
        if rest == "/deployments" and method == "POST":
            message = str((body.get("annotations") or {}).get("workers/message") or "")
            return self.deploy(body["versions"], message)
        if rest == "/deployments":
            return {"deployments": list(reversed(self.deployments))}
        if rest == "/versions":
            return {"items": [self._version(name) for name in self.versions]}
        if rest.startswith("/versions/") and rest.rpartition("/")[2] in self.versions:
            return self._version(rest.rpartition("/")[2])
        if rest in ("/script-settings", "/settings"):
            return {"bindings": [], "tail_consumers": [], "logpush": False, "observability": {"enabled": False}}
        return [] if rest == "/secrets" else None

    def _version(self, name: str) -> Json:
        return {
            "id": name, "number": self.versions.index(name) + 1, "annotations": {},
            "metadata": {
                "author_id": "1", "author_email": "olga@example.com", "source": "wrangler",
                "created_on": "2026-02-26T09:00:00Z", "modified_on": "2026-02-26T09:00:00Z",
            },
            "resources": {"bindings": [], "script": {"etag": name, "handlers": ["fetch"]}, "script_runtime": {}},
        }  # fmt: skip


@contextmanager
def serving(cloudflare: Cloudflare) -> Iterator[str]:
    """Serve it on this machine; its address, as `CLOUDFLARE_API_BASE_URL` wants it."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            body = json.loads(self.rfile.read(length) or b"{}") if length else {}
            result = cloudflare.answer(self.command, self.path, body)
            known = result is not None
            errors = [] if known else [{"code": 10_007, "message": "not found"}]
            content = json.dumps({"success": known, "errors": errors, "messages": [], "result": result}).encode()
            self.send_response(200 if known else 404)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = do_PUT = _answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/client/v4"
    finally:
        server.shutdown()
        server.server_close()
