"""The story of docs/vigentes/produccion.md, word by word: its plan, its settings and its commands, run for real."""

import re
import shlex
from pathlib import Path

from tests.cli.test_rollout import BAD, GOOD, NOBODY_KNOWS, Team, team
from tests.support.production import rows, write_lines

__all__ = ["team"]
PAGE = Path(__file__).parents[2] / "docs/vigentes/produccion.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_OF_NOW = (
    (re.compile(r"\d{4}-\d\d-\d\d-\d{6}"), "AHORA"),
    (re.compile(r"\d{4}-\d\d-\d\d(?=-bbbbbbbb)"), "HOY"),
    (re.compile(r"bbbbbbbb lleva (?:un[oa]s )?\d+ (?:min|h|días|semanas?)"), "bbbbbbbb lleva N"),
    (re.compile(r"antes del \d\d-\d\d \d\d:\d\d"), "antes del PLAZO"),
)


def blocks(language: str) -> list[str]:
    return [match[2] for match in _BLOCK.finditer(PAGE.read_text("utf-8")) if match[1] == language]


def settled(text: str) -> str:
    for pattern, word in _OF_NOW:
        text = pattern.sub(word, text)
    return text


def test_the_story_is_what_the_commands_say(team: Team) -> None:
    (team.folder / "docs/plan.md").write_text(blocks("markdown")[0], "utf-8")
    (team.folder / "relcommit.toml").write_text(blocks("toml")[0], "utf-8")
    (team.folder / "wrangler.jsonc").write_text("{}\n")
    team.git("add", "-A")
    team.git("commit", "-qm", "docs: cuenta la historia")
    team.has(rows(**GOOD))
    for name, day in (("malo", BAD), ("bueno", GOOD), ("nadie-lo-sabe", NOBODY_KNOWS)):
        write_lines(team.folder / f"evidencia/{name}.jsonl", rows(**day))
    told = blocks("console")
    for block in told:
        first, _, output = block.partition("\n")
        ended = team.run(*shlex.split(first.removeprefix("$ relcommit rollout ")))
        assert settled(ended.out) == settled(output), first
    assert len(told) == 5
