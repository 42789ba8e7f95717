"""Pull requests on GitHub: what is asked, what is refused and how, and that the token never shows."""

import logging
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from socketserver import BaseRequestHandler, ThreadingTCPServer
from traceback import format_exception

import pytest

from relcommit.errors.forge import (
    BadToken,
    BodyTooLong,
    BranchNotOnForge,
    Forbidden,
    ForgeRefused,
    Invalid,
    NothingToMerge,
    PullRequestNotFound,
    RateLimited,
    RepositoryNotFound,
    ServerTrouble,
    TimedOut,
    Unreachable,
)
from relcommit.names import BranchName
from relcommit.text.es.forge import because
from relcommit.world import Metadata, MetadataWarning
from tests.forge.conftest import DOCS, MAIN, Acme
from tests.support.github import (
    BAD_GATEWAY,
    FORBIDDEN,
    NOT_FOUND,
    TOO_MANY,
    UNAUTHORIZED,
    Cut,
    Garbage,
    Silence,
    Status,
    real,
)
from tests.support.github.faults import Trouble
from tests.support.serving import serving

PULLS = "/repos/ana/acme/pulls"


def refusal(acme: Acme, act: Callable[[], object]) -> ForgeRefused:
    """The error of an act that has to fail, in two lines of Spanish, with the token nowhere in it."""
    with pytest.raises(ForgeRefused) as caught:
        act()
    shown = caught.value.explain() + repr(caught.value) + str(caught.value)
    assert acme.secret not in shown + "".join(format_exception(caught.value))
    assert len(caught.value.explain().splitlines()) == 2
    return caught.value


def facts(refused: ForgeRefused) -> tuple[type[ForgeRefused], list[object]]:
    """What an error is and what it tells, to compare it whole."""
    names: tuple[str, ...] = refused.__match_args__
    return type(refused), [getattr(refused, name) for name in names]


