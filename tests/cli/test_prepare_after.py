"""What `prepare` and `undo` do after the first run, when others have been there: real repositories and GitHub's double.

Two people have a clone each: Inés, whose machine the sandbox is, and Berta.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from relcommit.text.es.common import NOTHING_TO_DO
from tests.support.github import BAD_GATEWAY, GitHub, Repository
from tests.support.github.evidence import Method, merge
from tests.support.github.state import Pull
from tests.support.sandbox import BRANCH, HEADER, PLAN, SETTINGS, Ended, Sandbox

OTHER_DONE = ("- Manual de mostrador actualizado en docs", "- Manual de mostrador y de devoluciones en docs")
OTHER_HEADER = (f"`{HEADER}`", "`docs(prestamos): separa guías y fija la puesta en servicio`")
METHODS: tuple[Method, ...] = ("merge", "squash", "rebase")
SECOND = f"{BRANCH}-2"
HELPER = "!f() { echo username=x; echo password=$GH_ENTERPRISE_TOKEN; }; f"
"""How git itself logs in at the double."""


class Team:
    """Inés and Berta, each with a clone of a repository on the double."""

    def __init__(self, box: Sandbox, hub: GitHub, repository: Repository) -> None:
        self.ines = box.with_env(GH_HOST="127.0.0.1", GH_ENTERPRISE_TOKEN=hub.token("ines"))
        self.hub = hub
        self.repository = repository

    def berta(self, name: str = "berta") -> Sandbox:
        """Her clone, made now, with her own name and token."""
        box = replace(self.ines, origin=self.repository.bare).clone(name)
        box.git("remote", "set-url", "origin", self.hub.git_url("ana/acme"))
        box.git("config", "credential.helper", HELPER)
        box.git("config", "user.name", "Berta Ruiz")
        box.git("config", "user.email", "berta@ejemplo.es")
        box.write("relcommit.toml", self.ines.read("relcommit.toml"))
        return box.with_env(GH_ENTERPRISE_TOKEN=self.hub.token("berta"), GIT_AUTHOR_DATE="2026-05-15T09:30:00+00:00")

    def pull(self, number: int = 1) -> Pull:
        return self.repository.pulls[number]

    def merge(self, method: Method, *, delete: bool = True, number: int = 1) -> str:
        """Press the button, and the one that deletes the branch."""
        made = merge(self.hub, self.repository, self.pull(number), method)
        if delete:
            self.on_server("update-ref", "-d", f"refs/heads/{self.pull(number).head}")
        return made

    def on_server(self, *args: str) -> str:
        return self.ines.git(*args, at=self.repository.bare)

    def branches(self) -> list[str]:
        return self.on_server("for-each-ref", "--format=%(refname:short)", "refs/heads").split()

    def open_by_hand(self, title: str) -> None:
        """A pull request that relcommit knows nothing of."""
        told = json.dumps({"title": title, "head": BRANCH, "base": "main", "body": "A mano."}).encode()
        headers = {"Authorization": f"token {self.ines.env['GH_ENTERPRISE_TOKEN']}"}
        urlopen(Request(f"{self.hub.api_url}/repos/ana/acme/pulls", told, headers)).close()  # noqa: S310

    def push_to_main(self, path: str = "otro.txt", content: str = "otro\n") -> str:
        """Somebody else's commit on the server's main."""
        return self.hub.commit(self.repository, "main", {path: content})


@pytest.fixture
def team(box: Sandbox, tmp_path: Path) -> Iterator[Team]:
    with GitHub(tmp_path / "github").serving() as hub:
        repository = hub.repository("ana/acme", ines="write", berta="write")
        box.git("push", "-q", str(repository.bare), "main")
        box.git("remote", "set-url", "origin", hub.git_url("ana/acme"))
        forge = f'[forge]\nkind = "github"\nrepository = "ana/acme"\napi_url = "{hub.api_url}"\n'
        box.write("relcommit.toml", f"{SETTINGS}\n{forge}")
        box.git("config", "credential.helper", HELPER)
        people = Team(box, hub, repository)
        people.ines.git("add", "relcommit.toml")
        people.ines.git("commit", "-qm", "chore: configura relcommit")
        people.ines.git("push", "-q", "origin", "main")
        yield people


@pytest.fixture
def done(team: Team) -> Team:
    """Inés has prepared the plan."""
    ended = team.ines.prepare()
    assert ended.code == 0, ended
    return team


def assert_merged(team: Team, ended: Ended) -> None:
    """Nothing was pushed nor opened, and it was said why."""
    assert (ended.code, "ya se fusionó en «main» en la pull request #1" in ended.out) == (0, True), ended
    assert list(team.repository.pulls) == [1]


# merged


@pytest.mark.parametrize("delete", [True, False], ids=["deleted", "kept"])
@pytest.mark.parametrize("method", METHODS)
def test_merged_and_asked_for_again_from_the_branch(done: Team, method: Method, delete: bool) -> None:
    done.merge(method, delete=delete)
    branches = done.branches()

    assert_merged(done, done.ines.prepare())
    assert done.branches() == branches


@pytest.mark.parametrize("method", METHODS)
def test_merged_pulled_and_asked_for_again_from_main(done: Team, method: Method) -> None:
    done.merge(method)
    done.ines.git("switch", "-q", "main")
    done.ines.git("pull", "-q", "--prune")
    done.ines.git("branch", "-q", "-D", BRANCH)

    assert_merged(done, done.ines.prepare())
    assert done.branches() == ["main"]


@pytest.mark.parametrize("method", METHODS)
def test_merged_and_asked_for_by_somebody_who_was_not_there(done: Team, method: Method) -> None:
    done.merge(method)

    assert_merged(done, done.berta().prepare())


@pytest.mark.parametrize("method", METHODS)
def test_merged_and_main_went_on_in_the_same_files(done: Team, method: Method) -> None:
    done.merge(method)
    done.push_to_main("docs/vigentes/guía.md", "# Otra guía\n")

    assert_merged(done, done.ines.prepare())


@pytest.mark.parametrize("method", METHODS)
def test_merged_and_the_plan_changed_since_needs_a_branch_of_its_own(done: Team, method: Method) -> None:
    done.merge(method)
    done.ines.git("switch", "-q", "main")
    done.ines.git("pull", "-q", "--prune")
    done.ines.plan(OTHER_DONE)
    before = done.ines.everything()

    refused = done.ines.prepare()
    assert (refused.code, SECOND in refused.err, "--again" in refused.err) == (4, True, True), refused
    assert done.ines.everything() == before

    ended = done.ines.prepare("--again")
    assert ended.code == 0, ended
    assert done.ines.git("branch", "--show-current") == SECOND
    assert done.ines.git("rev-list", "--count", f"origin/main..{SECOND}") == "1"
    assert [(pull.head, pull.state) for pull in done.repository.pulls.values()] == [
        (BRANCH, "closed"),
        (SECOND, "open"),
    ]
    assert NOTHING_TO_DO in done.ines.prepare().out
    assert list(done.repository.pulls) == [1, 2]


@pytest.mark.parametrize("method", METHODS)
def test_merged_twice_goes_on_to_the_third(done: Team, method: Method) -> None:
    for number, change in enumerate((OTHER_DONE, OTHER_HEADER), 1):
        done.merge(method, number=number)
        done.ines.git("switch", "-q", "main")
        done.ines.git("pull", "-q", "--prune")
        done.ines.plan(change)
        ended = done.ines.prepare("--again")
        assert ended.code == 0, ended

    assert [pull.head for pull in done.repository.pulls.values()] == [BRANCH, SECOND, f"{BRANCH}-3"]


@pytest.mark.parametrize("method", METHODS)
def test_merged_and_changed_on_the_old_branch_keeps_what_was_changed(done: Team, method: Method) -> None:
    done.merge(method)
    done.ines.plan(OTHER_DONE)

    ended = done.ines.prepare("--again")

    assert ended.code == 0, ended
    assert done.ines.git("branch", "--show-current") == SECOND
    assert "de devoluciones" in done.ines.git("show", f"{SECOND}:{PLAN}")
    assert done.ines.git("rev-list", "--count", f"origin/main..{SECOND}") == "1"


@pytest.mark.parametrize("method", METHODS)
def test_undo_of_merged_work_says_how_to_revert_it(done: Team, method: Method) -> None:
    made = done.merge(method)
    before = done.ines.state()

    ended = done.ines.relcommit("undo", "--yes")

    assert ended.code == 4, ended
    assert "ya se fusionó en «main» con la pull request #1" in ended.err
    command = ended.err.rstrip().rpartition(": ")[2].split()
    assert command[:2] == ["git", "revert"]
    assert ("-m" in command) == (method == "merge")
    assert made.startswith(command[-1])
    assert done.ines.state() == before
    done.ines.git("switch", "-q", "main")
    done.ines.git("pull", "-q")
    done.ines.git(*command[1:2], "--no-edit", *command[2:])
    assert done.ines.git("diff", "--name-only", "HEAD", "HEAD~2") == ""


def test_a_plan_that_moved_with_the_documents_is_known_by_its_name(done: Team) -> None:
    done.pull().body = (done.pull().body or "").replace(f"plan={PLAN}", "plan=docs/otra/servicio.md")
    done.merge("squash")

    assert_merged(done, done.berta().prepare())


def test_undo_of_what_was_never_pushed_needs_nobody(team: Team) -> None:
    before = team.ines.state()
    team.ines.write("hooks/pre-commit", "#!/bin/sh\nexit 1\n", at=team.ines.repo / ".git").chmod(0o755)
    assert team.ines.prepare().code in (4, 6)
    team.hub.fail("GET", "/repos/*/pulls", BAD_GATEWAY, times=None)

    assert team.ines.relcommit("undo", "--yes").code == 0
    assert team.ines.state() == before


# closed


def test_closed_by_somebody_asks_before_opening_another(done: Team) -> None:
    done.pull().state, done.pull().closed_at = "closed", done.hub.state.now()

    refused = done.ines.prepare()
    assert (refused.code, "la pull request #1" in refused.err.lower()) == (4, True), refused
    assert list(done.repository.pulls) == [1]

    assert done.ines.prepare("--again").code == 0
    assert list(done.repository.pulls) == [1, 2]


def test_closed_by_undo_is_opened_without_asking(done: Team) -> None:
    assert done.ines.relcommit("undo", "--yes").code == 0

    assert done.ines.prepare().code == 0
    assert [pull.state for pull in done.repository.pulls.values()] == ["closed", "open"]


def test_an_old_pull_request_of_another_plan_is_nobodys_business(team: Team) -> None:
    team.on_server("branch", BRANCH, "main")
    team.hub.commit(team.repository, BRANCH, {"viejo.txt": "viejo\n"})
    team.open_by_hand("feat: añade lo viejo")
    team.merge("squash")

    ended = team.ines.prepare()

    assert ended.code == 0, ended
    assert [pull.state for pull in team.repository.pulls.values()] == ["closed", "open"]
    assert team.pull(2).head == BRANCH


# the base


def test_a_base_behind_the_remote_starts_from_the_remotes(team: Team) -> None:
    sha = team.push_to_main()

    ended = team.ines.prepare()

    assert ended.code == 0, ended
    assert "por detrás" in ended.out
    assert team.ines.git("rev-parse", f"{BRANCH}^") == sha
    assert team.ines.relcommit("undo", "--yes").code == 0


def test_no_fetch_decides_with_what_is_here(team: Team) -> None:
    here = team.ines.git("rev-parse", "main")
    team.push_to_main()

    ended = team.ines.prepare("--no-fetch")

    assert ended.code == 0, ended
    assert team.ines.git("rev-parse", f"{BRANCH}^") == here


def test_a_base_with_commits_that_were_not_pushed_is_told(team: Team) -> None:
    team.ines.write("propio.txt", "propio\n")
    team.ines.git("add", "propio.txt")
    team.ines.git("commit", "-qm", "docs: añade lo propio")

    ended = team.ines.prepare()

    assert ended.code == 0, ended
    assert "1 commit que no se ha subido" in ended.out


def test_a_rehearsal_fetches_and_changes_nothing_else(team: Team) -> None:
    team.push_to_main()
    before = team.ines.state()

    ended = team.ines.relcommit("prepare", PLAN, "--dry-run")

    assert ended.code == 0, ended
    assert team.ines.state() == before


# colleagues


def commit_of(box: Sandbox, name: str) -> str:
    box.write(f"docs/{name}.md", f"de {name}\n")
    box.git("add", f"docs/{name}.md")
    box.git("commit", "-qm", f"docs: añade lo de {name}")
    return box.git("rev-parse", "HEAD")


def test_a_colleagues_commit_is_pulled_and_then_it_goes_on(done: Team) -> None:
    berta = done.berta()
    berta.git("switch", "-q", BRANCH)
    theirs = commit_of(berta, "berta")
    berta.git("push", "-q")
    done.ines.plan(OTHER_DONE)

    refused = done.ines.prepare()
    assert (refused.code, "git pull --rebase --autostash" in refused.err) == (5, True), refused
    done.ines.git("pull", "-q", "--rebase", "--autostash")

    ended = done.ines.prepare()
    assert ended.code == 0, ended
    assert done.on_server("rev-parse", f"{BRANCH}^") == theirs
    assert "de devoluciones" in (done.pull().body or "")
    assert list(done.repository.pulls) == [1]
    assert NOTHING_TO_DO in done.ines.prepare().out


def test_two_people_prepare_from_two_clones(done: Team) -> None:
    berta = done.berta()
    berta.plan(OTHER_DONE)
    first = done.on_server("rev-parse", BRANCH)

    ended = berta.prepare()

    assert ended.code == 0, ended
    assert done.on_server("rev-parse", f"{BRANCH}^") == first
    assert list(done.repository.pulls) == [1]
    assert "de devoluciones" in (done.pull().body or "")


def test_a_title_follows_the_plan_from_another_clone(done: Team) -> None:
    berta = done.berta()
    berta.git("switch", "-q", BRANCH)
    commit_of(berta, "berta")
    berta.plan(OTHER_HEADER)

    ended = berta.prepare()

    assert ended.code == 0, ended
    assert done.pull().title == "docs(prestamos): separa guías y fija la puesta en servicio"


def test_a_title_that_somebody_wrote_stays(done: Team) -> None:
    done.pull().title = "Título de Ana"
    berta = done.berta()
    berta.plan(OTHER_HEADER)

    assert berta.prepare().code == 0
    assert done.pull().title == "Título de Ana"


def test_main_merged_into_the_branch_is_left_as_it_is(done: Team) -> None:
    done.push_to_main()
    done.ines.git("fetch", "-q")
    done.ines.git("merge", "-q", "--no-edit", "origin/main")
    merged = done.ines.git("rev-parse", "HEAD")
    done.ines.plan(OTHER_DONE)

    ended = done.ines.prepare()

    assert ended.code == 0, ended
    assert done.ines.git("rev-parse", "HEAD^") == merged
    assert list(done.repository.pulls) == [1]


def test_the_button_that_updates_the_branch_is_pulled(done: Team) -> None:
    done.push_to_main()
    done.ines.git("fetch", "-q")
    berta = done.berta()
    berta.git("switch", "-q", BRANCH)
    berta.git("merge", "-q", "--no-edit", "origin/main")
    berta.git("push", "-q")
    done.ines.plan(OTHER_DONE)
    assert done.ines.prepare().code == 5
    done.ines.git("pull", "-q", "--rebase", "--autostash")

    assert done.ines.prepare().code == 0
    assert list(done.repository.pulls) == [1]


def test_a_branch_of_other_work_is_not_taken_unless_one_stands_on_it(team: Team) -> None:
    team.ines.git("switch", "-q", "-c", BRANCH)
    theirs = commit_of(team.ines, "a-mano")
    team.ines.git("switch", "-q", "main")

    refused = team.ines.prepare()
    assert (refused.code, f"git switch {BRANCH}" in refused.err) == (4, True), refused
    team.ines.git("switch", "-q", BRANCH)

    ended = team.ines.prepare()
    assert ended.code == 0, ended
    assert team.ines.git("rev-parse", "HEAD^") == theirs


@pytest.mark.parametrize("method", METHODS)
def test_merged_with_a_colleagues_commit(done: Team, method: Method) -> None:
    berta = done.berta()
    berta.git("switch", "-q", BRANCH)
    commit_of(berta, "berta")
    berta.git("push", "-q")
    done.ines.git("pull", "-q")
    done.merge(method)

    assert_merged(done, done.ines.prepare())
    undone = done.ines.relcommit("undo", "--yes")
    assert (undone.code, "git revert" in undone.err) == (4, True), undone


def test_undo_does_not_take_a_colleagues_commit(done: Team) -> None:
    berta = done.berta()
    berta.git("switch", "-q", BRANCH)
    theirs = commit_of(berta, "berta")
    berta.git("push", "-q")

    ended = done.ines.relcommit("undo", "--yes")

    assert ended.code in (4, 5), ended
    assert done.on_server("rev-parse", BRANCH) == theirs


def test_a_branch_deleted_on_the_server_without_merging_is_pushed_again(done: Team) -> None:
    done.on_server("update-ref", "-d", f"refs/heads/{BRANCH}")

    refused = done.ines.prepare()  # GitHub closes the pull request of a branch that is gone
    assert refused.code == 4, refused
    assert done.ines.prepare("--again").code == 0
    assert [pull.state for pull in done.repository.pulls.values()] == ["closed", "open"]
