"""Titles of drafts, and what a squash would lose of its commits."""

import pytest

from relcommit.commits.fix import fix
from relcommit.commits.judge import judge_merging, judge_text, judge_title
from relcommit.commits.squash import Landing, MergeSettings, Merging
from relcommit.settings import CommitSettings

RULES = CommitSettings()


@pytest.mark.parametrize(
    "mark", ["Draft: ", "WIP: ", "[WIP] ", "[wip]: ", "(Draft) ", "wip:", "Draft: WIP: ", "[Borrador] ", "[DRAFT]"]
)
def test_the_title_behind_the_mark_of_a_draft_is_judged(mark: str) -> None:
    verdict = judge_title(f"{mark}feat: agrega x", RULES, source="título")
    assert [(finding.code, finding.level) for finding in verdict.findings] == [("draft-title", "warning")]
    wrong = judge_title(f"{mark}feat: agregado x", RULES, source="título")
    assert [finding.code for finding in wrong.findings] == ["draft-title", "verb-mood"]
    place = wrong.findings[1]
    assert wrong.text[place.column - 1 : place.end - 1] == "agregado"
    assert fix(wrong.text, lambda now: judge_title(now, RULES, source="").findings) == "feat: agrega x"


@pytest.mark.parametrize(
    "title", ["WIP", "[WIP]", "Draft:", "wip de ayer", "drafts: x", "[WIP feat: x", "borradores: x"]
)
def test_a_likeness_of_a_draft_is_judged_as_it_is(title: str) -> None:
    codes = [finding.code for finding in judge_title(title, RULES, source="título").findings]
    assert "draft-title" not in codes
    assert codes


def test_a_commit_is_no_draft() -> None:
    assert not judge_text("WIP: feat: agrega x", RULES, source="m").ok


def squash(*messages: str, title: str = "feat: agrega todo", body: str = "", how: str = "COMMIT_MESSAGES") -> list[str]:
    commits = [
        Landing(sha=f"{number:040x}", message=message, author="Ana", email="ana@e.org")
        for number, message in enumerate(messages)
    ]
    settings = MergeSettings(merge=False, rebase=False, squash_message=how)
    merging = Merging(
        number=12, title=title, body=body, author_email="ana@e.org", head="ana/x", commits=commits, settings=settings
    )
    (_, verdict) = judge_merging(merging, RULES, source="título")
    return [f"{finding.code}:{finding.line}" for finding in verdict.findings if finding.code.startswith("squash")]


def test_a_breaking_change_that_the_squash_hides_is_an_error() -> None:
    breaking = "feat!: quita v1"
    footer = "feat: quita v1\n\nBREAKING CHANGE: no hay v1"
    assert squash(breaking, "fix: corrige b") == ["squash-buries-breaking:1"]
    assert squash(breaking, "fix: corrige b", title="feat!: quita v1") == []
    assert squash(footer, "fix: corrige b", how="BLANK") == ["squash-buries-breaking:1"]
    assert squash(footer, "fix: corrige b", how="PR_BODY", body="BREAKING CHANGE: no hay v1") == []
    assert squash(footer) == []


def test_a_footer_that_swallows_the_next_commit_is_told() -> None:
    assert squash("fix: corrige a\n\nRefs: #1", "fix: corrige b\n\nCuerpo.") == ["squash-swallows:5"]
    assert squash("fix: corrige a", "fix: corrige b\n\nRefs: #1") == []
    assert squash("fix: corrige a\n\nRefs: #1\nRefs: #2", "fix: corrige b") == ["squash-swallows:6"]
