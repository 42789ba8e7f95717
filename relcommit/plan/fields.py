"""Branch, base, messages and pull request: from labels first, then from commands, then from plain sentences."""

import re
from collections.abc import Iterator

from relcommit.plan.commands import commands_in
from relcommit.plan.folding import word_set, words
from relcommit.plan.lexicon import Aside, is_advised, roles_of
from relcommit.plan.markdown import Block
from relcommit.plan.messages import body_from, message_from
from relcommit.plan.model import Message
from relcommit.plan.outline import Section, Statement, is_example_lead, part
from relcommit.plan.values import (
    PROTECTED,
    has_known_type,
    is_branch,
    is_branch_hole,
    is_code,
    is_conventional,
    is_header,
    is_header_hole,
    is_ref,
    spans,
    unwrap,
)

_SHUT_OUT: frozenset[Aside] = frozenset(
    {"example", "convention", "trouble", "future", "alternative", "rollback", "past"}
)
_AFTER_BRANCH = re.compile(
    r"[(\[,.;#<—–→-]|(?:desde|from|a partir|basada|sobre|en|hacia|con base|off|into|contra|por|y)\b", re.IGNORECASE
)
_BASE_AFTER = re.compile(
    r"(?:desde|from|a partir de|basada en|sobre|base:?|off|hacia|contra|into|→|->|=>)[ \t]*"
    r"(?:la rama |the |origin/)?[ \t]*[`*]*(?:origin/)?([A-Za-z][\w./-]*)",
    re.IGNORECASE,
)
_PULL_AGAINST = re.compile(
    r"\b(?:PRs?|pull[ -]?requests?|MR|merge)\b[^.`\n]{0,40}?\b(?:contra|hacia|a|against|into|to|en|sobre)"
    r"[ \t]+(?:la[ \t]+)?(?:rama[ \t]+)?(?:`(?:origin/)?([\w./-]{2,60})`|(main|master|develop|dev|staging)\b)",
    re.IGNORECASE,
)
_STARTS_FROM = re.compile(
    r"\b(?:desde|a partir de|from|partiendo de|parte de|sale de)[ \t]+(?:la[ \t]+)?(?:rama[ \t]+)?"
    r"(?:`(?:origin/)?([\w./-]{2,60})`|(main|master|develop|dev)\b)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:cre[aáeé]r?|cree|usar?|usá|trabaj[aáeé]r?|haz|hacer|abr[ei]r?|create|use|work|parte|sal[ie]r?)\b[^.`\n]{0,40}"
    r"\b(?:rama|branch)\b[^.`\n]{0,25}`([^`\n]{3,100})`",
    re.IGNORECASE,
)
_LASTING = frozenset({"main", "master", "develop", "dev"})
_LONGEST_BARE_HEADER = 100
_SENTENCE_STARTS = word_set(
    "el la los las este esta estos un una usa usar use debe deben ver segun todos todas cada no se si para por en "
    "cuando seguir sigue "
    "the use see follow pendiente ninguno n"
)
_TEXT_FENCES = word_set("text txt plain plaintext gitcommit git git-commit commit markdown md conventional none")


class Found:
    """What the document recommends, each value with its line, best first."""

    __slots__ = ("bases", "bodies", "branches", "holes", "messages", "pr_bodies", "titles")

    def __init__(self) -> None:
        self.branches: list[tuple[str, int]] = []
        self.bases: list[tuple[str, int]] = []
        self.messages: list[tuple[Message, int]] = []
        self.bodies: list[tuple[tuple[str, ...], int]] = []
        self.titles: list[tuple[str, int]] = []
        self.pr_bodies: list[tuple[str, int]] = []
        self.holes: list[tuple[str, str, int]] = []
        """Field, text and line of values that only show where one goes."""


def found_in(statements: list[Statement], *, guide: bool) -> Found:
    """Everything that labels say, whatever form they take."""
    found = Found()
    weak = Found()
    for one in statements:
        roles = roles_of(one.label, one.context, heading=one.form == "heading", cell=one.form in ("row", "column"))
        if not roles:
            continue
        advised = is_advised(one.label) or is_advised(one.section.words)
        if not _SHUT_OUT.isdisjoint(one.section.asides) and not advised:
            continue
        if one.form == "column" and _is_survey(one):
            continue
        for role in roles:
            _READERS[role](weak if guide and not advised else found, one)
    found.holes.extend(weak.holes)
    return found


