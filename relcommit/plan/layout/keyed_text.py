"""Blocks of `key: value` lines, at the top of a plan or in a fence, as labels with their values."""

import re

KEYED = frozenset({"yaml", "yml", "toml", "ini", "properties", "conf", "env"})
"""Languages of a fence that may hold the plan's fields."""
_KEY = re.compile(r"[\"']?([^\W\d][\w .-]{0,40}?)[\"']?[ \t]*[:=][ \t]*(.*)")


def keyed_values(lines: list[tuple[int, str]]) -> list[tuple[int, str, str]]:
    """Line, key and value of each entry; a list below a key, or in brackets, becomes one text with commas."""
    entries: list[tuple[int, str, str]] = []
    for line, text in lines:
        bare = text.strip()
        if bare.startswith("- ") and entries:
            number, key, value = entries[-1]
            entries[-1] = (number, key, f"{value}, {_scalar(bare[2:])}" if value else _scalar(bare[2:]))
        elif match := _KEY.fullmatch(bare):
            entries.append((line, match[1].replace("_", " ").replace("-", " "), _scalar(match[2])))
    return entries


def _scalar(text: str) -> str:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return ", ".join(_scalar(part) for part in text[1:-1].split(",") if part.strip())
    if text[:1] in ("'", '"') and text.endswith(text[:1]) and len(text) > 1:
        return text[1:-1]
    return text if text not in ("|", ">", "|-", ">-") else ""
