"""`relcommit checklist`: the items of a plan, their evidence, what people say of them, and the Action's door."""

from typing import TYPE_CHECKING, Any

import click

from relcommit.application.app import App
from relcommit.checklist.model import PHASE_WORDS
from relcommit.cli import options, output
from relcommit.text.es import checklist as es
from relcommit.text.es.help import OPTIONS

if TYPE_CHECKING:
    from relcommit.checklist.model import ChecklistItem, Phase
    from relcommit.checklist.report import Report
    from relcommit.checklist.verdict import Judged
    from relcommit.forge.api import GitHubApi
    from relcommit.probes.assess import Examiner

_number = click.option("--pull-request", "number", metavar="N", type=click.IntRange(min=1), help=es.PULL_REQUEST)


@click.group(help=es.HELP, options_metavar=OPTIONS, subcommand_metavar="ORDEN [ARGUMENTOS]…")
def command() -> None:
    """The list of «Done», as evidence."""


@command.command("show", help=es.SHOW_HELP, short_help=es.SHOW_SHORT, options_metavar=OPTIONS)
@click.argument("plan", metavar="[PLAN]", required=False)
@options.as_json
@click.pass_obj
def show(app: App, plan: str | None, as_json: bool) -> None:
    """Every item, with what was inferred and from which words."""
    from relcommit.application.evidence import read_named_plan
    from relcommit.checklist.items import items_of

    named = read_named_plan(app, plan)
    items = items_of(named, tuple(app.settings.approvals))
    if as_json:
        output.say_json({"items": [as_object(item) for item in items]})
    else:
        output.say("\n".join(_shown(items)) or es.nothing_asked(named.file))


@command.command("verify", help=es.VERIFY_HELP, short_help=es.VERIFY_SHORT, options_metavar=OPTIONS)
@click.argument("plan", metavar="[PLAN]", required=False)
@_number
@click.option("--phase", "moment", type=click.Choice(list(PHASE_WORDS)), default="antes", help=es.PHASE)
@options.as_json
@click.pass_obj
def verify(app: App, plan: str | None, number: int | None, moment: str, as_json: bool) -> int:
    """Look for the evidence; 1 where a required item of the phase does not hold."""
    from relcommit.text.evidence import lines

    report, phase = _report(app, plan, number), PHASE_WORDS[moment]
    if as_json:
        output.say_json(_report_object(report, phase))
    else:
        output.say("\n".join(lines(report)))
    return 1 if report.missing(phase) else 0


@command.command("attest", help=es.ATTEST_HELP, short_help=es.ATTEST_SHORT, options_metavar=OPTIONS)
@click.argument("name", metavar="ID")
@click.option("--reason", metavar="TEXTO", required=True, help=es.REASON)
@click.option("--not-applicable", is_flag=True, help=es.NOT_APPLICABLE)
@_number
@click.pass_obj
def attest(app: App, name: str, reason: str, not_applicable: bool, number: int | None) -> None:
    """Say it in a comment of the pull request, and show what it is worth."""
    from relcommit.application.evidence import examined, examiner, github_api, open_pull_request
    from relcommit.checklist import attest as saying
    from relcommit.text.evidence import item_lines

    api = github_api(app)
    pull_request = number or open_pull_request(app, api)
    judge = examiner(app, api, local=False)
    report = examined(api, judge, pull_request)
    item = _item(report, name).item
    body = saying.command("no-aplica" if not_applicable else "atestar", item.id, reason, report.head)
    _look_first(api, judge, report, item.id, body)
    output.say(es.attested(item.id, api.send("POST", f"issues/{pull_request}/comments", {"body": body})["html_url"]))
    report = examined(api, judge, pull_request)
    output.say("\n".join(item_lines(_item(report, name), report.roles)))


