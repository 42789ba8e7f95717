"""Printing: foreign text without its control characters, JSON, and what goes to standard error."""

import sys
from collections.abc import Callable
from typing import Any

import click

from relcommit.text.terminal import escape_control

_hide: Callable[[str], str] = str
"""Takes secrets out of everything that is printed."""
_passing = False
"""Whether the last line of the terminal is one that does not stay."""


def hide(secrets: Callable[[str], str]) -> None:
    """From now on, pass all that is printed through this filter."""
    global _hide  # noqa: PLW0603 - standard output is one, and no text may reach it by another way
    before = _hide
    _hide = lambda text: secrets(before(text))  # noqa: E731


def say(text: str = "") -> None:
    """Print a message to standard output."""
    wipe()
    click.echo(_hide(escape_control(text)))


def complain(text: str) -> None:
    """Print a message to standard error."""
    wipe()
    click.echo(_hide(escape_control(text)), err=True)


def say_json(value: Any, *, on_one_line: bool = False) -> None:
    """Print one JSON object, with its accents; on a line of its own where others follow it."""
    import json

    wipe()
    click.echo(
        _hide(json.dumps(value, ensure_ascii=False, indent=None if on_one_line else 2)).encode(
            "utf-8", "backslashreplace"
        )
    )


def hidden(text: str) -> str:
    """A text for a file, without the secrets that are hidden from everything printed."""
    return _hide(text)


def show_passing(text: str) -> None:
    """Print a line to the terminal behind standard error that stays until anything else is printed."""
    global _passing  # noqa: PLW0603 - a terminal has one last line, whoever wrote it
    click.echo(f"\r{text}\x1b[K", err=True, nl=False)
    _passing = True


def wipe() -> None:
    """Take away the line that does not stay."""
    global _passing  # noqa: PLW0603 - see above
    if _passing:
        click.echo("\r\x1b[K", err=True, nl=False)
        _passing = False


def has_terminal() -> bool:
    """Whether a person can answer: both standard input and output are terminals."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
