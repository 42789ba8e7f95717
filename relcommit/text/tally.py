"""How a check went, in numbers; light, since a range without findings needs no more words than its last line."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from relcommit.commits.judge import Verdict


class Tally:
    """Counts what passes by."""

    def __init__(self) -> None:
        self.messages = 0
        self.refused = 0
        self.levels: dict[str, int] = {"error": 0, "warning": 0}

    def watch(self, verdicts: "Iterable[Verdict]") -> "Iterator[Verdict]":
        """The same verdicts, counted."""
        for verdict in verdicts:
            self.messages += 1
            self.refused += not verdict.ok
            for finding in verdict.findings:
                self.levels[finding.level] += 1
            yield verdict

    @property
    def ok(self) -> bool:
        """Whether no message had an error."""
        return not self.refused

    @property
    def clean(self) -> bool:
        """Whether nothing was found at all."""
        return not any(self.levels.values())

    def told(self) -> str:
        """The last line of a check."""
        from relcommit.text.es.commits.tally import summary

        return summary(self.messages, self.levels["error"], self.levels["warning"])
