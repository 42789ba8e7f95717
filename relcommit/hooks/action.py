"""The entry point of the GitHub Action: read the event, judge with the base's settings, annotate, sum up.

Nothing of the head is ever checked out or run. Whatever cannot be read is a failure, never a pass.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

from relcommit.application.policy import settings_at, settings_of_branch
from relcommit.commits.judge import Verdict, judge_merging, judge_written
from relcommit.commits.squash import Landing, MergeSettings, Merging
from relcommit.errors.base import NotInState
from relcommit.errors.commits import EventUnreadable, RangeUnknown
from relcommit.errors.repository import GitFailed
from relcommit.forge.api import GitHubApi
from relcommit.hooks.door import append, failed, say, words
from relcommit.hooks.event import Asked, asked
from relcommit.repo.git import Git, open_git
from relcommit.settings import CommitSettings, Settings
from relcommit.text.es.commits import action as es
from relcommit.text.es.commits import check as check_es
from relcommit.text.findings import as_github, value_of
from relcommit.text.tally import Tally
from relcommit.text.terminal import command_data, escape_control, escape_workflow_commands

MOST_SUMMARY = 1_000_000
"""Bytes that a job summary may have; GitHub takes a little more."""


def main(environment: Mapping[str, str] = os.environ) -> int:
    """The exit code of the step: 1 when something was refused, or when something could not be read."""
    try:
        return judge_event(environment)
    except Exception as problem:  # the last door
        code = failed(words(problem), environment)
    with suppress(OSError):  # as for the summary: it may be what went wrong
        put_out(environment, ok=False, errors=1, warnings=0, verdicts=())
    return code


def judge_event(environment: Mapping[str, str]) -> int:
    """Judge what the event brings, and report it. Raises whatever keeps something from being read."""
    wanted = read_event(environment)
    if wanted is None:
        say(es.nothing(environment.get("GITHUB_EVENT_NAME", "")))
        put_out(environment, ok=True, errors=0, warnings=0, verdicts=())
        return 0
    return report(list(Here(environment).verdicts(wanted)), environment)


def read_event(environment: Mapping[str, str]) -> Asked | None:
    """What the event asks for. Raises EventUnreadable."""
    name, path = environment.get("GITHUB_EVENT_NAME", ""), environment.get("GITHUB_EVENT_PATH", "")
    try:
        return asked(name, json.loads(Path(path).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as why:
        raise EventUnreadable(name, path) from why


def report(verdicts: Sequence[Verdict], environment: Mapping[str, str]) -> int:
    """Annotations to the log, the summary, the outputs."""
    tally = Tally()
    *commands, count = as_github(verdicts, tally)
    for line in sorted(commands, key=_errors_first):
        say(line)
    say(count)
    summary = es.summary(verdicts, tally.told())
    append(environment, "GITHUB_STEP_SUMMARY", summary.encode()[:MOST_SUMMARY].decode("utf-8", "ignore"))
    levels = tally.levels
    put_out(environment, ok=tally.ok, errors=levels["error"], warnings=levels["warning"], verdicts=verdicts)
    return tally.code


def put_out(
    environment: Mapping[str, str], *, ok: bool, errors: int, warnings: int, verdicts: Sequence[Verdict]
) -> None:
    """The step's outputs, behind a delimiter that nobody can guess."""
    outputs = {
        "ok": str(ok).lower(),
        "errors": str(errors),
        "warnings": str(warnings),
        "json": json.dumps({"ok": ok, "messages": [value_of(verdict) for verdict in verdicts]}),
    }
    end = token_hex(16)
    append(environment, "GITHUB_OUTPUT", "".join(f"{key}<<{end}\n{value}\n{end}\n" for key, value in outputs.items()))


def _errors_first(command: str) -> bool:
    """A runner shows the first ten annotations of a kind."""
    return not command.startswith("::error")


