"""What the commit-msg hook calls when the shell cannot decide: `python -I -S`, no click, no `re`, no `json`.

The settings come as one line, behind the version that wrote the hook, where the hook knows that they have not
changed; otherwise they are read again, and the hook is written anew.
"""

import sys

from relcommit import __version__
from relcommit.repo.messages.cached_settings import CachedSettings
from relcommit.repo.messages.file_check import judge_file, kept_for_later, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from relcommit.commits.rules import CommitRules


def main(argv: "Sequence[str]") -> int:
    """Judge the file that git names; `argv` is its path, the hook's own path, and the settings or nothing."""
    file, hook, line = argv
    version, _, cached_settings = line.partition(" ")
    rules = CachedSettings(cached_settings) if version == __version__ else _read_settings(file, hook)
    if rules is None:
        return 1
    data = read(file)
    verdict, how = judge_file(data, rules, file)
    if verdict.findings:
        from relcommit.text.es.commits.findings import report

        _say(report(verdict))
        _say(kept_for_later(verdict, data, how) or "")
    return 0 if verdict.ok else 1


def _read_settings(file: str, hook: str) -> "CommitRules | None":
    import site

    site.main()  # commitizen's settings may be YAML, which only an installed library reads
    from relcommit.errors.base import RelcommitError
    from relcommit.repo.hook.install import refresh

    try:
        return refresh(file, hook)
    except RelcommitError as problem:
        _say(problem.explain())
        return None


def _say(text: str) -> None:
    from relcommit.text.terminal import escape_control

    sys.stderr.write(f"{escape_control(text)}\n" if text else "")
