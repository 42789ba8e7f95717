"""Running `prepare` again after something changed: it updates, and never doubles."""

import pytest

from relcommit.text.es.common import NOTHING_TO_DO
from tests.support.sandbox import BRANCH, HEADER, MESSAGE, PLAN, Ended, Sandbox

NEW_HEADER = "docs(prestamos): separa guías vigentes/históricas y fija la puesta en servicio"
OTHER_HEADER = (f"`{HEADER}`", f"`{NEW_HEADER}`")
OTHER_DONE = ("- Manual de mostrador actualizado en docs", "- Manual de mostrador y de devoluciones en docs")


@pytest.fixture
def done(box: Sandbox) -> Sandbox:
    """The plan is prepared already."""
    assert box.prepare().code == 0
    return box


def assert_single(box: Sandbox, *, parent: str = "main") -> None:
    """One branch, one commit, one pull request; the remote has it, and nothing is left to do."""
    assert box.git("for-each-ref", "--format=%(refname:short)", "refs/heads").split() == [BRANCH, "main"]
    assert box.git("rev-list", "--count", f"{parent}..{BRANCH}") == "1"
    assert box.git("rev-parse", BRANCH, at=box.origin) == box.git("rev-parse", BRANCH)
    assert len(box.git("for-each-ref", "refs/heads", at=box.origin).splitlines()) == 2
    assert list(box.local_pulls()) == [1]
    again = box.prepare()
    assert (again.code, NOTHING_TO_DO in again.out) == (0, True), again


def results(ended: Ended) -> list[str]:
    return [step["step"] for step in ended.json["steps"]]


def test_another_header_amends_the_commit_and_renames_the_pull_request(done: Sandbox) -> None:
    done.plan(OTHER_HEADER)

    ended = done.prepare("--json")

    assert results(ended) == ["SaveState", "Commit", "Push", "UpdatePullRequest"]
    assert done.message().startswith(f"{NEW_HEADER}\n\n")
    (body,) = done.local_pulls().values()
    assert f'title: "{NEW_HEADER}"' in body
    assert_single(done)


def test_another_done_item_updates_the_body_alone_with_the_plan(done: Sandbox) -> None:
    done.plan(OTHER_DONE)

    assert done.prepare().code == 0

    assert done.message() == MESSAGE
    assert "- [ ] Manual de mostrador y de devoluciones en docs" in done.local_pulls()[1]
    assert "Manual de mostrador actualizado" not in done.local_pulls()[1]
    assert b"de devoluciones" in done.git_bytes("show", f"HEAD:{PLAN}")
    assert_single(done)


def test_a_new_document_is_amended_in(done: Sandbox) -> None:
    done.write("docs/fase1/actas.md", "# Actas\n\nDe la [guía](../vigentes/guía.md).\n")

    ended = done.prepare()

    assert ended.code == 0
    assert done.read("docs/historico/fase1/actas.md") == "# Actas\n\nDe la [guía](../../vigentes/guía.md).\n"
    assert "| `docs/fase1/actas.md` | `docs/historico/fase1/actas.md` |" in done.local_pulls()[1]
    assert "| `docs/guía.md` |" in done.local_pulls()[1]
    assert_single(done)


def test_back_on_main_where_the_plan_is_not_it_is_read_from_its_branch(done: Sandbox) -> None:
    done.git("switch", "-q", "main")
    assert not (done.repo / PLAN).exists()

    ended = done.prepare("--json")

    assert results(ended) == ["SwitchBranch"]
    assert ended.json["pull_request"]["result"] == "unchanged"
    assert_single(done)


def test_a_plan_that_was_deleted_on_its_own_branch_is_missing(done: Sandbox) -> None:
    (done.repo / PLAN).unlink()
    assert done.prepare().code == 3


@pytest.mark.parametrize("staged", [False, True], ids=["untracked", "added"])
@pytest.mark.parametrize("changes", [(), (OTHER_DONE,), (OTHER_HEADER,)], ids=["same", "other Done", "other header"])
def test_back_on_main_with_the_plan_written_again(
    done: Sandbox, changes: tuple[tuple[str, str], ...], staged: bool
) -> None:
    tip = done.git("rev-parse", BRANCH)
    done.git("switch", "-q", "main")
    done.plan(*changes)
    if staged:
        done.git("add", PLAN)
        done.write(PLAN, done.read(PLAN) + "\n")
    before = done.state()

    ended = done.prepare()

    assert ended.code == 0, ended
    assert done.git("branch", "--show-current") == BRANCH
    assert (done.git("rev-parse", BRANCH) == tip) is (not changes and not staged)
    assert done.git("status", "--porcelain") == ""
    assert_single(done)

    assert done.relcommit("undo", "--yes").code == 0
    assert done.state() == before


def test_back_on_main_that_has_an_older_plan(box: Sandbox) -> None:
    box.git("add", PLAN)
    box.git("commit", "-qm", "docs: añade el plan")
    box.git("push", "-q")
    box.plan(OTHER_DONE)
    assert box.prepare().code == 0
    box.git("config", "core.autocrlf", "true")
    box.git("switch", "-q", "main")
    box.plan(OTHER_HEADER)
    before = box.state()

    ended = box.prepare()

    assert ended.code == 0, ended
    assert box.message().startswith(f"{NEW_HEADER}\n\n")
    assert_single(box)
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state().files == before.files
    assert box.state().refs == before.refs


