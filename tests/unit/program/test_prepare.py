"""From a situation to steps: what is there already is not done again."""

from dataclasses import replace

import pytest

from relcommit.docs.model import Move, Reason, Reorganisation, Tree
from relcommit.errors.repository import (
    ChangesInTheWay,
    ForeignChanges,
    NothingToCommit,
    RemoteMoved,
)
from relcommit.names import RepoPath, Sha
from relcommit.plan.model import Plan
from relcommit.program.branch import BranchState, Landed, Made
from relcommit.program.prepare import (
    PrepareInputs,
    arrange_files,
    branch_steps,
    commit_steps,
    keeps_message,
    pathspecs_of,
    prepare_steps,
    pull_request_steps,
    push_steps,
)
from relcommit.settings import DocsSettings, PullRequestSettings, Settings
from relcommit.steps import (
    ArrangeFiles,
    Commit,
    CreateBranch,
    NewContent,
    OpenPullRequest,
    Push,
    Relocation,
    SaveState,
    SwitchBranch,
    UpdatePullRequest,
)
from relcommit.steps.documents import digest_of
from relcommit.world import Change, PullRequest
from tests.unit.fakes import MAIN, WORK
from tests.unit.program.situations import BASE, situation, snapshot

TIP = Sha("b" * 40)
OURS = Made(TIP, "docs: ordena", "docs: ordena\n")
A, B, README = RepoPath("docs/a.md"), RepoPath("docs/historico/a.md"), RepoPath("README.md")
MOVING = Reorganisation(
    moves=(Move(source=A, to=B, status="historico", reason=Reason(by="rule", where="docs/*")),),
    contents={README: b"nuevo"},
)
TREE = Tree(files=frozenset({A, README}), contents={A: b"a", README: b"viejo"}, symlinks={})
DONE = BranchState(name=WORK, tip=TIP, start=TIP, ours=OURS)
PULL = PullRequest(number=7, url="https://forja/7", title="docs: ordena", body="zona", head=WORK, base=MAIN)


def moving(**changed: object) -> PrepareInputs:
    return situation(**{"docs": MOVING, "tree": TREE, **changed})


def settled(**changed: object) -> PrepareInputs:
    """Everything is as the plan wants it."""
    wanted = replace(situation().pull_request, present=PULL, set_title=True)
    plain = {
        "now": snapshot(current=WORK, tips={MAIN: BASE, WORK: TIP}),
        "branch": DONE,
        "remote_tip": TIP,
        "message_is_kept": True,
        "pull_request": wanted,
    }
    return situation(**{**plain, **changed})


def changed(*paths: RepoPath, kind: str = "tracked") -> tuple[Change, ...]:
    return tuple(Change(path=path, kind=kind) for path in paths)  # type: ignore[arg-type]


def test_the_whole_program_in_its_order() -> None:
    assert [type(step) for step in prepare_steps(moving())] == [
        CreateBranch, SwitchBranch, SaveState, ArrangeFiles, Commit, Push, OpenPullRequest,
    ]  # fmt: skip


def test_what_is_settled_needs_no_step() -> None:
    assert prepare_steps(settled()) == ()


def test_what_the_base_has_already_needs_no_step() -> None:
    landed = Landed(branch=WORK, number=7, url="https://forja/7", commit=None)
    assert prepare_steps(situation(landed=landed)) == ()
    assert prepare_steps(moving(landed=landed))


def test_a_branch_that_is_there_is_only_entered() -> None:
    it = settled(now=snapshot(tips={MAIN: BASE, WORK: TIP}))
    assert branch_steps(it) == (SwitchBranch(WORK, back_to=MAIN),)


def test_a_branch_that_only_the_remote_has_is_created_where_it_stands() -> None:
    assert branch_steps(situation(branch=DONE))[0] == CreateBranch(WORK, start=TIP)


def test_changes_that_a_switch_would_lose_stop_it() -> None:
    it = situation(now=snapshot(changes=changed(A, README)), in_the_way=frozenset({A}))
    with pytest.raises(ChangesInTheWay) as stopped:
        branch_steps(it)
    assert stopped.value.paths == (A,)


def test_the_commit_holds_what_moved_and_what_the_pathspec_names() -> None:
    save, arrange, commit = commit_steps(moving(in_pathspec=(RepoPath("docs/nuevo.md"),)))
    assert isinstance(save, SaveState)
    assert isinstance(commit, Commit)
    assert set(save.paths) == set(commit.paths) == {A, B, README, RepoPath("docs/nuevo.md")}
    assert arrange == ArrangeFiles(
        moves=(Relocation(A, B, digest_of(TREE.contents[A])),),
        contents=(NewContent(README, b"viejo", b"nuevo"),),
        links=(),
    )


def test_where_an_untracked_document_stood_there_is_nothing_to_commit() -> None:
    it = moving(now=snapshot(changes=changed(A, kind="untracked")), in_pathspec=(A,))
    save, _, commit = commit_steps(it)
    assert isinstance(save, SaveState)
    assert isinstance(commit, Commit)
    assert A in save.paths
    assert A not in commit.paths


