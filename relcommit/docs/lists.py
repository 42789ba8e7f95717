"""The editable list of documents: one a line, with a letter in front, as in `git rebase -i`."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from relcommit.docs.model import Decision
from relcommit.errors.docs import ListUnreadable
from relcommit.names import Status

LETTERS: dict[str, Status] = {"h": "historico", "v": "vigente"}
UNDECIDED = "?"
_LINE = re.compile(r"([hv?])[ \t]+(\S.*)", re.DOTALL)
_ARROW = " -> "
_COMMENT = re.compile(r"[ \t]+#")
_MOST = 20
"""How many signs of a line are tried as the one that begins its comment."""


def read_list(text: str, file: str, known: Collection[str]) -> list[Decision]:
    """The decisions of a list; lines with `?` decide nothing.

    `known` are the paths of the repository: they tell a name that holds ` # ` or ` -> ` from a comment or a
    destination. Raises ListUnreadable.
    """
    decisions = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        found = _LINE.fullmatch(bare)
        if found is None:
            raise ListUnreadable(file, number, bare)
        if found[1] != UNDECIDED:
            decisions.append(_decision(LETTERS[found[1]], found[2], number, known))
    return decisions


def _decision(status: Status, rest: str, line: int, known: Collection[str]) -> Decision:
    if rest in known:
        return Decision(path=rest, status=status, line=line)
    said, why = next(_cuts(rest, known), (rest, ""))
    if said in known or _ARROW not in said:
        return Decision(path=said, status=status, line=line, why=why)
    path, _, to = said.partition(_ARROW)
    for at in (found.start() for found in re.finditer(_ARROW, said)):
        if said[:at] in known:
            path, to = said[:at], said[at + len(_ARROW) :]
    return Decision(path=path.rstrip(), status=status, to=to.strip() or None, line=line, why=why)


def _cuts(rest: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Ways to cut off a comment: where what is left names a document, else at the first sign."""
    cuts = [
        (rest[: found.start()].rstrip(), rest[found.end() :].strip())
        for found in islice(_COMMENT.finditer(rest), _MOST)
    ]
    yield from (cut for cut in cuts if cut[0] in known or cut[0].partition(_ARROW)[0] in known)
    yield from cuts[:1]


def write_line(letter: str, path: str, why: str = "") -> str:
    """One line of a list."""
    return f"{letter} {path}  # {why}" if why else f"{letter} {path}"


def write_list(heading: str, lines: Iterable[str]) -> str:
    """A list below a heading, whose lines become comments."""
    top = "".join(f"# {line}".rstrip() + "\n" for line in heading.splitlines())
    return top + "\n" + "".join(f"{line}\n" for line in lines)
