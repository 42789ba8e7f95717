"""What a plan lacks, says twice, or asks for in vain. Facts only: the command line finds the words."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from relcommit.branch_names import refused_names
from relcommit.plan.model import Finding, Level, Plan, PlannedDocument
from relcommit.settings import Settings

MetadataWarning = tuple[Level, str]
"""What a judge of headers says: how grave it is, and its own sentence."""
Fate = Literal["absent", "kept", "in-place"]
"""Why a planned document will not move: it does not exist, the settings keep it, or it already stands there."""


def lint(
    plan: Plan,
    settings: Settings,
    *,
    judge: Callable[[str], Iterable[MetadataWarning]] = lambda _: (),
    fate: Callable[[PlannedDocument], Fate | None] = lambda _: None,
) -> tuple[Finding, ...]:
    """Everything about a plan that its author should know, in the order of its lines.

    An error is what makes `prepare` stop: no branch or message, a branch that is protected or whose name the rules
    refuse, a message that breaks the rules, a document in both lists or outside of the repository. `judge` speaks for
    the rules of messages, `fate` for the working tree; without them neither is asked.
    """
    findings = [
        *gaps(plan),
        *_protected(plan, settings),
        *_branch_name(plan, settings),
        *_header(plan, judge),
        *_documents(plan, fate),
    ]
    return tuple(sorted(findings, key=lambda finding: finding.line))


def gaps(plan: Plan) -> tuple[Finding, ...]:
    """What can be told from the plan alone: what was found while reading it, and what it lacks."""
    return (*_missing(plan), *plan.findings)


def _missing(plan: Plan) -> Iterator[Finding]:
    if plan.branch is None:
        yield Finding(level="error", code="no-branch", line=1)
    if plan.commit is None:
        yield Finding(level="error", code="no-commit", line=1)
    if not plan.done:
        yield Finding(level="warning", code="no-done", line=1)
    if len(plan.commits) > 1:
        line = plan.places.get("commit.header", 1)
        yield Finding(level="warning", code="several-commits", line=line, facts={"count": str(len(plan.commits))})


def _protected(plan: Plan, settings: Settings) -> Iterator[Finding]:
    name = (plan.branch or "").removeprefix("refs/heads/")
    if name and (name in settings.branch.protected or name == plan.base):
        line = plan.places.get("branch", 1)
        yield Finding(level="error", code="protected-branch", line=line, facts={"branch": name})


def _branch_name(plan: Plan, settings: Settings) -> Iterator[Finding]:
    name = (plan.branch or "").removeprefix("refs/heads/")
    for refused in refused_names(name, settings.branch) if name else ():
        facts = {
            "branch": name,
            "alphabet": settings.branch.alphabet,
            "patterns": ", ".join(settings.branch.patterns),
        }
        yield Finding(level="error", code=f"branch-{refused.fault}", line=plan.places.get("branch", 1), facts=facts)


def _header(plan: Plan, judge: Callable[[str], Iterable[MetadataWarning]]) -> Iterator[Finding]:
    if plan.commit is None:
        return
    line = plan.places.get("commit.header", 1)
    for level, sentence in judge(plan.commit.header):
        facts = {"header": plan.commit.header, "complaint": sentence}
        yield Finding(level=level, code="header-refused", line=line, facts=facts)


def _documents(plan: Plan, fate: Callable[[PlannedDocument], Fate | None]) -> Iterator[Finding]:
    seen: dict[str, PlannedDocument] = {}
    for document in plan.documents:
        facts = {"path": document.path}
        before = seen.setdefault(document.path, document)
        why = fate(document)
        if _is_outside(document.path) or (document.to is not None and _is_outside(document.to)):
            yield Finding(level="error", code="document-outside", line=document.line, facts=facts)
        elif (before.status, before.to) != (document.status, document.to):
            facts["first"] = str(before.line)
            yield Finding(level="error", code="document-twice", line=document.line, facts=facts)
        elif why:
            yield Finding(level="warning", code=f"document-{why}", line=document.line, facts=facts)


def _is_outside(path: str) -> bool:
    return path.startswith(("/", "~", "\\")) or path[1:3] in (":\\", ":/") or ".." in path.replace("\\", "/").split("/")
