"""A plan's text as Markdown can read it, line for line: line ends, odd spaces, keyboard bullets, definition lists."""

import re

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_SPACES = {ord(space): " " for space in "\u00a0\u2007\u202f\u2002\u2003\u2009"} | {
    ord(nothing): None for nothing in "\u200b\u2060\ufeff"
}
_BULLET = re.compile(r"^([ \t]*)[•◦‣▪∙●○■▸►➤→–—][ \t]+(?=\S)")
"""Signs that a word processor or a keyboard gives in place of «-»."""
_DEFINITION = re.compile(r"^:[ \t]+(?=\S)")
_LABEL_END = re.compile(r"[\w»\")*_]$")
_ARROW_LABEL = re.compile(r"^([*_ ]{0,3}[^\W\d][^:`\n→]{0,60}?)[ \t]*(?:→|->|=>|⇒)[ \t]*$")


def plain_text(text: str) -> str:
    """The same lines with what no Markdown parser knows written as it does; inside fences nothing changes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES).split("\n")
    fence = ""
    for index, line in enumerate(lines):
        opening = _FENCE.match(line)
        if fence:
            fence = "" if opening and opening[1].startswith(fence) and not line.strip(" \t>`~") else fence
        elif opening:
            fence = opening[1]
        else:
            lines[index] = _line(lines, index)
    return "\n".join(lines)


def _line(lines: list[str], index: int) -> str:
    line = lines[index]
    above = lines[index - 1] if index else ""
    if _DEFINITION.match(line) and above.strip() and _defines(lines, index):
        return _DEFINITION.sub("- ", line)
    below = lines[index + 1] if index + 1 < len(lines) else ""
    if _DEFINITION.match(below) and _LABEL_END.search(line.rstrip()) and not line.startswith((":", "-", "#", "|")):
        return line.rstrip() + ":"
    if _names_the_list_below(line, above, below):
        return line.rstrip() + ":"
    if label := _ARROW_LABEL.match(line):
        return label[1] + ":"
    return _BULLET.sub(r"\1- ", line) if _is_listed(lines, index) else line


def _names_the_list_below(line: str, above: str, below: str) -> bool:
    """Whether a short line without a colon is the label of the list right below it: «CRITERIOS DE SALIDA».

    At the margin it stands alone above its list; in a list, its own items are deeper.
    """
    name, item = _BARE_NAME.match(line), _ITEM.match(below)
    if name is None or item is None or len(name["words"].split()) > _MOST_WORDS_OF_A_NAME:
        return False
    if name["marker"]:
        return len(item[1].expandtabs(4)) > len(name["indent"].expandtabs(4)) + 1
    return not name["indent"] and not above.strip()


_MOST_WORDS_OF_A_NAME = 6
_BARE_NAME = re.compile(r"(?P<indent>[ \t]*)(?P<marker>[-*+][ \t]+)?(?P<words>[^\W\d_][^.:;,!?`|#<>*\[\]/=\n]{2,45})$")
_ITEM = re.compile(r"([ \t]*)(?:[-*+•]|\d{1,3}[.)])[ \t]+\S")


def _defines(lines: list[str], index: int) -> bool:
    """Whether the lines above up to a label are definitions too."""
    above = lines[index - 1]
    return above.startswith(("- ", ":")) or above.rstrip().endswith(":")


def _is_listed(lines: list[str], index: int) -> bool:
    """Whether a line with a sign in front is an item, and not a dash in the middle of a sentence."""
    if not _BULLET.match(lines[index]):
        return False
    above = lines[index - 1].strip() if index else ""
    return not above or above.endswith((":", ".", ";", "→")) or bool(re.match(r"[-*+#•◦‣▪∙●○■▸►➤→–—]|\*\*", above))
