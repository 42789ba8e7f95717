"""A plan that recommends several commits: which they are, in their order, and the files of each."""

import re
from collections.abc import Sequence
from dataclasses import replace

from relcommit.plan.model import Message
from relcommit.plan.words.values import spans

_PATH = re.compile(r"(?!-)(?!https?:)[\w@.*?\[\]{}!:-]*(?:/[\w@.*?\[\]{}! :-]*)+|[\w.*-]+\.[A-Za-z]\w{0,5}")
_LEAD = re.compile(
    r"(?:git add|archivos?|ficheros?|rutas?|carpetas?|files?|paths?|incluye|lleva|con)\b[ \t]*:?[ \t]*", re.IGNORECASE
)


def several_messages(
    labelled: Sequence[tuple[Message, int]], commanded: Sequence[tuple[Message, int]]
) -> tuple[Message, ...]:
    """Every message of a plan that recommends more than one, in order; none where there is one.

    The commands say the order where they have all that the labels name; else the labels do, and the commands add
    the files and the body of those with the same header.
    """
    named, commands = _by_header(labelled), _by_header(commanded)
    if named.keys() <= commands.keys():
        messages = [_joined(message, named.get(header)) for header, message in commands.items()]
    else:
        messages = [_joined(message, commands.get(header)) for header, message in named.items()]
    return tuple(messages) if len(messages) > 1 else ()


def _by_header(messages: Sequence[tuple[Message, int]]) -> dict[str, Message]:
    first: dict[str, Message] = {}
    for message, _ in messages:
        first.setdefault(message.header, message)
    return first


def _joined(message: Message, other: Message | None) -> Message:
    if other is None:
        return message
    return replace(
        message,
        body=message.body or other.body,
        footers=message.footers or other.footers,
        paths=message.paths or other.paths,
    )


def is_path(text: str) -> bool:
    """Whether a code span is a file or a folder, rather than a name or a command."""
    return bool(_PATH.fullmatch(text)) and any(sign.isalnum() or sign == "*" for sign in text)


def paths_in(text: str) -> list[str]:
    """The paths of a line that says nothing else: «`src/a.py`, `docs/`», «Archivos: src/a.py», «git add src/»."""
    code = spans(text)
    bare = text.replace("`", "")
    lead = _LEAD.match(bare)
    words = [word for word in re.split(r"[\s,;]+|\by\b", bare[lead.end() :] if lead else bare) if word]
    words = [word.rstrip(".") if word.endswith(".") and len(word) > 1 else word for word in words]
    if lead and bare.startswith("git add") and words:
        return [word for word in words if not word.startswith("-")] or ["."] * ("-A" in words)
    if words and all(is_path(word) for word in words):
        return words
    return [path for span in code for path in (paths_in(span) if span.startswith("git add ") else [])]
