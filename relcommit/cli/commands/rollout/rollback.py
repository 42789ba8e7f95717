"""`relcommit rollout rollback`: the way back printed, its evidence kept, its postmortem written; run on a typed yes."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from relcommit.application.app import App
from relcommit.cli import output
from relcommit.cli.commands.rollout import options
from relcommit.names import RepoPath
from relcommit.text.es.help import OPTIONS
from relcommit.text.es.rollout import amounts
from relcommit.text.es.rollout import help as words
from relcommit.text.es.rollout import rollback as rollback_es
from relcommit.text.es.rollout import timeline as timeline_es
from relcommit.text.es.rollout import verdict as verdict_es

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relcommit.application.rollout.rollout_inputs import Asked, Evidence
    from relcommit.application.rollout.rollout_rollback import WayBack
    from relcommit.probes.sources.rollout_log import Events
    from relcommit.rollout.model import Judgement

_TYPED = 8
_EVIDENCE_FOLDER = "evidencia"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to write, and what is said of it."""

    text: str | None
    """`None` where it stays as it is."""
    words: str


@click.command(help=words.ROLLBACK_HELP, options_metavar=OPTIONS)
@options.plan
@options.events
@options.deployments
@click.option("--reason", metavar="TEXTO", default="", help=words.REASON)
@click.option("--owner", metavar="NOMBRE", default="", help=words.OWNER)
@click.option("--run", is_flag=True, help=words.RUN)
@click.pass_obj
def command(app: App, plan: str | None, events: str, deployments: str, reason: str, owner: str, run: bool) -> None:
    """Read, judge as far as there is evidence, tell, keep; act only for a person who types the version."""
    from relcommit.application.rollout.rollout_inputs import asked_of
    from relcommit.application.rollout.rollout_rollback import way_back

    asked = asked_of(app, plan)
    evidence = options.evidence(app, asked, events, deployments)
    if run:
        _may_run(app)
    canary = evidence.canary(evidence.clock)
    judgement, log, why = _judged(asked, evidence)
    way = way_back(evidence, canary, judgement, reason)
    _tell(evidence, way, judgement, why)
    files = dict(_papers(asked, evidence, way, judgement, log, owner))
    _write(app, asked, evidence, files)
    if run:
        _run(app, evidence, way)


def _may_run(app: App) -> None:
    """Raises NotInCi, and NotConfirmed where no person can type."""
    from relcommit.application.machine import in_ci
    from relcommit.errors.rollout import NeedsTerminal, NotInCi

    if in_ci(app.environment):
        raise NotInCi("«rollback --run»")
    if not output.has_terminal():
        raise NeedsTerminal


def _judged(asked: "Asked", evidence: "Evidence") -> "tuple[Judgement | None, Events | None, str]":
    """The verdict where there is one: going back waits for none."""
    from relcommit.application.rollout.rollout_inputs import judgement_of
    from relcommit.errors.base import NotInState, Refused, Unreadable

    try:
        judgement, events = judgement_of(asked, evidence, evidence.clock)
    except (NotInState, Refused, Unreadable) as problem:
        return None, None, problem.explain().split("\n")[0]
    return judgement, events, ""


def _tell(evidence: "Evidence", way: "WayBack", judgement: "Judgement | None", why: str) -> None:
    from relcommit.application.rollout.rollout_rollback import split_text

    canary = way.canary
    served = judgement.requests[0] if judgement and judgement.measured_share is not None else None
    share = way.split.shares.get(canary.version, 0.0)
    source = way.migrations[0].source if way.migrations else ""
    names = [migration.name for migration in way.migrations]
    output.say(rollback_es.beware(names, source, canary.stable, seen=way.migrations_seen))
    output.say(rollback_es.going_back(canary, share, int(evidence.clock - canary.start), served))
    output.say(rollback_es.in_force(split_text(way.split), evidence.splits_source))
    output.say(rollback_es.run_this(way.shown, known=way.known))
    if why:
        output.say(rollback_es.no_evidence(why))
    elif judgement is not None:
        output.say(f"Veredicto  {verdict_es.OUTCOMES[judgement.outcome]}: {timeline_es.timeline(canary, judgement)}")


