"""`relcommit plan`: what it shows, what it complains about, and that what it writes reads back the same."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relcommit.cli.commands.plan_new import ask_for, text_of
from relcommit.errors.plan import PlanNeeds
from relcommit.plan.draft import Draft, check_read_back
from relcommit.plan.reader import read_plan
from relcommit.text.templates import OURS
from tests.support.committing import Committing, new_repository

PLAN = """\
# Plan de avisos

Fecha: 2 de marzo de 2026

## Rama recomendada

`docs/avisos`

## Commit sugerido

`docs(avisos): ordena las guías`

## Plan de despliegue

1. Migrar
   - tabla `a`

## Plan de rollback

- Trigger:
  - errores
- Acción:
  - volver

## Documentos

### Históricos

- `docs/viejo.md` -> `docs/historico/viejo.md`

## Definición de «Done»

- [x] En marcha
"""


@pytest.fixture
def repo(tmp_path: Path) -> Committing:
    made = new_repository(tmp_path / "r")
    made.write("docs/viejo.md", "# Viejo\n")
    made.write("plan.md", PLAN)
    return made


def test_show_prints_exactly_the_object_of_the_design(repo: Committing) -> None:
    done = repo.relcommit("plan", "show", "plan.md", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    shown = json.loads(done.stdout)
    lines = {line["line"]: (line["reading"], line["fields"]) for line in shown.pop("lines")}
    assert (lines[1], lines[7]) == (("understood", ["title"]), ("understood", ["branch"]))
    assert "unread" not in {reading for reading, _ in lines.values()}
    assert shown == {
        "file": "plan.md",
        "title": "Plan de avisos",
        "date": "2026-03-02",
        "branch": "docs/avisos",
        "base": None,
        "commit": {"header": "docs(avisos): ordena las guías", "body": [], "footers": []},
        "commits": [],
        "pull_request": {
            "title": None,
            "body": None,
            "labels": [],
            "reviewers": [],
            "assignees": [],
            "milestone": None,
            "draft": None,
            "issues": [],
        },
        "pathspecs": [],
        "commands": [],
        "gates": [],
        "deploy": [{"text": "Migrar", "line": 15, "details": ["tabla `a`"]}],
        "rollback": [
            {"text": "errores", "line": 21, "kind": "trigger"},
            {"text": "volver", "line": 23, "kind": "action"},
        ],
        "done": [{"text": "En marcha", "line": 33, "checked": True}],
        "documents": [{"path": "docs/viejo.md", "status": "historico", "to": "docs/historico/viejo.md", "line": 29}],
        "places": {"title": 1, "date": 3, "branch": 7, "commit.header": 11},
        "findings": [],
    }


def test_show_for_people_has_every_line(repo: Committing) -> None:
    said = repo.relcommit("plan", "show", "plan.md").stdout
    assert "  Rama:         docs/avisos  (línea 7)" in said
    assert "    21  se activa si: errores" in said
    assert "    33  [x] En marcha" in said
    assert "    29  docs/viejo.md (histórico, a docs/historico/viejo.md)" in said


def test_show_reads_standard_input_and_tames_what_it_shows(repo: Committing) -> None:
    done = repo.relcommit("plan", "show", "-", stdin=b"# \x1b]0;x\x07\n\n## Done\n\n- a\n")
    assert "\x1b" not in done.stdout
    assert "\\x1b]0;x" in done.stdout


def test_a_good_plan_has_nothing_to_complain_about(repo: Committing) -> None:
    done = repo.relcommit("plan", "lint", "plan.md")
    assert (done.returncode, done.stdout) == (0, "El plan está bien: no hay nada que señalar.\n")


def test_lint_names_file_and_line_and_fails_only_for_errors(repo: Committing) -> None:
    repo.write(
        "plan.md",
        PLAN.replace("docs(avisos): ordena", "cosas(avisos): ordena").replace("docs/viejo.md` ->", "docs/no.md` ->"),
    )
    done = repo.relcommit("plan", "lint", "plan.md")
    first, second, *_, summary = done.stdout.splitlines()
    assert done.returncode == 1
    assert first.startswith("plan.md:11: error: El mensaje «cosas(avisos): ordena las guías» no cumple las reglas:")
    assert (
        second == "plan.md:29: aviso: «docs/no.md» no existe en el repositorio y no se moverá nada. [document-absent]"
    )
    assert summary == "1 error y 1 aviso."


@pytest.mark.parametrize(
    ("settings", "path", "code"),
    [
        ('[docs]\nkeep = ["docs/**"]\n', "docs/viejo.md", "document-kept"),
        ("", "docs/historico/ya.md", "document-in-place"),
    ],
)
def test_documents_that_will_not_move_are_warnings(repo: Committing, settings: str, path: str, code: str) -> None:
    repo.write("relcommit.toml", settings)
    repo.write(path, "# Ya\n")
    repo.write("plan.md", PLAN.replace("`docs/viejo.md` -> `docs/historico/viejo.md`", f"`{path}`"))
    done = repo.relcommit("plan", "lint", "plan.md", "--json")
    assert done.returncode == 0
    assert [one["code"] for one in json.loads(done.stdout)["findings"]] == [code]


def test_lint_works_outside_of_a_repository(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text("# Nada\n", "utf-8")
    done = Committing(tmp_path).relcommit("plan", "lint", "plan.md")
    assert done.returncode == 1
    assert [line.split("[")[-1] for line in done.stdout.splitlines()[:3]] == ["no-branch]", "no-commit]", "no-done]"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "está vacío"),
        (b"\xff\xfea\0", "está en UTF-16"),
        (b"Rama: \xf1", "plan.md:1: el plan no es texto en UTF-8"),
        (b"\x89PNG\0\0", "es un archivo binario"),
        ("ñ".encode() * (3 * 1024 * 1024), "pasa de 4 MB"),
        (None, "plan.md"),
    ],
    ids=["vacío", "UTF-16", "latin-1", "binario", "diez megas", "ausente"],
)
def test_what_is_no_plan_is_said_and_is_exit_three(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "plan.md").write_bytes(content)
    done = Committing(tmp_path).relcommit("plan", "show", "plan.md")
    assert (done.returncode, done.stdout) == (3, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 2


NEW = ("plan", "new", "--title", "Avisos", "--branch", "docs/avisos", "--header", "docs: ordena avisos")


def test_a_new_plan_is_written_once_and_prepares_well(tmp_path: Path) -> None:
    here = new_repository(tmp_path / "r")
    done = here.relcommit(*NEW, "--body", "uno", "--done", "pasa", "--path", "docs/", "-o", "planes/nuevo.md")
    assert (done.returncode, done.stderr) == (0, "")
    assert here.relcommit("plan", "lint", "planes/nuevo.md").returncode == 0
    again = here.relcommit(*NEW, "-o", "planes/nuevo.md")
    assert again.returncode == 2
    assert "ya existe" in again.stderr


def test_a_new_plan_can_go_to_standard_output(tmp_path: Path) -> None:
    done = Committing(tmp_path).relcommit(*NEW, "-o", "-")
    assert done.stdout.startswith("# Avisos\n\nFecha: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (("plan", "new", "--title", "x"), "Falta «--branch»"),
        ((*NEW, "--done", "1. uno"), "«1. uno» no sirve para «--done»"),
    ],
    ids=["falta", "no se recupera"],
)
def test_what_a_new_plan_needs_is_named(tmp_path: Path, missing: tuple[str, ...], said: str) -> None:
    done = Committing(tmp_path).relcommit(*missing)
    assert done.returncode == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("x", "utf-8")
    done = Committing(tmp_path).relcommit(*NEW, "-o", "archivo/plan.md")
    assert done.returncode == 2
    assert "No se puede escribir" in done.stderr


def test_at_a_terminal_what_is_missing_is_asked() -> None:
    answers = iter(["Título", "docs/x", "docs: ordena x", "uno", "dos", "", ""])
    said: dict[str, Any] = {one.name: () if one.default == () else None for one in fields(Draft) if one.name != "date"}
    draft = ask_for(said, lambda _: next(answers))
    assert (draft.title, draft.branch, draft.header, draft.body, draft.done) == (
        "Título",
        "docs/x",
        "docs: ordena x",
        ("uno", "dos"),
        (),
    )


WORD = st.text("abcdeñáZ", min_size=3, max_size=9)
TEXT = st.lists(
    st.one_of(WORD, WORD.map("`{}`".format), WORD.map("«{}»".format), WORD.map("{},".format)), min_size=2, max_size=6
).map(" ".join)
TEXTS = st.lists(WORD.flatmap(lambda first: TEXT.map(lambda rest: f"{first} {rest}")), max_size=3, unique=True).map(
    tuple
)
PATHS = st.lists(WORD.map("docs/{}.md".format), max_size=3, unique=True).map(tuple)
DRAFTS = st.builds(
    Draft,
    title=TEXT,
    branch=WORD.map("docs/x{}-y".format),
    header=TEXT.map("docs(zona): {}".format),
    date=st.just("2026-02-26"),
    base=st.sampled_from([None, "main", "develop"]),
    pr_title=st.one_of(st.none(), TEXT.map("Cambia {}".format)),
    body=TEXTS,
    pathspecs=PATHS,
    gates=TEXTS,
    deploy=TEXTS,
    rollback=TEXTS,
    done=TEXTS,
    current=PATHS,
    historical=st.lists(WORD.map("docs/viejo/{}.md -> docs/historico".format), max_size=2, unique=True).map(tuple),
)


@settings(max_examples=150)
@given(DRAFTS)
def test_what_is_written_reads_back_the_same(draft: Draft) -> None:
    check_read_back(draft, read_plan(text_of(draft, OURS), "plan.md"))


ANYTHING = (
    st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=20)
    .map(lambda one: " ".join(one.split()))
    .filter(bool)
)


@settings(max_examples=150)
@given(ANYTHING, ANYTHING, ANYTHING)
def test_any_value_reads_back_the_same_or_is_refused(header: str, body: str, done: str) -> None:
    draft = Draft(
        title="Plan", branch="docs/x-y", header=f"docs: {header}", date="2026-02-26", body=(body,), done=(done,)
    )
    try:
        text = text_of(draft, OURS)
    except PlanNeeds:
        return
    plan = read_plan(text, "plan.md")
    assert plan.commit is not None
    assert (plan.commit.header, [one.text for one in plan.done]) == (f"docs: {header}", [done])


def test_lint_shows_the_whole_text_with_its_reading_in_the_margin(repo: Committing) -> None:
    repo.write("plan.md", PLAN + "\n## Criterios de salida\n\n```python\nassert todo\n```\n")
    shown = repo.relcommit("plan", "lint", "--all", "plan.md").stdout
    assert "   7  rama                `docs/avisos`" in shown
    assert "  38  ¿? sin leer         assert todo" in shown
    assert "plan.md:38: aviso: No se ha leído nada de «assert todo», en «Criterios de salida». [unread]" in shown


def test_fix_writes_a_branch_and_a_header_that_the_rules_accept(repo: Committing) -> None:
    repo.write(
        "plan.md", PLAN.replace("`docs/avisos`", "`main`").replace("docs(avisos): ordena", "doc(avisos): ordena")
    )
    assert repo.relcommit("plan", "fix", "--dry-run", "plan.md").returncode == 0
    assert "`main`" in (repo.root / "plan.md").read_text("utf-8")
    assert repo.relcommit("plan", "fix", "--yes", "plan.md").returncode == 0
    assert repo.relcommit("plan", "lint", "plan.md").returncode == 0


def test_fix_keeps_line_ends_and_tells_what_it_cannot_say(repo: Committing) -> None:
    (repo.root / "plan.md").write_bytes(b"# Plan de avisos\r\n\r\nRama: docs/avisos\r\n")
    assert repo.relcommit("plan", "fix", "--yes", "plan.md").returncode == 0
    data = (repo.root / "plan.md").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert read_plan(data.decode(), "plan.md").commit is not None
