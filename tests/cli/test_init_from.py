"""`init --from`: what commitlint and commitizen already say becomes ours, and what cannot is told."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.support.committing import Committing, new_repository

RULES = {
    "type-enum": [2, "always", ["feat", "fix", "obra"]],
    "scope-enum": [1, "always", ["web", "api"]],
    "scope-empty": [2, "never"],
    "header-max-length": [2, "always", 80],
    "subject-case": [2, "always", "sentence-case"],
    "subject-full-stop": [2, "never", "."],
    "body-max-line-length": [0],
    "references-empty": [2, "never"],
    "type-empty": [2, "never"],
}
JS = """// de un proyecto cualquiera: https://ejemplo.org
import type { UserConfig } from '@commitlint/types';
const Configuration: UserConfig = {
  extends: ['@commitlint/config-conventional', 'otra'],
  /* reglas */
  rules: {
\t'type-enum': [2, 'always', ['feat', "fix"]], // los dos
    'body-max-line-length': [1, 'always', Infinity],
  },
};
export default Configuration;
"""


@pytest.fixture
def repo(tmp_path: Path) -> Committing:
    return new_repository(tmp_path / "r")


def written(repo: Committing) -> dict[str, Any]:
    commit: dict[str, Any] = tomllib.loads((repo.root / "relcommit.toml").read_text("utf-8"))["commit"]
    return commit


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".commitlintrc.json", json.dumps({"rules": RULES})),
        (".commitlintrc", json.dumps({"rules": RULES})),
        ("package.json", json.dumps({"name": "x", "commitlint": {"rules": RULES}})),
        ("commitlint.config.js", f"module.exports = {json.dumps({'rules': RULES}, indent=2)};\n"),
        ("commitlint.config.mjs", f"export default {json.dumps({'rules': RULES})}\n"),
    ],
)
def test_commitlint_s_rules_become_ours(repo: Committing, name: str, text: str) -> None:
    repo.write(name, text)
    done = repo.relcommit("init", "--from", "commitlint")
    assert done.returncode == 0, done.stderr
    assert "references-empty" in done.stdout
    assert "type-enum" not in done.stdout
    rules = written(repo)
    assert rules["types"] == ["feat", "fix", "obra"]
    assert rules["scopes"] == ["web", "api"]
    assert (rules["scope_required"], rules["subject_max"], rules["body_width"]) == (True, 80, 0)
    assert rules["subject_case"] == "sentence"
    assert rules["severity"] == {
        "scope-not-allowed": "warning", "description-case": "error", "header-full-stop": "error", "body-width": "off",
    }  # fmt: skip
    assert repo.relcommit("check", "-m", "obra(web): Agrega x").returncode == 0
    assert repo.relcommit("check", "-m", "obra(otro): Agrega x").returncode == 0
    for wrong in ("obra: Agrega x", "docs(web): Agrega x", "obra(web): agrega x", "obra(web): Agrega x."):
        assert repo.relcommit("check", "-m", wrong).returncode == 1, wrong


def test_a_file_of_code_is_read_where_it_is_only_an_object(repo: Committing) -> None:
    repo.write("commitlint.config.ts", JS)
    done = repo.relcommit("init", "--from", "commitlint")
    assert "extends: otra" in done.stdout
    rules = written(repo)
    assert (rules["types"], rules["subject_max"]) == (["feat", "fix"], 100)


@pytest.mark.parametrize("text", ["module.exports = require('x')", "[]", "{"])
def test_what_only_running_would_tell_is_refused(repo: Committing, text: str) -> None:
    repo.write("commitlint.config.js", text)
    done = repo.relcommit("init", "--from", "commitlint")
    assert done.returncode == 3
    assert "commitlint.config.js" in done.stderr
    assert not (repo.root / "relcommit.toml").exists()


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("module.exports = {rules: reglas, ignores: [f]}", ["rules", "ignores"]),
        ("module.exports = {rules: {'type-enum': [1, null, {}], 'scope-enum': [2, 'always', [1]]}}", ["type-enum"]),
        ("module.exports = {rules: {...base, 'type-enum': tipos}}", ["...base", "type-enum"]),
    ],
)
def test_what_is_code_inside_is_told(repo: Committing, text: str, untold: list[str]) -> None:
    repo.write("commitlint.config.cjs", text)
    told = repo.relcommit("init", "--from", "commitlint").stdout
    assert all(f"  - {name}" in told or f"  - rules: {name}" in told for name in untold), told


def test_commitizen_s_settings_become_ours(repo: Committing) -> None:
    assert repo.relcommit("init", "--from", "commitizen").returncode == 3
    repo.write(
        ".cz.toml",
        '[tool.commitizen]\nname = "cz_customize"\nmessage_length_limit = 60\nallow_abort = true\n'
        "[tool.commitizen.customize]\nschema_pattern = '(nuevo|arreglo): .*'\n"
        '[[tool.commitizen.customize.questions]]\nname = "scope"\nchoices = ["web", "api"]\n',
    )
    done = repo.relcommit("init", "--from", "commitizen")
    assert done.returncode == 0, done.stderr
    assert "allow_abort" in done.stdout
    rules = written(repo)
    assert (rules["types"], rules["scopes"], rules["subject_max"]) == (["nuevo", "arreglo"], ["web", "api"], 60)
