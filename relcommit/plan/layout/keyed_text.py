"""Blocks of `key: value` lines, at the top of a plan or in a fence, as labels with their values."""

import re
from dataclasses import dataclass, field

KEYED = frozenset({"yaml", "yml", "toml", "ini", "properties", "conf", "env"})
"""Languages of a fence that may hold the plan's fields."""
_KEY = re.compile(r"[\"']?([^\W\d][\w .-]{0,40}?)[\"']?[ \t]*[:=][ \t]*(.*)")
_ANCHOR = re.compile(r"(?:&[\w-]+|!!?\w+)[ \t]+")


@dataclass(slots=True)
class Entry:
    """A key with its value."""

    line: int
    key: str
    value: str
    """A list below the key, or in brackets, as one text with commas."""
    under: str = ""
    """The key that this one stands below, if any."""
    items: list[tuple[int, str]] = field(default_factory=list)
    """The entries of a list below the key, with their lines."""


def keyed_values(lines: list[tuple[int, str]]) -> list[Entry]:
    """The entries of a block, in order."""
    entries: list[Entry] = []
    open_keys: list[tuple[int, str]] = []
    for line, text in lines:
        bare = text.strip()
        depth = len(text) - len(text.lstrip())
        if bare.startswith("- ") and entries:
            entry, item = entries[-1], _scalar(bare[2:])
            entry.value = f"{entry.value}, {item}" if entry.value else item
            entry.items.append((line, item))
        elif match := _KEY.fullmatch(bare):
            while open_keys and open_keys[-1][0] >= depth:
                open_keys.pop()
            key = match[1].replace("_", " ").replace("-", " ")
            entries.append(Entry(line, key, _scalar(match[2]), open_keys[-1][1] if open_keys else ""))
            open_keys.append((depth, key))
    return entries


def _scalar(text: str) -> str:
    text = _ANCHOR.sub("", text.strip(), count=1) if text.startswith(("&", "!", " ")) else text.strip()
    if text.startswith("[") and text.endswith("]"):
        return ", ".join(_scalar(part) for part in text[1:-1].split(",") if part.strip())
    if text[:1] in ("'", '"') and text.endswith(text[:1]) and len(text) > 1:
        return text[1:-1]
    return text if text not in ("|", ">", "|-", ">-") else ""
