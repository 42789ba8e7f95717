"""`relcommit doctor`: each thing that work needs, whether it is there, and what to do where it is not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from relcommit.application.app import App
from relcommit.cli import options, output
from relcommit.errors.base import RelcommitError
from relcommit.names import BranchName
from relcommit.text.es import doctor as es
from relcommit.text.es.help import OPTIONS

OLDEST_GIT = (2, 31)
"""The first with `rev-parse --path-format` (git-rev-parse(1))."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `ok=None` is worth a warning and stops nobody."""

    name: str
    ok: bool | None
    value: str
    advice: str = ""


Look = Callable[[App], Check]


@click.command(help=es.HELP, options_metavar=OPTIONS)
@options.as_json
@click.pass_obj
def command(app: App, as_json: bool) -> None:
    """Look at everything, tell it, and leave with 1 where something stops work."""
    checks = list(examine(app))
    if as_json:
        rows = [{"name": check.name, "ok": check.ok, "value": check.value, "advice": check.advice} for check in checks]
        output.say_json({"ok": all(check.ok is not False for check in checks), "checks": rows})
    else:
        output.say(
            "\n".join(es.line(check.name, ok=check.ok, value=check.value, advice=check.advice) for check in checks)
        )
    raise click.exceptions.Exit(0 if all(check.ok is not False for check in checks) else 1)


def examine(app: App) -> Iterator[Check]:
    """Each look in turn; without a repository the rest has nothing to look at."""
    for name, look in LOOKS.items():
        try:
            yield look(app)
        except RelcommitError as problem:
            happened, _, advice = problem.explain().partition("\n")
            yield Check(name, ok=False, value=happened.rstrip("."), advice=advice.rstrip("."))
            if name in ("git", "repository"):
                return


def git_version(app: App) -> Check:
    """Whether git is there and young enough."""
    from relcommit.repo.git import version

    numbers = version(app.environment)
    ok = numbers[:2] >= OLDEST_GIT
    return Check("git", ok=ok, value=".".join(map(str, numbers)), advice="" if ok else es.GIT_OLD)


def repository(app: App) -> Check:
    """Whether there is a working tree."""
    return Check("repository", ok=True, value=str(app.git.root))


def identity(app: App) -> Check:
    """Whether git knows who commits."""
    who = app.git.text("var", "GIT_COMMITTER_IDENT", ok=(0, 128)).rpartition(" ")[0].rpartition(" ")[0]
    return Check("identity", ok=bool(who), value=who or "—", advice="" if who else es.NO_IDENTITY)


def settings(app: App) -> Check:
    """Whether the settings can be read, and where they are."""
    from relcommit.repo.settings import reader, settings_file
    from relcommit.settings import Settings

    commitizen = "" if app.settings == Settings() else es.COMMITIZEN_SETTINGS
    file = settings_file(reader(app.git.root))
    return Check("settings", ok=True, value=file or commitizen or es.NO_SETTINGS)


def remote(app: App) -> Check:
    """Whether the remote answers."""
    from relcommit.errors.repository import RemoteMissing
    from relcommit.forge.address import without_credentials
    from relcommit.repo.pushing import remote_tips

    if app.remote_url is None:
        raise RemoteMissing(app.remote)
    remote_tips(app.git, app.remote, (), app.credentials)
    return Check("remote", ok=True, value=f"{app.remote} ({without_credentials(app.remote_url)})")


def base(app: App) -> Check:
    """Whether there is a branch to start from."""
    from relcommit.plan.model import Plan
    from relcommit.program.branch import base_branch
    from relcommit.repo.snapshot import take_snapshot

    return Check("base", ok=True, value=base_branch(Plan(file=""), app.settings, take_snapshot(app.git, app.remote)))


def token(app: App) -> Check:
    """Whether the forge takes the token."""
    from relcommit.forge.choose import Local

    if isinstance(app.home, Local):
        chosen = app.settings.forge.kind == "local"
        return Check("token", ok=True, value=es.CHOSEN_LOCAL if chosen else es.NOT_GITHUB)
    if app.forge is None or app.token is None:
        return Check("token", ok=None, value=f"— ({app.home.host})", advice=es.ABSENT)
    app.forge.find(BranchName("relcommit-doctor"), BranchName("relcommit-doctor"))
    return Check("token", ok=True, value=es.repository_as(app.home.repository, app.token.source))


def hook(app: App) -> Check:
    """Whether commit messages are checked before they are made, by our own hook or by a manager's."""
    import os

    from relcommit.cli.commands.init import place_hook
    from relcommit.repo.hook.placing import is_ours

    place = place_hook(app, rehearsal=True)
    ours = place.kind == "kept" or (is_ours(place.path) and os.access(place.path, os.X_OK))
    return Check(
        "hook", ok=True if ours else None, value=str(place.path) if ours else "—", advice="" if ours else es.NO_HOOK
    )


def run(app: App) -> Check:
    """Whether an earlier run stopped midway."""
    from relcommit.cli.runs import pending
    from relcommit.errors.repository import RunPending

    stopped = pending(app)
    if stopped:
        raise RunPending(stopped.name, stopped.command)
    return Check("run", ok=True, value=es.NO_RUN)


LOOKS: dict[str, Look] = {
    "git": git_version,
    "repository": repository,
    "identity": identity,
    "settings": settings,
    "remote": remote,
    "base": base,
    "token": token,
    "hook": hook,
    "run": run,
}
