"""`relcommit init`: settings, hook and workflow for a repository that has none."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from relcommit.application.app import App
from relcommit.cli import options, output
from relcommit.cli.commands.init.documents import documents_layout
from relcommit.cli.commands.init.index import offer_index
from relcommit.cli.commands.init.templates import copy_templates
from relcommit.cli.commands.init.workflow import (
    COMMITS,
    PLANS,
    action_copy,
    asks_for_plans,
    commits_workflow,
    demanding_plans,
    plans_workflow,
    quoted,
    rollout_workflow,
    signal_workflow,
)
from relcommit.cli.commands.init.writing import Agreement, Writing
from relcommit.settings import FILE_NAME
from relcommit.text.es import init as es
from relcommit.text.es.help import OPTIONS
from relcommit.text.program_name import program_name

if TYPE_CHECKING:
    from relcommit.commits.habits import Habits
    from relcommit.repo.hook.placing import Placing


@click.command(help=es.HELP, options_metavar=OPTIONS)
@click.option("--settings", "settings_", is_flag=True, help=es.SETTINGS)
@click.option("--hooks", is_flag=True, help=es.HOOKS)
@click.option("--workflow", is_flag=True, help=es.WORKFLOW)
@click.option("--checklist", is_flag=True, help=es.CHECKLIST)
@click.option("--rollout", is_flag=True, help=es.ROLLOUT)
@click.option("--server", is_flag=True, help=es.SERVER)
@click.option("--template", is_flag=True, help=es.TEMPLATE)
@click.option("--templates", is_flag=True, help=es.TEMPLATES)
@click.option("--from", "tool", type=click.Choice(["commitlint", "commitizen"]), help=es.FROM)
@click.option("--index", is_flag=True, help=es.INDEX)
@options.dry_run
@options.yes
@click.pass_obj
def command(
    app: App, /, *, dry_run: bool, yes: bool, index: bool, server: bool, tool: str | None, **asked: bool
) -> None:
    """Write what was named, else the settings, and what somebody agrees to. The server's hook is only printed."""
    if server:
        output.say(es.server_hook(program_name()))
        return
    everything = not (index or tool or any(asked.values()))
    agreed = Agreement(yes=yes or dry_run, can_ask=output.has_terminal())
    writing = Writing(app.git.root, ask=not yes and output.has_terminal(), rehearsal=dry_run)
    if asked["settings_"] or tool or everything:
        write_settings(app, writing, tool)
    if asked["template"]:
        write_template(app, writing)
    if asked["templates"]:
        copy_templates(app, writing)
    named = asked["workflow"] or asked["checklist"]
    if named or (everything and agreed.to(es.ASK_WORKFLOW, es.workflow_left(COMMITS))):
        write_workflows(app, writing, commits=asked["workflow"] or everything, plans=asked["checklist"])
    if asked["rollout"]:
        write_rollout_workflow(app, writing)
    if asked["hooks"] or (everything and agreed.to(es.ASK_HOOK, es.HOOK_LEFT)):
        install_hook(app, dry_run=dry_run)
    if index or everything:
        offer_index(app, asked=index, ask=writing.ask, rehearsal=dry_run)


def write_settings(app: App, writing: Writing, tool: str | None) -> None:
    """`relcommit.toml`, where no settings stand: beside `[tool.relcommit]` in pyproject.toml it would silence them."""
    from relcommit.repo.settings import reader, settings_file

    if settings_file(reader(app.git.root)) == "pyproject.toml":
        output.say(es.SETTINGS_IN_PYPROJECT)
        return
    writing.write(FILE_NAME, settings_text(app, tool))


def write_template(app: App, writing: Writing) -> None:
    """What git opens in the editor, with the team's types and scopes in comments; git is told where no other is."""
    from relcommit.text.es.commits.commitizen import MOODS
    from relcommit.text.es.commits.findings import example
    from relcommit.text.templates import render

    rules = app.settings.commit
    values = {
        "example": example(rules),
        "most": rules.subject_max,
        "mood": MOODS[rules.mood] if rules.mood != "libre" else "",
        "types": rules.types,
        "scopes": rules.scopes,
        "ticket": rules.ticket.pattern,
    }
    writing.write(TEMPLATE, render("gitmessage.j2", values))
    if writing.rehearsal:
        return
    if app.git.text("config", "--get", "commit.template", ok=(0, 1)):
        output.say(es.template_by_hand(TEMPLATE))
    else:
        app.git.write("config", "commit.template", TEMPLATE)
        output.say(es.template_set(TEMPLATE))


TEMPLATE = ".gitmessage"


