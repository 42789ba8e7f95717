"""Something in a file that points at another file."""

from typing import NamedTuple

from relcommit.docs.links.escaping import Syntax


class Reference(NamedTuple):
    """A destination: its bytes stand at `start` to `end` of its file."""

    kind: str
    start: int
    end: int
    syntax: Syntax
    bases: tuple[str, ...] = ()
    """The folders that its path counts from, where the kind of file decides that."""
