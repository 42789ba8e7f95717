"""Before anything happens: the exit criteria that can be judged here, and going on despite one that fails."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

import click

from relcommit.errors.checklist import GatesFailed, NoSuchItem, ReasonMissing
from relcommit.text.es import checklist as es

if TYPE_CHECKING:
    from relcommit.checklist.report import Report

Command = TypeVar("Command", bound=Callable[..., Any])


def options(command: Command) -> Command:
    """`--despite ID --reason TEXT`, as many pairs as needed: the command is handed `despite` and `reason`."""
    reason = click.option("--reason", "reason", metavar="TEXTO", multiple=True, help=es.DESPITE_REASON)
    despite = click.option("--despite", "despite", metavar="ID", multiple=True, help=es.DESPITE)
    return despite(reason(command))


def excuses(despite: Iterable[str], reasons: Iterable[str]) -> Mapping[str, str]:
    """The reason for each id, pair by pair. Raises ReasonMissing."""
    ids, why = list(despite), [" ".join(reason.split()) for reason in reasons]
    if len(ids) != len(why) or not all(why):
        raise ReasonMissing
    return dict(zip(ids, why, strict=True))


def refuse_failed_gates(report: "Report", despite: Mapping[str, str], earlier: Iterable[str] = ()) -> None:
    """Raises GatesFailed for a criterion that fails and is not excused, and NoSuchItem for an excuse of none.

    `earlier` are the ids that were excused in earlier runs, whose criteria may be gone from the plan. What cannot be
    known yet (a check run, an approval) stops nobody here: it stops the merge.
    """
    from relcommit.text.es.checklist.verdicts import sentence

    known = [judged.item.id for judged in report.items if judged.item.section == "gates"]
    for name in despite:
        if name not in known:
            raise NoSuchItem(name, next(iter(get_close_matches(name, known, n=1)), None))
    failed = [judged for judged in report.failed_gates() if judged.item.id not in {*despite, *earlier}]
    if failed:
        file = report.plans[0] if report.plans else ""
        places = (
            es.failed_gate(file, judged.item.line, judged.item.text, sentence(judged.worst("before")))
            for judged in failed
        )
        raise GatesFailed(tuple(places), failed[0].item.id)
