"""`relcommit docs` as people use it: apply, status, check, and undo after each."""

import pytest

from tests.support.sandbox import AFTER, BRANCH, Sandbox

ROTTEN = """# Rota

[a](no.md) ![b](no.png "t") <a href="no.html">c</a> [d][d] `docs/no.md` `no-es-ruta.md` [e](otra.md) [f](https://x.org)
[g](guía.md#nada) /home/pepa/x [h](<no hay.md>) | [i](ruta/a/x.md) [j](../../fuera.md)

[d]: nada/de/nada.md
"""


def moved(box: Sandbox) -> list[str]:
    return [path for path in AFTER if not (box.repo / path).exists()]


# apply


def test_apply_moves_what_the_rules_say_and_rewrites_every_reference(box: Sandbox) -> None:
    ended = box.relcommit("docs", "apply", "--yes")
    assert ended.code == 0, ended.err
    assert {path: box.read(path) for path in AFTER} == AFTER
    assert box.message().splitlines()[0] == "docs: mueve 3 documentos"
    assert box.git("status", "--porcelain") == "?? docs/planes/"


def test_apply_again_does_nothing(box: Sandbox) -> None:
    box.relcommit("docs", "apply", "--yes")
    before = box.state()
    ended = box.relcommit("docs", "apply", "--yes")
    assert (ended.code, "Nada que mover" in ended.out) == (0, True)
    assert box.state() == before


@pytest.mark.parametrize("options", [(), ("--commits", "2"), ("--no-commit",)])
def test_undo_gives_back_the_tree_to_the_byte(box: Sandbox, options: tuple[str, ...]) -> None:
    before = box.state()
    assert box.relcommit("docs", "apply", "--yes", *options).code == 0
    assert box.state() != before
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before


def test_a_dry_run_changes_nothing_and_tells_the_commands(box: Sandbox) -> None:
    before = box.everything()
    ended = box.relcommit("docs", "apply", "--dry-run")
    assert (ended.code, "mv -n -- docs/guía.md docs/vigentes/guía.md" in ended.out.replace("'", "")) == (0, True)
    assert box.everything() == before


def test_without_a_terminal_it_wants_yes(box: Sandbox) -> None:
    before = box.state()
    assert box.relcommit("docs", "apply").code == 2
    assert box.state() == before


def test_json_tells_moves_edits_and_what_is_broken(box: Sandbox) -> None:
    told = box.relcommit("docs", "apply", "--yes", "--json").json
    assert {(one["from"], one["to"], one["status"]) for one in told["moves"]} == {
        ("docs/fase1/encuesta.md", "docs/historico/fase1/encuesta.md", "historico"),
        ("docs/fase1/informe final.md", "docs/historico/fase1/informe final.md", "historico"),
        ("docs/guía.md", "docs/vigentes/guía.md", "vigente"),
    }
    assert {
        "file": "README.md",
        "line": 3,
        "kind": "link",
        "old": "docs/gu%C3%ADa.md",
        "new": "docs/vigentes/gu%C3%ADa.md",
    } in told["edits"]
    assert (told["broken_before"], told["broken_after"], told["reported"]) == (0, 0, [])
    assert set(told) == {
        "moves",
        "edits",
        "attachments",
        "broken_before",
        "broken_after",
        "dead_addresses",
        "history_at_risk",
        "reported",
    }


@pytest.mark.parametrize("target", ["docs/historico/", "docs/fase1/"])
def test_json_counts_as_broken_what_check_finds_missing(box: Sandbox, target: str) -> None:
    """The move itself mends one of them: at its new place «otra.md» stands beside its target."""
    box.write("docs/historico/otra.md", "# Otra\n")
    box.write("docs/rota.md", ROTTEN)
    box.write("docs/fija.md", ROTTEN)
    box.write("docs/pagina.html", '<a href="no.md">x</a>\n')
    box.write("docs/latin.md", b"[x](no.md) \xe1\n")
    box.write("lista", f"h docs/rota.md -> {target}\n")
    box.write("nada", "? docs/rota.md\n")

    def missing() -> int:
        problems = box.relcommit("docs", "check", "--json").json["problems"]
        return sum(one["problem"] == "missing" for one in problems)

    before = missing()
    idle = box.relcommit("docs", "apply", "nada", "--json").json
    assert (idle["broken_before"], idle["broken_after"]) == (before, before)
    told = box.relcommit("docs", "apply", "lista", "--yes", "--json", "--no-commit").json
    assert (told["broken_before"], told["broken_after"]) == (before, missing())
    assert (before > 10, before - missing()) == (True, 1 if "historico" in target else 0)


