"""A command that the base branch's settings allow by id: no shell, bounded in time and output, without secrets."""

import contextlib
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict
from relcommit.probes.evidence_context import EvidenceContext, blind

MOST_OUTPUT = 4 * 1024 * 1024
_SECRET = re.compile(
    r"TOKEN|SECRET|PASSW|CREDENTIAL|_KEY$|^GIT_ASKPASS$|^GIT_CONFIG_|^SSH_AUTH_SOCK$|^ACTIONS_", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Run:
    """How a command ended: its exit code, or why it was stopped."""

    code: int | None
    stopped: str = ""
    """`tiempo` or `salida`."""


def probe(proof: Proof, scene: EvidenceContext) -> Verdict:
    """Run it in the working tree, and judge how it ended; where it cannot run, whoever ran it may say so."""
    name = (proof.wants.get("id") or ("",))[0]
    command = scene.settings.checklist.commands.get(name)
    if command is None:
        facts = {"orden": name}
        return Verdict(state="inconclusive", code="command-not-allowed", facts=facts, trust="local", turn="ajustes")
    if scene.root is None:
        return blind("command-only-local", turn="@", orden=command)
    return judge(command, run(command, scene.root, scene.environment, scene.settings.checklist.command_seconds))


def judge(command: str, ended: Run) -> Verdict:
    """Zero holds; anything else does not."""
    facts = {"orden": command, "codigo": str(ended.code), "motivo": ended.stopped}
    if ended.stopped:
        return Verdict(state="inconclusive", code="command-stopped", facts=facts, trust="local", turn="autor")
    if ended.code is None:
        return Verdict(state="error", code="command-missing", facts=facts, trust="local", turn="ajustes")
    if ended.code:
        return Verdict(state="unmet", code="command-failed", facts=facts, trust="local", turn="autor")
    return Verdict(state="met", code="command-passed", facts=facts, trust="local", source=command)


def run(command: str, folder: Path, environment: Mapping[str, str], seconds: int) -> Run:
    """Run it without a shell, and stop it with all its children when it takes or says too much."""
    clean = without_secrets(environment)
    with tempfile.TemporaryFile() as output:
        try:
            started = subprocess.Popen(
                shlex.split(command), cwd=folder, env=clean, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        except (OSError, ValueError):
            return Run(None)
        try:
            return _watched(started, output.fileno(), monotonic() + seconds)
        finally:
            _stop(started)


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that a command of the settings may see: none whose name says that it is a secret."""
    return {key: value for key, value in environment.items() if not _SECRET.search(key)}


def _watched(started: "subprocess.Popen[bytes]", output: int, until: float) -> Run:
    while (code := started.poll()) is None:
        if monotonic() > until:
            return Run(None, "tiempo")
        if os.fstat(output).st_size > MOST_OUTPUT:
            return Run(None, "salida")
        sleep(0.02)
    return Run(code)


def _stop(started: "subprocess.Popen[bytes]") -> None:
    """End what is left of it: on Windows the process, elsewhere all of its session."""
    if sys.platform == "win32":
        started.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(started.pid, signal.SIGKILL)
    started.wait()