class Here:
    """The clone, and the API where there is a token."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.git = git_of(environment)
        self.api = api_of(environment)

    def verdicts(self, wanted: Asked) -> Iterator[Verdict]:
        """Everything that could reach the base branch."""
        rules = self.settings(wanted).commit
        if wanted.number is None:
            yield from self.placed((_judged(commit, rules) for commit in self.commits(wanted)), rules)
            return
        merging = self.merging(wanted, wanted.number)
        say(escape_workflow_commands(escape_control(check_es.merging(merging))))
        yield from self.placed(judge_merging(merging, rules, source=check_es.FROM_TITLE), rules)

    def placed(self, verdicts: Iterable[Verdict], rules: CommitSettings) -> Iterator[Verdict]:
        """The verdicts, the commits among them with what their scope says of what they touch; and what was not seen."""
        from relcommit.repo.messages.range_check import with_scope_paths
        from relcommit.repo.messages.touched import touched_by

        unseen = 0
        for verdict in verdicts:
            touched = None
            if rules.scope_paths and verdict.sha:
                touched = touched_by(self.git, verdict.sha) if self.git is not None else None
                unseen += touched is None
            yield verdict if touched is None else with_scope_paths(verdict, touched, rules)
        if unseen:
            say(f"::warning title=relcommit::{command_data(es.paths_unseen(unseen))}")

    def settings(self, wanted: Asked) -> Settings:
        """The settings that decide. Raises SettingsOutOfReach, Refused, and what is wrong with them."""
        if wanted.target:
            return settings_of_branch(wanted.target, self.git, self.api, last_seen=wanted.policy)
        return settings_at(wanted.policy, self.git, self.api)

    def merging(self, wanted: Asked, number: int) -> Merging:
        """The pull request from the API; without a token, from the event and the clone."""
        if self.api is not None:
            from relcommit.forge.merging import read_merging

            return read_merging(self.api, number)
        return Merging(
            number=number, title=wanted.title, body=wanted.body, author=wanted.author, author_email="",
            head=wanted.branch, commits=self.commits(wanted), settings=MergeSettings(known=False),
        )  # fmt: skip

    def commits(self, wanted: Asked) -> list[Landing]:
        """The range from the clone where all of it is here, else from the API.

        Raises RangeUnknown, RangeCut and Refused.
        """
        from relcommit.repo.messages.range_check import commits

        span = f"{wanted.base}..{wanted.head}" if wanted.base else wanted.head
        try:
            if self.git is None:
                raise RangeUnknown(span, "", shallow=False)
            landings = [_landing(*commit) for commit in commits(self.git, span)]
            merges = set(self.git.text("rev-list", "--merges", "--end-of-options", span, "--").split())
        except NotInState:
            if self.api is None or not wanted.base:
                raise
            from relcommit.forge.merging import read_range

            return read_range(self.api, wanted.base.removeprefix("origin/"), wanted.head)
        return [replace(landing, is_merge=landing.sha in merges) for landing in reversed(landings)]


def _landing(sha: str, author: str, email: str, message: bytes) -> Landing:
    return Landing(sha=sha, message=message.decode("utf-8", "replace"), author=author, email=email)


def _judged(one: Landing, rules: CommitSettings) -> Verdict:
    from relcommit.commits.squash import Written

    return judge_written(Written("rebase", one.message, one.sha, one.author, one.email), rules)


def git_of(environment: Mapping[str, str]) -> Git | None:
    folder = environment.get("RELCOMMIT_REPOSITORY") or environment.get("GITHUB_WORKSPACE") or "."
    try:
        return open_git(Path(folder), environment)
    except (NotInState, GitFailed):
        return None


def api_of(environment: Mapping[str, str]) -> GitHubApi | None:
    """The API of the server that runs the workflow, with the token that the workflow gives. Raises InsecureApi."""
    from relcommit.forge.choose import OnGitHub, choose
    from relcommit.forge.token import Token
    from relcommit.settings import ForgeSettings

    value = environment.get("RELCOMMIT_TOKEN", "").strip()
    repository = environment.get("GITHUB_REPOSITORY", "")
    if not value or not repository:
        return None
    api_url = environment.get("GITHUB_API_URL") or "https://api.github.com"
    home = choose(ForgeSettings(kind="github", api_url=api_url, repository=repository), None)
    assert isinstance(home, OnGitHub)  # noqa: S101 - asked for by kind
    return GitHubApi(home, Token(value, "GITHUB_TOKEN", home.host))


if __name__ == "__main__":
    sys.exit(main())
