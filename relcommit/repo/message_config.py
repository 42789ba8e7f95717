"""What git's configuration says of messages; light, for the commit-msg hook.

Asked without `subprocess`, whose import alone costs more than git itself.
"""

import os

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
    return entries(_output("git", "config", "-z", "--get-regexp", ASKED))


def _output(*argv: str) -> str:
    if not hasattr(os, "posix_spawnp"):
        import subprocess

        return subprocess.run(argv, capture_output=True, check=False).stdout.decode("utf-8", "surrogateescape")
    reading, writing = os.pipe()
    child = os.posix_spawnp(argv[0], argv, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, writing, 1)])
    os.close(writing)
    with open(reading, "rb") as out:  # noqa: PTH123 - a descriptor
        said = out.read()
    os.waitpid(child, 0)
    return said.decode("utf-8", "surrogateescape")
