"""What a branch has that its base has not, and the files of a commit."""

from collections.abc import Iterable
from dataclasses import replace

from relcommit.docs.links.rewrite import is_readable
from relcommit.docs.model import Tree
from relcommit.names import RepoPath, Sha
from relcommit.repo.git import Git
from relcommit.repo.snapshot import differing

_PATCH = (
    "-p", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--full-index", "-U3",
    "--diff-algorithm=myers", "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip
"""A change as it is compared: git-log(1) looks for renames by itself, and git-diff-tree(1) does not."""
MOST_SEARCHED = 500
"""How many of the base's newer commits are compared with a branch's work, newest first."""


def commits_between(git: Git, base: Sha, tip: Sha) -> list[tuple[Sha, str, str, str]]:
    """Hash, header, message and author's address of the commits that `tip` has and `base` has not, newest first."""
    if base == tip:
        return []
    asked = ("--no-show-signature", "--no-color", "--encoding=UTF-8", "--format=%H%n%ae%n%B")
    log = git.read("log", "-z", *asked, f"{base}..{tip}", "--").decode("utf-8", "replace")
    commits = []
    for sha, author, body in (entry.split("\n", 2) for entry in log.split("\0") if entry):
        message = body.strip("\n")
        commits.append((Sha(sha), message.partition("\n")[0], message, author))
    return commits


def commits_apart(git: Git, one: Sha, other: Sha) -> tuple[int, int]:
    """How many commits each of two has that the other has not."""
    left, right = git.text("rev-list", "--left-right", "--count", f"{one}...{other}", "--").split()
    return int(left), int(right)


def is_known(git: Git, commit: Sha) -> bool:
    """Whether this clone has the commit."""
    return git.says("cat-file", "-e", f"{commit}^{{commit}}")


def author_address(git: Git) -> str:
    """The address with which a commit made now would be signed; empty where git knows none."""
    ident = git.text("var", "GIT_AUTHOR_IDENT", ok=(0, 1, 128))
    return ident.rpartition(">")[0].rpartition("<")[2]


def committed_on(git: Git, commit: Sha) -> str:
    """The day on which it was committed (ISO 8601)."""
    return git.text("show", "-s", "--no-show-signature", "--format=%cs", commit)


def landing_commit(git: Git, tip: Sha, base: Sha) -> Sha | None:
    """The commit of `base` with which the work of `tip` came there: by a merge, a squash or a rebase.

    `None` where it is not there. A squash is known by its change (git-patch-id(1)), or by the files that it left.
    """
    if tip == base:
        return tip
    if is_ancestor(git, tip, base):
        containing = set(git.text("rev-list", "--ancestry-path", f"{tip}..{base}", "--").split())
        trunk = git.text("rev-list", "--first-parent", f"{tip}..{base}", "--").split()
        oldest = Sha([commit for commit in trunk if commit in containing][-1])
        is_forward = git.text("rev-parse", f"{oldest}^1") == tip
        return tip if is_forward else oldest
    start = Sha(git.text("merge-base", tip, base, ok=(0, 1)))
    if not start or start in (tip, base):
        return None
    return _same_change(git, start, tip, base) or _same_files(git, start, tip, base)


def same_changes(git: Git, start: Sha, tip: Sha, onto: Sha, end: Sha) -> bool:
    """Whether two ranges of commits make the same changes one by one, as a rebase leaves them."""
    return _changes(git, start, tip) == _changes(git, onto, end)


def _changes(git: Git, start: Sha, tip: Sha) -> list[bytes]:
    log = git.read("log", "--no-show-signature", *_PATCH, "--no-merges", f"{start}..{tip}", "--")
    return [line.split()[0] for line in git.read("patch-id", "--stable", stdin=log).splitlines()]


def _same_change(git: Git, start: Sha, tip: Sha, base: Sha) -> Sha | None:
    wanted = git.read("patch-id", "--stable", stdin=git.read("diff-tree", *_PATCH, start, tip))
    log = git.read(
        "log",
        "--no-show-signature",
        *_PATCH,
        "--no-merges",
        f"--max-count={MOST_SEARCHED}",
        "--format=commit %H",
        f"{start}..{base}",
    )
    for line in git.read("patch-id", "--stable", stdin=log).decode("ascii").splitlines():
        change, sha = line.split()
        if wanted.startswith(change.encode()):
            return Sha(sha)
    return None


def _same_files(git: Git, start: Sha, tip: Sha, base: Sha) -> Sha | None:
    brought = sorted(differing(git, start, tip))
    if not brought or differing(git, base, tip).intersection(brought):
        return None
    newest = git.text("rev-list", "-1", f"{start}..{base}", "--", f":(literal,top){brought[0]}")
    return Sha(newest) if newest else None


def is_ancestor(git: Git, old: Sha, new: Sha) -> bool:
    """Whether `new` has all that `old` has; `False` for a commit that is not here."""
    return git.says("merge-base", "--is-ancestor", old, new)


def renames(git: Git, old: Sha, new: Sha) -> list[tuple[RepoPath, RepoPath]]:
    """The files that git sees renamed between two commits, from and to.

    A short document whose links changed looks new to git: one that left and one that came under the same name,
    the only ones of that name, are a pair too.
    """
    asked = ("-r", "-z", "-M", "-l0", "--diff-filter=RAD", "--name-status", "--no-ext-diff", "--no-textconv")
    names = iter(git.names("diff-tree", *asked, old, new))
    renames: list[tuple[RepoPath, RepoPath]] = []
    gone: dict[str, list[RepoPath]] = {}
    came: dict[str, list[RepoPath]] = {}
    for kind in names:
        path = RepoPath(next(names))
        if kind.startswith("R"):
            renames.append((path, RepoPath(next(names))))
        else:
            (came if kind == "A" else gone).setdefault(path.rpartition("/")[2], []).append(path)
    pairs = ((paths, came.get(name, [])) for name, paths in gone.items())
    return renames + [(left[0], right[0]) for left, right in pairs if len(left) == len(right) == 1]


def file_at(git: Git, revision: str, path: str) -> bytes | None:
    """The bytes of a file as a commit holds it; `None` where it holds none."""
    blob = git.read("cat-file", "blob", f"{revision}:{path}", ok=(0, 128))
    return blob or None


def checked_out(git: Git, revision: str, path: str) -> bytes | None:
    """A file as git would write it into the working tree, line ends and filters applied; `None` where there is none."""
    name = f"{revision}:{path}"
    return git.read("cat-file", "--filters", name) if git.says("cat-file", "-e", name) else None


def tree_at(git: Git, commit: Sha, present: Tree, changed: Iterable[RepoPath]) -> Tree:
    """The files as they would stand on a commit with the changes of the working tree carried over."""
    listed, links, submodules = _listed(git, commit)
    readable = {path: sha for path, sha in listed.items() if is_readable(path)}
    texts = blob_bytes(git, {*readable.values(), *links.values()})
    contents = {path: texts[sha] for path, sha in readable.items() if sha in texts}
    symlinks = {path: texts[sha].decode("utf-8", "surrogateescape") for path, sha in links.items() if sha in texts}
    away = frozenset(path for path, sha in readable.items() if sha not in texts)
    files = set(listed) | set(links)
    for path in changed:
        contents.pop(path, None)
        symlinks.pop(path, None)
        files.discard(path)
        if path in present.files:
            files.add(path)
        if path in present.contents:
            contents[path] = present.contents[path]
        if path in present.symlinks:
            symlinks[path] = present.symlinks[path]
    return Tree(files=frozenset(files), contents=contents, symlinks=symlinks, submodules=submodules, away=away)


def _listed(git: Git, commit: Sha) -> tuple[dict[RepoPath, str], dict[RepoPath, str], frozenset[RepoPath]]:
    """A commit's files with their blobs, its symbolic links with theirs, and its submodules."""
    blobs: dict[RepoPath, str] = {}
    links: dict[RepoPath, str] = {}
    submodules: set[RepoPath] = set()
    for line in git.names("ls-tree", "-r", "-z", "--full-tree", commit):
        facts, _, name = line.partition("\t")
        mode, _, sha = facts.split(" ")
        match mode:
            case "160000":
                submodules.add(RepoPath(name))
            case "120000":
                links[RepoPath(name)] = sha
            case _:
                blobs[RepoPath(name)] = sha
    return blobs, links, frozenset(submodules)


def with_texts_away(git: Git, tree: Tree) -> Tree:
    """The tree with what the index holds of the files that a sparse checkout keeps away.

    What this clone does not have at all stays `away`.
    """
    if not tree.away:
        return tree
    shas: dict[RepoPath, str] = {}
    for line in git.names("ls-files", "--stage", "-z"):
        facts, _, path = line.partition("\t")
        if path in tree.away:
            shas[RepoPath(path)] = facts.split(" ")[1]
    texts = blob_bytes(git, set(shas.values()))
    fetched = {path: texts[sha] for path, sha in shas.items() if sha in texts}
    return replace(tree, contents={**tree.contents, **fetched}, away=tree.away - fetched.keys())


def blob_bytes(git: Git, shas: set[str]) -> dict[str, bytes]:
    """The bytes of blobs, by one `git cat-file --batch`; without those that this clone does not have.

    A partial clone is not asked to fetch them: reading is not the time for the network.
    """
    wanted = sorted(shas)
    if not wanted:
        return {}
    asked = "".join(f"{sha}\n" for sha in wanted).encode()
    answer = replace(git, environment={**git.environment, "GIT_NO_LAZY_FETCH": "1"}).read(
        "cat-file", "--batch", stdin=asked, ok=(0, 128)
    )
    blobs: dict[str, bytes] = {}
    start = 0
    for sha in wanted:
        end = answer.find(b"\n", start)
        if end < 0:
            break
        facts = answer[start:end].split(b" ")
        start = end + 1
        if len(facts) == 3:
            size = int(facts[2])
            blobs[sha] = answer[start : start + size]
            start += size + 1
    return blobs
