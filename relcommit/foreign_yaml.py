"""YAML that somebody else wrote, read within bounds: the parser in C ends the process where a text nests without end,
and a small text can ask for more memory than there is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from relcommit.nesting import DEEPEST, nests_too_deep

if TYPE_CHECKING:
    from yaml import Node

LARGEST = 1 << 20
"""Bytes; a larger file is no configuration that anybody wrote."""
MOST_MERGED = 100_000
"""Pairs that the `<<` of a text may copy in all: each may copy what others have copied, ten times over."""


def load_yaml(content: bytes | str, largest: int = LARGEST) -> Any:
    """The value of the only document. Raises ValueError for what is no YAML, and for what passes the bounds."""
    import yaml

    if len(content) > largest or nests_too_deep(content):
        raise ValueError("too large or too deep")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        depth = 0
        for event in yaml.parse(content, Loader=loader):  # event by event: no recursion, and no further than allowed
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > DEEPEST:
                raise ValueError("too deep")
        root = yaml.compose(content, Loader=loader)
        if root is not None and _merged(root) > MOST_MERGED:
            raise ValueError("merges too much")
        return yaml.load(content, Loader=loader)  # noqa: S506 - both loaders are safe
    except (yaml.YAMLError, RecursionError, LookupError, AttributeError, TypeError, OverflowError) as why:
        # PyYAML raises these for `!!bool x`, `!!timestamp x` and their like
        raise ValueError(str(why)[:200]) from why


def load_yaml_mapping(content: bytes | str, largest: int = LARGEST) -> Mapping[str, Any] | None:
    """The same, where it is a mapping that can be read; else `None`."""
    try:
        value = load_yaml(content, largest)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _merged(root: "Node") -> int:
    """How many pairs all the mappings have, with what each copies by `<<`.

    A mapping is named before it is copied, so that in the order of the text each is counted once.
    """
    import yaml

    sizes: dict[int, int] = {}

    def size(node: "Node") -> int:
        if id(node) in sizes:
            return sizes[id(node)]
        sizes[id(node)] = 0  # one that copies itself
        total = 0
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                size(key)
                size(value)
                total += 1
                if key.tag == "tag:yaml.org,2002:merge":
                    total += sum(map(size, value.value if isinstance(value, yaml.SequenceNode) else [value]))
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                size(item)
        sizes[id(node)] = total
        return total

    size(root)
    return sum(sizes.values())
