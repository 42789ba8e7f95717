"""What teams ask of their commits beyond the house's rules: severities, scopes, tickets, co-authors, capitals."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from relcommit.bounded_pattern import BoundedPattern, SlowPattern
from relcommit.commits.finding import CODES, UNJUDGED
from relcommit.commits.fix import fix
from relcommit.commits.judge import judge_text
from relcommit.commits.quick import Quick
from relcommit.commits.rules import check
from relcommit.commits.rules.scope_paths import scope_path_findings
from relcommit.commits.surely_fine import LARGEST
from relcommit.repo.messages.cached_settings import CachedSettings, bake
from relcommit.settings import CommitSettings, TicketSettings
from relcommit.text.es.commits.check import here
from relcommit.text.es.commits.findings import EXPLANATIONS, report, sentence

if TYPE_CHECKING:
    from relcommit.commits.rules import CommitRules

TICKET = TicketSettings(pattern=r"OBRA-\d+", required=True)


def told(message: str, **settings: object) -> list[str]:
    """The code and the level of each finding; the quick way never passes what has one."""
    rules = replace(CommitSettings(), **settings)  # type: ignore[arg-type]  # each test names its own
    verdict = judge_text(message, rules, source="m")
    report(verdict)
    line = bake(rules)
    ways: list[CommitRules] = [rules, *([CachedSettings(line)] if line else [])]
    for way in ways:
        assert not (verdict.findings and Quick(way).fine(message))
        assert judge_text(message, way, source="m").findings == verdict.findings
    return [f"{finding.code}:{finding.level}" for finding in verdict.findings]


def test_every_code_is_explained_and_can_be_weighed() -> None:
    assert {*CODES, *UNJUDGED} == set(EXPLANATIONS)


@pytest.mark.parametrize(
    ("level", "expected"),
    [("off", []), ("warning", ["verb-mood:warning"]), ("error", ["verb-mood:error"])],
)
def test_a_severity_decides_what_a_finding_is_worth(level: str, expected: list[str]) -> None:
    assert told("feat: agregado x", severity={"verb-mood": level}) == expected
    assert told("feat: agrega x.", severity={"header-full-stop": "error"}) == ["header-full-stop:error"]
    assert told("fixup! feat: x", severity={"autosquash": "error"}) == ["autosquash:error"]
    assert told("feat: a\\n\\nb", severity={"literal-newline": "warning"}) == ["literal-newline:warning"]


def test_a_scope_may_be_asked_for() -> None:
    assert told("feat: agrega x", scope_required=True) == ["scope-required:error"]
    assert told("feat(web): agrega x", scope_required=True) == []
    assert told("Merge branch 'x'", scope_required=True) == []
    assert told("sin tipo", scope_required=True) == ["header-format:error"]


@pytest.mark.parametrize(
    ("message", "where", "expected"),
    [
        ("feat: agrega x", "any", ["ticket-missing:error"]),
        ("feat: agrega x (OBRA-12)", "any", []),
        ("feat: agrega x\n\nCuerpo de OBRA-12.", "any", []),
        ("feat: agrega x\n\nCuerpo de OBRA-12.", "header", ["ticket-place:error"]),
        ("feat(OBRA-1): agrega x", "header", []),
        ("feat: agrega x (OBRA-12)", "footer", ["ticket-place:error"]),
        ("feat: agrega x\n\nRefs: OBRA-12", "footer", []),
        ("feat: agrega x\n\nCuerpo.\n\nRefs #OBRA-12", "footer", []),
        ("Revert \"feat: x\"", "any", []),
    ],
)  # fmt: skip
def test_a_ticket_is_asked_for_where_the_team_wants_it(message: str, where: str, expected: list[str]) -> None:
    assert told(message, ticket=replace(TICKET, where=where)) == expected  # type: ignore[arg-type]
    gentle = [code.replace("error", "warning") for code in expected if "place" in code]
    assert told(message, ticket=replace(TICKET, where=where, required=False)) == gentle  # type: ignore[arg-type]


def test_a_pattern_without_end_is_an_error_that_names_the_setting() -> None:
    rules = CommitSettings(ticket=TicketSettings("(a|a)*$"))
    (finding,) = judge_text("feat: agrega " + "a" * 60 + "!", rules, source="m").findings
    assert (finding.code, finding.level) == ("ticket-slow", "error")
    assert "«commit.ticket.pattern»" in sentence(finding)


def test_what_a_pattern_may_lose_is_lost_once() -> None:
    pattern = BoundedPattern("(a|a)*$", budget=0.05)
    for _ in range(3):
        with pytest.raises(SlowPattern):
            pattern.search("a" * 60 + "!")
    with pytest.raises(SlowPattern):
        pattern.search("OBRA-12")


def test_what_nobody_writes_is_refused_without_a_look() -> None:
    fits = "feat: agrega x\n\n" + "cuerpo\n" * ((LARGEST - 16) // 7)
    assert told(fits) == []
    assert told(fits + "\n" + "cuerpo " * 4) == ["message-too-large:error"]
    assert told("feat: agrega " + "a" * 30_000_000, severity={"header-too-long": "off"}) == ["message-too-large:error"]


def test_co_authors_may_be_forbidden_or_asked_for() -> None:
    message = "feat: agrega x\n\nco-authored-by: Ana <ana@e.org>"
    assert told(message) == []
    assert told(message, co_authors="forbid") == ["co-author:error"]
    assert told(message, co_authors="require") == []
    assert told("feat: agrega x", co_authors="require") == ["co-author:error"]


def test_a_description_opens_as_the_team_writes_it() -> None:
    assert told("feat: Agrega x") == ["description-case:warning"]
    assert told("feat: Agrega x", subject_case="sentence") == []
    assert told("feat: agrega x", subject_case="sentence") == ["description-case:warning"]
    assert told("feat: Agrega x", subject_case="any") == told("feat: agrega x", subject_case="any") == []
    assert told("feat: iOS 17 pasa a ser el mínimo", subject_case="sentence") == []
    rules = CommitSettings(subject_case="sentence")
    assert fix("feat: agrega x", lambda now: check(now, rules)) == "feat: Agrega x"


PATHS = CommitSettings(scopes=("web", "api"), scope_paths={"web": ("apps/web/**",), "api": ("apps/api", "libs/*.py")})


@pytest.mark.parametrize(
    ("header", "touched", "expected"),
    [
        ("feat(web): agrega x", ["apps/web/a/b.ts"], []),
        ("feat(web): agrega x", ["README.md", "apps/web/b.ts"], []),
        ("feat(web): agrega x", ["apps/api/b.py"], ["api"]),
        ("feat(api): agrega x", ["libs/http.py"], []),
        ("feat(web,api): agrega x", ["apps/api/b.py"], [None]),
        ("feat(web): agrega x", ["README.md"], [None]),
        ("feat(web): agrega x", [], []),
        ("feat(otro): agrega x", ["README.md"], []),
        ("feat: agrega x", ["README.md"], []),
        ("Merge branch 'x'", ["README.md"], []),
    ],
)
def test_a_scope_is_held_against_what_the_commit_touches(
    header: str, touched: list[str], expected: list[str | None]
) -> None:
    findings = scope_path_findings(header, touched, PATHS)
    assert [finding.suggestion for finding in findings] == expected
    off = replace(PATHS, severity={"scope-path": "off"})
    assert scope_path_findings(header, touched, off) in ((), [])


def test_explaining_a_code_shows_what_it_looks_at_here() -> None:
    rules = replace(CommitSettings(), ticket=TICKET, severity={"ticket-missing": "warning"})
    said = here("ticket-missing", rules)
    assert "OBRA-" in said
    assert 'severity.ticket-missing = "warning"' in said
    assert here("nul-character", rules) == ""
