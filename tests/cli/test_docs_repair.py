"""References that moves made by hand broke are led to where their targets are."""

import json

from tests.support.sandbox import Sandbox


def archived_by_hand(box: Sandbox) -> None:
    (box.repo / "docs/viejo").mkdir()
    box.git("mv", "docs/fase1/encuesta.md", "docs/viejo/encuesta.md")
    box.git("commit", "-qm", "docs: archiva la encuesta")


def test_repair_leads_back_what_a_plain_move_broke(box: Sandbox) -> None:
    archived_by_hand(box)
    box.write("docs/raro.md", "[x](nunca-estuvo.md) [guía](guía.md)\n")
    box.git("add", "-A")
    box.git("commit", "-qm", "docs: raro")
    ended = box.relcommit("docs", "repair", "--yes")
    assert ended.code == 0, ended.err
    assert "docs: archiva la encuesta" in ended.out
    assert "1 referencia queda rota" in ended.out
    assert "docs/viejo/encuesta.md#años" in box.read("README.md")
    assert box.read("docs/viejo/encuesta.md") == "# Encuesta\n\n## Años\n\nMira la [guía](../guía.md).\r\n"
    assert "`docs/viejo/encuesta.md`" in box.read("docs/guía.md")
    assert box.read("docs/fase1/informe final.md") == "# Informe\n\nSigue a la [encuesta](../viejo/encuesta.md)"
    assert box.read("docs/raro.md") == "[x](nunca-estuvo.md) [guía](guía.md)\n"
    assert box.message().splitlines()[0] == "docs: repara 3 referencias rotas"
    assert box.relcommit("docs", "repair", "--yes").out.startswith("Nada que reparar")


def test_repair_is_undone_to_the_byte(box: Sandbox) -> None:
    archived_by_hand(box)
    before = box.state()
    assert box.relcommit("docs", "repair", "--yes").code == 0
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before


def test_repair_looks_only_where_it_is_told(box: Sandbox) -> None:
    archived_by_hand(box)
    moved_at = box.git("rev-parse", "HEAD")
    box.write("otro.txt", "x")
    box.git("add", "-A")
    box.git("commit", "-qm", "feat: otro")
    assert len(box.relcommit("docs", "repair", "--since", moved_at, "--dry-run", "--json").json["repairs"]) == 0
    told = box.relcommit("docs", "repair", moved_at, "--dry-run", "--json").json
    assert {(one["file"], one["commit"]) for one in told["repairs"]} == {
        ("README.md", moved_at), ("docs/guía.md", moved_at), ("docs/fase1/informe final.md", moved_at)
    }  # fmt: skip
    assert box.relcommit("docs", "repair", "no-existe").code == 2


def test_what_one_commit_moved_is_followed_through_later_moves(box: Sandbox) -> None:
    archived_by_hand(box)
    moved_at = box.git("rev-parse", "HEAD")
    box.git("mv", "docs/viejo", "docs/antiguo")
    box.git("mv", "docs/guía.md", "docs/antiguo/guía.md")
    box.git("commit", "-qm", "docs: ordena")
    told = box.relcommit("docs", "repair", moved_at, "--dry-run", "--json").json
    assert {(one["file"], one["new"]) for one in told["repairs"]} == {
        ("README.md", "docs/antiguo/encuesta.md#años"), ("docs/antiguo/guía.md", "docs/antiguo/encuesta.md"),
        ("docs/fase1/informe final.md", "../antiguo/encuesta.md"),
    }  # fmt: skip
    assert {one["commit"] for one in told["repairs"]} == {moved_at}


def test_repair_follows_content_that_came_back_elsewhere_and_moves_not_yet_committed(box: Sandbox) -> None:
    text = box.read("docs/fase1/encuesta.md")
    box.git("rm", "-q", "docs/fase1/encuesta.md")
    box.git("commit", "-qm", "docs: quita la encuesta")
    box.write("docs/archivo/encuesta.md", text)
    box.git("add", "-A")
    box.git("commit", "-qm", "docs: vuelve")
    told = json.loads(box.relcommit("docs", "repair", "--dry-run", "--json").out)
    assert {one["moved"]["to"] for one in told["repairs"]} == {"docs/archivo/encuesta.md"}
    box.git("mv", "docs/guía.md", "docs/archivo/guía.md")
    ended = box.relcommit("docs", "repair", "--yes")
    assert "un cambio sin confirmar" in ended.out
    assert "docs/archivo/gu%C3%ADa.md" in box.read("README.md")
    assert box.git("log", "-1", "--format=%s") == "docs: vuelve"


def test_check_and_repair_leave_out_what_the_settings_ignore(box: Sandbox) -> None:
    box.write("ejemplos/malo.md", "[x](no.md) [m](/home/pepa/x)\n")
    assert box.relcommit("docs", "check").code == 1
    box.write("relcommit.toml", f'[docs]\nignore = ["ejemplos/**"]\n\n{box.read("relcommit.toml")}')
    assert box.relcommit("docs", "check").out == "Ningún enlace roto.\n"
    box.git("add", "ejemplos", "relcommit.toml")
    box.git("commit", "-qm", "docs: ejemplos")
    assert box.relcommit("docs", "check", "HEAD").code == 0
    archived_by_hand(box)
    box.write("ejemplos/malo.md", "[x](../docs/fase1/encuesta.md)\n")
    repaired = box.relcommit("docs", "repair", "--dry-run", "--json").json["repairs"]
    assert {one["file"] for one in repaired} == {"README.md", "docs/guía.md", "docs/fase1/informe final.md"}
