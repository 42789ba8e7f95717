"""`relcommit check`: every door to the judge of commit messages."""

import contextlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import click

from relcommit.application.app import App
from relcommit.cli import output
from relcommit.commits.judge import Storage, Verdict, judge, judge_merging, judge_text, judge_title
from relcommit.errors.base import NotInState
from relcommit.errors.commits import MessageMissing, NoBranch, NoSuchCode, NothingToCheck, PullRequestNotHere
from relcommit.phrases import system_reason
from relcommit.text.es.commits import check as es
from relcommit.text.es.help import OPTIONS
from relcommit.text.findings import FORMATS
from relcommit.text.tally import Tally

HERE = "HEAD"
"""What `--branch` without a name means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What was asked to be judged."""

    file: str | None
    message: tuple[str, ...]
    """Paragraphs, as `git commit -m` takes them."""
    range_: str | None
    title: str | None
    branch: str | None
    pull_request: int | None
    receive: bool
    """Whether what a push brings is judged, as git tells it to `pre-receive`."""


class Check(click.Command):
    """Takes `--branch=RAMA` at its word: to click, a name that opens with «-» is another option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, those names set apart."""
        named = [argument.removeprefix("--branch=") for argument in args if argument.startswith("--branch=")]
        rest = super().parse_args(ctx, [argument for argument in args if not argument.startswith("--branch=")])
        ctx.params["branch"] = named[-1] if named else ctx.params["branch"]
        return rest


@click.command(cls=Check, help=es.HELP, options_metavar=OPTIONS)
@click.argument("file", metavar="[ARCHIVO]", required=False)
@click.option("-m", "--message", metavar="TEXTO", multiple=True, help=es.MESSAGE)
@click.option("--range", "range_", metavar="A..B", help=es.RANGE)
@click.option("--title", metavar="TEXTO", help=es.TITLE)
@click.option("--branch", metavar="[RAMA]", is_flag=False, flag_value=HERE, help=es.BRANCH)
@click.option("--pull-request", metavar="N", type=click.IntRange(min=1), help=es.PULL_REQUEST)
@click.option("--receive", is_flag=True, help=es.RECEIVE)
@click.option("--fix", is_flag=True, help=es.FIX)
@click.option("--hook", is_flag=True, help=es.HOOK)
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), help=es.FORMAT)
@click.option("--json", "as_json", is_flag=True, help=es.JSON)
@click.option("-q", "--quiet", is_flag=True, help=es.QUIET)
@click.option("--explain", metavar="CÓDIGO", help=es.EXPLAIN)
@click.pass_obj
def command(
    app: App, /, *, fix: bool, hook: bool, format_: str | None, as_json: bool, quiet: bool, explain: str | None,
    **asked: Any,
) -> int:  # fmt: skip
    """Judge what comes through every door that was named, in one report."""
    if explain is not None:
        click.echo(explanation(app, explain))
        return 0
    shape = chosen(format_, as_json=as_json)
    doors = Doors(**asked)
    if fix:
        rewrite(app, doors.file)
    try:
        code = show(judged(app, doors, hook=hook), shape, quiet=quiet, hook=hook)
    except Exception as problem:
        if hook and doors.file and not isinstance(problem, OSError):
            keep_unjudged(app, doors.file)
        raise
    if hook and code and doors.file:
        keep_refused(app, doors.file)
    remember_settings(app)
    return code


def chosen(format_: str | None, *, as_json: bool) -> str:
    """The one format that was asked for. Raises UsageError where there are two."""
    if as_json and format_ not in (None, "json"):
        raise click.UsageError(es.TWO_FORMATS)
    return "json" if as_json else format_ or "text"


def judged(app: App, doors: Doors, *, hook: bool) -> Iterator[Verdict]:
    """The verdicts of every door, in the order of the help. Raises NothingToCheck where there is none."""
    doors_verdicts: list[Iterable[Verdict]] = []
    if doors.file is not None:
        doors_verdicts.append(((of_commit if hook else of_file)(app, doors.file),))
    if doors.message:
        message = "\n\n".join(doors.message)
        doors_verdicts.append((judge_text(message, app.settings.commit, source=es.FROM_MESSAGE),))
    if doors.range_ is not None:
        doors_verdicts.append(of_range(app, doors.range_))
    if doors.title is not None:
        doors_verdicts.append((judge_title(doors.title, app.settings.commit, source=es.FROM_TITLE),))
    if doors.branch is not None:
        doors_verdicts.append((of_branch(app, doors.branch),))
    if doors.pull_request is not None:
        doors_verdicts.append(of_pull_request(app, doors.pull_request))
    if doors.receive:
        doors_verdicts.append(of_push(app))
    if not doors_verdicts:
        raise NothingToCheck(fixing=False)
    return chain.from_iterable(doors_verdicts)


def show(verdicts: Iterable[Verdict], format_: str, *, quiet: bool, hook: bool) -> int:
    """Print the verdicts as they come; 1 when one of them has an error, 70 when judging one went wrong.

    A hook tells people only what it found.
    """
    tally = Tally()
    for piece in FORMATS[format_](verdicts, tally):
        if not (quiet or (hook and format_ == "text" and tally.clean)):
            click.echo(piece)
    return tally.code


def of_file(app: App, file: str) -> Verdict:
    """A message file, cleaned as git will clean it. Raises MessageMissing."""
    on_disk = "" if file == "-" else file
    return judge(read(app, file), app.settings.commit, storage_here(app), source=file, file=on_disk)


