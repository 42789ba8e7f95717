"""The part of `relcommit init` that offers an index of documents: our two markers, for `docs apply` to fill."""

from relcommit.application.app import App
from relcommit.cli import output
from relcommit.cli.runs import says_yes
from relcommit.text.es import init as es


def offer_index(app: App, *, asked: bool, ask: bool, rehearsal: bool) -> None:
    """Put the markers where the settings want the index: at once where `asked`, else if a person agrees.

    Nothing is offered where there are no documents, or where a marker of ours stands already.
    """
    from relcommit.docs.generated.index import is_marked, with_markers
    from relcommit.docs.paths import is_below, is_document
    from relcommit.repo.tree import read_tree

    settings = app.settings.docs
    tree = read_tree(app.git)
    if not settings.index or not any(is_document(path) and is_below(path, settings.root) for path in tree.files):
        return
    place = app.git.root / settings.index
    through_links = any(path.is_symlink() for path in (place, *place.parents) if path != app.git.root)
    if through_links or (place.exists() and not place.is_file()):
        output.say(es.kept(settings.index))
        return
    old = place.read_bytes() if place.exists() else b""
    if is_marked(old):
        if asked:
            output.say(es.same(settings.index))
    elif rehearsal:
        output.say(es.would_write(settings.index))
    elif asked or (ask and says_yes(es.index(settings.index))):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(with_markers(old or es.INDEX_TITLE.encode()))
        output.say(es.index_marked(settings.index))
    else:
        output.say(es.index_offered(settings.index))
