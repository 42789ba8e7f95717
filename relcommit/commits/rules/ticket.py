"""The ticket that a message has to name, where the settings know of tickets."""

from relcommit.commits.finding import Finding, error, warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from relcommit.commits.grammar import Parsed
    from relcommit.commits.rules import CommitRules


def ticket(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":
    """One of them is named, and where the settings want it."""
    wanted = settings.ticket
    if wanted is None or not wanted.pattern or parsed.header is None:
        return
    import re

    pattern = re.compile(wanted.pattern)
    header = parsed.header
    places = {
        "header": header.text,
        "footer": "\n".join(map(str, parsed.footers)),
        "any": "\n".join(line.text for line in parsed.lines),
    }
    facts = {"pattern": wanted.pattern, "where": wanted.where}
    if pattern.search(places[wanted.where]):
        return
    if elsewhere := _line_of(pattern, parsed):
        number, span, name = elsewhere
        level = error if wanted.required else warning
        yield level("ticket-place", number, span, {**facts, "ticket": name})
    elif wanted.required:
        yield error("ticket-missing", header.line, (0, 0), facts)


def _line_of(pattern: "re.Pattern[str]", parsed: "Parsed") -> tuple[int, tuple[int, int], str] | None:
    """The first line that names a ticket, where in it, and the ticket."""
    for line in parsed.lines:
        if match := pattern.search(line.text):
            return line.number, match.span(), match[0]
    return None


if TYPE_CHECKING:
    import re
