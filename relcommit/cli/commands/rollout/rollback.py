"""`relcommit rollout rollback`: the way back printed, its evidence kept, its postmortem written; run on a typed yes."""

from typing import TYPE_CHECKING

import click

from relcommit.application.app import App
from relcommit.cli import output
from relcommit.cli.commands.rollout import options
from relcommit.text.es import rollout as es
from relcommit.text.es.help import OPTIONS

if TYPE_CHECKING:
    from relcommit.application.rollout.rollout_inputs import Asked, Evidence
    from relcommit.application.rollout.rollout_rollback import WayBack
    from relcommit.probes.sources.rollout_log import Events
    from relcommit.rollout.model import Judgement

_TYPED = 8
_EVIDENCE_FOLDER = "evidencia"


@click.command(help=es.ROLLBACK_HELP, options_metavar=OPTIONS)
@options.plan
@options.events
@options.deployments
@click.option("--reason", metavar="TEXTO", default="", help=es.REASON)
@click.option("--owner", metavar="NOMBRE", default="", help=es.OWNER)
@click.option("--run", is_flag=True, help=es.RUN)
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
    saved = _keep(asked, evidence, way, judgement, log)
    _write_postmortem(asked, evidence, way, judgement, saved, owner)
    if run:
        _run(app, evidence, way)


def _may_run(app: App) -> None:
    """Raises NotInCi, and NotConfirmed where no person can type."""
    from relcommit.application.rollout.rollout_inputs import in_ci
    from relcommit.errors.rollout import NeedsTerminal, NotInCi

    if in_ci(app):
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
    output.say(es.beware(names, source, canary.stable, seen=way.migrations_seen))
    output.say(es.going_back(canary, share, int(evidence.clock - canary.start), served))
    output.say(es.in_force(split_text(way.split), evidence.splits_source))
    output.say(es.run_this(way.shown, known=way.known))
    if why:
        output.say(es.no_evidence(why))
    elif judgement is not None:
        output.say(f"Veredicto  {es.OUTCOMES[judgement.outcome]}: {es.timeline(canary, judgement)}")


def _keep(
    asked: "Asked", evidence: "Evidence", way: "WayBack", judgement: "Judgement | None", events: "Events | None"
) -> str:
    """Write the evidence beside what was there; its path from the root."""
    import json

    from relcommit.application.rollout.rollout_rollback import bundle
    from relcommit.cli.commands.rollout.verdict import as_object
    from relcommit.rollout.judge import state_of

    verdict = as_object(judgement, state_of(way.canary, asked.stage, judgement.now)) if judgement else None
    content = bundle(asked.plan.file, judgement, verdict, events, evidence, way)
    text = output.hidden(json.dumps(content, ensure_ascii=False, indent=1))
    name = f"{_EVIDENCE_FOLDER}/{evidence.now:%Y-%m-%d-%H%M%S}-{es.short(way.canary.version)}.json"
    _write(evidence, name, text + "\n")
    output.say(es.kept(name, len(content["minutes"]), len(content["rows"])))
    return name


def _write_postmortem(
    asked: "Asked", evidence: "Evidence", way: "WayBack", judgement: "Judgement | None", saved: str, owner: str
) -> None:
    """The document, unless somebody has begun it."""
    from relcommit.application.rollout.rollout_rollback import owner_of, postmortem_values
    from relcommit.text.templates import render

    title = asked.plan.title or asked.plan.file
    current = evidence.app.settings.docs.current.strip("/")
    folder = "docs/vigentes" if current in ("", ".") else current
    name = f"{folder}/incidentes/{evidence.now:%Y-%m-%d}-{es.short(way.canary.version)}.md"
    if (evidence.root / name).exists():
        output.say(es.postmortem_stays(name))
        return
    values = postmortem_values(title, asked.stage, way, judgement, evidence, owner or owner_of(evidence.app), saved)
    text = render("postmortem.md.j2", values, team=evidence.app.templates)
    _write(evidence, name, output.hidden(text))
    output.say(es.postmortem_written(name, str(values["deadline"])))


def _write(evidence: "Evidence", name: str, text: str) -> None:
    from relcommit.names import RepoPath
    from relcommit.repo.files import WorkingFiles

    WorkingFiles(evidence.root).put(RepoPath(name), text.encode("utf-8"))


def _run(app: App, evidence: "Evidence", way: "WayBack") -> None:
    """Ask for the version, look at the split again, and send it once. Raises NotConfirmed and SplitMoved."""
    from relcommit.application.rollout.rollout_ledger import send_once
    from relcommit.application.rollout.rollout_rollback import split_text
    from relcommit.errors.rollout import NotConfirmed, NothingToRun, SplitMoved
    from relcommit.rollout.facts import served_now

    if not way.command:
        raise NothingToRun
    wanted = way.canary.stable[:_TYPED]
    typed = click.prompt(es.type_version(way.canary.stable), default="", show_default=False, prompt_suffix=": ")
    if typed.strip() != wanted:
        raise NotConfirmed(wanted)
    again = options.again(evidence)
    split = served_now(again.splits, again.clock)
    if split is None or dict(split.shares) != dict(way.split.shares):
        raise SplitMoved(split_text(way.split), split_text(split) if split else "ninguno")
    send_once(app, way)
    output.say(es.sent(way.shown))
