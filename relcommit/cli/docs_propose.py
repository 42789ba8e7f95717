"""`relcommit docs propose`: an editable list of the documents that nobody has decided about."""

from pathlib import Path

import click

from relcommit.cli import output
from relcommit.cli.app import App
from relcommit.cli.docs_reading import in_repository, read_text, whole_tree
from relcommit.docs.inventory import inventory
from relcommit.docs.lists import UNDECIDED, read_list, write_line, write_list
from relcommit.docs.model import Tree
from relcommit.docs.propose import Candidate, candidates
from relcommit.docs.status import decide
from relcommit.errors.docs import DocumentNotThere, PlaceTaken
from relcommit.names import RepoPath
from relcommit.repo.ages import days_added
from relcommit.text.es import docs_help as words
from relcommit.text.es import docs_propose as es
from relcommit.text.es.help import OPTIONS

NAME = "documentos.lista"


@click.command(help=words.PROPOSE_HELP, options_metavar=OPTIONS)
@click.option("--like", multiple=True, metavar="DOC", help=words.PROPOSE_LIKE)
@click.option("--out", metavar="ARCHIVO", type=click.Path(path_type=Path), help=words.PROPOSE_OUT)
@click.pass_obj
def command(app: App, like: tuple[str, ...], out: Path | None) -> None:
    """Read, rank, write; let a person edit."""
    tree = whole_tree(app)
    marked = [marked_document(app, tree, one) for one in like]
    ranked = rank(app, tree, marked)
    text = list_text(app, ranked, marked)
    if out is None and not output.has_terminal():
        output.say(text.rstrip("\n"))
        return
    place = write(app, out, text)
    if output.has_terminal():
        edit(app, place)
    tell(app, tree, place)


def marked_document(app: App, tree: Tree, named: str) -> RepoPath:
    """A document that the user marks. Raises DocumentNotThere."""
    for path in (in_repository(app, named), RepoPath(named)):
        if path in tree.files:
            return path
    raise DocumentNotThere(named)


def rank(app: App, tree: Tree, marked: list[RepoPath]) -> tuple[Candidate, ...]:
    """The undecided documents, the likeliest first."""
    settings = app.settings.docs
    states = decide(tree, (), settings).states
    kept = {settings.index, *settings.keep}
    entries = [one for one in inventory(tree, states, settings.root) if one.path not in kept]
    return candidates(tree, entries, marked, days_added(app.git) if marked else {})


def list_text(app: App, ranked: tuple[Candidate, ...], marked: list[RepoPath]) -> str:
    """The list, with what a person needs to know above it."""
    settings = app.settings.docs
    states = {path: "h" for path in marked if not path.startswith(f"{settings.historical}/")}
    lines = [write_line(letter, path, es.MARKED) for path, letter in states.items()]
    lines += [write_line(UNDECIDED, one.path, es.hints(one)) for one in ranked]
    return write_list(es.list_heading(settings), lines)


def write(app: App, out: Path | None, text: str) -> Path:
    """Put the list where it was asked for, or beside the journal. Raises PlaceTaken over other people's files."""
    if out is None:
        place = app.journal / NAME
        place.parent.mkdir(parents=True, exist_ok=True)
    else:
        place = app.folder / out
        if place.exists() and not is_list(place):
            raise PlaceTaken(str(out))
    place.write_text(text, "utf-8", newline="\n")
    return place


def is_list(place: Path) -> bool:
    """Whether a file is a list that we wrote."""
    try:
        return place.read_text("utf-8").startswith(f"# {es.LIST_MARK}")
    except (OSError, UnicodeDecodeError):
        return False


def edit(app: App, place: Path) -> None:
    """Open the editor that git would open."""
    click.edit(filename=str(place), editor=app.git.text("var", "GIT_EDITOR"))


def tell(app: App, tree: Tree, place: Path) -> None:
    """How many are decided, and how to go on. Raises ListUnreadable for a line that an editor spoiled."""
    import os

    named = os.path.relpath(place, app.folder)
    decided = read_list(read_text(place, named), named, tree.files)
    output.say(es.list_written(named, len(decided)))
