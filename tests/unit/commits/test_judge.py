"""From bytes to a verdict; branches; fixing; and the quick way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


_SOME = """agrega corrige reorganizado agregar add documentacion sesion rápida rapida Titulos el la de API x y
set up añade cambio importante: Cambio BREAKING CHANGE: breaking se ha Refs: Refs:x Co-authored-by:
Signed-off-by: . , \\n `a` #12 fixup! - – merge logica versiones (mas) test prueba"""
_WORDS = st.sampled_from([*_SOME.split(), ""])
_LINE = st.lists(_WORDS, max_size=12).map(" ".join)
_MESSAGE = st.builds(
    lambda kind, rest, gap, lines, end: f"{kind}{rest}{gap}{chr(10).join(lines)}{end}",
    st.sampled_from(["feat: ", "fix(api): ", "docs!: ", "feat:", "otro: ", "fixup! feat: ", ""]),
    _LINE, st.sampled_from(["\n", "\n\n", "\n\n\n"]), st.lists(_LINE, max_size=4), st.sampled_from(["\n", "", " \n"]),
)  # fmt: skip


@pytest.mark.parametrize(
    "rules",
    [RULES, CommitSettings(mood="infinitivo", types=()), CommitSettings(mood="libre", body_width=0, subject_max=0)],
)
@settings(max_examples=60)
@given(messages=st.lists(_MESSAGE, min_size=30, max_size=60))
def test_what_is_quickly_fine_has_no_finding(rules: CommitSettings, messages: list[str]) -> None:
    quick = Quick(rules)
    for message in messages * 3:
        if quick.fine(message):
            assert check(message, rules) == ()


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