def test_other_work_in_the_way_of_the_branch_stops_it(done: Sandbox) -> None:
    done.git("switch", "-q", "main")
    done.write("README.md", "# Otra cosa\n")
    before = done.state()

    ended = done.prepare()

    assert (ended.code, "README.md" in ended.err) == (4, True)
    assert done.state() == before


def test_a_plan_that_main_has_too_is_updated_from_main(box: Sandbox) -> None:
    box.git("add", PLAN)
    box.git("commit", "-qm", "docs: añade el plan")
    box.git("push", "-q")
    assert box.prepare().code == 0
    box.git("switch", "-q", "main")
    box.plan(OTHER_DONE)

    ended = box.prepare()

    assert ended.code == 0, ended
    assert box.git("branch", "--show-current") == BRANCH
    assert "de devoluciones" in box.local_pulls()[1]
    assert_single(box)


def test_a_fresh_clone_recognises_the_branch_by_its_header(done: Sandbox) -> None:
    clone = done.clone()
    clone.git("switch", "-q", BRANCH)
    (clone.repo / ".git/relcommit/pull-requests").mkdir(parents=True)
    kept = done.repo / ".git/relcommit/pull-requests/0001.md"
    (clone.repo / ".git/relcommit/pull-requests/0001.md").write_bytes(kept.read_bytes())

    again = clone.prepare("--json")
    assert again.json["pull_request"]["result"] in ("unchanged", "updated")
    assert [step for step in results(again) if step != "UpdatePullRequest"] == []

    clone.plan(OTHER_DONE)
    ended = clone.prepare()
    assert ended.code == 0, ended
    assert clone.git("rev-list", "--count", f"origin/main..{BRANCH}") == "1"
    assert clone.git("rev-parse", BRANCH) == clone.git("rev-parse", BRANCH, at=clone.origin)
    assert list(clone.local_pulls()) == [1]
    assert "| `docs/guía.md` | `docs/vigentes/guía.md` |" in clone.local_pulls()[1]


def test_a_fresh_clone_that_stands_on_main_uses_the_remotes_branch(box: Sandbox) -> None:
    box.git("add", PLAN)
    box.git("commit", "-qm", "docs: añade el plan")
    box.git("push", "-q")
    assert box.prepare().code == 0
    clone = box.clone()
    clone.plan(OTHER_DONE)

    ended = clone.prepare()

    assert ended.code == 0, ended
    assert clone.git("branch", "--show-current") == BRANCH
    assert clone.git("rev-list", "--count", f"main..{BRANCH}") == "1"
    assert clone.git("rev-parse", BRANCH) == clone.git("rev-parse", BRANCH, at=clone.origin)


def test_a_fresh_clone_amends_the_header_too(done: Sandbox) -> None:
    clone = done.clone()
    clone.git("switch", "-q", BRANCH)
    clone.plan(OTHER_HEADER)

    ended = clone.prepare()

    assert ended.code == 0, ended
    assert clone.message().startswith(f"{NEW_HEADER}\n\n")
    assert clone.git("rev-list", "--count", f"origin/main..{BRANCH}") == "1"
    assert clone.git("rev-parse", BRANCH) == clone.git("rev-parse", BRANCH, at=clone.origin)


def edit_pull(box: Sandbox, *changes: tuple[str, str]) -> None:
    file = box.repo / ".git/relcommit/pull-requests/0001.md"
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def test_what_people_wrote_and_ticked_survives(done: Sandbox) -> None:
    edit_pull(
        done,
        (f'title: "{HEADER}"', 'title: "Título de Berta"'),
        ("<!-- relcommit:inicio", "Nota de Berta.\n\n<!-- relcommit:inicio"),
        ("- [ ] Versión estable", "- [x] Versión estable"),
        ("<!-- relcommit:fin -->", "<!-- relcommit:fin -->\n\nY al final, otra.\n"),
    )
    assert NOTHING_TO_DO in done.prepare().out

    done.plan(OTHER_DONE, OTHER_HEADER)
    assert done.prepare().code == 0

    (body,) = done.local_pulls().values()
    assert 'title: "Título de Berta"' in body
    assert "Nota de Berta.\n\n<!-- relcommit:inicio" in body
    assert "Y al final, otra." in body
    assert "- [x] Versión estable" in body
    assert "- [ ] Manual de mostrador y de devoluciones" in body


def test_a_body_without_our_marks_is_left_alone_with_a_warning(done: Sandbox) -> None:
    edit_pull(done, ("<!-- relcommit:fin -->", ""))
    done.plan(OTHER_DONE)

    ended = done.prepare()

    assert ended.code == 0
    assert "de devoluciones" not in done.local_pulls()[1]


