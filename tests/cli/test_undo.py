"""`relcommit undo`: only what nobody has touched since, and all of it or a clear way on."""

from collections.abc import Callable

import pytest

from tests.support.sandbox import BRANCH, PLAN, Sandbox


@pytest.fixture
def done(box: Sandbox) -> Sandbox:
    assert box.prepare().code == 0
    return box


def undo(box: Sandbox) -> tuple[int, str]:
    ended = box.relcommit("undo", "--yes")
    return ended.code, ended.err


def test_it_asks_first(done: Sandbox) -> None:
    before = done.everything()
    ended = done.relcommit("undo")
    assert ended.code == 2
    assert "--yes" in ended.err
    assert done.everything() == before


def test_a_dry_run_tells_and_changes_nothing(done: Sandbox) -> None:
    before = done.everything()
    ended = done.relcommit("undo", "--dry-run")
    assert ended.code == 0
    assert BRANCH in ended.out
    assert done.everything() == before


def test_nothing_to_undo(box: Sandbox) -> None:
    assert undo(box)[0] == 4


def test_twice_has_nothing_left(done: Sandbox) -> None:
    assert undo(done)[0] == 0
    after = done.state()
    assert undo(done)[0] == 4
    assert done.state() == after


def test_an_update_is_undone_to_what_it_updated_and_then_all(box: Sandbox) -> None:
    at_first = box.state()
    box.prepare()
    prepared, pull = box.state(), box.local_pulls()
    box.plan(("Manual de mostrador", "Manual de devoluciones"))
    changed = box.state()
    assert box.prepare().code == 0

    assert undo(box) == (0, "")
    assert box.state() == changed
    assert box.local_pulls() == pull
    assert changed.refs == prepared.refs

    box.git("checkout", "-q", "--", PLAN)
    assert undo(box) == (0, "")
    assert box.state() == at_first


def test_prepare_works_again_after_undo(done: Sandbox) -> None:
    tip = done.git("rev-parse", BRANCH)
    undo(done)
    assert done.prepare().code == 0
    assert done.git("rev-parse", BRANCH) == tip
    assert [('state: "closed"' in one) for one in done.local_pulls().values()] == [True, False]


def pushed_by_another(box: Sandbox) -> None:
    other = box.clone()
    other.git("switch", "-q", BRANCH)
    other.git("commit", "-q", "--allow-empty", "-m", "docs: lo de Berta")
    other.git("push", "-q")


def edited_since(box: Sandbox) -> None:
    box.write("docs/vigentes/guía.md", "otra cosa\n")


def committed_on_top(box: Sandbox) -> None:
    box.git("commit", "-q", "--allow-empty", "-m", "docs: encima")


def moved_away(box: Sandbox) -> None:
    box.git("switch", "-q", "main")


@pytest.mark.parametrize(
    ("since", "code", "says"),
    [
        (pushed_by_another, 5, BRANCH),
        (edited_since, 4, "docs/vigentes/guía.md"),
        (committed_on_top, 4, BRANCH),
        (moved_away, 4, f"git switch {BRANCH}"),
        (lambda box: box.origin.rename(box.folder / "lejos.git"), 5, "origin"),
    ],
    ids=["pushed", "edited", "committed", "elsewhere", "unreachable"],
)  # fmt: skip
def test_it_takes_nothing_back_where_somebody_has_been_since(
    done: Sandbox, since: Callable[[Sandbox], object], code: int, says: str
) -> None:
    since(done)
    before = done.everything()

    ended_code, err = undo(done)

    assert (ended_code, says in err) == (code, True), err
    assert done.everything() == before


def test_work_done_elsewhere_meanwhile_stays(done: Sandbox) -> None:
    done.write("src/app.py", "print('después')\n")
    done.write("suelto.txt", "después\n")

    assert undo(done) == (0, "")

    assert done.read("src/app.py") == "print('después')\n"
    assert done.read("suelto.txt") == "después\n"
    assert done.git("branch", "--show-current") == "main"


def test_an_edited_body_stays_with_a_warning(done: Sandbox) -> None:
    done.plan(("Manual de mostrador", "Manual de devoluciones"))
    done.prepare()
    file = done.repo / ".git/relcommit/pull-requests/0001.md"
    file.write_text(file.read_text("utf-8") + "\nDe Berta.\n", "utf-8")

    code, err = undo(done)

    assert code == 0
    assert "Aviso" in err
    assert "De Berta." in done.local_pulls()[1]


def test_a_branch_that_git_made_rebasing_leaves_no_setting(box: Sandbox) -> None:
    box.git("config", "branch.autoSetupRebase", "always")
    before = box.state()
    assert box.prepare().code == 0
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before
