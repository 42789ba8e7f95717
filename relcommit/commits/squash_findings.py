"""What a squash would do to the announcements and the footers of the commits that it melts into one message."""

from relcommit.commits.finding import Finding, error, warning
from relcommit.commits.grammar import Footer, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relcommit.commits.grammar import Parsed


def squash_findings(message: str, commits: "Sequence[str]") -> "Iterator[Finding]":
    """What the message of a squash loses of its commits' own messages.

    A breaking change that no release tool reads any more (12, 13) is an error; a footer that goes on into the text
    of the next commit (10) is a warning.
    """
    squash = parse(message)
    sources = [parse(commit) for commit in commits]
    if not squash.breaking:
        for source in sources:
            if source.breaking:
                yield error("squash-buries-breaking", 1, (0, len(_header(squash))), {"commit": _header(source)})
    values = {(footer.token, footer.separator, footer.value) for source in sources for footer in source.footers}
    for footer in squash.footers:
        own = _own_value(footer, values)
        swallowed = "" if own is None else _swallowed(footer.value[len(own) :])
        if swallowed:
            facts = {"token": footer.token, "text": swallowed}
            span = (0, len(footer.token))
            yield warning("squash-swallows", footer.line, span, facts)


def _header(parsed: "Parsed") -> str:
    return parsed.header.text if parsed.header is not None else ""


def _own_value(footer: Footer, values: "set[tuple[str, str, str]]") -> str | None:
    """The longest value that a commit gave to this footer, of those that the squash's value starts with."""
    known = (value for token, separator, value in values if (token, separator) == (footer.token, footer.separator))
    return max((value for value in known if footer.value.startswith(value)), key=len, default=None)


def _swallowed(text: str) -> str:
    """The first line of what became part of the footer; GitHub's rule before the co-authors is no text."""
    return next((line.strip() for line in text.split("\n") if line.strip(" -")), "")
