"""What labels say about branch, base, message and pull request, whatever form they take."""

import re
from collections.abc import Iterator

from relcommit.plan.commands.suggested import commands_in
from relcommit.plan.layout.folding import word_set, words
from relcommit.plan.layout.markdown import Block
from relcommit.plan.layout.outline import Statement, is_example_lead, part
from relcommit.plan.model import Message
from relcommit.plan.sections.commit_headers import hole_in, is_bare_header, messages_in
from relcommit.plan.sections.commit_text import body_from, is_footer
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
_FEWEST_TITLE_WORDS = 2
_LASTING = frozenset({"main", "master", "develop", "dev"})


class Recommended:
    """What the document recommends, each value with its line, best first."""

    __slots__ = ("bases", "bodies", "branches", "footers", "holes", "messages", "pr_bodies", "titles")

    def __init__(self) -> None:
        self.branches: list[tuple[str, int]] = []
        self.bases: list[tuple[str, int]] = []
        self.messages: list[tuple[Message, int]] = []
        self.bodies: list[tuple[tuple[str, ...], int]] = []
        self.footers: list[str] = []
        self.titles: list[tuple[str, int]] = []
        self.pr_bodies: list[tuple[str, int]] = []
        self.holes: list[tuple[str, str, int]] = []
        """Field, text and line of values that only show where one goes."""


def recommended_in(statements: list[Statement], *, guide: bool) -> Recommended:
    """Everything that labels say, whatever form they take."""
    recommended = Recommended()
    weak = Recommended()
    for statement in statements:
        roles = roles_of(
            statement.label,
            statement.context,
            heading=statement.form == "heading",
            cell=statement.form in ("row", "column"),
        )
        if not roles and statement.label in _MESSAGE and has_known_type(unwrap(statement.value)):
            roles = ("header",)
        if not roles and statement.label in _TARGET and is_base(unwrap(statement.value)):
            roles = ("base",)
        if not roles:
            continue
        advised = is_advised(statement.label) or is_advised(statement.section.words)
        if not SHUT_OUT.isdisjoint(statement.section.asides) and not advised:
            continue
        if statement.form == "column" and _is_survey(statement):
            continue
        for role in roles:
            _READERS[role](weak if guide and not advised else recommended, statement)
    recommended.holes.extend(weak.holes)
    return recommended


_MESSAGE = {("mensaje",), ("message",)}
"""Labels that may be about anything, so that only a header of a known type makes them the commit's."""
_TARGET = {("contra",), ("va", "contra"), ("destino",), ("hacia",), ("va", "a"), ("sale", "contra")}
"""Labels that name the base where their value is a branch and nothing else."""
_SURVEYED = word_set(
    "estado status version versiones autor author ultimo hash sha fecha date ahead behind actualizada creada"
)


def _is_survey(statement: Statement) -> bool:
    """Whether a column lists what exists or shows a convention instead of recommending."""
    others = {word for label in statement.siblings for word in label}
    if not others.isdisjoint(
        {"ejemplo", "example", "ejemplos", "tipo", "prefijo", "proposito", "uso", "descripcion", "cuando"}
    ):
        return not is_advised(statement.label) and "mensaje" not in statement.label
    if not others.isdisjoint(_SURVEYED):
        return not is_advised(statement.label)
    if "rama" not in statement.label and "branch" not in statement.label:
        return False
    return (
        statement.rows > 1 and not is_advised(statement.label) and not others & {"commit", "commits", "pr", "mensaje"}
    )


# branch and base


def _read_branch(recommended: Recommended, statement: Statement) -> None:
    for text, line, bare in _texts(statement):
        advised = is_advised(statement.label)
        candidates = _branch_names(text, alone=bare, labelled=statement.form != "heading" or advised, advised=advised)
        if candidates:
            recommended.branches.append((candidates[0], line))
            base = _base_beside(text, candidates[0])
            if base:
                recommended.bases.append((base, line))
            return
        hole = next((name for name in [*spans(text), unwrap(text)] if " " not in name and is_branch_hole(name)), None)
        if hole:
            recommended.holes.append(("branch", hole, line))
            return


