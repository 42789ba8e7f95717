"""The double answers what GitHub answers, and notices when it does not."""

from pathlib import Path
from typing import Any

import pytest
import requests

from tests.forge.conftest import DOCS, Acme
from tests.support.github import BAD_GATEWAY, Call, GitHub, Router, routes
from tests.support.github.answers import Answer, Page
from tests.support.github.state import Label


def ask(acme: Acme, method: str, path: str, body: Any = None, secret: str | None = "") -> requests.Response:
    headers = {"Authorization": f"Bearer {acme.secret if secret == '' else secret}"} if secret is not None else {}
    return requests.request(method, acme.hub.api_url + path, json=body, headers=headers, timeout=5)


def opening(**changed: object) -> dict[str, object]:
    return {"title": "docs: ordena", "head": DOCS, "base": "main", **changed}


PULLS = "/repos/ana/acme/pulls"


def test_a_second_pull_request_is_refused_in_the_words_of_github(acme: Acme) -> None:
    assert ask(acme, "POST", PULLS, opening()).status_code == 201
    answer = ask(acme, "POST", PULLS, opening())
    assert answer.status_code == 422
    assert answer.json() == {
        "message": "Validation Failed",
        "errors": [
            {
                "resource": "PullRequest",
                "code": "custom",
                "message": "A pull request already exists for ana:docs/orden.",
            }
        ],
        "documentation_url": "https://docs.github.com/rest",
        "status": "422",
    }


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"head": "no-hay"}, {"resource": "PullRequest", "field": "head", "code": "invalid"}),
        ({"head": "nadie:docs/orden"}, {"resource": "PullRequest", "field": "head", "code": "invalid"}),
        ({"base": "no-hay"}, {"resource": "PullRequest", "field": "base", "code": "invalid"}),
        ({"title": ""}, {"resource": "PullRequest", "field": "title", "code": "missing_field"}),
        (
            {"head": "main"},
            {"resource": "PullRequest", "code": "custom", "message": "No commits between main and main"},
        ),
        (
            {"body": "x" * 65_537},
            {
                "resource": "Issue",
                "code": "custom",
                "field": "body",
                "message": "body is too long (maximum is 65536 characters)",
            },
        ),
    ],
)
def test_what_is_wrong_is_named(acme: Acme, changed: dict[str, object], error: dict[str, str]) -> None:
    answer = ask(acme, "POST", PULLS, opening(**changed))
    assert answer.status_code == 422
    assert answer.json()["errors"] == [error]


def test_lists_come_in_pages_that_know_their_neighbours(acme: Acme) -> None:
    acme.repository.labels = [Label(id=number, name=f"l{number}") for number in range(5)]
    answer = ask(acme, "GET", "/repos/ana/acme/labels?per_page=2&page=2")
    assert [one["name"] for one in answer.json()] == ["l2", "l3"]
    links = {name: link["url"] for name, link in answer.links.items()}
    here = f"{acme.hub.api_url}/repos/ana/acme/labels?per_page=2&page="
    assert links == {"prev": f"{here}1", "next": f"{here}3", "last": f"{here}3", "first": f"{here}1"}


def test_who_asks_decides_what_is_seen(acme: Acme) -> None:
    path = "/repos/ana/acme"
    assert ask(acme, "GET", path, secret="ghp_nadie").json()["message"] == "Bad credentials"
    assert ask(acme, "GET", path).json()["squash_merge_commit_title"] == "COMMIT_OR_PR_TITLE"
    assert "allow_squash_merge" not in ask(acme, "GET", path, secret=acme.hub.token("clara")).json()
    assert "allow_squash_merge" not in ask(acme, "GET", path, secret=None).json()
    acme.repository.private = True
    assert ask(acme, "GET", path, secret=None).status_code == 404
    assert ask(acme, "GET", "/user").json()["login"] == "beto"
    assert ask(acme, "GET", "/user", secret=None).status_code == 404


