"""`relcommit prepare`: the straight path, and what running it again does."""

import stat

import pytest

from relcommit.text.es.common import NOTHING_TO_DO
from tests.support.sandbox import AFTER, BODY, BRANCH, FILES, HEADER, MESSAGE, PLAN, Sandbox

MOVED = {"docs/fase1/encuesta.md", "docs/fase1/informe final.md", "docs/guía.md"}


def test_a_plan_becomes_branch_documents_commit_push_and_pull_request(box: Sandbox) -> None:
    main = box.git("rev-parse", "main")

    ended = box.prepare()

    assert (ended.code, ended.err) == (0, "")
    assert box.git("branch", "--show-current") == BRANCH
    assert box.git("rev-parse", "HEAD^") == main == box.git("rev-parse", "main")
    assert box.message() == MESSAGE
    assert box.git("status", "--porcelain") == ""
    for path, content in AFTER.items():
        assert box.read(path) == content
        assert box.git_bytes("show", f"HEAD:{path}") == content.encode()
    assert set(box.tree("HEAD")) == (FILES.keys() - MOVED) | AFTER.keys() | {PLAN}
    assert box.refs(at=box.origin) == (f"{box.git('rev-parse', 'HEAD')} refs/heads/{BRANCH}", f"{main} refs/heads/main")
    assert box.git("rev-parse", "--abbrev-ref", "@{upstream}") == f"origin/{BRANCH}"
    assert not (box.repo / "docs/fase1").exists()


def test_the_pull_request_has_summary_moves_boxes_and_ids(box: Sandbox) -> None:
    box.prepare()

    (body,) = box.local_pulls().values()
    assert f'title: "{HEADER}"' in body
    assert f'head: "{BRANCH}"\nbase: "main"' in body
    for bullet in BODY.splitlines():
        assert f"\n{bullet}\n" in body
    assert "| `docs/fase1/informe final.md` | `docs/historico/fase1/informe final.md` |" in body
    assert body.count("- [ ] ") == 5 + 3
    assert body.count("<!-- rc:id=") == 5 + 3
    assert "- [ ] Manual de mostrador actualizado en docs <!-- rc:id=" in body
    assert "\\n" not in body


def test_a_second_run_finds_nothing_to_do(box: Sandbox) -> None:
    box.prepare()
    before = box.everything()

    again = box.prepare()

    assert again.code == 0
    assert NOTHING_TO_DO in again.out
    assert box.everything() == before


def test_work_outside_the_pathspec_stays_as_it_was(box: Sandbox) -> None:
    box.write("src/app.py", "print('a medias')\n")
    box.git("add", "src/app.py")
    box.write("src/app.py", "print('más todavía')\n")
    box.write("src/nuevo.py", "nuevo\n")
    box.git("add", "src/nuevo.py")
    box.write("src/intento.py", "intento\n")
    box.git("add", "-N", "src/intento.py")
    box.write("suelto.txt", "sin añadir\n")
    box.write("ejecutable.sh", "#!/bin/sh\n").chmod(0o755)
    box.git("add", "--chmod=+x", "ejecutable.sh")
    (box.repo / "src/enlace").symlink_to("app.py")
    outside = ("src", "suelto.txt", "ejecutable.sh")
    before = box.git_bytes("ls-files", "-z", "--stage", "--", *outside), box.git_bytes("diff", "--", *outside)
    files = {name: what for name, what in box.state().files.items() if "/docs" not in name and "README" not in name}

    assert box.prepare().code == 0

    assert (box.git_bytes("ls-files", "-z", "--stage", "--", *outside), box.git_bytes("diff", "--", *outside)) == before
    assert {n: w for n, w in box.state().files.items() if "/docs" not in n and "README" not in n} == files
    assert not set(box.tree("HEAD")) & {"src/nuevo.py", "src/intento.py", "suelto.txt", "ejecutable.sh", "src/enlace"}
    assert box.git_bytes("show", "HEAD:src/app.py") == FILES["src/app.py"].encode()


