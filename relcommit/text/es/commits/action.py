"""The words of the GitHub Action: its job summary, and what it says when there is nothing to do."""

from collections.abc import Sequence

from relcommit.commits.finding import Finding
from relcommit.commits.judge import Verdict
from relcommit.phrases import count
from relcommit.text.es.commits.findings import WORDS, sentence
from relcommit.text.terminal import escape_control

MOST_ROWS = 500
"""Findings that the table holds; the log has all of them."""


def nothing(event: str) -> str:
    """An event that brings no commit."""
    return f"El evento «{event}» no trae mensajes que revisar."


def paths_unseen(commits: int) -> str:
    """Commits whose files this clone does not have, so that their scopes were not held against them."""
    return (
        f"Sin comparar los ámbitos con las rutas de {count(commits, 'commit', 'commits')}: el clon no los tiene.\n"
        "Pon «fetch-depth: 0» al «actions/checkout»."
    )


def bug(kind: str) -> str:
    """Our own mistake; the log has its details."""
    return f"Error interno de relcommit ({kind}).\nNo es culpa tuya: el detalle está en el registro del paso."


def failed(why: str) -> str:
    """The summary where something could not be read."""
    return f"## relcommit: no se ha podido revisar\n\n{_plain(why)}\n"


def summary(verdicts: Sequence[Verdict], told: str) -> str:
    """The job summary: what was found, in a table, with what to write instead."""
    pairs = [(verdict, finding) for verdict in verdicts for finding in verdict.findings]
    state = "✅ mensajes correctos" if all(verdict.ok for verdict in verdicts) else "❌ hay mensajes que corregir"
    rows = [f"## relcommit: {state}", "", told.partition(" Para saber más")[0], ""]
    if pairs:
        rows += ["| Dónde | Nivel | Qué pasa | Mensaje | Corrección |", "|---|---|---|---|---|"]
        rows += (_row(verdict, finding) for verdict, finding in pairs[:MOST_ROWS])
    if len(pairs) > MOST_ROWS:
        rows += ["", f"Y {len(pairs) - MOST_ROWS} más en el registro."]
    return "\n".join((*rows, ""))


def _row(verdict: Verdict, one: Finding) -> str:
    line = verdict.text.split("\n")[one.line - 1].rstrip("\r")
    mended = "" if one.suggestion is None else line[: one.column - 1] + one.suggestion + line[one.end - 1 :]
    sentence_with_code = f"{_plain(sentence(one))} [{one.code}]"
    place = _plain(f"{verdict.source}:{one.line}")
    return f"| {place} | {WORDS[one.level]} | {sentence_with_code} | {_code(line)} | {_code(mended)} |"


def _plain(text: str) -> str:
    """Foreign text that Markdown takes for text alone: no tags, links, mentions, cells or line breaks."""
    escaped = "".join(f"&#{ord(char)};" if char in _SIGNS else char for char in escape_control(text)[:_LONGEST])
    return escaped.replace("\n", "<br>")


def _code(text: str) -> str:
    """Foreign text as it stands, in a code span of a table's cell."""
    shown = escape_control(text)[:_LONGEST].replace("\n", "⏎").replace("|", "\\|").strip()
    if not shown:
        return ""
    fence = "`"
    while fence in shown:
        fence += "`"
    return f"{fence} {shown} {fence}" if "`" in shown else f"`{shown}`"


_LONGEST = 500
"""Characters of a line that a cell shows."""
_SIGNS = frozenset("\\`*_{}[]<>#|&@~$")
