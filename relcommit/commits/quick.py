"""A short way to «nothing to say» about a message of history, for ranges of many thousands.

`fine` is true only where the rules would find nothing (a property in tests/cli/test_short_ways.py); about anything
else it says nothing. What it doubts stands in `commits/surely_fine.py`, of which the hook's shell is made too. What it
learns of prefixes, openers and words it remembers. The rules themselves are loaded when a message first needs them:
over ten commits, importing them would cost more than asking git.
"""

from relcommit.commits.spanish.settled import is_settled, may_lack_accent
from relcommit.commits.surely_fine import (
    ANNOUNCEMENTS,
    DOUBTFUL_SIGNS,
    HEADER_ENDS,
    LARGEST,
    LINE_ENDS,
    LOWER,
    PERSON,
    SCOPE_SIGNS,
    SEPARATORS,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from relcommit.commits.rules import CommitRules

_AROUND = "¿¡«“.,;:!?…»”()`"
"""What may cling to a word and is none of it."""
_ENDS_OF_LINES = tuple(f"{end}\n" for end in LINE_ENDS)
_NEVER = 1 << 30
_LONGEST = 100
"""Signs of a prefix worth remembering."""
_MOST = 100_000
"""Words that are remembered, so that no history fills the memory."""


class _Plain:
    """Settings without length and language, for judging a piece alone."""

    mood = "libre"
    subject_max = 0
    body_width = 0
    subject_case = "any"
    co_authors = "allow"
    ticket = None

    def __init__(self, rules: "CommitRules") -> None:
        self.types, self.scopes, self.autosquash = rules.types, rules.scopes, rules.autosquash
        self.scope_required, self.severity = rules.scope_required, rules.severity


def asks_more(rules: "CommitRules") -> bool:
    """Whether the settings ask of messages what no short way looks at: tickets, co-authors, capitals."""
    return (
        bool(rules.ticket and rules.ticket.pattern) or rules.co_authors == "require" or rules.subject_case == "sentence"
    )


class Quick:
    """Remembers what is fine under some settings."""

    __slots__ = (
        "_announced", "_asks_more", "_longest", "_openers", "_prefixes", "_rules", "_unsure_openers", "_unsure_words",
        "_width", "_words",
    )  # fmt: skip

    def __init__(self, rules: "CommitRules") -> None:
        self._rules = rules
        self._asks_more = asks_more(rules)
        self._longest = rules.subject_max or _NEVER
        self._width = rules.body_width or _NEVER
        self._prefixes: set[str] = set()
        self._openers: set[str] = set()
        self._words: set[str] = set()
        self._unsure_openers: set[str] = set()
        self._unsure_words: set[str] = set()
        """What the rules have to look at in its company."""
        self._announced: dict[str, tuple[str, ...]] = {}
        """By what an announcement of a breaking change opens with, what may follow it."""

    def fine(self, text: str) -> bool:  # noqa: PLR0911 - one for each doubt
        """Whether the rules certainly find nothing in a message that git has cleaned."""
        try:
            header, _, rest = text.partition("\n")
            head, _, description = header.partition(": ")
            opener = description.partition(" ")[0]
            if self._asks_more or len(text) >= LARGEST:
                return False
            if head not in self._prefixes and not self._learn_prefix(head):
                return False
            if opener not in self._openers and not self._learn_opener(opener):
                return False
            if len(header) > self._longest or description.endswith(HEADER_ENDS) or _has(text, DOUBTFUL_SIGNS):
                return False
            if rest and not self._fine_body(rest):
                return False
            if self._rules.mood == "libre":
                return text.replace("\n", "").isprintable()
            # what else is blank stays in its word, which is then not printable
            words = text.replace("\n", " ").split(" ")
            return self._words.issuperset(words) or self._learn_words(words)
        except Exception:  # the judge says of this message what went wrong
            return False

    def _fine_body(self, rest: str) -> bool:
        if rest[0] != "\n" or "\n\n\n" in rest or rest.endswith(LINE_ENDS) or _has(rest, _ENDS_OF_LINES):
            return False
        if len(rest) > self._width and max(map(len, rest.split("\n"))) > self._width:
            return False
        if not _has(rest, SEPARATORS):
            return True
        low = rest.lower()  # a breaking change or a person: the rules look closer
        return PERSON not in low and not any(word in low and self._is_announced(word, low) for word in ANNOUNCEMENTS)

    def _is_announced(self, word: str, low: str) -> bool:
        """Whether what stands behind a word is what an announcement says there."""
        if word not in self._announced:
            from relcommit.commits.words import BREAKING_ATTEMPTS

            self._announced[word] = tuple(
                attempt.removeprefix(word) for attempt in BREAKING_ATTEMPTS if attempt.startswith(word)
            )
        return any(behind.startswith(self._announced[word]) for behind in low.split(word)[1:])

    def _learn_prefix(self, head: str) -> bool:
        if len(head) > _LONGEST or not (self._is_plain_prefix(head) or self._is_good_prefix(head)):
            return False
        self._prefixes.add(head)
        return True

    def _is_plain_prefix(self, head: str) -> bool:
        """`type` or `type(scope)`, of plain signs, under settings that leave the scopes free."""
        name, paren, scope = head.removesuffix("!").partition("(")
        if name not in self._rules.types or not _is_of(name, LOWER):
            return False
        if not paren:
            return not self._rules.scope_required
        return bool(not self._rules.scopes and scope.endswith(")") and _is_of(scope[:-1], SCOPE_SIGNS))

    def _is_good_prefix(self, head: str) -> bool:
        from relcommit.commits.rules import check

        return head.isprintable() and not check(f"{head}: x", _Plain(self._rules))  # type: ignore[arg-type]  # same shape

    def _learn_opener(self, word: str) -> bool:
        """A word in small letters that no company turns into a verb of another mood."""
        if word in self._unsure_openers or not word.isalpha() or not word.islower() or word.startswith(ANNOUNCEMENTS):
            return False
        if self._rules.mood != "libre" and not is_settled(word, self._rules.mood):
            self._unsure_openers.add(word)
            return False
        self._openers.add(word)
        return True

    def _learn_words(self, words: list[str]) -> bool:
        if len(self._words) > _MOST:
            self._words.clear()
        new = set(words) - self._words
        if not new.isdisjoint(self._unsure_words):
            return False
        for word in new:
            bare = word.strip(_AROUND)
            if not word.isprintable() or (bare.isalpha() and may_lack_accent(bare)):
                self._unsure_words.add(word)
                return False
            self._words.add(word)
        return True


def _is_of(name: str, signs: str) -> bool:
    """Whether a name is made of these signs, and of one at least."""
    return bool(name) and not name.strip(signs)


def _has(text: str, pieces: "Iterable[str]") -> bool:
    """Whether any of these stands in a text."""
    return any(map(text.__contains__, pieces))
