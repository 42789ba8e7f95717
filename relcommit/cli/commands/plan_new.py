"""Ask for what a new plan needs, fill in its template, and make sure that it reads back the same."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from relcommit.cli import output
from relcommit.errors.plan import PlanExists, PlanNeeds, PlanNotWritten
from relcommit.plan.draft import OPTIONS, Draft, check_read_back, for_template, tidy
from relcommit.plan.reader import read_plan
from relcommit.text.es import plan as es

if TYPE_CHECKING:
    from relcommit.text.templates import TeamTemplates

Ask = Callable[[str], str]
_NEEDED = {"title": es.ASK_TITLE, "branch": es.ASK_BRANCH, "header": es.ASK_HEADER}
_LISTS = {"body": es.ASK_BODY, "done": es.ASK_DONE}


def asked(options: Mapping[str, Any]) -> Draft:
    """The draft from the options; what it needs and they lack is asked at a terminal. Raises PlanNeeds."""
    return ask_for(options, _prompt) if output.has_terminal() else _require(options)


def ask_for(options: Mapping[str, Any], ask: Ask) -> Draft:
    """The draft, asking for the title, the branch, the header, and points until an empty one."""
    values = dict(options)
    for name, question in _NEEDED.items():
        values[name] = values[name] or ask(question)
    for name, question in _LISTS.items():
        values[name] = values[name] or tuple(_until_empty(question, ask))
    return _draft(values)


def _until_empty(question: str, ask: Ask) -> Iterator[str]:
    while answer := ask(question).strip():
        yield answer


def _require(options: Mapping[str, Any]) -> Draft:
    for name in _NEEDED:
        if not options[name]:
            raise PlanNeeds(OPTIONS[name])
    return _draft(options)


def _draft(values: Mapping[str, Any]) -> Draft:
    from datetime import datetime

    return tidy(Draft(date=datetime.now().astimezone().date().isoformat(), **values))


def _prompt(question: str) -> str:
    optional = question in _LISTS.values()
    return str(click.prompt(question, default="" if optional else None, show_default=False))


def text_of(draft: Draft, team: "TeamTemplates") -> str:
    """The plan's text.

    Raises PlanNeeds for a value that would not be read back as it was given, TemplateFailed for the team's template.
    """
    from relcommit.errors.settings import TemplateFailed
    from relcommit.text.templates import OURS

    ours = _filled(draft, OURS)
    check_read_back(draft, read_plan(ours, "plan.md"))
    if PLAN not in team.texts:
        return ours
    text = _filled(draft, team)
    try:
        check_read_back(draft, read_plan(text, "plan.md"), may_have_more=True)
    except PlanNeeds as lost:
        why = f"al leer el plan que da no se recupera «{lost.value}», de «{lost.field}»"
        raise TemplateFailed(team.place(PLAN), None, why) from lost
    return text


PLAN = "plan.md.j2"


def _filled(draft: Draft, team: "TeamTemplates") -> str:
    from relcommit.text.templates import render

    return re.sub(r"\n{3,}", "\n\n", render(PLAN, {"plan": for_template(draft)}, team=team)).strip() + "\n"


def save(path: Path, named: str, text: str) -> None:
    """Write a file that does not exist yet. Raises PlanExists and PlanNotWritten."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as why:
        if path.is_file():
            raise PlanExists(named) from why
        raise PlanNotWritten(named, why.strerror or str(why)) from why
