"""How the cost of reading a text grows with it: the exponent over four doublings, in CPU time of this process."""

from collections.abc import Callable
from math import log2
from time import process_time

DOUBLINGS = 4


def exponent(read: Callable[[str], object], piece: str, size: int) -> float:
    """The slope of cost over size, both in logarithms, by least squares; about 1 for what is linear.

    Each size is read three times, and the quickest counts: another process may only make it slower.
    """
    sizes = [size * 2**step for step in range(DOUBLINGS + 1)]
    costs = [min(_seconds(read, piece * (length // len(piece))) for _ in range(3)) for length in sizes]
    places = range(len(sizes))
    middle = sum(places) / len(sizes)
    spread = sum((place - middle) ** 2 for place in places)
    return sum((place - middle) * log2(max(cost, 1e-6)) for place, cost in zip(places, costs, strict=True)) / spread


def _seconds(read: Callable[[str], object], text: str) -> float:
    start = process_time()
    read(text)
    return process_time() - start
