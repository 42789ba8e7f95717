"""Changing the repository: fixed git arguments, refs by compare-and-swap, other people's work left alone."""

import contextlib
import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from relcommit.errors.repository import BranchMoved, CommitRefused, GitFailed, SwitchRefused
from relcommit.names import BranchName, RemoteName, RepoPath, Sha
from relcommit.repo.git import Git
from relcommit.repo.pushing import push, remote_tips
from relcommit.repo.snapshot import current_branch, differing, dirty_paths
from relcommit.world import Reporter

ABSENT = ""
"""For git-update-ref(1): the ref must not be there. All zeros would need to know the length of a hash."""
MANY = 200
"""Above so many files, git is told to put all of them into one pack: half the time of a file each."""
_LITERAL = {"GIT_LITERAL_PATHSPECS": "1"}
_OURS = {
    "GIT_AUTHOR_NAME": "relcommit", "GIT_AUTHOR_EMAIL": "relcommit@localhost",
    "GIT_COMMITTER_NAME": "relcommit", "GIT_COMMITTER_EMAIL": "relcommit@localhost",
}  # fmt: skip
"""Who signs the commits that only keep a state for undo."""


@dataclass(frozen=True, slots=True)
class Repository:
    """Fulfils `world.Repo` for one working tree."""

    git: Git
    words: Reporter
    credentials: Mapping[str, str] = field(default_factory=dict)
    """Variables with which git logs in at the remote."""

    def tip(self, branch: BranchName) -> Sha | None:
        """Where a branch stands, `None` where there is none."""
        return self._commit(f"refs/heads/{branch}")

    def current(self) -> BranchName | None:
        """The branch of the working tree, `None` when HEAD is detached."""
        return current_branch(self.git)

    def message(self, commit: Sha) -> str:
        """The message of a commit, as UTF-8 whatever it was written in."""
        return self.git.text("log", "-1", "--format=%B", "--encoding=UTF-8", "--no-show-signature", commit).rstrip("\n")

    def parent(self, commit: Sha) -> Sha | None:
        """Its first parent, `None` for a root."""
        return self._commit(f"{commit}^")

    def move_branch(self, branch: BranchName, *, to: Sha | None, only_at: Sha | None) -> None:
        """Create, move or delete a branch by compare-and-swap. Raises BranchMoved."""
        ref = f"refs/heads/{branch}"
        if self.tip(branch) == to:
            return
        asked = ("-d", ref, only_at or ABSENT) if to is None else (ref, to, only_at or ABSENT)
        try:
            self.git.write("update-ref", "-m", "relcommit", "--no-deref", *asked)
        except GitFailed as why:
            raise BranchMoved(branch, only_at, self.tip(branch)) from why
        if to is None:
            self.set_upstream(branch, None)

    def switch(self, branch: BranchName) -> None:
        """Put the working tree on a branch. Raises SwitchRefused with git's own words."""
        if self.current() == branch:
            return
        try:
            self.git.write("switch", "--quiet", "--no-guess", branch)
        except GitFailed as why:
            if self.current() != branch:  # it may have switched, and its post-checkout hook failed
                raise SwitchRefused(branch, why.why) from why

    def dirty(self) -> Mapping[RepoPath, str]:
        """What git sees changed or new, each with facts that change when it does so again."""
        return dirty_paths(self.git)

    def differing(self, commit: Sha, other: Sha) -> frozenset[RepoPath]:
        """The files in which two commits differ."""
        return differing(self.git, commit, other)

    def save(self, ref: str, paths: Iterable[RepoPath]) -> Sha:
        """Keep these files and their index as a commit under `ref`.

        Its tree is the working tree's, its second parent the index, as in git-stash(1); the message of that one
        names what was only meant to be added (`git add -N`), which no tree can hold.
        """
        kept = self._commit(ref)
        if kept:
            return kept
        names = self.git.names("diff-files", "--name-status", "-z")
        changed = dict(zip(names[1::2], names[::2], strict=True))
        promised = [path for path, how in changed.items() if how == "A"]
        title = "\n\n".join(("índice", *map(json.dumps, promised)))
        index = self._commit_tree(self.git.write("write-tree"), title, "HEAD")
        saved = self._commit_tree(self._tree_of(paths, changed), "árbol de trabajo", "HEAD", index)
        self.git.write("update-ref", ref, saved, ABSENT)
        return saved

    def _tree_of(self, paths: Iterable[RepoPath], changed: Collection[str]) -> str:
        """The index's tree with these files as the working tree has them."""
        with self._scratch_index() as scratch:
            known = set(self.git.names("ls-files", "-z"))  # what git finds unchanged is in the index as it is
            self._stage((path for path in paths if path in changed or path not in known), scratch)
            return self.git.write("write-tree", extra=scratch)

    def unlike(self, ref: str, paths: Iterable[RepoPath]) -> tuple[RepoPath, ...]:
        """Those of these files that, in the working tree or in the index, are not as `save` kept them."""
        wanted = set(paths)
        changed = self.git.names("diff-files", "--name-only", "-z")
        now = ((ref, self._tree_of(wanted, changed)), (f"{ref}^2", self.git.write("write-tree")))
        asked = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv")
        differing = {RepoPath(path) for kept, tree in now for path in self.git.names(*asked, kept, tree)}
        return tuple(sorted(differing & wanted))

    def kept(self, ref: str, path: RepoPath) -> bytes | None:
        """The bytes of a file as `save` kept it, as the working tree had them; `None` where it kept none."""
        if not self.git.says("cat-file", "-e", f"{ref}:{path}"):
            return None
        return self.git.read("cat-file", "--filters", f"{ref}:{path}")

    def forget(self, prefix: str) -> None:
        """Drop every ref of ours whose name begins so."""
        names = self.git.text("for-each-ref", "--format=%(refname)", prefix).splitlines()
        self.git.write("update-ref", "--stdin", stdin="".join(f"delete {name}\n" for name in names).encode())

    def checked_out_at(self, branch: BranchName) -> str | None:
        """The other working tree that has a branch checked out, `None` where there is none."""
        place = ""
        for line in self.git.names("worktree", "list", "--porcelain", "-z"):
            key, _, value = line.partition(" ")
            if key == "worktree":
                place = value
            if line == f"branch refs/heads/{branch}" and Path(place) != self.git.root:
                return place
        return None

    def made_as(self, commit: Sha, message: str) -> bool:
        """Whether HEAD's own record says that `commit` was made here when this message was asked for."""
        entry = self.git.text("log", "-g", "-1", "--format=%H %gs", "HEAD", "--", ok=(0, 128))
        return entry.startswith(f"{commit} {_mark(message)}:")

    def restore_index(self, ref: str, paths: Iterable[RepoPath]) -> None:
        """Give the index of these files back as `save` kept it; the working tree is left alone."""
        kept = {
            entry.partition("\t")[2]: entry
            for entry in self.git.names("ls-tree", "-r", "-z", "--full-tree", f"{ref}^2")
        }
        wanted = list(paths)
        nothing = "0" * len(self.git.text("rev-parse", ref))
        lines = [kept.get(path, f"0 {nothing}\t{path}") for path in wanted]
        self.git.write("update-index", "-z", "--index-info", stdin=_nul(lines))
        promised = {json.loads(line) for line in self.message(Sha(f"{ref}^2")).split("\n\n")[1:]} & set(wanted)
        if present := sorted(path for path in promised if os.path.lexists(self.git.root / path)):
            asked = ("--intent-to-add", "--force", "--pathspec-from-file=-", "--pathspec-file-nul")
            self.git.write("add", *asked, stdin=_nul(present), extra=_LITERAL)
        self.git._run(("update-index", "-q", "--refresh"), None, (0, 1), {})  # noqa: SLF001 - stale times are no failure

    def unstage(self, path: RepoPath) -> None:
        """Make the index say of this file what the last commit says."""
        self.git.write("reset", "--quiet", "--", path, extra=_LITERAL)

    def commit(self, message: str, paths: Iterable[RepoPath], *, amend: bool) -> Sha:
        """Commit these files as they stand, and nothing else; hooks and signing run. Raises CommitRefused."""
        wanted = list(paths)
        self._stage(wanted, {})
        head = set(self.git.names("ls-tree", "-r", "-z", "--full-tree", "--name-only", "HEAD"))
        known = [path for path in wanted if path in head or os.path.lexists(self.git.root / path)]
        with self._message_file(message) as file, contextlib.ExitStack() as stack:
            asked = ["-c", "i18n.commitEncoding=UTF-8", "commit", "--quiet", "--cleanup=whitespace", "-F", str(file)]
            asked += ["--amend", "--allow-empty"] if amend else []
            extra = {**_LITERAL, "GIT_REFLOG_ACTION": _mark(message)}
            if any(map(self._is_folder, wanted)):  # `--only` takes it for a submodule
                extra |= stack.enter_context(self._scratch_index())
                self.git.write("read-tree", "HEAD", extra=extra)
                self._stage(wanted, extra)
            else:
                asked += ["--only", "--pathspec-from-file=-", "--pathspec-file-nul"] if known else ["--only"]
            try:
                self.git.write(*asked, stdin=_nul(known), extra=extra)
            except GitFailed as why:
                raise CommitRefused(why.why) from why
        return Sha(self.git.text("rev-parse", "HEAD"))

    def remote_tip(self, remote: RemoteName, branch: BranchName) -> Sha | None:
        """Where the branch stands on the remote now, `None` where there is none. Raises RemoteRefused."""
        return remote_tips(self.git, remote, (branch,), self.credentials).get(branch)

    def push(self, remote: RemoteName, branch: BranchName, *, to: Sha | None, lease: Sha | None) -> None:
        """Move the remote's branch, only where it stands at `lease`. Raises RemoteMoved and RemoteRefused."""
        push(self.git, remote, branch, to=to, lease=lease, words=self.words, credentials=self.credentials)

    def set_upstream(self, branch: BranchName, remote: RemoteName | None) -> None:
        """Make the branch follow its namesake on the remote, or nothing."""
        if remote:
            for key, value in (("remote", remote), ("merge", f"refs/heads/{branch}")):
                self.git.write("config", "--", f"branch.{branch}.{key}", value)
            return
        default = self.git.text("config", "--get", "branch.autoSetupRebase", ok=(0, 1))
        rebases = default.lower() in ("always", "remote")  # git wrote it with the other two
        for key in ("remote", "merge", *(("rebase",) if rebases else ())):
            asked = ("config", "--unset-all", "--", f"branch.{branch}.{key}")
            self.git._run(asked, None, (0, 5), {})  # noqa: SLF001 - 5: it was not set

    def _commit(self, revision: str) -> Sha | None:
        sha = self.git.text("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", ok=(0, 1))
        return Sha(sha) if sha else None

    def _commit_tree(self, tree: str, said: str, *parents: str) -> Sha:
        asked = [one for parent in parents for one in ("-p", parent)]
        return Sha(
            self.git.write("commit-tree", "--no-gpg-sign", "-m", f"relcommit: {said}", *asked, tree, extra=_OURS)
        )

    def _stage(self, paths: Iterable[RepoPath], environment: Mapping[str, str]) -> None:
        """Make the index agree with the working tree for these files, absent ones included."""
        names = list(paths)
        if folders := [path for path in names if self._is_folder(path)]:  # a file was there: git asks for its inside
            names = [path for path in names if path not in folders]
            nothing = "0" * len(self.git.text("rev-parse", "HEAD"))
            lines = _nul(f"0 {nothing}\t{path}" for path in folders)
            self.git.write("update-index", "-z", "--index-info", stdin=lines, extra=environment)
        packed = ("-c", "core.bigFileThreshold=1") if len(names) > MANY else ()
        asked = ("update-index", "--add", "--remove", "--replace", "-z", "--stdin")
        self.git.write(*packed, *asked, stdin=_nul(names), extra=environment)

    def _is_folder(self, path: RepoPath) -> bool:
        """Whether a plain folder stands there; a submodule is none."""
        place = os.path.join(self.git.root, path)  # noqa: PTH118 - thousands of them
        try:
            return stat.S_ISDIR(os.lstat(place).st_mode) and not os.path.lexists(f"{place}/.git")
        except OSError:
            return False

    @contextlib.contextmanager
    def _scratch_index(self) -> Iterator[dict[str, str]]:
        """A copy of the index to play with, as the environment that names it."""
        with self._spare_folder() as folder:
            copy = Path(folder, "index")
            if (self.git.folder / "index").exists():
                shutil.copy2(self.git.folder / "index", copy)
            yield {"GIT_INDEX_FILE": str(copy)}

    @contextlib.contextmanager
    def _spare_folder(self) -> Iterator[str]:
        self.git.spare.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.git.spare) as folder:
            yield folder

    @contextlib.contextmanager
    def _message_file(self, message: str) -> Iterator[Path]:
        with self._spare_folder() as folder:
            file = Path(folder, "mensaje.txt")
            file.write_bytes(message.encode("utf-8"))
            yield file


def _mark(message: str) -> str:
    """What HEAD's record calls a commit that was asked for with this message."""
    return f"relcommit-{hashlib.blake2b(message.encode('utf-8', 'surrogateescape'), digest_size=8).hexdigest()}"


def _nul(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\0" for name in names).encode("utf-8", "surrogateescape")
