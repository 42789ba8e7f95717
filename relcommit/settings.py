"""`relcommit.toml`, or `[tool.relcommit]` in pyproject.toml, as values.

The dataclasses below are the schema: `settings_from` reads any of them by its fields. A new setting is a line here and
one in docs/vigentes/configuracion.md, which a test holds to these; one that judges messages also travels in
repo/messages/cached_settings.py.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from relcommit.errors.settings import UnknownSetting, WrongSetting
from relcommit.names import CaseOfSubject, CoAuthors, Mood, Severity, Status, TicketPlace

FILE_NAME = "relcommit.toml"


@dataclass(frozen=True, slots=True)
class TicketSettings:
    """The ticket that a commit belongs to."""

    pattern: str = ""
    """A regular expression (`OBRA-[0-9]+`); empty for no tickets."""
    where: TicketPlace = "any"
    """Where it has to stand."""
    required: bool = False
    """Whether a commit without one is refused."""


@dataclass(frozen=True, slots=True)
class CommitSettings:
    """What a commit message has to look like."""

    types: tuple[str, ...] = (
        "build", "chore", "ci", "docs", "feat", "fix", "perf", "refactor", "revert", "style", "test",
    )  # fmt: skip
    """Allowed types; empty allows any."""
    scopes: tuple[str, ...] = ()
    """Allowed scopes; empty allows any. As a table, each with globs of what its commits touch: see `scope_paths`."""
    scope_paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each scope, globs of the paths of which its commits touch one: what `scopes` says as a table."""
    scope_required: bool = False
    """Whether a header without a scope is refused."""
    subject_max: int = 100
    """Longest header, in characters; 0 for no limit."""
    body_width: int = 72
    """Where body lines are wrapped, in terminal cells; 0 for never."""
    mood: Mood = "presente"
    """«reorganiza», «reorganizar», or whatever the author likes."""
    subject_case: CaseOfSubject = "lower"
    """How a description starts; names, acronyms and identifiers keep their own letters."""
    ticket: TicketSettings = field(default_factory=TicketSettings)
    co_authors: CoAuthors = "allow"
    """Whether `Co-authored-by` may, may not or has to stand among the footers."""
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """What a finding is worth here, by its code, where that is not what it is worth elsewhere."""
    on_top: Literal["commit", "fixup"] = "commit"
    """How a plan's commit changes once somebody else's stand on it: by another commit, or by a `fixup!` of it."""
    autosquash: bool = True
    """Whether `fixup!`, `squash!` and `amend!` commits pass, with a warning."""
    authors: tuple[str, ...] = ()
    """Globs that an author's address has to fit (`*@empresa.com`), in ranges and pull requests; empty allows any."""
    bots: tuple[str, ...] = ("dependabot[bot]", "github-actions[bot]", "pre-commit-ci[bot]", "renovate[bot]")
    """Authors whose messages are not judged, by name."""


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """Documents whose state the settings decide."""

    paths: str
    """A path or a glob from the root of the repository."""
    status: Status
    to: str | None = None
    """The folder to move to; `None` for the one of the status."""


@dataclass(frozen=True, slots=True)
class DocsSettings:
    """Where documents live and which ones are historical."""

    root: str = "docs"
    current: str = "."
    """Where current documents go; «.» leaves them where they are."""
    historical: str = "docs/historico"
    keep: tuple[str, ...] = ("docs/README.md",)
    """Paths or globs that never move."""
    ignore: tuple[str, ...] = ()
    """Paths or globs whose own references may lead nowhere: examples, test fixtures."""
    index: str = "docs/README.md"
    """The document whose marked zone lists the others; empty for none."""
    banner: bool = False
    """Whether historical documents get a note at their top."""
    redirects: bool = False
    """Whether the site's own redirections get one for each page that moves: MkDocs, Docusaurus, Jekyll."""
    rules: tuple[DocumentRule, ...] = ()


@dataclass(frozen=True, slots=True)
class PullRequestSettings:
    """What a new pull request is given besides title and body."""

    draft: bool = False
    labels: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    """Logins, or `org/team` for a team; a leading «@» is allowed."""
    assignees: tuple[str, ...] = ()
    milestone: str = ""
    """A milestone's title; empty for none."""


@dataclass(frozen=True, slots=True)
class ForgeSettings:
    """Where pull requests live."""

    kind: Literal["auto", "github", "local"] = "auto"
    repository: str = ""
    """`owner/name`, where the remote's address does not say it."""
    api_url: str = ""
    """GitHub Enterprise's API, or a server for tests."""
    answer_seconds: int = 20
    """How long a part of an answer is waited for; a whole answer may take three times that. 0 is taken as 1."""

    @property
    def patience(self) -> int:
        """Seconds for a part of an answer, never none."""
        return max(1, self.answer_seconds)


