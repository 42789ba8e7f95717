"""What the plan's suggested git and gh commands would do: read, compared with the rest, never run."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from relcommit.plan.commands.shell_words import Command, split
from relcommit.plan.layout.folding import word_set
from relcommit.plan.layout.markdown import Block
from relcommit.plan.layout.outline import Section, is_example_lead
from relcommit.plan.sections.commit_text import message_from
from relcommit.plan.words.labels import NOT_THE_PLAN
from relcommit.plan.words.values import is_branch, is_branch_hole, is_header, is_header_hole, is_ref, spans

if TYPE_CHECKING:
    from relcommit.plan.model import Message

_SHELLS = word_set("bash sh shell zsh console terminal shell-session powershell ps1 ps pwsh cmd bat batch git fish")
_POWERSHELLS = word_set("powershell ps1 ps pwsh")
_PROSE = frozenset(["", "text", "txt", "plain", "plaintext"])
_FLOW = word_set(
    "add commit push checkout switch branch merge pull fetch status diff stash tag rebase mv rm init remote worktree "
    "restore pr cherry-pick reset log show rev-parse config"
)


class Flow:
    """Everything that the command blocks recommend, each with its line."""

    __slots__ = (
        "anchored",
        "bases",
        "branches",
        "commands",
        "holes",
        "messages",
        "pathspecs",
        "pushed",
        "standing",
        "titles",
    )

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self.branches: list[tuple[str, int]] = []
        self.bases: list[tuple[str, int]] = []
        self.messages: list[tuple[Message, int]] = []
        self.titles: list[tuple[str, int]] = []
        self.pushed: list[tuple[str, int]] = []
        self.pathspecs: list[str] = []
        self.holes: list[tuple[str, str, int]] = []
        """Field, text and line of values that only show where one goes."""
        self.standing: tuple[str, int] | None = None
        """The branch that the commands read so far leave checked out, unless they created it."""
        self.anchored = False
        """Whether a command creates the branch, the commit or the pull request."""


def is_git(command: Command) -> bool:
    """Whether a command is git's or gh's."""
    return command.words[0] in ("git", "gh") and len(command.words) > 1


def commands_in(block: Block) -> list[Command]:
    """The commands of a code block; none where it is a program, a listing or prose."""
    language = block.info.split(maxsplit=1)[0].strip("{}.").casefold() if block.info.strip() else ""
    if language in _SHELLS:
        return split(block.text, block.line, powershell=language in _POWERSHELLS)
    if language not in _PROSE or not _starts_a_command(block.text):
        return []
    return split(block.text, block.line)


def _starts_a_command(text: str) -> bool:
    """Whether the first line that is no comment is a git or gh command."""
    for line in text.split("\n"):
        bare = line.strip().removeprefix("$ ").removeprefix("> ")
        if bare and not bare.startswith("#"):
            return bare.startswith(("git ", "gh ", "cd "))
    return False


def flow_of(sections: Iterable[Section], *, guide: bool, labelled: bool = False) -> Flow:
    """Gather the commands of the recommended work, leaving out examples, rollback and the like.

    An alternative counts only where nothing came before it. Where the branch is a placeholder, the commands teach.
    What is only added to the index counts where a label says which branch or message it is for (`labelled`).
    """
    flow = Flow()
    for section in sections:
        if "alternative" in section.asides and flow.anchored:
            continue
        for commands in _groups(section):
            if any(_anchor(one) for one in commands):
                _take(flow, commands)
            elif "deploy" not in section.asides:
                _take_dependent(flow, commands)
    teaches = any(name == "branch" for name, _, _ in flow.holes) and not flow.branches
    if not (flow.anchored or (labelled and flow.pathspecs)) or guide or teaches:
        nothing = Flow()
        nothing.holes = flow.holes
        return nothing
    return flow


def _groups(section: Section) -> Iterator[list[Command]]:
    """The section's command blocks."""
    if not NOT_THE_PLAN.isdisjoint(section.asides):
        return
    for block in _code_and_spans(section.blocks):
        commands = [one for one in commands_in(block) if is_git(one) or one.sink or _assigned(one)]
        if any(is_git(one) for one in commands):
            yield commands


def _code_and_spans(blocks: list[Block]) -> Iterator[Block]:
    """Code blocks, and list items that are nothing but one command in a code span after a few words."""
    waiting = [(one, False) for one in reversed(blocks)]
    while waiting:
        block, aside = waiting.pop()
        if aside:
            continue
        if block.kind == "code":
            yield block
        elif block.kind in ("item", "quote", "list"):
            yield from _inline(block)
            children = block.children
            waiting.extend(
                (one, at > 0 and is_example_lead(children[at - 1])) for at, one in reversed(list(enumerate(children)))
            )


