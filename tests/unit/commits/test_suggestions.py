"""The contract of every suggestion: it replaces `column..end` of its line, and its finding is gone."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.commits.finding import Finding
from relcommit.commits.fix import fixed
from relcommit.commits.rules import check
from relcommit.settings import CommitSettings

PIECES = [
    "feat", "fix", "Feat", "feta", "(", ")", "(api)", "( )", "( api )", "!", "!!", ":", ": ", "  ", "\t", "\u00a0",
    "：", "\ufeff", "\n\n", "\nx", "\r\n", "añadido", "agregado", "se agregó", "added", "configuracion", "la",
    "funcion", "\\n", "\\r\\n", "`a\\nb`", "BREAKING CHANGE", "BREAKING CHANGES:", "breaking change:",
    "**BREAKING CHANGE**:", "CAMBIO IMPORTANTE:", "BREAKING CHANGE #", "BREAKING CHANGE:x", "Refs #12", "Refs:",
    "Co-authored-by: Ana", "Co-authored-by:Ana <a@b.es>", "\u200b", "\u200d", "\x0b", "\x1b", "\u2028", "palabra " * 20,
    "```", "- ", "> ", "fixup! ", "amend! ", ".", " .", "...", "Corrige", "日本語" * 20, "a\u0301", "API", "1.",
]  # fmt: skip
MESSAGES = st.builds(str.__add__, st.sampled_from(["", "feat: "]), st.lists(st.sampled_from(PIECES)).map("".join))
SETTINGS = st.sampled_from(
    [
        CommitSettings(body_width=40),
        CommitSettings(types=(), mood="libre"),
        CommitSettings(mood="infinitivo", scopes=("api", "web"), subject_max=20),
    ]
)


def told(findings: tuple[Finding, ...]) -> Counter[tuple[str, tuple[tuple[str, str], ...]]]:
    return Counter((one.code, tuple(sorted(one.facts.items()))) for one in findings)


@given(MESSAGES, SETTINGS)
def test_every_span_lies_in_its_line(message: str, settings: CommitSettings) -> None:
    lines = message.split("\n")
    for one in check(message, settings):
        assert 1 <= one.column <= one.end <= len(lines[one.line - 1]) + 1


@given(MESSAGES, SETTINGS)
def test_each_suggestion_takes_its_finding_away(message: str, settings: CommitSettings) -> None:
    before = check(message, settings)
    for one in before:
        if one.suggestion is None:
            continue
        left = check(fixed(message, [one]), settings)
        here = [other for other in left if other.line == one.line]
        assert told(tuple(here))[fault := next(iter(told((one,))))] < told(before)[fault] or not here


def test_a_wide_colon_is_mended_before_what_follows_it() -> None:
    found = check("feat：BREAKING CHANGE: quita la v1", CommitSettings())
    assert [(one.code, one.column) for one in found] == [("header-format", 5)]


def test_attempts_in_a_row_are_one() -> None:
    message = "feat: BREAKING CHANGE: BREAKING CHANGES: quita la v1"
    assert fixed(message, check(message, CommitSettings())) == "feat!: quita la v1"


def test_an_empty_scope_goes_only_where_a_header_is_left() -> None:
    assert [one.suggestion for one in check("feat( )feat( )", CommitSettings())] == [None, None]
    assert fixed("feat( ) : añade x", check("feat( ) : añade x", CommitSettings())) == "feat: añade x"


@pytest.mark.parametrize(
    ("header", "mended"), [("fin .", "fin"), ("fin. .", "fin"), ("..  .", ".."), ("etc. .", "etc.")]
)
def test_a_full_stop_goes_with_those_before_it(header: str, mended: str) -> None:
    found = check(f"feat: {header}", CommitSettings())
    assert fixed(f"feat: {header}", found) == f"feat: {mended}"


def test_emoji_keep_what_joins_them_and_nothing_else_does() -> None:
    assert check("feat: agrega 👩\u200d💻 al menú", CommitSettings()) == ()
    assert len(check("\u200d\x0b\u200d", CommitSettings(types=(), mood="libre"))) >= 3


def test_a_breaking_change_below_prose_that_looks_like_a_footer_opens_a_paragraph() -> None:
    message = "feat: agrega x\n\nuna nota\nRefs #12\nBREAKING CHANGES: quita y"
    assert fixed(message, check(message, CommitSettings())).endswith("Refs #12\n\nBREAKING CHANGE: quita y")
    message = "feat: agrega x\n\nRefs #12\nBREAKING CHANGES: quita y"
    assert fixed(message, check(message, CommitSettings())).endswith("Refs #12\nBREAKING CHANGE: quita y")


def test_exclamation_marks_are_one_only_before_the_colon() -> None:
    assert fixed("feat!! : agrega x", check("feat!! : agrega x", CommitSettings())) == "feat!: agrega x"
    assert next(iter(check("feat!!(api)!!", CommitSettings()))).suggestion is None
