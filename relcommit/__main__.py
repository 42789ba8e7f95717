"""`python -m relcommit`, and what the console scripts call."""

import gc
import sys

if sys.platform == "win32":
    from os import _exit
else:  # without `os`, which the hook's Python has not loaded
    from posix import _exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn, TextIO


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(50_000)  # a short life makes little garbage, and importing makes many objects
    if sys.stdout is None or sys.stderr is None:
        _speak_to_nobody()
    for stream in (sys.stdout, sys.stderr):
        if stream.encoding.lower() != "utf-8":
            _escape_what_is_not_in(stream)
    if sys.argv[1:2] == ["check"]:
        from relcommit.cli.fast_check import try_quickly

        code = try_quickly(sys.argv[1:])
        if code is not None:
            leave(code)
    from relcommit.cli.main import run

    sys.exit(run(sys.argv[1:]))


def _speak_to_nobody() -> None:
    """Whoever started us closed an output: what is said there is lost, and the exit code is not."""
    import os

    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for as long as we live
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def _escape_what_is_not_in(stream: "TextIO") -> None:
    """An output of another encoding, as a pipe's on Windows, gets what it lacks as `\\u0000`, as JSON spells it too."""
    from codecs import register_error

    register_error("relcommit", _escaped)
    stream.reconfigure(errors="relcommit")  # type: ignore[attr-defined]  # it is a TextIOWrapper


def _escaped(problem: UnicodeError) -> tuple[str, int]:
    assert isinstance(problem, UnicodeEncodeError)  # noqa: S101 - nothing is decoded here
    units = problem.object[problem.start : problem.end].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)), problem.end


def leave(code: int) -> "NoReturn":
    """End at once: taking the interpreter apart lasts a fifth of a short call, and everything is written by now."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # closed by whoever called the hook
            stream.flush()
    _exit(code)


if __name__ == "__main__":
    main()
