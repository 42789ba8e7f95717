"""A secret's name: that the repository, its organisation or an environment has it, and that something uses it."""

import re
from collections.abc import Collection, Iterator

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict
from relcommit.errors.forge import Forbidden, RepositoryNotFound
from relcommit.probes.scene import Files, Hub, Scene

_PROSE = (".md", ".mdx", ".markdown", ".rst", ".adoc", ".txt")
_COMMENTS = (b"#", b"//", b"/*", b"*", b"--", b";", b"<!--")
_IS_SAMPLE = re.compile(r"(?:^|/)(?:\.env|\.dev\.vars)[^/]*$|[.-](?:example|sample|ejemplo)$|\.d\.ts$", re.IGNORECASE)
"""Files that list names without using any."""
_LARGEST = 1024 * 1024
_PLACES = ("actions/secrets", "actions/organization-secrets")


def probe(proof: Proof, scene: Scene) -> Verdict:
    """Look for each name in the code and among GitHub's names, and judge the first that fails."""
    names = proof.wants.get("names", ())
    used = {name: place for name in names if (place := _use(name, scene.files))}
    return judge(names, used, _present(scene.hub) if scene.hub else None)


def judge(names: Collection[str], used: dict[str, str], present: Collection[str] | None) -> Verdict:
    """Both have to hold for every name; `present` is `None` where the names may not be seen."""
    for name in names:
        facts = {"secreto": name, "archivo": used.get(name, "")}
        if name not in used:
            return Verdict(state="incumplido", code="secreto-sin-uso", facts=facts, turn="autor")
        if present is not None and name not in present:
            return Verdict(state="incumplido", code="secreto-ausente", facts=facts, source=used[name], turn="ajustes")
    facts = {"secreto": ", ".join(names), "archivo": ", ".join(dict.fromkeys(used.values()))}
    if present is None:
        return Verdict(state="inconcluso", code="secretos-ocultos", facts=facts, turn="@", blind=True)
    return Verdict(state="cumplido", code="secreto-presente", facts=facts, source="actions/secrets")


def _use(name: str, files: Files) -> str:
    """The first file of code that says the name as a whole word, and not in a line that is all comment."""
    word = re.compile(rb"(?<![A-Za-z0-9_])" + re.escape(name.encode()) + rb"(?![A-Za-z0-9_])")
    for path in sorted(files.paths()):
        if path.lower().endswith(_PROSE) or _IS_SAMPLE.search(path):
            continue
        content = files.read(path)
        if content is not None and len(content) <= _LARGEST and _is_said(word, content):
            return path
    return ""


def _is_said(word: re.Pattern[bytes], content: bytes) -> bool:
    for found in word.finditer(content):
        line = content[content.rfind(b"\n", 0, found.start()) + 1 : found.start()].lstrip()
        if not line.startswith(_COMMENTS):
            return True
    return False


def _present(hub: Hub) -> frozenset[str] | None:
    """Every name that may be seen; `None` where not even the repository's may."""
    try:
        found = set(_names(hub, _PLACES[0]))
    except (Forbidden, RepositoryNotFound):
        return None
    for place in (*_PLACES[1:], *_environments(hub)):
        try:
            found.update(_names(hub, place))
        except (Forbidden, RepositoryNotFound):
            continue
    return frozenset(found)


def _environments(hub: Hub) -> tuple[str, ...]:
    from urllib.parse import quote

    try:
        told = hub.pages("environments", key="environments")
    except (Forbidden, RepositoryNotFound):
        return ()
    return tuple(f"environments/{quote(str(one['name']), safe='')}/secrets" for one in told)


def _names(hub: Hub, place: str) -> Iterator[str]:
    return (str(one["name"]) for one in hub.pages(place, key="secrets"))
