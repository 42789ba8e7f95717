"""Every rule: what it finds, where, and what it offers instead."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.commits.finding import Finding
from relcommit.commits.fix import fix
from relcommit.commits.rules import check
from relcommit.commits.rules.header import is_one_slip
from relcommit.settings import CommitSettings

FREE = CommitSettings(mood="libre")


def codes(message: str, settings: CommitSettings = FREE) -> list[str]:
    return [finding.code for finding in check(message, settings)]


def only(message: str, settings: CommitSettings = FREE) -> Finding:
    (finding,) = check(message, settings)
    return finding


def mended(message: str, settings: CommitSettings = FREE) -> str:
    """The message with the suggestion of its only finding."""
    finding = only(message, settings)
    lines = message.split("\n")
    line = lines[finding.line - 1]
    assert finding.suggestion is not None
    lines[finding.line - 1] = line[: finding.column - 1] + finding.suggestion + line[finding.end - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize("kind", ["feat/fix", "feat+fix", "feat.fix", "feat_fix"])
def test_two_types_in_one_are_no_type_that_a_team_allows(kind: str) -> None:
    (finding,) = check(f"{kind}: agrega x", CommitSettings())
    assert (finding.code, finding.column, finding.end) == ("type-not-allowed", 1, len(kind) + 1)
    assert check(f"{kind}: agrega x", CommitSettings(types=())) == ()


def test_the_header_of_the_first_plan_passes() -> None:
    header = "docs(skillgen): reorganiza docs vigentes/históricas y define plan de producción + etapa2 iteración1"
    assert check(header, CommitSettings()) == ()


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("feature", "feat"),
        ("faet", "feat"),
        ("dosc", "docs"),
        ("fxi", "fix"),
        ("documentación", "docs"),
        ("pref", "perf"),
    ],
)
def test_a_wrong_type_is_offered_the_right_one(written: str, right: str) -> None:
    assert mended(f"{written}(api): quita algo") == f"{right}(api): quita algo"


def test_a_type_that_nobody_knows_gets_no_guess() -> None:
    finding = only("desconocido: quita algo")
    assert (finding.code, finding.level, finding.suggestion) == ("type-not-allowed", "error", None)
    assert codes("desconocido: quita algo", replace(FREE, types=())) == []


def test_types_are_the_same_in_capitals_with_a_warning() -> None:
    finding = only("Feat: quita algo")
    assert (finding.code, finding.level, finding.suggestion) == ("type-case", "warning", "feat")
    both = replace(FREE, types=("feat", "Feat"))
    assert codes("feat: quita algo", both) == codes("Feat: quita algo", both) == []


def test_every_scope_has_to_be_allowed() -> None:
    settings = replace(FREE, scopes=("api", "web"))
    assert codes("fix(api, web): quita algo", settings) == []
    assert mended("fix(api,wev): quita algo", settings) == "fix(api,web): quita algo"
    assert mended("fix(API): quita algo", settings) == "fix(api): quita algo"
    assert only("fix(otro): quita algo", settings).suggestion is None
    assert codes("fix: quita algo", settings) == []


def test_length_counts_characters() -> None:
    settings = replace(FREE, subject_max=20)
    assert codes("fix: " + "ñ" * 15, settings) == []
    assert codes("fix: " + "n\u0303" * 15, settings) == []
    finding = only("fix: " + "ñ" * 16, settings)
    assert (finding.code, finding.column, finding.end) == ("header-too-long", 21, 22)
    assert codes("fix: " + "ñ" * 500, replace(FREE, subject_max=0)) == []


@pytest.mark.parametrize(
    ("message", "code", "right"),
    [
        ("fix:   quita algo", "header-spaces", "fix: quita algo"),
        ("fix( api ): quita algo", "header-spaces", "fix(api): quita algo"),
        ("fix: quita algo.", "header-full-stop", "fix: quita algo"),
        ("fix: Quita algo", "description-case", "fix: quita algo"),
        ("fix: quita\u200b algo", "invisible-character", "fix: quita algo"),
        ("fix: quita \u202ealgo", "invisible-character", "fix: quita algo"),
        ("fix: quita \x1balgo", "invisible-character", "fix: quita algo"),
        ("fix: quita\0 algo", "nul-character", "fix: quita algo"),
        ("fix: quita algo\\n\\n- uno", "literal-newline", "fix: quita algo\n\n- uno"),
        ("fix: quita algo\\r\\nuno", "literal-newline", "fix: quita algo\nuno"),
        ("fix: quita algo \\n - uno", "literal-newline", "fix: quita algo \n - uno"),
        ("fix: quita\u2028 algo", "invisible-character", "fix: quita algo"),
        ("fix: a\n\nCo-authored-by:Ana <a@b.c>", "trailer-person", "fix: a\n\nCo-authored-by: Ana <a@b.c>"),
    ],
)
def test_the_suggestion_mends_the_message(message: str, code: str, right: str) -> None:
    assert only(message).code == code
    assert mended(message) == right


@pytest.mark.parametrize(
    "message",
    [
        "fix: quita algo...", "fix: quita algo…", "fix: quita errores, avisos, etc.", "fix: JTD pasa a JSON",
        "fix: GitHub responde", "fix: Docker arranca", "fix: H2 arranca", "fix: 🚀 despega", "fix: ¿Por qué?",
        "fix: une 👩\u200d👧 en una", "fix: cambia `\\n` por otra cosa", 'fix: cambia "\\n" por otra cosa',
        "fix: separa con \\n los campos", 'fix: une "a\\nb" y "c"', "fix: lee C:\\nuevo\\datos",
        "fix: corrige el patrón \\d+\\n",
    ],
)  # fmt: skip
def test_what_is_meant_is_left_alone(message: str) -> None:
    assert codes(message) == []


@pytest.mark.parametrize(
    "line",
    [
        "BREAKING CHANGES: quita v1", "breaking change: quita v1", "Breaking Change: quita v1",
        "BREAKING CHANGE:quita v1", "BREAKING CHANGE : quita v1", "BREAKING CHANGE #12", "BREAKING: quita v1",
        "BREAKING CHANGE - quita v1", "Cambio importante – quita v1",
        "CAMBIO IMPORTANTE: quita v1", "CAMBIO DISRUPTIVO: quita v1", "CAMBIO-IMPORTANTE: quita v1",
        "Cambio incompatible: quita v1", "**BREAKING CHANGE:** quita v1", "- BREAKING CHANGE: quita v1",
        "⚠️ BREAKING CHANGE: quita v1", "BREAKING CHANGE\u00a0: quita v1", "breaking_changes: quita v1",
    ],
)  # fmt: skip
def test_a_breaking_change_that_no_tool_reads_is_told(line: str) -> None:
    finding = only(f"feat: a\n\n{line}")
    assert (finding.code, finding.level, finding.line) == ("breaking-near-miss", "error", 3)
    right = mended(f"feat: a\n\n{line}").split("\n")[2]
    assert right.startswith("BREAKING CHANGE: ")
    assert codes(f"feat: a\n\n{right}") == []


def test_a_breaking_change_glued_to_the_body_gets_its_own_paragraph() -> None:
    assert mended("feat: a\n\ncuerpo\nBREAKING CHANGE: quita v1") == "feat: a\n\ncuerpo\n\nBREAKING CHANGE: quita v1"


def test_a_breaking_change_in_the_header_becomes_a_bang() -> None:
    assert mended("feat: BREAKING CHANGE: quita v1") == "feat!: quita v1"
    assert mended("feat(api)!: cambio importante: quita v1") == "feat(api)!: quita v1"


def test_a_breaking_change_that_says_nothing_has_no_fix() -> None:
    assert only("feat: a\n\nBREAKING CHANGE:").suggestion is None


@pytest.mark.parametrize(
    "line",
    [
        "BREAKING CHANGE: quita v1", "BREAKING-CHANGE: quita v1", "BREAKING CHANGE was discussed",
        "Breaking the build: x",
        "Cambios importantes de la API: x", "breaking changes #DS-1", "    BREAKING CHANGES: es código", "Cambio: uno",
        "```\nBREAKING CHANGES: es código\n```",
    ],
)  # fmt: skip
def test_what_is_right_or_prose_is_no_near_miss(line: str) -> None:
    assert codes(f"feat: a\n\n{line}") == []


@pytest.mark.parametrize(
    "line",
    [
        "- cambia \\r\\n y \\r por \\n para todos", "\\r\\n en Windows, \\n en Unix", "    printf '%s\\n' 1 2",
        "con curl -w '%{http_code}\\n' responde 404", "casa /[^\\n]*\\n/ con todo",
        "el encabezado (título\\n\\ncuerpo)",
        "test -n $'uno\\ndos\\ntres'", "```\nuno\\ndos\n```", "content: \"a\\nb\"", "C:\\nuevo\\notas",
    ],
)  # fmt: skip
def test_a_break_that_is_talked_about_is_meant(line: str) -> None:
    assert codes(f"fix: a\n\n{line}") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("feat: a\\n\\nb", "feat: a\n\nb"), ("feat: a\n\nuno.\\n\\nRefs: #12", "feat: a\n\nuno.\n\nRefs: #12"),
        ("feat: a\n\nuno.\\n- dos\\n- tres", "feat: a\n\nuno.\n- dos\n- tres"),
        ("feat: a\n\nuno\\r\\ndos", "feat: a\n\nuno\ndos"), ("feat: a\n\nuno:\\n* dos", "feat: a\n\nuno:\n* dos"),
    ],
)  # fmt: skip
def test_a_break_that_the_shell_left_behind_is_an_error_with_its_fix(text: str, right: str) -> None:
    assert {(finding.code, finding.level) for finding in check(text, FREE)} == {("literal-newline", "error")}
    assert fix(text, lambda now: check(now, FREE)) == right


def test_a_breaking_change_that_is_only_named_is_none() -> None:
    assert codes("docs: a\n\n`BREAKING CHANGE:` va en un pie, y `breaking change:` no vale") == []


def test_prose_is_wrapped_and_the_rest_left_alone() -> None:
    settings = replace(FREE, body_width=30)
    long = ("palabra " * 6).strip()
    assert mended(f"fix: a\n\n- {long}", settings).split("\n")[2:] == [
        "- palabra palabra palabra",
        "  palabra palabra palabra",
    ]
    for line in (
        f"{long} https://ejemplo.org/x", f"    {long}", f"```\n{long}\n```", f"| {long} |", f"> {long}", "x" * 90,
        f"Refs: {long}", f"~~~\n{long}", f"{long} [x](y)", " " * 3 + "x" * 40,
    ):  # fmt: skip
        assert codes(f"fix: a\n\n{line}", settings) == []
    assert codes(f"fix: a\n\n{long}", replace(FREE, body_width=0)) == []
    assert codes("fix: a\n\n" + "n\u0303" * 20, settings) == []


def test_people_need_a_name_and_an_address() -> None:
    assert only("fix: a\n\nSigned-off-by: Ana").code == "trailer-person"
    assert only("fix: a\n\nCo-authored-by: Ana <ana>").code == "trailer-person"
    assert only("fix: a\n\ncuerpo\n\nRefs:").code == "footer-empty"
    assert codes("fix: a\n\nReviewed-by: Z") == []
    assert codes("fix: a\n\nCo-authored-by: Íñigo <i@b.c>") == []


def test_autosquash_passes_with_a_warning_unless_the_settings_refuse_it() -> None:
    finding = only("fixup! feat: a")
    assert (finding.code, finding.level) == ("autosquash", "warning")
    assert only("fixup! feat: a", replace(FREE, autosquash=False)).level == "error"


def test_the_message_inside_an_amend_is_judged() -> None:
    assert codes("amend! feat: a\n\nfeat: b") == ["autosquash"]
    assert codes("amend! feat: a\n\nfeat b") == ["autosquash", "header-format"]
    assert codes("amend! feat: a") == ["autosquash"]


def test_what_git_writes_is_not_judged() -> None:
    assert codes("Merge branch 'x' into " + "y" * 200) == []


def test_a_word_in_the_body_disarms_nothing() -> None:
    assert codes("sin tipo\n\nMerge branch 'main'\n\nRevert \"x\"\n\nfixup! y") == ["header-format"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("feat", "faet", True), ("feat", "feta", True), ("feat", "fea", True), ("feat", "feats", True),
     ("fix", "fox", True),
     ("feat", "feat", False), ("fix", "docs", False), ("a", "", True), ("ab", "ba", True), ("abc", "cba", False)],
)  # fmt: skip
def test_one_slip_of_the_keyboard(one: str, other: str, expected: bool) -> None:
    assert is_one_slip(one, other) is expected


@given(st.text())
def test_findings_stay_inside_the_text(text: str) -> None:
    lines = text.split("\n")
    for finding in check(text, FREE):
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= finding.end <= len(lines[finding.line - 1]) + 1


def test_findings_print_hash_and_compare_by_value() -> None:
    one = Finding("a", "error", 1, 2, 3)
    assert one == Finding("a", "error", 1, 2, 3)
    assert one != Finding("a", "warning", 1, 2, 3)
    assert one != "a"
    assert len({one, Finding("a", "error", 1, 2, 3)}) == 1
    assert repr(one) == "Finding('a', 'error', 1, 2, 3, {}, None)"
