"""A message file judged without click, TOML or `subprocess`: for the commit-msg hook and for `check ARCHIVO`."""

from relcommit.commits.judge import AS_GIVEN, Storage, Verdict, judge, storage
from relcommit.commits.quick import Quick

TYPE_CHECKING = False
if TYPE_CHECKING:
    from relcommit.commits.rules import CommitRules


def read(file: str) -> bytes:
    """The bytes of a file, without `pathlib`, which costs as much as the judgement. Raises OSError."""
    with open(file, "rb") as opened:  # noqa: PTH123
        return opened.read()


def judge_file(data: bytes, rules: "CommitRules", file: str) -> "tuple[Verdict, Storage]":
    """The verdict on what git will store of these bytes, and how it will store them.

    Git's configuration is asked for only where it could matter, and the rules only where the quick way is unsure.
    """
    how = AS_GIVEN
    if _could_change(data):
        from relcommit.repo.messages.git_config import ask_quickly, is_edited

        how = storage(ask_quickly(), edited=is_edited())
    elif Quick(rules).fine(text := data.decode()):
        return Verdict(file, text, (), file=file), how
    return judge(data, rules, how, source=file, file=file), how


def kept_for_later(verdict: "Verdict", data: bytes, how: Storage) -> str | None:
    """Save a refused message and say how to go on with it; None where there is nothing worth keeping."""
    if verdict.ok or verdict.findings[0].code == "empty-message":
        return None
    from relcommit.repo.messages.message_file import has_remarks, keep
    from relcommit.text.es.commits.findings import refused
    from relcommit.text.program_name import program_name

    if verdict.is_broken:
        return kept_unjudged(verdict.file)

    kept = keep(verdict.file, data, how)
    certain = all(finding.suggestion is not None for finding in verdict.findings if finding.level == "error")
    where = _from_where_git_was_called(kept)
    return refused(where, program=program_name(), certain=certain, remarks=has_remarks(kept, how))


def kept_unjudged(file: str) -> str:
    """Save, as it is, a message that could not be judged, whatever the reason, and say where it waits."""
    from relcommit.repo.messages.message_file import keep_bytes
    from relcommit.text.es.commits.findings import stopped

    try:
        return stopped(_from_where_git_was_called(keep_bytes(file, read(file))))
    except OSError:
        return stopped("")


def _from_where_git_was_called(path: str) -> str:
    """A hook runs at the root of the working tree; GIT_PREFIX is the folder in it from which somebody called git."""
    import os

    folder = os.environ.get("GIT_PREFIX", "")
    return path if os.path.isabs(path) else "../" * folder.count("/") + path  # noqa: PTH117 - lighter


def _could_change(data: bytes) -> bool:
    """Whether a line could be a comment, or be cleaned in more than one way, or the bytes are not UTF-8."""
    if data.startswith(b"\n") or b"\n\n\n" in data:
        return True
    for line in data.split(b"\n"):
        if line and (not (line[:1].isalnum() or line[0] > 127) or line[-1:].isspace()):
            return True
    return not data.isascii() and not _is_utf8(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
