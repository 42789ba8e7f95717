"""Every way out of a command: its exit code, and what the user reads on the way."""

import sys
from collections.abc import Callable

import click

from relcommit.cli import output
from relcommit.errors.base import RelcommitError

INTERRUPTED = 130
BUG = 70


def exit_code_of(command: Callable[[], object]) -> int:
    """Run a command; print what went wrong, in Spanish, to standard error; give the exit code."""
    try:
        code = command()
        sys.stdout.flush()
    except RelcommitError as problem:
        return _known(problem)
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _interrupted()
    except BrokenPipeError:
        return _nobody_reads()
    except Exception as bug:  # the last door: whatever is left is our own mistake
        return _our_mistake(bug)
    return code if isinstance(code, int) else 0


def _known(problem: RelcommitError) -> int:
    from relcommit.text.es.errors import explain

    output.complain(explain(problem))
    return problem.exit_code


def _interrupted() -> int:
    from relcommit.text.es.common import INTERRUPTED as SAID

    output.complain(f"\n{SAID}")
    return INTERRUPTED


def _nobody_reads() -> int:
    """The reader of a pipe left, as `head` does: not worth a word."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141


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
