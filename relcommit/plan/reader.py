"""A plan in Markdown, in whatever layout its author chose, as values with their lines."""

from dataclasses import dataclass, replace
from typing import TypeVar

from relcommit.errors.plan import EmptyPlan
from relcommit.plan.commands.suggested import Flow, flow_of
from relcommit.plan.layout.markdown import parse
from relcommit.plan.layout.outline import Section, Statement, sections_of, statements_of
from relcommit.plan.layout.plain_text import plain_text
from relcommit.plan.model import Finding, Message, Plan
from relcommit.plan.sections.dates import date_of
from relcommit.plan.sections.document_promises import promises_in
from relcommit.plan.sections.document_states import documents_in
from relcommit.plan.sections.labelled_fields import Recommended, recommended_in
from relcommit.plan.sections.lists import parts_in, releases
from relcommit.plan.sections.prose_sentences import bases_in_prose, branches_in_prose, headers_in_prose, titles_in_prose
from relcommit.plan.sections.pull_request_metadata import closed_issues, metadata_in
from relcommit.plan.sections.sentence_parts import reviewers_in, with_sentences
from relcommit.plan.sections.several_commits import several_messages
from relcommit.plan.words.labels import context_of, is_guide
from relcommit.plan.words.values import is_branch, unwrap

_Value = TypeVar("_Value")
_FRONT_MATTER_LINES = 60


@dataclass(frozen=True, slots=True)
class Structure:
    """A plan's text cut into sections and labels, before anything is chosen."""

    sections: list[Section]
    statements: list[Statement]
    guide: bool
    """Whether its title says that it teaches how to work, rather than what to do now."""
    last_line: int

    @property
    def title(self) -> Section | None:
        """The section that the document's own title opens."""
        return next((section for section in self.sections if section.is_title), None)

    @property
    def releases(self) -> bool:
        """Whether the document takes something out."""
        return releases(self.statements)


def structure_of(text: str) -> Structure:
    """Cut a plan's text into what its parts are read from."""
    matter, body = _front_matter(plain_text(text.removeprefix("\ufeff")))
    sections = sections_of(parse(body))
    statements = statements_of(sections, matter)
    title = next((section for section in sections if section.is_title), None)
    return Structure(sections, statements, title is not None and is_guide(title.title), body.count("\n") + 1)


def read_plan(text: str, file: str) -> Plan:
    """Read a plan. What its author did not recommend stays `None` or empty. Raises EmptyPlan."""
    if not text.strip("\ufeff \t\r\n"):
        raise EmptyPlan(file)
    structure = structure_of(text)
    sections, statements, guide, title = structure.sections, structure.statements, structure.guide, structure.title
    text = plain_text(text.removeprefix("\ufeff"))
    recommended = recommended_in(statements, guide=guide)
    flow = flow_of(sections, guide=guide, labelled=bool(recommended.branches or recommended.messages))
    plan = _choose(file, recommended, flow, sections, guide=guide)
    parts = parts_in(statements, guide=guide)
    if not guide and (plan.branch or plan.commit):
        parts = with_sentences(parts, sections)
    date = date_of(statements)
    documents = documents_in(sections)
    metadata = metadata_in(statements)
    if not guide and not metadata.reviewers:
        metadata.reviewers, line = reviewers_in(sections)
        if line:
            metadata.places["reviewers"] = line
    closed = closed_issues(text)
    places = {**plan.places, **{f"pull_request.{name}": line for name, line in metadata.places.items()}}
    if closed:
        places.setdefault("pull_request.issues", closed[0][1])
    if title:
        places["title"] = title.line
    if date:
        places["date"] = date[1]
    whole = replace(
        plan,
        title=unwrap(title.title) if title else None,
        date=date[0] if date else None,
        pr_body=_pr_body(recommended, sections, text),
        labels=tuple(dict.fromkeys([*metadata.labels, *flow.labels])),
        reviewers=tuple(dict.fromkeys([*metadata.reviewers, *flow.reviewers])),
        assignees=tuple(dict.fromkeys([*metadata.assignees, *flow.assignees])),
        milestone=metadata.milestone or flow.milestone,
        draft=metadata.draft if metadata.draft is not None else (True if flow.draft else None),
        issues=tuple(dict.fromkeys([*metadata.issues, *(issue for issue, _ in closed)])),
        gates=parts["gates"],
        deploy=parts["deploy"],
        rollback=parts["rollback"],
        done=parts["done"],
        documents=tuple(documents.decided),
        findings=(*plan.findings, *documents.findings),
        places=places,
    )
    return replace(whole, promises=promises_in(whole, text))


