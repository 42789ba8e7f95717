"""Options that several commands share."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from relcommit.text.es import help as words

Command = TypeVar("Command", bound=Callable[..., Any])

dry_run = click.option("--dry-run", is_flag=True, help=words.DRY_RUN)
yes = click.option("-y", "--yes", is_flag=True, help=words.YES)
as_json = click.option("--json", "as_json", is_flag=True, help=words.JSON)
quiet = click.option("-q", "--quiet", is_flag=True, help=words.QUIET)


def acting(command: Command) -> Command:
    """The four options of every command that acts."""
    for option in (quiet, as_json, yes, dry_run):
        command = option(command)
    return command
