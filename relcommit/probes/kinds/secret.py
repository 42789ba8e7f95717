"""A secret's name: that the repository, its organisation or an environment has it, and that something uses it."""

import re
from collections.abc import Collection, Iterator, Mapping

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict
from relcommit.errors.forge import Forbidden, RepositoryNotFound
from relcommit.probes.evidence_context import EvidenceContext, Files, GitHubReader
from relcommit.probes.kinds.deployment import names_of
from relcommit.probes.sources.source_comments import without_remarks

_PROSE = (".md", ".mdx", ".markdown", ".rst", ".adoc", ".txt")
_IS_SAMPLE = re.compile(r"(?:^|/)(?:\.env|\.dev\.vars)[^/]*$|[.-](?:example|sample|ejemplo)$|\.d\.ts$", re.IGNORECASE)
"""Files that list names without using any."""
_LARGEST = 1024 * 1024
_PLACES = ("actions/secrets", "actions/organization-secrets")


def probe(proof: Proof, scene: EvidenceContext) -> Verdict:
    """Look for each name in the code and among GitHub's names, and judge the first that fails."""
    names, wanted = proof.wants.get("names", ()), proof.wants.get("environment", ())
    used = {name: place for name in names if (place := _use(name, scene.files))}
    environments = tuple(environment for name in wanted for environment in names_of(name, scene.settings))
    return judge(names, used, _present(scene.hub) if scene.hub else None, environments)


def judge(
    names: Collection[str], used: Mapping[str, str], present: Mapping[str, Collection[str]] | None,
    environments: Collection[str] = (),
) -> Verdict:  # fmt: skip
    """Both have to hold for every name; `present` says where each is, and is `None` where that may not be seen.

    `environments` are GitHub's names of the one in which it is wanted: what the whole repository has, that has too.
    """
    for name in names:
        facts = {"secreto": name, "archivo": used.get(name, "")}
        if name not in used:
            return Verdict(state="unmet", code="secret-unused", facts=facts, turn="autor")
        if present is not None and name not in present:
            return Verdict(state="unmet", code="secret-absent", facts=facts, source=used[name], turn="ajustes")
        if present is not None and environments and not {"", *environments} & set(present[name]):
            facts |= {"entorno": next(iter(environments)), "otro": ", ".join(sorted(present[name]))}
            code = "secret-in-other-environment"
            return Verdict(state="unmet", code=code, facts=facts, source=used[name], turn="ajustes")
    facts = {"secreto": ", ".join(names), "archivo": ", ".join(dict.fromkeys(used.values()))}
    if present is None:
        return Verdict(state="inconclusive", code="secrets-hidden", facts=facts, turn="@", blind=True)
    return Verdict(state="met", code="secret-present", facts=facts, source="actions/secrets")


def _use(name: str, files: Files) -> str:
    """The first file of code that says the name as a whole word, and not in a comment."""
    word = re.compile(rb"(?<![A-Za-z0-9_])" + re.escape(name.encode()) + rb"(?![A-Za-z0-9_])")
    for path in sorted(files.paths()):
        if path.lower().endswith(_PROSE) or _IS_SAMPLE.search(path):
            continue
        content = files.read(path)
        if content is None or len(content) > _LARGEST or not word.search(content):
            continue
        if word.search(without_remarks(path, content)):
            return path
    return ""


def _present(hub: GitHubReader) -> Mapping[str, frozenset[str]] | None:
    """Where each name is: "" for the whole repository, else an environment; `None` where none may be seen."""
    try:
        places = {name: {""} for name in _names(hub, _PLACES[0])}
    except (Forbidden, RepositoryNotFound):
        return None
    everywhere = tuple(("", place) for place in _PLACES[1:])
    for environment, place in (*everywhere, *_environments(hub)):
        try:
            for name in _names(hub, place):
                places.setdefault(name, set()).add(environment)
        except (Forbidden, RepositoryNotFound):
            continue
    return {name: frozenset(places) for name, places in places.items()}


def _environments(hub: GitHubReader) -> tuple[tuple[str, str], ...]:
    """The name of each, in lower case, and where its secrets are listed."""
    from urllib.parse import quote

    try:
        environments = hub.pages("environments", key="environments")
    except (Forbidden, RepositoryNotFound):
        return ()
    names = (str(environment["name"]) for environment in environments)
    return tuple((name.lower(), f"environments/{quote(name, safe='')}/secrets") for name in names)


def _names(hub: GitHubReader, place: str) -> Iterator[str]:
    return (str(secret["name"]) for secret in hub.pages(place, key="secrets"))
