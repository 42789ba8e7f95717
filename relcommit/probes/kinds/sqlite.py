"""A table: that it has the columns, that something was written in them, and that no secret was."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict
from relcommit.probes.evidence_context import EvidenceContext, blind, read_evidence
from relcommit.probes.sources.rows import Table, UnreadableRows, read_table


def probe(proof: Proof, scene: EvidenceContext) -> Verdict:
    """Read the tables where the settings say they are, and judge them."""
    sources = scene.settings.checklist.tables
    wanted = proof.wants.get("table") or tuple(sources)
    if not wanted or any(table not in sources for table in wanted):
        return blind("no-table", turn="@", tabla=", ".join(proof.wants.get("table", ())))
    verdicts: list[Verdict] = []
    for table in wanted:
        content, trust = read_evidence(scene, sources[table])
        verdict = replace(_judged(proof, table, content, sources[table]), trust=trust)
        if verdict.state != "met":
            return verdict
        verdicts.append(verdict)
    return verdicts[-1]


def judge(proof: Proof, name: str, table: Table | None, secrets: Sequence[str], source: str) -> Verdict:
    """`secrets` are the columns in whose texts a secret was found, with its kind."""
    facts = {"tabla": name, "archivo": source}
    if table is None:
        return _failed("table-absent", facts, source)
    if lacking := [column for column in proof.wants.get("columns", ()) if column not in table.columns]:
        return _failed("column-absent", {**facts, "columna": ", ".join(lacking)}, source)
    if "sin_secretos" in proof.wants and secrets:
        return _failed("table-with-secrets", {**facts, "columna": ", ".join(secrets)}, source)
    if not table.rows or ("sin_secretos" in proof.wants and not table.whole):
        code, facts = ("table-long" if table.rows else "table-empty"), {**facts, "filas": str(len(table.rows))}
        return Verdict(state="inconclusive", code=code, facts=facts, source=source, turn="autor")
    empty = [
        column
        for column in proof.wants.get("columns", ())
        if all(value in (None, "") for value in _column(table, column))
    ]
    if empty:
        return _failed("column-empty", {**facts, "columna": ", ".join(empty)}, source)
    facts["filas"] = str(len(table.rows)) if table.whole else f"las {len(table.rows)} primeras, y hay más"
    return Verdict(state="met", code="table-right", facts=facts, source=source)


def _judged(proof: Proof, name: str, content: bytes | None, source: str) -> Verdict:
    if content is None:
        return blind("table-without-file", turn="@", tabla=name, archivo=source)
    try:
        table = read_table(content, name)
    except UnreadableRows as why:
        facts = {"tabla": name, "archivo": source, "motivo": str(why)}
        return Verdict(state="error", code="table-unreadable", facts=facts, source=source, turn="ajustes")
    secrets = _secrets(table) if table and "sin_secretos" in proof.wants else ()
    return judge(proof, name, table, secrets, source)


def _secrets(table: Table) -> tuple[str, ...]:
    """The columns with a secret in some text, each with its kind; never the value."""
    from relcommit.probes.sources.secret_detection import find_secrets

    texts = {name: _text(name, _column(table, name)) for name in table.columns}
    return tuple(sorted({f"{find_secret.file} ({find_secret.kind})" for find_secret in find_secrets(texts)}))


def _text(name: str, values: Iterable[object]) -> bytes:
    """One line for each value, as an assignment, so that the column's own name tells something too."""
    texts = map(_as_text, values)
    return "\n".join(f"{name}: {' '.join(value.split())}" if value else "" for value in texts).encode(
        "utf-8", "replace"
    )


def _as_text(value: object) -> str:
    """What may hide inside bytes and nested JSON counts as well."""
    match value:
        case str():
            return value
        case bytes():
            return value.decode("utf-8", errors="replace").replace("\0", " ")
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return ""


def _column(table: Table, name: str) -> tuple[object, ...]:
    place = table.columns.index(name)
    return tuple(row[place] for row in table.rows)


def _failed(code: str, facts: Mapping[str, str], source: str) -> Verdict:
    return Verdict(state="unmet", code=code, facts=facts, source=source, turn="autor")
