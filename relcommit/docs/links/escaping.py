"""How a path is written in each place that can hold one, and back again."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Literal
from urllib.parse import unquote_to_bytes

Syntax = Literal[
    "bare", "angle", "quoted", "unquoted", "srcset", "script", "address",
    "plain", "docname", "rooted", "post", "module", "owners", "code",
]  # fmt: skip
"""`bare` and `angle` are Markdown's destinations, the next three HTML's attributes, `script` a string of
JavaScript, `address` one of a page of Jekyll's site; `plain` is a path as it is in a configuration file, `docname` one
whose ending may be left out, `rooted` one that counts from the folder of Jekyll's configuration, `post` the name of one
of its posts, `module` a path in an import, `owners` in CODEOWNERS, and `code` in a code span."""

_UNIT = re.compile(r"\\[!-/:-@\[-`{-~]|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|.", re.DOTALL)
_LINE_NUMBER = re.compile(r"(?:#|:[0-9]+(?:[-:][0-9]+)*$)")
_NEEDS: dict[Syntax, str] = {
    "bare": '%#?<>`|\\"&',
    "angle": "%#?<>`|\\&",
    "quoted": "%#?<>\"'&\\",
    "unquoted": "%#?<>\"'&\\=`",
    "srcset": "%#?<>\"'&\\,",
    "script": "%#?\"'\\`",
    "address": "%#?<>\"'`&\\|{}()[]",
}
"""What stays percent-encoded in a name that has to be spelled afresh."""
LITERAL: tuple[Syntax, ...] = ("plain", "docname", "rooted", "post", "module", "owners", "code")
"""Those that hold names in full, without percent-encoding."""
_ALWAYS = frozenset("\x7f") | frozenset(map(chr, range(32)))


@dataclass(frozen=True, slots=True)
class Written:
    """A destination taken apart."""

    path: str
    """Decoded; still relative, absolute or whatever its author wrote."""
    raw: str
    """The path as written."""
    tail: str
    """`?query` and `#anchor` as written."""


def read(raw: str, syntax: Syntax) -> Written:
    """Take a destination apart and decode its path once."""
    end = _tail(raw, syntax)
    path, tail = raw[:end], raw[end:]
    return Written(decode(path, syntax), path, tail)


def decode(raw: str, syntax: Syntax) -> str:
    """What a path means once escapes, entities and percent-encoding are undone."""
    if syntax == "owners":
        return re.sub(r"\\(.)", r"\1", raw)
    if syntax in LITERAL:
        return raw
    return _percent(unwrap(raw, syntax))


def unwrap(raw: str, syntax: Syntax) -> str:
    """Undo what belongs to the syntax around a URL, but not the URL's own encoding."""
    if syntax in ("bare", "angle"):
        if "\\" not in raw and "&" not in raw:
            return raw
        return "".join(_meaning(unit) for unit in _UNIT.findall(raw))
    if syntax in ("quoted", "unquoted", "srcset"):
        return unescape(raw) if "&" in raw else raw
    return raw


def encode(path: str, written: Written, syntax: Syntax) -> str:
    """Spell a new path in the manner of an old one: names that stay keep the author's own spelling."""
    if syntax == "owners":
        return re.sub(r"[\s#\\*?\[\]]", r"\\\g<0>", path)
    if syntax in LITERAL:
        return path
    known = _spelled(written, syntax)
    wide = re.search(r"%[89A-Fa-f][0-9A-Fa-f]", written.raw) is not None
    spaced = "%20" not in written.raw and (syntax == "angle" or (syntax == "quoted" and " " in written.raw))
    parts = [known.get(part) or _fresh(part, syntax, wide=wide, spaced=spaced) for part in path.split("/")]
    return "/".join(parts)


def fresh(path: str, syntax: Syntax) -> str:
    """Spell a path that nobody has spelled before."""
    return "/".join(_fresh(part, syntax, wide=False, spaced=syntax == "angle") for part in path.split("/"))


def _tail(raw: str, syntax: Syntax) -> int:
    """Where the path ends: at the first sign that means `?` or `#`, however it is escaped."""
    if syntax in ("bare", "angle", "quoted", "unquoted", "srcset") and ("\\" in raw or "&" in raw):
        position = 0
        for unit in _UNIT.findall(raw):
            if _sign(unit, syntax) in ("?", "#"):
                return position
            position += len(unit)
        return position
    if syntax == "code":
        number = _LINE_NUMBER.search(raw)
        return number.start() if number else len(raw)
    if syntax in ("owners", "docname", "rooted", "post"):
        return len(raw)
    ends = [end for end in (raw.find("#"), raw.find("?")) if end >= 0]
    return min(ends) if ends else len(raw)


def _sign(unit: str, syntax: Syntax) -> str:
    if unit[0] == "\\" and syntax not in ("bare", "angle"):
        return unit
    return _meaning(unit)


def _meaning(unit: str) -> str:
    if len(unit) == 1:
        return unit
    return unit[1:] if unit[0] == "\\" else unescape(unit)


def _percent(text: str) -> str:
    if "%" not in text:
        return text
    try:
        return unquote_to_bytes(text).decode("utf-8")
    except UnicodeDecodeError:
        return text


def _spelled(written: Written, syntax: Syntax) -> dict[str, str]:
    """By its meaning, how the author spelled each name of the path."""
    known: dict[str, str] = {}
    for raw in written.raw.split("/"):
        known.setdefault(decode(raw, syntax), raw)
    return known


def _fresh(name: str, syntax: Syntax, *, wide: bool, spaced: bool) -> str:
    needs = _NEEDS[syntax] if syntax != "bare" or _is_safe(name) else _NEEDS[syntax] + "()"
    signs = []
    for sign in name:
        if sign in _ALWAYS or _must(sign, needs, wide=wide, spaced=spaced):
            signs.append("".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "surrogateescape")))
        else:
            signs.append(sign)
    return "".join(signs)


def _must(sign: str, needs: str, *, wide: bool, spaced: bool) -> bool:
    if sign.isspace():
        return not (spaced and sign == " ")
    return sign in needs or (wide and ord(sign) > 127)


def _is_safe(name: str) -> bool:
    """Whether the parentheses of a name are balanced, so that Markdown takes them as they are."""
    depth = 0
    for sign in name:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0
