"""`relcommit rollout show`: what the plan asks, what is measured, and what the traffic lets one see."""

from typing import TYPE_CHECKING, Any

import click

from relcommit.application.app import App
from relcommit.cli import options as shared
from relcommit.cli import output
from relcommit.cli.commands.rollout import options
from relcommit.text.es.help import OPTIONS
from relcommit.text.es.rollout import help as words
from relcommit.text.es.rollout import request as request_es

if TYPE_CHECKING:
    from relcommit.application.rollout.rollout_inputs import Asked, Evidence

_USUAL_SHARE = 0.1
_WIDER_SHARE = 0.5


@click.command(help=words.SHOW_HELP, options_metavar=OPTIONS)
@options.plan
@options.events
@click.option("--sql", is_flag=True, help=words.SQL)
@shared.as_json
@click.pass_obj
def command(app: App, plan: str | None, events: str, sql: bool, as_json: bool) -> None:
    """Read the plan, read the rows where there are any, and tell."""
    from relcommit.application.rollout.rollout_inputs import asked_of

    asked = asked_of(app, plan)
    evidence = options.evidence(app, asked, events, "")
    if sql:
        output.say(_query(asked, evidence))
    elif as_json:
        output.say_json(as_object(asked))
    else:
        output.say("\n".join([*request_es.shown(asked.triggers, asked.stage), *_sight(asked, evidence)]))


def _query(asked: "Asked", evidence: "Evidence") -> str:
    """The query for the columns that the settings name."""
    from relcommit.application.rollout.rollout_inputs import query_sql

    return query_sql(evidence.settings, asked.triggers) + ";"


def _sight(asked: "Asked", evidence: "Evidence") -> list[str]:
    """What the traffic of the last week would show of this plan's canary."""
    from relcommit.application.rollout.rollout_inputs import hourly
    from relcommit.errors.rollout import EventsMissing, NoVersionColumn
    from relcommit.rollout import odds
    from relcommit.rollout.model import ERRORS

    try:
        _, name = evidence.source
    except EventsMissing:
        return ["", request_es.NO_EVENTS]
    try:
        events = evidence.events(asked.triggers, evidence.clock)
    except NoVersionColumn as lacking:
        return ["", *request_es.no_column(name, lacking.columns)]
    metrics = dict.fromkeys(trigger.metric for trigger in asked.judged)
    lines = list(request_es.lacking([metric for metric in metrics if metric not in events.reading.metrics], name))
    newest = events.log.newest or evidence.clock
    traffic = hourly(events.log, ERRORS, newest + 1)
    if traffic is None:
        return ["", request_es.NO_EVENTS, *lines]
    requests, incidents = traffic
    share = asked.stage.share.value if asked.stage.share else _USUAL_SHARE
    window, enough = asked.stage.longest.value, evidence.settings.odds
    sights = [
        (part, window, odds.visible(incidents, part, window, enough))
        for part in dict.fromkeys((share, max(share, _WIDER_SHARE)))
    ]
    ratios = [trigger.limit for trigger in asked.judged if trigger.kind == "ratio"]
    needed = [
        request_es.time_needed(odds.time_for(incidents, share, ratio, enough), ratio, share) for ratio in ratios[:1]
    ]
    return [
        "",
        *request_es.visible(requests, incidents, sights),
        *needed,
        *([request_es.MORE_SHARE] if needed else []),
        *lines,
    ]


def as_object(asked: "Asked") -> dict[str, Any]:
    """What was read, as JSON."""
    stage = asked.stage
    spans = {
        "share": stage.share, "shortest_minutes": stage.shortest, "longest_minutes": stage.longest,
        "observed_hours": stage.observed, "postmortem_hours": stage.postmortem,
    }  # fmt: skip
    return {
        "plan": asked.plan.file,
        "stage": {
            name: {"value": span.value, "line": span.line or None} if span else None for name, span in spans.items()
        },
        "triggers": [
            {
                "id": trigger.id, "text": trigger.text, "line": trigger.line, "kind": trigger.kind,
                "measured": trigger.is_judged, "metric": trigger.metric if trigger.is_judged else None,
                "limit": trigger.limit if trigger.is_judged else None, "minutes": trigger.minutes,
                "pauses": trigger.pauses, "reason": trigger.reason or None,
            }
            for trigger in asked.triggers
        ],
    }  # fmt: skip
