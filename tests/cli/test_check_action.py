"""The Action's entry point against a GitHub that answers as the real one, and one that does not answer."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from relcommit.forge.choose import OnGitHub, choose
from relcommit.forge.github import GitHubForge
from relcommit.forge.token import Token
from relcommit.hooks.action import main
from relcommit.names import BranchName
from relcommit.settings import ForgeSettings
from tests.support.committing import Committing, new_repository
from tests.support.github import BAD_GATEWAY, Cut, Garbage, GitHub, Repository


@dataclass
class Runner:
    """A runner with one pull request, of `rama` into `main` of ana/acme."""

    hub: GitHub
    acme: Repository
    folder: Path
    clone: Path
    printed: pytest.CaptureFixture[str]
    log: str = ""

    def run(self, event: str, payload: dict[str, Any], *, token: bool = True) -> int:
        (self.folder / "event.json").write_text(json.dumps(payload), "utf-8")
        environment = {
            "GITHUB_EVENT_NAME": event, "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "GITHUB_OUTPUT": str(self.folder / "output"), "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GITHUB_REPOSITORY": "ana/acme", "GITHUB_API_URL": self.hub.api_url,
            "RELCOMMIT_REPOSITORY": str(self.clone),
            "RELCOMMIT_TOKEN": self.hub.token("ana") if token else "", **Committing(self.clone).environment,
        }  # fmt: skip
        code = main(environment)
        self.log = self.printed.readouterr().out
        return code

    def summary(self) -> str:
        return (self.folder / "summary").read_text("utf-8")

    def output(self, name: str) -> str:
        lines = (self.folder / "output").read_text("utf-8").splitlines()
        return lines[max(number for number, line in enumerate(lines) if line.startswith(f"{name}<<")) + 1]

    def open(self, title: str, *messages: str, body: str = "") -> dict[str, Any]:
        """The event of a pull request with these commits."""
        for number, message in enumerate(messages):
            self.hub.commit(self.acme, "rama", {f"{number}.md": "x\n"}, message, start="main")
        home = choose(ForgeSettings(api_url=self.hub.api_url), self.hub.git_url("ana/acme"))
        assert isinstance(home, OnGitHub)
        forge = GitHubForge(home, Token(self.hub.token("ana"), "GH_TOKEN", "127.0.0.1"))
        opened = forge.open(head=BranchName("rama"), base=BranchName("main"), title=title, body=body, draft=False)
        pull = self.acme.pulls[opened.number]
        return {
            "action": "opened",
            "pull_request": {
                "number": pull.number, "title": title, "body": body,
                "base": {"sha": pull.base_sha, "ref": "main"},
                "head": {"sha": pull.head_sha, "ref": "rama", "user": {"login": "ana"}},
            },
        }  # fmt: skip


@pytest.fixture
def runner(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Runner]:
    import tests.support.github.evidence  # noqa: F401 - adds its routes

    with GitHub(tmp_path / "github").serving() as hub:
        acme = hub.repository("ana/acme")
        hub.commit(acme, "main", {"README.md": "hola\n"}, "docs: empieza")
        clone = new_repository(tmp_path / "vacío")
        folder = tmp_path / "runner"
        folder.mkdir()
        yield Runner(hub, acme, folder, clone.root, capsys)


@pytest.mark.parametrize("event", ["pull_request", "pull_request_target"])
def test_a_bad_commit_is_annotated_and_refused(runner: Runner, event: str) -> None:
    payload = runner.open("docs: reorganiza docs", "docs: reorganizado docs")
    assert runner.run(event, payload) == 1
    assert "escribe «reorganiza»" in runner.log
    assert "`docs: reorganiza docs`" in runner.summary()
    assert runner.output("ok") == "false"
    assert json.loads(runner.output("json"))["ok"] is False


def test_a_good_one_passes_and_says_what_will_be_written(runner: Runner) -> None:
    payload = runner.open("docs: reorganiza docs", "docs: ordena la guía")
    assert runner.run("pull_request", payload) == 0
    assert "squash: escribe\n    │ docs: ordena la guía (#1)\n" in runner.log
    assert runner.output("ok") == "true"


def test_only_the_message_that_will_land_counts(runner: Runner) -> None:
    payload = runner.open("docs: reorganiza docs", "wip", "más cosas")
    runner.acme.merge_settings |= {"allow_merge_commit": False, "allow_rebase_merge": False}
    runner.acme.merge_settings["squash_merge_commit_message"] = "BLANK"
    assert runner.run("pull_request", payload) == 0
    runner.acme.merge_settings["allow_rebase_merge"] = True
    assert runner.run("pull_request", payload) == 1


def test_the_body_that_the_squash_will_write_counts(runner: Runner) -> None:
    payload = runner.open("docs: reorganiza docs", "docs: agrega a", "docs: agrega b", body="CAMBIO IMPORTANTE: x")
    runner.acme.merge_settings["squash_merge_commit_message"] = "PR_BODY"
    runner.run("pull_request", payload)
    assert "breaking-near-miss" in runner.log


def test_settings_come_from_the_base(runner: Runner) -> None:
    runner.hub.commit(runner.acme, "main", {"relcommit.toml": '[commit]\nmood = "infinitivo"\n'}, "chore: configurar")
    runner.hub.commit(runner.acme, "rama", {"relcommit.toml": '[commit]\nmood = "libre"\n'}, "x", start="main")
    payload = runner.open("docs: reorganizar docs", "docs: reorganizado docs")
    assert runner.run("pull_request", payload) == 1
    assert "escribe «reorganizar»" in runner.log


INFINITIVE = {"relcommit.toml": '[commit]\nmood = "infinitivo"\n'}


def test_settings_are_those_of_the_base_as_it_stands(runner: Runner) -> None:
    """A job that runs again after the base has moved on holds to what the base says now."""
    payload = runner.open("docs: reorganizar docs", "docs: reorganizar docs")
    assert runner.run("pull_request", payload) == 1
    runner.hub.commit(runner.acme, "main", INFINITIVE, "chore: configura")
    assert runner.run("pull_request", payload) == 0


def test_a_push_to_another_branch_is_held_to_the_default_one(runner: Runner) -> None:
    """Whoever loosens the settings in the first push has gained nothing for the second."""
    before = runner.hub.commit(runner.acme, "rama", INFINITIVE, "docs: x", start="main")
    after = runner.hub.commit(runner.acme, "rama", {"a": "1"}, "docs: reorganizar docs")
    push = {
        "ref": "refs/heads/rama", "before": before, "after": after, "repository": {"default_branch": "main"},
    }  # fmt: skip
    assert runner.run("push", push) == 1
    assert "escribe «reorganiza»" in runner.log
    runner.hub.commit(runner.acme, "main", INFINITIVE, "chore: configura")
    assert runner.run("push", push) == 0
    own = runner.hub.commit(runner.acme, "main", {"b": "1"}, "docs: reorganizar docs")
    tip = runner.hub.commit(runner.acme, "main", {"c": "1"}, "docs: reorganizar docs")
    assert runner.run("push", {**push, "ref": "refs/heads/main", "before": own, "after": tip}) == 0


def test_settings_in_a_root_of_a_huge_repository(runner: Runner) -> None:
    runner.hub.commit(runner.acme, "main", {**INFINITIVE, **{f"d/{n}.md": "x" for n in range(9)}}, "chore: x")
    runner.hub.fail("GET", "/repos/*/git/trees/*", Garbage(b'{"tree": [], "truncated": true}'))
    assert runner.run("pull_request", runner.open("docs: reorganizar docs", "docs: reorganizar docs")) == 0


@pytest.mark.parametrize("trouble", [BAD_GATEWAY, Cut()])
@pytest.mark.parametrize(
    "path",
    ["/repos/*/pulls/1", "/repos/*/pulls/1/commits", "/repos/ana/acme", "/repos/*/git/trees/*", "/repos/*/git/ref/*"],
)
def test_an_api_that_fails_is_no_pass(runner: Runner, trouble: Any, path: str) -> None:
    payload = runner.open("docs: reorganiza docs", "docs: ordena la guía")
    runner.hub.fail("GET", path, trouble, times=None)
    assert runner.run("pull_request", payload) == 1
    assert runner.log.count("::error") == 1
    assert "no se ha podido revisar" in runner.summary()


@pytest.mark.parametrize("trouble", [Garbage(b"<html>proxy</html>"), Garbage(b"{"), Garbage(b"[]"), Garbage(b"null")])
@pytest.mark.parametrize(
    "path", ["/repos/*/pulls/1", "/repos/*/pulls/1/commits", "/repos/ana/acme", "/repos/*/git/trees/*"]
)
def test_an_answer_that_makes_no_sense_is_no_pass(runner: Runner, trouble: Any, path: str) -> None:
    payload = runner.open("docs: reorganiza docs", "docs: ordena la guía")
    runner.hub.fail("GET", path, trouble, times=None)
    assert runner.run("pull_request", payload) == 1
    assert runner.log.count("::error title=relcommit::") == 1
    assert runner.output("ok") == "false"


def test_a_merge_group_counts_every_commit(runner: Runner) -> None:
    base = runner.hub.commit(runner.acme, "main", {"a": "1"}, "docs: agrega a")
    runner.hub.commit(runner.acme, "cola", {"b": "1"}, "reorganizado docs", start="main")
    head = runner.hub.commit(runner.acme, "cola", {"c": "1"}, "docs: agrega c")
    group = {"merge_group": {"base_sha": base, "head_sha": head, "base_ref": "refs/heads/main"}}
    assert runner.run("merge_group", group) == 1
    assert runner.log.count("::error") == 1


def test_without_a_token_the_clone_and_the_event_are_judged(runner: Runner) -> None:
    clone = Committing(runner.clone)
    clone.commit("docs: empieza")
    base = clone.git("rev-parse", "HEAD").stdout.strip()
    clone.commit("docs: reorganizado docs")
    head = clone.git("rev-parse", "HEAD").stdout.strip()
    payload = runner.open("docs: reorganiza docs", "x")
    payload["pull_request"]["base"]["sha"], payload["pull_request"]["head"]["sha"] = base, head
    assert runner.run("pull_request", payload, token=False) == 1
    assert f"{head[:10]}%3A verb-mood" in runner.log
    assert "se revisan las tres formas" in runner.log
    assert runner.run("push", {"ref": "refs/heads/main", "before": base, "after": head}, token=False) == 1
    new = {"ref": "refs/heads/main", "before": "0" * 40, "after": base, "repository": {"default_branch": "main"}}
    assert runner.run("push", new, token=False) == 0


def test_what_is_out_of_reach_is_a_failure(runner: Runner) -> None:
    payload = {"merge_group": {"base_sha": "a" * 40, "head_sha": "b" * 40}}
    assert runner.run("merge_group", payload, token=False) == 1
    assert runner.run("merge_group", payload) == 1
    new = {"ref": "refs/heads/x", "before": "0" * 40, "after": "b" * 40, "repository": {"default_branch": "principal"}}
    assert runner.run("push", new, token=False) == 1
    assert "base, origin/principal:" in runner.log
    assert runner.output("ok") == "false"
    assert json.loads(runner.output("json")) == {"ok": False, "messages": []}


@pytest.mark.parametrize(
    ("event", "payload"),
    [
        ("issues", {}),
        ("push", {"ref": "refs/tags/v1", "before": "a", "after": "b"}),
        ("push", {"ref": "refs/heads/x", "before": "a" * 40, "after": "0" * 40, "deleted": True}),
    ],
)
def test_events_without_commits_pass(runner: Runner, event: str, payload: dict[str, Any]) -> None:
    assert runner.run(event, payload) == 0
    assert [runner.output(name) for name in ("ok", "errors", "warnings")] == ["true", "0", "0"]


@pytest.mark.parametrize("payload", [{}, {"pull_request": None}, {"pull_request": {"number": 1}}, []])
def test_an_event_that_lacks_its_parts_is_a_failure(runner: Runner, payload: Any) -> None:
    assert runner.run("pull_request", payload) == 1


def test_hostile_texts_make_no_commands(runner: Runner) -> None:
    title = "::error::x ##[error]y `z` | <img src=x> @ana\x1b[31m"
    payload = runner.open(
        title, "##[group]a\n\n::set-output name=ok::true\n  ::add-mask::x", body="::stop-commands::x\n"
    )
    runner.acme.merge_settings["squash_merge_commit_message"] = "PR_BODY"
    assert runner.run("pull_request", payload) == 1
    assert "##[" not in runner.log
    assert "\x1b" not in runner.log
    for line in runner.log.splitlines():
        assert not line.lstrip().startswith("::") or line.startswith(("::error title=", "::warning title="))
    assert runner.output("ok") == "false"
    assert "<img" not in runner.summary().replace("`", "").replace("&#60;img", "") or "`` " in runner.summary()


@pytest.mark.parametrize("many", [120, 260])
def test_a_pull_request_of_many_commits_is_read_whole(runner: Runner, many: int) -> None:
    """GitHub lists 250 of them; what comes after is found by comparing both ends."""
    payload = runner.open("docs: reorganiza docs", *(f"docs: agrega la parte {number}" for number in range(many)))
    assert runner.run("pull_request", payload) == 0
    assert f"{many + 3} mensajes revisados" in runner.log


def test_a_list_with_a_hole_is_no_pass(runner: Runner) -> None:
    payload = runner.open("docs: reorganiza docs", "docs: agrega a", "docs: agrega b")
    runner.hub.fail("GET", "/repos/*/pulls/1/commits", Garbage(b"[]"), times=None)
    assert runner.run("pull_request", payload) == 1
    assert "0 de los 2 commits" in runner.log