def write_workflows(app: App, writing: Writing, *, commits: bool, plans: bool) -> None:
    """The Action with its workflows; that of plans where it is asked for, or where there are any."""
    if is_elsewhere(app):
        output.say(es.NOT_GITHUB)
    for path, content in action_copy(app):
        writing.write(path, content)
    if commits:
        writing.write(*commits_workflow(app))
    if not plans and not asks_for_plans(app):
        output.say(es.no_plans(PLANS))
        return
    for plan in demanding_plans(app):
        output.say(es.plan_found(plan))
    writing.write(*signal_workflow())
    writing.write(*plans_workflow(app))
    output.say(es.how_to_require(has_roles=bool(app.settings.approvals)))


def is_elsewhere(app: App) -> bool:
    """Whether the remote is on no GitHub, where workflows would never run; one without a remote may go there yet."""
    from relcommit.errors.base import RelcommitError
    from relcommit.forge.choose import Local

    try:
        return app.remote_url is not None and isinstance(app.home, Local)
    except RelcommitError:  # `doctor` says what is wrong with the address
        return False


def write_rollout_workflow(app: App, writing: Writing) -> None:
    """The Action with the workflow that judges the canary. Raises before anything is written."""
    workflow = rollout_workflow(app)
    for path, content in action_copy(app):
        writing.write(path, content)
    writing.write(*workflow)
    if secrets := app.settings.rollout.query.environment:
        output.say(es.secrets_needed(secrets))


def settings_text(app: App, tool: str | None) -> str:
    """The settings that fit what the team already does, and what the settings of its other tool say."""
    from relcommit.commits.habits import habits
    from relcommit.repo.messages.commitizen_settings import read_commitizen
    from relcommit.repo.messages.range_check import is_shallow
    from relcommit.repo.settings import reader
    from relcommit.text.templates import render

    history = read_history(app)
    learned = habits([header for header, _ in history], read_commitizen(reader(app.git.root)), history)
    output.say(es.proposal(learned, shallow=is_shallow(app.git)))
    if tool:
        learned = translated(app, tool, learned)
    layout = documents_layout(app)
    output.say(es.documents_layout(layout))
    return render("relcommit.toml.j2", {"learned": learned, "docs": layout}, filters={"quoted": quoted})


def translated(app: App, tool: str, learned: "Habits") -> "Habits":
    """What the settings of the other tool say, over what was learnt; what cannot be said with ours is told.

    Raises ForeignSettingsMissing and ForeignSettingsUnreadable.
    """
    from relcommit.commits.translate import from_commitizen, from_commitlint
    from relcommit.errors.settings import ForeignSettingsMissing
    from relcommit.repo.messages.commitizen_settings import read_commitizen
    from relcommit.repo.messages.commitlint_settings import read_commitlint
    from relcommit.repo.settings import reader

    read = reader(app.git.root)
    if tool == "commitizen":
        config = read_commitizen(read)
        if not config:
            raise ForeignSettingsMissing(tool)
        translation = from_commitizen(config, learned)
    else:
        named = read_commitlint(read)
        if named is None:
            raise ForeignSettingsMissing(tool)
        translation = from_commitlint(named[1], learned)
    output.say(es.translated(tool, translation.untold))
    return translation.habits


_READ = 1000
"""Commits that are read, the newest first."""


def read_history(app: App) -> list[tuple[str, tuple[str, ...]]]:
    """The headers of the last commits, those of bots and merges left out, with the paths that each touches."""
    shape = ("--no-merges", "--name-only", "--no-renames", "--encoding=UTF-8", "--format=%x01%an%n%s")
    listed = app.git.read("log", "-z", "-n", str(_READ), *shape, ok=(0, 128)).decode("utf-8", "surrogateescape")
    bots = app.settings.commit.bots
    history = []
    for entry in listed.split("\x01")[1:]:
        author, _, rest = entry.partition("\n")
        header, _, names = rest.partition("\0")
        if author not in bots and header.strip():
            history.append((header.rstrip("\n"), tuple(name for name in names.strip("\n").split("\0") if name)))
    return history


def install_hook(app: App, *, dry_run: bool) -> None:
    """Put the hook where git will find it, and say what became of it."""
    root, placing = app.git.root, place_hook(app, rehearsal=dry_run)
    shown = str(placing.path.relative_to(root) if placing.path.is_relative_to(root) else placing.path)
    if dry_run and placing.kind not in ("kept", "by-hand", "none"):
        output.say(es.would_write(shown))
    else:
        output.say(es.hook(placing.kind, shown, placing.lines))


def place_hook(app: App, *, rehearsal: bool) -> "Placing":
    """Install the hook; in a rehearsal, only find out where it would go."""
    from relcommit.repo.hook.install import install, placed

    git = app.git
    hooks = Path(git.text("rev-parse", "--path-format=absolute", "--git-path", "hooks"))
    return (placed if rehearsal else install)(git.root, git.common, hooks, app.settings.commit)
