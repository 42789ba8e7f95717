"""`relcommit docs propose`: an editable list of the documents that nobody has decided about."""

import os
from pathlib import Path

import click

from relcommit.application.app import App
from relcommit.application.docs_inputs import in_repository, read_text, whole_tree
from relcommit.cli import output
from relcommit.docs.model import Decision, Tree
from relcommit.docs.states.decide import decide
from relcommit.docs.states.editable_list import (
    HINT,
    UNDECIDED,
    can_name,
    read_list,
    write_decision,
    write_line,
    write_list,
)
from relcommit.docs.states.inventory import inventory
from relcommit.docs.states.propose import Candidate, candidates
from relcommit.errors.docs import DocumentNotThere, EditorFailed, PlaceTaken, PlaceUnwritable
from relcommit.names import RepoPath
from relcommit.repo.ages import days_added
from relcommit.text.es.docs import help as words
from relcommit.text.es.docs import propose as es
from relcommit.text.es.help import OPTIONS

NAME = "documentos.lista"


@click.command(help=words.PROPOSE_HELP, options_metavar=OPTIONS)
@click.option("--like", multiple=True, metavar="DOC", help=words.PROPOSE_LIKE)
@click.option("--out", metavar="ARCHIVO", type=click.Path(path_type=Path), help=words.PROPOSE_OUT)
@click.pass_obj
def command(app: App, like: tuple[str, ...], out: Path | None) -> None:
    """Read, rank, write; let a person edit."""
    tree = whole_tree(app)
    marked = [marked_document(app, tree, path) for path in like]
    ranked = rank(app, tree, marked)
    place = app.journal / NAME if out is None else app.folder / out
    if out is None and not output.has_terminal():
        output.say(list_text(app, ranked, marked, []).rstrip("\n"))
        return
    write(place, list_text(app, ranked, marked, earlier(app, tree, place)), str(out or place))
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
    entries = [entry for entry in inventory(tree, states, settings.root) if entry.path not in kept]
    ranked = candidates(tree, entries, marked, days_added(app.git) if marked else {})
    return tuple(candidate for candidate in ranked if can_name(candidate.path))


def list_text(app: App, ranked: tuple[Candidate, ...], marked: list[RepoPath], kept: list[Decision]) -> str:
    """The list, with what a person needs to know above it; what an earlier one decided stays decided."""
    settings = app.settings.docs
    marks = [path for path in marked if not path.startswith(f"{settings.historical}/")]
    lines = {path: write_line("h", path, es.MARKED) for path in marks}
    lines |= {candidate.path: write_line(UNDECIDED, candidate.path, hint_of(candidate)) for candidate in ranked}
    lines |= {RepoPath(decision.path): write_decision(decision) for decision in kept}
    return write_list(es.list_heading(settings), lines.values())


def hint_of(candidate: Candidate) -> str:
    """Why a document stands where it does in the list, marked as no reason of anybody's."""
    hints = es.hints(candidate)
    return f"{HINT} {hints}" if hints else ""


def earlier(app: App, tree: Tree, place: Path) -> list[Decision]:
    """What a list that is there already decides.

    Raises PlaceTaken for a file that is no list of ours, and ListUnreadable.
    """
    if not place.exists():
        return []
    named = os.path.relpath(place, app.folder)
    if not is_list(place):
        raise PlaceTaken(named)
    listed = read_list(read_text(place, named), named, tree.files)
    return [decision for decision in listed if decision.path in tree.files]


def write(place: Path, text: str, named: str) -> None:
    """Put the list where it belongs. Raises PlaceUnwritable."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8", newline="\n")
    except OSError as why:
        raise PlaceUnwritable(named, why.strerror or "") from why


def is_list(place: Path) -> bool:
    """Whether a file is a list that we wrote, or what an editor emptied."""
    try:
        text = place.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return not text.strip() or text.startswith(f"# {es.LIST_MARK}")


def edit(app: App, place: Path) -> None:
    """Open the editor that git would open. Raises EditorFailed."""
    editor = app.git.text("var", "GIT_EDITOR")
    try:
        click.edit(filename=str(place), editor=editor)
    except click.ClickException as why:
        raise EditorFailed(editor, os.path.relpath(place, app.folder)) from why


def tell(app: App, tree: Tree, place: Path) -> None:
    """How many are decided, and how to go on. Raises ListUnreadable for a line that an editor spoiled."""
    named = os.path.relpath(place, app.folder)
    decided = read_list(read_text(place, named), named, tree.files)
    output.say(es.list_written(named, len(decided)))