def _inline(item: Block) -> Iterator[Block]:
    if item.kind != "item" or not item.children or item.children[0].kind != "paragraph":
        return
    text = item.children[0].text
    found = [one for one in spans(text) if one.startswith(("git ", "gh ")) and len(one) > 8]
    rest = len(text) - sum(len(one) + 2 for one in found)
    if found and rest <= 60:
        yield Block("code", item.line, "\n".join(found), info="bash")


def _anchor(command: Command) -> bool:
    return (
        _verb(command) in ("commit", "pr")
        or bool(_created(command))
        or (_verb(command) == "add" and command.words[0] == "git")
    )


def _verb(command: Command) -> str:
    """`commit` of `git -C x commit`; `pr` of `gh pr create`."""
    words = iter(command.words[1:])
    for word in words:
        if word in ("-C", "-c"):
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def _arguments(command: Command) -> list[str]:
    verb = _verb(command)
    return list(command.words[command.words.index(verb) + 1 :]) if verb else []


def _created(command: Command) -> tuple[str, str | None] | None:
    """The branch that a command creates, and what it starts from."""
    verb, arguments = _verb(command), _arguments(command)
    flags = {"checkout": ("-b", "-B"), "switch": ("-c", "-C", "--create"), "worktree": ("-b", "-B")}.get(verb, ())
    flag = next((one for one in arguments if one in flags), None)
    if flag:
        names = arguments[arguments.index(flag) + 1 :]
        names = [one for one in names if not one.startswith("-")]
        start = names[1] if len(names) > 1 and verb != "worktree" else None
        return (names[0], start) if names else None
    if verb == "branch" and arguments and not arguments[0].startswith("-"):
        return arguments[0], arguments[1] if len(arguments) > 1 else None
    return None


def _take(flow: Flow, commands: list[Command]) -> None:
    """Take a block that creates something, unless what it creates is only a placeholder."""
    step = _Reading(commands, flow.standing)
    for command in commands:
        step.read(command)
    flow.holes.extend(step.flow.holes)
    flow.standing = step.flow.standing
    if step.flow.holes and not (step.flow.branches or step.flow.messages or step.flow.titles):
        return
    if _is_known(flow, commands):
        return
    found = step.flow
    flow.commands.extend(one for one in commands if is_git(one))
    for mine, theirs in (
        (flow.branches, found.branches), (flow.bases, found.bases), (flow.titles, found.titles),
        (flow.pushed, found.pushed),
    ):  # fmt: skip
        mine.extend(theirs)
    flow.messages.extend(one for one in found.messages if one[0].header not in [it.header for it, _ in flow.messages])
    flow.pathspecs.extend(one for one in found.pathspecs if one not in flow.pathspecs)
    flow.anchored = flow.anchored or bool(found.branches or found.messages or found.titles or found.anchored)


def _take_dependent(flow: Flow, commands: list[Command]) -> None:
    """Take a block that only makes sense with the others: pulls, pushes, status."""
    commands = [one for one in commands if is_git(one) and (_verb(one) in _FLOW or one.words[0] == "gh")]
    if any(_has_hole(one) for one in commands):
        return
    if commands and not _is_known(flow, commands):
        step = _Reading(commands, flow.standing)
        for command in commands:
            step.read(command)
        flow.standing = step.flow.standing
        flow.commands.extend(commands)
        flow.bases.extend(step.flow.bases)
        flow.pushed.extend(step.flow.pushed)


def _has_hole(command: Command) -> bool:
    """Whether a command shows where a value goes, as `<etiqueta>` or `feature/nombre`."""
    return "<" in command.source or any(is_branch_hole(word) for word in command.words[2:] if "/" in word)


def _is_known(flow: Flow, commands: list[Command]) -> bool:
    """Whether a block only says again what others said."""
    known = {one.source for one in flow.commands}
    return all(one.source in known for one in commands if is_git(one))


