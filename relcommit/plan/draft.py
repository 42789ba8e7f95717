"""A plan that is yet to be written: its values, made ready for the template and compared with what is read back."""

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from relcommit.errors.plan import PlanNeeds
from relcommit.plan.model import Plan, PlannedDocument

_ARROW = " -> "


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What `plan new` is told, each text on one line."""

    title: str
    branch: str
    header: str
    date: str
    """ISO 8601."""
    base: str | None = None
    pr_title: str | None = None
    body: tuple[str, ...] = ()
    pathspecs: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    deploy: tuple[str, ...] = ()
    rollback: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    current: tuple[str, ...] = ()
    """Paths, with ` -> destination` where they have one."""
    historical: tuple[str, ...] = ()


OPTIONS = {
    "title": "--title", "branch": "--branch", "base": "--base", "header": "--header", "body": "--body",
    "pathspecs": "--path", "pr_title": "--pr-title", "gates": "--gate", "deploy": "--deploy",
    "rollback": "--rollback", "done": "--done", "current": "--current", "historical": "--historical",
}  # fmt: skip
"""The option of `plan new` that gives each field."""


def tidy(draft: Draft) -> Draft:
    """The draft with white space folded and empty texts left out."""
    values: dict[str, Any] = {option_field.name: getattr(draft, option_field.name) for option_field in fields(Draft)}
    return Draft(**{name: _folded(value) for name, value in values.items()})


def _folded(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(text for part in value if (text := " ".join(part.split())))
    return " ".join(value.split()) if isinstance(value, str) else value


def for_template(draft: Draft) -> dict[str, object]:
    """The values of `templates/es/plan.md.j2`."""
    values: dict[str, object] = {option_field.name: getattr(draft, option_field.name) for option_field in fields(Draft)}
    message = [draft.header, *([""] if draft.body else []), *(f"- {entry}" for entry in draft.body)]
    commands = _commands(draft) if draft.pathspecs else []
    return values | {
        "message": message,
        "commands": commands,
        "boxes": [f"[ ] {item}" for item in draft.done],
        "current": [_document(path) for path in draft.current],
        "historical": [_document(path) for path in draft.historical],
        "fence": _fence([*message, *commands, draft.pr_title or "", draft.branch]),
    }


def _commands(draft: Draft) -> list[str]:
    branch, header = shlex.quote(draft.branch), shlex.quote(draft.header)
    paths = " ".join(shlex.quote(pathspec) for pathspec in draft.pathspecs)
    return [f"git checkout -b {branch}", f"git add {paths}", f"git commit -m {header}", f"git push -u origin {branch}"]


def _document(text: str) -> str:
    return _ARROW.join(f"`{path.strip()}`" for path in text.split(_ARROW.strip(), 1))


def _fence(texts: Iterable[str]) -> str:
    """A fence longer than any run of backticks inside it."""
    longest = max((len(run) for text in texts for run in re.findall("`+", text)), default=0)
    return "`" * max(3, longest + 1)


def check_read_back(draft: Draft, plan: Plan, *, may_have_more: bool = False) -> None:
    """Compare what was meant with what will be read. Raises PlanNeeds for the first field that differs.

    `may_have_more`: a team's template says things of its own besides.
    """
    read: dict[str, Any] = {
        "title": plan.title,
        "branch": plan.branch,
        "base": plan.base,
        "header": plan.commit.header if plan.commit else None,
        "body": (*plan.commit.body, *plan.commit.footers) if plan.commit else (),
        "pr_title": plan.pr_title,
        "pathspecs": plan.pathspecs,
        "gates": tuple(item.text for item in plan.gates),
        "deploy": tuple(item.text for item in plan.deploy),
        "rollback": tuple(item.text for item in plan.rollback),
        "done": tuple(item.text for item in plan.done),
        "current": tuple(_written(document) for document in plan.documents if document.status == "vigente"),
        "historical": tuple(_written(document) for document in plan.documents if document.status == "historico"),
    }
    for name, option in OPTIONS.items():
        meant = getattr(draft, name)
        # footers of the body are read apart, so only their order among themselves is kept
        matches = sorted(read[name]) == sorted(meant) if name == "body" else read[name] == meant
        if may_have_more and isinstance(meant, tuple | None):
            matches = all(part in read[name] for part in meant or ())
        if not matches:
            raise PlanNeeds(option, _first_lost(meant, read[name]))


def _first_lost(meant: object, read: object) -> str:
    if isinstance(meant, tuple) and isinstance(read, tuple):
        return next((part for part in meant if part not in read), ", ".join(meant))
    return str(meant)


def _written(document: PlannedDocument) -> str:
    return document.path + (_ARROW + document.to if document.to else "")
