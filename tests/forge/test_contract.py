"""What every forge promises, be it GitHub or a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from relcommit.errors.forge import PullRequestNotFound
from relcommit.forge.local import LocalForge
from relcommit.names import BranchName
from relcommit.world import Forge, Metadata
from tests.forge.conftest import DOCS, MAIN, Acme


@pytest.fixture(params=["local", "github"])
def forge(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Forge]:
    if request.param == "local":
        yield LocalForge(tmp_path / "pull-requests")
        return
    acme: Acme = request.getfixturevalue("acme")
    yield acme.forge


def test_one_that_was_opened_is_found_as_it_is(forge: Forge) -> None:
    assert forge.find(DOCS, MAIN) is None
    pull = forge.open(head=DOCS, base=MAIN, title="docs: año «nuevo»", body="Línea 1\n\n- [ ] hecho\n", draft=True)
    assert (pull.title, pull.body, pull.draft, pull.state) == (
        "docs: año «nuevo»",
        "Línea 1\n\n- [ ] hecho\n",
        True,
        "open",
    )
    assert forge.find(DOCS, MAIN) == pull


def test_opening_it_again_gives_the_one_that_is_open_as_it_stands(forge: Forge) -> None:
    first = forge.open(head=DOCS, base=MAIN, title="docs: uno", body="uno", draft=False)
    again = forge.open(head=DOCS, base=MAIN, title="docs: dos", body="dos", draft=True)
    assert again == first


def test_title_and_body_change_apart_or_together(forge: Forge) -> None:
    number = forge.open(head=DOCS, base=MAIN, title="docs: uno", body="uno", draft=False).number
    assert forge.update(number, title="docs: dos").body == "uno"
    assert forge.update(number, body="dos").title == "docs: dos"
    last = forge.update(number, title="docs: tres", body="")
    assert (last.title, last.body) == ("docs: tres", "")
    assert forge.update(number) == last
    assert forge.find(DOCS, MAIN) == last


def test_a_closed_one_is_not_found_and_another_can_be_opened(forge: Forge) -> None:
    first = forge.open(head=DOCS, base=MAIN, title="docs: uno", body="", draft=False)
    forge.close(first.number)
    forge.close(first.number)
    assert forge.find(DOCS, MAIN) is None
    assert forge.update(first.number, body="cerrada").state == "closed"
    assert forge.open(head=DOCS, base=MAIN, title="docs: dos", body="", draft=False).number > first.number


def test_another_base_or_head_is_another_pull_request(forge: Forge) -> None:
    forge.open(head=DOCS, base=MAIN, title="docs: uno", body="", draft=False)
    assert forge.find(DOCS, BranchName("develop")) is None
    assert forge.find(BranchName("docs"), MAIN) is None


def test_dressing_twice_is_dressing_once(forge: Forge) -> None:
    number = forge.open(head=DOCS, base=MAIN, title="docs: uno", body="", draft=False).number
    extras = Metadata(labels=("docs", "año"), reviewers=("@clara",), assignees=("beto",))
    assert forge.set_metadata(number, extras) == ()
    before = forge.find(DOCS, MAIN)
    assert forge.set_metadata(number, extras) == ()
    assert forge.find(DOCS, MAIN) == before


def test_a_draft_becomes_ready_and_a_draft_again(forge: Forge) -> None:
    number = forge.open(head=DOCS, base=MAIN, title="docs: uno", body="", draft=True).number
    for draft in (True, False, False, True):
        assert forge.set_draft(number, draft=draft).draft == draft
        assert forge.get(number).draft == draft


def test_a_number_that_is_not_there_is_said_so(forge: Forge) -> None:
    with pytest.raises(PullRequestNotFound):
        forge.update(99, body="nada")
    with pytest.raises(PullRequestNotFound):
        forge.close(99)
    with pytest.raises(PullRequestNotFound):
        forge.set_draft(99, draft=False)