_SURVEYED = word_set("estado status autor author ultimo hash sha fecha date ahead behind actualizada creada")


def _is_survey(one: Statement) -> bool:
    """Whether a column lists what exists or shows a convention instead of recommending."""
    others = {word for label in one.siblings for word in label}
    if not others.isdisjoint(
        {"ejemplo", "example", "ejemplos", "tipo", "prefijo", "proposito", "uso", "descripcion", "cuando"}
    ):
        return not is_advised(one.label) and "mensaje" not in one.label
    if not others.isdisjoint(_SURVEYED):
        return not is_advised(one.label)
    if "rama" not in one.label and "branch" not in one.label:
        return False
    return one.rows > 1 and not is_advised(one.label) and not others & {"commit", "commits", "pr", "mensaje"}


# branch and base


def _read_branch(found: Found, one: Statement) -> None:
    for text, line, bare in _texts(one):
        advised = is_advised(one.label)
        candidates = _branch_names(text, alone=bare, labelled=one.form != "heading" or advised, advised=advised)
        if candidates:
            found.branches.append((candidates[0], line))
            base = _base_beside(text, candidates[0])
            if base:
                found.bases.append((base, line))
            return
        hole = next((it for it in [*spans(text), unwrap(text)] if " " not in it and is_branch_hole(it)), None)
        if hole:
            found.holes.append(("branch", hole, line))
            return


def _branch_names(text: str, *, alone: bool, labelled: bool, advised: bool) -> list[str]:
    """The branches that a value names: code spans first, else its first word.

    A lasting branch such as `main` counts only where the label says outright that it is recommended.
    """

    def fits(name: str) -> bool:
        return is_branch(name) or (advised and name in _LASTING)

    quoted = [unwrap(one).removeprefix("origin/") for one in spans(text)]
    if quoted and text.lstrip("*_( ").startswith("`"):
        return [one for one in quoted[:1] if fits(one)]
    first, _, rest = unwrap(text).strip().partition(" ")
    first = unwrap(first).rstrip(".,;").removeprefix("origin/")
    rest = rest.strip()
    particular = (
        "/" in first or (("-" in first or "_" in first) and (alone or not rest or rest[0] == "(")) or first in _LASTING
    )
    if fits(first) and particular and (not rest or _AFTER_BRANCH.match(rest)):
        return [first]
    named = [one for one in quoted if is_branch(one) and ("/" in one or (labelled and not alone))]
    return [one for one in named if "/" in one or len(quoted) == 1]


def _base_beside(text: str, branch: str) -> str | None:
    after = text.partition(branch)[2]
    match = _BASE_AFTER.search(after[:200])
    name = match[1].rstrip(".") if match else ""
    return name if name and name != branch and _is_base(name) else None


def _is_base(name: str) -> bool:
    return is_ref(name) and not is_branch_hole(name) and (name.casefold() in PROTECTED or "/" in name or "-" in name)


def _read_base(found: Found, one: Statement) -> None:
    for text, line, _ in _texts(one):
        names = spans(text) or [unwrap(text).partition(" ")[0].rstrip(".,;")]
        name = names[0].removeprefix("origin/")
        if _is_base(name):
            found.bases.append((name, line))
        return


def _read_origin(found: Found, one: Statement) -> None:
    """«Rama origen»: of the pull request where it is a branch to work on, of the branch where it is a lasting one."""
    before = len(found.branches)
    _read_branch(found, one)
    if len(found.branches) == before:
        _read_base(found, one)


# messages


def _read_header(found: Found, one: Statement) -> None:
    if one.value:
        _header_value(found, one)
        return
    bare = is_advised(one.label) and "commits" not in one.label
    strong = is_advised(one.label) or not {"mensaje", "message", "titulo", "title"}.isdisjoint(one.label)
    for at, block in enumerate(one.follow):
        if at and is_example_lead(one.follow[at - 1]):
            continue
        taken = _messages_of(block, strong=strong, plain_words=at == 0 and bare)
        found.messages.extend(taken)
        hole = None if taken else _header_hole(block)
        if hole:
            found.holes.append(("commit.header", hole, block.line))
        if taken and block.kind != "code":
            return
        if taken and not has_known_type(taken[0][0].header):
            return