@dataclass(frozen=True, slots=True)
class BranchSettings:
    """Which names a branch may have."""

    protected: tuple[str, ...] = ("main", "master", "develop", "production", "release")
    """Branches that are never committed to."""
    alphabet: str = "a-zA-Z0-9._/-"
    """Characters that a branch may have, as inside a regular expression's brackets."""
    patterns: tuple[str, ...] = ()
    """Globs that a branch's name has to fit (`docs/*`); empty allows any."""


@dataclass(frozen=True, slots=True)
class ChecklistSettings:
    """Where the evidence of a plan's items is found. In CI these are always the base branch's."""

    plan: str = ""
    """The plan whose items count; empty for the one that `prepare` wrote in the pull request."""
    required: bool = False
    """Whether a pull request that answers to no plan fails."""
    apps: tuple[str, ...] = ("github-actions",)
    """The GitHub apps whose check runs, statuses and deployments count."""
    self_attest: tuple[str, ...] = ()
    """Roles whose people may attest on a pull request of their own."""
    self_review: bool = False
    """Whether whoever wrote or pushed commits of a pull request may approve and attest it."""
    payload: Mapping[str, str] = field(default_factory=dict)
    """What a deployment's payload may say, besides a share of 100 %, and still be the whole deployment."""
    commands: Mapping[str, str] = field(default_factory=dict)
    """Commands that `<!-- rc: local=ID -->` may run here, by id. No shell."""
    command_seconds: int = 300
    """How long each of them may take."""
    tables: Mapping[str, str] = field(default_factory=dict)
    """For each table, the SQLite file or the JSON of a query that shows it."""
    migrations: str = "migrations"
    """The folder of the migrations."""
    applied: str = ""
    """The SQLite file or the JSON of a query with those that were applied; empty for none."""
    base_url: str = ""
    """Where routes such as `/api/v1/stats` are asked; its host is the only one that is."""
    environments: Mapping[str, str] = field(default_factory=dict)
    """GitHub's name of `production`, `staging` or `preproduction`, where it is another."""


@dataclass(frozen=True, slots=True)
class RolloutQuery:
    """What gives the rows on a person's machine; never run in CI, and only the base branch's own."""

    command: str = ""
    """An argument list without a shell, in which `{sql}` stands for the query; empty for a file."""
    environment: tuple[str, ...] = ()
    """Variables that it may see beyond those of any local command, by their exact names."""


@dataclass(frozen=True, slots=True)
class RolloutBack:
    """What takes a rollout back: shown always, run only by `rollback --run` after a person's typed yes."""

    command: str = ""
    """An argument list without a shell; `{stable}`, `{canary}` and `{reason}` stand for whole arguments."""


@dataclass(frozen=True, slots=True)
class RolloutSettings:
    """Where a rollout's evidence is, and how much of it is enough."""

    events: str = ""
    """The SQLite file, the JSON or the JSON lines with a row for each event, or for each minute."""
    table: str = ""
    """The table of a SQLite file; empty for the only one that has the columns."""
    deployments: str = ""
    """The file that `wrangler deployments list --json` printed; empty for GitHub's deployments."""
    version: str = "version"
    """The column that says which version wrote a row."""
    at: str = "created_at"
    """The column with the time."""
    incident: str = "fingerprint"
    """The column by which incidents are the same one."""
    odds: int = 20
    """How many times likelier a regression has to be."""
    metrics: Mapping[str, Mapping[str, tuple[str | int, ...]]] = field(default_factory=dict)
    """For each metric, the values that a row's columns have to have for it to be one of its incidents."""
    query: RolloutQuery = field(default_factory=RolloutQuery)
    rollback: RolloutBack = field(default_factory=RolloutBack)