def test_edits_in_other_peoples_work_stop_it() -> None:
    with pytest.raises(ForeignChanges) as stopped:
        commit_steps(moving(now=snapshot(changes=changed(README))))
    assert stopped.value.paths == (README,)
    assert commit_steps(moving(now=snapshot(changes=changed(README)), in_pathspec=(README,)))
    assert commit_steps(moving(now=snapshot(changes=changed(A))))


def test_an_empty_plan_for_an_empty_branch_is_said() -> None:
    with pytest.raises(NothingToCommit):
        commit_steps(situation())


def test_ours_is_amended_for_another_message_alone() -> None:
    _, commit = commit_steps(settled(message_is_kept=False))
    assert isinstance(commit, Commit)
    assert (commit.replaces, commit.paths) == (TIP, ())


def test_nothing_is_amended_below_other_peoples_commits() -> None:
    theirs = Made(TIP, "docs: añade", "docs: añade\n")
    covered = BranchState(name=WORK, tip=TIP, start=TIP, others_on_top=True, commits=(theirs,))
    assert commit_steps(settled(branch=covered)) == ()
    *_, commit = commit_steps(settled(branch=covered, parent=TIP, in_pathspec=(A,)))
    assert isinstance(commit, Commit)
    assert (commit.parent, commit.replaces) == (TIP, None)


def test_the_push_expects_the_remote_where_it_was_seen() -> None:
    (push,) = push_steps(settled(remote_tip=BASE), commits=False)
    assert isinstance(push, Push)
    assert push.lease == BASE
    assert push_steps(settled(), commits=False) == ()
    assert push_steps(settled(), commits=True)


def test_a_remote_that_moved_on_stops_it() -> None:
    with pytest.raises(RemoteMoved):
        push_steps(settled(remote_tip=BASE, remote_is_ours=False), commits=True)


def test_without_a_forge_there_is_no_pull_request() -> None:
    assert pull_request_steps(situation(has_forge=False)) == ()


def test_a_new_pull_request_is_dressed_as_the_settings_say() -> None:
    settings = PullRequestSettings(
        draft=True, labels=("docs",), reviewers=("@berta",), assignees=("ana",), milestone="v1"
    )
    (opened,) = pull_request_steps(situation(settings=Settings(pull_request=settings)))
    assert isinstance(opened, OpenPullRequest)
    assert (opened.draft, opened.extras.labels, opened.extras.milestone) == (True, ("docs",), "v1")


@pytest.mark.parametrize(
    ("title", "set_title", "merged", "step"),
    [
        ("docs: ordena", True, "zona", False),
        ("docs: ordena", True, None, False),
        ("docs: ordena", True, "otra", True),
        ("docs: otro", True, "zona", True),
        ("docs: otro", False, "zona", False),
    ],
)
def test_an_open_one_is_updated_only_where_it_differs(
    title: str, set_title: bool, merged: str | None, step: bool
) -> None:
    wanted = replace(settled().pull_request, title=title, set_title=set_title, merged=merged)
    steps = pull_request_steps(settled(pull_request=wanted))
    assert bool(steps) is step
    if steps:
        assert isinstance(steps[0], UpdatePullRequest)
        assert steps[0].title == (title if set_title and title != PULL.title else None)


def test_nothing_to_arrange_is_no_step() -> None:
    assert arrange_files(Reorganisation(), TREE) == ()


@pytest.mark.parametrize(
    ("told", "pathspecs"),
    [
        ((), ("documentos", "docs/plan.md")),
        (("docs/", "README.md", "docs/"), ("docs/", "README.md")),
        (("-A",), (".",)),
        (("--all", "-u"), (".",)),
    ],
)
def test_the_pathspecs_are_the_plans_or_the_documents(told: tuple[str, ...], pathspecs: tuple[str, ...]) -> None:
    settings = Settings(docs=DocsSettings(root="documentos"))
    assert pathspecs_of(Plan(file="docs/plan.md", pathspecs=told), settings) == pathspecs


@pytest.mark.parametrize(
    ("said", "wanted", "asked", "kept"),
    [
        ("docs: a\n", "docs: a\n", None, True),
        ("docs: a\n\nChange-Id: I1\nReviewed-by: B <b@c>\n", "docs: a\n", None, True),
        ("docs: a\n\n- más\n", "docs: a\n", None, False),
        ("docs: b\n", "docs: a\n", None, False),
        ("docs: lo que quiso un hook\n", "docs: a\n", "docs:  a", True),
        ("docs: a\n", "docs: a\n", "docs: b", False),
    ],
)
def test_the_message_is_kept_where_only_a_hook_added_to_it(
    said: str, wanted: str, asked: str | None, kept: bool
) -> None:
    assert keeps_message(Made(TIP, "", said), wanted, asked) is kept


def test_no_commit_says_nothing() -> None:
    assert not keeps_message(None, "docs: a\n", "docs: a\n")
