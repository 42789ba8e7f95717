"""Foreign text that nests is told before any parser sees it, and every cheap look grows no faster than the text."""

import json
from collections.abc import Callable
from contextlib import suppress
from math import log
from time import process_time

import pytest

from relcommit.checklist.attest import may_command
from relcommit.nesting import DEEPEST, nests_too_deep
from relcommit.probes.sources import jsonc

PIECES = (
    "[", "]", "{", "}", "[]", "- ", "? ", ": ", "-", ">", "> ", "1. ", "* ", '"', '"a', '\\"', "'", "//", "/*", "*/",
    ",", "a: ", " ", "\n", "\n- ", "\t", "/relcommit ", "`",
)  # fmt: skip
READERS: dict[str, Callable[[str], object]] = {
    "nesting": nests_too_deep, "jsonc": jsonc.loads, "comment": lambda text: may_command(f"/relcommit\n{text}"),
}  # fmt: skip


@pytest.mark.parametrize("text", ["[" * 80_000, "{a: " * 300, "- " * 30, "? " * 30, "a:\n" + "[" * (DEEPEST + 1)])
def test_what_no_parser_should_see_is_told(text: str) -> None:
    assert nests_too_deep(text)
    assert nests_too_deep(text.encode())


def test_an_honest_text_is_not() -> None:
    assert not nests_too_deep("jobs:\n  a: {steps: [{run: 'x[1]'}]}\n" * 500)


@pytest.mark.parametrize("name", READERS)
def test_every_reader_grows_no_faster_than_its_text(name: str) -> None:
    """Each input twice as long, four times; the exponent of CPU time is fitted between the ends."""
    reader = READERS[name]

    def seconds(text: str) -> float:
        start = process_time()
        with suppress(ValueError, RecursionError):
            reader(text)
        return process_time() - start

    for piece in PIECES:
        for before in ("", "x ", '{"a": '):
            small, large = (seconds(before + piece * (size // len(piece))) for size in (15_000, 240_000))
            exponent = log(max(large, 1e-9) / max(small, 1e-4)) / log(16)
            assert large < 0.05 or exponent < 1.5, (piece, before, small, large)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1,2,], // x\n "b": "c,}" /* z */,}', {"a": [1, 2], "b": "c,}"}), ("[]", []),
        ('{"a":"//"}', {"a": "//"}),
        ('["a\\"b", /* , */ 1]', ['a"b', 1]),
    ],
)  # fmt: skip
def test_comments_and_trailing_commas_are_left_out_and_nothing_else(text: str, value: object) -> None:
    assert jsonc.loads(text) == value


@pytest.mark.parametrize("text", ["[,]", "[1,,2]", '{"a":1,,}', ",", "[1,,]", "{,}", '"a', "[1],", "/*", '["a\n"]'])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        json.dumps(jsonc.loads(text))
