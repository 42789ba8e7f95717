"""What counts as a branch, a message or a placeholder."""

import pytest

from relcommit.plan.words.values import is_branch, is_header, is_header_hole, unwrap

BRANCHES = [
    "feature/login",
    "KAN-32-sesion-global",
    "docs/migración",
    "claude/x-011Cx",
    "release/2.4.0",
    "fix/nombre-usuario",
    "fix/mi-perfil",
]
NOT_BRANCHES = [
    "main", "feature/xxx", "feature/nombre-de-la-feature", "tipo/descripcion", "feature/<ticket>", "tu-rama",
    "feature/*",
    "src/app/main.py", "a1b2c3d4", "v1.2.0", "participante-X/tarea", "feature/mi-feature", "feature/PROJ-123", "a..b",
    "hotfix/x.y.z", "a b", "https://x/y", "-b", "feature/", "feature/...", "${RAMA}", "x.lock",
    "feature/JIRA-123-desc",
]  # fmt: skip
HEADERS = [
    "feat(x): agrega y",
    "Agregar normalizacion de columnas",
    "fix: corrige <div> sin cerrar",
    "✨ Initial commit: web",
    "docs: añade [CREAR] al log",
]
HOLES = [
    "<tipo>(<alcance>): <descripción>", "tipo(scope): descripción", "feat: descripción",
    "Descripción del cambio", "feat: ...",
    "$(cat <<'EOF'", "$MSG", "feat(modulo): xxx", "feat: {descripcion}", "[TICKET] Título",
    "fix: [descripción breve]", "tu mensaje",
]  # fmt: skip


@pytest.mark.parametrize("name", BRANCHES)
def test_a_particular_name_is_a_branch(name: str) -> None:
    assert is_branch(name)


@pytest.mark.parametrize("name", NOT_BRANCHES)
def test_lasting_branches_patterns_and_other_things_are_not(name: str) -> None:
    assert not is_branch(name)


@pytest.mark.parametrize("text", HEADERS)
def test_words_of_its_own_make_a_header(text: str) -> None:
    assert is_header(text)


@pytest.mark.parametrize("text", HOLES)
def test_a_placeholder_is_no_header(text: str) -> None:
    assert is_header_hole(text)


@pytest.mark.parametrize("text", ["a1b2c3d4e5f6", "feat:", "https://x.y z", "git commit", "hola", "a\nb c d e"])
def test_hashes_addresses_and_single_words_are_no_header(text: str) -> None:
    assert not is_header(text)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("`a/b`", "a/b"),
        ("**`a`**", "a"),
        ("«x y»", "x y"),
        ('"x"', "x"),
        ("[t](u)", "t"),
        ("*a* y *b*", "*a* y *b*"),
        ("`a` `b`", "`a` `b`"),
    ],
)
def test_marks_around_a_value_are_taken_off(text: str, bare: str) -> None:
    assert unwrap(text) == bare