class TestOpening:
    def test_the_pull_request_is_where_people_see_it(self, acme: Acme) -> None:
        pull = acme.open()
        assert pull.url == f"{acme.hub.address}/ana/acme/pull/1"
        assert acme.repository.pulls[1].user.login == "beto"
        assert (acme.repository.pulls[1].head, acme.repository.pulls[1].base) == ("docs/orden", "main")

    def test_finding_and_opening_ask_for_nothing_else(self, acme: Acme) -> None:
        forge = acme.forge
        forge.find(DOCS, MAIN)
        acme.open(forge)
        assert [(one.method, one.path) for one in acme.hub.seen] == [("GET", PULLS), ("POST", PULLS)]

    def test_a_fork_with_a_branch_of_the_same_name_is_not_taken_for_ours(self, acme: Acme) -> None:
        acme.hub.fork(acme.repository, "dora")
        stranger = replace(acme, secret=acme.hub.token("dora"))
        stranger.forge._repository.create_pull("main", "dora:docs/orden", title="docs: otra")
        assert acme.forge.find(DOCS, MAIN) is None
        assert acme.open().number == 2

    def test_a_branch_name_with_signs_is_found(self, acme: Acme) -> None:
        odd = BranchName("docs/a&b=c#d+e%20ñ")
        acme.hub.commit(acme.repository, odd, {"docs/b.md": "b\n"}, start="main")
        pull = acme.forge.open(head=odd, base=MAIN, title="docs: rara", body="", draft=False)
        assert acme.forge.find(odd, MAIN) == pull

    def test_where_there_are_no_drafts_it_is_opened_ready(self, acme: Acme) -> None:
        acme.repository.drafts = False
        assert acme.open(draft=True).draft is False

    @pytest.mark.parametrize("trouble", [BAD_GATEWAY, Status(504), Cut(), Silence()])
    def test_one_whose_answer_was_lost_is_found_and_not_doubled(self, acme: Acme, trouble: Trouble) -> None:
        acme.hub.fail("POST", PULLS, trouble, done=True)
        assert acme.open(acme.forge_with(acme.secret, timeout=1, retries=2)).number == 1
        assert acme.hub.writes() == [f"POST {PULLS}"]
        assert list(acme.repository.pulls) == [1]

    def test_one_that_was_not_opened_is_told_and_tried_only_once(self, acme: Acme) -> None:
        acme.hub.fail("POST", PULLS, BAD_GATEWAY)
        refused = refusal(acme, lambda: acme.open(acme.forge_with(acme.secret, retries=2)))
        assert isinstance(refused, ServerTrouble)
        assert refused.status == 502
        assert acme.hub.writes() == [f"POST {PULLS}"]

    def test_one_opened_by_somebody_else_meanwhile_is_taken(self, acme: Acme) -> None:
        other = replace(acme, secret=acme.hub.token("ana"))
        assert acme.forge.find(DOCS, MAIN) is None
        assert acme.open() == other.open(body="otro")

    def test_nothing_to_merge_is_said_so(self, acme: Acme) -> None:
        real.git(acme.repository.bare, "branch", "igual", "main")
        head = BranchName("igual")
        refused = refusal(acme, lambda: acme.forge.open(head=head, base=MAIN, title="t", body="", draft=False))
        assert isinstance(refused, NothingToMerge)
        assert (refused.head, refused.base) == ("igual", "main")

    @pytest.mark.parametrize(("head", "base"), [("no-hay", "main"), ("docs/orden", "no-hay")])
    def test_the_branch_that_is_missing_is_named(self, acme: Acme, head: str, base: str) -> None:
        refused = refusal(
            acme,
            lambda: acme.forge.open(head=BranchName(head), base=BranchName(base), title="t", body="", draft=False),
        )
        assert isinstance(refused, BranchNotOnForge)
        assert refused.branch == "no-hay"

    def test_a_body_that_is_too_long_is_counted(self, acme: Acme) -> None:
        refused = refusal(acme, lambda: acme.open(body="ñ" * 65_537))
        assert isinstance(refused, BodyTooLong)
        assert refused.length == 65_537
        acme.open(body="ñ" * 65_536)
        assert isinstance(refusal(acme, lambda: acme.forge.update(1, body="ñ" * 70_000)), BodyTooLong)

    def test_any_other_reason_is_quoted(self, acme: Acme) -> None:
        refused = refusal(acme, lambda: acme.forge.open(head=DOCS, base=MAIN, title="", body="", draft=False))
        assert isinstance(refused, Invalid)
        assert refused.answer == "title missing_field"


