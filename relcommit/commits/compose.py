"""The parts of a commit message that a plan recommends, ready for `templates/es/commit.md.j2`."""

from relcommit.commits.grammar import BREAKING, footer_of
from relcommit.commits.wrap import wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_REFERENCES = ("closes", "fixes", "refs", "resolves", "cierra", "corrige", "resuelve", "ref")


def bullet(text: str, width: int) -> str:
    """One point of the body as a list item, wrapped at `width` cells with a hanging indent (0: never)."""
    return "\n".join(wrap(text, width, "- ", "  "))


def paragraph(text: str, width: int) -> str:
    """A paragraph, wrapped at `width` cells (0: never)."""
    return "\n".join(wrap(text, width))


def is_footer(text: str) -> bool:
    """Whether a point of the body is a footer, which only works unbulleted: a breaking change, a trailer.

    «Nota: algo» is prose, though its shape is a footer's.
    """
    parts = footer_of(text)
    if parts is None:
        return False
    token = parts[0]
    return token in BREAKING or "-" in token or token.lower() in _REFERENCES


def split_body(body: "Iterable[str]") -> tuple[list[str], list[str]]:
    """The points of a body that are bullets, and those that are footers, each in their order."""
    points = [text.strip() for text in body]
    footers = [text for text in points if is_footer(text)]
    return [text for text in points if text and text not in footers], footers


def footer_paragraphs(footers: "Iterable[str]") -> list[str]:
    """The footers as the last paragraphs of a message: those that git takes for no trailer before those that it does.

    git-interpret-trailers(1) reads the last paragraph alone, and only where all of its lines are `Token: value`; one
    `BREAKING CHANGE: …` or `Closes #12` among them would hide the others. Release tools read both paragraphs.
    """
    lines = list(footers)
    trailers = [line for line in lines if _is_trailer(line)]
    others = [line for line in lines if not _is_trailer(line)]
    return ["\n".join(paragraph) for paragraph in (others, trailers) if paragraph]


def _is_trailer(footer: str) -> bool:
    token, separator, value = footer.partition(": ")
    return bool(separator and value) and token.replace("-", "").isalnum() and token.isascii()
