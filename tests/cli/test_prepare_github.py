"""`prepare` against a GitHub that works, refuses, and breaks at the worst moment."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from relcommit.text.es.common import NOTHING_TO_DO
from tests.support.github import (
    BAD_GATEWAY,
    FORBIDDEN,
    NOT_FOUND,
    TOO_MANY,
    UNAUTHORIZED,
    Cut,
    Garbage,
    GitHub,
    Repository,
    Status,
)
from tests.support.github.faults import Trouble
from tests.support.sandbox import BRANCH, HEADER, PLAN, SETTINGS, Sandbox

UNPROCESSABLE = Status(422, "Validation Failed")
TROUBLES = {
    "401": UNAUTHORIZED,
    "403": FORBIDDEN,
    "404": NOT_FOUND,
    "422": UNPROCESSABLE,
    "429": TOO_MANY,
    "502": BAD_GATEWAY,
    "cut": Cut(),
    "garbage": Garbage(),
}
MORE_DONE = ("- Manual de mostrador actualizado en docs", "- Manual de mostrador y de devoluciones en docs")


class Workplace:
    """A sandbox whose origin is on the double."""

    def __init__(self, box: Sandbox, hub: GitHub, repository: Repository) -> None:
        self.box = box.with_env(GH_HOST="127.0.0.1", GH_ENTERPRISE_TOKEN=hub.token("beto"))
        self.hub = hub
        self.repository = repository

    def branches(self) -> list[str]:
        return self.box.git("for-each-ref", "--format=%(refname:short)", "refs/heads", at=self.repository.bare).split()


@pytest.fixture
def work(box: Sandbox, tmp_path: Path) -> Iterator[Workplace]:
    with GitHub(tmp_path / "github").serving() as hub:
        repository = hub.repository("ana/acme", beto="write", clara="read")
        box.git("push", "-q", str(repository.bare), "main")
        box.git("remote", "set-url", "origin", hub.git_url("ana/acme"))
        forge = f'[forge]\nkind = "github"\nrepository = "ana/acme"\napi_url = "{hub.api_url}"\n'
        box.write("relcommit.toml", f'{SETTINGS}\n[pull_request]\nlabels = ["docs"]\n\n{forge}')
        yield Workplace(box, hub, repository)


def test_a_draft_is_made_ready_and_taken_back(work: Workplace) -> None:
    settings = work.box.read("relcommit.toml")
    work.box.write("relcommit.toml", settings.replace("[pull_request]", "[pull_request]\ndraft = true"))
    assert "nueva, en borrador: «--ready» la saca" in work.box.prepare().out
    (pull,) = work.repository.pulls.values()
    assert pull.draft

    rehearsal = work.box.prepare("--ready", "--dry-run").out
    assert "saca de borrador la #1" in rehearsal
    assert "gh pr ready 1" in rehearsal
    assert (work.box.prepare("--ready", "--json").json["pull_request"]["result"], pull.draft) == ("updated", False)
    assert all(NOTHING_TO_DO in work.box.prepare(*ready).out for ready in ((), ("--ready",)))
    assert (work.box.relcommit("undo", "--yes").code, pull.draft) == (0, True)
    pull.user = work.hub.user("clara")
    work.repository.roles["beto"] = "read"
    refused = work.box.prepare("--ready")
    assert (refused.code, "does not have the correct permissions" in refused.err, pull.draft) == (5, True, True), (
        refused
    )


def test_a_new_one_is_opened_ready_where_somebody_says_so(work: Workplace) -> None:
    settings = work.box.read("relcommit.toml")
    work.box.write("relcommit.toml", settings.replace("[pull_request]", "[pull_request]\ndraft = true"))
    assert work.box.prepare("--ready").code == 0
    assert [pull.draft for pull in work.repository.pulls.values()] == [False]


def test_the_whole_way(work: Workplace) -> None:
    work.hub.label(work.repository, "docs")

    ended = work.box.prepare("--json")

    assert ended.code == 0, ended
    (pull,) = work.repository.pulls.values()
    assert (pull.title, pull.head, pull.base, pull.state) == (HEADER, BRANCH, "main", "open")
    assert pull.body
    assert "- [ ] Manual de mostrador actualizado en docs <!-- rc:id=" in pull.body
    assert ended.json["pull_request"]["result"] == "created"
    assert str(work.repository.bare) not in ended.out
    assert NOTHING_TO_DO in work.box.prepare().out
    assert work.hub.pushes.count("beto") >= 1

    pull.body = pull.body.replace("- [ ] Versión estable", "- [x] Versión estable") + "\nNota de Ana.\n"
    pull.title = "Título de Ana"
    assert NOTHING_TO_DO in work.box.prepare().out
    work.box.plan(MORE_DONE)
    assert work.box.prepare().code == 0
    assert list(work.repository.pulls) == [pull.number]
    assert pull.title == "Título de Ana"
    assert "- [x] Versión estable" in pull.body
    assert "y de devoluciones" in pull.body
    assert pull.body.endswith("\nNota de Ana.\n")

    assert work.box.relcommit("undo", "--yes").code == 0
    assert work.box.git("checkout", "-q", "--", PLAN) == ""
    assert work.box.relcommit("undo", "--yes").code == 0
    assert pull.state == "closed"
    assert work.branches() == ["main"]


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES.keys())
def test_trouble_beforehand_changes_nothing(work: Workplace, trouble: Trouble) -> None:
    work.hub.fail("GET", "/repos/*", trouble, times=None)
    before = work.box.everything()

    ended = work.box.prepare()

    assert (ended.code, ended.out) == (5, ""), ended
    assert len(ended.err.rstrip().splitlines()) >= 2
    assert work.box.env["GH_ENTERPRISE_TOKEN"] not in ended.err
    assert work.box.everything() == before
    assert work.branches() == ["main"]


@pytest.mark.parametrize("way", ["prepare", "continue", "undo"])
@pytest.mark.parametrize("trouble", [UNAUTHORIZED, Garbage()], ids=["401", "garbage"])
def test_trouble_after_the_push_is_survived(work: Workplace, trouble: Trouble, way: str) -> None:
    before = work.box.state()
    work.hub.fail("POST", "/repos/*/pulls", trouble, times=None)

    ended = work.box.prepare()

    assert ended.code == 5, ended
    assert "hecho   sube" in ended.err
    assert "falta   abre" in ended.err
    assert "relcommit continue" in ended.err
    assert work.branches() == [BRANCH, "main"]

    work.hub.heal()
    if way == "undo":
        assert work.box.relcommit("undo", "--yes").code == 0
        assert work.box.state() == before
        assert work.branches() == ["main"]
        assert work.repository.pulls == {}
        return
    again = work.box.prepare() if way == "prepare" else work.box.relcommit("continue")
    assert again.code == 0, again
    assert len(work.repository.pulls) == 1
    assert NOTHING_TO_DO in work.box.prepare().out


@pytest.mark.parametrize("trouble", [BAD_GATEWAY, Cut()], ids=["502", "cut"])
def test_an_answer_that_gets_lost_makes_no_second_pull_request(work: Workplace, trouble: Trouble) -> None:
    work.hub.fail("POST", "/repos/*/pulls", trouble, done=True)
    work.box.prepare()
    work.hub.heal()
    assert work.box.prepare().code == 0
    assert len(work.repository.pulls) == 1
    assert work.box.relcommit("undo", "--yes").code == 0
    assert {pull.state for pull in work.repository.pulls.values()} == {"closed"}
    assert work.branches() == ["main"]


def test_a_label_that_is_refused_is_a_warning(work: Workplace) -> None:
    work.hub.fail("POST", "/repos/*/labels", FORBIDDEN, times=None)
    work.hub.fail("POST", "/repos/*/issues/*/labels", FORBIDDEN, times=None)
    ended = work.box.prepare()
    assert ended.code == 0, ended
    assert "Aviso" in ended.err
    assert len(work.repository.pulls) == 1


def test_without_a_token_it_pushes_and_gives_the_address(work: Workplace, tmp_path: Path) -> None:
    box = work.box.with_env(GH_ENTERPRISE_TOKEN="")
    box.git("remote", "set-url", "--push", "origin", str(work.repository.bare))
    box.git("remote", "set-url", "origin", str(work.repository.bare))

    ended = box.prepare()

    assert ended.code == 0, ended
    assert f"/ana/acme/compare/main...{BRANCH}" in ended.out.replace("%2F", "/")
    assert work.repository.pulls == {}
    assert box.prepare("--json").json["prefilled_url"]


def test_a_token_that_may_not_push_is_told_before_or_survived(work: Workplace) -> None:
    before = work.box.state()
    box = work.box.with_env(GH_ENTERPRISE_TOKEN=work.hub.token("clara"))
    ended = box.prepare()
    assert ended.code == 5, ended
    assert work.branches() == ["main"]
    if "falta" in ended.err:
        assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before
