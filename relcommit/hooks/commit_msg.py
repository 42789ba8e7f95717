"""What the commit-msg hook calls when the shell cannot decide: `python -I -S`, no click, no `re`, no `json`.

The settings come as one line, behind the version that wrote the hook, where the hook knows that they have not
changed; otherwise they are read again, and the hook is written anew.
"""

import sys

from relcommit import __version__
from relcommit.commits.judge import AS_GIVEN, Storage, judge, storage
from relcommit.repo.baked import Baked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from relcommit.commits.judge import Verdict
    from relcommit.commits.rules import CommitRules


def main(argv: "Sequence[str]") -> int:
    """Judge the file that git names; `argv` is its path, the hook's own path, and the settings or nothing."""
    file, hook, line = argv
    version, _, baked = line.partition(" ")
    with open(file, "rb") as opened:  # noqa: PTH123 - pathlib costs as much as the judgement
        data = opened.read()
    rules = Baked(baked) if version == __version__ else _read_settings(file, hook)
    if rules is None:
        return 1
    how = _storage(data)
    verdict = judge(data, rules, how, source=file, file=file)
    if verdict.findings:
        _tell(verdict, data, how)
    return 0 if verdict.ok else 1


def _storage(data: bytes) -> Storage:
    """Git's configuration is asked for only where it could matter."""
    if not _has_remarks(data):
        return AS_GIVEN
    from relcommit.repo.message_config import ask_quickly, is_edited

    return storage(ask_quickly(), edited=is_edited())


def _has_remarks(data: bytes) -> bool:
    """Whether a line could be a comment, or the bytes another encoding than UTF-8."""
    for line in data.split(b"\n"):
        if line and not (line[:1].isalnum() or line[0] > 127):
            return True
    return not data.isascii() and not _is_utf8(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read_settings(file: str, hook: str) -> "CommitRules | None":
    from relcommit.errors import RelcommitError
    from relcommit.repo.hook.install import refresh
    from relcommit.text.es.errors import explain

    try:
        return refresh(file, hook)
    except RelcommitError as problem:
        _say(explain(problem))
        return None


def _tell(verdict: "Verdict", data: bytes, how: Storage) -> None:
    from relcommit.text.es.commits import refused, report

    _say(report(verdict))
    if not verdict.ok and verdict.findings[0].code != "empty-message":
        from relcommit.repo.message_file import keep

        _say(refused(keep(verdict.file, data, how)))


def _say(text: str) -> None:
    from relcommit.text.terminal import tame

    sys.stderr.write(f"{tame(text)}\n")
