"""`relcommit plan`: show what was read from a plan, say what is wrong with it, write a new one."""

from typing import TYPE_CHECKING, Any

import click

from relcommit.application.app import App
from relcommit.cli import options, output
from relcommit.errors.plan import PlanExists
from relcommit.text.es import plan as es
from relcommit.text.es.help import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from relcommit.plan.accounting import Account, Line
    from relcommit.plan.lint import Fate, MetadataWarning
    from relcommit.plan.model import Finding, Item, Message, Plan, PlannedDocument

_as_json = click.option("--json", "as_json", is_flag=True, help=es.JSON)


@click.group(help=es.HELP, options_metavar=OPTIONS, subcommand_metavar="ORDEN [ARGUMENTOS]…")
def command() -> None:
    """Four ways to deal with a plan's file."""


@command.command("show", help=es.SHOW_HELP, options_metavar=OPTIONS)
@click.argument("file", metavar="PLAN")
@_as_json
@click.pass_obj
def show(app: App, file: str, as_json: bool) -> None:
    """Everything that was read, from the file alone: neither the repository nor its settings have a say."""
    from relcommit.plan.lint import gaps

    account = examine(app, file)
    findings = sorted((*gaps(account.plan), *account.findings), key=lambda finding: finding.line)
    if as_json:
        output.say_json(as_object(account, findings))
    else:
        output.say("\n".join([es.overview(account.plan), "", es.line_counts(account.lines), *_told(file, findings)]))


@command.command("lint", help=es.LINT_HELP, options_metavar=OPTIONS)
@click.argument("file", metavar="PLAN")
@click.option("--all", "whole", is_flag=True, help=es.ALL)
@_as_json
@click.pass_obj
def lint(app: App, file: str, whole: bool, as_json: bool) -> int:
    """Everything that is wrong; 1 when something of it would stop `prepare`."""
    account = examine(app, file)
    of_the_plan = found(app, account.plan, fate=fate_of(app))
    findings = sorted((*of_the_plan, *account.findings), key=lambda finding: finding.line)
    errors = sum(finding.level == "error" for finding in findings)
    if as_json:
        lines = {"lines": [_line(line) for line in account.lines]} if whole else {}
        output.say_json({"file": file, "findings": [_finding(finding) for finding in findings], **lines})
        return 1 if errors else 0
    if whole:
        output.say("\n".join([*map(es.line_in_margin, account.lines), ""]))
    if findings:
        output.say(
            "\n".join(
                [
                    *(es.place(file, finding) for finding in findings),
                    "",
                    es.lint_summary(errors, len(findings) - errors),
                ]
            )
        )
    else:
        output.say(es.NOTHING_FOUND)
    return 1 if errors else 0


@command.command("new", help=es.NEW_HELP, options_metavar=OPTIONS)
@click.option("--title", metavar="TEXTO", help=es.TITLE)
@click.option("--branch", metavar="RAMA", help=es.BRANCH)
@click.option("--base", metavar="RAMA", help=es.BASE)
@click.option("--header", metavar="TEXTO", help=es.HEADER)
@click.option("--body", metavar="TEXTO", multiple=True, help=es.BODY)
@click.option("--path", "pathspecs", metavar="RUTA", multiple=True, help=es.PATHSPEC)
@click.option("--pr-title", metavar="TEXTO", help=es.PR_TITLE)
@click.option("--gate", "gates", metavar="TEXTO", multiple=True, help=es.GATE)
@click.option("--deploy", metavar="TEXTO", multiple=True, help=es.DEPLOY)
@click.option("--rollback", metavar="TEXTO", multiple=True, help=es.ROLLBACK)
@click.option("--done", metavar="TEXTO", multiple=True, help=es.DONE)
@click.option("--current", metavar="DOCUMENTO", multiple=True, help=es.CURRENT)
@click.option("--historical", metavar="DOCUMENTO", multiple=True, help=es.HISTORICAL)
@click.option("-o", "--output", "file", metavar="ARCHIVO", default="plan.md", show_default=True, help=es.OUTPUT)
@click.pass_obj
def new(app: App, /, file: str, **options: Any) -> None:
    """Ask for what is missing, write, and read back before saving."""
    from relcommit.cli.commands.plan_new import asked, save, text_of

    if file != "-" and (app.folder / file).exists():
        raise PlanExists(file)
    text = text_of(asked(options), app.templates)
    if file == "-":
        click.echo(text, nl=False)
        return
    save(app.folder / file, file, text)
    output.say(es.written(file))


@command.command("fix", help=es.FIX_HELP, options_metavar=OPTIONS)
@click.argument("file", metavar="PLAN")
@options.dry_run
@options.yes
@click.pass_obj
def fix(app: App, file: str, dry_run: bool, yes: bool) -> int:
    """Write what can be mended; 1 where something is left that only the plan's author can say."""
    from relcommit.cli.commands.plan_fix import mend

    return mend(app, file, dry_run=dry_run, yes=yes)


