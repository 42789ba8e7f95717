"""Options and times that the orders of a rollout share."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from relcommit.text.es.rollout import help as words

if TYPE_CHECKING:
    from relcommit.application.app import App
    from relcommit.application.rollout.rollout_inputs import Asked, Evidence

plan = click.argument("plan", metavar="[PLAN]", required=False)
events = click.option("--events", metavar="ARCHIVO", default="", help=words.EVENTS)
deployments = click.option("--deployments", metavar="ARCHIVO", default="", help=words.DEPLOYMENTS)
moment = click.option("--at", "moment", metavar="HORA", help=words.AT)


def now() -> datetime:
    """The time with the machine's zone."""
    return datetime.now().astimezone()


def again(evidence: "Evidence") -> "Evidence":
    """The same evidence, read once more."""
    from dataclasses import replace

    return replace(evidence, now=now())


def evidence(app: "App", asked: "Asked", events: str, deployments: str) -> "Evidence":
    """Where the evidence of a plan's rollout is."""
    from relcommit.application.evidence import base_of
    from relcommit.application.rollout.rollout_inputs import evidence_of
    from relcommit.errors.base import NotInState

    try:
        base = base_of(app, asked.plan)
    except NotInState:
        base = ""
    return evidence_of(app, base, events, deployments, now())
