"""The editable list: written, edited, applied, and refused where it cannot be right."""

import os

import pytest

from tests.support.posix import terminal
from tests.support.sandbox import Sandbox

LIST = "h docs/guía.md -> docs/historico/manuales/  # ya hay otra\n? docs/notas.txt\n"


def test_a_list_moves_what_it_names_and_nothing_else(box: Sandbox) -> None:
    box.write("lista", LIST)
    told = box.relcommit("docs", "apply", "lista", "--yes", "--json").json
    assert [(one["from"], one["to"]) for one in told["moves"]] == [("docs/guía.md", "docs/historico/manuales/guía.md")]
    assert told["moves"][0]["reason"] == "la lista «lista:1»: ya hay otra"
    assert "ya hay otra" in box.message()
    assert box.relcommit("docs", "apply", "lista", "--yes").out.startswith("Nada que mover")


def test_documents_of_one_name_keep_their_folders(box: Sandbox) -> None:
    for folder in ("etapa1", "etapa2"):
        box.write(f"docs/{folder}/README.md", f"# {folder}\n")
    box.write("lista", "h docs/etapa1/README.md\nh docs/etapa2/README.md\n")
    ended = box.relcommit("docs", "apply", "lista", "--yes")
    assert ended.code == 0, ended.err
    assert box.read("docs/historico/etapa1/README.md") == "# etapa1\n"
    assert box.read("docs/historico/etapa2/README.md") == "# etapa2\n"
    assert box.relcommit("docs", "apply", "lista", "--yes").out.startswith("Nada que mover")


SWAP = """\
v docs/a.png -> docs/b.png
v docs/b.png -> docs/a.png
v docs/solo.md -> docs/solo.md/dentro.md
v docs/c.pdf -> docs/nuevo.pdf
"""


@pytest.mark.parametrize("options", [(), ("--no-commit",)], ids=["commit", "no commit"])
def test_pictures_that_change_places_and_a_file_that_becomes_a_folder_go_there_and_back(
    box: Sandbox, options: tuple[str, ...]
) -> None:
    for name in "ab":
        box.write(f"docs/{name}.png", b"\x89PNG\0" + name.encode())
    (box.repo / "docs/a.png").chmod(0o755)
    for name in ("solo.md", "c.pdf"):
        box.write(f"docs/{name}", f"# {name}\n")
    box.write("lista", SWAP)
    box.git("add", "docs")
    box.git("commit", "-qm", "docs: añade figuras")
    before = box.state()

    ended = box.relcommit("docs", "apply", "lista", "--yes", *options)
    assert ended.code == 0, ended
    assert [box.read(f"docs/{name}") for name in ("solo.md/dentro.md", "nuevo.pdf")] == ["# solo.md\n", "# c.pdf\n"]
    pictures = [(box.repo / f"docs/{name}.png") for name in "ab"]
    assert [(place.read_bytes()[-1:], place.stat().st_mode & 0o100) for place in pictures] == [(b"b", 0), (b"a", 0o100)]
    after = box.state()
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before
    assert box.relcommit("redo", "--yes").code == 0
    assert box.state() == after


def test_where_a_list_stands_is_nobodys_business_but_its_authors(box: Sandbox) -> None:
    elsewhere = box.write("lista", "h docs/guía.md\n", at=box.folder)
    assert box.relcommit("docs", "apply", str(elsewhere), "--yes").code == 0
    assert str(box.folder) not in box.message()
    assert "decidido a mano en una lista" in " ".join(box.message().split())


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("h docs/no.md\n", 2, "lista:1: «docs/no.md» no está"),
        ("h docs/guía.md\n\nv docs/guía.md\n", 2, "líneas 1 y 3"),
        ("h docs/guía.md\nh docs/guía.md\n", 2, "líneas 1 y 2"),
        ("x docs/guía.md\n", 3, "lista:1: no entiendo"),
        ("h docs/guía.md -> ../fuera/\n", 2, "sale del repositorio"),
        ("h docs/guía.md -> docs/fase1/encuesta.md\n", 4, "ya existe"),
        ("h docs/guía.md -> docs/fase1/ENCUESTA.md\n", 4, "forma de escribirlo"),
        ("h docs/guía.md -> ignorado/\n", 4, "git ignora"),
        ("h docs/guía.md -> enlace/\n", 4, "enlace simbólico"),
    ],
)
def test_lists_that_cannot_be_right_are_refused_before_anything_moves(
    box: Sandbox, text: str, code: int, said: str
) -> None:
    box.write(".gitignore", "ignorado/\n")
    (box.repo / "enlace").symlink_to("docs")
    box.write("lista", text)
    before = box.state()
    ended = box.relcommit("docs", "apply", "lista", "--yes")
    assert (ended.code, said in ended.err) == (code, True), ended.err
    assert box.state() == before


