"""Migrations: those on disk against those recorded as applied, and numbers used twice."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict
from relcommit.probes.evidence_context import EvidenceContext, blind, read_evidence
from relcommit.probes.sources.rows import UnreadableRows, read_table

_TABLES = (
    "d1_migrations",
    "schema_migrations",
    "migrations",
    "_prisma_migrations",
    "django_migrations",
    "alembic_version",
)
_NAMES = ("name", "migration_name", "version", "filename", "version_num", "migration")


def probe(proof: Proof, scene: EvidenceContext) -> Verdict:
    """Read the folder at the head and the record of what was applied, and judge them."""
    folder = (proof.wants.get("folder") or (scene.settings.checklist.migrations,))[0].strip("/")
    source = scene.settings.checklist.applied
    names = [path.removeprefix(f"{folder}/") for path in scene.files.paths() if path.startswith(f"{folder}/")]
    on_disk = sorted(name for name in names if name.endswith(".sql") and "/" not in name)
    content, trust = read_evidence(scene, source)
    return replace(judge(on_disk, _applied(content), folder, source), trust=trust)


def judge(on_disk: Sequence[str], applied: Iterable[str] | UnreadableRows | None, folder: str, source: str) -> Verdict:
    """`applied` is `None` where nothing records it."""
    facts = {"carpeta": folder, "archivo": source}
    if twice := _doubled(on_disk):
        return _failed("migration-doubled", {**facts, "migracion": twice}, folder)
    if isinstance(applied, UnreadableRows):
        facts["motivo"] = str(applied)
        return Verdict(state="error", code="migrations-unreadable", facts=facts, source=source, turn="ajustes")
    if applied is None or not on_disk:
        code = "migrations-without-record" if applied is None else "no-migrations"
        return blind(code, turn="@", **facts, cuantas=str(len(on_disk)))
    done = {migration.removesuffix(".sql") for migration in applied}
    known = {migration.removesuffix(".sql") for migration in on_disk}
    if pending := sorted(known - done):
        facts |= {"migracion": pending[0], "cuantas": str(len(pending))}
        return Verdict(
            state="unmet", code="migration-pending", facts=facts, source=source, turn="despliegue"
        )  # fmt: skip
    if strange := sorted(done - known):
        return _failed("migration-unknown", {**facts, "migracion": strange[0]}, source)
    facts["cuantas"] = str(len(known))
    return Verdict(state="met", code="migrations-applied", facts=facts, source=source)


def _doubled(names: Sequence[str]) -> str:
    """Two files with the same number: which one runs first is anybody's guess."""
    seen: dict[int, str] = {}
    for name in names:
        prefix = name.partition(".")[0].partition("_")[0].partition("-")[0]
        if not prefix.isdecimal():
            continue
        if int(prefix) in seen:
            return f"{seen[int(prefix)]}, {name}"
        seen[int(prefix)] = name
    return ""


def _applied(content: bytes | None) -> tuple[str, ...] | UnreadableRows | None:
    if content is None:
        return None
    try:
        tables = (read_table(content, name) for name in _TABLES)
        table = next((candidate for candidate in tables if candidate is not None), None)
    except UnreadableRows as why:
        return why
    if table is not None and not table.whole:
        return UnreadableRows(f"tiene más de {len(table.rows)} filas, y no se han mirado todas")
    column = next((name for name in _NAMES if table and name in table.columns), None)
    if table is None or column is None:
        return UnreadableRows(", ".join(_NAMES))
    place = table.columns.index(column)
    return tuple(str(row[place]) for row in table.rows)


def _failed(code: str, facts: dict[str, str], source: str) -> Verdict:
    return Verdict(state="unmet", code=code, facts=facts, source=source, turn="autor")
