"""What a push brings, as git tells its `pre-receive` and `update` hooks: judged before it is taken."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from relcommit.commits.judge import Verdict
from relcommit.errors.base import Unreadable
from relcommit.errors.commits import ReceivedUnreadable
from relcommit.repo.commit_files import files_at, settings_in
from relcommit.repo.git import Git
from relcommit.repo.messages.range_check import judge_new
from relcommit.settings import Settings

_BRANCHES = "refs/heads/"


@dataclass(frozen=True, slots=True)
class Update:
    """A reference that a push moves; `old` and `new` are empty where there is none."""

    old: str
    new: str
    ref: str

    @property
    def branch(self) -> str:
        """The branch's name; empty for tags and the like."""
        return self.ref.removeprefix(_BRANCHES) if self.ref.startswith(_BRANCHES) else ""


def read_updates(lines: Iterable[str]) -> list[Update]:
    """The lines «old new ref» that git writes. Raises ReceivedUnreadable."""
    updates = []
    for line in lines:
        old, _, rest = line.rstrip("\n").partition(" ")
        new, _, ref = rest.partition(" ")
        if not (_is_id(old) and _is_id(new) and ref.startswith("refs/")):
            raise ReceivedUnreadable(line.rstrip("\n"))
        updates.append(Update(old if old.strip("0") else "", new if new.strip("0") else "", ref))
    return updates


def judge_push(git: Git, updates: Sequence[Update]) -> Iterator[Verdict]:
    """The names of new branches, and each commit that is new here, by the settings that are in force for its branch.

    Tags and deletions bring nothing to judge. What has the same settings is judged together. Raises what is wrong with
    the settings, also with those that a branch would have from now on: nobody could push to it any more.
    """
    groups: dict[tuple[str, str], list[Update]] = {}
    default = _commit(git, "HEAD")
    for update in updates:
        if update.branch and update.new:
            source = update.old or default
            groups.setdefault((source, "" if source and not update.old else update.new), []).append(update)
    for members in groups.values():
        settings = settings_for(git, members[0])
        for update in members:
            yield from _branch_name(update, settings)
        yield from judge_new(git, list(dict.fromkeys(update.new for update in members)), settings.commit)


def _branch_name(update: Update, settings: Settings) -> Iterator[Verdict]:
    """What is wrong with the name of a new branch."""
    from relcommit.commits.branch import check_branch
    from relcommit.commits.finding import weighed

    if not update.old and (findings := check_branch(update.branch, settings.branch)):
        yield Verdict("rama", update.branch, weighed(findings, settings.commit.severity))


def settings_for(git: Git, update: Update) -> Settings:
    """The settings of the branch as it is; a new branch's are the default branch's, and a first push brings its own.

    Those that a branch brings have to be readable, and are in force where it mends what could not be read. Raises what
    is wrong with them.
    """
    after = _settings_at(git, update.new) if update.old and update.new else None
    for name in (update.old, "HEAD", update.new):
        try:
            settings = _settings_at(git, name)
        except Unreadable:
            if name == update.old and after is not None:
                return after
            raise
        if settings is not None:
            return settings
    return Settings()


def _settings_at(git: Git, name: str) -> Settings | None:
    """The settings of a commit; None where there is no such commit. Raises what is wrong with them."""
    sha = _commit(git, name) if name else ""
    files = files_at(git, sha) if sha else None
    return None if files is None else settings_in(files)


def _commit(git: Git, name: str) -> str:
    """The commit that a name stands for; empty where there is none."""
    return git.text("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", ok=(0, 1, 128))


def _is_id(text: str) -> bool:
    return len(text) in (40, 64) and all(sign in "0123456789abcdef" for sign in text)
