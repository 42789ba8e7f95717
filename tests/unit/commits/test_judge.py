"""From bytes to a verdict; branches; fixing; and the quick way."""

import pytest

from relcommit.branch_names import unfit_for_git
from relcommit.commits.branch import check_branch
from relcommit.commits.fix import fix
from relcommit.commits.judge import Storage, foreign_author, judge, judge_text, judge_written, storage
from relcommit.commits.quick import Quick
from relcommit.commits.rules import check
from relcommit.commits.squash import Written
from relcommit.names import Mood
from relcommit.repo.messages.cached_settings import DEFAULTS, CachedSettings, bake
from relcommit.settings import BranchSettings, CommitSettings

RULES = CommitSettings()


@pytest.mark.parametrize(
    ("config", "edited", "expected"),
    [
        ({}, True, ("strip", "#")),
        ({}, False, ("whitespace", "#")),
        ({"commit.cleanup": "strip"}, False, ("strip", "#")),
        ({"commit.cleanup": "scissors"}, True, ("scissors", "#")),
        ({"commit.cleanup": "scissors"}, False, ("whitespace", "#")),
        ({"commit.cleanup": "verbatim"}, True, ("verbatim", "#")),
        ({"commit.cleanup": "whitespace", "core.commentchar": ";"}, True, ("whitespace", ";")),
        ({"core.commentchar": ";", "core.commentstring": "//"}, True, ("strip", "//")),
    ],
)
def test_git_s_configuration_decides_what_is_kept(
    config: dict[str, str], edited: bool, expected: tuple[str, str]
) -> None:
    how = storage(config, edited=edited)
    assert (how.mode, how.comment) == expected


def test_a_wrong_encoding_is_placed() -> None:
    verdict = judge("feat: agrega\n\nañade\n".encode("iso-8859-1"), RULES, Storage(), source="m", file="m")
    assert [(one.code, one.line, one.column) for one in verdict.findings] == [("encoding", 3, 2)]
    assert verdict.ok
    assert verdict.file == "m"


def test_authors_have_to_fit_a_pattern() -> None:
    assert foreign_author("ana@empresa.com", ("*@empresa.com",)) is None
    assert foreign_author("x@y.z", ()) is None
    finding = foreign_author("x@y.z", ("*@empresa.com",))
    assert finding is not None
    assert finding.code == "author-not-allowed"


def test_bots_are_not_judged_where_github_writes() -> None:
    bot = Written("rebase", "Bump x", "a" * 40, "dependabot[bot]", "b@c.d")
    assert judge_written(bot, RULES).findings == ()
    stranger = Written("rebase", "fix: corrige x", "a" * 40, "Ana", "b@c.d")
    assert [one.code for one in judge_written(stranger, CommitSettings(authors=("*@e.org",))).findings] == [
        "author-not-allowed"
    ]
    assert judge_written(Written("squash", "fix: corrige x (#1)"), RULES).source == "squash"
    assert judge_text("x", RULES, source="título").ok is False


@pytest.mark.parametrize(
    "name",
    ["a b", "a..b", "a~1", "-a", "a.lock", "a/.b", "a//b", "/a", "a/", "a.", "@", "a@{b", "a\\b", "HEAD", "", "a\x01"],
)
def test_names_that_git_refuses(name: str) -> None:
    span = unfit_for_git(name)
    assert span is not None
    assert 0 <= span[0] <= span[1] <= len(name)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("docs/x", []),
        ("docs/$(id)", ["branch-alphabet"]),
        ("a..b", ["branch-not-git"]),
        ("main", []),
        ("otra/x", ["branch-pattern"]),
    ],
)
def test_branches(name: str, codes: list[str]) -> None:
    rules = BranchSettings(patterns=("docs/*",))
    assert [one.code for one in check_branch(name, rules)] == codes


def test_fixing_stops_when_nothing_is_left() -> None:
    message = "feature: Reorganizado la documentacion.\ncuerpo\n\nBREAKING CHANGES: x\n"
    mended = fix(message, lambda text: check(text, RULES))
    assert mended == "feat: reorganiza la documentación\n\ncuerpo\n\nBREAKING CHANGE: x\n"
    assert check(mended, RULES) == ()


@pytest.mark.parametrize("mood", ["presente", "libre"])
@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\x07", "\xa0", "\u2028"])
def test_the_short_way_doubts_what_nobody_sees(sign: str, mood: Mood) -> None:
    quick = Quick(CommitSettings(mood=mood))
    for message in (f"docs: agrega a{sign}b", f"docs: agrega {sign}", f"docs: agrega a\n\nuna{sign} palabra"):
        assert not quick.fine(message)
        assert not quick.fine(message)  # what it learnt of the word is remembered
    assert quick.fine("docs: agrega a\n\nuna palabra")


def test_settings_survive_the_oven() -> None:
    rules = CommitSettings(types=("a", "b"), scopes=("c",), authors=("*@e.org",), mood="libre", autosquash=False)
    cached_settings = CachedSettings(bake(rules) or "")
    for name in CachedSettings.__slots__:
        assert getattr(cached_settings, name) == getattr(rules, name)
    assert bake(RULES) == DEFAULTS
    assert bake(CommitSettings(types=("a,b",))) is None
