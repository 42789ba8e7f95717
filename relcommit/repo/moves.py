"""The moves of a history: what git pairs, and content that came back elsewhere."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from relcommit.docs.links.move_history import MovesFound, Relocated, namesake, nearest_twin, pair
from relcommit.docs.model import Tree
from relcommit.docs.paths import folded_name, is_document
from relcommit.errors.repository import GitFailed
from relcommit.names import Sha
from relcommit.repo.git import Git
from relcommit.repo.past import blob_bytes

_FORMAT = "%x01%H%x00%s"
_MOST = 400
"""How many lost files are compared with how many others, when their content is all there is to go by."""


@dataclass(slots=True)
class Step:
    """What one commit took away and what it brought, by path, each with its blob."""

    commit: str
    subject: str
    gone: dict[str, str] = field(default_factory=dict)
    came: dict[str, str] = field(default_factory=dict)
    went: dict[str, str] = field(default_factory=dict)
    """Where what it took away is found again."""
    likeness: dict[str, float] = field(default_factory=dict)
    """How much of each of those is the same there, from 0 to 1; all of it where nothing is said."""


def moves_in_history(git: Git, revisions: tuple[str, ...], tree: Tree, wanted: Collection[str]) -> MovesFound:
    """Every move of the commits that `revisions` name, the oldest first; then those that nobody has committed.

    Git's own pairs are asked for where a commit touches what somebody `wanted`, by the names in its path.
    """
    log, is_cut = _log(git, revisions) if git.says("rev-parse", "--verify", "--quiet", "HEAD") else ("", False)
    steps = list(_steps(log))
    looked = [step for step in steps if step.gone and step.came and _touches(step, wanted)]
    skipped = _pair_renamed(git, looked)
    for step in steps:
        _pair_same_blobs(step)
    _pair_namesakes(git, looked)
    _pair_across(git, steps, tree, wanted)
    committed = (
        Relocated(old=old, new=new, commit=step.commit, subject=step.subject, likeness=step.likeness.get(old, 1.0))
        for step in reversed(steps)
        for old, new in step.went.items()
    )
    moves = (*committed, *_uncommitted(git, tree))
    return MovesFound(moves, skipped, is_cut or (git.common / "shallow").exists())


def _log(git: Git, revisions: tuple[str, ...]) -> tuple[str, bool]:
    """What git says of the commits that add or remove files, and whether it had to stop for want of a file."""
    asked = (
        "log",
        "-z",
        "-c",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--diff-filter=AD",
        "--full-history",
        "--no-show-signature",
    )
    local = replace(git, environment={**git.environment, "GIT_NO_LAZY_FETCH": "1"})
    whole = (*asked, "--no-ext-diff", "--no-color", f"--format={_FORMAT}", *revisions, "--")
    try:
        return local.read(*whole).decode("utf-8", "surrogateescape"), False
    except GitFailed:
        return local.read(*whole, ok=(0, 128)).decode("utf-8", "surrogateescape"), True


def _steps(log: str) -> Iterator[Step]:
    """The commits that add or remove files, newest first; renames told as both.

    Of a merge only what none of its parents has.
    """
    for piece in log.split("\x01")[1:]:
        commit, subject, *fields = piece.split("\0")
        step = Step(commit, subject)
        facts = [fact.lstrip("\n") for fact in fields if fact.strip("\n")]
        for raw, path in zip(facts[::2], facts[1::2], strict=False):
            parents = len(raw) - len(raw.lstrip(":"))
            words = raw.split(" ")
            if set(words[-1]) == {"D"}:
                step.gone[path] = words[parents + 1]
            elif set(words[-1]) == {"A"}:
                step.came[path] = words[-2]
        yield step


def _touches(step: Step, wanted: Collection[str]) -> bool:
    return any(_is_wanted(path, wanted) for paths in (step.gone, step.came) for path in paths)


def stems(path: str) -> Iterator[str]:
    """The names of a path, folders included, without endings, as `wanted` holds them."""
    for part in path.replace("\\", "/").split("/"):
        if part.strip("."):
            yield part.lstrip(".").partition(".")[0].casefold()


def _is_wanted(path: str, wanted: Collection[str]) -> bool:
    return any(name in wanted for name in stems(path))


def _pair_renamed(git: Git, steps: list[Step]) -> tuple[str, ...]:
    """Git's renames; of a merge, those that none of its parents has. The commits whose files are not here are given."""
    try:
        _pair_at_once(git, steps)
    except GitFailed:
        return tuple(step.commit for step in steps if not _can_pair(git, step))
    return ()


def _can_pair(git: Git, step: Step) -> bool:
    try:
        _pair_at_once(git, [step])
    except GitFailed:
        return False
    return True


def _pair_at_once(git: Git, steps: list[Step]) -> None:
    if not steps:
        return
    asked = ("diff-tree", "--stdin", "-m", "-r", "-z", "--root", "-M40%", "-l0", "--diff-filter=R", "--name-status")
    local = replace(git, environment={**git.environment, "GIT_NO_LAZY_FETCH": "1"})
    listing = local.read(
        *asked, "--no-ext-diff", "--no-textconv", stdin="".join(f"{step.commit}\n" for step in steps).encode()
    )
    commits = {step.commit: step for step in steps}
    names = iter(listing.decode("utf-8", "surrogateescape").split("\0"))
    commit = ""
    for name in names:
        if name.strip("\n") in commits:
            commit = name.strip("\n")
        elif name.startswith("R"):
            old, new = next(names), next(names)
            step = commits[commit]
            if old in step.gone and new in step.came:
                step.went[old] = new
                step.likeness[old] = int(name[1:]) / 100


