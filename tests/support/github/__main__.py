"""Try the double by hand: `python -m tests.support.github` serves a repository and says how to reach it."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from tests.support.github import GitHub

HELP = """\
API:    {api}
Git:    {git}
Token:  {token}   (ana, who may write)

  git push {git} HEAD:main
  curl -H "Authorization: Bearer {token}" {api}/repos/ana/acme

Ctrl-C stops it and forgets everything.
"""


def main() -> None:
    """Serve until interrupted."""
    with TemporaryDirectory() as folder, GitHub(Path(folder)).serving() as hub:
        hub.repository("ana/acme", beto="write")
        words = {"api": hub.api_url, "git": hub.git_url("ana/acme"), "token": hub.token("ana")}
        sys.stdout.write(HELP.format(**words))
        sys.stdout.flush()
        Event().wait()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
