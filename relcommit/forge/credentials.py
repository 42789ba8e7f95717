"""How git gets a token without its being in any environment, argument, file or configuration: it asks, by a helper that
answers for one host, over a socket in a folder that only this user may enter."""

import atexit
import shlex
import shutil
import socket
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread

from relcommit.forge.address import Address, place
from relcommit.forge.token import Token, may_see

_UNIX: int = getattr(socket, "AF_UNIX", 0)
"""The family of sockets with a path; 0 where Python has none, as on Windows."""
_LONGEST_QUESTION = 4096
_PATIENCE = 5
"""Seconds that a question may take to arrive."""


def git_environment(token: Token, address: Address, environ: Mapping[str, str]) -> dict[str, str]:
    """Variables that let one git process log in at this address; the token is in none of them.

    Nobody else's helper is asked, so that none keeps the token, and no redirect is followed: what answers there is not
    who was asked. An empty header drops those of the user's own settings: GitHub refuses a request that has two.
    """
    if not may_see(token, address) or not _UNIX:  # no private socket there: git's own helper answers
        return {}
    server = f"{address.scheme}://{place(address.host, address.port)}"
    settings = [
        (f"http.{server}/.extraHeader", ""),
        ("http.followRedirects", "false"),
        ("credential.helper", ""),
        (f"credential.{server}.helper", ""),
        (f"credential.{server}.helper", _helper(token, address)),
    ]
    count = int(environ.get("GIT_CONFIG_COUNT") or 0)
    pairs = {
        f"GIT_CONFIG_{part}_{count + number}": text
        for number, setting in enumerate(settings)
        for part, text in zip(("KEY", "VALUE"), setting, strict=True)
    }
    return {"GIT_CONFIG_COUNT": str(count + len(settings)), "GIT_TRACE_REDACT": "1", "GIT_ASKPASS": "", **pairs}


def _helper(token: Token, address: Address) -> str:
    """The command by which git asks; whoever answers ends with this process."""
    program = Path(__file__).with_name("credential_helper.py")
    asked = [sys.executable, "-I", "-S", str(program), str(_listen(token, address))]
    return "!" + " ".join(shlex.quote(part) for part in asked)


def _listen(token: Token, address: Address) -> Path:
    """Where the answer to the questions for this address is had, by whoever may enter the folder: this user alone."""
    folder = Path(tempfile.mkdtemp(prefix="relcommit-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "socket"
    listener = socket.socket(_UNIX)
    listener.bind(str(path))
    listener.listen(4)
    Thread(target=_answer_all, args=(listener, token, address), daemon=True).start()
    return path


def _answer_all(listener: socket.socket, token: Token, address: Address) -> None:
    while True:
        line, _ = listener.accept()
        with line, suppress(OSError, ValueError):
            line.settimeout(_PATIENCE)
            question = b""
            while len(question) < _LONGEST_QUESTION and (more := line.recv(_LONGEST_QUESTION)):
                question += more
            line.sendall(answer(question.decode("utf-8", "replace"), token, address).encode())


def answer(question: str, token: Token, address: Address) -> str:
    """What git is told: nothing where it asks for another host, port or scheme."""
    asked = dict(line.split("=", 1) for line in question.splitlines() if "=" in line)
    if (asked.get("protocol"), asked.get("host")) != (address.scheme, place(address.host, address.port)):
        return ""
    return f"username=x-access-token\npassword={token.value}\n"