def test_two_commits_keep_the_moves_pure(box: Sandbox) -> None:
    assert box.relcommit("docs", "apply", "--yes", "--commits", "2").code == 0
    first, second = box.git("rev-parse", "HEAD^"), box.git("rev-parse", "HEAD")
    assert set(box.git("show", "--format=", "--name-status", "-M100%", first).split()) & {"A", "D", "M"} == set()
    assert "docs/vigentes/guía.md" in box.git("-c", "core.quotePath=false", "show", "--format=", "--name-only", second)
    assert {path: box.read(path) for path in AFTER} == AFTER


def test_a_page_of_nothing_but_links_would_lose_its_history_in_one_commit(box: Sandbox) -> None:
    box.write("docs/fase1/índice.md", "".join(f"- [a](../guía.md)\n- [b](../../README.md#{n})\n" for n in range(9)))
    box.git("add", "-A")
    box.git("commit", "-qm", "docs: índice")
    box.write("docs/fase1/encuesta.md", box.read("docs/fase1/encuesta.md") + "Una línea que no cambia.\n" * 9)
    box.git("commit", "-qam", "docs: encuesta")
    at_risk = box.relcommit("docs", "apply", "--dry-run", "--json").json["history_at_risk"]
    assert "docs/fase1/índice.md" in at_risk
    assert "docs/fase1/encuesta.md" not in at_risk
    assert "«--commits 2»" in box.relcommit("docs", "apply", "--dry-run").out
    assert box.relcommit("docs", "apply", "--dry-run", "--json", "--commits", "2").json["history_at_risk"] == []


def test_untracked_documents_move_too_and_come_back(box: Sandbox) -> None:
    box.write("docs/fase1/nueva.md", "[guía](../guía.md)\n")
    before = box.state()
    assert box.relcommit("docs", "apply", "--yes").code == 0
    assert box.read("docs/historico/fase1/nueva.md") == "[guía](../../vigentes/guía.md)\n"
    box.relcommit("undo", "--yes")
    assert box.state() == before


def test_work_under_way_elsewhere_is_left_as_it_was(box: Sandbox) -> None:
    box.write("src/app.py", "print('adiós')\n")
    box.write("otro.txt", "x\n")
    box.git("add", "otro.txt")
    assert box.relcommit("docs", "apply", "--yes").code == 0
    left = {line.strip() for line in box.git("status", "--porcelain").splitlines()}
    assert left == {"M src/app.py", "A  otro.txt", "?? docs/planes/"}


def test_changes_in_a_file_that_needs_an_edit_stop_it(box: Sandbox) -> None:
    box.write("README.md", box.read("README.md") + "más\n")
    before = box.state()
    ended = box.relcommit("docs", "apply", "--yes")
    assert (ended.code, "README.md" in ended.err) == (4, True)
    assert box.state() == before
    assert box.relcommit("docs", "apply", "--yes", "--no-commit").code == 0


def test_code_is_reported_and_rewritten_only_when_asked(box: Sandbox) -> None:
    box.write("guion.sh", "cat docs/fase1/encuesta.md\n")
    box.git("add", "-A")
    box.git("commit", "-qm", "feat: guion")
    told = box.relcommit("docs", "apply", "--dry-run", "--json").json
    assert told["reported"] == [{"file": "guion.sh", "line": 1, "target": "docs/fase1/encuesta.md"}]
    assert box.relcommit("docs", "apply", "--yes", "--also", "code").code == 0
    assert box.read("guion.sh") == "cat docs/historico/fase1/encuesta.md\n"


def test_the_index_is_kept_between_its_markers(box: Sandbox) -> None:
    zone = "<!-- relcommit:inicio documentos -->\nviejo\n<!-- relcommit:fin -->\n"
    box.write("docs/README.md", f"# Documentos\n\n{zone}\nfin\n")
    box.write("relcommit.toml", '[docs]\ncurrent = "docs/vigentes"\n\n' + box.read("relcommit.toml"))
    box.git("add", "-A")
    box.git("commit", "-qm", "docs: índice")
    assert box.relcommit("docs", "apply", "--yes").code == 0
    assert box.read("docs/README.md") == (
        "# Documentos\n\n<!-- relcommit:inicio documentos -->\n### Vigentes\n\n- [Guía](vigentes/guía.md)\n\n"
        "### Históricos\n\n- [Encuesta](historico/fase1/encuesta.md)\n- [Informe](historico/fase1/informe%20final.md)\n"
        "<!-- relcommit:fin -->\n\nfin\n"
    )
    assert box.relcommit("docs", "apply", "--yes").out.startswith("Nada que mover")


