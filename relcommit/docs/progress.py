"""Long work, told step by step to whoever watches."""

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Watch = Callable[[int, int], None]
"""Told how many of how many steps are done."""


def unwatched(done: int, total: int) -> None:
    """Nobody is told."""
    del done, total


def watched(items: Collection[Item], watch: Watch) -> Iterator[Item]:
    """Each of some items in turn; `watch` is told before each of them, and once all are done."""
    for done, item in enumerate(items):
        watch(done, len(items))
        yield item
    watch(len(items), len(items))
