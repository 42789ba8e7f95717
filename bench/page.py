"""The page that the figures go to: each benchmark has its own part of it, between marks."""

import re
from collections.abc import Iterable
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "vigentes" / "rendimiento.md"


def comma(text: str) -> str:
    """Figures as Spanish writes them."""
    return re.sub(r"(?<=[0-9])\.(?=[0-9])", ",", text)


def put(script: str, lines: Iterable[str]) -> None:
    """Replace the part of `bench/SCRIPT`, or add it at the end."""
    start, end = f"<!-- bench/{script}: inicio -->", f"<!-- bench/{script}: fin -->"
    before = PAGE.read_text("utf-8") if PAGE.exists() else "# Rendimiento\n"
    head, found, rest = before.partition(start)
    tail = rest.partition(end)[2].strip("\n") if found else ""
    told = (comma(line) if line.startswith("|") else line for line in lines)
    section = "\n".join((start, *told, end))
    PAGE.write_text("\n\n".join(part for part in (head.strip("\n"), section, tail) if part) + "\n", "utf-8")