def _look_first(api: "GitHubApi", judge: "Examiner", report: "Report", name: str, body: str) -> None:
    """Whether a testimony would count, before it is written. Raises AttestationRefused."""
    from relcommit.checklist.verdict import HOLDING
    from relcommit.errors.checklist import AttestationRefused
    from relcommit.forge.publishing import Publisher
    from relcommit.text.es.checklist import verdicts

    number = report.pull_request or 0
    heard = _item(judge.examine(number, trial=(Publisher(api).login, body))[0], name)
    changes = heard.verdicts != _item(report, name).verdicts
    refused = [verdict for verdict in heard.verdicts if verdict.code.startswith("attestation-")]
    if heard.state() not in HOLDING and (refused or not changes):
        raise AttestationRefused(name, verdicts.sentence((refused or [heard.worst()])[0]))


def as_object(item: "ChecklistItem") -> dict[str, Any]:
    """An item as JSON."""
    return {
        "id": item.id,
        "text": item.text,
        "line": item.line,
        "section": item.section,
        "phase": item.phase,
        "kind": item.kind,
        "why": "; ".join(es.why(proof.kind, proof.words) for proof in item.proofs),
        "required": item.required,
        "role": item.role,
    }


def _report(app: App, plan: str | None, number: int | None) -> "Report":
    """Of the pull request where there is one, else of the plan as it stands here."""
    from relcommit.application import evidence as examining
    from relcommit.errors.checklist import NoPullRequest, NotOnGitHub
    from relcommit.errors.forge import TokenMissing

    try:
        api = examining.github_api(app)
        pull_request = number or examining.open_pull_request(app, api)
    except (NoPullRequest, NotOnGitHub, TokenMissing):
        if number is not None:
            raise
        named = examining.read_named_plan(app, plan)
        return examining.examine_here(app, named, examining.base_of(app, named))
    return examining.examined(api, examining.examiner(app, api, plan=plan or "", local=True), pull_request)


def _item(report: "Report", name: str) -> "Judged":
    from difflib import get_close_matches

    from relcommit.errors.checklist import NoSuchItem

    items = {judged.item.id: judged for judged in report.items}
    if name not in items:
        close = get_close_matches(name, items, n=1)
        raise NoSuchItem(name, close[0] if close else None)
    return items[name]


def _shown(items: "tuple[ChecklistItem, ...]") -> list[str]:
    from relcommit.text.es.checklist.verdicts import PHASES, SECTIONS

    lines: list[str] = []
    section = ""
    for item in items:
        if item.section != section:
            section = item.section
            lines += [*([""] if lines else []), SECTIONS[item.section]]
        lines.append(es.item_line(item.id, item.text, required=item.required, role=item.role))
        lines += [f"      {PHASES[proof.phase]}: {es.why(proof.kind, proof.words)}." for proof in item.proofs]
        lines += [f"      {es.ignored(mark)}." for mark in item.ignored]
    return lines


def _report_object(report: "Report", phase: "Phase") -> dict[str, Any]:
    missing = {judged.item.id for judged in report.missing(phase)}
    return {
        "ok": not missing,
        "phase": phase,
        "pull_request": report.pull_request,
        "head": report.head or None,
        "plans": list(report.plans),
        "items": [_judged_object(judged, report, holds=judged.item.id not in missing) for judged in report.items],
        "tampered": [{"change": change.change, "id": change.id or None} for change in report.tampered],
    }


def _judged_object(judged: "Judged", report: "Report", *, holds: bool) -> dict[str, Any]:
    from relcommit.text.es.checklist.verdicts import sentence, turn

    evidence = [
        {
            "kind": proof.kind,
            "phase": proof.phase,
            "state": verdict.state,
            "code": verdict.code,
            "message": sentence(verdict),
            "source": verdict.source or None,
            "at": verdict.at.isoformat() if verdict.at else None,
            "trust": verdict.trust,
            "turn": turn(verdict.turn, report.roles) or None,
        }
        for proof, verdict in zip(judged.item.proofs, judged.verdicts, strict=True)
    ]
    return {**as_object(judged.item), "state": judged.state(), "holds": holds, "evidence": evidence}
