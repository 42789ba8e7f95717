"""The front door: `relcommit COMMAND`, its help in Spanish, and every way of leaving."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from relcommit import __version__
from relcommit.application.app import App
from relcommit.text.es import help as words

COMMANDS = {
    "demo": "relcommit.cli.commands.demo",
    "prepare": "relcommit.cli.commands.prepare",
    "plan": "relcommit.cli.commands.plan",
    "docs": "relcommit.cli.commands.docs",
    "check": "relcommit.cli.commands.check",
    "commit": "relcommit.cli.commands.commit",
    "checklist": "relcommit.cli.commands.checklist",
    "rollout": "relcommit.cli.commands.rollout",
    "init": "relcommit.cli.commands.init",
    "status": "relcommit.cli.commands.status",
    "continue": "relcommit.cli.commands.continue_",
    "undo": "relcommit.cli.commands.undo",
    "redo": "relcommit.cli.commands.redo",
    "discard": "relcommit.cli.commands.discard",
    "log": "relcommit.cli.commands.log",
    "doctor": "relcommit.cli.commands.doctor",
}
"""Each command's module, whose `command` is read only when it is called."""


class LazyGroup(click.Group):
    """A group that imports a command only to run it or to show its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module; `None` for a name that no command has."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        command.name = cmd_name
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, naming the nearest command for a mistyped one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            raise click.UsageError(words.no_such_command(args[0], near[0] if near else None), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands from their one-line descriptions, without importing any."""
        with formatter.section(words.COMMANDS_HEADING):
            formatter.write_dl([(name, words.COMMANDS[name]) for name in COMMANDS])


@click.group(cls=LazyGroup, help=words.RELCOMMIT, epilog=words.EPILOG, subcommand_metavar="ORDEN [ARGUMENTOS]…",
             options_metavar="[OPCIONES]",
             context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})  # fmt: skip
@click.option("-C", "folder", metavar="CARPETA", type=click.Path(file_okay=False, exists=True, path_type=Path),
              default=Path(), help=words.FOLDER)  # fmt: skip
@click.version_option(__version__, "-V", "--version", message="relcommit %(version)s", help=words.VERSION)
@click.pass_context
def cli(ctx: click.Context, folder: Path) -> None:
    """Hold what every command needs; nothing is read until a command asks for it."""
    from relcommit.cli import output

    ctx.obj = App(folder=folder.resolve(), environment=ctx.obj, hide=output.hide)


def run(argv: Sequence[str]) -> int:
    """Run the command line and give its exit code (DESIGN section 4)."""
    from relcommit.cli import exits as leaving

    environment = dict(os.environ)
    _speak_spanish()
    return leaving.exit_code_of(
        lambda: cli.main(list(argv), prog_name="relcommit", standalone_mode=False, obj=environment),
        as_json="--json" in argv,
    )


def _speak_spanish() -> None:
    """Give click its own words in Spanish: it passes them through gettext."""
    import gettext

    gettext.bindtextdomain("relcommit", str(Path(__file__).parent.parent / "text" / "locale"))
    gettext.textdomain("relcommit")
    os.environ["LANGUAGE"] = "es"


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
