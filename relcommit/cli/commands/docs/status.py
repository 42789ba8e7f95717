"""`relcommit docs status`: every document, its state, what decided it and who points at it."""

from typing import Any

import click

from relcommit.application.app import App
from relcommit.application.docs_inputs import whole_tree
from relcommit.cli import options, output
from relcommit.cli.progress import Telling
from relcommit.docs.states.decide import decide
from relcommit.docs.states.inventory import Entry, inventory
from relcommit.text.es.docs import help as words
from relcommit.text.es.docs import status as es
from relcommit.text.es.help import OPTIONS


@click.command(help=words.STATUS_HELP, options_metavar=OPTIONS)
@click.option("--all", "every", is_flag=True, help=words.STATUS_ALL)
@options.as_json
@click.pass_obj
def command(app: App, every: bool, as_json: bool) -> None:
    """Read, decide, tell."""
    tree = whole_tree(app)
    states = decide(tree, (), app.settings.docs).states
    entries = inventory(tree, states, app.settings.docs.root, Telling(quiet=as_json).watch("read"))
    if as_json:
        output.say_json({"documents": [as_object(entry) for entry in entries]})
    else:
        output.say(es.listing(entries, app.settings.docs.root, every=every))


def as_object(it: Entry) -> dict[str, Any]:
    """One document as JSON."""
    state = it.state
    return {
        "path": it.path,
        "status": state.status if state else None,
        "decided_by": state.reason.by if state else None,
        "where": state.reason.where if state else None,
        "to": state.to if state and state.to != it.path else None,
        "pointed_by": list(it.pointed_by),
    }
