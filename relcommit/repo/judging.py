"""Judges the commits of a log; light, for short ranges."""

from relcommit.commits.judge import Verdict, foreign_author, judge
from relcommit.commits.quick import Quick

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Protocol

    from relcommit.commits.rules import CommitRules
    from relcommit.repo.stream import Piece

    class HistoryRules(CommitRules, Protocol):
        """What ranges look at besides the rules of a message."""

        @property
        def authors(self) -> Sequence[str]: ...
        @property
        def bots(self) -> Sequence[str]: ...


def judge_log(pieces: "Iterable[Piece]", rules: "HistoryRules") -> "Iterator[Verdict]":
    """A verdict for each commit; bots are not judged."""
    quick = Quick(rules)
    bots = frozenset(rules.bots)
    for sha, author, email, message in pieces:
        verdict = _judge(sha, message, rules, quick, is_bot=author in bots)
        if rules.authors and author not in bots and (foreign := foreign_author(email, rules.authors)):
            verdict.findings = (*verdict.findings, foreign)
        yield verdict


def _judge(sha: str, message: bytes, rules: "HistoryRules", quick: Quick, *, is_bot: bool) -> Verdict:
    try:
        text = message.decode()
    except UnicodeDecodeError:
        text = ""
    if is_bot or (text and quick.fine(text)):
        return Verdict(sha[:10], text, (), sha=sha)
    return judge(message, rules, source=sha[:10], sha=sha)
