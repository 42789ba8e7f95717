"""`relcommit docs check`: what leads nowhere, with the nearest thing that is there."""

from typing import Any

import click

from relcommit.application.app import App
from relcommit.application.docs_inputs import tree_of
from relcommit.cli import options, output
from relcommit.cli.progress import Telling
from relcommit.docs.links.check import Problem, check, only_new, unread
from relcommit.text.es.docs import check as es
from relcommit.text.es.docs import help as words
from relcommit.text.es.help import OPTIONS


@click.command(help=words.CHECK_HELP, options_metavar=OPTIONS)
@click.argument("revision", metavar="[REV]", required=False)
@click.option("--new", "since", metavar="REV", help=words.CHECK_NEW)
@options.as_json
@click.pass_obj
def command(app: App, revision: str | None, since: str | None, as_json: bool) -> int:
    """Read, judge, tell; 1 when there is anything but notices."""
    watch = Telling(quiet=as_json).watch("read")
    tree = tree_of(app, revision)
    problems = check(tree, watch)
    if since:
        problems = only_new(problems, check(tree_of(app, since), watch), tree.files)
    passed = unread(tree)
    notices = [problem for problem in problems if problem.is_notice]
    broken = [problem for problem in problems if not problem.is_notice]
    if as_json:
        output.say_json(
            {
                "problems": list(map(as_object, broken)),
                "notices": list(map(as_object, notices)),
                "unread": {
                    "away": passed.away,
                    "encoding": passed.encoded,
                    "sites": [site[1] for site in passed.sites],
                    "names": passed.names,
                },
            }
        )
    else:
        nothing = es.NOTHING_BROKEN_SEEN if passed.away else es.NOTHING_BROKEN
        output.say("\n".join([*map(es.problem, broken), es.problems(broken) if broken else nothing]))
        for line in es.passed_over(passed):
            output.say(line)
        if notices:
            output.say("\n".join([es.NOTICES, *map(es.problem, notices)]))
    return 1 if broken else 0


def as_object(it: Problem) -> dict[str, Any]:
    """One problem as JSON."""
    return {
        "file": it.file,
        "line": it.line,
        "column": it.column,
        "kind": it.kind,
        "problem": it.trouble,
        "target": it.destination,
        "nearest": it.nearest,
    }
