"""Every error has its exit code, and its words beside it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from itertools import product
from pkgutil import iter_modules
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

import relcommit.errors
from relcommit.errors.base import Midway, NotInState, RelcommitError
from relcommit.errors.forge import ForgeRefused
from relcommit.errors.repository import BranchMoved, GitMissing

FAMILIES = {RelcommitError, *RelcommitError.__subclasses__(), ForgeRefused}


def every_error(kind: type[RelcommitError] = RelcommitError) -> Iterator[type[RelcommitError]]:
    for module in iter_modules(relcommit.errors.__path__):
        import_module(f"relcommit.errors.{module.name}")
    for child in kind.__subclasses__():
        if child not in FAMILIES and child.__module__.startswith("relcommit"):
            yield child
        yield from every_error(child)


def name_of(kind: type[RelcommitError]) -> str:
    return kind.__name__


ERRORS: list[type[RelcommitError]] = sorted(set(every_error()), key=name_of)


def values_of(hint: Any) -> tuple[Any, ...]:
    """For a fact of this type, values that lead to each sentence that it may choose."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    if get_origin(hint) in (UnionType, Union):
        return tuple(value for option in get_args(hint) for value in values_of(option))
    if get_origin(hint) is tuple:
        return ((), ("ana.md",), ("ana.md", "benito.md")) if get_args(hint)[0] is str else ((), (("title", "missing"),))
    return {
        str: ("ana", "-", "undo", ""),
        int: (7, 502),
        bool: (False, True),
        NoneType: (None,),
        datetime: (datetime(2026, 2, 26, tzinfo=UTC),),
        RelcommitError: (GitMissing(),),
    }[hint]


def samples(kind: type[RelcommitError]) -> Iterator[RelcommitError]:
    hints = get_type_hints(kind)
    for facts in product(*(values_of(hints[fact]) for fact in kind.__match_args__)):
        named = dict(zip(kind.__match_args__, facts, strict=True))
        if () not in (named.get("places"), named.get("faults")):  # there is always one
            yield kind(*facts)


@pytest.mark.parametrize("kind", ERRORS, ids=name_of)
def test_every_error_belongs_to_a_family_that_decides_its_exit_code(kind: type[RelcommitError]) -> None:
    assert kind.exit_code in (1, 2, 3, 4, 5, 6)
    assert kind.__doc__


@pytest.mark.parametrize("kind", ERRORS, ids=name_of)
def test_every_error_says_what_happened_and_what_to_do(kind: type[RelcommitError]) -> None:
    assert "explain" in kind.__dict__
    for problem in samples(kind):
        happened, *advice = problem.explain().split("\n")
        assert happened
        assert advice
        assert not happened.startswith(kind.__name__)
        assert "self." not in problem.explain()


def test_an_error_without_words_cannot_be_raised() -> None:
    class Strange(NotInState):
        """Nobody wrote words for it."""

        name: str

    with pytest.raises(TypeError, match="Strange"):
        raise Strange("algo")  # type: ignore[abstract]  # that is the point
    assert Midway.exit_code == 6


def test_facts_are_taken_in_order_or_by_name() -> None:
    one, other = BranchMoved("x", "a", None), BranchMoved("x", actual=None, expected="a")

    assert (one.branch, one.expected, one.actual) == (other.branch, other.expected, other.actual) == ("x", "a", None)
    assert one.args == ("x", "a", None)
    match one:
        case BranchMoved(branch, expected, _):
            assert (branch, expected) == ("x", "a")


@pytest.mark.parametrize(
    ("facts", "named"), [(("x",), {}), (("x", "a", None, "b"), {}), (("x", "a", None), {"branch_name": "y"})]
)
def test_a_fact_too_many_or_too_few_is_a_mistake_of_ours(facts: tuple[str, ...], named: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="BranchMoved"):
        BranchMoved(*facts, **named)
