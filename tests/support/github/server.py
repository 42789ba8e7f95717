"""The double over HTTP: API, pages and git on one port, every answer checked against GitHub's schemas."""

import contextlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from threading import Event, RLock
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from tests.support.github import real
from tests.support.github.answers import Answer, Page, Problem, bad_credentials, check, problem
from tests.support.github.faults import Cut, Fault, Garbage, Silence, Slow, Status, Trickle, Trouble
from tests.support.github.router import Call, Router, routes
from tests.support.github.state import ROLES, Label, Milestone, Repository, Role, State, Team, Token, User
from tests.support.httpgit import QuietHandler, ask_for_password, password, run_backend, wants_to_write
from tests.support.serving import serving

PREFIX = "/api/v3"
GRAPHQL = "/api/graphql"


@dataclass(frozen=True)
class Seen:
    """A request that came in; `secret` is the token that it showed."""

    method: str
    path: str
    secret: str | None
    body: Any
    status: int


@dataclass
class GitHub:
    """A small GitHub: fill it, serve it, and ask it afterwards what it holds."""

    folder: Path
    routes: Router = routes
    state: State = field(init=False)
    seen: list[Seen] = field(default_factory=list)
    """Requests to the API, in order."""
    pushes: list[str | None] = field(default_factory=list)
    """Who tried to push, by login."""
    wrong: list[str] = field(default_factory=list)
    """Answers that GitHub would never give; leaving `serving()` raises on them."""
    address: str = ""
    _faults: list[Fault] = field(default_factory=list)
    _lock: RLock = field(default_factory=RLock)
    _stopped: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.state = State(self.folder)

    @contextmanager
    def serving(self) -> Iterator["GitHub"]:
        """Answer on a free port of this machine."""
        hub = self

        class Handler(QuietHandler):
            def handle_any(self) -> None:
                _handle(hub, self)

        with serving(Handler) as (host, port):
            self.address = f"http://{host}:{port}"
            try:
                yield self
            finally:
                self._stopped.set()
        if self.wrong:
            raise AssertionError("\n".join(self.wrong))

    @property
    def api_url(self) -> str:
        """What goes into `forge.api_url`."""
        return self.address + PREFIX

    def git_url(self, repository: str) -> str:
        """What goes into `git remote add`."""
        return f"{self.address}/{repository}.git"

    def user(self, login: str) -> User:
        """A person, made when first named."""
        return self._person(login, "User")

    def organization(self, login: str) -> User:
        """An organisation, made when first named."""
        return self._person(login, "Organization")

    def team(self, name: str, *members: str) -> Team:
        """A team, `org/slug`, with these people."""
        owner, _, slug = name.partition("/")
        people = {self.user(one).login for one in members}
        team = Team(id=self.state.new_id(), slug=slug, organization=self.organization(owner), members=people)
        self.state.teams[name.lower()] = team
        return team

    def token(
        self,
        login: str,
        *,
        permissions: dict[str, str] | None = None,
        scopes: tuple[str, ...] = ("repo",),
        sso: bool = True,
    ) -> str:
        """A secret of this person: classic, or fine-grained where permissions are given."""
        start = "ghp_" if permissions is None else "github_pat_"
        value = f"{start}{login}{self.state.new_id():08}"
        self.state.tokens[value] = Token(
            value=value, user=self.user(login), scopes=scopes, permissions=permissions, sso=sso
        )
        return value

    def repository(self, full_name: str, *, private: bool = False, **roles: Role) -> Repository:
        """A repository over a new bare one; `ana="write"` says what people may do."""
        owner, _, name = full_name.partition("/")
        bare = self.folder / f"{full_name}.git"
        real.create(bare)
        return self._keep(owner, name, bare, private, {self.user(who).login: role for who, role in roles.items()})

    def commit(
        self,
        repository: Repository,
        branch: str,
        contents: dict[str, str],
        message: str = "docs: algo",
        *,
        start: str | None = None,
    ) -> str:
        """Somebody's commit with these files, as if pushed; a new branch starts at `start`. Returns its sha."""
        return real.write(repository.bare, branch, contents, message, start)

    def fork(self, source: Repository, login: str) -> Repository:
        """A copy of a repository in somebody's account."""
        bare = self.folder / login / f"{source.name}.git"
        real.fork(source.bare, bare)
        copy = self._keep(login, source.name, bare, source.private, {})
        copy.parent = source
        return copy

    def label(self, repository: Repository, name: str) -> Label:
        """A label of the repository."""
        repository.labels.append(Label(id=self.state.new_id(), name=name))
        return repository.labels[-1]

    def milestone(self, repository: Repository, title: str, state: str = "open") -> Milestone:
        """A milestone of the repository."""
        number = len(repository.milestones) + 1
        made = Milestone(id=self.state.new_id(), number=number, title=title, creator=repository.owner, state=state)
        repository.milestones.append(made)
        return made

    def fail(
        self, method: str, path: str, trouble: Trouble, *, first: int = 1, times: int | None = 1, done: bool = False
    ) -> None:
        """Give trouble instead of an answer: see Fault."""
        self._faults.append(Fault(method, path, trouble, first, times, done))

    def heal(self) -> None:
        """No more trouble."""
        self._faults.clear()

    def writes(self) -> list[str]:
        """`POST /repos/…` of everything that was asked and was no mere look."""
        return [f"{one.method} {one.path}" for one in self.seen if one.method != "GET"]

    def _person(self, login: str, kind: Any) -> User:
        made = User(id=self.state.new_id(), login=login, kind=kind)
        return self.state.users.setdefault(login.lower(), made)

    def _keep(self, owner: str, name: str, bare: Path, private: bool, roles: dict[str, Role]) -> Repository:
        kept = Repository(
            id=self.state.new_id(), owner=self.user(owner), name=name, bare=bare, private=private, roles=roles
        )
        self.state.repositories[kept.full_name.lower()] = kept
        return kept

    def _trouble(self, method: str, path: str) -> tuple[Trouble, bool] | None:
        for fault in self._faults:
            if fault.strikes(method, path):
                return fault.trouble, fault.done
        return None


