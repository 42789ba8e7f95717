"""The part of `relcommit init` that writes workflows: the commits' own, and that of plans where there are any."""

import re
from collections.abc import Iterator

from relcommit.application.app import App
from relcommit.errors.settings import WrongSetting
from relcommit.settings import FILE_NAME

ACTION = ".github/actions/relcommit"
COMMITS = ".github/workflows/relcommit.yml"
PLANS = ".github/workflows/relcommit-plan.yml"
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
    """Whether the repository has plans to hold anybody to: its settings speak of them, or a document demands something.

    Raises wrong settings.
    """
    from relcommit.application.evidence import called_plan
    from relcommit.application.plan_file import read_plan_text
    from relcommit.errors.base import Unreadable
    from relcommit.plan.reader import read_plan

    if app.settings.approvals or app.settings.checklist.plan:
        return True
    for name in called_plan(app):
        try:
            plan = read_plan(read_plan_text(app.git.root, name), name)
        except Unreadable:
            continue
        if plan.gates or plan.done:
            return True
    return False


def quoted(text: str) -> str:
    """A basic string of TOML, or one of YAML."""
    import json

    return json.dumps(text, ensure_ascii=False)
