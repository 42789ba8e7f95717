"""What is asked of the lines below the header: breaking changes that are one, width, trailers."""

from relcommit.commits.finding import Finding, error, warning
from relcommit.commits.grammar import BREAKING
from relcommit.commits.words import BREAKING_ATTEMPTS
from relcommit.commits.wrap import cells, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relcommit.commits.cleanup import Line
    from relcommit.commits.grammar import Parsed
    from relcommit.commits.header import Header
    from relcommit.commits.rules import CommitRules

_DECORATION = " \t*_#>-+⚠️🚨💥❗‼️"
"""What may stand before an attempt; behind a «`» it is only named."""
CO_AUTHOR = "co-authored-by:"
_PEOPLE = ("co-authored-by", "signed-off-by")
_VALUED = (*_PEOPLE, "refs", "closes", "fixes", "resolves", "reviewed-by", "acked-by", "tested-by")
_FENCES = ("```", "~~~")
_SHORTEST_WRAP = 20


def breaking_near_misses(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":  # noqa: ARG001
    """Lines that look like the announcement of a breaking change and that no release tool reads as one."""
    if parsed.header is not None and parsed.header.description is not None:
        yield from _in_header(parsed.header)
    real = {footer.line for footer in parsed.footers if footer.is_breaking}
    footers = parsed.footers[0].line if parsed.footers else None
    before = ""
    for line, in_code in prose(parsed.lines[1:]):
        if line.text and not in_code and line.number not in real:
            attempt = _attempt(line.text)
            if attempt is not None:
                start, end = attempt
                mended = "BREAKING CHANGE: " if line.text[end:].strip() else None
                if mended and before and (footers is None or line.number < footers):
                    mended = "\n" + mended  # footers open a paragraph
                facts = {"written": line.text[start:end].strip()}
                yield error("breaking-near-miss", line.number, (0, max(end, 1)), facts, mended)
        before = line.text


def width(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":
    """Prose is wrapped; links, code, tables, quotes and trailers stay as they are."""
    most = settings.body_width
    if not most:
        return
    footers = {footer.line for footer in parsed.footers}
    for line, in_code in prose(parsed.lines[1:]):
        if len(line.text) <= most or in_code or line.number in footers or _keeps_its_width(line.text):
            continue
        if cells(line.text) <= most:
            continue
        mended = _wrapped(line.text, most)
        if len(mended) > 1:
            facts = {"size": str(cells(line.text)), "max": str(most)}
            span = (0, len(line.text))
            yield warning("body-width", line.number, span, facts, "\n".join(mended))


def trailers(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":  # noqa: ARG001
    """People are `Name <address>`, or GitHub credits nobody; a token without a value is no footer."""
    for line in parsed.lines[2:]:
        token, colon, value = line.text.partition(":")
        if not colon or token.lower() not in _VALUED:
            continue
        facts = {"token": token}
        if not value.strip():
            yield warning("footer-empty", line.number, (0, len(line.text)), facts)
        elif token.lower() not in _PEOPLE:
            continue
        elif not _is_person(value):
            yield warning("trailer-person", line.number, (0, len(line.text)), facts)
        elif not value.startswith(" "):
            yield warning("trailer-person", line.number, (len(token), len(token) + 1), facts, ": ")


def co_authors(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":
    """Who else wrote the commit is named, or not, as the settings say."""
    if settings.co_authors == "allow" or parsed.header is None:
        return
    named = [line for line in parsed.lines[1:] if line.text[: len(CO_AUTHOR)].lower() == CO_AUTHOR]
    if settings.co_authors == "forbid":
        for line in named:
            yield error("co-author", line.number, (0, len(line.text)), {"why": "forbid"})
    elif not named:
        yield error("co-author", parsed.header.line, (0, 0), {"why": "require"})


def _in_header(header: "Header") -> "Iterator[Finding]":
    """«feat: BREAKING CHANGE: quita v1»: in a header, only `!` says so."""
    text, start = header.text, header.description_at
    end = start
    while (attempt := _attempt(text[end:])) is not None:
        end += attempt[1]
    colon = text.rfind(":", 0, start)
    if colon < 0 or end in (start, len(text)):  # a wide colon has to be mended first
        return
    facts = {"written": text[start:end].strip()}
    yield error("breaking-near-miss", header.line, (colon, end), facts, ": " if header.breaking else "!: ")


def prose(lines: "Sequence[Line]") -> "Iterator[tuple[Line, bool]]":
    """Each line with whether it is code: between fences, or indented by four."""
    fence = ""
    for line in lines:
        bare = line.text.lstrip(" ")
        if fence:
            yield line, True
            fence = "" if bare.startswith(fence) else fence
        elif bare.startswith(_FENCES):
            fence = bare[:3]
            yield line, True
        else:
            yield line, line.text.startswith(("    ", "\t"))


def _attempt(text: str) -> tuple[int, int] | None:
    """Where the attempt stands, with the colon and the spaces that follow it."""
    start = 0
    while start < len(text) and text[start] in _DECORATION:
        start += 1
    low = text[start : start + 24].lower()
    if not low.startswith(("b", "c")):
        return None
    for attempt in BREAKING_ATTEMPTS:
        if low.startswith(attempt):
            end = _past_separator(text, start + len(attempt))
            return None if end is None else (start, end)
    return None


def _past_separator(text: str, at: int) -> int | None:
    """After the colon or the dash, its spaces and the marks of bold type; after ` #`, only for capitals."""
    capitals = text[:at].endswith(BREAKING)
    end = at
    while text[end : end + 1] in ("*", "_", " ", "!", "\u00a0") and text[end : end + 1]:
        end += 1
    if text.startswith(("：", ":"), end):
        end += 1
        while text[end : end + 1] and text[end] in "*_ \u00a0":
            end += 1
        return end
    if text[end : end + 2] in ("- ", "– ", "— ") and end > at:
        return end + 2
    if capitals and text.startswith(" #", at):
        return at + 1
    return None


def _keeps_its_width(text: str) -> bool:
    return "://" in text or "](" in text or text.lstrip().startswith(("|", ">", "<", "$ ", "`"))


def _wrapped(text: str, most: int) -> list[str]:
    """The line in pieces, under its own indent and its bullet's."""
    bare = text.lstrip(" ")
    indent = text[: len(text) - len(bare)]
    mark = bare[:2] if bare[:2] in ("- ", "* ", "+ ") else ""
    if most - len(indent) - len(mark) < _SHORTEST_WRAP:
        return [text]
    return wrap(bare[len(mark) :], most, indent + mark, indent + " " * len(mark))


def _is_person(value: str) -> bool:
    name, opened, address = value.strip().partition("<")
    return bool(name.strip()) and bool(opened) and address.endswith(">") and "@" in address[1:-1]
