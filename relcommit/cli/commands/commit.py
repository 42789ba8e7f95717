"""`relcommit commit`: asks for the parts of a message, each judged as it is given, and makes the commit."""

from collections.abc import Callable

import click

from relcommit.application.app import App
from relcommit.cli import output
from relcommit.commits.compose import is_footer, paragraph
from relcommit.commits.judge import judge_text
from relcommit.settings import CommitSettings
from relcommit.text.es.commits import commitizen as words
from relcommit.text.es.commits import questions as es
from relcommit.text.es.commits.findings import sentence
from relcommit.text.es.help import OPTIONS


@click.command(help=es.HELP, options_metavar=OPTIONS, context_settings={"ignore_unknown_options": True})
@click.argument("git_options", metavar="[OPCIONES DE GIT COMMIT]…", nargs=-1, type=click.UNPROCESSED)
@click.option("--dry-run", is_flag=True, help=es.DRY_RUN)
@click.pass_obj
def command(app: App, /, *, git_options: tuple[str, ...], dry_run: bool) -> None:
    """Ask, show the message, commit it with the repository's own hooks."""
    message = ask_message(app.settings.commit)
    output.say(f"\n{message}\n")
    if dry_run:
        return
    output.say(app.git.write("commit", *git_options, "-F", "-", stdin=message.encode()))


def ask_message(rules: CommitSettings) -> str:
    """A whole message that the rules accept, asked part by part."""
    output.say(words.ASK_TYPE)
    for name in rules.types:
        output.say(f"  {name:<10} {words.TYPES.get(name, '')}".rstrip())
    kind = ask(es.TYPE, lambda text: fault(f"{text}: x", rules, "type"), default=None)
    if rules.scopes:
        output.say(es.scopes(rules.scopes))
    scope = ask(words.ASK_SCOPE, lambda text: fault(header(kind, text, "x"), rules, "scope"), default="")
    subject = ask(
        words.ASK_SUBJECT.format(mood=words.MOODS[rules.mood]),
        lambda text: fault(header(kind, scope, text), rules, ""),
        default=None,
    )
    body = click.prompt(words.ASK_BODY, default="", show_default=False)
    breaking = click.prompt(es.BREAKING, default="", show_default=False).strip()
    opening = header(kind, scope, subject, breaking=bool(breaking))

    def whole(footer: str) -> str:
        paragraphs = [paragraph(text.strip(), rules.body_width) for text in body.split("|") if text.strip()]
        ends = [*([f"BREAKING CHANGE: {breaking}"] if breaking else []), *([footer] if footer else [])]
        return "\n\n".join((opening, *paragraphs, *(["\n".join(ends)] if ends else [])))

    def wrong_footer(footer: str) -> str:
        return es.NO_FOOTER if footer and not is_footer(footer) else fault(whole(footer), rules, "")

    footer = ask(es.FOOTER, wrong_footer, default="")
    return whole(footer)


def ask(question: str, wrong: Callable[[str], str], *, default: str | None) -> str:
    """The answer to a question, asked again until nothing is wrong with it. Raises Abort at the end of the input."""
    while True:
        answer: str = click.prompt(question, default=default, show_default=False).strip()
        complaint = wrong(answer)
        if not complaint:
            return answer
        output.say(f"  {complaint}")


def header(kind: str, scope: str, subject: str, *, breaking: bool = False) -> str:
    """The first line of the message."""
    return f"{kind}{f'({scope})' if scope else ''}{'!' if breaking else ''}: {subject}"


def fault(text: str, rules: CommitSettings, part: str) -> str:
    """The first error about a text, of those that start with `part`; empty where there is none."""
    errors = [finding for finding in judge_text(text, rules, source="").findings if finding.level == "error"]
    return next((sentence(error) for error in errors if error.code.startswith((part, "header-format"))), "")
