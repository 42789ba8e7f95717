"""The words of every error: the first line tells what happened, the second what to do."""

from importlib import import_module

from relcommit.errors.base import RelcommitError


def explain(problem: RelcommitError) -> str:
    """Say an error in Spanish, by the module of words that has its own module's name."""
    room = type(problem).__module__.rpartition(".")[2]
    said: str | None = import_module(f"relcommit.text.es.problems.{room}").words(problem)
    return said or f"{type(problem).__name__}: {problem}"
