"""A team's own templates, filled in by a process of their own that may not take long, nor much memory.

What a sandbox forbids is code; ten lines of loops or of `replace` still ask for hours, or for all the memory there is.
"""

import atexit
import json
import pickle  # from us to our own child alone, which answers in JSON
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from threading import Timer
from typing import IO, Any

from relcommit.errors.settings import TemplateFailed
from relcommit.text.templates import TeamTemplates, fill

SECONDS = 5
"""Of the processor, for one text; a clock allows it six times as much, on a machine that has other things to do."""
MEMORY = 512 * 1024 * 1024
"""Bytes of address space, where the system can bound it."""
_PROGRAM = "import sys; sys.path[:] = {path!r}; from relcommit.text.bounded_template import answer_all; answer_all()"
_TOO_LONG = f"tarda más de {SECONDS} segundos"
_TOO_MUCH = f"pide más de {MEMORY // 1024 // 1024} MB de memoria"


def fill_bounded(
    name: str, values: Mapping[str, object], team: TeamTemplates, filters: Mapping[str, Callable[..., Any]]
) -> str:
    """Fill in a team's template. Raises TemplateFailed, also where it passes the bounds."""
    child = _child()
    asked = pickle.dumps((name, dict(values), team, dict(filters)))
    clock = Timer(6 * SECONDS, child.kill)
    clock.start()
    try:
        answered = json.loads(_exchange(child, asked))
    except (ValueError, OSError) as why:  # the system ended it, or the clock did
        _child.cache_clear()
        raise TemplateFailed(team.place(name), None, _TOO_LONG) from why
    finally:
        clock.cancel()
    if "text" not in answered:
        raise TemplateFailed(answered["place"], answered["line"], answered["why"])
    return str(answered["text"])


@cache
def _child() -> "subprocess.Popen[bytes]":
    """The process that fills in all templates of this one, until a template is its end."""
    program = _PROGRAM.format(path=[place for place in sys.path if place])
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    atexit.register(_end, child)
    return child


def _end(child: "subprocess.Popen[bytes]") -> None:
    child.kill()
    child.communicate()


def _exchange(child: "subprocess.Popen[bytes]", asked: bytes) -> bytes:
    pipes = child.stdin, child.stdout
    if pipes[0] is None or pipes[1] is None:
        raise OSError("no pipes")
    pipes[0].write(asked)
    pipes[0].flush()
    return pipes[1].readline()


def answer_all() -> None:
    """The child: read what is asked for, and answer each with its text, or with what is wrong with the template."""
    asked: IO[bytes] = sys.stdin.buffer
    fill("commit.md.j2", {"header": "", "bullets": (), "footers": ()}, TeamTemplates(), {"bullet": str})  # imports
    _bound_memory()
    while asked.peek(1):  # type: ignore[attr-defined]
        name, values, team, filters = pickle.load(asked)  # noqa: S301 - see above
        _bound_time()
        try:
            answered: Mapping[str, object] = {"text": fill(name, values, team, filters)}
        except TemplateFailed as why:
            answered = {"place": why.name, "line": why.line, "why": why.why[:1000]}
        except MemoryError:
            answered = {"place": team.place(name), "line": None, "why": _TOO_MUCH}
        print(json.dumps(answered), flush=True)


def _bound_memory() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _bound_time() -> None:
    """So much from now on; on Windows the clock alone decides."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + SECONDS, hard))