def _handle(hub: GitHub, handler: QuietHandler) -> None:
    path = urlsplit(handler.path).path
    if path.startswith(PREFIX):
        _answer_api(hub, handler, unquote(path.removeprefix(PREFIX)))
    elif path == GRAPHQL:
        _answer_api(hub, handler, "/graphql")
    elif ".git/" in path:
        _answer_git(hub, handler, path)
    else:
        handler.whole_body()
        handler.answer(200, {"Content-Type": "text/html"}, b"<title>GitHub</title>")


def _answer_git(hub: GitHub, handler: QuietHandler, path: str) -> None:
    """Whoever may read may fetch, whoever may write may push; nobody is told what they may not see."""
    if len(handler.headers.get_all("Authorization", [])) > 1:
        handler.whole_body()
        handler.answer(400, {"Content-Type": "text/plain"}, b'Duplicate header: "Authorization"\n')
        return
    secret = password(handler)
    token = hub.state.tokens.get(secret or "")
    repository = hub.state.repositories.get(path.partition(".git/")[0].strip("/").lower())
    role = hub.state.role(repository, token.user if token else None) if repository else None
    writes = wants_to_write(handler.path)
    if writes:
        hub.pushes.append(token.user.login if token else None)
    if role is None or (token is None and (secret or writes)):
        ask_for_password(handler)
    elif writes and (ROLES.index(role) < ROLES.index("write") or not _may_push(token)):
        handler.whole_body()
        handler.answer(403, {"Content-Type": "text/plain"}, b"Permission to the repository denied.\n")
    else:
        run_backend(handler, hub.folder, path, user=token.user.login if token else "")


def _may_push(token: Token | None) -> bool:
    return token is not None and (token.permissions is None or token.permissions.get("contents") == "write")


def _answer_api(hub: GitHub, handler: QuietHandler, path: str) -> None:
    raw, secret = handler.whole_body(), password(handler)
    try:
        body = json.loads(raw) if raw else None
    except ValueError:
        body = None
    with hub._lock:
        trouble = hub._trouble(handler.command, path)
        answer = (
            None
            if trouble and not (trouble[1] or isinstance(trouble[0], Slow))
            else _answer(hub, handler, path, body, secret)
        )
        status = trouble[0].status if trouble and isinstance(trouble[0], Status) else 0
        hub.seen.append(Seen(handler.command, path, secret, body, status or (answer.status if answer else 0)))
    if trouble and isinstance(trouble[0], Slow):
        hub._stopped.wait(trouble[0].seconds)
    if trouble and not isinstance(trouble[0], Slow):
        _misbehave(hub, handler, trouble[0])
    elif answer:
        _send(hub, handler, answer)


