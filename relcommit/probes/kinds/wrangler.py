"""Cloudflare's wrangler configuration: an environment's variables and bindings, and what is lacking or shared."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict, hardest
from relcommit.nesting import nests_too_deep
from relcommit.probes.evidence_context import EvidenceContext, blind

_LARGEST = 256 * 1024
NAMES = ("wrangler.json", "wrangler.jsonc", "wrangler.toml")
"""In the order in which wrangler itself looks for them."""

_BINDINGS: Mapping[str, tuple[str, str, str]] = {
    "d1": ("d1_databases", "binding", "database_id"),
    "kv": ("kv_namespaces", "binding", "id"),
    "r2": ("r2_buckets", "binding", "bucket_name"),
    "workflows": ("workflows", "binding", "name"),
    "queues": ("queues", "binding", "queue"),
    "durable_objects": ("durable_objects", "name", "class_name"),
}
"""For each kind: the key of the configuration, that of a binding's name, and that of what is behind it.

None of these keys, nor `vars`, is inherited by environments: each has to say them again.
"""
_DATA = frozenset({"d1", "kv", "r2"})
"""Kinds that two environments should never share."""
_ALIASES = {
    "production": ("production", "prod", "produccion", "prd", "live"),
    "staging": ("staging", "stage"),
    "preproduction": ("preproduction", "preprod", "pre"),
}


@dataclass(frozen=True, slots=True)
class Config:
    """One configuration file."""

    path: str
    environments: Mapping[str, Mapping[str, Any]]
    """The keys that are not inherited, by environment; the top level is «»."""

    def named(self, wanted: str) -> tuple[str, ...]:
        """What may be the environment here; without any, production is what a plain `wrangler deploy` deploys."""
        known = tuple(name for name in _ALIASES.get(wanted, (wanted,)) if name in self.environments)
        return known or (("",) if wanted == "production" else ())


def probe(proof: Proof, scene: EvidenceContext) -> Verdict:
    """Read the configuration files at the head that are deployed; each has to hold it, so that none is a decoy."""
    return replace(_judged(proof, scene), trust="commit")


def _judged(proof: Proof, scene: EvidenceContext) -> Verdict:
    verdict = blind("no-wrangler", turn="@")
    for path in deployed(scene.files.paths()):
        config = read(path, scene.files.read(path) or b"")
        if config is None:
            return Verdict(
                state="error", code="wrangler-unreadable", facts={"archivo": path}, source=path, turn="autor"
            )
        verdict = judge(proof, config)
        if verdict.state != "met":
            return verdict
    return verdict


def deployed(paths: Iterable[str]) -> list[str]:
    """The files that wrangler would take: of each folder the first of `NAMES`, and of all folders the outermost."""
    types: dict[str, str] = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        if name in NAMES and "node_modules" not in path.split("/"):
            held = types.get(folder)
            types[folder] = min(name, held, key=NAMES.index) if held else name
    outermost = min((folder.count("/") + bool(folder) for folder in types), default=0)
    return sorted(
        f"{folder}/{name}" if folder else name
        for folder, name in types.items()
        if folder.count("/") + bool(folder) == outermost
    )


def read(path: str, content: bytes) -> Config | None:
    """Read TOML, JSON or JSONC; `None` where it is none of them."""
    import tomllib

    from relcommit.probes.sources import jsonc

    try:
        text = content.decode("utf-8-sig")
        if len(text) > _LARGEST or nests_too_deep(text):
            return None
        data = tomllib.loads(text) if path.endswith(".toml") else jsonc.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, Mapping):
        return None
    named = data.get("env")
    inside = (
        {str(name): value for name, value in named.items() if isinstance(value, Mapping)}
        if isinstance(named, Mapping)
        else {}
    )
    return Config(path, {"": data, **inside})


def judge(proof: Proof, config: Config) -> Verdict:
    """What the proof wants of its environment, and what is wrong between environments.

    Of several that may be meant, `production` and `prod`, each has to hold it, so that none is a decoy.
    """
    wanted = (proof.wants.get("environment") or ("production",))[0]
    if not (names := config.named(wanted)):
        facts = {"entorno": wanted, "archivo": config.path}
        return Verdict(
            state="unmet", code="wrangler-without-environment", facts=facts, source=config.path, turn="autor"
        )
    return hardest([_in_environment(proof, config, name, wanted) for name in names])


def _in_environment(proof: Proof, config: Config, here: str, wanted: str) -> Verdict:
    facts = {"entorno": here or wanted, "archivo": config.path}
    if variable := proof.wants.get("variable"):
        return _variable(variable[0], variable[1], config, here, facts)
    kinds = proof.wants.get("bindings") or tuple(_BINDINGS)
    return _bindings(kinds, config, here, facts, strict=bool(proof.wants.get("bindings")))


def _variable(name: str, value: str, config: Config, here: str, facts: dict[str, str]) -> Verdict:
    actual = _mapping(config.environments[here].get("vars")).get(name)
    facts |= {"variable": name, "espera": value, "tiene": "" if actual is None else _plain(actual)}
    if actual is None:
        inherited = name in _mapping(config.environments[""].get("vars"))
        code = "variable-not-inherited" if inherited and here else "variable-absent"
        return Verdict(state="unmet", code=code, facts=facts, source=config.path, turn="autor")
    if _plain(actual) != value:
        return Verdict(state="unmet", code="variable-different", facts=facts, source=config.path, turn="autor")
    return Verdict(state="met", code="variable-right", facts=facts, source=config.path)


def _bindings(kinds: Sequence[str], config: Config, here: str, facts: dict[str, str], *, strict: bool) -> Verdict:
    for kind in kinds:
        mine = dict(_bound(kind, config.environments[here]))
        others = {
            name: dict(_bound(kind, environment)) for name, environment in config.environments.items() if name != here
        }
        problem = _problem(kind, mine, others, strict=strict)
        if problem:
            code, more = problem
            return Verdict(
                state="unmet", code=code, facts={**facts, "tipo": kind, **more}, source=config.path, turn="autor"
            )  # fmt: skip
    facts["tipo"] = ", ".join(kinds)
    return Verdict(state="met", code="bindings-right", facts=facts, source=config.path)


def _problem(
    kind: str, mine: Mapping[str, str], others: Mapping[str, Mapping[str, str]], *, strict: bool
) -> tuple[str, dict[str, str]] | None:
    """What is wrong with one kind of binding, as a code and its facts."""
    if strict and not mine:
        return "binding-absent", {}
    if empty := next((name for name, target in mine.items() if not target), None):
        return "binding-empty", {"binding": empty}
    for environment, theirs in others.items():
        facts = {"otro": environment}
        if lacking := sorted(set(theirs) - set(mine)):
            return "binding-missing-here", {**facts, "binding": lacking[0]}
        if shared := sorted(set(mine.values()) & set(theirs.values())) if kind in _DATA else []:
            return "binding-shared", {**facts, "binding": shared[0]}
    return None


def _bound(kind: str, environment: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The bindings of one kind: their names, and what is behind each."""
    key, name, target = _BINDINGS[kind]
    for row in _rows(kind, environment.get(key)):
        if isinstance(row, Mapping) and row.get(name):
            yield str(row[name]), str(row.get(target) or "")


def _rows(kind: str, told: object) -> Iterable[object]:
    """`queues` keeps its bindings under `producers`, `durable_objects` under `bindings`."""
    inside = {"queues": "producers", "durable_objects": "bindings"}.get(kind)
    rows = _mapping(told).get(inside) if inside else told
    return rows if isinstance(rows, list) else ()


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
