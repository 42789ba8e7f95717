"""What the commit-msg hook calls when the shell cannot decide: `python -I -S`, no click, no `re`, no `json`.

The settings come as one line, behind the version that wrote the hook, where the hook knows that they have not
changed; otherwise they are read again, and the hook is written anew.
"""

import sys

from relcommit import __version__
from relcommit.repo.messages.cached_settings import CachedSettings
from relcommit.repo.messages.file_check import judge_file, kept_for_later, kept_unjudged, read
from relcommit.text.tally import BUG

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from relcommit.commits.judge import Verdict
    from relcommit.commits.rules import CommitRules


def main(argv: "Sequence[str]") -> int:
    """Judge the file that git names; `argv` is its path, the hook's own path, and the settings or nothing.

    Whatever goes wrong on the way, the message is kept.
    """
    file, hook, line = argv
    try:
        return _judged(file, hook, line)
    except Exception as problem:  # the last door: git would throw the message away
        _say(_words(problem))
        _say(kept_unjudged(file))
        return getattr(problem, "exit_code", BUG)


def _judged(file: str, hook: str, line: str) -> int:
    """The exit code of a message. Raises wrong settings, and OSError."""
    version, _, cached_settings = line.partition(" ")
    rules = CachedSettings(cached_settings) if version == __version__ else _read_settings(file, hook)
    data = read(file)
    verdict, how = judge_file(data, rules, file)
    if getattr(rules, "scope_paths", None):
        verdict = _with_scope_paths(verdict, rules)
    if verdict.findings:
        from relcommit.text.es.commits.findings import report

        _say(report(verdict))
        _say(kept_for_later(verdict, data, how) or "")
    return BUG if verdict.is_broken else int(not verdict.ok)


def _read_settings(file: str, hook: str) -> "CommitRules":
    import site

    site.main()  # commitizen's settings may be YAML, which only an installed library reads
    from relcommit.repo.hook.install import refresh

    return refresh(file, hook)


def _with_scope_paths(verdict: "Verdict", rules: "CommitRules") -> "Verdict":
    import os
    from pathlib import Path

    from relcommit.repo.git import open_git
    from relcommit.repo.messages.range_check import with_scope_paths
    from relcommit.repo.messages.touched import touched_now

    paths = touched_now(open_git(Path.cwd(), os.environ), os.environ)
    return with_scope_paths(verdict, paths, rules)  # type: ignore[arg-type]


def _words(problem: Exception) -> str:
    from relcommit.commits.judge import internal
    from relcommit.errors.base import RelcommitError
    from relcommit.text.es.commits.findings import sentence

    return problem.explain() if isinstance(problem, RelcommitError) else sentence(internal(problem))


def _say(text: str) -> None:
    from relcommit.text.terminal import escape_control

    sys.stderr.write(f"{escape_control(text)}\n" if text else "")
