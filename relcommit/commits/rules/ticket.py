"""The ticket that a message has to name, where the settings know of tickets."""

from relcommit.commits.finding import Finding, error, warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from relcommit.bounded_pattern import BoundedPattern
    from relcommit.commits.grammar import Parsed
    from relcommit.commits.header import Header
    from relcommit.commits.rules import CommitRules, Ticket


def ticket(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":
    """One of them is named, and where the settings want it."""
    wanted = settings.ticket
    if wanted is None or not wanted.pattern or parsed.header is None:
        return
    from relcommit.bounded_pattern import SlowPattern

    try:
        yield from _judged(parsed, wanted, parsed.header)
    except SlowPattern:
        yield error("ticket-slow", parsed.header.line, (0, 0), {"pattern": wanted.pattern})


def _judged(parsed: "Parsed", wanted: "Ticket", header: "Header") -> "Iterator[Finding]":
    """What is wrong with the ticket. Raises SlowPattern."""
    from relcommit.bounded_pattern import bounded_pattern

    pattern = bounded_pattern(wanted.pattern)
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


def _line_of(pattern: "BoundedPattern", parsed: "Parsed") -> tuple[int, tuple[int, int], str] | None:
    """The first line that names a ticket, where in it, and the ticket."""
    for line in parsed.lines:
        if match := pattern.search(line.text):
            return line.number, match.span(), match[0]
    return None
