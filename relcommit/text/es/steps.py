"""What each step does, in words, and the git commands that would do the same."""

import shlex
from collections.abc import Iterable
from typing import assert_never

from relcommit.steps import (
    Action,
    ArrangeFiles,
    Commit,
    CreateBranch,
    OpenPullRequest,
    Push,
    SaveState,
    SwitchBranch,
    UpdatePullRequest,
)
from relcommit.text.es.common import count

_LISTED = 40
"""How many paths a pasteable command names before it says «y N más»."""


def step(action: Action) -> str:
    """One line about a step, in the third person: «crea la rama «x» en abc1234»."""
    match action:
        case SaveState(ref, paths):
            return f"guarda {count(len(paths), 'archivo', 'archivos')} tal como está{'n' if len(paths) != 1 else ''} en {ref}"
        case CreateBranch(name, start):
            return f"crea la rama «{name}» en {start[:7]}"
        case SwitchBranch(name, back_to):
            return f"pasa de «{back_to}» a la rama «{name}»"
        case ArrangeFiles(moves, contents, links):
            edited = len(contents) + len(links)
            return (
                f"mueve {count(len(moves), 'documento', 'documentos')} "
                f"y reescribe {count(edited, 'archivo', 'archivos')}"
            )
        case Commit(_, message, paths, _, replaces):
            header = message.partition("\n")[0]
            verb = f"rehace el commit {replaces[:7]}" if replaces else "confirma"
            return f"{verb} con {count(len(paths), 'archivo', 'archivos')}: «{header}»"
        case Push(remote, branch, lease):
            seen = f", que allí está en {lease[:7]}" if lease else ""
            return f"sube «{branch}» a «{remote}»{seen}"
        case OpenPullRequest(head, base, title, _, draft, _):
            return f"abre la pull request{' en borrador' if draft else ''} de «{head}» a «{base}»: «{title}»"
        case UpdatePullRequest(number=number):
            return f"actualiza la pull request #{number}"
        case _:
            assert_never(action)


def commands(action: Action) -> tuple[str, ...]:
    """The same by hand, ready to paste into a POSIX shell."""
    match action:
        case SaveState():
            return ()
        case CreateBranch(name, start):
            return (_line("git", "branch", name, start),)
        case SwitchBranch(name):
            return (_line("git", "switch", name),)
        case ArrangeFiles():
            return tuple(_arranging(action))
        case Commit(_, message, paths, _, replaces):
            amend = ("--amend",) if replaces else ()
            return (
                f"git add -A -- {_paths(paths)}",
                f"{_line('git', 'commit', *amend, '-F', '-', '--only')} -- {_paths(paths)} <<'MENSAJE'\n"
                f"{message.rstrip()}\nMENSAJE",
            )
        case Push(remote, branch, lease):
            return (_line("git", "push", "-u", f"--force-with-lease={branch}:{lease or ''}", remote, branch),)
        case OpenPullRequest(head, base, title, body, draft, _):
            flags = ("--draft",) if draft else ()
            asked = _line("gh", "pr", "create", *flags, "--head", head, "--base", base, "--title", title)
            return (f"{asked} --body-file - <<'CUERPO'\n{body.rstrip()}\nCUERPO",)
        case UpdatePullRequest(number=number, title=title, body=body):
            titled = ("--title", title) if title else ()
            asked = _line("gh", "pr", "edit", str(number), *titled)
            return (f"{asked} --body-file - <<'CUERPO'\n{body.rstrip()}\nCUERPO",)
        case _:
            assert_never(action)


def _arranging(action: ArrangeFiles) -> Iterable[str]:
    folders = dict.fromkeys(move.to.rpartition("/")[0] or "." for move in action.moves)
    if folders:
        yield _line("mkdir", "-p", *folders)
    for move in action.moves[:_LISTED]:
        yield _line("mv", "-n", "--", move.source, move.to)
    if len(action.moves) > _LISTED:
        yield f"# … y {len(action.moves) - _LISTED} documentos más"
    for content in action.contents[:_LISTED]:
        yield f"# reescribe los enlaces de {shlex.quote(content.path)}"
    if len(action.contents) > _LISTED:
        yield f"# … y los de {len(action.contents) - _LISTED} archivos más"
    for link in action.links:
        yield _line("ln", "-sfn", "--", link.new, link.path)


def _paths(paths: tuple[str, ...]) -> str:
    return shlex.join(paths)


def _line(*words: str) -> str:
    return shlex.join(words)
