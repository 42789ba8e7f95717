"""The team's own templates, from `init --templates` to what is committed, opened and kept from happening."""

from tests.cli.test_prepare_body import pull
from tests.support.sandbox import BRANCH, HEADER, PLAN, SETTINGS, Sandbox

ALL = {"banner.md.j2", "commit.md.j2", "docs_index.md.j2", "plan.md.j2", "postmortem.md.j2", "pull_request.md.j2"}
FOLDER = 'templates = "plantillas"\n'


def test_ours_are_copied_out_and_change_nothing_until_somebody_changes_them(box: Sandbox) -> None:
    assert "escribiría" in box.relcommit("init", "--templates", "--dry-run").out
    assert not (box.repo / "plantillas").exists()
    assert box.relcommit("init", "--templates").code == 0
    assert {file.name for file in (box.repo / "plantillas").iterdir()} == ALL
    assert box.read("relcommit.toml") == f"{FOLDER}\n{SETTINGS}"
    assert "al día" in box.relcommit("init", "--templates").out
    box.write("relcommit.toml", SETTINGS)
    box.plan()
    with_ours = box.relcommit("prepare", PLAN, "--json", "--dry-run").json

    box.write("relcommit.toml", FOLDER + SETTINGS)
    with_copies = box.relcommit("prepare", PLAN, "--json", "--dry-run").json
    assert with_copies["planned_pull_request"] == with_ours["planned_pull_request"]
    assert with_copies["commit"] == with_ours["commit"]


def test_the_teams_own_are_used_and_read_from_the_base_in_ci(box: Sandbox) -> None:
    box.relcommit("init", "--templates")
    body = box.read("plantillas/pull_request.md.j2")
    box.write("plantillas/pull_request.md.j2", body.replace("## Qué y por qué", "## Para qué"))
    box.write("plantillas/commit.md.j2", "{{ header }}\n\nComité: obras.\n")
    box.write("plantillas/banner.md.j2", "> Archivado el {{ since }}.\n")
    box.write("relcommit.toml", f"{FOLDER}{SETTINGS}\n[docs]\nbanner = true\n")
    box.git("add", "plantillas", "relcommit.toml")
    box.git("commit", "-qm", "chore: añade plantillas")
    box.git("push", "-q")
    box.plan()
    for name in ("commit.md.j2", "pull_request.md.j2"):
        box.write(f"plantillas/{name}", "{{ esto_no_existe }}\n")
    local = box.prepare()
    assert (local.code, "plantillas/commit.md.j2:1:" in local.err) == (3, True), local.err
    done = box.prepare(env={"CI": "true"})
    assert done.code == 0, done.err

    assert box.git("log", "-1", "--format=%B", BRANCH) == f"{HEADER}\n\nComité: obras."
    assert "## Para qué\n" in pull(box)
    assert "> Archivado el 2" in box.git("show", f"{BRANCH}:docs/historico/fase1/encuesta.md")


def test_what_is_wrong_with_one_stops_before_anything_happens(box: Sandbox) -> None:
    box.relcommit("init", "--templates")
    box.plan()
    body = box.read("plantillas/pull_request.md.j2")
    commit = box.read("plantillas/commit.md.j2")
    trouble = {
        ("commit.md.j2", "Obra: {{ header }}\n"): "plantillas/commit.md.j2: la plantilla da un mensaje que no cumple",
        ("commit.md.j2", commit + "{{ ticket }}"): "«ticket» no existe ahí; la plantilla recibe: bullets",
        ("pull_request.md.j2", "{{ body.titulo }}\n"): "plantillas/pull_request.md.j2:1:",
        ("pull_request.md.j2", "Sin marcas.\n"): "por las dos marcas de la nuestra",
        ("pull_request.md.j2", body.replace(" <!-- rc:id={{ line.id }} -->", "")): "mira pruebas-unidad-pytest",
        ("docs_indice.md.j2", ""): "¿Querías decir «docs_index.md.j2»?",
    }
    before = box.git("status", "--porcelain", "-uall"), box.git("for-each-ref")
    for (name, text), words in trouble.items():
        kept = (box.repo / "plantillas" / name).read_bytes() if (box.repo / "plantillas" / name).exists() else None
        box.write(f"plantillas/{name}", text)
        done = box.prepare()
        assert (done.code, words in done.err) == (3, True), done.err
        if kept is None:
            (box.repo / "plantillas" / name).unlink()
        else:
            box.write(f"plantillas/{name}", kept)
    assert (box.git("status", "--porcelain", "-uall"), box.git("for-each-ref")) == before
    box.write("relcommit.toml", 'templates = "no-hay"\n')
    assert "«no-hay»" in box.prepare().err


def test_a_new_plan_may_have_what_the_team_always_asks_for(box: Sandbox) -> None:
    box.relcommit("init", "--templates")
    ours = box.read("plantillas/plan.md.j2")
    more = ours.replace(" plan.boxes)", ' plan.boxes + ["[ ] Soporte avisado"])')
    box.write("plantillas/plan.md.j2", more)
    new = ("plan", "new", "--title", "Ocho", "--branch", "docs/ocho", "--header", "docs: ordena", "--done", "Hecho")
    assert box.relcommit(*new, "-o", "ocho.md").code == 0
    assert "- [ ] Hecho\n- [ ] Soporte avisado\n" in box.read("ocho.md")
    box.write("plantillas/plan.md.j2", ours.replace(" plan.boxes)", " [])"))
    lost = box.relcommit(*new, "-o", "nueve.md")
    assert (lost.code, "no se recupera «Hecho», de «--done»" in lost.err) == (3, True), lost.err
    assert not (box.repo / "nueve.md").exists()
