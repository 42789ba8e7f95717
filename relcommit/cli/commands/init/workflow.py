"""The part of `relcommit init` that writes workflows: the commits' own, and that of plans where there are any."""

from collections.abc import Iterator

import relcommit
from relcommit.application.app import App

ACTION = ".github/actions/relcommit"
COMMITS = ".github/workflows/relcommit.yml"
PLANS = ".github/workflows/relcommit-plan.yml"


def action_files() -> Iterator[tuple[str, str]]:
    """The Action that the workflows use, which so need nobody else's repository."""
    from relcommit.resources import action_folder

    for file in sorted(action_folder().iterdir()):
        yield f"{ACTION}/{file.name}", file.read_text("utf-8")


def commits_workflow() -> tuple[str, str]:
    """The workflow that judges the commits; its token only reads."""
    from relcommit.text.templates import render

    return COMMITS, render("workflow.yml.j2", {"version": relcommit.__version__})


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
    values = {"version": relcommit.__version__, "workflows": names}
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
