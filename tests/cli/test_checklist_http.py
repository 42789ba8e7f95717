"""`relcommit checklist verify` asks a real server at a public address: that of a network of its own, with nobody else.

Nothing of the probe is replaced: in a network namespace a public address belongs to this machine, and the name that
leads there stands in its `/etc/hosts`.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.committing import ROOT

SHARED = ["unshare", "--map-root-user", "--net", "--mount"]
PLAN = """# Plan

## Despliegue

1. Responde <!-- rc: id=http http="/estado" field=ok phase=produccion -->
"""


def can_share() -> bool:
    if shutil.which("unshare") is None or shutil.which("ip") is None or shutil.which("openssl") is None:
        return False
    return subprocess.run([*SHARED, "ip", "link", "set", "lo", "up"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_share(), reason="no network namespaces here")
def test_a_route_of_the_plan_is_asked_in_a_world_of_its_own(tmp_path: Path) -> None:
    made = told_inside(
        tmp_path,
        ("plain", "http://api.ejemplo.cl", False),
        ("tls", "https://api.ejemplo.cl", True),
        ("untrusted", "https://api.ejemplo.cl", False),
        ("other name", "https://otra.ejemplo.cl", True),
        ("rebound", "http://interno.ejemplo.cl", False),
        ("unknown", "http://nadie.ejemplo.cl", False),
    )
    assert made["told"] == {
        "plain": [0, "http-right"],
        "tls": [0, "http-right"],
        "untrusted": [1, "no-answer"],
        "other name": [1, "no-answer"],
        "rebound": [1, "address-private"],
        "unknown": [1, "server-unknown"],
    }
    assert made["asked"] == ["api.ejemplo.cl/estado"] * 2


def told_inside(folder: Path, *cases: tuple[str, str, bool]) -> Any:
    (folder / "hosts").write_text(
        "1.1.1.1 api.ejemplo.cl otra.ejemplo.cl\n1.1.1.1 interno.ejemplo.cl\n127.0.0.1 interno.ejemplo.cl\n"
    )
    subject = ["-subj", "/CN=api.ejemplo.cl", "-addext", "subjectAltName=DNS:api.ejemplo.cl"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem",
         "-days", "2", *subject], cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    repo = folder / "repo"
    subprocess.run(["git", "init", "-q", "-b", "main", str(repo)], check=True)
    (repo / "plan.md").write_text(PLAN)
    enter = 'ip link set lo up && ip addr add 1.1.1.1/32 dev lo && mount --bind hosts /etc/hosts && exec "$@"'
    inside = [sys.executable, str(ROOT / "tests/cli/http_inside.py"), json.dumps(cases), str(ROOT)]
    command = [*SHARED, "sh", "-c", enter, "sh", *inside]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