def _front_matter(text: str) -> tuple[list[tuple[int, str]], str]:
    """The lines of a YAML block at the top, and the text with that block blanked, so that lines keep their numbers."""
    lines = text.split("\n", _FRONT_MATTER_LINES + 1)
    if lines[0].rstrip() != "---":
        return [], text
    end = next(
        (index for index, line in enumerate(lines[1:_FRONT_MATTER_LINES], 1) if line.rstrip() in ("---", "...")), 0
    )
    inside = lines[1:end]
    if not inside or not any(":" in line for line in inside):
        return [], text
    return [(number, line) for number, line in enumerate(inside, 2)], "\n".join([*[""] * (end + 1), *lines[end + 1 :]])


def _choose(file: str, recommended: Recommended, flow: Flow, sections: list[Section], *, guide: bool) -> Plan:
    """Put the values together: headings win over commands, commands over sentences."""
    places: dict[str, int] = {}

    def pick(name: str, *sources: list[tuple[_Value, int]]) -> _Value | None:
        first = next((candidate for source in sources for candidate in source[:1]), None)
        if first is None:
            return None
        places[name] = first[1]
        return first[0]

    prose = [] if guide else branches_in_prose(sections)
    pushed = [candidate for candidate in flow.pushed if is_branch(candidate[0])] if flow.anchored else []
    branch = pick("branch", recommended.branches, flow.branches, prose, pushed)
    messages = recommended.messages or flow.messages
    if not messages and not guide:
        messages = [(Message(header=header), line) for header, line in headers_in_prose(sections)]
    commit = pick("commit.header", messages)
    title = pick("pull_request.title", recommended.titles, flow.titles, [] if guide else titles_in_prose(sections))
    base = None
    if branch or commit or title:
        base = pick("base", recommended.bases, flow.bases, bases_in_prose(sections, branch))
    commits = several_messages(recommended.messages, flow.messages)
    if commit is not None:
        commit, line = _with_body(commit, recommended, flow)
        places |= {"commit.body": line or places["commit.header"]} if commit.body else {}
    return Plan(
        file=file,
        branch=branch,
        base=base if base != branch else None,
        commit=commit,
        commits=tuple(
            replace(commit, paths=message.paths) if commit and message.header == commit.header else message
            for message in commits
        ),
        pr_title=title,
        pathspecs=tuple(flow.pathspecs),
        commands=tuple(command.source for command in flow.commands),
        places=places,
        findings=tuple(_findings(recommended, flow, branch, commit)),
    )


def _with_body(commit: Message, recommended: Recommended, flow: Flow) -> tuple[Message, int | None]:
    """The message with the body that stands under a label of its own, or in the commands for the same header."""
    commit = replace(commit, paths=())
    if commit.body:
        return commit, None
    if recommended.bodies:
        entries, line = recommended.bodies[0]
        return replace(commit, body=entries, footers=commit.footers or _footers(recommended)), line
    commit = replace(commit, footers=commit.footers or _footers(recommended))
    same = [(message, line) for message, line in flow.messages if message.header == commit.header and message.body]
    return (replace(commit, body=same[0][0].body, footers=same[0][0].footers), same[0][1]) if same else (commit, None)


def _footers(recommended: Recommended) -> tuple[str, ...]:
    return tuple(dict.fromkeys(recommended.footers))


def _pr_body(recommended: Recommended, sections: list[Section], text: str) -> str | None:
    """The pull request's text: a fence, or everything below the label up to the next heading about something else."""
    if not recommended.pr_bodies:
        return None
    text_given, line = recommended.pr_bodies[0]
    if text_given:
        return text_given
    after = [
        section.heading
        for section in sections
        if section.heading and section.heading.line > line and context_of(section.words)
    ]
    lines = text.split("\n")
    end = after[0].line - 1 if after else len(lines)
    return "\n".join(lines[line:end]).strip() or None


def _findings(recommended: Recommended, flow: Flow, branch: str | None, commit: Message | None) -> list[Finding]:
    findings = [
        Finding(level="warning", code="placeholder", line=line, facts={"field": name, "text": text})
        for name, text, line in [*recommended.holes, *flow.holes]
    ]
    findings.extend(_contradiction("branch", branch, [(name, line) for name, line in flow.branches]))
    header = commit.header if commit else None
    findings.extend(
        _contradiction("commit.header", header, [(message.header, line) for message, line in flow.messages])
    )
    return findings


def _contradiction(name: str, chosen: str | None, commands: list[tuple[str, int]]) -> list[Finding]:
    """A finding where the commands say something else than what was chosen from the headings."""
    if chosen is None or not commands or chosen in [value for value, _ in commands]:
        return []
    value, line = commands[0]
    return [
        Finding(
            level="warning", code="contradiction", line=line, facts={"field": name, "chosen": chosen, "command": value}
        )
    ]