def test_a_banner_marks_historical_documents_where_the_settings_want_it(box: Sandbox) -> None:
    box.write("relcommit.toml", "[docs]\nbanner = true\n\n" + box.read("relcommit.toml"))
    box.git("commit", "-qam", "docs: nota")
    assert box.relcommit("docs", "apply", "--yes").code == 0
    assert (
        box.read("docs/historico/fase1/encuesta.md").splitlines()[1].startswith("> **Documento histórico** desde el 20")
    )
    assert "histórico" not in box.read("docs/vigentes/guía.md")


# status


def test_status_tells_state_reason_and_pointers(box: Sandbox) -> None:
    box.write("docs/suelto.md", "# Suelto\n")
    told = {one["path"]: one for one in box.relcommit("docs", "status", "--json").json["documents"]}
    assert told["docs/fase1/encuesta.md"] == {
        "path": "docs/fase1/encuesta.md",
        "status": "historico",
        "decided_by": "rule",
        "where": "docs/fase1/**",
        "to": "docs/historico/fase1/encuesta.md",
        "pointed_by": ["README.md", "docs/fase1/informe final.md", "docs/guía.md"],
    }
    assert told["docs/suelto.md"]["status"] is None
    said = box.relcommit("docs", "status").out
    assert "Por mover (3)" in said
    assert "Sin decidir" in said
    assert "nadie lo señala" in said


def test_status_of_many_documents_goes_by_folder(box: Sandbox) -> None:
    for number in range(80):
        box.write(f"docs/area{number % 4}/d{number}.md", "# D\n")
    short = box.relcommit("docs", "status").out
    assert len(short.splitlines()) < 30
    assert "docs/area0" in short
    assert len(box.relcommit("docs", "status", "--all").out.splitlines()) > 80


def test_status_by_folder_says_where_each_group_goes_and_why(box: Sandbox) -> None:
    for number in range(80):
        box.write(f"docs/fase1/{'ab'[number % 2]}/d{number}.md", "# D\n")
    box.write("relcommit.toml", '[[docs.rules]]\npaths = "docs/fase1/a/**"\nstatus = "historico"\nto = "viejo"\n')
    moving, undecided = box.relcommit("docs", "status").out.split("Sin decidir")
    assert (
        "  docs/fase1/a  40 documentos, 40 a los que nadie señala\n    → viejo  (la regla «docs/fase1/a/**»)" in moving
    )
    assert ("  docs/fase1/b  40 documentos" in undecided, "→" in undecided) == (True, False)


# check


def test_check_finds_what_leads_nowhere_and_only_new_when_asked(box: Sandbox) -> None:
    assert box.relcommit("docs", "check").code == 0
    box.write(
        "docs/malo.md", "# M\n\nUn [enlace](guia.md), otro [ancla](guía.md#nada) y `docs/no/existe.md`.\n/home/pepa/x\n"
    )
    ended = box.relcommit("docs", "check")
    assert ended.code == 1
    assert ended.out.splitlines()[:4] == [
        "docs/malo.md:3:13: «guia.md» no existe; ¿«docs/guía.md»?",
        "docs/malo.md:3:36: «guía.md#nada» no tiene esa ancla",
        "docs/malo.md:3:53: «docs/no/existe.md» no existe",
        "docs/malo.md:4:1: «/home/pepa/x» es una ruta de la máquina de alguien",
    ]
    told = box.relcommit("docs", "check", "--json").json["problems"]
    assert told[0] == {
        "file": "docs/malo.md", "line": 3, "column": 13, "kind": "link", "problem": "missing", "target": "guia.md",
        "nearest": "docs/guía.md",
    }  # fmt: skip
    assert box.relcommit("docs", "check", "HEAD").code == 0
    assert box.relcommit("docs", "check", "--new", "HEAD").code == 1
    box.git("add", "-A")
    box.git("commit", "-qm", "docs: malo")
    assert box.relcommit("docs", "check", "--new", "HEAD").code == 0
    assert box.relcommit("docs", "check", "no-existe").code == 2


