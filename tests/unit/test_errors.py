"""Every error has its exit code and its words."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest

import relcommit.errors
from relcommit.errors.base import Midway, NotInState, RelcommitError
from relcommit.errors.repository import BranchMoved
from relcommit.text.es import problems
from relcommit.text.es.errors import explain

FAMILIES = set(RelcommitError.__subclasses__())


def every_error(kind: type[RelcommitError] = RelcommitError) -> Iterator[type[RelcommitError]]:
    for module in iter_modules(relcommit.errors.__path__):
        import_module(f"relcommit.errors.{module.name}")
    for child in kind.__subclasses__():
        if not child.__subclasses__() and child not in FAMILIES and child.__module__.startswith("relcommit"):
            yield child
        yield from every_error(child)


def name_of(kind: type[RelcommitError]) -> str:
    return kind.__name__


ERRORS: list[type[RelcommitError]] = sorted(set(every_error()), key=name_of)


@pytest.mark.parametrize("kind", ERRORS, ids=name_of)
def test_every_error_belongs_to_a_family_that_decides_its_exit_code(kind: type[RelcommitError]) -> None:
    assert kind.exit_code in (1, 2, 3, 4, 5, 6)
    assert kind.__doc__


def test_words_and_errors_are_in_modules_of_the_same_name() -> None:
    said = {module.name for module in iter_modules(problems.__path__)}

    assert said == {module.name for module in iter_modules(relcommit.errors.__path__)} - {"base"}


def test_facts_are_taken_in_order_or_by_name() -> None:
    one, other = BranchMoved("x", "a", None), BranchMoved("x", found=None, expected="a")

    assert (one.branch, one.expected, one.found) == (other.branch, other.expected, other.found) == ("x", "a", None)
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


def test_an_error_without_words_still_says_its_name() -> None:
    class Strange(NotInState):
        """Nobody wrote words for it."""

        what: str

    Strange.__module__ = "relcommit.errors.repository"

    assert explain(Strange("algo")) == "Strange: algo"
    assert Midway.exit_code == 6
