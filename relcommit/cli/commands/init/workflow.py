"""The part of `relcommit init` that writes workflows: the commits' own, and that of plans where there are any."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from relcommit.application.app import App
from relcommit.errors.settings import WrongSetting
from relcommit.settings import FILE_NAME

if TYPE_CHECKING:
    from relcommit.application.rollout.rollout_inputs import Asked

ACTION = ".github/actions/relcommit"
COMMITS = ".github/workflows/relcommit.yml"
PLANS = ".github/workflows/relcommit-plan.yml"
ROLLOUT = ".github/workflows/relcommit-canario.yml"
SIGNAL = ".github/workflows/relcommit-aviso.yml"
_SIGNAL_NAME = "relcommit-aviso"
_SOURCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}@[0-9a-f]{40}")


def action_source(app: App) -> str:
    """Whose Action the workflows use, pinned; empty for a copy in the repository. Raises WrongSetting."""
    source = app.settings.action.source
    if source and not _SOURCE.fullmatch(source):
        raise WrongSetting(FILE_NAME, None, "action.source", "dueño/nombre@SHA, con los 40 dígitos del commit")
    return source


def action_copy(app: App) -> Iterator[tuple[str, bytes]]:
    """The Action that the workflows use, which so need nobody else's repository; none where the settings name one."""
    from relcommit.application.action_copy import action_files

    if not action_source(app):
        yield from ((f"{ACTION}/{name}", content) for name, content in action_files())


def commits_workflow(app: App) -> tuple[str, str]:
    """The workflow that judges the commits; its token only reads."""
    from relcommit.text.templates import render

    return COMMITS, render("workflow.yml.j2", {"source": action_source(app)})


def signal_workflow() -> tuple[str, str]:
    """The workflow that may do nothing, for events whose workflow GitHub takes from the pull request."""
    from relcommit.text.templates import render

    return SIGNAL, render("signal_workflow.yml.j2", {})


def rollout_workflow(app: App) -> tuple[str, str]:
    """The workflow that judges the canary of a plan, with the query of the settings in a step of its own.

    Raises RolloutUnsettled, and what is wrong with the settings.
    """
    from posixpath import dirname
    from shlex import quote

    from relcommit.text.templates import render

    settings = app.settings.rollout
    asked = _canary_plan(app)
    minutes = min(int(asked.stage.longest.value) + _SPARE_MINUTES, _MOST_MINUTES)
    queries = [(_query(app, asked), quote(settings.events))]
    if settings.deployments:
        queries.append(("npx wrangler deployments list --json", quote(settings.deployments)))
    values = {
        "source": action_source(app), "plan": asked.plan.file, "minutes": minutes, "queries": queries,
        "events": settings.events,
        "folders": sorted({quote(dirname(name) or ".") for name in (settings.events, settings.deployments) if name}),
        "deployments": settings.deployments, "secrets": settings.query.environment,
    }  # fmt: skip
    return ROLLOUT, render("rollout_workflow.yml.j2", values, filters={"quoted": quoted})


_MOST_MINUTES, _SPARE_MINUTES = 340, 10
_SECRET_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def _query(app: App, asked: "Asked") -> str:
    """The settings' query as a shell types it. Raises RolloutUnsettled and WrongSetting."""
    from shlex import join

    from relcommit.application.rollout.rollout_commands import filled
    from relcommit.application.rollout.rollout_inputs import query_sql
    from relcommit.errors.rollout import RolloutUnsettled

    settings = app.settings.rollout
    if not settings.events or not settings.query.command:
        raise RolloutUnsettled("events" if not settings.events else "query")
    if settings.deployments and "wrangler" not in settings.query.command:
        raise RolloutUnsettled("deployments")
    words = join(filled(settings.query.command, {"sql": query_sql(settings, asked.triggers)}))
    if any(sign in text for text in (words, settings.events, settings.deployments) for sign in ("${{", "\n")):
        raise WrongSetting(FILE_NAME, None, "rollout", "textos de una línea, sin «${{»")
    if not all(_SECRET_NAME.fullmatch(name) for name in settings.query.environment):
        raise WrongSetting(FILE_NAME, None, "rollout.query.environment", "nombres de variables")
    return words


def _canary_plan(app: App) -> "Asked":
    """The plan of the settings, else the only one whose triggers can be measured. Raises RolloutUnsettled."""
    from relcommit.application.evidence import called_plan
    from relcommit.application.rollout.rollout_inputs import asked_of
    from relcommit.errors.rollout import RolloutUnsettled

    named = app.settings.checklist.plan
    judged = [asked for name in ((named,) if named else called_plan(app)) if (asked := asked_of(app, name)).judged]
    if len(judged) != 1 or "${{" in judged[0].plan.file:
        raise RolloutUnsettled("plan", tuple(asked.plan.file for asked in judged))
    return judged[0]


def plans_workflow(app: App) -> tuple[str, str]:
    """The workflow that holds pull requests to their plans; it looks again whenever another one ends."""
    from relcommit.names import RepoPath
    from relcommit.probes.sources.workflows import is_workflow, names_of
    from relcommit.repo.files import WorkingFiles
    from relcommit.text.templates import render

    files = WorkingFiles(app.git.root)
    listed = app.git.names("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ".github/workflows")
    contents = ((path, files.read(RepoPath(path))) for path in sorted(listed) if is_workflow(path) and path != PLANS)
    names = names_of((path, content) for path, content in contents if content)
    settings = app.settings
    values = {
        "source": action_source(app),
        "workflows": tuple(dict.fromkeys((*names, _SIGNAL_NAME))),
        "branches": tuple(dict.fromkeys(filter(None, (settings.base, *settings.branch.protected)))),
    }
    return PLANS, render("plan_workflow.yml.j2", values, filters={"quoted": quoted})


def asks_for_plans(app: App) -> bool:
    """Whether the repository has plans to hold anybody to: its settings speak of them, or a plan demands something.

    Raises wrong settings.
    """
    return bool(app.settings.approvals or app.settings.checklist.plan or any(demanding_plans(app)))


def demanding_plans(app: App) -> Iterator[str]:
    """The plans that demand something and say what to release: a plan of studies, or of tests, names no branch."""
    from relcommit.application.evidence import called_plan
    from relcommit.application.plan_file import read_plan_text
    from relcommit.errors.base import Unreadable
    from relcommit.plan.reader import read_plan

    for name in called_plan(app):
        try:
            plan = read_plan(read_plan_text(app.git.root, name), name)
        except Unreadable:
            continue
        if (plan.gates or plan.done) and (plan.branch or plan.commit):
            yield name


def quoted(text: str) -> str:
    """A basic string of TOML, or one of YAML."""
    import json

    return json.dumps(text, ensure_ascii=False)