def read(app: App, file: str) -> "Plan":
    """The plan that a command names. Raises PlanMissing, PlanNotText and EmptyPlan."""
    from relcommit.application.plan_file import read_plan_text
    from relcommit.plan.reader import read_plan

    return read_plan(read_plan_text(app.folder, file), file)


def examine(app: App, file: str) -> "Account":
    """The plan that a command names, with what became of each of its lines. Raises like `read`."""
    from relcommit.application.plan_file import read_plan_text
    from relcommit.plan.accounting import account

    return account(read_plan_text(app.folder, file), file)


def found(
    app: App, plan: "Plan", fate: "Callable[[PlannedDocument], Fate | None]" = lambda _: None
) -> "tuple[Finding, ...]":
    """The plan's findings by this repository's settings."""
    from relcommit.plan.lint import lint as lint_plan

    return lint_plan(plan, app.settings, judge=judge_of(app), fate=fate)


def judge_of(app: App) -> "Callable[[str], Iterable[MetadataWarning]]":
    """The rules of commit messages, ready to be asked about a header."""

    def judge(header: str) -> "Iterable[MetadataWarning]":
        from relcommit.commits.judge import judge_text
        from relcommit.text.es.commits.findings import sentence

        return [
            (finding.level, sentence(finding))
            for finding in judge_text(header, app.settings.commit, source="").findings
        ]

    return judge


def fate_of(app: App) -> "Callable[[PlannedDocument], Fate | None]":
    """What will become of a planned document in this working tree; nobody knows outside of a repository."""
    from relcommit.docs.globs import compile_glob
    from relcommit.errors.base import NotInState
    from relcommit.repo.tree import read_tree

    try:
        files = read_tree(app.git).files
    except NotInState:
        return lambda _: None
    docs = app.settings.docs
    folders = {"vigente": docs.current, "historico": docs.historical}

    def fate(document: "PlannedDocument") -> "Fate | None":
        meant = [path for path in files if compile_glob(document.path).matches(path)]
        free = [path for path in meant if not any(compile_glob(keep).matches(path) for keep in docs.keep)]
        folder = document.to or folders[document.status]
        if not meant:
            return "absent"
        if not free:
            return "kept"
        return (
            "in-place"
            if all(folder == "." or path.startswith(f"{folder}/") or path == folder for path in free)
            else None
        )

    return fate


def as_object(account: "Account", findings: "Iterable[Finding]") -> dict[str, Any]:
    """The plan as DESIGN section 5 lays it down; absent fields are null or []."""
    plan = account.plan
    return {
        "file": plan.file,
        "title": plan.title,
        "date": plan.date,
        "branch": plan.branch,
        "base": plan.base,
        "commit": _message(plan.commit) if plan.commit else None,
        "commits": [_message(commit) for commit in plan.commits],
        "pull_request": {
            "title": plan.pr_title,
            "body": plan.pr_body,
            "labels": list(plan.labels),
            "reviewers": list(plan.reviewers),
            "assignees": list(plan.assignees),
            "milestone": plan.milestone,
            "draft": plan.draft,
            "issues": list(plan.issues),
        },
        "pathspecs": list(plan.pathspecs),
        "commands": list(plan.commands),
        "gates": [{"text": item.text, "line": item.line} for item in plan.gates],
        "deploy": [{"text": item.text, "line": item.line, "details": list(item.details)} for item in plan.deploy],
        "rollback": [{"text": item.text, "line": item.line, "kind": item.kind} for item in plan.rollback],
        "done": [_done(item) for item in plan.done],
        "documents": [
            {"path": document.path, "status": document.status, "to": document.to, "line": document.line}
            for document in plan.documents
        ],
        "places": dict(plan.places),
        "lines": [_line(line) for line in account.lines],
        "findings": [_finding(finding) for finding in findings],
    }


def _line(line: "Line") -> dict[str, Any]:
    return {"line": line.number, "reading": line.reading, "fields": list(line.fields)}


def _message(message: "Message") -> dict[str, Any]:
    return {"header": message.header, "body": list(message.body), "footers": list(message.footers)}


def _done(item: "Item") -> dict[str, Any]:
    return {"text": item.text, "line": item.line, "checked": item.checked}


def _finding(finding: "Finding") -> dict[str, Any]:
    return {"level": finding.level, "code": finding.code, "line": finding.line, "message": es.finding(finding)}


def _told(file: str, findings: "Iterable[Finding]") -> list[str]:
    places = [es.place(file, finding) for finding in findings]
    return ["", *places] if places else []
