"""Messages that git, GitHub and commitizen write themselves, told by the exact shape of their first line.

Never by a word anywhere else: a body that says «Merge branch main» disarms nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from relcommit.commits.cleanup import Line

    Exemption = Literal["merge", "revert", "bump", "fixup!", "squash!", "amend!"]

_KINDS = (
    ("branch ", "branches "),
    ("remote-tracking branch ", "remote-tracking branches "),
    ("tag ", "tags "),
    ("commit ", "commits "),
)
_AUTOSQUASH: "tuple[Exemption, ...]" = ("fixup!", "squash!", "amend!")


def exemption(lines: "Sequence[Line]") -> "Exemption | None":
    """What kind of message this is, where it is not one that a person writes."""
    if not lines:
        return None
    header = lines[0].text
    initial = header[:1]
    if initial == "M":
        return "merge" if header.startswith("Merge ") and _is_merge(header[6:]) else None
    if initial == "R":
        return "revert" if _is_revert(header, lines) else None
    if initial == "b":
        return "bump" if header.startswith("bump: version ") and " → " in header else None
    if initial in "fsa":
        for word in _AUTOSQUASH:
            if header.startswith(word + " ") and header[len(word) :].strip():
                return word
    return None


def _is_merge(rest: str) -> bool:
    """`branch 'x'`, `branches 'x' and 'y' of URL into z`, `pull request #1 from o/b`, `SHA into SHA`."""
    if rest.startswith("pull request #"):
        number, from_, source = rest[14:].partition(" from ")
        return bool(from_) and number.isdecimal() and "/" in source and " " not in source.strip()
    words = rest.split(" ")
    if len(words) == 3 and words[1] == "into" and _is_sha(words[0]) and _is_sha(words[2]):
        return True
    return _is_merge_of_refs(rest)


def _is_merge_of_refs(rest: str) -> bool:
    while True:
        rest, found = _past_kind(rest)
        if not found:
            return False
        if rest.startswith(" of "):
            rest = _past_word(rest[4:])
        if rest.startswith((", ", "; ")):
            rest = rest[2:]
            continue
        if rest.startswith(" into "):
            rest = _past_word(rest[6:])
        return not rest.strip()


def _past_kind(rest: str) -> tuple[str, bool]:
    """What follows `branch 'x'` or `tags 'x', 'y' and 'z'`; also `HEAD`, which git writes for a bare URL."""
    for names in _KINDS:
        for name in names:
            if rest.startswith(name):
                return _past_names(rest[len(name) :])
    if rest.startswith("HEAD"):
        return rest[4:], True
    return rest, False


def _past_names(rest: str) -> tuple[str, bool]:
    found = False
    while rest.startswith("'"):
        close = rest.find("'", 1)
        if close <= 1:
            return rest, False
        rest = rest[close + 1 :]
        found = True
        for glue in (", '", " and '"):
            if rest.startswith(glue):
                rest = rest[len(glue) - 1 :]
                break
    return rest, found


def _past_word(rest: str) -> str:
    """What follows a branch or an address, which GitLab puts between quotes."""
    if rest.startswith("'"):
        return rest[rest.find("'", 1) + 1 :]
    end = len(rest)
    for stop in (" ", ",", ";"):
        at = rest.find(stop)
        end = min(end, at) if at >= 0 else end
    return rest[end:]


def _is_sha(word: str) -> bool:
    return len(word) in (40, 64) and all(char in "0123456789abcdef" for char in word)


def _is_revert(header: str, lines: "Sequence[Line]") -> bool:
    """`Revert "header"` or `Reapply "header"`, with `(#12)` from a squash, and git's own sentence."""
    for word in ('Revert "', 'Reapply "'):
        if not header.startswith(word):
            continue
        close = header.rfind('"')
        return close > len(word) and _is_pull_suffix(header[close + 1 :]) and _says_so(lines)
    return False


def _is_pull_suffix(rest: str) -> bool:
    return not rest or (rest.startswith(" (#") and rest.endswith(")") and rest[3:-1].isdecimal())


def _says_so(lines: "Sequence[Line]") -> bool:
    """A body that names what is reverted, or no body, as a squash with a title alone."""
    return len(lines) == 1 or any(
        line.text.startswith(("This reverts commit ", "This reapplies commit ", "Reverts ")) for line in lines[1:]
    )
