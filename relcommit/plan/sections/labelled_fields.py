"""What labels say about branch, base, message and pull request, whatever form they take."""

import re
from collections.abc import Iterator

from relcommit.plan.commands.suggested import commands_in
from relcommit.plan.layout.folding import word_set, words
from relcommit.plan.layout.markdown import Block
from relcommit.plan.layout.outline import Statement, is_example_lead, part
from relcommit.plan.model import Message
from relcommit.plan.sections.commit_headers import hole_in, is_bare_header, messages_in
from relcommit.plan.sections.commit_text import body_from
from relcommit.plan.words.labels import SHUT_OUT, is_advised, roles_of
from relcommit.plan.words.values import (
    has_known_type,
    has_ticket,
    is_base,
    is_branch,
    is_branch_hole,
    is_code,
    is_header,
    is_header_hole,
    spans,
    unwrap,
)

_AFTER_BRANCH = re.compile(
    r"[(\[,.;#<—–→-]|(?:desde|from|a partir|basada|sobre|en|hacia|con base|off|into|contra|por|y)\b", re.IGNORECASE
)
_BASE_AFTER = re.compile(
    r"(?:desde|from|a partir de|basada en|sobre|base:?|off|hacia|contra|into|→|->|=>)[ \t]*"
    r"(?:la rama |the |origin/)?[ \t]*[`*]*(?:origin/)?([A-Za-z][\w./-]*)",
    re.IGNORECASE,
)
_CODE_THEN_BASE = re.compile(r"`([^`\n]+)`(?=[.;]?$|[ \t]*(?:\(|→|->|=>|hacia\b|contra\b|into\b))")
_LASTING = frozenset({"main", "master", "develop", "dev"})


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
        if not roles and one.label in _MESSAGE and has_known_type(unwrap(one.value)):
            roles = ("header",)
        if not roles:
            continue
        advised = is_advised(one.label) or is_advised(one.section.words)
        if not SHUT_OUT.isdisjoint(one.section.asides) and not advised:
            continue
        if one.form == "column" and _is_survey(one):
            continue
        for role in roles:
            _READERS[role](weak if guide and not advised else found, one)
    found.holes.extend(weak.holes)
    return found


_MESSAGE = {("mensaje",), ("message",)}
"""Labels that may be about anything, so that only a header of a known type makes them the commit's."""
_SURVEYED = word_set(
    "estado status version versiones autor author ultimo hash sha fecha date ahead behind actualizada creada"
)


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
    return name if name and name != branch and is_base(name) else None


def _read_base(found: Found, one: Statement) -> None:
    for text, line, _ in _texts(one):
        names = spans(text) or [unwrap(text).partition(" ")[0].rstrip(".,;")]
        name = names[0].removeprefix("origin/")
        if is_base(name):
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
        taken = messages_in(block, strong=strong, plain_words=at == 0 and bare)
        found.messages.extend(taken)
        hole = None if taken else hole_in(block)
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
    elif is_header(text) and (
        lead or has_known_type(text) or has_ticket(text) or (_speaks_of_message(one) and is_bare_header(one.value))
    ):
        found.messages.append((Message(header=text), one.line))


def _speaks_of_message(one: Statement) -> bool:
    """Whether a label is so clear that plain words after it are the message."""
    return one.form != "heading" and (
        is_advised(one.label) or bool({"mensaje", "message", "titulo", "title", "asunto"} & set(one.label))
    )


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
    """«PR: `feat: …`», «PR: «Integra …» → `develop`»: a title only when it can be nothing else."""
    lead = _CODE_THEN_BASE.match(one.value)
    text = lead[1] if lead else unwrap(one.value)
    quoted = bool(lead) or text != one.value.strip("*_ ")
    if is_header(text) and (has_known_type(text) or (quoted and is_bare_header(text))):
        found.titles.append((text, one.line))
        base = _base_beside(one.value, text)
        found.bases.extend([(base, one.line)] if base else [])


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
        if len(lines) == 1 and (len(lines[0].split()) == 1 or not commands_in(block)):
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
