"""A plan's text with values written into it: in place of those that it has, or in sections of their own."""

import re
from collections.abc import Mapping

from relcommit.plan.model import Plan
from relcommit.plan.reader import read_plan

SECTIONS = {
    "branch": "Rama recomendada",
    "header": "Mensaje de commit recomendado",
    "body": "Cuerpo recomendado",
    "title": "Título del pull request",
    "base": "Rama base",
}


def written(text: str, plan: Plan, values: Mapping[str, str | tuple[str, ...]]) -> str | None:
    """The plan's text with these values; `None` where it would not be read back as they are.

    Line ends stay as they are; nothing but the lines with an old value, and new sections, differ.
    """
    for candidate in (_at_end(text, plan, values), _after_title(text, plan, values)):
        back = read_plan(candidate, plan.file)
        if all(_read_back(back, name) == value for name, value in values.items()):
            return candidate
    return None


def _read_back(plan: Plan, name: str) -> str | tuple[str, ...] | None:
    commit = plan.commit
    return {
        "branch": plan.branch,
        "base": plan.base,
        "title": plan.pr_title,
        "header": commit.header if commit else None,
        "body": commit.body if commit else (),
    }[name]


def _replaced(text: str, plan: Plan, values: Mapping[str, str | tuple[str, ...]]) -> tuple[str, list[str]]:
    """The text with old values replaced where they were read, and the sections that have to be added."""
    added = []
    for name, value in values.items():
        old = _read_back(plan, name)
        in_place = _in_place(text, plan, name, old, value) if isinstance(old, str) and isinstance(value, str) else None
        if in_place is not None:
            text = in_place
        elif value != old:
            lines = [f"`{value}`"] if isinstance(value, str) else [f"- {entry}" for entry in value]
            added.append("\n".join((f"## {SECTIONS[name]}", "", *lines)))
    return text, added


def _in_place(text: str, plan: Plan, name: str, old: str, value: str) -> str | None:
    """The text with a value in place of another, on the line that gave it and in the plan's own commands.

    `None` where that line does not hold it. The same words elsewhere are prose and stay.
    """
    whole = re.compile(rf"(?<![\w/.-]){re.escape(old)}(?![\w/-])")
    lines = text.split("\n")
    place = plan.places.get(_PLACES.get(name, name), 0) - 1
    given = next((number for number in range(place, place + _NEARBY) if _holds(lines, number, whole)), None)
    if given is None:
        return None
    for number, line in enumerate(lines):
        if number == given or line.lstrip("$ \t").startswith(("git ", "gh ")):
            lines[number] = whole.sub(lambda _: value, line)
    return "\n".join(lines)


def _holds(lines: list[str], number: int, value: re.Pattern[str]) -> bool:
    return 0 <= number < len(lines) and value.search(lines[number]) is not None


_PLACES = {"header": "commit.header", "title": "pull_request.title", "body": "commit.body"}
_NEARBY = 4
"""Lines below a field's own line on which its value can stand, for a label above its value."""


def _at_end(text: str, plan: Plan, values: Mapping[str, str | tuple[str, ...]]) -> str:
    replaced, added = _replaced(text, plan, values)
    if not added:
        return replaced
    newline = "\r\n" if "\r\n" in text else "\n"
    return replaced.rstrip("\r\n") + newline + "".join(f"\n{section}\n" for section in added).replace("\n", newline)


def _after_title(text: str, plan: Plan, values: Mapping[str, str | tuple[str, ...]]) -> str:
    replaced, added = _replaced(text, plan, values)
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = replaced.split(newline)
    place = plan.places.get("title", 0)
    sections = [line for section in added for line in ("", *section.split("\n"))]
    return newline.join([*lines[:place], *sections, *lines[place:]])
