"""Whatever users read is Spanish: the help of every command, and click's own words."""

import os
import re
import subprocess
from collections.abc import Iterator
from importlib import import_module

import click
import pytest

from relcommit.cli.main import COMMANDS, cli
from relcommit.text.es import help as words
from tests.support.locale import FOLDER, compiled
from tests.support.warm import ROOT, run_module

ENGLISH = re.compile(
    r"\b(the|this|and|with|from|show|exit|usage|options?|commands?|arguments?|required|default|message|"
    r"file|path|text|integer|boolean|directory|run|write|read|print|are|your|not|for)\b",
    re.IGNORECASE,
)
"""Reporter that no Spanish sentence has; flags, metavars in capitals and names in «» are taken out before."""

NAMES = re.compile(
    r"\[[a-z|]+\]|«[^»]*»|`[^`]*`|--?[a-zA-Z][\w-]*|\b[\w.-]*\.(?:toml|md|yml|yaml|json|txt)\b|\S*/\S*|\bgit [a-z-]+"
)


def commands(group: click.Command = cli, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, group
    if isinstance(group, click.Group):
        with click.Context(group) as context:
            for name in group.list_commands(context):
                found = group.get_command(context, name)
                assert found is not None
                yield from commands(found, (*path, name))


def shown(*args: str) -> subprocess.CompletedProcess[str]:
    return run_module("relcommit", args, cwd=ROOT, environment=os.environ)


@pytest.mark.parametrize("path", [path for path, _ in commands()], ids=" ".join)
def test_help_has_no_english_left(path: tuple[str, ...]) -> None:
    said = shown(*path, "--help")

    assert said.returncode == 0, said.stderr
    orders = re.compile(
        r"\b(?:relcommit|" + "|".join(sorted({name for path, _ in commands() for name in path})) + r")\b"
    )
    left = ENGLISH.findall(orders.sub("", NAMES.sub("", said.stdout)))
    assert not left, f"{left}\n{said.stdout}"
    assert not re.search(r"\b(TEXT|INTEGER|PATH|FILE|DIRECTORY|BOOLEAN|FLOAT|COMMAND|ARGS|OPTIONS)\b", said.stdout)


def test_every_command_is_described_in_the_list() -> None:
    assert set(words.COMMANDS) == set(COMMANDS)
    for name, module in COMMANDS.items():
        assert isinstance(import_module(module).command, click.Command), name


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (("prepar",), "No existe la orden «prepar». ¿Querías decir «prepare»?"),
        (("prepare",), "Falta el argumento 'PLAN'."),
        (("prepare", "x.md", "--no-such"), "No existe la opción '--no-such'."),
        (("-C", "no-such-folder", "status"), "No existe"),
    ],
)
def test_wrong_usage_is_told_in_spanish(args: tuple[str, ...], expected: str) -> None:
    said = shown(*args)

    assert said.returncode == 2
    assert said.stdout == ""
    assert expected in said.stderr
    assert not ENGLISH.findall(NAMES.sub("", said.stderr)), said.stderr


def test_the_catalogue_is_compiled_from_its_source() -> None:
    assert (FOLDER / "relcommit.mo").read_bytes() == compiled()


def test_version_is_told_in_one_line() -> None:
    said = shown("--version")

    assert re.fullmatch(r"relcommit \d+\.\d+\.\d+\n", said.stdout)