def _pair_same_blobs(step: Step) -> None:
    """Files that one commit took from one place to another as they were.

    Of several with the same bytes, those whose paths end alike; where two are as near as each other, neither is sure.
    """
    held: dict[str, list[str]] = {}
    for path, blob in step.came.items():
        held.setdefault(blob, []).append(path)
    many = {blob for blob, count in Counter(step.gone.values()).items() if count > 1}
    for path, blob in step.gone.items():
        twins = held.get(blob, [])
        if twins and (path not in step.went or len(twins) > 1 or blob in many):
            step.went[path], is_clear = nearest_twin(path, twins)
            step.likeness[path] = 1.0 if is_clear else 0.0


def _pair_namesakes(git: Git, steps: Iterable[Step]) -> None:
    """Documents that a commit moved and changed too much for git, but that kept their name and many of their words."""
    open_ends: list[tuple[Step, str, list[str]]] = []
    for step in steps:
        arrived = set(step.went.values())
        named: dict[str, list[str]] = {}
        for path in step.came:
            if path not in arrived and is_document(path):
                named.setdefault(folded_name(path), []).append(path)
        lost = (path for path in step.gone if path not in step.went and folded_name(path) in named)
        open_ends += ((step, path, named[folded_name(path)]) for path in lost)
    open_ends = open_ends[:_MOST]
    texts = blob_bytes(
        git,
        {blob for step, path, come in open_ends for blob in (step.gone[path], *(step.came[place] for place in come))},
    )
    for step, path, come in open_ends:
        taken = set(step.went.values())
        free = {place: texts[step.came[place]] for place in come if place not in taken and step.came[place] in texts}
        score, best = namesake(path, texts[step.gone[path]], free) if step.gone[path] in texts else (0.0, None)
        if best is not None:
            step.went[path] = best
            step.likeness[path] = score


def _pair_across(git: Git, steps: Sequence[Step], tree: Tree, wanted: Collection[str]) -> None:
    """Files that one commit took away and another brought back elsewhere."""
    known = {old for step in steps for old in step.went}
    lost: dict[str, Step] = {}
    for step in steps:
        for path in step.gone:
            if path not in known and path not in tree.files and _is_wanted(path, wanted):
                lost.setdefault(path, step)
    if not lost:
        return
    arrived = {new for step in steps for new in step.went.values()}
    fresh = {path for step in steps for path in step.came if path in tree.files and path not in arrived}
    some = dict(list(lost.items())[:_MOST])
    texts = blob_bytes(git, {step.gone[path] for path, step in some.items()})
    candidates = {path: tree.contents[path] for path in sorted(tree.contents) if path in fresh}
    gone = {path: texts[step.gone[path]] for path, step in some.items() if step.gone[path] in texts}
    for old, new, score in pair(gone, dict(list(candidates.items())[:_MOST])):
        lost[old].went[old] = new
        lost[old].likeness[old] = score


def _uncommitted(git: Git, tree: Tree) -> Iterator[Relocated]:
    """Moves in the working tree that no commit has yet."""
    head = git.read("ls-tree", "-r", "-z", "--full-tree", "HEAD", ok=(0, 128)).decode("utf-8", "surrogateescape")
    entries = (line.partition("\t") for line in head.split("\0") if "\t" in line)
    blobs = {path: facts.split(" ")[2] for facts, _, path in entries}
    gone = [path for path in blobs if path not in tree.files][:_MOST]
    fresh = [path for path in sorted(tree.files) if path not in blobs] if gone else []
    came = {str(path): tree.contents[path] for path in fresh if path in tree.contents}
    yield from _by_name(git, blobs, gone, [path for path in fresh if path not in tree.contents])
    if not came:
        return
    texts = blob_bytes(git, {blobs[path] for path in gone})
    for old, new, score in pair({path: texts[blobs[path]] for path in gone if blobs[path] in texts}, came):
        yield Relocated(old=old, new=new, commit="", subject="", likeness=score)


def _by_name(git: Git, blobs: Mapping[str, str], gone: Iterable[str], came: Iterable[str]) -> Iterator[Relocated]:
    """Files that hold no references: one of a name that went, and the only one of that name that came."""
    named: dict[str, list[str]] = {}
    for path in came:
        named.setdefault(path.rpartition("/")[2], []).append(path)
    for path in gone:
        namesakes = named.get(path.rpartition("/")[2], [])
        if len(namesakes) == 1:
            is_same = git.text("hash-object", "--", namesakes[0], ok=(0, 128)) == blobs[path]
            yield Relocated(old=path, new=namesakes[0], commit="", subject="", likeness=float(is_same))


def revision_range(one: Sha | None, since: Sha | None) -> tuple[str, ...]:
    """What `git log` is asked for: one commit and those after it, only those after one, or all.

    What one commit moved may have moved again since.
    """
    if one:
        return ("HEAD", one, f"^{one}^@")
    return (f"{since}..HEAD",) if since else ("HEAD",)
