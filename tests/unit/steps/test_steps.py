"""Each step happens, happens twice without harm, and is taken back only where nobody has been since."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.errors.docs import DestinationOccupied
from relcommit.errors.forge import PullRequestNotFound, TokenMissing
from relcommit.errors.repository import BranchMoved, FileChanged, NotOnBranch, RemoteMoved, RemoteRefused
from relcommit.names import BranchName, RepoPath, Sha
from relcommit.steps import (
    Action,
    ArrangeFiles,
    Commit,
    CommitDocuments,
    CreateBranch,
    DeleteBranch,
    MoveBranch,
    NewContent,
    NewTarget,
    OpenPullRequest,
    Original,
    Push,
    Relocation,
    SaveState,
    SetAside,
    SwitchBranch,
    TakeBackPush,
    UpdatePullRequest,
    Wording,
    WriteFile,
)
from relcommit.world import Metadata, MetadataWarning
from tests.unit.fakes import MAIN, ORIGIN, ROOT, WORK, FakeFiles, FakeRepo, Fakes

ZONE = "<!-- relcommit:inicio plan=docs/plan.md -->\n\n- [ ] Hecho <!-- rc:id=hecho -->\n\n<!-- relcommit:fin -->"
OTHER_ZONE = ZONE.replace("Hecho", "Hecho del todo")
EXTRAS = Metadata(labels=("docs",))
OPEN = OpenPullRequest(WORK, MAIN, "docs: ordena", ZONE, draft=False, extras=EXTRAS)
COMMIT = Commit(WORK, "docs: ordena\n\n- mueve\n", (RepoPath("docs/a.md"),), parent=ROOT)
ENDS = CommitDocuments(WORK, "docs: mueve\n", (RepoPath("docs/a.md"),), parent=ROOT)
REST = CommitDocuments(WORK, "docs: enlaza\n", (RepoPath("R.md"),), parent=ROOT, first=ENDS.message)
"""The two commits of one run: the moves, and the links on top of them."""


def on_work() -> Fakes:
    return Fakes(repo=FakeRepo(branches={MAIN: ROOT, WORK: ROOT}, at=WORK))


def with_ends() -> Fakes:
    fakes = on_work()
    ENDS.run(fakes.world)
    return fakes


def with_pull(body: str = ZONE) -> Fakes:
    fakes = on_work()
    fakes.forge.open(head=WORK, base=MAIN, title="docs: ordena", body=body, draft=False)
    return fakes


def update(title: str | None = None) -> UpdatePullRequest:
    return UpdatePullRequest(WORK, MAIN, 1, "https://forja/1", title, OTHER_ZONE, Wording("docs: ordena", ZONE))


MOVE = ArrangeFiles(
    moves=(Relocation(RepoPath("docs/a.md"), RepoPath("docs/h/a.md")),),
    contents=(NewContent(RepoPath("docs/h/a.md"), b"vieja", b"nueva"), NewContent(RepoPath("R.md"), b"r", b"s")),
    links=(NewTarget(RepoPath("enlace"), "docs/a.md", "docs/h/a.md"),),
)


def with_files() -> Fakes:
    held: dict[RepoPath, bytes | str] = {
        RepoPath("docs/a.md"): b"vieja", RepoPath("R.md"): b"r", RepoPath("enlace"): "docs/a.md",
    }  # fmt: skip
    return Fakes(files=FakeFiles(held))


CASES: list[tuple[Action, Callable[[], Fakes]]] = [
    (CreateBranch(WORK, ROOT), Fakes),
    (SwitchBranch(WORK, back_to=MAIN), lambda: Fakes(repo=FakeRepo(branches={MAIN: ROOT, WORK: ROOT}))),
    (MOVE, with_files),
    (SetAside(RepoPath("R.md"), b"r", b"vieja"), with_files),
    (SetAside(RepoPath("R.md"), b"r", None), with_files),
    (COMMIT, on_work),
    (ENDS, on_work),
    (REST, with_ends),
    (Push(ORIGIN, WORK, lease=None), on_work),
    (update("docs: otro"), with_pull),
]


@pytest.mark.parametrize(("step", "made"), CASES, ids=lambda one: type(one).__name__)
def test_twice_is_as_once_and_the_way_back_leads_back(step: Action, made: Callable[[], Fakes]) -> None:
    fakes, untouched = made(), made()
    back = step.run(fakes.world)
    once = repr((fakes.repo, fakes.files, fakes.forge))
    again = step.run(fakes.world)
    assert repr((fakes.repo, fakes.files, fakes.forge)) == once
    assert again == back
    for _ in range(2):
        for one in back:
            one.run(fakes.world)
    untouched.repo.commits = fakes.repo.commits
    untouched.repo.follows = fakes.repo.follows
    untouched.repo.asked = fakes.repo.asked
    assert (fakes.repo, fakes.files, fakes.forge) == (untouched.repo, untouched.files, untouched.forge)


@pytest.mark.parametrize(("step", "made"), CASES, ids=lambda one: type(one).__name__)
def test_what_was_begun_and_never_happened_has_no_way_back(step: Action, made: Callable[[], Fakes]) -> None:
    assert step.undo_if_started(made().world) == ()


@pytest.mark.parametrize(("step", "made"), CASES, ids=lambda one: type(one).__name__)
def test_what_happened_unnoted_is_found_out(step: Action, made: Callable[[], Fakes]) -> None:
    fakes = made()
    back = step.run(fakes.world)
    assert step.undo_if_started(fakes.world) == back


def test_a_branch_that_stands_elsewhere_is_not_taken_over() -> None:
    fakes = on_work()
    fakes.repo.branches[WORK] = Sha("otra")
    with pytest.raises(BranchMoved):
        CreateBranch(WORK, ROOT).run(fakes.world)
    with pytest.raises(BranchMoved):
        DeleteBranch(WORK, only_at=ROOT).run(fakes.world)
    assert fakes.repo.branches[WORK] == "otra"


def test_a_saved_state_is_for_the_index_to_go_back_to() -> None:
    fakes = Fakes()
    (back,) = SaveState("refs/relcommit/x/before", (RepoPath("a"),)).run(fakes.world)
    back.run(fakes.world)
    assert fakes.repo.restored == ["refs/relcommit/x/before"]
    assert SaveState("refs/relcommit/y/before", ()).undo_if_started(fakes.world) == ()


# commits


@pytest.mark.parametrize("at", [MAIN, None])
def test_nothing_is_committed_on_another_branch(at: BranchName | None) -> None:
    fakes = on_work()
    fakes.repo.at = at
    with pytest.raises(BranchMoved):
        COMMIT.run(fakes.world)


def test_a_commit_with_a_hooks_words_is_taken_back_exactly() -> None:
    fakes = on_work()
    fakes.repo.hook_adds = "\nChange-Id: I1"
    (back,) = COMMIT.run(fakes.world)
    back.run(fakes.world)
    assert fakes.repo.branches[WORK] == ROOT


def test_an_amended_commit_goes_back_to_what_it_replaced() -> None:
    fakes = on_work()
    COMMIT.run(fakes.world)
    first = fakes.repo.branches[WORK]
    again = Commit(WORK, "docs: ordena más\n", (), parent=ROOT, replaces=first)
    (back,) = again.run(fakes.world)
    assert again.run(fakes.world) == (back,)
    back.run(fakes.world)
    assert fakes.repo.branches[WORK] == first


@pytest.mark.parametrize(("step", "made"), [(ENDS, on_work), (REST, with_ends)], ids=["first", "second"])
def test_documents_are_committed_once_and_taken_back_to_where_they_stood(
    step: CommitDocuments, made: Callable[[], Fakes]
) -> None:
    fakes = made()
    below, count = fakes.repo.branches[WORK], len(fakes.repo.commits)
    assert not step.stands(fakes.world)
    assert step.run(fakes.world) == (MoveBranch(WORK, to=below, only_at=fakes.repo.branches[WORK]),)
    assert step.stands(fakes.world)
    assert fakes.repo.parent(fakes.repo.branches[WORK]) == below
    step.run(fakes.world)
    assert len(fakes.repo.commits) == count + 1


@pytest.mark.parametrize("step", [ENDS, REST], ids=["first", "second"])
@pytest.mark.parametrize("messages", [("docs: otra",), ("docs: otra", "docs: enlaza"), ("docs: mueve", "docs: otra")])
def test_documents_are_not_committed_on_top_of_what_somebody_else_did(
    step: CommitDocuments, messages: tuple[str, ...]
) -> None:
    fakes = on_work()
    for message in messages:
        fakes.repo.commit(message, (), amend=False)
    before = repr(fakes.repo)
    assert step.undo_if_started(fakes.world) == ()
    assert not step.stands(fakes.world)
    with pytest.raises(BranchMoved):
        step.run(fakes.world)
    assert repr(fakes.repo) == before


def test_the_second_commit_needs_the_first_on_the_commit_that_the_run_began_with() -> None:
    fakes = on_work()
    fakes.repo.commit("docs: otra", (), amend=False)
    fakes.repo.commit(ENDS.message, (), amend=False)
    with pytest.raises(BranchMoved):
        REST.run(fakes.world)
    fakes.repo.commit(REST.message, (), amend=False)
    assert REST.undo_if_started(fakes.world) == ()


@pytest.mark.parametrize("step", [ENDS, REST], ids=["first", "second"])
def test_documents_of_a_branch_that_is_gone_or_not_checked_out_stay(step: CommitDocuments) -> None:
    for fakes in (Fakes(), with_ends() if step is REST else on_work()):
        fakes.repo.at = MAIN
        before = repr(fakes.repo)
        with pytest.raises(BranchMoved):
            step.run(fakes.world)
        assert step.undo_if_started(fakes.world) == ()
        assert repr(fakes.repo) == before


def test_the_commit_that_a_history_begins_with_is_nobodys_way_back() -> None:
    fakes = on_work()
    fakes.repo.commits[ROOT] = (None, ENDS.message)
    assert ENDS.undo_if_started(fakes.world) == ()


def test_a_commit_on_top_keeps_ours_from_being_taken_back() -> None:
    fakes = on_work()
    (back,) = COMMIT.run(fakes.world)
    on_top = fakes.repo.commit("docs: otra", (), amend=False)
    with pytest.raises(BranchMoved):
        back.run(fakes.world)
    assert fakes.repo.branches[WORK] == on_top


def test_files_are_taken_back_on_their_branch_only() -> None:
    fakes = on_work()
    fakes.repo.at = MAIN
    with pytest.raises(NotOnBranch):
        MoveBranch(WORK, to=ROOT, only_at=ROOT).run(fakes.world)


# files


def test_crossing_moves_change_places() -> None:
    a, b = RepoPath("a.md"), RepoPath("b.md")
    fakes = Fakes(files=FakeFiles({a: b"A", b: b"B"}))
    originals = (Original(a, b"A", "", 0o644), Original(b, b"B", "", 0o644))
    swap = ArrangeFiles(moves=(Relocation(a, b), Relocation(b, a)), contents=(), links=(), originals=originals)
    (back,) = swap.run(fakes.world)
    assert fakes.files.held == {a: b"B", b: b"A"}
    back.run(fakes.world)
    assert fakes.files.held == {a: b"A", b: b"B"}


def test_a_place_that_was_taken_meanwhile_is_not_overwritten() -> None:
    fakes = with_files()
    fakes.files.held[RepoPath("docs/h/a.md")] = b"de otro"
    before = dict(fakes.files.held)
    with pytest.raises(DestinationOccupied):
        MOVE.run(fakes.world)
    assert fakes.files.held == before


@pytest.mark.parametrize("path", ["docs/a.md", "R.md"])
@pytest.mark.parametrize("change", [b"de otro", None])
def test_a_file_that_changed_meanwhile_is_not_touched(path: str, change: bytes | None) -> None:
    fakes = with_files()
    fakes.files.held.pop(RepoPath(path))
    if change is not None:
        fakes.files.held[RepoPath(path)] = change
    before = dict(fakes.files.held)
    with pytest.raises(FileChanged):
        MOVE.run(fakes.world)
    assert fakes.files.held == before


@given(stop=st.integers(0, 3))
def test_work_begun_is_finished_before_it_is_taken_back(stop: int) -> None:
    fakes = with_files()
    parts: list[Callable[[], object]] = [
        lambda: fakes.files.rename(RepoPath("docs/a.md"), RepoPath("docs/h/a.md")),
        lambda: fakes.files.write(RepoPath("docs/h/a.md"), b"nueva"),
        lambda: fakes.files.write(RepoPath("R.md"), b"s"),
        lambda: fakes.files.point(RepoPath("enlace"), "docs/h/a.md"),
    ]
    for part in parts[: stop + 1]:
        part()
    (back,) = MOVE.undo_if_started(fakes.world)
    back.run(fakes.world)
    assert fakes.files.held == with_files().files.held


@pytest.mark.parametrize("found", [b"de otro", "docs/a.md"])
def test_a_file_that_changed_meanwhile_is_not_set_aside(found: bytes | str) -> None:
    fakes = Fakes(files=FakeFiles({RepoPath("R.md"): found}))
    with pytest.raises(FileChanged):
        SetAside(RepoPath("R.md"), b"r", None).run(fakes.world)
    assert fakes.files.held == {RepoPath("R.md"): found}


def test_progress_is_told() -> None:
    fakes = with_files()
    MOVE.run(fakes.world)
    assert fakes.words.told[-1] == ("files", 4, 4)


# the remote


def test_a_branch_that_is_gone_is_not_pushed() -> None:
    with pytest.raises(BranchMoved):
        Push(ORIGIN, WORK, lease=None).run(Fakes().world)


def test_somebody_elses_push_is_not_overwritten_nor_taken_back() -> None:
    fakes = on_work()
    fakes.repo.remote[WORK] = Sha("suya")
    with pytest.raises(RemoteMoved):
        Push(ORIGIN, WORK, lease=None).run(fakes.world)
    with pytest.raises(RemoteMoved):
        TakeBackPush(ORIGIN, WORK, to=None, only_at=ROOT).run(fakes.world)
    assert fakes.repo.remote[WORK] == "suya"


def test_the_remote_is_looked_at_before_anything_is_taken_back() -> None:
    fakes = on_work()
    TakeBackPush(ORIGIN, WORK, to=None, only_at=ROOT).check(fakes.world)
    fakes.repo.remote[WORK] = Sha("suya")
    with pytest.raises(RemoteMoved):
        TakeBackPush(ORIGIN, WORK, to=None, only_at=ROOT).check(fakes.world)


def test_a_push_taken_back_to_where_it_stood_leaves_the_branch_following() -> None:
    fakes = on_work()
    fakes.repo.remote[WORK] = ROOT
    COMMIT.run(fakes.world)
    (back,) = Push(ORIGIN, WORK, lease=ROOT).run(fakes.world)
    back.run(fakes.world)
    assert (fakes.repo.remote[WORK], fakes.repo.follows[WORK]) == (ROOT, ORIGIN)


def test_a_push_whose_fate_nobody_can_tell_is_not_called_taken_back() -> None:
    fakes = on_work()
    Push(ORIGIN, WORK, lease=None).run(fakes.world)
    fakes.repo.is_reachable = False
    with pytest.raises(RemoteRefused):
        Push(ORIGIN, WORK, lease=None).undo_if_started(fakes.world)


# the pull request


def test_it_is_opened_dressed_and_closed() -> None:
    fakes = on_work()
    fakes.forge.refuses = (MetadataWarning(field="labels", value="docs", why="no existe"),)
    (back,) = OPEN.run(fakes.world)
    assert (fakes.forge.pulls[1].title, fakes.forge.dressed) == ("docs: ordena", {1: EXTRAS})
    assert fakes.words.complaints == list(fakes.forge.refuses)
    assert OPEN.run(fakes.world) == (back,)
    assert OPEN.undo_if_started(fakes.world) == (back,)
    back.run(fakes.world)
    assert fakes.forge.pulls[1].state == "closed"


def test_one_that_was_open_already_gets_our_zone_and_keeps_its_words() -> None:
    fakes = with_pull("De Berta.\n\n" + ZONE.replace("[ ]", "[x]"))
    OpenPullRequest(WORK, MAIN, "docs: ordena", OTHER_ZONE, draft=False, extras=EXTRAS).run(fakes.world)
    assert "De Berta." in fakes.forge.pulls[1].body
    assert "[x] Hecho del todo" in fakes.forge.pulls[1].body


@pytest.mark.parametrize("step", [OPEN, update()])
def test_without_a_token_nothing_can_be_opened_or_changed(step: Action) -> None:
    with pytest.raises(TokenMissing):
        step.run(Fakes().without_forge)
    assert step.undo_if_started(Fakes().without_forge) == ()


def test_a_forge_that_does_not_answer_is_not_said_to_have_opened_nothing() -> None:
    fakes = with_pull()
    fakes.forge.is_reachable = False
    with pytest.raises(RemoteRefused):
        OPEN.undo_if_started(fakes.world)


def test_the_update_of_one_that_is_gone_is_said() -> None:
    with pytest.raises(PullRequestNotFound):
        update().run(Fakes().world)


def test_a_title_alone_is_changed() -> None:
    fakes = with_pull(OTHER_ZONE)
    update("docs: otro").run(fakes.world)
    assert fakes.forge.pulls[1].title == "docs: otro"


def test_a_body_without_our_marks_is_left_with_a_complaint() -> None:
    fakes = with_pull("De Berta, que borró todo.")
    update().run(fakes.world)
    assert fakes.forge.pulls[1].body == "De Berta, que borró todo."
    assert [one.why for one in fakes.words.complaints] == ["markers"]


def test_an_edit_since_is_kept_when_the_update_is_taken_back() -> None:
    fakes = with_pull()
    (back,) = update().run(fakes.world)
    edited = fakes.forge.update(1, body=fakes.forge.pulls[1].body + "De Berta.\n").body
    back.run(fakes.world)
    assert fakes.forge.pulls[1].body == edited
    assert [one.why for one in fakes.words.complaints] == ["edited"]


def test_a_title_alone_goes_back_too() -> None:
    fakes = with_pull(OTHER_ZONE)
    (back,) = update("docs: otro").run(fakes.world)
    back.run(fakes.world)
    assert (fakes.forge.pulls[1].title, fakes.forge.pulls[1].body) == ("docs: ordena", OTHER_ZONE)


def test_a_title_that_somebody_changed_since_stays() -> None:
    fakes = with_pull()
    (back,) = update("docs: otro").run(fakes.world)
    fakes.forge.update(1, title="Título de Berta")
    back.run(fakes.world)
    assert (fakes.forge.pulls[1].title, fakes.forge.pulls[1].body) == ("Título de Berta", ZONE)


def test_a_body_that_changed_before_the_update_goes_back_to_that() -> None:
    fakes = with_pull(ZONE + "\n\nDe Berta, antes.\n")
    (back,) = update().run(fakes.world)
    back.run(fakes.world)
    assert fakes.forge.pulls[1].body == ZONE + "\n\nDe Berta, antes.\n"


def test_taking_back_the_update_of_one_that_was_closed_does_nothing() -> None:
    fakes = with_pull()
    (back,) = update().run(fakes.world)
    fakes.forge.close(1)
    body = fakes.forge.pulls[1].body
    back.run(fakes.world)
    assert fakes.forge.pulls[1].body == body


def test_a_new_file_is_written_once_and_goes_only_while_nobody_has_changed_it() -> None:
    fakes = Fakes()
    new = WriteFile(RepoPath("docs/nuevo.md"), b"nuevo\n")
    back = new.run(fakes.world)
    assert (new.run(fakes.world), new.stands(fakes.world), new.undo_if_started(fakes.world)) == (back, True, back)
    (gone,) = back
    fakes.files.held[new.path] = b"de otra persona\n"
    for step in (new, gone):
        with pytest.raises(FileChanged):
            step.run(fakes.world)
    fakes.files.held[new.path] = new.content
    assert gone.run(fakes.world) == (new,)
    assert (gone.stands(fakes.world), new.undo_if_started(fakes.world)) == (True, ())