def _papers(
    asked: "Asked",
    evidence: "Evidence",
    way: "WayBack",
    judgement: "Judgement | None",
    events: "Events | None",
    owner: str,
) -> "Iterator[tuple[RepoPath, Paper]]":
    """The evidence, and the postmortem unless somebody has begun it, with what is said once they are written."""
    from relcommit.application.rollout.rollout_rollback import bundle, owner_of, postmortem_values
    from relcommit.cli.commands.rollout.verdict import as_object
    from relcommit.rollout.judge import state_of
    from relcommit.text.templates import render

    verdict = as_object(judgement, state_of(way.canary, asked.stage, judgement.now)) if judgement else None
    content = bundle(asked.plan.file, judgement, verdict, events, evidence, way)
    saved = f"{_EVIDENCE_FOLDER}/{evidence.now:%Y-%m-%d-%H%M%S}-{amounts.short(way.canary.version)}.json"
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    yield RepoPath(saved), Paper(text, rollback_es.kept(saved, len(content["minutes"]), len(content["rows"])))
    current = evidence.app.settings.docs.current.strip("/")
    folder = "docs/vigentes" if current in ("", ".") else current
    name = f"{folder}/incidentes/{evidence.now:%Y-%m-%d}-{amounts.short(way.canary.version)}.md"
    if (evidence.root / name).exists():
        yield RepoPath(name), Paper(None, rollback_es.postmortem_stays(name))
        return
    values = postmortem_values(
        asked.plan.title or asked.plan.file,
        asked.stage,
        way,
        judgement,
        evidence,
        owner or owner_of(evidence.app),
        saved,
    )
    words = rollback_es.postmortem_written(name, str(values["deadline"]))
    yield RepoPath(name), Paper(render("postmortem.md.j2", values), words)


def _write(app: App, asked: "Asked", evidence: "Evidence", papers: "dict[RepoPath, Paper]") -> None:
    """Write them as steps of a run that `relcommit undo` takes back; in a folder that is no repository, plainly."""
    from relcommit.application.clock import SystemClock
    from relcommit.application.rollout.rollout_inputs import in_repository
    from relcommit.cli.progress import Telling
    from relcommit.cli.runs import carry_out, holding, name_run
    from relcommit.engine.journal import Order
    from relcommit.repo.files import WorkingFiles
    from relcommit.steps import WriteFile

    contents = {
        path: output.hidden(paper.text).encode("utf-8") for path, paper in papers.items() if paper.text is not None
    }
    if in_repository(app):
        steps = [WriteFile(path, content) for path, content in contents.items()]
        with holding(app):
            name, started = name_run(app, SystemClock())
            order = Order(run=name, command="rollout rollback", plan=asked.plan.file, started=started, artifacts={})
            carry_out(app, steps, order, Telling(quiet=True))
    else:
        for path, content in contents.items():
            WorkingFiles(evidence.root).put(path, content)
    output.say("\n".join(paper.words for paper in papers.values()))


def _run(app: App, evidence: "Evidence", way: "WayBack") -> None:
    """Ask for the version, look at the split again, and send it once. Raises NotConfirmed and SplitMoved."""
    from relcommit.application.rollout.rollout_ledger import send_once
    from relcommit.application.rollout.rollout_rollback import split_text
    from relcommit.errors.rollout import NotConfirmed, NothingToRun, SplitMoved
    from relcommit.rollout.facts import served_now

    if not way.command:
        raise NothingToRun
    wanted = way.canary.stable[:_TYPED]
    typed = click.prompt(
        rollback_es.type_version(way.canary.stable), default="", show_default=False, prompt_suffix=": "
    )
    if typed.strip() != wanted:
        raise NotConfirmed(wanted)
    again = options.again(evidence)
    split = served_now(again.splits, again.clock)
    if split is None or dict(split.shares) != dict(way.split.shares):
        raise SplitMoved(split_text(way.split), split_text(split) if split else "ninguno")
    send_once(app, way)
    output.say(rollback_es.sent(way.shown))
