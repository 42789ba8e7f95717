"""`python -m relcommit`, and what the console script calls."""

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(50_000)  # a short life makes little garbage, and importing makes many objects
    if sys.argv[1:2] == ["check"]:
        from relcommit.cli.quick_check import try_quickly

        code = try_quickly(sys.argv[1:])
        if code is not None:
            sys.exit(code)
    from relcommit.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
