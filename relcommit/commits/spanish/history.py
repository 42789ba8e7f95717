"""The mood that a team already writes, read from its history for `relcommit init`."""

from relcommit.commits.spanish.judge import verb_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from relcommit.names import Mood

_FEW = 5
"""Fewer verbs than this say nothing about a habit."""
_MANY = 50
"""Headers of which so few open with a verb that no habit can be told: none is asked for."""
_CLEAR = 0.7
"""Share of the Spanish verbs that one mood has to have."""


def guess_mood(headers: "Iterable[str]") -> "tuple[Mood, dict[str, int]]":
    """The mood to propose, and how many headers open with each form.

    «libre» where neither of the two moods is the clear habit: a team that writes participles or English, or no verbs.
    """
    counts: dict[str, int] = {}
    messages = 0
    for header in headers:
        messages += 1
        verb = verb_of(_description(header))
        if verb is not None:
            form = verb[2][0]
            counts[form] = counts.get(form, 0) + 1
    present, infinitive = counts.get("presente", 0), counts.get("infinitivo", 0)
    total = sum(counts.values())
    if total < _FEW:
        return ("libre" if messages >= _MANY else "presente"), counts
    most, spanish = max(present, infinitive), total - counts.get("inglés", 0)
    if 2 * most < total or most < _CLEAR * spanish:
        return "libre", counts
    return ("infinitivo" if infinitive > present else "presente"), counts


def _description(header: str) -> str:
    """What follows `type(scope)!: `, or the whole header where there is no type."""
    kind, colon, rest = header.partition(": ")
    bare = kind.removesuffix("!")
    name = bare.partition("(")[0] if bare.endswith(")") else bare
    return rest if colon and name and name.replace("-", "").isalnum() else header
