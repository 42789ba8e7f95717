"""`relcommit rollout`: the plan's deployment judged from evidence, one module for each of its orders."""

from importlib import import_module

import click

from relcommit.text.es.help import OPTIONS
from relcommit.text.es.rollout import help as words


class Orders(click.Group):
    """Imports an order only to run it or to show its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """In the order of a deployment."""
        return list(words.ORDERS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The order's `command`; `None` for a name that no order has."""
        if cmd_name not in words.ORDERS:
            return None
        order: click.Command = import_module(f"relcommit.cli.commands.rollout.{cmd_name}").command
        order.name = cmd_name
        return order

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of orders, without importing any."""
        with formatter.section(words.ORDERS_HEADING):
            formatter.write_dl([(name, words.ORDERS[name]) for name in words.ORDERS])


@click.group(cls=Orders, help=words.HELP, options_metavar=OPTIONS, subcommand_metavar="ORDEN [ARGUMENTOS]…")
def command() -> None:
    """Three looks at a deployment; none of them changes it."""
