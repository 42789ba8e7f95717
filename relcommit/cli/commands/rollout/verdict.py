"""`relcommit rollout verdict`: whether the canary is worse than the stable version, with the counts that say it."""

from collections.abc import Callable
from time import sleep
from typing import TYPE_CHECKING, Any

import click

from relcommit.application.app import App
from relcommit.cli import options as shared
from relcommit.cli import output
from relcommit.cli.commands.rollout import options
from relcommit.text.es.help import OPTIONS
from relcommit.text.es.rollout import help as words
from relcommit.text.es.rollout import verdict as verdict_es

if TYPE_CHECKING:
    from relcommit.application.rollout.rollout_inputs import Asked
    from relcommit.rollout.model import Judgement, Outcome

UNKNOWN = 7
_EXITS: "dict[Outcome, int]" = {"no_regression": 0, "regression": 1, "pause": 1}
_LOOK_SECONDS = 120


@click.command(help=words.VERDICT_HELP, options_metavar=OPTIONS)
@options.plan
@options.events
@options.deployments
@options.moment
@click.option("--watch", is_flag=True, help=words.WATCH)
@shared.as_json
@click.pass_obj
def command(
    app: App, plan: str | None, events: str, deployments: str, moment: str | None, watch: bool, as_json: bool
) -> int:
    """Judge once, or until it is known; the exit code tells the outcome."""
    from relcommit.application.rollout.rollout_inputs import asked_of, judgement_of, moment_of

    asked = asked_of(app, plan)
    once = not watch or bool(moment)

    def look() -> "Judgement":
        evidence = options.evidence(app, asked, events, deployments)
        judgement, _ = judgement_of(asked, evidence, moment_of(moment, evidence.now))
        _tell(asked, judgement, evidence.committed, as_json=as_json, on_one_line=watch)
        return judgement

    return exit_code(look() if once else watched(look, sleep))


def watched(look: Callable[[], "Judgement"], pause: Callable[[float], object]) -> "Judgement":
    """Look until it is known or the window is over; the last judgement."""
    while (judgement := look()).outcome == "not_yet":
        pause(_LOOK_SECONDS)
    return judgement


def exit_code(judgement: "Judgement") -> int:
    """0 for no regression, 1 for one or for a pause, 7 for what is not known."""
    return _EXITS.get(judgement.outcome, UNKNOWN)


def _tell(
    asked: "Asked", judgement: "Judgement", committed: tuple[str, ...], *, as_json: bool, on_one_line: bool
) -> None:
    """One text, or one JSON object; on a line of its own where more may follow."""
    from relcommit.rollout.judge import state_of

    state = state_of(judgement.canary, asked.stage, judgement.now)
    if as_json:
        output.say_json({**as_object(judgement, state), "committed": list(committed)}, on_one_line=on_one_line)
    else:
        output.say("\n".join(verdict_es.verdict(judgement, asked.stage, state, asked.plan.file, committed)))


def as_object(judgement: "Judgement", state: str) -> dict[str, Any]:
    """A judgement as JSON; times are ISO 8601 in UTC."""
    canary = judgement.canary
    return {
        "outcome": judgement.outcome,
        "exit": exit_code(judgement),
        "state": state,
        "reason": judgement.reason or None,
        "at": moment(judgement.now),
        "canary": {
            "version": canary.version, "share": canary.share, "since": moment(canary.start),
            "promoted": moment(canary.promoted), "ended": moment(canary.ended), "reverted": canary.reverted,
        },
        "stable": canary.stable,
        "requests": {"canary": judgement.requests[0], "stable": judgement.requests[1]},
        "measured_share": judgement.measured_share,
        "newest": moment(judgement.newest),
        "triggers": [
            {
                "id": ruling.trigger.id, "text": ruling.trigger.text, "line": ruling.trigger.line,
                "kind": ruling.trigger.kind, "outcome": ruling.outcome, "reason": ruling.reason or None,
                "crossed": moment(ruling.crossed), "odds": round(ruling.odds, 4), "ruled_out": ruling.ruled_out,
                "counts": {
                    "canary": ruling.counts.canary, "canary_requests": ruling.counts.canary_requests,
                    "stable": ruling.counts.stable, "stable_requests": ruling.counts.stable_requests,
                },
            }
            for ruling in judgement.rulings
        ],
    }  # fmt: skip


def moment(minute: float | None) -> str | None:
    """A minute since 1970 as ISO 8601."""
    from datetime import UTC, datetime

    return None if minute is None else datetime.fromtimestamp(minute * 60, UTC).isoformat()
