"""Our commands, each in a process of its own that starts warm: forked off a Python that has imported everything.

Starting Python and importing us takes some 300 ms of the processor, a fork 20; the suite starts a thousand commands.
What is about starting itself (imports, options of the interpreter, broken installations) starts Python as users do.
"""

import atexit
import gc
import json
import os
import runpy
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, NoReturn

ROOT = Path(__file__).parents[2]
IMPORTED = (
    "relcommit.cli.main", "relcommit.cli.fast_check", "relcommit.cli.commands.prepare", "relcommit.application.policy",
    "relcommit.probes.assess", "relcommit.forge.publishing", "github", "git", "jinja2", "yaml",
)  # fmt: skip
"""What many commands import; never a module that is run itself, which Python would then import twice."""


def run_module(
    module: str, args: Sequence[str], *, cwd: Path, environment: Mapping[str, str], stdin: bytes = b""
) -> "subprocess.CompletedProcess[str]":
    """What `python -m module args` does there; of a killed process, the code is the signal's, negative."""
    argv = (sys.executable, "-m", module, *args)
    if not hasattr(os, "fork"):
        return as_text(subprocess.run(argv, cwd=cwd, env=environment, input=stdin, capture_output=True, check=False))
    request = json.dumps([module, list(args), str(cwd), dict(environment)]).encode()
    with _file(request) as asked, _file(stdin) as fed, _file() as out, _file() as err:
        line = _server()
        socket.send_fds(line, [b"?"], [asked.fileno(), fed.fileno(), out.fileno(), err.fileno()])
        answer = line.recv(16)
        assert answer, "the warm process is gone"
        out.seek(0)
        err.seek(0)
        return as_text(subprocess.CompletedProcess(argv, int(answer), out.read(), err.read()))


def as_text(done: "subprocess.CompletedProcess[bytes]") -> "subprocess.CompletedProcess[str]":
    """The same with its outputs as text; what is not UTF-8 shows as U+FFFD."""
    out, err = (output.decode("utf-8", "replace") for output in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def _file(content: bytes = b"") -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - `run_module` closes it
    file.write(content)
    file.seek(0)
    return file


@cache
def _server() -> socket.socket:
    """Our end of the line to the warm process, which ends when we do."""
    ours, theirs = socket.socketpair()
    with theirs:
        command = (sys.executable, "-m", __name__, str(theirs.fileno()))
        subprocess.Popen(command, cwd=ROOT, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL)
    return ours


def _next_request(line: socket.socket) -> tuple[str, list[str]] | None:
    """Fork for each request; in the child, what it has to run, with everything in place; `None` at the line's end."""
    while True:
        _, handles, _, _ = socket.recv_fds(line, 1, 4)
        if not handles:
            return None
        child = os.fork()
        if child == 0:
            line.close()
            return _stand_in(handles)
        for handle in handles:
            os.close(handle)
        _, status = os.waitpid(child, 0)
        line.send(str(os.waitstatus_to_exitcode(status)).encode())


def _stand_in(handles: Sequence[int]) -> tuple[str, list[str]]:
    """Take on the input, outputs, folder and environment of a request; gives the module and its arguments."""
    with open(handles[0], encoding="utf-8") as asked:  # noqa: PTH123 - a descriptor
        module, args, cwd, environment = json.load(asked)
    for number, handle in enumerate(handles[1:]):
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    return module, args


def main(descriptor: int) -> None:
    """Serve until the other end of the line is closed."""
    for name in IMPORTED:
        __import__(name)
    gc.freeze()  # a collection in a child would copy every page
    with socket.socket(fileno=descriptor) as line:
        request = _next_request(line)
    if request:
        _run(*request)


def _run(module: str, args: Sequence[str]) -> NoReturn:
    """Run it to its end, and end without taking this Python apart, which lasts longer than all the rest."""
    sys.argv = [module, *args]
    code = 0
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException:
        traceback.print_exc()
        code = 1
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main(int(sys.argv[1]))
