"""The mood that a team already writes, read from its history for `relcommit init`."""

from relcommit.commits.spanish.judge import verb_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from relcommit.names import Mood

_FEW = 5
"""Fewer verbs than this say nothing about a habit."""


def guess_mood(headers: "Iterable[str]") -> "tuple[Mood, dict[str, int]]":
    """The mood to propose, and how many headers open with each form.

    «libre» where neither of the two moods makes up half of the verbs: a team that writes participles or English.
    """
    counts: dict[str, int] = {}
    for header in headers:
        verb = verb_of(_description(header))
        if verb is not None:
            form = verb[2][0]
            counts[form] = counts.get(form, 0) + 1
    present, infinitive = counts.get("presente", 0), counts.get("infinitivo", 0)
    total = sum(counts.values())
    if total < _FEW:
        return "presente", counts
    if 2 * max(present, infinitive) < total:
        return "libre", counts
    return ("infinitivo" if infinitive > present else "presente"), counts


def _description(header: str) -> str:
    """What follows `type(scope)!: `, or the whole header where there is no type."""
    kind, colon, rest = header.partition(": ")
    bare = kind.removesuffix("!")
    name = bare.partition("(")[0] if bare.endswith(")") else bare
    return rest if colon and name and name.replace("-", "").isalnum() else header
