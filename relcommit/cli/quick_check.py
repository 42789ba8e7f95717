"""`relcommit check --range A..B` without click, TOML or `subprocess`: what a short range costs is starting up.

Anything that it cannot do alone, errors included, it leaves to the command itself.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from relcommit.commits.judge import Verdict
    from relcommit.repo.baked import Baked
    from relcommit.repo.stream import Piece
    from relcommit.text.findings import Tally

_QUIET = ("-q", "--quiet")
INTERRUPTED, NOBODY_READS = 130, 141


def try_quickly(argv: "Sequence[str]") -> int | None:
    """The exit code of `check --range A..B [-q]` at the root of a plain clone; None for whatever is more."""
    words = [word for word in argv if word not in _QUIET]
    if len(words) != 3 or words[:2] != ["check", "--range"] or words[2].startswith("-"):
        return None
    rules = _rules()
    if rules is None:
        return None
    try:
        return _run(words[2], rules, quiet=len(words) < len(argv))
    except FileNotFoundError:  # there is no git: the command itself says so
        return None
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return NOBODY_READS


def _rules() -> "Baked | None":
    """The settings, where they are at hand and ask for nothing but the messages."""
    if not os.path.isdir(".git") or os.path.exists(".git/shallow") or _sent_elsewhere():  # noqa: PTH110, PTH112 - light
        return None
    from relcommit.repo.stamps import read_fresh

    rules = read_fresh(".git", ".")
    return None if rules is None or rules.authors else rules


def _sent_elsewhere() -> bool:
    """Whether the environment names another repository than the one that stands here."""
    return any(name in os.environ for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GITHUB_ACTIONS"))


def _run(wanted: str, rules: "Baked", *, quiet: bool) -> int | None:
    from relcommit.repo.stream import LogFailed, log

    pieces = log(".", wanted, os.environ)
    from relcommit.commits.quick import Quick
    from relcommit.text.findings import Tally, as_text

    tally, fine = Tally(), Quick(rules).fine
    try:
        first = next(pieces, None)
    except LogFailed:
        return None
    for told in as_text(_doubtful(first, pieces, rules, fine, tally), tally):
        if not quiet:
            sys.stdout.write(f"{told}\n")
    sys.stdout.flush()
    return 0 if tally.ok else 1


def _doubtful(
    piece: "Piece | None", rest: "Iterator[Piece]", rules: "Baked", fine: "Callable[[str], bool]", tally: "Tally"
) -> "Iterator[Verdict]":
    """The verdicts of those commits that are not plainly fine; the others are only counted."""
    from relcommit.repo.judging import judge_commit

    while piece is not None:
        sha, author, email, message = piece
        if fine(message):
            tally.messages += 1
        else:
            yield judge_commit(sha, author, email, message, rules)
        piece = next(rest, None)
