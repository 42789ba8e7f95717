"""`python -m relcommit`, and what the console scripts call."""

import gc
import sys

try:  # without `os`, which the hook's Python has not loaded
    from posix import _exit
except ImportError:
    from os import _exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(50_000)  # a short life makes little garbage, and importing makes many objects
    if sys.stdout is None or sys.stderr is None:
        _speak_to_nobody()
    if sys.argv[1:2] == ["check"]:
        from relcommit.cli.quick_check import try_quickly

        code = try_quickly(sys.argv[1:])
        if code is not None:
            leave(code)
    from relcommit.cli.main import run

    sys.exit(run(sys.argv[1:]))


def behind_launcher() -> None:
    """Called by the `relcommit` that is a shell script, under whose name we go on."""
    sys.argv[0] = sys.argv[0].removesuffix(".relcommit-python") + "relcommit"
    main()


def _speak_to_nobody() -> None:
    """Whoever started us closed an output: what is said there is lost, and the exit code is not."""
    import os

    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for as long as we live
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def leave(code: int) -> "NoReturn":
    """End at once: taking the interpreter apart lasts a fifth of a short call, and everything is written by now."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # closed by whoever called the hook
            stream.flush()
    _exit(code)


if __name__ == "__main__":
    main()