def _answer(hub: GitHub, handler: QuietHandler, path: str, body: Any, secret: str | None) -> Answer:
    """The right answer, checked; errors are answers too."""
    query = dict(parse_qsl(urlsplit(handler.path).query, keep_blank_values=True))
    try:
        token = _known(hub, secret)
        _count(hub, token)
        handle, parts = hub.routes.find(handler.command, path)
        call = Call(
            state=hub.state, api=hub.api_url, web=hub.address, method=handler.command, path=path,
            parts=parts, query=query, body=body, token=token,
        )  # fmt: skip
        answer = handle(call)
        if isinstance(answer, Page):
            answer = _page(call, answer)
    except Problem as refused:
        answer = refused.answer
    return _checked(hub, handler.command, path, answer)


def _checked(hub: GitHub, method: str, path: str, answer: Answer) -> Answer:
    if answer.model is None:
        return answer
    try:
        check(answer.data, answer.model)
    except ValueError as mistake:
        hub.wrong.append(f"{method} {path} -> {answer.status}: {mistake}")
        return Answer({"message": f"the double is wrong: {mistake}"}, None, 500)
    return answer


def _known(hub: GitHub, secret: str | None) -> Token | None:
    if not secret:
        return None
    if secret not in hub.state.tokens:
        raise bad_credentials()
    return hub.state.tokens[secret]


def _count(hub: GitHub, token: Token | None) -> None:
    rate = hub.state.rate
    if rate.remaining <= 0:
        who = f"user ID {token.user.id}" if token else "127.0.0.1"
        raise problem(403, f"API rate limit exceeded for {who}.")
    rate.remaining -= 1


def _page(call: Call, page: Page) -> Answer:
    """The page asked for, with the addresses of its neighbours, on this very host and port."""
    size = min(int(call.query.get("per_page", 30)), 100)
    number = int(call.query.get("page", 1))
    last = max(1, -(-len(page.items) // size))
    around = {"prev": number - 1, "next": number + 1, "last": last, "first": 1}
    wanted = {
        name: at for name, at in around.items()
        if (name in ("next", "last") and number < last) or (name in ("prev", "first") and number > 1)
    }  # fmt: skip
    links = [
        f'<{call.api}{call.path}?{urlencode({**call.query, "page": at})}>; rel="{name}"' for name, at in wanted.items()
    ]
    items = list(page.items[(number - 1) * size : number * size])
    headers = {"Link": ", ".join(links)} if links else {}
    if page.key and page.inside is not None:
        return Answer({**page.inside, page.key: items}, page.model, 200, headers)
    if page.key:
        check(items, list[page.model])  # type: ignore[name-defined]
        return Answer({"total_count": len(page.items), page.key: items}, None, 200, headers)
    return Answer(items, list[page.model], 200, headers)  # type: ignore[name-defined]


def _send(hub: GitHub, handler: QuietHandler, answer: Answer) -> None:
    rate = hub.state.rate
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-GitHub-Media-Type": "github.v3; format=json",
        "X-RateLimit-Limit": str(rate.limit),
        "X-RateLimit-Remaining": str(rate.remaining),
        "X-RateLimit-Used": str(rate.limit - rate.remaining),
        "X-RateLimit-Reset": str(rate.reset),
        "X-RateLimit-Resource": "core",
        **answer.headers,
    }
    body = b"" if answer.status == HTTPStatus.NO_CONTENT else json.dumps(answer.data).encode()
    handler.answer(answer.status, headers, body)


def _misbehave(hub: GitHub, handler: QuietHandler, trouble: Trouble) -> None:
    match trouble:
        case Status(status, "", headers):
            page = b"<html><title>Unicorn! &middot; GitHub</title></html>"
            handler.answer(status, {"Content-Type": "text/html", **headers}, page)
        case Status(status, message, headers):
            data = problem(status, message).answer.data
            handler.answer(status, {"Content-Type": "application/json", **headers}, json.dumps(data).encode())
        case Garbage(body):
            handler.answer(200, {"Content-Type": "application/json"}, body)
        case Silence(seconds):
            hub._stopped.wait(seconds)
            handler.close_connection = True
        case Trickle(pause):
            handler.send_response(200)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", "1000000")
            handler.end_headers()
            with contextlib.suppress(OSError):
                while not hub._stopped.wait(pause):
                    handler.wfile.write(b" ")
            handler.close_connection = True
        case Cut():
            handler.close_connection = True