def test_what_code_blocks_name_is_told_and_is_no_error(box: Sandbox) -> None:
    box.write("docs/nota.md", "# N\n\n```sh\ncat docs/guía.md\n```\n")
    applied = box.relcommit("docs", "apply", "--yes")
    assert (applied.code, "en bloques de código" in applied.out, "docs/nota.md:4 → docs/guía.md" in applied.out) == (
        0, True, True,
    )  # fmt: skip
    checked = box.relcommit("docs", "check")
    said = "docs/nota.md:4:5: «docs/guía.md» no existe, en un bloque de código; ¿«docs/vigentes/guía.md»?"
    assert (checked.code, said in checked.out.splitlines()) == (0, True)
    told = box.relcommit("docs", "check", "--json").json
    assert (told["problems"], [one["problem"] for one in told["notices"]]) == ([], ["fenced"])


# prepare


def test_prepare_keeps_the_index_and_tells_the_reasons_of_earlier_moves(box: Sandbox) -> None:
    zone = "<!-- relcommit:inicio documentos -->\n<!-- relcommit:fin -->\n"
    box.write("docs/README.md", zone)
    box.write("docs/suelto.md", "# Suelto\n")
    box.git("add", "docs/README.md", "docs/suelto.md")
    box.git("commit", "-qm", "docs: índice")
    box.git("push", "-q", "origin", "HEAD")
    box.git("switch", "-qc", BRANCH)
    box.write("lista", "h docs/suelto.md  # lo dijo Olga\n")
    assert box.relcommit("docs", "apply", "lista", "--yes").code == 0
    by_hand = box.git("rev-parse", "HEAD")
    (box.repo / "lista").unlink()
    assert box.prepare().code == 0
    assert box.git("rev-parse", "HEAD^") == by_hand
    assert "- [Suelto](historico/suelto.md)" in box.read("docs/README.md")
    assert "- [Guía](vigentes/guía.md)" in box.read("docs/README.md")
    (body,) = box.local_pulls().values()
    assert "lo dijo Olga" in body
    before = box.state()
    assert box.prepare().code == 0
    assert box.state() == before


# the index that init offers


def test_init_puts_the_markers_of_the_index_and_apply_fills_them(box: Sandbox) -> None:
    assert box.relcommit("init", "--index", "--dry-run").out == "  escribiría  docs/README.md\n"
    assert "docs/README.md" in box.relcommit("init", "--index").out
    assert box.relcommit("docs", "apply", "--yes").code == 0
    assert "- [Guía](vigentes/guía.md)" in box.read("docs/README.md")
    assert "al día" in box.relcommit("init", "--index").out


def test_init_keeps_what_the_index_says_and_only_offers_without_a_terminal(box: Sandbox) -> None:
    box.write("docs/README.md", b"# \xcdndice\r\nfin")
    box.git("add", "docs/README.md")
    box.git("commit", "-qm", "docs: índice")
    assert "«relcommit init --index»" in box.relcommit("init", "--yes").out
    assert box.git("diff", "--", "docs/README.md") == ""
    assert box.relcommit("init", "--index").code == 0
    assert (box.repo / "docs/README.md").read_bytes() == (
        b"# \xcdndice\r\nfin\r\n\r\n<!-- relcommit:inicio documentos -->\r\n<!-- relcommit:fin -->\r\n"
    )


def test_check_in_a_sparse_checkout_says_what_it_could_not_look_at(box: Sandbox) -> None:
    for path, text in {"docs/x.md": "[n](../notas/n.md)\n", "notas/n.md": "[no](nada-de-nada.md)\n"}.items():
        (box.repo / path).parent.mkdir(exist_ok=True)
        (box.repo / path).write_text(text, "utf-8")
    box.git("add", "docs/x.md", "notas")
    box.git("commit", "-qm", "docs: anota")
    assert "notas/n.md:1:6: «nada-de-nada.md» no existe" in box.relcommit("docs", "check").out

    box.git("sparse-checkout", "set", "docs")
    assert not (box.repo / "notas/n.md").exists()
    ended = box.relcommit("docs", "check")
    assert "nada-de-nada.md" not in ended.out
    assert "«../notas/n.md»" not in ended.out
    assert "notas/n.md" in ended.out + ended.err
    assert box.relcommit("docs", "check", "--json").json["unread"]["away"] == ["notas/n.md"]
