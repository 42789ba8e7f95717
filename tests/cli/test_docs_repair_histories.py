"""Repairs on histories as projects have them: versions, fixtures, configurations, merges, clones that lack files."""

from pathlib import Path

import pytest

from tests.support.sandbox import Sandbox, sealed

LINES = "".join(f"La línea número {number} habla de servicios, de colas y de permisos.\n" for number in range(12))


@pytest.fixture
def obra(tmp_path: Path) -> Sandbox:
    box = Sandbox(tmp_path, sealed(tmp_path), tmp_path / "obra", tmp_path / "origin.git")
    box.git("init", "-q", "-b", "main", str(box.repo), at=tmp_path)
    return box


def committed(box: Sandbox, subject: str, **files: str) -> str:
    box.git("add", "-A")
    box.git("commit", "-qm", subject)
    return box.git("rev-parse", "HEAD")


def repaired(box: Sandbox) -> dict[tuple[str, str], str]:
    found = box.relcommit("docs", "repair", "--dry-run", "--json").json["repairs"]
    return {(repair["file"], repair["old"]): repair["new"] for repair in found}


def test_a_page_is_never_led_to_another_version(obra: Sandbox) -> None:
    obra.write("versioned_docs/version-1.0/a.md", f"# A\n\n{LINES}")
    obra.write("versioned_docs/version-1.0/b.md", "[a](a.md)\n")
    obra.write("guias/v1/x.md", f"# X\n\n{LINES[::-1]}")
    obra.write("guias/v1/y.md", "[x](x.md)\n")
    committed(obra, "docs: empieza")
    (obra.repo / "guias/v2").mkdir()
    (obra.repo / "versioned_docs/version-2.0").mkdir()
    obra.git("mv", "versioned_docs/version-1.0/a.md", "versioned_docs/version-2.0/a.md")
    obra.git("mv", "guias/v1/x.md", "guias/v2/x.md")
    committed(obra, "docs: versión nueva")
    assert repaired(obra) == {}


def test_fixtures_and_vendored_trees_are_left_alone(obra: Sandbox) -> None:
    obra.write("docs/a.md", f"# A\n\n{LINES}")
    obra.write("docs/b.md", "[a](a.md)\n")
    obra.write("vendor/x/README.md", "[a](../../docs/c.md)\n")
    obra.write("docs/c.md", f"# C\n\n{LINES}{LINES}")
    committed(obra, "docs: empieza")
    obra.write("tests/fixtures/a.md", obra.read("docs/a.md"))
    obra.git("rm", "-q", "docs/a.md")
    obra.git("mv", "docs/c.md", "docs/d.md")
    committed(obra, "test: usa un documento de ejemplo")
    assert repaired(obra) == {}


def test_words_of_a_configuration_are_no_links(obra: Sandbox) -> None:
    obra.write("mkdocs.yml", "site_name: guia\nnav:\n  - guia: guia/a.md\nextra:\n  tema: guia\n  ruta: guia/\n")
    obra.write("docs/guia/a.md", f"---\ntema: guia\nserie: guia/a\n---\n# A\n\n{LINES}")
    committed(obra, "docs: empieza")
    obra.git("mv", "docs/guia", "docs/manual")
    committed(obra, "docs: cambia de nombre")
    assert repaired(obra) == {("mkdocs.yml", "guia/a.md"): "manual/a.md"}


def test_there_and_back_again_breaks_nothing_that_has_to_be_repaired(obra: Sandbox) -> None:
    obra.write("docs/a.md", f"# A\n\n{LINES}")
    obra.write("docs/b.md", "[a](a.md) [c](c.md)\n")
    obra.write("docs/c.md", f"# C\n\n{LINES[::-1]}")
    committed(obra, "docs: empieza")
    (obra.repo / "viejo").mkdir()
    for name in ("a", "c"):
        obra.git("mv", f"docs/{name}.md", f"viejo/{name}.md")
    committed(obra, "docs: archiva")
    obra.git("mv", "viejo/a.md", "docs/a.md")
    committed(obra, "docs: recupera")
    assert repaired(obra) == {("docs/b.md", "c.md"): "../viejo/c.md"}


def test_what_a_branch_moved_is_known_after_the_merge(obra: Sandbox) -> None:
    obra.write("docs/a.md", f"# A\n\n{LINES}")
    obra.write("README.md", "# Obra\n")
    committed(obra, "docs: empieza")
    obra.git("checkout", "-qb", "rama")
    (obra.repo / "docs/viejo").mkdir()
    obra.git("mv", "docs/a.md", "docs/viejo/a.md")
    moved_at = committed(obra, "docs: archiva")
    obra.git("checkout", "-q", "main")
    obra.write("README.md", "# Obra\n\n[a](docs/a.md)\n")
    committed(obra, "docs: enlaza")
    obra.git("merge", "-q", "--no-edit", "rama")
    found = obra.relcommit("docs", "repair", "--dry-run", "--json").json["repairs"]
    assert [(one["new"], one["commit"], one["likeness"]) for one in found] == [("docs/viejo/a.md", moved_at, 1.0)]


