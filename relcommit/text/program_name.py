"""How somebody who reads our words can start relcommit where they are printed; light, for the commit-msg hook."""

import os


def program_name() -> str:
    """`relcommit`, or this Python with `-m relcommit` where the reader's PATH may not lead to it.

    pre-commit and prek put the folder of their own environment on the PATH of a hook, and on nobody else's.
    """
    from shlex import quote
    from shutil import which
    from sys import argv, executable

    archive = os.environ.get("PEX", "")  # which holds the Python's packages: without it there is no «-m relcommit»
    if archive and os.path.realpath(argv[0]) == os.path.realpath(archive):
        return quote(archive)
    if "PRE_COMMIT" not in os.environ and which("relcommit"):
        return "relcommit"
    return f"{quote(executable)} -m relcommit"
