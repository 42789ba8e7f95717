"""Look for secrets in what is about to be committed and written, before anything happens."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from relcommit.errors.repository import SecretsFound
from relcommit.names import RepoPath
from relcommit.program.prepare import PrepareInputs
from relcommit.steps import Action, Commit, OpenPullRequest, UpdatePullRequest
from relcommit.text.es import prepare as es
from relcommit.text.es.checklist import secret_found

if TYPE_CHECKING:
    from relcommit.application.app import App


def refuse_secrets(app: "App", inputs: PrepareInputs, steps: Iterable[Action]) -> None:
    """Raises SecretsFound with each place, as the files stand now, and the kind; never with the secret."""
    from relcommit.probes.sources.secret_detection import find_secrets

    secrets = find_secrets(dict(_texts(app, inputs, steps)))
    if secrets:
        raise SecretsFound(tuple(secret_found(secret.file, secret.line, secret.kind) for secret in secrets))


def _texts(app: "App", inputs: PrepareInputs, steps: Iterable[Action]) -> Iterator[tuple[str, bytes]]:
    for step in steps:
        match step:
            case Commit(message=message, paths=paths):
                yield es.IN_MESSAGE, message.encode("utf-8", "replace")
                yield from _files(app, inputs, paths)
            case OpenPullRequest(body=body) | UpdatePullRequest(body=body):
                yield es.IN_BODY, body.encode("utf-8", "replace")
            case _:
                pass


def _files(app: "App", inputs: PrepareInputs, paths: Iterable[RepoPath]) -> Iterator[tuple[str, bytes]]:
    """Each file that the commit holds, by its present place, so that its author finds it there."""
    from relcommit.repo.files import WorkingFiles

    home = {move.to: move.source for move in inputs.docs.moves}
    gone = {move.source for move in inputs.docs.moves} - {move.to for move in inputs.docs.moves}
    files = WorkingFiles(app.git.root)
    for path in paths:
        place = home.get(path, path)
        content = None if path in gone else inputs.tree.contents.get(place) or files.read(place)
        if content is not None:
            yield place, content