def _header_value(found: Found, one: Statement) -> None:
    code = spans(one.value)
    text = unwrap(one.value)
    lead = one.value.lstrip("*_ ").startswith("`")
    if code and lead:
        text = code[0]
    elif code and not has_known_type(text):
        text = next((it for it in code if has_known_type(it)), "")
    if is_header_hole(text):
        found.holes.append(("commit.header", text, one.line))
    elif is_header(text) and (lead or has_known_type(text) or (_speaks_of_message(one) and _is_bare_header(one.value))):
        found.messages.append((Message(header=text), one.line))


def _speaks_of_message(one: Statement) -> bool:
    """Whether a label is so clear that plain words after it are the message."""
    return one.form != "heading" and (
        is_advised(one.label) or bool({"mensaje", "message", "titulo", "title", "asunto"} & set(one.label))
    )


def _messages_of(block: Block, *, strong: bool, plain_words: bool = False) -> list[tuple[Message, int]]:
    """The messages that a block below a label gives."""
    if block.kind == "code":
        return _fenced_message(block, strong=strong)
    if block.kind == "paragraph":
        return _paragraph_message(block, plain_words=plain_words)
    if block.kind == "quote":
        return [it for child in block.children for it in _messages_of(child, strong=strong)][:1]
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
    several = [line for line in (it.strip() for it in rest) if line and has_known_type(line)]
    if has_known_type(message.header) and several and len(several) == len([it for it in rest if it.strip()]):
        lines = [message.header, *several]
        return [(Message(header=it), block.line + at) for at, it in enumerate(lines)]
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
    if plain_words and _is_bare_header(text):
        return [(Message(header=plain), block.line)]
    named = [it for it in spans(text) if has_known_type(it) and is_header(it)]
    return [(Message(header=named[0]), block.line)] if len(named) == 1 else []


def _is_bare_header(text: str) -> bool:
    """Whether a lone line without any sign of being a message is one all the same: not a sentence about messages."""
    sentence = text.endswith((".", ":", "?")) or "\n" in text or "`" in text or len(text) > _LONGEST_BARE_HEADER
    return not sentence and is_header(text) and words(text)[0] not in _SENTENCE_STARTS


def _listed_messages(block: Block, *, strong: bool) -> list[tuple[Message, int]]:
    found: list[tuple[Message, int]] = []
    for item in block.children:
        text = item.children[0].text if item.children and item.children[0].kind == "paragraph" else ""
        first = text.partition("\n")[0]
        named = [it for it in spans(first) if has_known_type(it) and is_header(it)]
        plain = unwrap(first)
        if named:
            found.append((Message(header=named[0]), item.line))
        elif has_known_type(plain) and is_header(plain):
            found.append((Message(header=plain), item.line))
        elif strong and is_code(first) and len(block.children) == 1 and is_header(spans(first)[0]):
            found.append((Message(header=spans(first)[0]), item.line))
    return found


def _header_hole(block: Block) -> str | None:
    text = block.text.strip().partition("\n")[0] if block.kind in ("code", "paragraph") else ""
    text = unwrap(text)
    if block.kind == "paragraph" and not is_code(block.text):
        return None
    return text if ":" in text and is_header_hole(text) else None


def _read_body(found: Found, one: Statement) -> None:
    if one.value:
        found.bodies.append(((unwrap(one.value),), one.line))
        return
    for block in one.follow:
        if block.kind == "code" and not commands_in(block):
            found.bodies.append((body_from(block.text), block.line))
            return
        if block.kind == "list":
            entries = tuple(
                " ".join(item.children[0].text.split())
                for item in block.children
                if item.children and item.children[0].text
            )
            found.bodies.append((entries, block.line))
            return
    paragraphs = tuple(" ".join(it.text.split()) for it in one.follow if it.kind in ("paragraph", "quote") and it.text)
    if paragraphs:
        found.bodies.append((paragraphs, one.follow[0].line))


# pull request


def _read_title(found: Found, one: Statement) -> None:
    for text, line, _ in _texts(one, whole_line=True):
        code = spans(text)
        title = code[0] if code and text.lstrip("*_ ").startswith("`") and is_code(text) else unwrap(text)
        if is_header_hole(title):
            found.holes.append(("pull_request.title", title, line))
        elif 4 <= len(title) <= 300 and any(it.isalpha() for it in title) and " " in title:
            found.titles.append((title, line))
        return


def _read_pr(found: Found, one: Statement) -> None:
    """«PR: `feat: …`»: a title only when it can be nothing else."""
    text = spans(one.value)[0] if is_code(one.value) else unwrap(one.value)
    if one.value and has_known_type(text) and is_header(text):
        found.titles.append((text, one.line))