@dataclass(frozen=True, slots=True)
class ActionSettings:
    """Where the workflows that `init` writes take the Action from."""

    source: str = ""
    """`owner/name@` and the forty digits of a commit; empty for a copy in the repository itself."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a repository can decide about relcommit."""

    extends: str = ""
    """Settings that these add to: a file, from the folder of this one, or an installed package that has them."""
    base: str = ""
    """The branch to start from; empty for the remote's default branch, or «main»."""
    remote: str = "origin"
    templates: str = ""
    """The folder, from the root, with the team's own versions of our templates; empty for none."""
    commit: CommitSettings = field(default_factory=CommitSettings)
    docs: DocsSettings = field(default_factory=DocsSettings)
    branch: BranchSettings = field(default_factory=BranchSettings)
    pull_request: PullRequestSettings = field(default_factory=PullRequestSettings)
    approvals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each role, the teams (`@org/team`) and logins that may speak for it."""
    checklist: ChecklistSettings = field(default_factory=ChecklistSettings)
    rollout: RolloutSettings = field(default_factory=RolloutSettings)
    action: ActionSettings = field(default_factory=ActionSettings)
    forge: ForgeSettings = field(default_factory=ForgeSettings)


def settings_from(data: Mapping[str, object], file: str, text: str = "") -> Settings:
    """Read the settings from parsed TOML.

    `text` is the file's own text, to find the line of a wrong key.
    Raises UnknownSetting and WrongSetting.
    """
    data = _with_scope_paths(data)
    return _Reader(file, text).table(Settings, data, "")  # type: ignore[no-any-return]


def _with_scope_paths(data: Mapping[str, object]) -> Mapping[str, object]:
    """`[commit.scopes]` as a table, `web = "apps/web/**"`, told as the list of its names and their globs."""
    commit = data.get("commit")
    if not isinstance(commit, Mapping) or not isinstance(table := commit.get("scopes"), Mapping):
        return data
    globs = {name: [value] if isinstance(value, str) else value for name, value in table.items()}
    return {**data, "commit": {**commit, "scopes": list(table), "scope_paths": globs}}


@dataclass(frozen=True, slots=True)
class _Reader:
    file: str
    text: str

    def table(self, kind: type[Any], data: Mapping[str, object], at: str) -> Any:
        hints = get_type_hints(kind)
        for key in data:
            if key not in hints:
                raise UnknownSetting(self.file, self.line(key), f"{at}{key}", _nearest(key, at, tuple(hints)))
        for known in fields(kind):
            if known.default is MISSING and known.default_factory is MISSING and known.name not in data:
                raise WrongSetting(self.file, self.line(at.rstrip(".")), f"{at}{known.name}", "obligatorio")
        return kind(**{key: self.value(hints[key], value, f"{at}{key}") for key, value in data.items()})

    def value(self, hint: Any, value: object, at: str) -> Any:
        origin, inside = get_origin(hint), get_args(hint)
        if is_dataclass(hint) and isinstance(hint, type):
            return self.table(hint, self.expect(value, dict, at, "tabla"), f"{at}.")
        if origin is Literal:
            if value not in inside:
                raise WrongSetting(self.file, self.line(at), at, " | ".join(f'"{choice}"' for choice in inside))
            return value
        if origin is tuple:
            items = self.expect(value, list, at, "lista")
            return tuple(self.value(inside[0], item, at) for item in items)
        if origin is Mapping:
            pairs = self.expect(value, dict, at, "tabla")
            return {key: self.value(inside[1], item, f"{at}.{key}") for key, item in pairs.items()}
        if origin is UnionType:
            return self.option(tuple(option for option in inside if option is not type(None)), value, at)
        plain = self.expect(value, hint, at, _KINDS[hint])
        if hint is int and plain < 0:
            raise WrongSetting(self.file, self.line(at), at, _KINDS[hint])
        if at == "branch.alphabet" and not _is_alphabet(plain):
            raise WrongSetting(
                self.file, self.line(at), at, 'signos como en unos corchetes de expresión regular: "a-z0-9/-"'
            )
        if at == "commit.ticket.pattern" and plain and not _is_pattern(plain):
            raise WrongSetting(self.file, self.line(at), at, 'una expresión regular: "OBRA-[0-9]+"')
        return plain

    def option(self, hints: tuple[Any, ...], value: object, at: str) -> Any:
        """A value of any of these kinds; TOML has no null."""
        if len(hints) == 1:
            return self.value(hints[0], value, at)
        if isinstance(value, bool) or not isinstance(value, hints):
            raise WrongSetting(self.file, self.line(at), at, " o ".join(_KINDS[hint] for hint in hints))
        return value

    def expect(self, value: object, kind: type[Any], at: str, name: str) -> Any:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise WrongSetting(self.file, self.line(at), at, name)
        return value

    def line(self, key: str) -> int | None:
        return line_of(self.text, key)


def line_of(text: str, key: str) -> int | None:
    """The first line that sets the last part of a dotted key, or opens its table."""
    last = key.rpartition(".")[2]
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            bare = bare.strip("[] ").rpartition(".")[2]
        if bare.partition("=")[0].strip().strip("\"'") == last:
            return number
    return None


_KINDS: dict[type[Any], str] = {str: "texto", int: "número entero, cero o más", bool: "true | false"}


def _is_pattern(text: str) -> bool:
    from relcommit.bounded_pattern import is_pattern

    return is_pattern(text)


def _is_alphabet(signs: str) -> bool:
    """Whether a text is the inside of one regular expression's brackets, and says what it seems to say."""
    import re
    import warnings

    if not re.fullmatch(r"(?!\^)(?:[^\]\[\\]|\\.)+", signs, re.DOTALL):
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # of signs that `re` may read as an operation between sets some day
        try:
            re.compile(f"[{signs}]")
        except (re.error, Warning):
            return False
    return True


def _nearest(key: str, at: str, known: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches

    close = get_close_matches(key, known, n=1)
    return f"{at}{close[0]}" if close else None
