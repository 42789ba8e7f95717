"""Look for secrets in what is about to be committed and written, before anything happens.

Only what is added counts: a line that the base's file has already is told, and stops nobody.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from relcommit.docs.model import Reorganisation, Tree
from relcommit.errors.repository import BaselineUnreadable, SecretsFound
from relcommit.names import RepoPath, Sha
from relcommit.steps import Action, Commit, CommitDocuments, OpenPullRequest, UpdatePullRequest
from relcommit.text.es import prepare as es
from relcommit.text.es.checklist import secret_found

if TYPE_CHECKING:
    from relcommit.application.app import App
    from relcommit.probes.sources.secret_detection import SecretFound

BASELINE = ".secrets.baseline"
"""The file of secrets that the team has looked at and accepts, as detect-secrets(1) writes it."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What steps are about to publish: each text by its name, and what its reader had already."""

    texts: Mapping[str, bytes]
    before: Callable[[str], bytes | None]
    """Gives a text by its name as it was; it is asked only for those that hold a secret."""


@dataclass(frozen=True, slots=True)
class SecretScan:
    """What was seen in a publication: what it adds, and what was there already."""

    added: "tuple[SecretFound, ...]" = ()
    earlier: "tuple[SecretFound, ...]" = ()

    def notices(self) -> list[str]:
        """A sentence for each place where one was already."""
        return [es.earlier_secret(secret_found(secret.file, secret.line, secret.kind)) for secret in self.earlier]


def scan_secrets(app: "App", publication: Publication) -> SecretScan:
    """Look at what is published, without what the baseline accepts. Raises BaselineUnreadable."""
    from relcommit.probes.sources.secret_detection import find_secrets

    accepted = read_baseline(app)
    before = cache(publication.before)
    secrets = [secret for secret in find_secrets(publication.texts) if not accepted.has(secret)]
    added: list[SecretFound] = []
    earlier: list[SecretFound] = []
    for secret in secrets:
        text = publication.texts[secret.file]
        (earlier if _stood_before(text, before(secret.file) or b"", secret.line) else added).append(secret)
    return SecretScan(tuple(added), tuple(earlier))


def refuse_secrets(scan: SecretScan) -> None:
    """Raises SecretsFound with each place, as the files stand now, and the kind; never with the secret."""
    if scan.added:
        raise SecretsFound(tuple(secret_found(secret.file, secret.line, secret.kind) for secret in scan.added))


def publication_of(
    app: "App", steps: Iterable[Action], docs: Reorganisation, tree: Tree, parent: Sha, body: str = ""
) -> Publication:
    """What these steps publish on top of `parent`, and beside the `body` that the pull request has.

    Files go by their present place, as they stand there, so that their author finds the line.
    """
    from relcommit.repo.commit_files import CommitFiles

    texts: dict[str, bytes] = {}
    files = CommitFiles(app.git, parent)
    published = body.encode("utf-8", "replace")
    for step in steps:
        match step:
            case Commit(message=message, paths=paths) | CommitDocuments(message=message, paths=paths):
                earlier = texts.get(es.IN_MESSAGE, b"")
                texts[es.IN_MESSAGE] = earlier + message.encode("utf-8", "replace")
                texts.update(_files(app, docs, tree, paths))
            case OpenPullRequest(body=zone) | UpdatePullRequest(body=zone):
                texts[es.IN_BODY] = zone.encode("utf-8", "replace")
            case _:
                pass
    return Publication(texts, lambda name: published if name == es.IN_BODY else files.read(name))


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where each accepted secret stood, by its fingerprint."""

    files: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def has(self, secret: "SecretFound") -> bool:
        """Whether it is accepted: anywhere, for documents move; a private key, known by its heading alone, there."""
        files = self.files.get(secret.fingerprint, frozenset())
        return secret.file in files if secret.kind == "PrivateKeyDetector" else bool(files)


def read_baseline(app: "App") -> Baseline:
    """What the baseline accepts. Raises BaselineUnreadable."""
    baseline = app.git.root / BASELINE
    try:
        results = json.loads(baseline.read_bytes())["results"]
        pairs = [(str(entry["hashed_secret"]), file) for file, entries in results.items() for entry in entries]
        return Baseline({value: frozenset(name for each, name in pairs if each == value) for value, _ in pairs})
    except FileNotFoundError:
        return Baseline()
    except (AttributeError, KeyError, TypeError, ValueError) as why:
        raise BaselineUnreadable(BASELINE) from why


def write_baseline(app: "App", secrets: "Iterable[SecretFound]") -> int:
    """Accept these secrets from now on; gives how many are new. What the file has besides stays."""
    file = app.git.root / BASELINE
    accepted = read_baseline(app)
    kept: dict[str, Any] = json.loads(file.read_bytes()) if file.exists() else {"version": "1.5.0", "results": {}}
    new = [secret for secret in secrets if not accepted.has(secret)]
    for secret in new:
        entry = {"type": secret.kind, "filename": secret.file, "hashed_secret": secret.fingerprint}
        kept["results"].setdefault(secret.file, []).append({**entry, "line_number": secret.line})
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return len(new)


def _files(app: "App", docs: Reorganisation, tree: Tree, paths: Iterable[RepoPath]) -> Iterator[tuple[str, bytes]]:
    """Each file that the commit holds, by its present place."""
    from relcommit.repo.files import WorkingFiles

    home = {move.to: move.source for move in docs.moves}
    gone = {move.source for move in docs.moves} - {move.to for move in docs.moves}
    files = WorkingFiles(app.git.root)
    for path in paths:
        place = home.get(path, path)
        content = None if path in gone else tree.contents.get(place) or files.read(place)
        if content is not None:
            yield place, content


def _stood_before(text: bytes, before: bytes, line: int) -> bool:
    """Whether the line is one of those that were there: as often as it stood, counted from the top."""
    if not before:
        return False
    lines = [each.rstrip(b"\r") for each in text.split(b"\n")]
    there = Counter(each.rstrip(b"\r") for each in before.split(b"\n"))
    wanted = lines[line - 1]
    return lines[:line].count(wanted) <= there[wanted]