def test_everything_else_that_it_serves_follows_the_schemas(acme: Acme) -> None:
    ask(acme, "POST", PULLS, opening(body="Hola"))
    sha = ask(acme, "GET", f"{PULLS}/1").json()["head"]["sha"]
    ask(acme, "POST", "/repos/ana/acme/issues/1/comments", {"body": "uno"})
    comment = ask(acme, "GET", "/repos/ana/acme/issues/1/comments").json()[0]
    edited = ask(acme, "PATCH", f"/repos/ana/acme/issues/comments/{comment['id']}", {"body": "dos"})
    assert edited.json()["body"] == "dos"
    ask(acme, "PATCH", "/repos/ana/acme/issues/1", {"labels": ["a"], "assignees": ["ana"], "title": "docs: otro"})
    assert [one["name"] for one in ask(acme, "GET", "/repos/ana/acme/issues/1/labels").json()] == ["a"]
    for path in (
        "/rate_limit",
        "/users/ana",
        "/repos/ana/acme/branches",
        "/repos/ana/acme/rules/branches/main",
        "/repos/ana/acme/git/ref/heads/main",
        f"/repos/ana/acme/commits/{DOCS}",
        f"/repos/ana/acme/commits/{sha}/pulls",
        f"/repos/ana/acme/compare/main...{DOCS}",
        f"{PULLS}/1/commits",
        f"{PULLS}/1/files",
        f"{PULLS}/1/requested_reviewers",
        "/repos/ana/acme/issues/1",
    ):
        assert ask(acme, "GET", path).status_code == 200, path
    for path in ("/nada", "/users/nadie", f"{PULLS}/9", "/repos/ana/acme/git/ref/heads/nada", "/repos/ana/nada"):
        assert ask(acme, "GET", path).status_code == 404, path
    assert ask(acme, "PATCH", f"{PULLS}/1", {"base": "no-hay"}).status_code == 422
    assert ask(acme, "PATCH", f"{PULLS}/1", {"state": "closed"}).json()["state"] == "closed"
    assert ask(acme, "PATCH", f"{PULLS}/1", {"state": "open"}).json()["state"] == "open"


def test_nobody_approves_their_own(acme: Acme) -> None:
    ask(acme, "POST", PULLS, opening())
    answer = ask(acme, "POST", f"{PULLS}/1/reviews", {"event": "APPROVE"})
    assert (answer.status_code, answer.json()["errors"]) == (422, ["Can not approve your own pull request"])
    clara = acme.hub.token("clara")
    assert ask(acme, "POST", f"{PULLS}/1/reviews", {"event": "APPROVE"}, clara).json()["state"] == "APPROVED"
    assert len(ask(acme, "GET", f"{PULLS}/1/reviews").json()) == 1


def test_trouble_comes_on_the_call_that_was_said_and_can_be_taken_back(acme: Acme) -> None:
    acme.hub.fail("GET", "/repos/*", BAD_GATEWAY, first=2)
    assert [ask(acme, "GET", "/repos/ana/acme").status_code for _ in range(3)] == [200, 502, 200]
    acme.hub.fail("GET", "/repos/*", BAD_GATEWAY, times=None)
    acme.hub.heal()
    assert ask(acme, "GET", "/repos/ana/acme").status_code == 200


def _table(answer: Any) -> Router:
    mine = Router()
    mine.on("GET", "/mal")(lambda call: answer)
    return mine


@pytest.mark.parametrize(
    "answer", [Answer({"id": "no es un número"}, Label), Page([{"id": 1}], dict[str, str]), Answer({"x": 1}, int)]
)
def test_an_answer_that_github_would_not_give_fails_the_test(tmp_path: Path, answer: Any) -> None:
    with pytest.raises(AssertionError, match="GET /mal"), GitHub(tmp_path, routes=_table(answer)).serving() as hub:
        assert requests.get(f"{hub.api_url}/mal", timeout=5).status_code == 500


def test_a_suite_adds_its_own_lines_to_the_table(acme: Acme) -> None:
    mine = Router(routes)

    @mine.on("GET", "/repos/{owner}/{repo}/actions/secrets")
    def secrets(call: Call) -> Page:
        return Page(call.repository.extras["secrets"], dict[str, str], key="secrets")

    acme.repository.extras["secrets"] = [{"name": "CLOUDFLARE"}]
    acme.hub.routes = mine
    assert ask(acme, "GET", "/repos/ana/acme/actions/secrets").json() == {
        "total_count": 1,
        "secrets": [{"name": "CLOUDFLARE"}],
    }
    assert ask(acme, "GET", "/repos/ana/acme").status_code == 200
