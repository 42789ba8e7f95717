"""Messages as git keeps them: the configuration that cleans them, mending a file, and a commit of history."""

from pathlib import Path

from relcommit.commits.cleanup import decode, stored
from relcommit.commits.fix import fix
from relcommit.commits.judge import AS_GIVEN, Storage, judge, storage
from relcommit.repo.messages.git_config import ASKED, NO_EDITOR, entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from relcommit.repo.git import Git
    from relcommit.settings import CommitSettings

KEPT = "RELCOMMIT_EDITMSG"
"""Where a refused message waits, in the folder of git's own."""


def storage_of(git: "Git | None") -> Storage:
    """How git will store a message here; outside a repository, as git does by default."""
    if git is None:
        return storage({}, edited=True)
    answer = git.read("config", "-z", "--get-regexp", ASKED, ok=(0, 1)).decode("utf-8", "surrogateescape")
    return storage(entries(answer), edited=git.environment.get("GIT_EDITOR") != NO_EDITOR)


def mend(data: bytes, rules: "CommitSettings", how: Storage = AS_GIVEN) -> bytes:
    """The bytes of a message with every certain correction, in the encoding they had."""
    text, encoding = decode(data, how.encoding)
    mended = fix(
        text, lambda now: judge(now.encode("utf-8", "surrogateescape"), rules, _as_utf8(how), source="").findings
    )
    return mended.encode(encoding, "replace")


def keep(file: str, data: bytes, how: Storage) -> str:
    """Save a refused message, as git would have stored it, beside the file that git will write over; its path.

    The one that was refused before stays, with a «~».
    """
    text, encoding = decode(data, how.encoding)
    return keep_bytes(file, "".join(f"{line.text}\n" for line in stored(text, how.mode, how.comment)).encode(encoding))


def keep_bytes(file: str, saved: bytes) -> str:
    """Save these bytes beside the file that git will write over; their path. Raises OSError."""
    kept = Path(file).parent / KEPT
    if kept.exists() and kept.read_bytes() != saved:
        kept.replace(kept.with_name(f"{KEPT}~"))
    kept.write_bytes(saved)
    return str(kept)


def has_remarks(kept: str, how: Storage) -> bool:
    """Whether a kept message has lines that git would take for its own remarks in an editor: Markdown's headings."""
    sign = "#" if how.comment == "auto" else how.comment
    return any(line.startswith(sign.encode()) for line in Path(kept).read_bytes().splitlines())


def _as_utf8(how: Storage) -> Storage:
    return Storage(how.mode, how.comment)
