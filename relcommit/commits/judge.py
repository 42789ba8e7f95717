"""One message from its bytes to its verdict, the same for every door.

On the path of the commit-msg hook: no `re`, no `dataclasses`, and the rules only once there is something to judge.
"""

from relcommit.commits.cleanup import decode, stored
from relcommit.commits.finding import Finding, error, warning, weighed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from relcommit.commits.cleanup import Mode
    from relcommit.commits.rules import CommitRules
    from relcommit.commits.squash import Merging, Written
    from relcommit.settings import CommitSettings


class Storage:
    """How git will store a message: what it cleans away, what opens a comment, and the bytes' encoding."""

    __slots__ = ("comment", "encoding", "mode")

    def __init__(self, mode: "Mode" = "whitespace", comment: str = "#", encoding: str = "") -> None:
        self.mode: Mode = mode
        self.comment = comment
        self.encoding = encoding


INTERNAL = "internal"
"""The code of a finding that says that judging went wrong, which is our fault and no verdict on the message."""


class Verdict:
    """What is found in one message. `sha` is empty for one that is no commit yet."""

    __slots__ = ("again", "file", "findings", "rules", "sha", "source", "text")

    def __init__(self, source: str, text: str, findings: "Sequence[Finding]", *, sha: str = "", file: str = "") -> None:
        self.source = source
        """Where it was read, for people: a file, «-», a short SHA, «título», «squash»…"""
        self.file = file
        """The path of the file that holds it, where one does."""
        self.text = text
        """As it was read, for showing the line of a finding."""
        self.findings = findings
        self.sha = sha
        self.rules: CommitRules | None = None
        """What it was judged by; None where that was no message, or nothing was asked of it."""
        self.again: Callable[[str], Sequence[Finding]] | None = None
        """Judges another text in the same way."""

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""
        return not any(finding.level == "error" for finding in self.findings)

    @property
    def is_broken(self) -> bool:
        """Whether judging went wrong: nothing is known of the message."""
        return any(finding.code == INTERNAL for finding in self.findings)

    def mended_header(self) -> str:
        """The header with everything applied that is certain, where nothing is wrong with it any more; else nothing."""
        from relcommit.commits.cleanup import stored
        from relcommit.commits.fix import fix

        if self.again is None or all(finding.suggestion is None for finding in self.findings):
            return ""
        mended = fix(self.text, self.again)
        lines = stored(mended)
        if not lines or any(row.level == "error" and row.line == lines[0].number for row in self.again(mended)):
            return ""
        before = stored(self.text)
        return "" if before and before[0].text == lines[0].text else lines[0].text


AS_GIVEN = Storage()
"""What `git commit -m` does, and what is already in history."""


def storage(config: "Mapping[str, str]", *, edited: bool) -> Storage:
    """What the repository's configuration says, keys in small letters; `edited` when git opened an editor."""
    wanted = config.get("commit.cleanup", "default")
    mode: Mode = "whitespace"
    if wanted == "verbatim":
        mode = "verbatim"
    elif wanted == "strip" or (wanted == "default" and edited):
        mode = "strip"
    elif wanted == "scissors" and edited:
        mode = "scissors"
    comment = config.get("core.commentstring") or config.get("core.commentchar") or "#"
    return Storage(mode, comment, config.get("i18n.commitencoding", ""))


def judge(
    data: bytes, settings: "CommitRules", how: Storage = AS_GIVEN, *, source: str, file: str = "", sha: str = ""
) -> Verdict:
    """Everything about the bytes of a message that git has yet to clean. It never raises: see `checked`."""
    text, encoding = decode(data, how.encoding)
    findings = checked(text, settings, how)
    if encoding not in ("utf-8", how.encoding):
        wrong = _wrong_encoding(data, how.encoding or "UTF-8")
        findings = (*findings, *weighed((wrong,), settings.severity))
    return _explained(Verdict(source, text, findings, sha=sha, file=file), settings, how)


def judge_text(text: str, settings: "CommitRules", *, source: str, sha: str = "") -> Verdict:
    """Everything about a text that is already what git stores: a title, a commit of history. It never raises."""
    return _explained(Verdict(source, text, checked(text, settings, AS_GIVEN), sha=sha), settings, AS_GIVEN)