def _read_pr_body(found: Found, one: Statement) -> None:
    if one.value:
        found.pr_bodies.append((unwrap(one.value), one.line))
        return
    fence = next((it for it in one.follow if it.kind == "code" and not commands_in(it)), None)
    if fence is not None:
        found.pr_bodies.append((fence.text, fence.line))
    else:
        found.pr_bodies.append(("", one.line))


_READERS = {
    "branch": _read_branch,
    "base": _read_base,
    "origin": _read_origin,
    "header": _read_header,
    "body": _read_body,
    "pr_title": _read_title,
    "pr_body": _read_pr_body,
    "pr": _read_pr,
}


def _texts(one: Statement, *, whole_line: bool = False) -> Iterator[tuple[str, int, bool]]:
    """The short texts in which a statement's value may stand: text, line, and whether it stands alone."""
    if one.value:
        yield one.value, one.line, False
        return
    for at, block in enumerate(one.follow[:6]):
        if at and is_example_lead(one.follow[at - 1]):
            continue
        yield from _texts_of(block, whole_line=whole_line)


def _texts_of(block: Block, *, whole_line: bool) -> Iterator[tuple[str, int, bool]]:
    if block.kind == "code":
        lines = [it for it in block.text.split("\n") if it.strip() and not it.lstrip().startswith("#")]
        if len(lines) == 1 and not commands_in(block):
            yield lines[0].strip(), block.line, True
    elif block.kind == "paragraph":
        first = block.text.partition("\n")[0] if whole_line else block.text.replace("\n", " ")
        if not first.rstrip("*_ ").endswith(":"):
            yield first, block.line, True
    elif block.kind == "quote":
        for child in block.children[:1]:
            yield from _texts_of(child, whole_line=whole_line)
    elif block.kind == "list":
        for item in block.children[:1]:
            yield from _text_of_item(item)


def _text_of_item(item: Block) -> Iterator[tuple[str, int, bool]]:
    """A first item that is the value, or that names it: «Rama: `x`»."""
    if not item.children or item.children[0].kind != "paragraph":
        return
    text = item.children[0].text.partition("\n")[0]
    parted = part(text)
    if parted is None or not parted[1] or is_code(text):
        yield text, item.line, True
    elif roles_of(words(parted[0]), None, heading=False):
        yield parted[1], item.line, True


# sentences


def sentences(sections: list[Section]) -> Iterator[tuple[str, int, Section]]:
    """Each paragraph's and item's text outside of examples and the like, with its line."""
    for section in sections:
        if not _SHUT_OUT.isdisjoint(section.asides):
            continue
        waiting = list(reversed(section.blocks))
        while waiting:
            block = waiting.pop()
            if block.kind == "paragraph":
                yield block.text, block.line, section
            elif block.kind != "table":
                waiting.extend(reversed(block.children))


def branches_in_prose(sections: list[Section]) -> list[tuple[str, int]]:
    """Branches that a sentence tells to create or to work on: «Crea la rama `feat/x`»."""
    found = []
    for text, line, _ in sentences(sections):
        if "`" not in text or not ("rama" in text.casefold() or "branch" in text.casefold()):
            continue
        for match in _SENTENCE.finditer(text):
            name = match[1].strip().removeprefix("origin/")
            if is_branch(name) and "/" in name:
                found.append((name, line + text.count("\n", 0, match.start())))
    return found


def bases_in_prose(sections: list[Section], branch: str | None) -> list[tuple[str, int]]:
    """Where sentences say that the pull request goes: «PR contra `main`»."""
    found = []
    for text, line, _ in sentences(sections):
        for match in _PULL_AGAINST.finditer(text):
            name = match[1] or match[2]
            if _is_base(name) and name != branch and not _denied(text[: match.start()]):
                found.append((name, line + text.count("\n", 0, match.start())))
        if branch and branch in text:
            for match in _STARTS_FROM.finditer(text):
                name = match[1] or match[2]
                if _is_base(name) and name != branch:
                    found.append((name, line + text.count("\n", 0, match.start())))
    return found


def _denied(before: str) -> bool:
    """Whether a sentence forbids what follows: «No hacer merge a `main`»."""
    sentence = re.split(r"[.;\n]", before)[-1].casefold().split()
    return not {"no", "nunca", "never", "not", "sin", "prohibido"}.isdisjoint(sentence)
