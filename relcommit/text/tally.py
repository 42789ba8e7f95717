"""How a check went, in numbers; light, since a range without findings needs no more words than its last line."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from relcommit.commits.judge import Verdict


BUG = 70
"""The exit code of a mistake of ours, as everywhere (DESIGN section 4)."""


class Tally:
    """Counts what passes by."""

    def __init__(self) -> None:
        self.messages = 0
        self.refused = 0
        self.broken = 0
        """Messages that could not be judged by a fault of ours."""
        self.levels: dict[str, int] = {"error": 0, "warning": 0}

    def watch(self, verdicts: "Iterable[Verdict]") -> "Iterator[Verdict]":
        """The same verdicts, counted."""
        for verdict in verdicts:
            self.messages += 1
            self.refused += not verdict.ok
            self.broken += verdict.is_broken
            for finding in verdict.findings:
                self.levels[finding.level] += 1
            yield verdict

    @property
    def ok(self) -> bool:
        """Whether no message had an error."""
        return not self.refused

    @property
    def code(self) -> int:
        """The exit code: 0 without errors, 1 with them, and 70 where judging itself went wrong."""
        return BUG if self.broken else int(not self.ok)

    @property
    def clean(self) -> bool:
        """Whether nothing was found at all."""
        return not any(self.levels.values())

    def told(self) -> str:
        """The last line of a check."""
        from relcommit.text.es.commits.tally import summary

        name = "relcommit"
        if not self.clean:
            from relcommit.text.program_name import program_name

            name = program_name()
        return summary(self.messages, self.levels["error"], self.levels["warning"], name)
