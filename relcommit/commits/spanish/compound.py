"""Verbs of more than one word: «se agregó», «se ha corregido», «fue eliminado», «estoy agregando»."""

from relcommit.commits.spanish.conjugation import INFINITIVE, PRESENT
from relcommit.commits.spanish.context import before_article
from relcommit.commits.spanish.context import following as following_words
from relcommit.commits.spanish.forms import Reading, read_form
from relcommit.commits.spanish.opening import composed, first_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from relcommit.commits.spanish.judge import Found

_MORE = frozenset((
    "ha", "han", "había", "habia", "habían", "habian", "fue", "fueron", "es", "está", "esta", "están", "sido",
    "siendo",
))  # fmt: skip
_PRONOUNS = frozenset(("me", "te", "nos", "le", "les"))
"""What stands between «se» and its verb: «se me olvidó», «se le agregó»."""
_NOT_WITH_SE = (INFINITIVE, "participio", "gerundio", "imperativo")
_TO_BE = ("es", "son", "está", "esta", "están", "estan", "estoy", "estamos", "estaba", "estaban")


def compound(description: str, span: tuple[int, int], opener: str) -> "Found | None":
    """The verb that an opener starts, its span from the opener on; None where none follows at once."""
    start, end = span
    last = opener
    while True:
        rest = description[end : end + 80]
        following = first_word(rest)
        if following is None or rest[: following[0]].strip():
            return _impersonal(description, span, opener)
        word = composed(rest[following[0] : following[1]])
        end += following[1]
        if last == "se" and word in _PRONOUNS:
            continue
        if word not in _MORE or word == last:
            break
        last = word
    read = read_form(word)
    if (
        read is not None and last == "se" and read[0] == "plural"
    ):  # «se agregan» is to «se agrega» what things are to a thing
        read = (PRESENT, read[1], read[2])
    if read is None or not _belongs(opener, last, read):
        return _impersonal(description, span, opener)
    return "mood", (start, end), read


def _impersonal(description: str, span: tuple[int, int], opener: str) -> "Found | None":
    """«había un error», «había que cerrar»: what there was is told in the present too."""
    words = following_words(description, span[1])
    if opener not in _THERE_WAS or not (before_article(words) or words[:1] == ["que"]):
        return None
    return "mood", span, ("imperfecto", "hay", "")


_THERE_WAS = ("había", "habia", "habían", "habian")


def _belongs(opener: str, last: str, read: Reading) -> bool:
    """Whether opener and form make one verb; «está» makes one with a gerund alone («está roto»)."""
    if last == "se":
        return read[0] not in _NOT_WITH_SE
    if last in _TO_BE and opener != "se":
        return read[0] == "gerundio"
    return read[0] in ("participio", "gerundio")