class TestTrouble:
    @pytest.mark.parametrize(
        ("trouble", "expected"),
        [
            (UNAUTHORIZED, BadToken("127.0.0.1", "GH_TOKEN")),
            (FORBIDDEN, Forbidden("ana/acme", "Resource not accessible by integration")),
            (NOT_FOUND, RepositoryNotFound("ana/acme", "127.0.0.1")),
            (Status(410, "Gone"), RepositoryNotFound("ana/acme", "127.0.0.1")),
            (Status(451, "Repository access blocked"), Forbidden("ana/acme", "Repository access blocked")),
            (Status(422, "Unprocessable"), Invalid("ana/acme", "Unprocessable")),
            (BAD_GATEWAY, ServerTrouble("127.0.0.1", 502)),
            (Garbage(), ServerTrouble("127.0.0.1", 200)),
            (Garbage(b"[1, 2]"), ServerTrouble("127.0.0.1", 200)),
            (Garbage(b"<html>"), ServerTrouble("127.0.0.1", 200)),
            (Status(301, "", {"Location": "http://github.com.evil.io/"}), ServerTrouble("127.0.0.1", 200)),
            (Cut(), Unreachable("127.0.0.1", "cut")),
            (Silence(), TimedOut("127.0.0.1", 1)),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_each_has_its_own_error(self, acme: Acme, trouble: Trouble, expected: ForgeRefused, method: str) -> None:
        acme.hub.fail(method, PULLS, trouble, times=None)
        forge = acme.forge_with(acme.secret, timeout=1)
        refused = refusal(acme, lambda: forge.find(DOCS, MAIN) if method == "GET" else acme.open(forge))
        if isinstance(expected, Forbidden) and method == "GET":
            expected = Forbidden("ana/acme", expected.answer, access="read", about="Pull requests")
        assert facts(refused) == facts(expected)

    def test_looking_is_tried_again_when_github_stumbles(self, acme: Acme) -> None:
        acme.hub.fail("GET", PULLS, BAD_GATEWAY)
        acme.hub.fail("GET", PULLS, Cut(), first=1)
        assert acme.forge_with(acme.secret, retries=2).find(DOCS, MAIN) is None
        assert len(acme.hub.seen) == 3

    def test_changing_is_tried_again_too_for_it_changes_the_same(self, acme: Acme) -> None:
        acme.open()
        acme.hub.fail("PATCH", f"{PULLS}/1", BAD_GATEWAY, done=True)
        assert acme.forge_with(acme.secret, retries=1).update(1, body="nuevo").body == "nuevo"

    def test_an_exhausted_limit_says_when_it_is_over_and_nobody_waits(self, acme: Acme) -> None:
        acme.hub.state.rate.remaining = 0
        acme.hub.state.rate.reset = 1_800_000_000
        refused = refusal(acme, lambda: acme.open(acme.forge_with(acme.secret, retries=2)))
        assert isinstance(refused, RateLimited)
        assert refused.until == datetime.fromtimestamp(1_800_000_000, UTC)
        assert len(acme.hub.seen) == 1

    @pytest.mark.parametrize("status", [403, 429])
    def test_a_secondary_limit_is_counted_from_the_date_of_the_answer(self, acme: Acme, status: int) -> None:
        acme.hub.fail("POST", PULLS, replace(TOO_MANY, status=status))
        before = datetime.now(UTC)
        refused = refusal(acme, lambda: acme.open(acme.forge_with(acme.secret, retries=2)))
        assert isinstance(refused, RateLimited)
        assert refused.until is not None
        assert 58 < (refused.until - before).total_seconds() < 70

    def test_a_limit_without_dates_is_a_limit(self, acme: Acme) -> None:
        acme.hub.fail("POST", PULLS, Status(429, "Slow down"))
        acme.hub.state.rate.reset = 0
        assert isinstance(refusal(acme, acme.open), RateLimited)

    def test_a_name_that_does_not_exist(self, acme: Acme) -> None:
        lost = replace(
            acme, home=replace(acme.home, api_url="http://no-existe.invalid/api/v3", host="no-existe.invalid")
        )
        refused = refusal(lost, lambda: lost.forge.find(DOCS, MAIN))
        assert facts(refused) == facts(Unreachable("no-existe.invalid", "name"))

    def test_a_port_where_nobody_listens(self, acme: Acme) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        lost = replace(acme, home=replace(acme.home, api_url=f"http://127.0.0.1:{port}/api/v3"))
        for act in (lambda: lost.forge.find(DOCS, MAIN), lost.open):
            assert facts(refusal(lost, act)) == facts(Unreachable("127.0.0.1", "refused"))

    def test_a_certificate_that_nobody_vouches_for(self, acme: Acme) -> None:
        with serving(SpeaksNoTls, ThreadingTCPServer) as (_, port):
            lost = replace(acme, home=replace(acme.home, api_url=f"https://127.0.0.1:{port}/api/v3"))
            refused = refusal(lost, lambda: lost.forge.find(DOCS, MAIN))
        assert facts(refused) == facts(Unreachable("127.0.0.1", "certificate"))


class SpeaksNoTls(BaseRequestHandler):
    """Whoever starts a TLS conversation gets a sentence that is none."""

    def handle(self) -> None:
        self.request.recv(1000)
        self.request.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


class TestTokens:
    def test_an_unknown_token(self, acme: Acme) -> None:
        stranger = replace(acme, secret="ghp_desconocido")
        assert facts(refusal(stranger, stranger.open)) == facts(BadToken("127.0.0.1", "GH_TOKEN"))

    def test_a_private_repository_is_not_there_for_strangers(self, acme: Acme) -> None:
        acme.repository.private = True
        stranger = replace(acme, secret=acme.hub.token("dora"))
        assert isinstance(refusal(stranger, stranger.open), RepositoryNotFound)

    def test_a_fine_grained_token_without_the_permission_is_told_which(self, acme: Acme) -> None:
        weak = replace(acme, secret=acme.hub.token("beto", permissions={"pull_requests": "read"}))
        assert weak.forge.find(DOCS, MAIN) is None
        refused = refusal(weak, weak.open)
        assert isinstance(refused, Forbidden)
        assert refused.needs == "pull_requests=write"
        assert "«pull_requests=write»" in refused.explain()

    def test_single_sign_on_tells_where_to_authorise(self, acme: Acme) -> None:
        acme.repository.sso = True
        outside = replace(acme, secret=acme.hub.token("beto", sso=False))
        refused = refusal(outside, outside.open)
        assert isinstance(refused, Forbidden)
        assert refused.sso == "https://github.com/orgs/ana/sso?authorization_request=A1B2"
        assert refused.sso in refused.explain()

    def test_the_token_is_in_no_representation_and_no_log(self, acme: Acme, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        forge = acme.forge
        acme.open(forge)
        forge.set_metadata(1, Metadata(labels=("docs",)))
        assert caplog.records
        assert acme.secret not in repr(forge) + str(vars(forge)["token"]) + caplog.text
        assert {one.secret for one in acme.hub.seen} == {acme.secret}


class TestDressing:
    def test_it_gets_what_it_lacks(self, acme: Acme) -> None:
        acme.hub.milestone(acme.repository, "Otro")
        acme.hub.milestone(acme.repository, "Entrega 3")
        acme.hub.label(acme.repository, "docs")
        acme.open()
        extras = Metadata(
            labels=("docs", "nueva"), reviewers=("@clara",), assignees=("ana", "@beto"), milestone="Entrega 3"
        )
        assert acme.forge.set_metadata(1, extras) == ()
        pull = acme.repository.pulls[1]
        assert [one.name for one in pull.labels] == ["docs", "nueva"]
        assert [one.login for one in pull.reviewers] == ["clara"]
        assert [one.login for one in pull.assignees] == ["ana", "beto"]
        assert pull.milestone is not None
        assert pull.milestone.title == "Entrega 3"

    def test_dressed_again_it_is_only_looked_at(self, acme: Acme) -> None:
        acme.hub.milestone(acme.repository, "Entrega 3")
        acme.open()
        extras = Metadata(labels=("Docs",), reviewers=("clara",), assignees=("beto",), milestone="Entrega 3")
        acme.forge.set_metadata(1, extras)
        before = len(acme.hub.writes())
        again = Metadata(labels=("docs",), reviewers=("@CLARA",), assignees=("@Beto",), milestone="Entrega 3")
        assert acme.forge.set_metadata(1, again) == ()
        assert len(acme.hub.writes()) == before

    def test_without_wishes_nothing_is_asked(self, acme: Acme) -> None:
        assert acme.forge.set_metadata(1, Metadata()) == ()
        assert acme.hub.seen == []

    def test_what_people_added_stays(self, acme: Acme) -> None:
        acme.open()
        acme.forge.set_metadata(1, Metadata(labels=("urgente",), milestone=""))
        acme.hub.milestone(acme.repository, "Suyo")
        acme.hub.milestone(acme.repository, "Nuestro")
        acme.repository.pulls[1].milestone = acme.repository.milestones[0]
        acme.forge.set_metadata(1, Metadata(labels=("docs",), milestone="Nuestro"))
        pull = acme.repository.pulls[1]
        assert [one.name for one in pull.labels] == ["urgente", "docs"]
        assert pull.milestone is acme.repository.milestones[0]

    def test_whoever_reviewed_already_is_not_asked_again(self, acme: Acme) -> None:
        acme.open()
        acme.forge.set_metadata(1, Metadata(reviewers=("clara",)))
        clara = replace(acme, secret=acme.hub.token("clara"))
        clara.forge._repository.get_pull(1).create_review(body="bien", event="APPROVE")
        before = len(acme.hub.writes())
        assert acme.forge.set_metadata(1, Metadata(reviewers=("clara",))) == ()
        assert len(acme.hub.writes()) == before

    def test_teams_are_asked_by_their_slug(self, hub_with_org: Acme) -> None:
        acme = hub_with_org
        acme.open()
        assert acme.forge.set_metadata(1, Metadata(reviewers=("@org/backend", "clara"))) == ()
        assert [one.slug for one in acme.repository.pulls[1].teams] == ["backend"]
        assert acme.forge.set_metadata(1, Metadata(reviewers=("@ORG/Backend",))) == ()

    def test_each_refusal_is_a_complaint_and_the_rest_is_done(self, hub_with_org: Acme) -> None:
        acme = hub_with_org
        acme.open()
        extras = Metadata(
            labels=("docs", "x" * 51),
            reviewers=("clara", "nadie", "@otra/backend", "@org/no-hay", "beto"),
            assignees=("beto", "dora"),
            milestone="No hay",
        )
        complaints = acme.forge.set_metadata(1, extras)
        assert [(one.field, one.value) for one in complaints] == [
            ("labels", "x" * 51),
            ("reviewers", "otra/backend"),
            ("reviewers", "nadie"),
            ("reviewers", "org/no-hay"),
            ("reviewers", "beto"),
            ("assignees", "dora"),
            ("milestone", "No hay"),
        ]
        pull = acme.repository.pulls[1]
        assert [one.name for one in pull.labels] == ["docs"]
        assert [one.login for one in pull.reviewers] == ["clara"]
        assert [one.login for one in pull.assignees] == ["beto"]
        assert "author" in complaints[4].why
        assert all(one.why.endswith(("»", "repositorio", "título")) and "\n" not in one.why for one in complaints)

    def test_a_token_that_may_not_dress_complains_of_everything_and_fails_at_nothing(self, acme: Acme) -> None:
        acme.open()
        reader = replace(acme, secret=acme.hub.token("clara"))
        complaints = reader.forge.set_metadata(1, Metadata(labels=("a", "b"), reviewers=("ana",), assignees=("ana",)))
        assert [one.field for one in complaints] == ["labels", "labels", "reviewers", "assignees"]

    def test_a_github_that_is_gone_is_a_complaint_too(self, acme: Acme) -> None:
        acme.open()
        acme.hub.fail("GET", f"{PULLS}/1", Cut())
        why = because(Unreachable("127.0.0.1", "cut"))
        assert acme.forge.set_metadata(1, Metadata(labels=("a",), milestone="M")) == (
            MetadataWarning(field="labels", value="a", why=why),
            MetadataWarning(field="milestone", value="M", why=why),
        )

    def test_milestones_are_looked_for_on_every_page(self, acme: Acme) -> None:
        for number in range(150):
            acme.hub.milestone(acme.repository, f"Entrega {number}")
        acme.open()
        assert acme.forge.set_metadata(1, Metadata(milestone="Entrega 149")) == ()

    def test_one_that_is_not_there_complains(self, acme: Acme) -> None:
        (complaint,) = acme.forge.set_metadata(9, Metadata(labels=("a",)))
        assert complaint.why == because(PullRequestNotFound("ana/acme", 9))


@pytest.fixture
def hub_with_org(acme: Acme) -> Acme:
    """The same, in an organisation with a team."""
    acme.hub.organization("org")
    repository = acme.hub.repository("org/acme", beto="write", clara="read")
    acme.hub.team("org/backend", "clara")
    acme.hub.user("dora")
    acme.hub.commit(repository, "main", {"README.md": "hola\n"})
    acme.hub.commit(repository, DOCS, {"docs/a.md": "a\n"}, start="main")
    return replace(acme, repository=repository, home=replace(acme.home, repository="org/acme"))
