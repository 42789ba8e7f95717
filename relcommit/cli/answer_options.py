"""The options of `prepare` that answer for a plan."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from relcommit.application.prepare.plan_answers import Answers
from relcommit.text.es import plan as es

Command = Callable[..., Any]


def options(command: Command) -> Command:
    """`--branch`, `--header`, `--body`, `--base` and `--title`, given to the command as one value."""

    @wraps(command)
    def with_answers(*args: Any, branch: Any, header: Any, body: Any, base: Any, title: Any, **rest: Any) -> Any:
        answers = Answers(branch=branch, header=header, body=body, base=base, title=title)
        return command(*args, answers=answers, **rest)

    decorated: Command = with_answers
    for option in (
        click.option("--title", metavar="TEXTO", help=es.ANSWER_TITLE),
        click.option("--base", metavar="RAMA", help=es.ANSWER_BASE),
        click.option("--body", metavar="TEXTO", multiple=True, help=es.ANSWER_BODY),
        click.option("--header", metavar="TEXTO", help=es.ANSWER_HEADER),
        click.option("--branch", metavar="RAMA", help=es.ANSWER_BRANCH),
    ):
        decorated = option(decorated)
    return decorated
