"""Beside the editor: the template that git opens, and positions that an editor can use."""

import json
from pathlib import Path

from tests.support.committing import new_repository


def test_the_template_has_the_team_s_types_and_leaves_nothing_in_the_commit(tmp_path: Path) -> None:
    repo = new_repository(tmp_path / "r")
    repo.write("relcommit.toml", '[commit]\nmood = "infinitivo"\ntypes = ["feat", "obra"]\nscopes = ["web"]\n')
    done = repo.relcommit("init", "--template")
    assert done.returncode == 0, done.stderr
    template = (repo.root / ".gitmessage").read_text("utf-8")
    for shown in ("feat(web): agregar la búsqueda por fecha", "Tipos:   feat, obra", "Ámbitos: web", "infinitivo"):
        assert shown in template
    assert repo.git("config", "commit.template").stdout.strip() == ".gitmessage"
    editor = repo.write(
        "editor.sh", '#!/bin/sh\nprintf "obra(web): mover x\\n" | cat - "$1" > "$1.n" && mv "$1.n" "$1"\n'
    )
    editor.chmod(0o755)
    repo.git("commit", "-q", "--allow-empty", GIT_EDITOR="./editor.sh")
    assert repo.head() == "obra(web): mover x"
    assert repo.relcommit("check", "--range", "HEAD").returncode == 0
    assert "commit.template" in repo.relcommit("init", "--template").stdout


def test_positions_count_as_editors_do(tmp_path: Path) -> None:
    repo = new_repository(tmp_path / "r")
    done = repo.relcommit("check", "--json", "-m", "feat: 🚀 agregado soporte\n\n🚀 la facturacion nueva")
    (message,) = json.loads(done.stdout)["messages"]
    mood, accent = message["findings"]
    assert message["header"] == "feat: 🚀 agrega soporte"
    assert mood["range"] == {"start": {"line": 0, "character": 9}, "end": {"line": 0, "character": 17}}
    assert accent["range"] == {"start": {"line": 2, "character": 6}, "end": {"line": 2, "character": 17}}