def test_changes_inside_the_pathspec_go_into_the_commit(box: Sandbox) -> None:
    box.write("docs/nuevo.md", "# Nuevo\n")
    box.write("docs/notas.txt", "cambiadas\n")
    box.write("docs/guion.sh", "#!/bin/sh\n").chmod(0o755)
    (box.repo / "docs/atajo").symlink_to("notas.txt")

    assert box.prepare().code == 0

    tree = box.tree("HEAD")
    assert box.git_bytes("show", "HEAD:docs/notas.txt") == b"cambiadas\n"
    assert tree["docs/guion.sh"][0] == "100755"
    assert tree["docs/atajo"][0] == "120000"
    assert "docs/nuevo.md" in tree
    assert box.git("status", "--porcelain") == ""


def test_a_deleted_document_is_committed_as_deleted(box: Sandbox) -> None:
    (box.repo / "docs/notas.txt").unlink()

    assert box.prepare().code == 0

    assert "docs/notas.txt" not in box.tree("HEAD")
    assert box.git("status", "--porcelain") == ""


def test_a_moved_document_keeps_its_executable_bit(box: Sandbox) -> None:
    (box.repo / "docs/guía.md").chmod(0o755)

    assert box.prepare().code == 0

    assert box.tree("HEAD")["docs/vigentes/guía.md"][0] == "100755"
    assert (box.repo / "docs/vigentes/guía.md").stat().st_mode & stat.S_IXUSR


def test_json_tells_the_whole_run(box: Sandbox) -> None:
    told = box.prepare("--json").json

    assert told["branch"] == BRANCH
    assert told["commit"] == {
        "sha": box.git("rev-parse", "HEAD"),
        "header": HEADER,
        "body": [line.removeprefix("- ") for line in BODY.splitlines()],
        "footers": [],
        "message": box.git("log", "-1", "--format=%B") + "\n",
    }
    assert {move["from"] for move in told["moves"]} == MOVED
    assert len(told["edits"]) == 5
    assert told["pushed"] is True
    assert told["pull_request"]["number"] == 1
    assert told["pull_request"]["result"] == "created"
    assert [step["step"] for step in told["steps"]] == [
        "CreateBranch", "SwitchBranch", "SaveState", "ArrangeFiles", "Commit", "Push", "OpenPullRequest",
    ]  # fmt: skip

    again = box.prepare("--json").json
    assert again["commit"]["sha"] == told["commit"]["sha"]
    assert (again["moves"], again["edits"], again["steps"], again["pushed"]) == ([], [], [], False)
    assert again["pull_request"] == {**told["pull_request"], "result": "unchanged"}


def test_without_a_terminal_and_without_yes_nothing_happens(box: Sandbox) -> None:
    before = box.everything()

    ended = box.relcommit("prepare", PLAN)

    assert ended.code == 2
    assert "--yes" in ended.err
    assert box.everything() == before


@pytest.mark.parametrize("option", ["--quiet", "-q"])
def test_quiet_says_nothing(box: Sandbox, option: str) -> None:
    ended = box.prepare(option)
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_prepare_works_from_a_folder_below_the_root(box: Sandbox) -> None:
    ended = box.prepare(plan="servicio.md", at=box.repo / "docs/planes")
    assert ended.code == 0
    assert box.message() == MESSAGE


def test_a_line_of_the_plan_that_moves_nothing_is_told_and_stops_nobody(box: Sandbox) -> None:
    text = box.read(PLAN)
    box.write(PLAN, f"{text}\n## Documentos\n\n### Históricos\n\n- `docs/no-existe.md`\n")

    ended = box.prepare()

    assert ended.code == 0
    line = text.count("\n") + 6
    assert f"{PLAN}:{line}: «docs/no-existe.md» no está en el repositorio" in ended.err
