"""The editable list of documents: one a line, with a letter in front, as in `git rebase -i`."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from relcommit.docs.model import Decision
from relcommit.errors.docs import ListedTwice, ListUnreadable
from relcommit.names import Status

LETTERS: dict[str, Status] = {"h": "historico", "v": "vigente"}
UNDECIDED = "?"
HINT = "indicio:"
"""What a comment begins with that `propose` wrote: it orders the list, and is nobody's reason for a move."""
_LINE = re.compile(r"([hv?])[ \t]+(\S.*)", re.DOTALL)
_ARROW = re.compile(r"[ \t]+->(?:[ \t]+|$)")
_COMMENT = re.compile(r"[ \t]+#")
_MOST = 20
"""How many signs of a line are tried as the one that begins its comment."""


def read_list(text: str, file: str, known: Collection[str]) -> list[Decision]:
    """The decisions of a list; lines with `?` decide nothing.

    `known` are the paths of the repository: they tell a name that holds ` # ` or ` -> ` from a comment or a
    destination. Raises ListUnreadable, and ListedTwice for a document that another line leaves undecided.
    """
    decisions = []
    undecided: dict[str, int] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        parts = _LINE.fullmatch(bare)
        if parts is None:
            raise ListUnreadable(file, number, bare)
        if parts[1] == UNDECIDED:
            undecided[_taken_apart(parts[2], known)[0]] = number
            continue
        path, to, why = _taken_apart(parts[2], known)
        if not path or to == "" or (to and _ARROW.search(to)):
            raise ListUnreadable(file, number, bare)
        reason = "" if why.startswith(HINT) else why
        decisions.append(Decision(path=path, status=LETTERS[parts[1]], to=to, line=number, why=reason))
    for decision in decisions:
        if decision.path in undecided:
            raise ListedTwice(file, decision.path, *sorted((decision.line, undecided[decision.path])))
    return decisions


def _taken_apart(rest: str, known: Collection[str]) -> tuple[str, str | None, str]:
    """The path of a line, its destination (`None` for none, empty where only the arrow stands), and its comment."""
    if rest in known:
        return rest, None, ""
    named, why = next(_cuts(rest, known), (rest, ""))
    arrows = (
        [] if named in known else [(named[: arrow.start()], named[arrow.end() :]) for arrow in _ARROW.finditer(named)]
    )
    if named.startswith("-> "):
        arrows = [("", named)]
    path, to = next((cut for cut in reversed(arrows) if cut[0] in known), arrows[0] if arrows else (named, None))
    return path, to if to is None else to.strip(), why


def _cuts(rest: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Ways to cut off a comment: where what is left names a document, else at the first sign."""
    cuts = [
        (rest[: sign.start()].rstrip(), rest[sign.end() :].strip()) for sign in islice(_COMMENT.finditer(rest), _MOST)
    ]
    yield from (cut for cut in cuts if cut[0] in known or _ARROW.split(cut[0], maxsplit=1)[0] in known)
    yield from cuts[:1]


def can_name(path: str) -> bool:
    """Whether a line can hold a path: not one with line ends, with blanks at its ends, or that is not UTF-8."""
    return path == path.strip() and not re.search(r"[\r\n\udc80-\udcff]", path)


def write_line(letter: str, path: str, why: str = "") -> str:
    """One line of a list."""
    return f"{letter} {path}  # {why}" if why else f"{letter} {path}"


def write_decision(it: Decision) -> str:
    """The line that says a decision."""
    letter = next(letter for letter, status in LETTERS.items() if status == it.status)
    return write_line(letter, it.path if it.to is None else f"{it.path} -> {it.to}", it.why)


def write_list(heading: str, lines: Iterable[str]) -> str:
    """A list below a heading, whose lines become comments."""
    top = "".join(f"# {line}".rstrip() + "\n" for line in heading.splitlines())
    return top + "\n" + "".join(f"{line}\n" for line in lines)
