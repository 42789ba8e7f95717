"""What GitHub will write for each way of merging."""

from dataclasses import replace

import pytest

from relcommit.commits.judge import judge_merging
from relcommit.commits.squash import Landing, MergeSettings, Merging, merge_message, squash_message, written
from relcommit.settings import CommitSettings

ONE = Landing(sha="a" * 40, message="feat: agrega a\n\nCuerpo a.\n", author="Ana", email="ana@e.org")
TWO = Landing(sha="b" * 40, message="fix: corrige b\n", author="Beto", email="beto@e.org")


def merging(*commits: Landing, **settings: str | bool) -> Merging:
    return Merging(
        number=12, title="feat: agrega todo", body="Cuerpo de la PR.\r\n", author_email="ana@e.org", head="ana/rama",
        commits=commits, settings=MergeSettings(**settings),  # type: ignore[arg-type]  # each test names its own
    )  # fmt: skip


@pytest.mark.parametrize("body", ["COMMIT_MESSAGES", "PR_BODY", "BLANK"])
@pytest.mark.parametrize("title", ["PR_TITLE", "COMMIT_OR_PR_TITLE"])
@pytest.mark.parametrize("many", [False, True])
def test_every_combination_of_title_and_body(title: str, body: str, many: bool) -> None:
    it = merging(ONE, *([TWO] if many else []), squash_title=title, squash_message=body)
    subject = "feat: agrega a" if title == "COMMIT_OR_PR_TITLE" and not many else "feat: agrega todo"
    below = {
        "BLANK": "",
        "PR_BODY": "\n\nCuerpo de la PR.",
        "COMMIT_MESSAGES": "\n\n* feat: agrega a\n\nCuerpo a.\n\n* fix: corrige b" if many else "\n\nCuerpo a.",
    }[body]
    people = "\n\nCo-authored-by: Beto <beto@e.org>" if many else ""
    people = f"\n\n---------{people}" if people and below else people
    assert squash_message(it) == f"{subject} (#12){below}{people}"


def test_a_co_author_is_named_once_at_the_end() -> None:
    """As GitHub does: the list keeps what the commits say, and the end names everybody."""
    named = replace(TWO, message="fix: b\n\nco-authored-by: Beto <BETO@e.org>\nCo-authored-by: Eva <eva@e.org>\n")
    end = "\n\n---------\n\nCo-authored-by: Beto <beto@e.org>\nCo-authored-by: Eva <eva@e.org>"
    assert squash_message(merging(ONE, named)).endswith(f"Eva <eva@e.org>{end}")
    assert squash_message(merging(ONE, named, squash_message="BLANK")) == f"feat: agrega todo (#12){end[11:]}"
    assert squash_message(merging(named, squash_message="COMMIT_MESSAGES")).count("Eva") == 1


def test_what_github_writes_has_no_width() -> None:
    """A header of 90 characters is allowed, and so is the line in which GitHub lists it."""
    long = replace(ONE, message=f"feat: agrega {'a' * 77}")
    verdicts = list(judge_merging(merging(long, TWO), CommitSettings(), source="título"))
    assert [one.findings for one in verdicts] == [()] * 5


def test_merges_are_neither_counted_nor_listed() -> None:
    merge = Landing(sha="c" * 40, message="Merge branch 'main' into rama", author="Eva", email="e@e.org", is_merge=True)
    it = merging(ONE, merge)
    assert squash_message(it) == "feat: agrega a (#12)\n\nCuerpo a."
    assert [one.sha[:1] for one in written(it)] == ["", "", "a", "c"]
    assert [one.sha[:1] for one in written(merging(ONE, merge, merge=False))] == ["", "a"]


def test_the_pull_request_of_a_bot_is_not_judged_as_a_person_s() -> None:
    bump = Landing(sha="d" * 40, message="Bump x from 1 to 2", author="dependabot[bot]", email="b@e.org")
    it = replace(merging(bump), title="Bump x from 1 to 2", author="dependabot[bot]")
    assert all(one.ok for one in judge_merging(it, CommitSettings(), source="título"))
    assert not all(one.ok for one in judge_merging(replace(it, author="ana"), CommitSettings(), source="título"))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "Merge pull request #12 from ana/rama\n\nfeat: agrega todo"),
        ({"merge_message": "BLANK"}, "Merge pull request #12 from ana/rama"),
        ({"merge_title": "PR_TITLE", "merge_message": "PR_BODY"}, "feat: agrega todo (#12)\n\nCuerpo de la PR."),
    ],
)
def test_what_a_merge_commit_says(settings: dict[str, str], expected: str) -> None:
    assert merge_message(merging(ONE, **settings)) == expected


@pytest.mark.parametrize(
    ("settings", "methods"),
    [
        ({}, ["squash", "merge", "merge", "merge"]),
        ({"merge": False}, ["squash", "rebase", "rebase"]),
        ({"merge": False, "rebase": False}, ["squash"]),
        ({"squash": False}, ["merge", "merge", "merge"]),
    ],
)
def test_only_what_can_land_is_judged(settings: dict[str, bool], methods: list[str]) -> None:
    assert [one.method for one in written(merging(ONE, TWO, **settings))] == methods
