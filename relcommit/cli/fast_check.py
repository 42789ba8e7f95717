"""`relcommit check` of a range or a file without click, TOML or `subprocess`: what they cost is starting up.

Anything that it cannot do alone, errors included, it leaves to the command itself.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Protocol

    from relcommit.commits.judge import Verdict
    from relcommit.repo.messages.cached_settings import CachedSettings
    from relcommit.repo.messages.log_stream import Piece
    from relcommit.text.tally import Tally

    class Door(Protocol):
        """What is judged; None leaves it to the command itself."""

        def __call__(self, wanted: str, /, *, quiet: bool) -> int | None: ...


_QUIET = ("-q", "--quiet")
_MOST_HELD = 200
"""Verdicts that wait for the end of a range, at most."""
INTERRUPTED, NOBODY_READS = 130, 141


def try_quickly(argv: "Sequence[str]") -> int | None:
    """The exit code of the plainest calls at the root of a plain clone; None for whatever is more."""
    words = [word for word in argv if word not in _QUIET]
    door = _door(words)
    if door is None or not _is_plain_clone():
        return None
    try:
        return door(words[-1], quiet=len(words) < len(argv))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return NOBODY_READS
    except OSError:  # no git, no file, a full disk: the command says so
        return None


def _door(words: "Sequence[str]") -> "Door | None":  # noqa: PLR0911 - one for each door
    """`check --range A..B`, `check ARCHIVO`, `check --hook ARCHIVO`, and one text by `-m` or `--title`."""
    if words[-1:] == [] or words[-1].startswith("-"):
        return None
    match words[:-1]:
        case ["check", "--range"]:
            return _range
        case ["check"]:
            return _file
        case ["check", "--hook"]:
            return _hook
        case ["check", "-m" | "--message"]:
            return _message
        case ["check", "--title"]:
            return _title
        case _:
            return None


def _is_plain_clone() -> bool:
    """Whether we stand at the root of a whole clone, and the environment names no other repository."""
    if not os.path.isdir(".git") or os.path.exists(".git/shallow"):  # noqa: PTH110, PTH112 - light
        return False
    return not any(name in os.environ for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GITHUB_ACTIONS"))


def _rules() -> "CachedSettings | None":
    """The settings, where they are at hand and ask for nothing but the messages."""
    from relcommit.repo.messages.cache_marker import read_fresh

    rules = read_fresh(".git", ".")
    return None if rules is None or rules.authors else rules


def _hook(file: str, *, quiet: bool) -> int | None:
    return _file(file, quiet=quiet, hook=True)


def _message(text: str, *, quiet: bool) -> int | None:
    return _text(text, "mensaje", quiet=quiet)


def _title(text: str, *, quiet: bool) -> int | None:
    return _text(text, "título", quiet=quiet)


def _text(text: str, source: str, *, quiet: bool) -> int | None:
    """A text that nobody has to clean; what is loaded for a doubtful one is not for a good one."""
    rules = _rules()
    if rules is None:
        return None
    from relcommit.commits.quick import Quick
    from relcommit.text.tally import Tally

    tally = Tally()
    if Quick(rules).fine(text):
        tally.messages = 1
        _print((tally.told(),), quiet=quiet)
    else:
        from relcommit.commits.judge import judge_text, judge_title
        from relcommit.text.findings import as_text

        judge = judge_title if source == "título" else judge_text
        _print(as_text((judge(text, rules, source=source),), tally), quiet=quiet)
    return tally.code


def _file(file: str, *, quiet: bool, hook: bool = False) -> int | None:
    rules = _rules()
    if rules is None:
        return None
    from relcommit.repo.messages.file_check import judge_file, kept_for_later, read
    from relcommit.text.findings import as_text
    from relcommit.text.tally import Tally

    data = read(file)
    verdict, how = judge_file(data, rules, file)
    tally = Tally()
    _print(as_text((verdict,), tally), quiet=quiet or (hook and not verdict.findings))
    if hook and (advice := kept_for_later(verdict, data, how)):
        sys.stderr.write(f"{advice}\n")
    return tally.code


def _range(wanted: str, *, quiet: bool) -> int | None:
    """Git lists while we get ready; the words for findings are loaded only where there is one to tell."""
    from relcommit.repo.messages.linear_history import LinearLog, linear_log
    from relcommit.repo.messages.log_stream import Log, LogFailed

    listing = linear_log(".git", wanted, os.environ) or Log(".", (wanted,), os.environ)
    rules = _rules()
    if rules is None:
        listing.close()
        return None
    from relcommit.commits.quick import Quick
    from relcommit.text.tally import Tally

    fine, tally = Quick(rules).fine, Tally()
    held = None
    try:
        if isinstance(listing, LinearLog):
            held = _held(_doubtful(listing, rules, fine, tally))
            if held is None:
                listing, tally = Log(".", (wanted,), os.environ), Tally()
        doubtful = held or _doubtful(listing, rules, fine, tally)
        first = next(doubtful, None)
        if first is None:
            _print((tally.told(),), quiet=quiet)
        else:
            _print(_told(first, doubtful, tally), quiet=quiet)
    except LogFailed:
        return None
    return tally.code


def _held(doubtful: "Iterable[Verdict]") -> "Iterator[Verdict] | None":
    """All of them, once the range proves to be straight; None where it does not, or they are too many to wait."""
    from relcommit.repo.messages.linear_history import NotLinear

    held: list[Verdict] = []
    try:
        for verdict in doubtful:
            if len(held) == _MOST_HELD:
                return None
            held.append(verdict)
    except NotLinear:
        return None
    return iter(held)


def _told(first: "Verdict", others: "Iterator[Verdict]", tally: "Tally") -> "Iterator[str]":
    from itertools import chain

    from relcommit.text.findings import as_text

    return as_text(chain((first,), others), tally)


def _print(pieces: "Iterable[str]", *, quiet: bool) -> None:
    for piece in pieces:
        if not quiet:
            sys.stdout.write(f"{piece}\n")
    sys.stdout.flush()


def _doubtful(
    pieces: "Iterable[Piece]", rules: "CachedSettings", fine: "Callable[[str], bool]", tally: "Tally"
) -> "Iterator[Verdict]":
    """The verdicts of those commits that are not plainly fine; the others are only counted."""
    for sha, author, email, message in pieces:
        if fine(message):
            tally.messages += 1
        else:
            from relcommit.repo.messages.log_check import judge_commit

            yield judge_commit(sha, author, email, message, rules)