def _branch_names(text: str, *, alone: bool, labelled: bool, advised: bool) -> list[str]:
    """The branches that a value names: code spans first, else its first word.

    A lasting branch such as `main` counts only where the label says outright that it is recommended.
    """

    def fits(name: str) -> bool:
        return is_branch(name) or (advised and name in _LASTING)

    quoted = [unwrap(span).removeprefix("origin/") for span in spans(text)]
    if quoted and text.lstrip("*_( ").startswith("`"):
        return [name for name in quoted[:1] if fits(name)]
    first, _, rest = unwrap(text).strip().partition(" ")
    first = unwrap(first).rstrip(".,;").removeprefix("origin/")
    rest = rest.strip()
    particular = (
        "/" in first or (("-" in first or "_" in first) and (alone or not rest or rest[0] == "(")) or first in _LASTING
    )
    if fits(first) and particular and (not rest or _AFTER_BRANCH.match(rest)):
        return [first]
    named = [name for name in quoted if is_branch(name) and ("/" in name or (labelled and not alone))]
    return [name for name in named if "/" in name or len(quoted) == 1]


def _base_beside(text: str, branch: str) -> str | None:
    after = text.partition(branch)[2]
    match = _BASE_AFTER.search(after[:200])
    name = match[1].rstrip(".") if match else ""
    return name if name and name != branch and is_base(name) else None


def _read_base(recommended: Recommended, statement: Statement) -> None:
    for text, line, _ in _texts(statement):
        names = spans(text) or [unwrap(text).partition(" ")[0].rstrip(".,;")]
        name = names[0].removeprefix("origin/")
        if is_base(name):
            recommended.bases.append((name, line))
        return


def _read_origin(recommended: Recommended, statement: Statement) -> None:
    """«Rama origen»: of the pull request where it is a branch to work on, of the branch where it is a lasting one."""
    before = len(recommended.branches)
    _read_branch(recommended, statement)
    if len(recommended.branches) == before:
        _read_base(recommended, statement)


# messages


def _read_header(recommended: Recommended, statement: Statement) -> None:
    if statement.value:
        _header_value(recommended, statement)
        return
    bare = is_advised(statement.label) and "commits" not in statement.label
    strong = is_advised(statement.label) or not {"mensaje", "message", "titulo", "title"}.isdisjoint(statement.label)
    for index, block in enumerate(statement.follow):
        if index and is_example_lead(statement.follow[index - 1]):
            continue
        taken = messages_in(block, strong=strong, plain_words=index == 0 and bare)
        recommended.messages.extend(taken)
        hole = None if taken else hole_in(block)
        if hole:
            recommended.holes.append(("commit.header", hole, block.line))
        if taken and block.kind != "code":
            _body_below(recommended, statement, index, taken[0][0])
            return
        if taken and not has_known_type(taken[0][0].header):
            return


def _body_below(recommended: Recommended, statement: Statement, index: int, message: Message) -> None:
    """The list or quote right below a message, where no label says that it is about something else."""
    below = statement.follow[index + 1 : index + 2]
    if statement.form != "heading" or message.body or not below or below[0].kind not in ("list", "quote"):
        return
    block = below[0]
    items = block.children if block.kind == "list" else []
    texts = [item.children[0].text for item in items if item.children]
    if any(item.checked is not None for item in items) or any(
        roles_of(words(text), None, heading=False) for text in texts
    ):
        return
    if block.kind == "quote":
        texts = [text for child in block.children if child.kind == "paragraph" for _, text in child.lines()]
    if texts and not any(has_known_type(unwrap(text)) for text in texts):
        recommended.bodies.append((body_from("\n".join(f"- {' '.join(text.split())}" for text in texts)), block.line))


def _header_value(recommended: Recommended, statement: Statement) -> None:
    code = spans(statement.value)
    text = unwrap(statement.value)
    lead = statement.value.lstrip("*_ ").startswith("`")
    if code and lead:
        text = code[0]
    elif code and not has_known_type(text):
        text = next((span for span in code if has_known_type(span)), "")
    if is_header_hole(text):
        recommended.holes.append(("commit.header", text, statement.line))
    elif is_header(text) and (
        lead
        or has_known_type(text)
        or has_ticket(text)
        or (_speaks_of_message(statement) and is_bare_header(statement.value))
    ):
        recommended.messages.append((Message(header=text), statement.line))


def _speaks_of_message(statement: Statement) -> bool:
    """Whether a label is so clear that plain words after it are the message."""
    return statement.form != "heading" and (
        is_advised(statement.label) or bool({"mensaje", "message", "titulo", "title", "asunto"} & set(statement.label))
    )


