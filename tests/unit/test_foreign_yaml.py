"""YAML of somebody else: what would end the process, or eat its memory, is refused before it can."""

import pytest

from relcommit.foreign_yaml import load_yaml, load_yaml_mapping

MERGES = "a0: &a0 {x: 1}\n" + "".join(
    f"a{level}: &a{level} {{<<: [{', '.join([f'*a{level - 1}'] * 10)}], y{level}: 1}}\n" for level in range(1, 10)
)


@pytest.mark.parametrize(
    "text",
    [
        "jobs: " + "[ # ]\n" * 40_000,
        "jobs: " + '["]", ' * 40_000,
        "jobs: " + '{"}": ' * 40_000,
        "jobs: " + "[']'," * 300,
        "".join(" " * level + "a:\n" for level in range(300)),
        MERGES,
        "a: !!bool tal vez",
        "a: !!timestamp ayer",
        "a: !!int x",
        "x" * 2_000_000,
    ],
    ids=["comments", "texts", "braces", "single", "blocks", "merges", "bool", "timestamp", "int", "large"],
)
def test_what_passes_the_bounds_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - it says nothing that anybody reads
        load_yaml(text)
    assert load_yaml_mapping(text) is None


def test_what_anybody_writes_is_read() -> None:
    text = "base: &b {a: 1, b: [x, {y: ']'}]}\n" + "".join(f"k{n}: {{<<: *b, n: {n}}}\n" for n in range(300))
    told = load_yaml_mapping(text.encode())
    assert told is not None
    assert told["k299"] == {"a": 1, "b": ["x", {"y": "]"}], "n": 299}
