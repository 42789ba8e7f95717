"""What the settings ask of a header beyond its grammar."""

from relcommit.commits.finding import Finding, error, warning
from relcommit.commits.header import Header
from relcommit.commits.words import ALIASES, PROPER_NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relcommit.commits.grammar import Parsed
    from relcommit.commits.rules import CommitRules

_ABBREVIATIONS = ("etc.", "cía.", "aprox.", "máx.", "mín.", "pág.", "núm.", "ej.", "vs.", "s.a.")
_LONGEST = max(map(len, _ABBREVIATIONS))


def type_allowed(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":
    """One of the types, in any case (15); that of the settings is advised."""
    header = parsed.header
    if header is None or header.type is None or header.description is None or not settings.types:
        return
    lower = header.type.lower()
    span = (header.type_at, header.type_at + len(header.type))
    known = {name.lower(): name for name in settings.types}
    if lower not in known:
        facts = {"type": header.type, "types": ", ".join(settings.types)}
        yield error("type-not-allowed", header.line, span, facts, _type_meant(lower, known))
    elif header.type not in settings.types:
        facts = {"type": header.type, "known": known[lower]}
        yield warning("type-case", header.line, span, facts, known[lower])


def scope_allowed(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":
    """Each of the scopes, parted by commas, is one of those allowed."""
    header = parsed.header
    if header is None or not header.scope or not settings.scopes:
        return
    index = header.scope_at
    known = {name.lower(): name for name in settings.scopes}
    for part in header.scope.split(","):
        name = part.strip()
        if name and name not in settings.scopes:
            start = index + part.index(name)
            facts = {"scope": name, "scopes": ", ".join(settings.scopes)}
            meant = known.get(name.lower()) or _nearest(name.lower(), tuple(known))
            yield error("scope-not-allowed", header.line, (start, start + len(name)), facts, meant)
        index += len(part) + 1


def scope_required(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":
    """A header names its scope where the settings ask for one."""
    header = parsed.header
    if header is None or not settings.scope_required or header.type is None or header.description is None:
        return
    if not header.scope:
        end = header.type_at + len(header.type)
        facts = {"scopes": ", ".join(settings.scopes), "type": header.type}
        yield error("scope-required", header.line, (header.type_at, end), facts)


def length(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":
    """Characters, not bytes; an accent written as a mark of its own is none."""
    header = parsed.header
    if header is None or not settings.subject_max or len(header.text) <= settings.subject_max:
        return
    size = len(header.text) if header.text.isascii() else sum(not _is_mark(char) for char in header.text)
    if size > settings.subject_max:
        facts = {"size": str(size), "max": str(settings.subject_max)}
        yield error("header-too-long", header.line, (settings.subject_max, len(header.text)), facts)


def spacing(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":  # noqa: ARG001
    """One space after the colon, none around a scope: the specification leaves it open, readers do not."""
    header = parsed.header
    if header is None or header.description is None:
        return
    colon = header.text.rfind(":", 0, header.description_at)
    if header.text[colon + 1 : header.description_at].startswith("  "):
        yield warning("header-spaces", header.line, (colon + 1, header.description_at), {"place": "colon"}, " ")
    scope = header.scope
    if scope and scope.strip() and scope != scope.strip():
        span = (header.scope_at, header.scope_at + len(scope))
        yield warning("header-spaces", header.line, span, {"place": "scope"}, scope.strip())


def full_stop(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":  # noqa: ARG001
    """A title has no full stop; an ellipsis and an abbreviation keep theirs."""
    header = parsed.header
    if header is None or header.description is None:
        return
    text = header.text
    end = _without_full_stop(text)
    if end < len(text):
        yield warning("header-full-stop", header.line, (end, len(text)), suggestion="")


def _without_full_stop(text: str) -> int:
    """Where the text ends without its full stop, and without those that blanks part from it: «fin. .»."""
    end = len(text)
    while text.endswith(".", 0, end) and not text.endswith("..", 0, end):
        if text[max(end - _LONGEST, 0) : end].lower().endswith(_ABBREVIATIONS):
            break
        end -= 1
        if not text[end - 1 : end].isspace():
            break
        while end and text[end - 1].isspace():
            end -= 1
    return end


def description_case(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":
    """The description starts as the settings say, unless with a name, an acronym or an identifier."""
    header = parsed.header
    if header is None or header.description is None or settings.subject_case == "any":
        return
    first, start = header.description[:1], header.description_at
    capital = settings.subject_case == "sentence"
    if not (first.islower() if capital else first.isupper()):
        return
    word = _first_word(header)
    if not word[1:].islower() or not word.isalpha() or word.lower() in PROPER_NAMES:
        return
    facts = {"word": word, "case": "mayúscula" if capital else "minúscula"}
    yield warning(
        "description-case", header.line, (start, start + 1), facts, first.upper() if capital else first.lower()
    )


def _first_word(header: Header) -> str:
    word = (header.description or "").split(None, 1)[0]
    return word.rstrip(",;:.!?")


def _is_mark(char: str) -> bool:
    return "\u0300" <= char <= "\u036f"


def _type_meant(lower: str, known: dict[str, str]) -> str | None:
    for name, others in ALIASES.items():
        if lower in others and name in known:
            return known[name]
    near = _nearest(lower, tuple(known))
    return known[near] if near else None


def _nearest(word: str, known: "Sequence[str]") -> str | None:
    """The only known word at one slip of the keyboard (a letter more, less, changed or swapped)."""
    near = [name for name in known if is_one_slip(word, name)]
    return near[0] if len(near) == 1 and len(word) > 1 else None


def is_one_slip(one: str, other: str) -> bool:
    """Whether one letter was added, dropped or changed, or two neighbours were swapped."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and len(a) > 1 and a[2:] == b[2:])