def test_a_doubtful_repair_is_told_and_not_made(obra: Sandbox) -> None:
    obra.write("docs/acta.md", f"# Acta\n\n{LINES}")
    obra.write("docs/b.md", "[a](acta.md)\n")
    committed(obra, "docs: empieza")
    obra.git("rm", "-q", "docs/acta.md")
    obra.write("docs/resumen.md", f"# Resumen\n\n{LINES[:400]}" + "Y muchas cosas nuevas.\n" * 20)
    committed(obra, "docs: resume")
    ended = obra.relcommit("docs", "repair", "--yes")
    assert ended.code == 0
    assert "1 reparación es dudosa y no se hace" in ended.out
    assert "docs/acta.md → docs/resumen.md (iguales en un" in ended.out
    assert obra.read("docs/b.md") == "[a](acta.md)\n"


def test_twins_without_a_sign_of_their_own_are_not_taken_for_one_another(obra: Sandbox) -> None:
    for name in ("uno", "dos"):
        obra.write(f"docs/{name}.md", "# Por escribir\n")
    obra.write("docs/b.md", "[1](uno.md) [2](dos.md)\n")
    committed(obra, "docs: empieza")
    for old, new in (("uno", "tres"), ("dos", "cuatro")):
        obra.git("mv", f"docs/{old}.md", f"docs/{new}.md")
    committed(obra, "docs: cambia nombres")
    assert repaired(obra) == {}


def test_a_clone_that_lacks_files_is_repaired_as_far_as_it_goes(obra: Sandbox) -> None:
    obra.write("docs/a.md", f"# A\n\n{LINES}")
    obra.write("docs/c.md", f"# C\n\n{LINES[::-1]}")
    obra.write("docs/b.md", "[a](a.md) [c](c.md)\n")
    committed(obra, "docs: empieza")
    (obra.repo / "docs/viejo").mkdir()
    obra.git("rm", "-q", "docs/a.md")
    obra.write("docs/viejo/a.md", f"# A, de antes\n\n{LINES}")
    broken_at = committed(obra, "docs: archiva")
    obra.git("mv", "docs/c.md", "docs/viejo/c.md")
    committed(obra, "docs: archiva otro")
    lost = obra.git("rev-parse", "HEAD~2:docs/a.md")
    (obra.repo / f".git/objects/{lost[:2]}/{lost[2:]}").unlink()
    told = obra.relcommit("docs", "repair", "--dry-run", "--json")
    assert told.code == 0, told.err
    assert [one["new"] for one in told.json["repairs"]] == ["viejo/c.md"]
    assert told.json["skipped_commits"] == [broken_at]


def test_a_shallow_clone_says_that_it_could_not_look(obra: Sandbox, tmp_path: Path) -> None:
    obra.write("docs/a.md", f"# A\n\n{LINES}")
    obra.write("docs/b.md", "[a](a.md)\n")
    committed(obra, "docs: empieza")
    (obra.repo / "docs/viejo").mkdir()
    obra.git("mv", "docs/a.md", "docs/viejo/a.md")
    committed(obra, "docs: archiva")
    obra.git("clone", "-q", "--depth", "1", f"file://{obra.repo}", str(tmp_path / "poco"), at=tmp_path)
    few = Sandbox(tmp_path, obra.env, tmp_path / "poco", obra.origin)
    ended = few.relcommit("docs", "repair", "--yes")
    assert "Nada que reparar" not in ended.out
    assert "La historia de este clon está cortada" in ended.out


def test_menus_and_addresses_find_their_documents_again(obra: Sandbox) -> None:
    obra.write("docusaurus.config.js", "module.exports = {presets: [['classic', {docs: {}}]]}\n")
    obra.write("sidebars.js", "module.exports = {uno: [{type: 'category', label: 'a', items: ['a', 'b']}]}\n")
    obra.write("docs/a.md", f"# A\n\n{LINES}")
    obra.write("docs/b.md", "# B\n\n[a](/docs/a) [a](./a#x)\n")
    committed(obra, "docs: empieza")
    (obra.repo / "docs/viejo").mkdir()
    obra.git("mv", "docs/a.md", "docs/viejo/a.md")
    committed(obra, "docs: archiva")
    assert repaired(obra) == {
        ("sidebars.js", "a"): "viejo/a",
        ("docs/b.md", "/docs/a"): "/docs/viejo/a",
        ("docs/b.md", "./a#x"): "./viejo/a#x",
    }