def _explained(verdict: Verdict, settings: "CommitRules", how: Storage) -> Verdict:
    """The verdict, with what it takes to say how its text would be right."""
    verdict.rules = settings
    verdict.again = lambda text: checked(text, settings, how)
    return verdict


def checked(text: str, settings: "CommitRules", how: Storage) -> "Sequence[Finding]":
    """What the rules find; where they fail, the one finding that says so, with the place of the failure in the code."""
    from relcommit.commits.rules import check_lines

    try:
        return check_lines(stored(text, how.mode, how.comment), settings)
    except Exception as bug:  # whatever it is, one message must not hide the verdict on the others
        return (internal(bug),)


def internal(bug: Exception) -> Finding:
    """A mistake of ours as a finding: what it was, and the line of our code that it came from."""
    trace = bug.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "?"
    if trace is not None:
        file = trace.tb_frame.f_code.co_filename.replace("\\", "/")
        place = f"{file.rpartition('/relcommit/')[2]}:{trace.tb_lineno}"
    return error(INTERNAL, 1, (0, 0), {"bug": f"{type(bug).__name__}: {bug}", "place": place})


def judge_title(title: str, settings: "CommitRules", *, source: str) -> Verdict:
    """A pull request's title; what says that it is a draft is none of its header."""
    from relcommit.commits.draft import draft_finding

    return _behind_draft(judge_text(title, settings, source=source), draft_finding(title), settings)


def _behind_draft(verdict: Verdict, draft: "Finding | None", settings: "CommitRules") -> Verdict:
    """The verdict on the text behind the mark of a draft, told by the columns of the whole text."""
    if draft is None:
        return verdict
    shift = draft.end - draft.column
    inner = judge_text(verdict.text[shift:], settings, source="")
    moved = [finding.moved(shift) if finding.line == 1 else finding for finding in inner.findings]
    verdict.findings = (*weighed((draft,), settings.severity), *moved)
    verdict.again = lambda text: judge_title(text, settings, source="").findings
    return verdict


def judge_written(written: "Written", settings: "CommitSettings") -> Verdict:
    """A message that merging would write, or a commit that it would keep; bots are not judged.

    GitHub wraps nothing: neither a pull request's body nor the headers that it lists, so their width is nobody's fault.
    """
    from dataclasses import replace

    source = written.sha[:10] or written.method
    if written.author in settings.bots:
        return Verdict(source, written.message, (), sha=written.sha)
    if not written.sha:
        return judge_title(written.message, replace(settings, body_width=0), source=source)
    verdict = judge_text(written.message, settings, source=source, sha=written.sha)
    if foreign := foreign_author(written.email, settings.authors):
        verdict.findings = (*verdict.findings, *weighed((foreign,), settings.severity))
    return verdict


def judge_merging(merging: "Merging", settings: "CommitSettings", *, source: str) -> "Iterator[Verdict]":
    """A pull request's title, unless it is a bot's, and every message that merging could write."""
    from relcommit.commits.squash import written
    from relcommit.commits.squash_findings import squash_findings

    if merging.author not in settings.bots:
        yield judge_title(merging.title, settings, source=source)
    commits = [commit.message for commit in merging.commits if not commit.is_merge]
    for message in written(merging):
        verdict = judge_written(message, settings)
        if message.method == "squash" and message.author not in settings.bots:
            lost = tuple(squash_findings(message.message, commits))
            verdict.findings = (*verdict.findings, *weighed(lost, settings.severity))
        yield verdict


def foreign_author(email: str, allowed: "Sequence[str]") -> Finding | None:
    """An author whose address fits none of the patterns (`*@empresa.com`); no patterns fit anybody."""
    from fnmatch import fnmatchcase

    if not allowed or any(fnmatchcase(email.lower(), pattern.lower()) for pattern in allowed):
        return None
    return error("author-not-allowed", 1, (0, 0), {"email": email, "allowed": ", ".join(allowed)})


def _wrong_encoding(data: bytes, encoding: str) -> Finding:
    """Where the first byte stands that the declared encoding does not know."""
    bad = next((index for index, byte in enumerate(data) if byte > 127), 0)
    line = data[:bad].count(b"\n") + 1
    column = bad - (data.rfind(b"\n", 0, bad) + 1)
    return warning("encoding", line, (column, column + 1), {"encoding": encoding})
