"""The first line of a message: `type(scope)!: description`, and where it stops being one."""

from relcommit.commits.cleanup import Line
from relcommit.commits.finding import Finding, error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Why = Literal[
        "no-type", "no-colon", "space-before-colon", "space-after-colon", "not-a-space", "scope-empty",
        "scope-open", "scope-nested", "space-before-scope", "bang-place", "bang-twice", "no-description",
        "bom", "leading-space", "wide-colon", "type-space", "breaking-as-type",
    ]  # fmt: skip

_TYPE_EXTRAS = "-_./+"
_BLANKS = " \t\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""What has no width on a screen and yet is there."""
_BOM = "\ufeff"
_WIDE_COLON = "\uff1a"
_COMBINING = ("\u0300", "\u036f")


class Header:
    """The parts of a header; `description_at` is where the description starts, from 0."""

    __slots__ = (
        "breaking", "description", "description_at", "line", "scope", "scope_at", "text", "type", "type_at",
    )  # fmt: skip

    def __init__(self, line: Line) -> None:
        self.line = line.number
        self.text = line.text
        self.type: str | None = None
        self.type_at = 0
        self.scope: str | None = None
        self.scope_at = 0
        self.breaking = False
        self.description: str | None = None
        self.description_at = 0

    def __str__(self) -> str:
        scope = "" if self.scope is None else f"({self.scope})"
        return f"{self.type}{scope}{'!' if self.breaking else ''}: {self.description}"


def read_header(line: Line) -> tuple[Header, list[Finding]]:
    """Read a header and say where it breaks the grammar. It reads on past what it can mend."""
    header = Header(line)
    faults = _Reader(header).read()
    return header, faults


def is_type_char(char: str) -> bool:
    """Whether a type, a noun (1), may hold this character."""
    return char.isalnum() or char in _TYPE_EXTRAS or _COMBINING[0] <= char <= _COMBINING[1]


class _Reader:
    """Reads a header from left to right, mending what is certain as it goes."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.text = header.text
        self.at = 0
        self.faults: list[Finding] = []

    def fault(self, why: "Why", start: int, end: int, suggestion: str | None = None) -> None:
        self.faults.append(error("header-format", self.header.line, (start, end), {"why": why}, suggestion))

    def read(self) -> list[Finding]:
        text = self.text
        start = _skip(text, 0, _BLANKS + _BOM)
        if start:
            self.fault("bom" if _BOM in text[:start] else "leading-space", 0, start, "")
            self.at = start
        if self._type() and self._scope() and self._colon():
            self._description(text)
        return self.faults

    def _type(self) -> bool:
        text, start = self.text, self.at
        end = start
        while end < len(text) and is_type_char(text[end]):
            end += 1
        if end == start or not any(char.isalnum() for char in text[start:end]):
            self._no_type(start)
            return False
        after = _skip_blanks(text, end)
        if after > end and text[after : after + 1] not in ("(", ":", "!"):
            self._no_type(start)
            return False
        if after > end and ":" not in text[after:]:
            self.fault("no-colon", start, len(text))
            return False
        if after > end:
            self.fault("space-before-scope" if text[after] == "(" else "space-before-colon", end, after, "")
        self.header.type, self.header.type_at = text[start:end], start
        self.at = after
        return True

    def _no_type(self, start: int) -> None:
        head, colon, _ = self.text[start:].partition(":")
        end = start + len(head)
        if not colon:
            self.fault("no-colon", start, len(self.text))
        elif head in ("BREAKING CHANGE", "BREAKING CHANGES"):
            self.fault("breaking-as-type", start, end)
        elif not head.strip():
            self.fault("no-type", start, end + 1)
        else:
            self.fault("type-space", start, end)

    def _scope(self) -> bool:
        text = self.text
        if text.startswith("!(", self.at) and (close := text.find(")", self.at)) > 0:
            moved = text[self.at + 1 : close + 1] + "!"
            self.fault("bang-place", self.at, close + 1, moved)
            self.header.breaking = True
            self.at += 1
        if not text.startswith("(", self.at):
            return True
        close = text.find(")", self.at)
        if close < 0:
            self.fault("scope-open", self.at, len(text))
            return False
        scope = text[self.at + 1 : close]
        if "(" in scope or text.startswith((")", "("), close + 1):
            self.fault("scope-nested", self.at, close + 1)
            return False
        self.header.scope, self.header.scope_at = scope, self.at + 1
        if not visible(scope):
            followed = text[_skip_blanks(text, close + 1) :][:1] in (":", "!", _WIDE_COLON)
            self.fault("scope-empty", self.at, close + 1, "" if followed else None)
        self.at = close + 1
        return True

    def _colon(self) -> bool:
        text, start = self.text, self.at
        after = _skip_blanks(text, start)
        if after > start:
            if text[after : after + 1] not in (":", "!"):
                return self._no_colon(start)
            self.fault("space-before-colon", start, after, "")
        bangs = after
        while text.startswith("!", bangs):
            bangs += 1
        self.header.breaking |= bangs > after
        colon = _skip_blanks(text, bangs)
        if bangs - after > 1:
            self.fault("bang-twice", after, bangs, "!" if text.startswith((":", _WIDE_COLON), colon) else None)
        if text.startswith(_WIDE_COLON, colon):
            return self._wide_colon(colon)
        if not text.startswith(":", colon):
            return self._no_colon(start)
        if colon > bangs:
            self.fault("space-before-colon", bangs, colon, "")
        self.at = colon + 1
        return True

    def _no_colon(self, at: int) -> bool:
        whole = ":" not in self.text
        self.fault("no-colon", 0 if whole else at, len(self.text) if whole else min(at + 1, len(self.text)))
        return False

    def _wide_colon(self, at: int) -> bool:
        start = _skip_blanks(self.text, at + 1)
        self.fault("wide-colon", at, start, ": ")
        if visible(self.text[start:]):
            self.header.description, self.header.description_at = self.text[start:], start
        return False

    def _description(self, text: str) -> None:
        colon = self.at - 1
        start = _skip_blanks(text, self.at)
        if not visible(text[start:]):
            self.fault("no-description", colon, len(text))
            return
        if start == self.at and text.startswith("!", start):
            start = _skip(text, start, "!")
            self.fault("bang-place", colon, start, "!:" if not self.header.breaking else ":")
            self.header.breaking = True
            start = _skip_blanks(text, start)
        elif start == self.at:
            self.fault("space-after-colon", colon, start, ": ")
        elif not text.startswith(" ", self.at):
            self.fault("not-a-space", self.at, start, " ")
        self.header.description, self.header.description_at = text[start:], start


def visible(text: str) -> bool:
    """Whether anything of it shows on a screen."""
    return any(not char.isspace() and char not in INVISIBLE for char in text)


def _skip_blanks(text: str, at: int) -> int:
    return _skip(text, at, _BLANKS)


def _skip(text: str, index: int, signs: str) -> int:
    while index < len(text) and text[index] in signs:
        index += 1
    return index