def test_a_commit_that_somebody_pushed_on_top_is_never_lost(done: Sandbox) -> None:
    other = done.clone()
    other.git("switch", "-q", BRANCH)
    other.write("docs/berta.md", "de Berta\n")
    other.git("add", "-A")
    other.git("commit", "-qm", "docs: añade lo de Berta")
    other.git("push", "-q")
    theirs = other.git("rev-parse", "HEAD")
    done.plan(OTHER_DONE)
    before = done.state()

    ended = done.prepare()

    assert (ended.code, ended.out) == (5, "")
    assert "origin" in ended.err
    assert done.state() == before
    assert done.git("rev-parse", BRANCH, at=done.origin) == theirs


@pytest.mark.parametrize("on_top", ["commit", "fixup"])
def test_a_commit_that_somebody_made_on_top_here_is_not_amended(done: Sandbox, on_top: str) -> None:
    done.write("relcommit.toml", f'{done.read("relcommit.toml")}\n[commit]\non_top = "{on_top}"\n')
    done.write("docs/berta.md", "de Berta\n")
    done.git("add", "docs/berta.md")
    done.git("commit", "-qm", "docs: añade lo de Berta")
    done.plan(OTHER_DONE)
    before = done.state()
    below = done.git("rev-parse", "HEAD")

    ended = done.prepare()

    assert ended.code == 0, ended
    assert "docs: añade lo de Berta" in ended.out
    assert done.git("rev-parse", "HEAD^") == below
    assert done.message() == (f"fixup! {HEADER}\n" if on_top == "fixup" else f"{HEADER}\n")
    assert "de devoluciones" in done.local_pulls()[1]
    assert NOTHING_TO_DO in done.prepare().out

    assert done.relcommit("undo", "--yes").code == 0
    assert done.state() == before


def test_a_commit_on_top_with_nothing_else_new_is_pushed(done: Sandbox) -> None:
    done.write("docs/berta.md", "de Berta\n")
    done.git("add", "docs/berta.md")
    done.git("commit", "-qm", "docs: añade lo de Berta")

    ended = done.prepare("--json")

    assert results(ended) == ["Push"]
    assert done.git("rev-parse", BRANCH, at=done.origin) == done.git("rev-parse", "HEAD")


def test_a_deleted_remote_branch_is_pushed_again(done: Sandbox) -> None:
    done.git("update-ref", "-d", f"refs/heads/{BRANCH}", at=done.origin)

    assert results(done.prepare("--json")) == ["Push"]
    assert_single(done)


def test_a_closed_pull_request_gets_a_new_one_only_when_asked_for(done: Sandbox) -> None:
    edit_pull(done, ('state: "open"', 'state: "closed"'))

    refused = done.prepare()
    assert (refused.code, "se cerró sin fusionar" in refused.err, "--again" in refused.err) == (4, True, True)
    assert list(done.local_pulls()) == [1]

    assert results(done.prepare("--json", "--again")) == ["OpenPullRequest"]
    assert list(done.local_pulls()) == [1, 2]


def test_our_commit_amended_by_hand_is_recognised(done: Sandbox) -> None:
    done.write("docs/mano.md", "a mano\n")
    done.git("add", "docs/mano.md")
    done.git("commit", "-q", "--amend", "--no-edit")

    ended = done.prepare("--json")

    assert ended.code == 0, ended
    assert results(ended) == ["Push"]
    assert_single(done)


def test_moving_base_on_does_not_make_a_second_commit(done: Sandbox) -> None:
    done.git("switch", "-q", "main")
    done.write("otro.txt", "otro\n")
    done.git("add", "otro.txt")
    done.git("commit", "-qm", "docs: sigue main")
    done.git("push", "-q")
    done.git("switch", "-q", BRANCH)

    assert NOTHING_TO_DO in done.prepare().out
    done.plan(OTHER_DONE)
    assert done.prepare().code == 0
    assert_single(done, parent="main")


def merged(box: Sandbox, *how: str) -> None:
    """Somebody merges the pull request; here one fetches."""
    box.git("switch", "-q", "main")
    box.git("merge", "-q", *how, BRANCH)
    box.git("commit", "-q", "--allow-empty", "-m", "docs: ordena (#1)")
    box.git("push", "-q", "origin", "main")
    edit_pull(box, ('state: "open"', 'state: "merged"'))


@pytest.mark.parametrize("is_deleted", [False, True])
@pytest.mark.parametrize("how", ["--no-ff", "--squash", "--ff-only"])
@pytest.mark.parametrize("at", ["main", BRANCH])
def test_what_was_merged_is_not_asked_for_again(done: Sandbox, how: str, at: str, is_deleted: bool) -> None:
    merged(done, how)
    if is_deleted:
        done.git("push", "-q", "origin", "--delete", BRANCH)
    done.git("switch", "-q", at)
    before = done.everything()

    ended = done.prepare()

    assert (ended.code, "ya se fusionó en «main» en la pull request #1" in ended.out) == (0, True), ended
    kept = ".git/relcommit/pull-requests/0001.md"
    after = done.everything()
    assert {name for name in after if after[name] != before.get(name)} <= {str(done.repo / kept)}
    assert 'state: "merged"' in done.local_pulls()[1]
