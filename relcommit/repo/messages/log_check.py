"""Judges the commits of a log; light, for short ranges."""

from relcommit.commits.finding import weighed
from relcommit.commits.judge import Verdict, foreign_author, judge
from relcommit.commits.quick import Quick

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Protocol

    from relcommit.commits.rules import CommitRules
    from relcommit.repo.messages.log_stream import Piece

    class HistoryRules(CommitRules, Protocol):
        """What ranges look at besides the rules of a message."""

        @property
        def authors(self) -> Sequence[str]: ...
        @property
        def bots(self) -> Sequence[str]: ...


def judge_log(pieces: "Iterable[Piece]", rules: "HistoryRules") -> "Iterator[Verdict]":
    """A verdict for each commit; bots are not judged."""
    fine = Quick(rules).fine
    for sha, author, email, message in pieces:
        if fine(message) and not rules.authors:
            yield Verdict(sha[:10], message, (), sha=sha)
        else:
            yield judge_commit(sha, author, email, message, rules)


def judge_commit(sha: str, author: str, email: str, message: str, rules: "HistoryRules") -> Verdict:
    """A commit of history by all the rules, its author included; a bot's is not judged."""
    if author in rules.bots:
        return Verdict(sha[:10], message, (), sha=sha)
    verdict = judge(message.encode("utf-8", "surrogateescape"), rules, source=sha[:10], sha=sha)
    if rules.authors and (foreign := foreign_author(email, rules.authors)):
        verdict.findings = (*verdict.findings, *weighed((foreign,), rules.severity))
    return verdict
