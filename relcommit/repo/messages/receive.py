"""What a push brings, as git tells its `pre-receive` and `update` hooks: judged before it is taken."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from relcommit.commits.judge import Verdict
from relcommit.errors.commits import ReceivedUnreadable
from relcommit.names import Sha
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


def judge_update(git: Git, update: Update, settings: Settings) -> Iterator[Verdict]:
    """The name of a new branch, and each commit that is new here; tags and deletions bring nothing to judge."""
    from relcommit.commits.branch import check_branch
    from relcommit.commits.finding import weighed

    if not update.branch or not update.new:
        return
    if not update.old and (findings := check_branch(update.branch, settings.branch)):
        yield Verdict("rama", update.branch, weighed(findings, settings.commit.severity))
    yield from judge_new(git, update.new, settings.commit)


def settings_for(git: Git, update: Update) -> Settings:
    """The settings of the branch as it is; a new branch's are the default branch's, and a first push brings its own.

    Raises what is wrong with them.
    """
    for commit in (update.old, "HEAD", update.new):
        sha = git.text("rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}", ok=(0, 1, 128)) if commit else ""
        files = files_at(git, Sha(sha)) if sha else None
        if files is not None:
            return settings_in(files)
    return Settings()


def _is_id(text: str) -> bool:
    return len(text) in (40, 64) and all(sign in "0123456789abcdef" for sign in text)
