"""The site's own redirections, written by `docs apply` and by `prepare`, and taken back by `undo`."""

import pytest

from tests.support.sandbox import Sandbox

DOCUSAURUS = """export default {
  presets: [['classic', {docs: {}}]],
  plugins: [['@docusaurus/plugin-client-redirects', {redirects: []}]],
};
"""
MKDOCS = "plugins:\n  - redirects:\n      redirect_maps:\n        x.md: y.md\nnav: []\n"
JEKYLL = "plugins: [jekyll-redirect-from]\n"
SITES = {
    "docusaurus.config.js": (
        DOCUSAURUS,
        "docusaurus.config.js",
        "    { from: '/docs/fase1/encuesta', to: '/docs/historico/fase1/encuesta' },\n",
    ),
    "mkdocs.yml": (MKDOCS, "mkdocs.yml", "        'fase1/encuesta.md': 'historico/fase1/encuesta.md'\n"),
    "docs/_config.yml": (
        JEKYLL,
        "docs/historico/fase1/encuesta.md",
        "title: Encuesta\nredirect_from:\n  - /fase1/encuesta.html\n---\n# Encuesta\n",
    ),
}


def with_site(box: Sandbox, path: str) -> tuple[str, str]:
    """A box whose site redirects; the file that says so after a move, and how."""
    text, file, said = SITES[path]
    box.write(path, text)
    box.write("docs/fase1/encuesta.md", f"---\ntitle: Encuesta\n---\n{box.read('docs/fase1/encuesta.md')}")
    box.write("relcommit.toml", f"[docs]\nredirects = true\n\n{box.read('relcommit.toml')}")
    box.git("add", path, "docs/fase1", "relcommit.toml")
    box.git("commit", "-qm", "docs: sitio")
    box.git("push", "-q", "origin", "HEAD")
    return file, said


@pytest.mark.parametrize("site", SITES)
def test_apply_writes_them_once_and_undo_takes_them_back(box: Sandbox, site: str) -> None:
    file, said = with_site(box, site)
    before = box.state()
    ended = box.relcommit("docs", "apply", "--yes")
    assert ended.code == 0, ended.err
    assert "al sitio." in ended.out
    assert said in box.read(file)
    assert box.git("status", "--porcelain") == "?? docs/planes/"
    after = box.state()
    assert box.relcommit("docs", "apply", "--yes").out.startswith("Nada que mover")
    assert box.state() == after
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before


@pytest.mark.parametrize("site", SITES)
def test_prepare_writes_them_too(box: Sandbox, site: str) -> None:
    file, said = with_site(box, site)
    ended = box.prepare()
    assert ended.code == 0, ended.err
    assert "al sitio." in ended.out
    assert said in box.git("show", f"HEAD:{file}") + "\n"
    after = box.state()
    assert box.prepare().code == 0
    assert box.state() == after


def test_json_tells_each_of_them_and_what_has_none(box: Sandbox) -> None:
    with_site(box, "docusaurus.config.js")
    told = box.relcommit("docs", "apply", "--dry-run", "--json").json
    assert {
        "file": "docusaurus.config.js",
        "line": 3,
        "kind": "redirect",
        "old": "/docs/fase1/encuesta",
        "new": "/docs/historico/fase1/encuesta",
    } in told["edits"]
    box.write("docusaurus.config.js", DOCUSAURUS.replace("[]}", "viejas}"))
    told = box.relcommit("docs", "apply", "--dry-run", "--json").json
    assert {"file": "docusaurus.config.js", "line": 3, "target": "docs/guía.md"} in told["reported"]
    assert "Sin redireccionamiento" in box.relcommit("docs", "apply", "--dry-run").out


def test_without_the_setting_nothing_is_written(box: Sandbox) -> None:
    file, said = with_site(box, "mkdocs.yml")
    box.write("relcommit.toml", box.read("relcommit.toml").replace("true", "false"))
    box.git("commit", "-qam", "docs: sin redireccionamientos")
    assert box.relcommit("docs", "apply", "--yes").code == 0
    assert said not in box.read(file)
