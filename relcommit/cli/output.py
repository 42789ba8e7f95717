"""Printing: foreign text without its control characters, JSON, and what goes to standard error."""

import sys
from collections.abc import Callable
from typing import Any

import click

from relcommit.text.terminal import tame

_hide: Callable[[str], str] = str
"""Takes secrets out of everything that is printed."""


def hide(secrets: Callable[[str], str]) -> None:
    """From now on, pass all that is printed through this filter."""
    global _hide  # noqa: PLW0603 - standard output is one, and no text may reach it by another way
    before = _hide
    _hide = lambda text: secrets(before(text))  # noqa: E731


def say(text: str = "") -> None:
    """Print a message to standard output."""
    click.echo(_hide(tame(text)))


def complain(text: str) -> None:
    """Print a message to standard error."""
    click.echo(_hide(tame(text)), err=True)


def say_json(value: Any) -> None:
    """Print one JSON object, with its accents."""
    import json

    click.echo(_hide(json.dumps(value, ensure_ascii=False, indent=2)).encode("utf-8", "backslashreplace"))


def has_terminal() -> bool:
    """Whether a person can answer: both standard input and output are terminals."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
