"""What each step does, in words, and the git commands that would do the same."""

import shlex
from collections.abc import Iterator
from typing import assert_never

from relcommit.phrases import count
from relcommit.steps import (
    Action,
    ArrangeFiles,
    Commit,
    CommitDocuments,
    CreateBranch,
    NewContent,
    OpenPullRequest,
    Push,
    SaveState,
    SetAside,
    SetDraft,
    SwitchBranch,
    UpdatePullRequest,
    WriteFile,
)
from relcommit.text.terminal import escape_control

_CR = "␍"
"""Stands for a carriage return, which no terminal shows."""
_APPLY = "git apply --whitespace=nowarn -"
_SHOWN_CR = f"""sed "s/{_CR}/$(printf '\\r')/g\""""


def step(action: Action) -> str:
    """One line about a step, in the third person: «crea la rama «x» en abc1234»."""
    match action:
        case SaveState(ref, paths):
            kept = count(len(paths), "archivo tal como está", "archivos tal como están")
            return f"guarda {kept} en {ref}"
        case SetAside(path):
            return f"aparta «{path}» mientras cambia de rama"
        case CreateBranch(name, start):
            return f"crea la rama «{name}» en {start[:7]}"
        case SwitchBranch(name, back_to):
            return f"pasa de «{back_to}» a la rama «{name}»"
        case ArrangeFiles(moves, contents, links):
            edited = len(contents) + len(links)
            done = [f"mueve {count(len(moves), 'documento', 'documentos')}"] * bool(moves)
            done += [f"reescribe {count(edited, 'archivo', 'archivos')}"] * bool(edited)
            return " y ".join(done)
        case Commit(_, message, paths, _, replaces):
            header = message.partition("\n")[0]
            verb = f"rehace el commit {replaces[:7]}" if replaces else "confirma"
            return f"{verb} con {count(len(paths), 'archivo', 'archivos')}: «{header}»"
        case CommitDocuments(_, message, paths):
            return f"confirma {count(len(paths), 'archivo', 'archivos')}: «{message.partition(chr(10))[0]}»"
        case Push(remote, branch, lease):
            seen = f", que allí está en {lease[:7]}" if lease else ""
            return f"sube «{branch}» a «{remote}»{seen}"
        case OpenPullRequest(head, base, _, _, draft, _):
            return f"abre la pull request{' en borrador' if draft else ''} de «{head}» a «{base}»"
        case UpdatePullRequest(number=number):
            return f"actualiza la pull request #{number}"
        case SetDraft(number=number, draft=draft):
            return (
                f"pasa a borrador la pull request #{number}" if draft else f"saca de borrador la pull request #{number}"
            )
        case WriteFile(path):
            return f"escribe «{path}»"
        case _:
            assert_never(action)


def commands(action: Action) -> tuple[str, ...]:
    """The same by hand, ready to paste into a POSIX shell."""
    match action:
        case SaveState():
            return ()
        case SetAside(path, _, None):
            return (_line("git", "rm", "-qf", "--cached", "--ignore-unmatch", "--", path), _line("rm", "--", path))
        case SetAside(path):
            return (_line("git", "restore", "--staged", "--worktree", "--", path),)
        case CreateBranch(name, start):
            return (_line("git", "branch", name, start),)
        case SwitchBranch(name):
            return (_line("git", "switch", name),)
        case ArrangeFiles():
            return tuple(_arranging(action))
        case Commit(_, message, paths, _, replaces):
            amend = ("--amend",) if replaces else ()
            asked = _line("git", "commit", *amend, "--cleanup=whitespace", "-F", "-", "--only", "--", *paths)
            return (_line("git", "add", "-A", "--", *paths), _here_document(asked, message, "MENSAJE"))
        case CommitDocuments(_, message, paths):
            asked = _line("git", "commit", "--cleanup=whitespace", "-F", "-", "--only", "--", *paths)
            return (_line("git", "add", "-A", "--", *paths), _here_document(asked, message, "MENSAJE"))
        case Push(remote, branch, lease):
            return (_line("git", "push", "-u", f"--force-with-lease={branch}:{lease or ''}", remote, branch),)
        case OpenPullRequest(head, base, title, body, draft, _):
            flags = ("--draft",) if draft else ()
            asked = _line("gh", "pr", "create", *flags, "--head", head, "--base", base, "--title", title)
            return (_here_document(f"{asked} --body-file -", body, "CUERPO"),)
        case UpdatePullRequest(number=number, title=title, body=body):
            titled = ("--title", title) if title else ()
            return (_here_document(f"{_line('gh', 'pr', 'edit', str(number), *titled)} --body-file -", body, "CUERPO"),)
        case SetDraft(number=number, draft=draft):
            return (_line("gh", "pr", "ready", *(("--undo",) if draft else ()), str(number)),)
        case WriteFile(path, content):
            text = content.decode("utf-8", "backslashreplace")
            folder = _line("mkdir", "-p", "--", path.rpartition("/")[0] or ".")
            return (folder, _here_document("cat", text, "ARCHIVO", then=f" > {_line(path)}"))
        case _:
            assert_never(action)


def _arranging(action: ArrangeFiles) -> Iterator[str]:
    folders = dict.fromkeys(move.to.rpartition("/")[0] or "." for move in action.moves)
    if folders:
        yield _line("mkdir", "-p", "--", *folders)
    for move in action.moves:
        yield _line("mv", "-n", "--", move.source, move.to)
    printable = [content for content in action.contents if _is_printable(content)]
    if printable:
        patch = "".join(map(_patch, printable))
        if "\r" in patch:
            yield _here_document(_SHOWN_CR, patch.replace("\r", _CR), "PARCHE", then=f" | {_APPLY}")
        else:
            yield _here_document(_APPLY, patch, "PARCHE")
    for content in action.contents:
        if content not in printable:
            yield f"# a mano: los enlaces de {shlex.quote(content.path)}, que no cabe en una terminal tal como es"
    for link in action.links:
        yield _line("ln", "-sfn", "--", link.new, link.path)


def _is_printable(content: NewContent) -> bool:
    """Whether a terminal shows the file as it is: UTF-8, with no control characters but line ends of Windows."""
    try:
        text = (content.old + content.new).decode("utf-8")
    except UnicodeDecodeError:
        return False
    shown = text.replace("\r\n", "\n")
    return escape_control(shown) == shown and _CR not in text


def _patch(content: NewContent) -> str:
    """The change of one file, as git-apply(1) takes it."""
    from difflib import unified_diff
    from io import StringIO

    old, new = (StringIO(data.decode("utf-8"), newline="\n").readlines() for data in (content.old, content.new))
    lines = unified_diff(old, new, _name(f"a/{content.path}"), _name(f"b/{content.path}"))
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _name(path: str) -> str:
    """A path in a patch's heading: a tab ends one with spaces, quotes stand around one with signs of their own."""
    if '"' in path or "\\" in path:
        path = path.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{path}"'
    return f"{path}\t" if " " in path else path


def _here_document(command: str, text: str, end: str, *, then: str = "") -> str:
    """A command that reads a text, whose end mark is no line of that text; `then` is what its output goes to."""
    lines = text.rstrip("\n").split("\n")
    while end in lines:
        end += "_"
    return "\n".join((f"{command} <<'{end}'{then}", *lines, end))


def _line(*words: str) -> str:
    return shlex.join(words)
