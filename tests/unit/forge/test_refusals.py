"""Every refusal says in Spanish what happened and what to do, and GitHub's sentences are kept to one line."""

from datetime import UTC, datetime

import pytest
from github import GithubException

from relcommit.errors import forge as e
from relcommit.errors.base import NotInState
from relcommit.forge.choose import OnGitHub
from relcommit.forge.permissions import permission
from relcommit.forge.refusals import Translator
from relcommit.forge.token import Token

SECRET = "ghp_0123456789"
HOME = OnGitHub(
    api_url="https://api.github.com", web="https://github.com", host="github.com", port=None, repository="ana/acme"
)

REFUSALS: list[e.ForgeRefused] = [
    e.BadToken("github.com", "gh"),
    e.TokenUnusable("GH_TOKEN"),
    e.InsecureApi("http://git.empresa.es"),
    e.Forbidden("ana/acme", "Resource not accessible by integration"),
    e.Forbidden("ana/acme", "", "pull_requests=write"),
    e.Forbidden("ana/acme", "SAML", "", "https://github.com/orgs/ana/sso"),
    e.Forbidden("ana/acme", "no", "", "", "read"),
    e.Forbidden("ana/acme", "no", "", "", "read", "Checks"),
    e.RateLimited("github.com", None),
    e.RateLimited("github.com", datetime(2026, 11, 24, tzinfo=UTC)),
    e.RepositoryNotFound("ana/acme", "github.com"),
    e.PullRequestNotFound("ana/acme", 7),
    e.PullRequestUnreadable("0001.md"),
    e.NothingToMerge("docs/x", "main"),
    e.BranchNotOnForge("ana/acme", "main"),
    e.BodyTooLong(70_000),
    e.Invalid("ana/acme", "una\nrazón"),
    e.ServerTrouble("github.com", 502),
    e.ServerTrouble("github.com", 200),
    e.StrangeAnswer("ana/acme", "pulls/7", "head"),
    e.StrangeAnswer("ana/acme", "pulls/7", ""),
    *(e.Unreachable("github.com", why) for why in ("name", "refused", "cut", "certificate", "proxy")),
    e.TimedOut("github.com", 20),
]


@pytest.mark.parametrize("refused", REFUSALS, ids=repr)
def test_each_has_two_lines_and_the_exit_code_of_the_forge(refused: e.ForgeRefused) -> None:
    first, second = refused.explain().splitlines()
    assert type(refused).__name__ not in first
    assert first.endswith(".")
    assert second.endswith(".") or second.startswith("La organización")
    assert refused.exit_code == 5


@pytest.mark.parametrize(
    "problem",
    [e.CredentialsInAddress("https://github.com/ana/acme"), e.RepositoryUnclear("../origin.git")],
    ids=repr,
)
def test_an_address_that_will_not_do_is_a_state_of_the_repository(problem: NotInState) -> None:
    assert len(problem.explain().splitlines()) == 2
    assert problem.exit_code == 4


def refused(status: int, data: object, headers: dict[str, str] | None = None) -> e.ForgeRefused:
    with (
        pytest.raises(e.ForgeRefused) as caught,
        Translator(HOME, Token(SECRET, "gh", "github.com"), 20).speaking(),
    ):
        raise GithubException(status, data, headers)
    return caught.value


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, ""),
        ("texto", ""),
        ({}, ""),
        ({"message": "Validation Failed", "errors": "raro"}, "Validation Failed"),
        ({"message": "Validation Failed", "errors": []}, "Validation Failed"),
        ({"message": "No", "errors": ["uno\ndos", {"field": "head", "code": "invalid"}]}, "uno dos; head invalid"),
        ({"errors": [{"code": "custom", "message": "Otra cosa"}, None, {}]}, "Otra cosa"),
        ({"message": f"token {SECRET} desconocido"}, "token *** desconocido"),
    ],
)
def test_what_github_said_is_read_whatever_its_shape(data: object, said: str) -> None:
    answer = refused(422, data)
    assert isinstance(answer, e.Invalid)
    assert answer.answer == said


def test_a_sentence_of_github_takes_one_bounded_line() -> None:
    assert len(e.Invalid("ana/acme", "x\n" * 5000).explain().splitlines()[0]) < 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "60"},
        {"Retry-After": "60", "Date": "ayer"},
        {"Retry-After": "9" * 30, "Date": "Tue, 24 Nov 2026 00:00:00 GMT"},
        {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9" * 30},
        {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "nunca"},
    ],
)
def test_a_limit_with_strange_dates_is_a_limit_all_the_same(headers: dict[str, str]) -> None:
    answer = refused(403, {"message": "no"}, headers)
    assert isinstance(answer, e.RateLimited)
    assert answer.until is None


def test_classic_tokens_are_told_the_scope_that_is_missing() -> None:
    answer = refused(403, {"message": "no"}, {"X-Accepted-OAuth-Scopes": "repo", "X-OAuth-Scopes": "gist"})
    assert isinstance(answer, e.Forbidden)
    assert answer.needs == "repo"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("pulls/1", "Pull requests"),
        ("pulls", "Pull requests"),
        ("commits/abc/pulls", "Pull requests"),
        ("commits/abc/check-runs", "Checks"),
        ("check-runs", "Checks"),
        ("commits/abc/statuses", "Commit statuses"),
        ("issues/1/comments", "Issues"),
        ("actions/organization-secrets", "Secrets"),
        ("environments/prod/secrets", "Environments"),
        ("environments", "Actions"),
        ("actions/jobs/7", "Actions"),
        ("deployments/7/statuses", "Deployments"),
        ("git/trees/abc", "Contents"),
        ("commits/abc", "Contents"),
        ("/orgs/org/teams/backend/memberships/ana", "Members"),
        ("/user", ""),
    ],
)
def test_each_address_has_its_permission(path: str, name: str) -> None:
    assert permission(path) == name


def test_who_only_reads_is_not_asked_for_a_permission_to_write() -> None:
    said = e.Forbidden("ana/acme", "no", access="read", about="Checks").explain()
    assert "leer esto" in said
    assert "permiso de lectura sobre «Checks»" in said
    assert "permiso de escritura sobre «Checks»" in e.Forbidden("ana/acme", "no", about="Checks").explain()


@pytest.mark.parametrize("said", ["You have triggered an abuse detection mechanism.", "API rate limit exceeded for x."])
def test_a_limit_is_no_lack_of_permission(said: str) -> None:
    assert isinstance(refused(403, {"message": said}), e.RateLimited)
