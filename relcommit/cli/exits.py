"""Every way out of a command: its exit code, and what the user reads on the way."""

import errno
import sys
from collections.abc import Callable

import click

from relcommit.cli import output
from relcommit.errors.base import RelcommitError

NOT_IN_STATE = 4
INTERRUPTED = 130
BUG = 70

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_OUT_OF_REACH = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ELOOP)
"""What the system says of a file that stands in the way, or that is not ours to touch."""


def exit_code_of(command: Callable[[], object], *, as_json: bool = False) -> int:
    """Run a command; print what went wrong, in Spanish, to standard error; give the exit code."""
    try:
        code = command()
        sys.stdout.flush()
    except RelcommitError as problem:
        return _known(problem, as_json=as_json)
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _interrupted()
    except BrokenPipeError:
        return _nobody_reads()
    except Exception as bug:  # the last door: whatever is left is our own mistake
        return _refused_by_the_system(bug) if isinstance(bug, OSError) else _our_mistake(bug)
    return code if isinstance(code, int) else 0


def _known(problem: RelcommitError, *, as_json: bool) -> int:
    """The error in words to standard error; where JSON was asked for, as an object to standard output too."""
    if as_json:
        facts = {"error": type(problem).__name__, "exit_code": problem.exit_code, "message": problem.explain()}
        output.say_json(facts)
    output.complain(problem.explain())
    return problem.exit_code


def _interrupted() -> int:
    from relcommit.text.es.common import INTERRUPTED as SAID

    output.complain(f"\n{SAID}")
    return INTERRUPTED


def _nobody_reads() -> int:
    """The reader of a pipe left, as `head` does: not worth a word."""
    _say_no_more()
    return 141


def _refused_by_the_system(why: OSError) -> int:
    """What the user can put right on the disk; anything else is our mistake."""
    if why.errno in _NO_ROOM:
        return _no_room(why)
    return _out_of_reach(why) if why.errno in _OUT_OF_REACH and why.filename else _our_mistake(why)


def _out_of_reach(why: OSError) -> int:
    from relcommit.text.es.common import out_of_reach

    output.complain(out_of_reach(str(why.filename), why.errno or 0))
    return NOT_IN_STATE


def _no_room(why: OSError) -> int:
    """A disk is full, be it the repository's or the one that our output goes to."""
    import contextlib

    from relcommit.text.es.common import no_room

    with contextlib.suppress(OSError):  # standard error may go to the same disk
        output.complain(no_room(why.filename))
    _say_no_more()
    return NOT_IN_STATE


def _say_no_more() -> None:
    """What is left to be written goes nowhere, so that Python does not stumble over it once more."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _our_mistake(bug: Exception) -> int:
    import tempfile
    import traceback
    from pathlib import Path

    from relcommit.text.es.common import bug_found

    folder = Path(tempfile.mkdtemp(prefix="relcommit-"))
    log = folder / "error.log"
    log.write_text("".join(traceback.format_exception(bug)), "utf-8")
    output.complain(bug_found(f"{type(bug).__name__}: {bug}", str(log)))
    return BUG
