"""The commit messages that stand below a label: in a fence, a paragraph, a quote or a list."""

from relcommit.plan.commands.suggested import commands_in
from relcommit.plan.layout.folding import word_set, words
from relcommit.plan.layout.markdown import Block
from relcommit.plan.model import Message
from relcommit.plan.sections.commit_text import body_from, message_from
from relcommit.plan.sections.several_commits import is_path, paths_in
from relcommit.plan.words.values import (
    has_known_type,
    is_code,
    is_conventional,
    is_header,
    is_header_hole,
    spans,
    unwrap,
)

_LONGEST_BARE_HEADER = 100
_SENTENCE_STARTS = word_set(
    "el la los las este esta estos un una usa usar use debe deben ver segun todos todas cada no se si para por en "
    "cuando seguir sigue "
    "the use see follow pendiente ninguno n"
)
_TEXT_FENCES = word_set("text txt plain plaintext gitcommit git git-commit commit markdown md conventional none")


def messages_in(block: Block, *, strong: bool, plain_words: bool = False) -> list[tuple[Message, int]]:
    """The messages that a block below a label gives."""
    if block.kind == "code":
        return _fenced_message(block, strong=strong)
    if block.kind == "paragraph":
        return _paragraph_message(block, plain_words=plain_words)
    if block.kind == "quote":
        return [message for child in block.children for message in messages_in(child, strong=strong)][:1]
    if block.kind == "list":
        return _listed_messages(block, strong=strong)
    return []


def _fenced_message(block: Block, *, strong: bool) -> list[tuple[Message, int]]:
    language = block.info.split(maxsplit=1)[0].casefold() if block.info.strip() else "text"
    if commands_in(block) or (language not in _TEXT_FENCES and language not in ("bash", "sh")):
        return []
    message = message_from(block.text)
    if message is None or not is_header(message.header):
        return []
    rest = block.text.strip("\n").split("\n")[1:]
    several = [line for line in (text.strip() for text in rest) if line and has_known_type(line)]
    if has_known_type(message.header) and several and len(several) == len([line for line in rest if line.strip()]):
        lines = [message.header, *several]
        return [(Message(header=header), block.line + index) for index, header in enumerate(lines)]
    shaped = has_known_type(message.header) or is_conventional(message.header)
    if shaped or (strong and (not rest or not rest[0].strip())):
        return [(message, block.line)]
    return []


def _paragraph_message(block: Block, *, plain_words: bool) -> list[tuple[Message, int]]:
    text = block.text
    if is_code(text):
        header = spans(text)[0]
        return [(Message(header=header), block.line)] if is_header(header) else []
    first, _, rest = text.partition("\n")
    plain = unwrap(first)
    if has_known_type(plain) and is_header(plain):
        return [(Message(header=plain, body=body_from(rest)), block.line)]
    if plain_words and is_bare_header(text):
        return [(Message(header=plain), block.line)]
    named = [span for span in spans(text) if has_known_type(span) and is_header(span)]
    return [(Message(header=named[0]), block.line)] if len(named) == 1 else []


def is_bare_header(text: str) -> bool:
    """Whether a lone line without any sign of being a message is one all the same: not a sentence about messages."""
    sentence = text.endswith((".", ":", "?")) or "\n" in text or "`" in text or len(text) > _LONGEST_BARE_HEADER
    return not sentence and is_header(text) and words(text)[0] not in _SENTENCE_STARTS


def _listed_messages(block: Block, *, strong: bool) -> list[tuple[Message, int]]:
    messages: list[tuple[Message, int]] = []
    for item in block.children:
        text = item.children[0].text if item.children and item.children[0].kind == "paragraph" else ""
        first = text.partition("\n")[0]
        named = [span for span in spans(first) if has_known_type(span) and is_header(span)]
        plain = unwrap(first)
        if named:
            messages.append((_with_details(named[0], item), item.line))
        elif has_known_type(plain) and is_header(plain):
            messages.append((_with_details(plain, item), item.line))
        elif strong and is_code(first) and len(block.children) == 1 and is_header(spans(first)[0]):
            messages.append((Message(header=spans(first)[0]), item.line))
    return messages


def _with_details(header: str, item: Block) -> Message:
    """A listed message with what stands beside and below it: paths are its files, other bullets its body."""
    first, *more = item.children[0].text.split("\n")
    paths = [span for span in spans(first) if is_path(span)]
    entries: list[str] = []
    texts = [*more, *(line for child in item.children[1:] for line in _bullets(child))]
    for text in texts:
        listed = paths_in(text)
        paths += listed
        if not listed:
            entries.append(text)
    return Message(header=header, body=tuple(entries), paths=tuple(dict.fromkeys(paths)))


def _bullets(block: Block) -> list[str]:
    items = block.children if block.kind == "list" else []
    return [" ".join(item.children[0].text.split()) for item in items if item.children and item.children[0].text]


def hole_in(block: Block) -> str | None:
    text = block.text.strip().partition("\n")[0] if block.kind in ("code", "paragraph") else ""
    text = unwrap(text)
    if block.kind == "paragraph" and not is_code(block.text):
        return None
    return text if ":" in text and is_header_hole(text) else None
