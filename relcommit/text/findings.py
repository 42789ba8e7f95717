"""Verdicts for machines: our JSON, GitHub's workflow commands, SARIF and JUnit."""

from relcommit.text.es.commits.findings import EXPLANATIONS, WORDS, report, sentence
from relcommit.text.terminal import command_data, command_property, escape_control, escape_workflow_commands, tame_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from relcommit.commits.finding import Finding
    from relcommit.commits.judge import Verdict
    from relcommit.text.tally import Tally

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(verdicts: "Iterable[Verdict]", tally: "Tally") -> "Iterator[str]":
    """For people: every finding with its line, and a last line that counts."""
    for verdict in tally.watch(verdicts):
        if verdict.findings:
            yield escape_workflow_commands(escape_control(report(verdict)))
    yield tally.told()


def value_of(verdict: "Verdict") -> "dict[str, Any]":
    """One of the `messages` of `--json`; its field names are stable. `header` is the corrected one, whole."""
    lines = verdict.text.split("\n")
    return {
        "sha": verdict.sha or None,
        "source": verdict.source,
        "ok": verdict.ok,
        "header": verdict.mended_header() or None,
        "findings": [_finding(finding, lines) for finding in verdict.findings],
    }


def as_json(verdicts: "Iterable[Verdict]", tally: "Tally") -> "Iterator[str]":
    """One object, written as the verdicts come, so that a range of any length fits in memory."""
    before = '{"messages": ['
    for verdict in tally.watch(verdicts):
        yield f"{before}\n{_json(value_of(verdict))}"
        before = ","
    opening = "" if tally.messages else before
    yield f'{opening}], "ok": {str(tally.ok).lower()}}}'


def as_github(verdicts: "Iterable[Verdict]", tally: "Tally") -> "Iterator[str]":
    """One workflow command for each finding: what the log of a runner turns into annotations."""
    for verdict in tally.watch(verdicts):
        for finding in verdict.findings:
            yield _command(verdict, finding)
    yield tally.told()


def as_sarif(verdicts: "Iterable[Verdict]", tally: "Tally") -> "Iterator[str]":
    """SARIF 2.1.0, with the fixes; columns count characters."""
    verdicts = [verdict for verdict in tally.watch(verdicts) if verdict.findings]
    codes = sorted({finding.code for verdict in verdicts for finding in verdict.findings})
    driver = {"name": "relcommit", "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(verdict, finding) for verdict in verdicts for finding in verdict.findings],
    }
    yield _json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def as_junit(verdicts: "Iterable[Verdict]", tally: "Tally") -> "Iterator[str]":
    """JUnit XML: a message is a test, an error is its failure."""
    from xml.sax.saxutils import escape, quoteattr

    verdicts = list(tally.watch(verdicts))
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuite name="relcommit check" tests="{tally.messages}" failures="{tally.refused}">'
    for verdict in verdicts:
        name = escape_control(_title(verdict))
        yield (f"  <testcase classname={quoteattr(escape_control(verdict.source))} name={quoteattr(name)}>")
        tag = "system-out" if verdict.ok else "failure"
        if verdict.findings:
            yield (f"    <{tag}>{escape(escape_control(report(verdict)))}</{tag}>")
        yield "  </testcase>"
    yield "</testsuite>"


FORMATS: "dict[str, Callable[[Iterable[Verdict], Tally], Iterator[str]]]" = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "junit": as_junit,
}
"""Every value of `--format`."""


def _finding(finding: "Finding", lines: "list[str]") -> "dict[str, Any]":
    line = lines[finding.line - 1]
    return {
        "code": finding.code,
        "level": finding.level,
        "line": finding.line,
        "column": finding.column,
        "end": finding.end,
        "range": {
            "start": _position(finding.line, line, finding.column),
            "end": _position(finding.line, line, finding.end),
        },
        "message": sentence(finding),
        "suggestion": finding.suggestion,
    }


def _position(number: int, line: str, column: int) -> "dict[str, int]":
    """A place as editors count it: lines and characters from 0, characters in units of UTF-16."""
    before = line[: column - 1].encode("utf-16-le", "surrogatepass")
    return {"line": number - 1, "character": len(before) // 2}


def _command(verdict: "Verdict", one: "Finding") -> str:
    title = command_property(f"{verdict.source}: {one.code}")
    where = ""
    if verdict.file:
        where = f"file={command_property(verdict.file)},line={one.line},col={one.column},endColumn={one.end},"
    lines = verdict.text.split("\n")
    text = f"{WORDS[one.level].capitalize()}: {sentence(one)}\n{lines[one.line - 1]}"
    if one.suggestion is not None:
        line = lines[one.line - 1]
        text += f"\n→ {line[: one.column - 1]}{one.suggestion}{line[one.end - 1 :]}"
    return f"::{one.level} {where}title={title}::{command_data(text)}"


def _rule(code: str) -> "dict[str, Any]":
    """A code as SARIF describes it: its first sentence on one line, and the whole explanation as its help."""
    paragraph = " ".join(EXPLANATIONS[code].partition("\n\n")[0].split())
    first = paragraph.partition(". ")[0].rstrip(".")
    return {"id": code, "shortDescription": {"text": f"{first}."}, "help": {"text": EXPLANATIONS[code]}}


def _result(verdict: "Verdict", one: "Finding") -> "dict[str, Any]":
    region = {"startLine": one.line, "startColumn": one.column, "endColumn": one.end}
    place = {"uri": _uri(verdict)}
    result: dict[str, Any] = {
        "ruleId": one.code,
        "level": one.level,
        "message": {"text": sentence(one)},
        "locations": [{"physicalLocation": {"artifactLocation": place, "region": region}}],
    }
    if one.suggestion is not None:
        change = {"deletedRegion": region, "insertedContent": {"text": one.suggestion}}
        result["fixes"] = [{"artifactChanges": [{"artifactLocation": place, "replacements": [change]}]}]
    return result


def _uri(verdict: "Verdict") -> str:
    from urllib.parse import quote

    return quote(verdict.file or (f"commit/{verdict.sha}" if verdict.sha else verdict.source))


def _title(verdict: "Verdict") -> str:
    return next((line.strip() for line in verdict.text.split("\n") if line.strip()), "")


def _json(value: "Any") -> str:
    import json

    return tame_json(json.dumps(value, ensure_ascii=False, indent=2))