class _Reading:
    """One block read from top to bottom, remembering where the working tree would stand."""

    def __init__(self, commands: list[Command], standing: tuple[str, int] | None) -> None:
        self.flow = Flow()
        self.flow.standing = standing
        self.files = {one.sink: one.stdin for one in commands if one.sink and one.stdin}
        self.variables = dict(one for it in commands if (one := _assigned(it)) is not None)

    def read(self, command: Command) -> None:
        if self.variables:
            words = (self.variables.get(one.replace("{", "").replace("}", ""), one) for one in command.words)
            command = Command(tuple(words), command.source, command.line, command.stdin, command.sink)
        if command.words[0] == "gh":
            self.github(command)
        elif command.words[0] == "git":
            created = _created(command)
            if created:
                self.branches(created, command.line)
            else:
                self.git(command, _verb(command), _arguments(command))

    def branches(self, created: tuple[str, str | None], line: int) -> None:
        name, start = created
        if is_branch_hole(name):
            self.flow.holes.append(("branch", name, line))
        elif is_branch(name):
            self.flow.branches.append((name, line))
            start = start.removeprefix("origin/").removeprefix("upstream/") if start else None
            if start and is_ref(start):
                self.flow.bases.append((start, line))
            elif self.flow.standing:
                self.flow.bases.append(self.flow.standing)

    def git(self, command: Command, verb: str, arguments: list[str]) -> None:
        names = [one for one in arguments if not one.startswith("-")]
        if verb in ("checkout", "switch") and names and "--" not in arguments and is_ref(names[0]):
            self.flow.standing = (names[0], command.line)
        elif verb == "commit":
            self.commit(command, arguments)
        elif verb == "add":
            self.add(arguments)
        elif verb == "push" and len(names) > 1 and not {"--delete", "-d"} & set(arguments):
            self.flow.pushed.append((names[1].rpartition(":")[2], command.line))
        elif verb == "merge" and names and self.flow.standing and is_branch(names[-1]):
            self.flow.bases.append(self.flow.standing)

    def add(self, arguments: list[str]) -> None:
        names = [one for one in arguments if not one.startswith("-") and not one.startswith("<")]
        flags = [one for one in arguments if one in ("-A", "--all", "-u", "--update")]
        for one in names or flags[:1]:
            if one not in self.flow.pathspecs:
                self.flow.pathspecs.append(one)

    def commit(self, command: Command, arguments: list[str]) -> None:
        text, given = _message_text(command, arguments, self.files)
        if text is None:
            self.flow.anchored = self.flow.anchored or given
            return
        message = message_from(text)
        if message is None or is_header_hole(message.header):
            self.flow.holes.append(("commit.header", text.strip().partition("\n")[0], command.line))
        elif is_header(message.header):
            self.flow.messages.append((message, command.line))
        if "--" in arguments:
            self.add(arguments[arguments.index("--") + 1 :])

    def github(self, command: Command) -> None:
        if command.words[1:3] != ("pr", "create"):
            return
        self.flow.anchored = True
        title = _option(command, "--title", "-t")
        base = _option(command, "--base", "-B")
        head = _option(command, "--head", "-H")
        if title and is_header_hole(title):
            self.flow.holes.append(("pull_request.title", title, command.line))
        elif title:
            self.flow.titles.append((title.strip(), command.line))
        if base and is_ref(base):
            self.flow.bases.insert(0, (base, command.line))
        if head and is_branch(head):
            self.flow.branches.append((head, command.line))


def _assigned(command: Command) -> tuple[str, str] | None:
    """The variable that a command sets, as `$name`, and its text: `$m = @"…"@`, `MSG="feat: …"`."""
    first, *rest = command.words
    if first.startswith("$") and len(rest) == 2 and rest[0] == "=":
        return first, rest[1]
    name, sign, text = first.partition("=")
    return (f"${name}", text) if sign and not rest and name.isidentifier() else None


def _message_text(command: Command, arguments: list[str], files: Mapping[str, str]) -> tuple[str | None, bool]:
    """The message that `git commit` would get, and whether it comes from a file that the plan does not show."""
    parts, file = [], None
    waiting = iter(arguments)
    for one in waiting:
        if one in ("-m", "--message", "-am", "-sm", "-m=") or (
            one.startswith("-") and one[-1:] == "m" and one[:2] != "--"
        ):
            parts.append(next(waiting, ""))
        elif one.startswith("--message="):
            parts.append(one.removeprefix("--message="))
        elif one.startswith("-m") and len(one) > 2:
            parts.append(one[2:])
        elif one in ("-F", "--file"):
            file = next(waiting, "")
        elif one.startswith("--file="):
            file = one.removeprefix("--file=")
        elif one == "--":
            break
    if parts:
        return "\n\n".join(parts).replace("\\n", "\n"), True
    if file == "-":
        return command.stdin, True
    return (files.get(file) if file else None), file is not None


def _option(command: Command, *names: str) -> str | None:
    for at, word in enumerate(command.words):
        if word in names and at + 1 < len(command.words):
            return command.words[at + 1]
        if word.startswith(f"{names[0]}="):
            return word.partition("=")[2]
    return None
