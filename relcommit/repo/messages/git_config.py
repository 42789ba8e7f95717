"""What git's configuration says of messages; light, for the commit-msg hook.

Asked without `subprocess`, whose import alone costs more than git itself.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ASKED = r"^(core\.comment(char|string)|commit\.cleanup|i18n\.commitencoding)$"
"""The keys that decide how a message is cleaned."""
NO_EDITOR = ":"
"""What git puts into GIT_EDITOR for the hooks of a commit whose message nobody edits."""


def entries(output: str) -> dict[str, str]:
    """What `git config -z --get-regexp` prints: keys in small letters, the last value of each."""
    pairs = (entry.partition("\n") for entry in output.split("\0"))
    return {key.lower(): value for key, _, value in pairs if key}


def is_edited() -> bool:
    """Whether somebody saw the message in an editor."""
    return os.environ.get("GIT_EDITOR") != NO_EDITOR


def ask_quickly() -> dict[str, str]:
    """The keys' values here, for a hook that git itself called."""
    out, err, wait = spawn(("git", "config", "-z", "--get-regexp", ASKED), os.environ)
    with open(out, "rb") as output:  # noqa: PTH123 - a descriptor
        answer = output.read()
    os.close(err)
    wait()
    return entries(answer.decode("utf-8", "surrogateescape"))


if sys.platform == "win32":

    def spawn(argv: "tuple[str, ...]", environment: "Mapping[str, str]") -> "tuple[int, int, Callable[[], int]]":
        """Start a process: descriptors of its output and of its errors, and how to wait for its exit code."""
        import subprocess

        running = subprocess.Popen(
            argv, env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert running.stdout is not None  # noqa: S101 - asked for above
        assert running.stderr is not None  # noqa: S101
        return os.dup(running.stdout.fileno()), os.dup(running.stderr.fileno()), running.wait

else:

    def spawn(argv: "tuple[str, ...]", environment: "Mapping[str, str]") -> "tuple[int, int, Callable[[], int]]":
        """Start a process: descriptors of its output and of its errors, and how to wait for its exit code."""
        out, out_end = os.pipe()
        err, err_end = os.pipe()
        actions = [(os.POSIX_SPAWN_DUP2, out_end, 1), (os.POSIX_SPAWN_DUP2, err_end, 2)]
        child = os.posix_spawnp(argv[0], argv, environment, file_actions=actions)
        os.close(out_end)
        os.close(err_end)
        return out, err, lambda: os.waitpid(child, 0)[1]
