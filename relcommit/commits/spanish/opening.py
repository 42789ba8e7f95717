"""Where the first word of a description stands, past tickets, versions, tags and signs."""

_QUOTES = "`'\"@/\\$<{~=“‘«&%^_"
"""What opens a name or a quotation, which is nobody's verb."""
_SEPARATORS = "·—–-|:"
_ENDS = ",;:!?…"
_MARKS = {"\u0301": "aáeéiíoóuú", "\u0308": "uü", "\u0303": "nñ"}
_SKIPPED = ("wip", "wip:", "hotfix:", "todo:")

OPENERS = frozenset((
    "se", "ha", "he", "hemos", "han", "había", "habia", "habían", "habian", "fue", "fueron", "es", "son", "está",
    "esta", "están", "estan", "estoy", "estamos", "estaba", "estaban",
))  # fmt: skip
"""What may stand before a verb and belong to it."""

ADVERBS = frozenset(("no", "ya", "también", "tambien"))
"""What may stand before the infinitive that opens a description."""

LONGEST = 40
"""Letters of the longest word that is read; hostile input is longer."""


def first_word(text: str) -> tuple[int, int] | None:
    """The offsets of the first word, where it is plainly a word; None for names, code and numbers of things."""
    head = text[:LONGEST].partition(" ")[0]
    if head.isalpha() and len(head) < LONGEST and head.lower() not in _SKIPPED:
        return 0, len(head)
    index = 0
    while index < len(text):
        char = text[index]
        if char in "[(":
            close = text.find("]" if char == "[" else ")", index, index + 40)
            if close < 0:
                return None
            index = close + 1
        elif char in _QUOTES or (char == "." and text[index + 1 : index + 2].isalpha()):
            return None
        elif char == "#" or char.isalnum():
            end = _token_end(text, index)
            token = text[index:end]
            if not _skippable(token, text[end : end + 3]):
                return _word(text, index, end)
            index = end
        elif char == ":" and (close := _emoji_name(text, index)):
            index = close
        else:
            index += 1
    return None


def _token_end(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
    return at


def _emoji_name(text: str, at: int) -> int:
    """The end of `:sparkles:`, or 0."""
    close = text.find(":", at + 1, at + 40)
    name = text[at + 1 : close]
    return close + 1 if close > 0 and name and name.replace("_", "a").replace("-", "a").isalnum() else 0


def _skippable(token: str, after: str) -> bool:
    """Whether the token is a ticket, a version or a date, and not the word that opens the sentence."""
    if token.lower() in _SKIPPED:
        return True
    bare = token.rstrip(".:,;)]-")
    if not bare.isascii() or not any(char.isdigit() for char in bare):
        return False
    letters = bare.rstrip("0123456789.-/")
    digits = bare[len(letters) :]
    if letters in ("", "#", "v", "V"):
        return _is_mark(digits, token, letters)
    if not letters.isalnum() or not letters.isalpha() or not digits:
        return False
    apart = token != bare or after.lstrip()[:1] in tuple(_SEPARATORS)
    return digits[0] == "-" or apart or (len(letters) == 1 and len(digits) > 1 and letters.isupper())


def _is_mark(digits: str, token: str, letters: str) -> bool:
    """A number that names something («0041», «1.2.3», «2026-01-31», «1.»), not one that counts things («2»)."""
    plain = digits.isdigit()
    return bool(letters) or not plain or len(digits) > 3 or digits[0] == "0" or token[-1] in ".:)-"


def _word(text: str, at: int, end: int) -> tuple[int, int] | None:
    stop = at
    while stop < end and (text[stop].isalpha() or text[stop] in _MARKS):
        stop += 1
    after = text[stop:end]
    if stop > at and (not after or after[0] in _ENDS or not after.strip(".)")):
        return at, stop
    return None


def composed(word: str) -> str:
    """The word in small letters, each accent in one character with its letter."""
    word = word.lower()
    if word.isascii():
        return word
    for mark, pairs in _MARKS.items():
        if mark in word:
            for base, letter in zip(pairs[::2], pairs[1::2], strict=True):
                word = word.replace(base + mark, letter)
    return word