def of_commit(app: App, file: str) -> Verdict:
    """As a hook: the message file, and what its scope says of what is staged."""
    verdict, rules = of_file(app, file), app.settings.commit
    if not rules.scope_paths:
        return verdict
    from relcommit.repo.messages.range_check import with_scope_paths
    from relcommit.repo.messages.touched import touched_now

    return with_scope_paths(verdict, touched_now(app.git, app.environment), rules)


def of_range(app: App, wanted: str) -> Iterator[Verdict]:
    """The commits of a range, by the settings here; in a bare repository, by those of the branch it starts from.

    Raises RangeUnknown and RangeCut.
    """
    from relcommit.repo.messages.range_check import judge_range

    git = app.history
    if git.root != git.folder:
        return judge_range(git, wanted, app.settings.commit)
    from relcommit.repo.messages.receive import Update, settings_for

    start = wanted.partition("..")[0].rstrip(".") if ".." in wanted else ""
    return judge_range(git, wanted, settings_for(git, Update(start, "", "")).commit)


def of_push(app: App) -> Iterator[Verdict]:
    """What a push brings, by the settings of each branch that it moves.

    Raises ReceivedUnreadable, and what is wrong with the settings.
    """
    from relcommit.repo.messages.receive import judge_push, read_updates

    text = read(app, "-").decode("utf-8", "surrogateescape")
    yield from judge_push(app.history, read_updates(text.removesuffix("\n").split("\n") if text else ()))


def of_branch(app: App, name: str) -> Verdict:
    """A branch's name. Raises NoBranch where HEAD is on none."""
    from relcommit.commits.branch import check_branch

    if name == HERE:
        name = app.git.text("symbolic-ref", "--quiet", "--short", "HEAD", ok=(0, 1))
        if not name:
            raise NoBranch
    return Verdict(es.FROM_BRANCH, name, check_branch(name, app.settings.branch))


def of_pull_request(app: App, number: int) -> Iterator[Verdict]:
    """What each way of merging would write, judged with the base branch's settings, as the Action does.

    Raises PullRequestNotHere, SettingsOutOfReach, and Refused when GitHub does not answer.
    """
    from relcommit.application.policy import settings_of_branch
    from relcommit.forge.api import GitHubApi
    from relcommit.forge.choose import Local
    from relcommit.forge.merging import read_merging
    from relcommit.probes.sources.github_pull import read_pull

    if isinstance(app.home, Local):
        raise PullRequestNotHere("local")
    if app.token is None:
        raise PullRequestNotHere("no-token")
    api = GitHubApi(app.home, app.token, timeout=app.settings.forge.patience)
    merging = read_merging(api, number)
    rules = settings_of_branch(read_pull(api, number).base, app.git, api).commit
    output.complain(es.merging(merging))
    return judge_merging(merging, rules, source=es.FROM_TITLE)


def storage_here(app: App) -> Storage:
    """How git stores a message where relcommit was called, in a repository or not."""
    from relcommit.repo.messages.message_file import storage_of

    try:
        return storage_of(app.git)
    except NotInState:
        return storage_of(None)


def read(app: App, file: str) -> bytes:
    """The bytes of a message; `-` is standard input. Raises MessageMissing."""
    if file == "-":
        if sys.stdin is None:  # so Python says that it was closed
            raise MessageMissing(file, "")
        return sys.stdin.buffer.read()
    try:
        return (app.folder / file).read_bytes()
    except OSError as why:
        raise MessageMissing(file, system_reason(why.errno or 0)) from why


def rewrite(app: App, file: str | None) -> None:
    """Mend a message file in place, keeping its encoding and line ends. Raises NothingToCheck and MessageMissing."""
    from relcommit.repo.messages.message_file import mend

    if file is None or file == "-":
        raise NothingToCheck(fixing=True)
    data = read(app, file)
    mended = mend(data, app.settings.commit, storage_here(app))
    if mended == data:
        return
    try:
        (app.folder / file).write_bytes(mended)
    except OSError as why:
        raise MessageMissing(file, system_reason(why.errno or 0)) from why
    output.complain(es.fixed(file))


def keep_refused(app: App, file: str) -> None:
    """As a hook: save the refused message, and say how to go on with it."""
    from relcommit.repo.messages.file_check import kept_for_later

    advice = kept_for_later(of_commit(app, file), read(app, file), storage_here(app))
    if advice:
        output.complain(advice)


def keep_unjudged(app: App, file: str) -> None:
    """As a hook that could not judge: save the message all the same; a full disk would not hold it."""
    from relcommit.repo.messages.file_check import kept_unjudged

    output.complain(kept_unjudged(str(app.folder / file)))


def remember_settings(app: App) -> None:
    """Keep the settings at hand in git's folder, so that the next call need not read TOML: see `quick_check`."""
    from relcommit.repo.messages.cache_marker import write_cache

    with contextlib.suppress(NotInState, OSError):
        write_cache(str(app.git.folder), str(app.git.root), app.settings.commit)


def explanation(app: App, code: str) -> str:
    """The story behind a code, and what the settings here say of it. Raises NoSuchCode, and wrong settings."""
    from relcommit.text.es.commits.findings import EXPLANATIONS
    from relcommit.text.es.commits.findings import explanation as words

    if code in EXPLANATIONS:
        return f"{code}\n\n{words(code, app.settings.commit)}\n\n{es.here(code, app.settings.commit)}".rstrip()
    from difflib import get_close_matches

    near = get_close_matches(code, EXPLANATIONS, n=1)
    raise NoSuchCode(code, near[0] if near else None)
