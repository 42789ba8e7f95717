"""Pull requests in a folder: whole files, unique numbers, and what people write by hand is kept."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.errors.forge import PullRequestNotFound, PullRequestUnreadable
from relcommit.forge.local import LocalForge
from relcommit.names import BranchName
from relcommit.world import Metadata, PullRequest

MAIN = BranchName("main")


def opened(forge: LocalForge, head: str = "docs/x", title: str = "docs: año", body: str = "Hola.\n") -> PullRequest:
    return forge.open(head=BranchName(head), base=MAIN, title=title, body=body, draft=False)


@pytest.fixture
def forge(tmp_path: Path) -> LocalForge:
    return LocalForge(tmp_path / "pull-requests")


def test_a_pull_request_is_a_markdown_file_that_people_can_read(forge: LocalForge) -> None:
    pull = opened(forge)
    assert pull.url == str(forge.folder / "0001.md")
    assert Path(pull.url).read_text(encoding="utf-8") == (
        "---\n"
        "number: 1\n"
        'title: "docs: año"\n'
        'head: "docs/x"\n'
        'base: "main"\n'
        'state: "open"\n'
        "draft: false\n"
        "labels: []\n"
        "reviewers: []\n"
        "assignees: []\n"
        'milestone: ""\n'
        "---\n"
        "\n"
        "Hola.\n"
    )


def test_looking_for_one_makes_no_folder(forge: LocalForge) -> None:
    assert forge.find(BranchName("docs/x"), MAIN) is None
    assert not forge.folder.exists()


def test_what_people_write_by_hand_is_read_back_and_kept(forge: LocalForge) -> None:
    path = Path(opened(forge, body="- [ ] uno\n").url)
    text = path.read_text(encoding="utf-8")
    text = text.replace("- [ ] uno", "- [x] uno\n\nAñado: ---\n---\nfin").replace('"docs: año"', "docs: a mano")
    text = text.replace("labels: []", "labels: [a, 'b c']\nnota: mía").replace("draft: false", "draft: true")
    path.write_text(text, encoding="utf-8")

    pull = forge.find(BranchName("docs/x"), MAIN)
    assert pull is not None
    assert (pull.title, pull.draft) == ("docs: a mano", True)
    assert pull.body == "- [x] uno\n\nAñado: ---\n---\nfin\n"

    forge.set_metadata(1, Metadata(labels=("b c", "d")))
    written = path.read_text(encoding="utf-8")
    assert 'labels: ["a", "b c", "d"]' in written
    assert "nota: mía\n" in written
    assert written.endswith("fin\n")


def test_an_editor_that_changes_line_ends_and_adds_a_mark_does_no_harm(forge: LocalForge) -> None:
    path = Path(opened(forge, body="uno\ndos").url)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    pull = forge.find(BranchName("docs/x"), MAIN)
    assert pull is not None
    assert (pull.title, pull.body) == ("docs: año", "uno\r\ndos")


@pytest.mark.parametrize(
    "text",
    ["", "sin cabecera", "---\ntitle: x\n", "---\ntitle: x\nhead: y\n---\n", "---\nstate: rara\n---\n"],
)
def test_a_file_without_its_front_matter_is_named(forge: LocalForge, text: str) -> None:
    path = Path(opened(forge).url)
    path.write_text(text)
    with pytest.raises(PullRequestUnreadable) as caught:
        forge.find(BranchName("docs/x"), MAIN)
    assert caught.value.file == str(path)


def test_a_number_that_nobody_has_is_not_found(forge: LocalForge) -> None:
    for act in (forge.update, forge.close):
        with pytest.raises(PullRequestNotFound):
            act(7)


@given(
    title=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    body=st.text(st.characters(exclude_categories=["Cs"])),
)
def test_any_title_and_body_come_back_as_they_went(
    tmp_path_factory: pytest.TempPathFactory, title: str, body: str
) -> None:
    forge = LocalForge(tmp_path_factory.mktemp("pulls"))
    assert opened(forge, title=title, body=body) == forge.find(BranchName("docs/x"), MAIN)
    pull = forge.find(BranchName("docs/x"), MAIN)
    assert pull is not None
    assert (pull.title, pull.body) == (title, body)


def test_nothing_is_written_where_nothing_changes(forge: LocalForge) -> None:
    path = Path(opened(forge).url)
    before = path.stat()
    forge.update(1, title="docs: año", body="Hola.\n")
    forge.set_metadata(1, Metadata())
    assert path.stat() == before


def test_many_at_once_get_a_number_each_and_leave_nothing_else(forge: LocalForge) -> None:
    together = Barrier(8)

    def one(number: int) -> int:
        together.wait()
        return opened(forge, head=f"docs/{number}").number

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(one, range(8)))
    assert sorted(numbers) == list(range(1, 9))
    assert len(list(forge.folder.iterdir())) == 8


def test_the_same_one_opened_many_times_at_once_is_one(forge: LocalForge) -> None:
    together = Barrier(8)

    def one(_: int) -> int:
        together.wait()
        return opened(forge).number

    with ThreadPoolExecutor(8) as pool:
        numbers = set(pool.map(one, range(8)))
    assert len(numbers) == 1
    assert [path.name for path in forge.folder.iterdir()] == [f"{numbers.pop():04}.md"]
