"""The page about production tells what the orders print, word for word; `RELCOMMIT_GOLDEN=1` writes it again."""

import os
import re
import shlex
from pathlib import Path

from tests.cli.test_rollout import BAD, GOOD, NOBODY_KNOWS, Team, team
from tests.support.production import rows, splits, write_json, write_lines

__all__ = ["team"]
PAGE = Path(__file__).parents[2] / "docs" / "vigentes" / "produccion.md"
BLOCK = re.compile(r"(```console\n\$ relcommit rollout )([^\n]+)\n(.*?)(```\n)", re.DOTALL)
_NOW = (
    (re.compile(r"\d{4}-\d\d-\d\d-\d{6}"), "AAAA-MM-DD-HHMMSS"),
    (re.compile(r"incidentes/\d{4}-\d\d-\d\d"), "incidentes/AAAA-MM-DD"),
    (re.compile(r"antes del \d\d-\d\d \d\d:\d\d"), "antes del DD-MM HH:MM"),
    (re.compile(r"lleva (?:unos? )?\d+ \w+"), "lleva 39 semanas"),
)
"""What depends on the day on which an order is given."""


def settled(text: str) -> str:
    for pattern, words in _NOW:
        text = pattern.sub(words, text)
    return text


def test_the_page_tells_what_the_orders_print(team: Team) -> None:
    page = PAGE.read_text("utf-8")
    for language, file in (("markdown", "docs/plan.md"), ("toml", "relcommit.toml")):
        shown = re.search(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
        assert shown
        (team.folder / file).write_text(shown[1], "utf-8")
    team.git("add", "-A")
    team.git("commit", "-qm", "docs: cuenta la historia")
    for name, day in (("malo", BAD), ("bueno", GOOD), ("nadie-lo-sabe", NOBODY_KNOWS)):
        write_lines(team.folder / f"evidencia/{name}.jsonl", rows(**day))
    write_lines(team.folder / "evidencia/eventos.jsonl", rows(**GOOD))
    write_json(team.folder / "evidencia/despliegues.json", splits())
    (team.folder / "wrangler.jsonc").write_text("{}\n")
    blocks = [(match[2], match[3]) for match in BLOCK.finditer(page)]
    printed = [settled(team.run(*shlex.split(order)).out) for order, _ in blocks]
    if os.environ.get("RELCOMMIT_GOLDEN"):
        made = iter(printed)
        page = BLOCK.sub(lambda match: f"{match[1]}{match[2]}\n{next(made)}{match[4]}", page)
        PAGE.write_text(page, "utf-8")
        blocks = [(match[2], match[3]) for match in BLOCK.finditer(page)]

    assert len(blocks) == 5
    assert [text for _, text in blocks] == printed
