"""The moves of a history: what git pairs, and content that came back elsewhere."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from relcommit.docs.links.move_history import Relocated, namesake, pair
from relcommit.docs.model import Tree
from relcommit.docs.paths import folded_name, is_document
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


def moves_in_history(git: Git, revisions: tuple[str, ...], tree: Tree, wanted: Collection[str]) -> list[Relocated]:
    """Every move of the commits that `revisions` name, the oldest first; then those that nobody has committed.

    Git's own pairs are asked for where a commit touches what somebody `wanted`, by the names in its path.
    """
    steps = list(_steps(git, revisions)) if git.says("rev-parse", "--verify", "--quiet", "HEAD") else []
    looked = [step for step in steps if step.gone and step.came and _touches(step, wanted)]
    pairs = _paired(git, looked)
    for step in steps:
        step.went = pairs.get(step.commit) or dict(_same_blobs(step))
    _pair_namesakes(git, looked)
    _pair_across(git, steps, tree, wanted)
    committed = (
        Relocated(old=old, new=new, commit=step.commit, subject=step.subject)
        for step in reversed(steps)
        for old, new in step.went.items()
    )
    return [*committed, *_uncommitted(git, tree)]


def _steps(git: Git, revisions: tuple[str, ...]) -> Iterator[Step]:
    """The commits that add or remove files, newest first; renames told as both.

    Of a merge only what none of its parents has.
    """
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
    log = git.read(*asked, "--no-ext-diff", "--no-color", f"--format={_FORMAT}", *revisions, "--")
    for piece in log.decode("utf-8", "surrogateescape").split("\x01")[1:]:
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


def _paired(git: Git, steps: list[Step]) -> dict[str, dict[str, str]]:
    """Git's renames, by commit; of a merge, those that none of its parents has."""
    if not steps:
        return {}
    asked = ("diff-tree", "--stdin", "-m", "-r", "-z", "--root", "-M40%", "-l0", "--diff-filter=R", "--name-status")
    listing = git.read(
        *asked, "--no-ext-diff", "--no-textconv", stdin="".join(f"{step.commit}\n" for step in steps).encode()
    )
    pairs: dict[str, dict[str, str]] = {}
    commits = {step.commit: step for step in steps}
    names = iter(listing.decode("utf-8", "surrogateescape").split("\0"))
    commit = ""
    for name in names:
        if name.strip("\n") in commits:
            commit = name.strip("\n")
        elif name.startswith("R"):
            old, new = next(names), next(names)
            if old in commits[commit].gone and new in commits[commit].came:
                pairs.setdefault(commit, {})[old] = new
    return pairs


def _same_blobs(step: Step) -> Iterator[tuple[str, str]]:
    """Files that one commit took from one place to another as they were."""
    by_blob = {blob: path for path, blob in step.came.items()}
    for path, blob in step.gone.items():
        if blob in by_blob:
            yield path, by_blob.pop(blob)


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
        free = {place: texts[step.came[place]] for place in come if place not in step.went.values()}
        best = namesake(path, texts[step.gone[path]], free)
        if best is not None:
            step.went[path] = best


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
    gone = {path: texts[step.gone[path]] for path, step in some.items()}
    for old, new in pair(gone, dict(list(candidates.items())[:_MOST])):
        lost[old].went[old] = new


def _uncommitted(git: Git, tree: Tree) -> Iterator[Relocated]:
    """Moves in the working tree that no commit has yet."""
    head = git.read("ls-tree", "-r", "-z", "--full-tree", "HEAD", ok=(0, 128)).decode("utf-8", "surrogateescape")
    entries = (line.partition("\t") for line in head.split("\0") if "\t" in line)
    blobs = {path: facts.split(" ")[2] for facts, _, path in entries}
    gone = [path for path in blobs if path not in tree.files][:_MOST]
    fresh = [path for path in sorted(tree.files) if path not in blobs] if gone else []
    came = {str(path): tree.contents[path] for path in fresh if path in tree.contents}
    yield from _by_name(gone, [path for path in fresh if path not in tree.contents])
    if not came:
        return
    texts = blob_bytes(git, {blobs[path] for path in gone})
    for old, new in pair({path: texts[blobs[path]] for path in gone}, came):
        yield Relocated(old=old, new=new, commit="", subject="")


def _by_name(gone: Iterable[str], came: Iterable[str]) -> Iterator[Relocated]:
    """Files that hold no references: one of a name that went, and the only one of that name that came."""
    named: dict[str, list[str]] = {}
    for path in came:
        named.setdefault(path.rpartition("/")[2], []).append(path)
    for path in gone:
        namesakes = named.get(path.rpartition("/")[2], [])
        if len(namesakes) == 1:
            yield Relocated(old=path, new=namesakes[0], commit="", subject="")


def revision_range(one: Sha | None, since: Sha | None) -> tuple[str, ...]:
    """What `git log` is asked for: one commit and those after it, only those after one, or all.

    What one commit moved may have moved again since.
    """
    if one:
        return ("HEAD", one, f"^{one}^@")
    return (f"{since}..HEAD",) if since else ("HEAD",)