def test_a_destination_that_only_the_disk_knows_is_refused_before_anything_moves(box: Sandbox) -> None:
    (box.repo / "docs/historico/guía.md").mkdir(parents=True)
    box.write("lista", "h docs/guía.md\n")
    before = box.everything()
    ended = box.relcommit("docs", "apply", "lista", "--yes")
    assert (ended.code, "ya existe" in ended.err) == (4, True)
    assert box.everything() == before


def test_a_missing_list_is_told(box: Sandbox) -> None:
    assert box.relcommit("docs", "apply", "nada").code == 3


def test_propose_lists_what_nobody_decided_about_and_moves_nothing(box: Sandbox) -> None:
    box.write("docs/ACTA_SPRINT_3.md", "# Acta\n\n> Documento obsoleto: mira la guía.\n")
    box.write("docs/nuevo.md", "# Nuevo\n")
    lines = [line for line in box.relcommit("docs", "propose").out.splitlines() if not line.startswith("#")]
    assert lines[1].startswith("? docs/ACTA_SPRINT_3.md  # indicio: línea 3: «> Documento obsoleto: mira la guía.»")
    assert "? docs/nuevo.md" in lines
    assert not any("guía.md" in line or "encuesta" in line for line in lines)


def test_propose_ranks_by_likeness_to_a_marked_one(box: Sandbox) -> None:
    for name in ("otros/manual.md", "cierre/acta-reunion-enero.md", "cierre/acta-reunion-febrero.md"):
        box.write(f"docs/{name}", "# X\n")
    box.git("add", "-A")
    box.git("commit", "-qm", "docs: más")
    assert box.relcommit("docs", "propose", "--like", "docs/cierre/acta-reunion-enero.md", "--out", "lista").code == 0
    lines = [line for line in box.read("lista").splitlines() if line and not line.startswith("#")]
    assert lines[0] == "h docs/cierre/acta-reunion-enero.md  # marcado como histórico"
    assert lines[1].startswith(
        "? docs/cierre/acta-reunion-febrero.md  # indicio: carpeta «docs/cierre», comparte «acta, reunion»"
    )
    assert box.relcommit("docs", "apply", "lista", "--yes").code == 0
    assert (box.repo / "docs/historico/cierre/acta-reunion-enero.md").exists()
    assert (box.repo / "docs/cierre/acta-reunion-febrero.md").exists()


def test_propose_never_writes_over_another_file(box: Sandbox) -> None:
    before = box.state()
    ended = box.relcommit("docs", "propose", "--out", "README.md")
    assert (ended.code, "README.md" in ended.err) == (2, True)
    assert box.relcommit("docs", "propose", "--like", "docs/no.md").code == 2
    assert box.state() == before
    assert box.relcommit("docs", "propose", "--out", "docs/guía.md/lista").code == 2
    assert box.relcommit("docs", "propose", "--out", "nueva/lista").code == 0
    assert box.relcommit("docs", "propose", "--out", "nueva/lista").code == 0


def test_proposing_again_keeps_what_the_list_decides(box: Sandbox) -> None:
    box.write("docs/a.md", "# A\n")
    box.write("docs/b.md", "# B\n")
    assert box.relcommit("docs", "propose", "--out", "lista").code == 0
    box.write("lista", box.read("lista").replace("? docs/a.md", "h docs/a.md -> docs/historico/x/  # por viejo"))
    assert box.relcommit("docs", "propose", "--out", "lista").out.startswith("1 documento decidido")
    lines = [line for line in box.read("lista").splitlines() if line and line[0] != "#"]
    assert lines[:2] == ["h docs/a.md -> docs/historico/x/  # por viejo", "? docs/b.md"]
    box.write("lista", "")
    assert box.relcommit("docs", "propose", "--out", "lista").out.startswith("Ningún documento decidido")


def test_an_editor_that_fails_leaves_the_list_where_it_is_told(box: Sandbox) -> None:
    ours, theirs = terminal()
    with box.process("docs", "propose", terminal=theirs) as process:
        os.close(theirs)
        process.wait(60)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert (process.returncode, "GIT_EDITOR" in shown) == (4, True)
    assert "? docs/planes/servicio.md" in (box.repo / ".git/relcommit/documentos.lista").read_text("utf-8")