def _read_body(recommended: Recommended, statement: Statement) -> None:
    recommended.footers.extend(_footers_below(statement))
    if statement.value and not statement.follow:
        recommended.bodies.append(((unwrap(statement.value),), statement.line))
        return
    for block in statement.follow:
        if block.kind == "code" and not commands_in(block):
            recommended.bodies.append((body_from(block.text), block.line))
            return
        if block.kind == "list":
            entries = tuple(
                " ".join(item.children[0].text.split())
                for item in block.children
                if item.children and item.children[0].text
            )
            recommended.bodies.append((entries, block.line))
            return
    quote = next((block for block in statement.follow[:1] if block.kind == "quote"), None)
    if quote is not None:
        texts = [text for child in quote.children if child.kind == "paragraph" for _, text in child.lines()]
        recommended.bodies.append((body_from("\n".join(texts)), quote.line))
        return
    paragraphs = tuple(
        " ".join(block.text.split())
        for block in statement.follow
        if block.kind in ("paragraph", "quote") and block.text and not all(is_footer(text) for _, text in block.lines())
    )
    if paragraphs:
        recommended.bodies.append((paragraphs, statement.follow[0].line))


def _footers_below(statement: Statement) -> Iterator[str]:
    """The trailers in paragraphs below the label of a body: «Closes #12», «Co-authored-by: …»."""
    for block in statement.follow:
        if block.kind == "paragraph":
            lines = [text for _, text in block.lines()]
            if all(map(is_footer, lines)):
                yield from lines


def _read_footers(recommended: Recommended, statement: Statement) -> None:
    texts = [statement.value] if statement.value and not statement.follow else []
    for block in statement.follow[:1]:
        texts += [item.children[0].text for item in block.children if item.children] or block.text.split("\n")
    recommended.footers.extend(footer for text in texts if is_footer(footer := unwrap(text)))


# pull request


def _read_title(recommended: Recommended, statement: Statement) -> None:
    for text, line, _ in _texts(statement, whole_line=True):
        code = spans(text)
        title = code[0] if code and text.lstrip("*_ ").startswith("`") and is_code(text) else unwrap(text)
        if is_header_hole(title):
            recommended.holes.append(("pull_request.title", title, line))
        elif 4 <= len(title) <= 300 and any(character.isalpha() for character in title) and " " in title:
            recommended.titles.append((title, line))
        return


def _read_pr(recommended: Recommended, statement: Statement) -> None:
    """«PR: `feat: …`», «PR: «Integra …» → `develop`»: a title only when it can be nothing else."""
    lead = _CODE_THEN_BASE.match(statement.value)
    text = lead[1] if lead else unwrap(statement.value)
    quoted = bool(lead) or text != statement.value.strip("*_ ") or _is_plain_title(statement, text)
    if is_header(text) and (has_known_type(text) or (quoted and is_bare_header(text))):
        recommended.titles.append((text, statement.line))
        base = _base_beside(statement.value, text)
        recommended.bases.extend([(base, statement.line)] if base else [])


def _is_plain_title(statement: Statement, text: str) -> bool:
    """Whether «PR: …» gives its title in plain words: a few of them, with a capital and without a number of its own."""
    alone = statement.label in (("pr",), ("pull", "request"), ("mr",)) and statement.form in ("line", "item", "matter")
    return alone and "#" not in text and len(text.split()) > _FEWEST_TITLE_WORDS and text[:1].isupper()


def _read_pr_body(recommended: Recommended, statement: Statement) -> None:
    if statement.value:
        recommended.pr_bodies.append((unwrap(statement.value), statement.line))
        return
    fence = next((block for block in statement.follow if block.kind == "code" and not commands_in(block)), None)
    if fence is not None:
        recommended.pr_bodies.append((fence.text, fence.line))
    else:
        recommended.pr_bodies.append(("", statement.line))


_READERS = {
    "branch": _read_branch,
    "base": _read_base,
    "origin": _read_origin,
    "header": _read_header,
    "body": _read_body,
    "footers": _read_footers,
    "pr_title": _read_title,
    "pr_body": _read_pr_body,
    "pr": _read_pr,
}


def _texts(statement: Statement, *, whole_line: bool = False) -> Iterator[tuple[str, int, bool]]:
    """The short texts in which a statement's value may stand: text, line, and whether it stands alone."""
    if statement.value:
        yield statement.value, statement.line, False
        return
    for index, block in enumerate(statement.follow[:6]):
        if index and is_example_lead(statement.follow[index - 1]):
            continue
        yield from _texts_of(block, whole_line=whole_line)


def _texts_of(block: Block, *, whole_line: bool) -> Iterator[tuple[str, int, bool]]:
    if block.kind == "code":
        lines = [line for line in block.text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
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
