"""Conventional Commits 1.0.0: what the grammar reads, and where it says no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.commits.grammar import footer_of, parse


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("feat: añade algo", ("feat", None, False, "añade algo")),
        ("feat(api)!: añade algo", ("feat", "api", True, "añade algo")),
        ("corrección: quita algo", ("corrección", None, False, "quita algo")),
        ("Fix(ámbito-2): ¿por qué fallaba?", ("Fix", "ámbito-2", False, "¿por qué fallaba?")),
        ("feat(🚀): despega", ("feat", "🚀", False, "despega")),
        ("docs(a b): dos palabras", ("docs", "a b", False, "dos palabras")),
    ],
)
def test_a_header_is_taken_apart(header: str, parts: tuple[str, str | None, bool, str]) -> None:
    parsed = parse(header)
    assert parsed.faults == []
    assert parsed.header is not None
    assert (parsed.header.type, parsed.header.scope, parsed.header.breaking, parsed.header.description) == parts
    assert str(parsed.header) == header


@pytest.mark.parametrize(
    ("header", "why", "mended"),
    [
        ("feat:añade", "space-after-colon", "feat: añade"),
        ("feat:\u00a0añade", "not-a-space", "feat: añade"),
        ("feat:\tañade", "not-a-space", "feat: añade"),
        ("feat : añade", "space-before-colon", "feat: añade"),
        ("feat (api): añade", "space-before-scope", "feat(api): añade"),
        ("feat(): añade", "scope-empty", "feat: añade"),
        ("feat( ): añade", "scope-empty", "feat: añade"),
        ("feat!!: añade", "bang-twice", "feat!: añade"),
        ("feat!(api): añade", "bang-place", "feat(api)!: añade"),
        ("feat:! añade", "bang-place", "feat!: añade"),
        ("feat !: añade", "space-before-colon", "feat!: añade"),
        ("feat! : añade", "space-before-colon", "feat!: añade"),
        ("\ufefffeat: añade", "bom", "feat: añade"),
        (" feat: añade", "leading-space", "feat: añade"),
        ("feat：añade", "wide-colon", "feat: añade"),
        ("feat(api)!： añade", "wide-colon", "feat(api)!: añade"),
    ],
)
def test_what_is_certain_is_mended(header: str, why: str, mended: str) -> None:
    (fault,) = parse(header).faults
    assert (fault.code, fault.level, fault.facts["why"]) == ("header-format", "error", why)
    assert fault.suggestion is not None
    assert header[: fault.column - 1] + fault.suggestion + header[fault.end - 1 :] == mended
    assert parse(mended).faults == []


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("feat añade algo", "no-colon"),
        ("v1.2.3", "no-colon"),
        ("merged los cambios", "no-colon"),
        ("feat(api) añade: algo", "no-colon"),
        ("fixup! feat(a): b", "no-colon"),
        ("feat!", "no-colon"),
        ("fix((a): b", "scope-nested"),
        ("fix(a)(b): c", "scope-nested"),
        ("fix(a: b", "scope-open"),
        ("feat: ", "no-description"),
        ("fix: \u200b", "no-description"),
        (": sin tipo", "no-type"),
        ("BREAKING CHANGE: quita", "breaking-as-type"),
        ("dos palabras: algo", "type-space"),
        ("🚀: despega", "type-space"),
        ("---: guiones", "type-space"),
    ],
)
def test_what_is_not_certain_is_only_told(header: str, why: str) -> None:
    (fault,) = parse(header).faults
    assert (fault.facts["why"], fault.suggestion) == (why, None)
    assert 1 <= fault.column <= fault.end <= len(header) + 1


@pytest.mark.parametrize("message", ["", "  \n\n", "\n"])
def test_an_empty_message_is_one_fault(message: str) -> None:
    parsed = parse(message)
    assert [fault.code for fault in parsed.faults] == ["empty-message"]
    assert parsed.header is None
    assert not parsed.breaking


def test_a_glued_body_gets_its_blank_line() -> None:
    (fault,) = parse("feat: a\ncuerpo\n").faults
    assert (fault.code, fault.line, fault.column, fault.end) == ("body-blank-line", 2, 1, 2)
    assert fault.suggestion == "\nc"


def test_footers_start_a_paragraph_and_go_on_over_lines() -> None:
    parsed = parse("feat: a\n\ncuerpo\nNota: sigue el cuerpo\n\nBREAKING CHANGE: uno\ny dos\nRefs #12\n\nmás texto\n")
    assert [line.text for line in parsed.body] == ["cuerpo", "Nota: sigue el cuerpo"]
    assert [(one.token, one.separator, one.value) for one in parsed.footers] == [
        ("BREAKING CHANGE", ": ", "uno\ny dos"),
        ("Refs", " #", "12\n\nmás texto"),
    ]
    assert parsed.breaking
    assert str(parsed.footers[1]).startswith("Refs #12")


@pytest.mark.parametrize(
    "line",
    ["BREAKING CHANGES: x", "breaking change: x", "BREAKING CHANGE:x", "BREAKING CHANGE #12", "- punto: uno",
     "invalid token : x", "External-Id:1337", "https://a.b/c", "Refs:", "10: diez", "-a: b", "a-: b", "#12"],
)  # fmt: skip
def test_what_only_looks_like_a_footer_breaks_nothing(line: str) -> None:
    parsed = parse(f"feat: a\n\n{line}\n")
    assert parsed.faults == []
    assert not parsed.breaking


def test_a_breaking_change_inside_the_body_is_none() -> None:
    assert not parse("feat: a\n\ncuerpo\nBREAKING CHANGE: pegado\n").breaking
    assert parse("feat: a\n\ncuerpo\n\nBREAKING-CHANGE: suelto\n").breaking
    assert parse("feat!: a\n").breaking


_NOUN = st.text("abcñáé-_", min_size=1, max_size=8).filter(lambda word: any(char.isalpha() for char in word))
_PROSE = st.text("abc ñé:#!()", min_size=1, max_size=40).map(str.strip).filter(bool)
_TOKEN = st.sampled_from(["Refs", "Reviewed-by", "BREAKING CHANGE", "Cierra"])


@given(_NOUN, st.none() | _NOUN, st.booleans(), _PROSE, st.lists(st.tuples(_TOKEN, _PROSE), max_size=3))
def test_rendered_and_parsed_again_it_is_the_same(
    kind: str, scope: str | None, breaking: bool, description: str, footers: list[tuple[str, str]]
) -> None:
    where = "" if scope is None else f"({scope})"
    header = f"{kind}{where}{'!' if breaking else ''}: {description}"
    tail = "\n".join(f"{token}: {value}" for token, value in footers)
    parsed = parse(f"{header}\n\n{tail}\n")
    assert parsed.faults == []
    assert str(parsed.header) == header
    assert [str(footer) for footer in parsed.footers] == [f"{token}: {value}" for token, value in footers]


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    parsed = parse(text)
    for fault in parsed.faults:
        assert 1 <= fault.column <= fault.end
        assert fault.line >= 1


def test_tokens_need_a_letter_and_a_value() -> None:
    assert footer_of("Refs: 1") == ("Refs", ": ", "1")
    assert footer_of("Fixes #1") == ("Fixes", " #", "1")
    assert footer_of("12: 1") is None
    assert footer_of("") is None
