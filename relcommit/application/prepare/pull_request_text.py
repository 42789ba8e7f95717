"""What the plan wants to say: the commit message and the pull request, through their templates."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from relcommit.checklist.body import BodyContext, MovedDocument, body_context, fit, with_reasons
from relcommit.checklist.items import items_of
from relcommit.checklist.model import ChecklistItem
from relcommit.checklist.tampering import tampering
from relcommit.checklist.zone import merge, room, split, with_footers
from relcommit.commits.compose import bullet, footer_paragraphs, split_body
from relcommit.commits.finding import Finding
from relcommit.commits.rules import check
from relcommit.errors.forge import BodyTooLong
from relcommit.errors.plan import HeaderRefused, PlanLacks
from relcommit.errors.settings import TemplateFailed, TemplateRefused
from relcommit.plan.model import Message, Plan
from relcommit.plan.sections.purpose import Purpose
from relcommit.program.prepare import WantedPullRequest
from relcommit.settings import Settings
from relcommit.text.es.commits import findings as commits_es
from relcommit.text.templates import OURS, TeamTemplates, render
from relcommit.world import PullRequest

COMMIT, PULL_REQUEST = "commit.md.j2", "pull_request.md.j2"
_MARKS = 80
"""Characters of what stands between the zone, the template and the footers, and says where they are."""


def recommended_commit(plan: Plan) -> Message:
    """The plan's commit. Raises PlanLacks."""
    if plan.commit is None:
        raise PlanLacks(plan.file, "commit.header")
    return plan.commit


def compose_message(commit: Message, settings: Settings, team: TeamTemplates = OURS, *, follows: bool = False) -> str:
    """The message through its template: real line breaks, bullets wrapped, accents kept.

    `follows`: the branch has the plan's own commit, below somebody else's, so that this one only adds to it.
    Raises TemplateFailed, and TemplateRefused where the team's own breaks a rule that ours keeps.
    """
    if follows:
        fixup = settings.commit.on_top == "fixup"
        return f"fixup! {commit.header}\n" if fixup else f"{commit.header}\n"
    bullets, footers = split_body((*commit.body, *commit.footers))
    values = {
        "header": commit.header,
        "bullets": bullets,
        "footers": footer_paragraphs(footers),
        "width": settings.commit.body_width,
    }
    ours = render(COMMIT, values, filters={"bullet": bullet})
    if COMMIT not in team.texts:
        return ours
    message = render(COMMIT, values, team=team, filters={"bullet": bullet})
    known = {finding.code for finding in _errors(ours, settings)}
    if wrong := [finding for finding in _errors(message, settings) if finding.code not in known]:
        sentences = tuple(map(commits_es.sentence, wrong))
        raise TemplateRefused(team.place(COMMIT), message.partition("\n")[0], sentences)
    return message


def _errors(message: str, settings: Settings) -> list[Finding]:
    return [finding for finding in check(message, settings.commit) if finding.level == "error"]


def check_message(plan: Plan, message: str, settings: Settings) -> None:
    """Raises HeaderRefused where the message breaks the rules that `relcommit check` holds everybody to."""
    wrong = _errors(message, settings)
    if wrong:
        line = plan.places.get("commit.header")
        raise HeaderRefused(plan.file, line, message.partition("\n")[0], tuple(map(commits_es.sentence, wrong)))


def commits_to_make(plan: Plan) -> tuple[Message, ...]:
    """The plan's commit, or those of several that say their files. Raises PlanLacks."""
    own = tuple(commit for commit in plan.commits if commit.paths)
    return own or (recommended_commit(plan),)


def _summary(plan: Plan) -> list[str]:
    """What the commits say that they do: of several, each by its header and what its body adds."""
    commits = commits_to_make(plan)
    if len(commits) == 1:
        return list(split_body(commits[0].body)[0])
    return [line for commit in commits for line in (f"`{commit.header}`", *split_body(commit.body)[0])]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyParts:
    """What a pull request's body tells besides the plan's fields."""

    purposes: tuple[Purpose, ...] = ()
    """What the plan is for; a body that the plan recommends says it already."""
    moved: tuple[MovedDocument, ...] = ()
    despite: Mapping[str, str] = field(default_factory=dict)
    """The reason for each exit criterion that somebody goes on without."""
    template: str = ""
    """The repository's own template for pull requests, which goes below our zone when it is new."""
    team: TeamTemplates = OURS


def footers_of(plan: Plan) -> list[str]:
    """The commit's footers, each on one line, and a reference to each issue of the plan that they do not name."""
    given = [footer for commit in commits_to_make(plan) for footer in split_body((*commit.body, *commit.footers))[1]]
    footers = list(dict.fromkeys(" ".join(footer.split()) for footer in given))
    named = " ".join(footers)
    return [
        *footers,
        *(f"Refs: {issue}" for issue in plan.issues if not re.search(rf"{re.escape(issue)}(?!\d)", named)),
    ]


def body_zone(plan: Plan, parts: BodyParts, settings: Settings, space: int) -> str:
    """Our zone of the pull request's body, in at most `space` characters.

    Raises BodyTooLong, and TemplateFailed also where the team's template leaves out what later runs look for.
    """
    items = items_of(plan, settings.approvals)
    context = body_context(
        items,
        plan=plan.file,
        title=plan.title or "",
        description=plan.pr_body or "",
        summary=_summary(plan),
        moved=parts.moved,
        despite=parts.despite,
    )
    if not plan.pr_body:
        context = with_reasons(context, [(purpose.title, purpose.text) for purpose in parts.purposes])
    zone = fit(context, partial(_render_body, parts.team), space)
    if zone is None:
        raise BodyTooLong(space)
    if PULL_REQUEST in parts.team.texts:
        _check_zone(zone, items, parts.team)
    return zone


def _render_body(team: TeamTemplates, context: BodyContext) -> str:
    text = render(PULL_REQUEST, {"body": context}, team=team)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")  # a file's name may be no UTF-8: a forge takes none


def _check_zone(zone: str, items: Sequence[ChecklistItem], team: TeamTemplates) -> None:
    """What CI would take for somebody's tampering, and the next run for nobody's body."""
    place, ours = team.place(PULL_REQUEST), split(zone)
    if ours is None or ours.before or ours.after:
        raise TemplateFailed(place, None, "tiene que empezar y acabar por las dos marcas de la nuestra")
    if changes := tampering(items, zone):
        names = ", ".join(dict.fromkeys(change.id for change in changes))
        why = f"cada punto lleva su casilla, su texto y su «<!-- rc:id=… -->», una vez; mira {names}"
        raise TemplateFailed(place, None, why)


def wanted_pull_request(
    plan: Plan,
    parts: BodyParts,
    settings: Settings,
    present: PullRequest | None,
    titles: Container[str | None],
) -> WantedPullRequest:
    """The pull request as the plan wants it, beside the one that is there. Raises BodyTooLong.

    `titles` are those that nobody but us, or a commit of the branch, gave it: they are ours to change.
    """
    existing = present.body if present else None
    footers = footers_of(plan)
    template = "" if existing and existing.strip() else parts.template
    taken = sum(map(len, (*footers, template))) + len(footers) + _MARKS
    zone = body_zone(plan, parts, settings, room(existing) - taken)
    body = with_footers(zone, footer_paragraphs(footers), template)
    return WantedPullRequest(
        title=plan.pr_title or recommended_commit(plan).header,
        body=body,
        merged=merge(existing, body),
        set_title=present is not None and present.title in titles,
        present=present,
    )
