"""Asks at a terminal for what a plan lacks, one question each, and offers to write the answers into it."""

import difflib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from relcommit.application.app import App
from relcommit.application.plan_file import read_plan_text
from relcommit.application.prepare.plan_answers import Answers, Gap, answered, branch_fault, gaps_in, header_fault
from relcommit.cli import output
from relcommit.cli.runs import says_yes
from relcommit.plan.edits import written
from relcommit.plan.reader import read_plan
from relcommit.text.es import plan as es

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relcommit.application.prepare.document_promises import OpenPromise
    from relcommit.plan.model import Plan


def ask_for_gaps(app: App, file: str, answers: Answers) -> Answers:
    """The answers with what was missing; each is checked at once and asked again until it can be used."""
    plan = answered(read_plan(read_plan_text(app.folder, file), file), answers)
    for gap in gaps_in(plan, app.settings):
        output.say(gap.reason.explain())
        answers = _with(answers, gap, _ask(app, plan, gap))
        plan = answered(plan, answers)
    return answers


def _ask(app: App, plan: "Plan", gap: Gap) -> str:
    while True:
        text = click.prompt(es.QUESTIONS[gap.name], default=gap.proposal, show_default=gap.proposal is not None)
        answer = " ".join(str(text).split())
        tried = answered(plan, _with(Answers(), gap, answer))
        fault = (branch_fault if gap.name == "branch" else header_fault)(tried, app.settings)
        if fault is None:
            return answer
        output.say(fault.explain().partition("\n")[0])


def _with(answers: Answers, gap: Gap, text: str) -> Answers:
    return replace(answers, branch=text) if gap.name == "branch" else replace(answers, header=text)


def offer_to_write(app: App, file: str, given: Answers, answers: Answers) -> None:
    """Show what was asked for as a change of the plan, and write it where somebody says so."""
    values = {
        name: value
        for name in ("branch", "header")
        if (value := getattr(answers, name)) and value != getattr(given, name)
    }
    path = app.folder / file
    if not values or file == "-" or not path.is_file():
        return
    text = path.read_bytes().decode("utf-8")
    changed = written(text, read_plan(text, file), values)
    if changed is None:
        output.say(es.NOT_WRITABLE)
        return
    output.say(changes_of(file, text, changed))
    if says_yes(es.WRITE_INTO_PLAN):
        write_plan(path, changed)


def tell_promises(app: App, file: str, promises: "Sequence[OpenPromise]", *, can_write: bool) -> bool:
    """Say what the plan's own words would move and nothing decides; write it into the plan where somebody says so."""
    accepted = False
    for promise in promises:
        output.complain(
            es.open_promise(file, promise.promise.line, promise.promise.text, promise.folder, promise.paths)
        )
        path = app.folder / file
        if not promise.paths:
            continue
        if not can_write or file == "-" or not path.is_file():
            output.complain(es.promise_section(promise.lines))
            continue
        text = path.read_bytes().decode("utf-8")
        newline = "\r\n" if "\r\n" in text else "\n"
        changed = text.rstrip("\r\n") + newline * 2 + newline.join(promise.lines) + newline
        output.say(changes_of(file, text, changed))
        if says_yes(es.WRITE_INTO_PLAN):
            write_plan(path, changed)
            accepted = True
    return accepted


def changes_of(file: str, before: str, after: str) -> str:
    """The difference between two texts of a plan, as `diff -u` shows it."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), file, file, lineterm="", n=1)
    return "\n".join(lines)


def write_plan(path: Path, text: str) -> None:
    """Put a plan's new text in its place at once: a crash leaves the old one or the new one."""
    fresh = path.with_name(f".{path.name}.relcommit")
    fresh.write_bytes(text.encode("utf-8"))
    fresh.chmod(path.stat().st_mode & 0o777)
    fresh.replace(path)
