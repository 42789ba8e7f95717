"""The strings of a configuration in JavaScript, TypeScript or JSON that may name a document."""

import re
from bisect import bisect
from collections.abc import Container, Iterator

from relcommit.docs.links.reference import Reference

SCRIPTS = (".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", ".json")
_STRING = re.compile(
    rb"""//[^\n]*|/\*.*?\*/|(?<![\w\\])(?P<quote>["'`])(?P<text>(?:\\.|(?!(?P=quote))[^\\\r\n]){0,400})(?P=quote)""",
    re.DOTALL,
)
_KEYED = re.compile(rb"""(?P<quote>["']?)(?P<key>[\w$-]+)(?P=quote)[ \t]*:\s*\Z""")
_FROM = re.compile(rb"""(?<![\w$.])(["']?)from\1[ \t]*:\s*(?:\[[^\]]*\]|["'`][^"'`\r\n]*["'`])""")
"""Addresses that redirections lead away from: nothing stands there any more."""


def strings(
    data: bytes, bases: tuple[str, ...], keys: Container[str], *, prefixes: bool = False, named: Container[str] = ()
) -> Iterator[Reference]:
    """The strings that are items of a list, or the value of one of some keys; comments and labels are none.

    With `prefixes`, keys that are themselves the address of a folder too. Where keys are `named`, what they
    say and the items of lists name a document and nothing else.
    """
    old = [match.span() for match in _FROM.finditer(data)]
    starts = [start for start, _ in old]
    for match in _STRING.finditer(data):
        if match["text"] is None or re.match(rb"[A-Za-z][A-Za-z0-9+.-]*:|//|#|\s|@|\Z", match["text"]):
            continue
        before = bisect(starts, match.start())
        if before and old[before - 1][1] > match.start():
            continue
        after = data[match.end() : match.end() + 40].lstrip()
        is_key = after.startswith(b":") and not _follows_question(data, match.start())
        if is_key:
            wanted = prefixes and match["text"].startswith(b"/")
        else:
            keyed = _KEYED.search(data, max(match.start() - 80, 0), match.start())
            wanted = keyed is None or keyed["key"].decode() in keys
        if wanted:
            key = keyed["key"].decode() if not is_key and keyed else ""
            is_name = key in named if key else bool(named) and _is_item(data, *match.span())
            yield Reference("menu" if is_name else "config", *match.span("text"), "script", bases)


def _is_item(data: bytes, start: int, end: int) -> bool:
    """Whether a string is an item of a list by itself, and no part of what is computed."""
    before, after = data[max(start - 200, 0) : start].rstrip()[-1:], data[end : end + 200].lstrip()[:1]
    return before in (b"[", b",") and after in (b",", b"]")


def _follows_question(data: bytes, at: int) -> bool:
    """Whether a string is what a condition chooses, `a ? 'x' : 'y'`."""
    return data[max(at - 40, 0) : at].rstrip().endswith(b"?")


def is_script(path: str, stem: str) -> bool:
    """Whether a path is a script of a name, whatever its ending: `sidebars.ts`, `docusaurus.config.mjs`."""
    name = path.rpartition("/")[2]
    return name.endswith(SCRIPTS) and name.partition(".")[0] == stem
