"""What the plan's suggested git and gh commands would do: read, compared with the rest, never run."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
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
        "added",
        "anchored",
        "assignees",
        "bases",
        "branches",
        "commands",
        "draft",
        "holes",
        "labels",
        "messages",
        "milestone",
        "pathspecs",
        "pushed",
        "reviewers",
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
        self.added: list[str] = []
        """What was added to the index since the last commit."""
        self.holes: list[tuple[str, str, int]] = []
        """Field, text and line of values that only show where one goes."""
        self.labels: list[str] = []
        self.reviewers: list[str] = []
        self.assignees: list[str] = []
        self.milestone: str | None = None
        self.draft = False
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
            if any(_anchor(command) for command in commands):
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
        commands = [command for command in commands_in(block) if is_git(command) or command.sink or _assigned(command)]
        if any(is_git(command) for command in commands):
            yield commands


def _code_and_spans(blocks: list[Block]) -> Iterator[Block]:
    """Code blocks, and list items that are nothing but one command in a code span after a few words."""
    waiting = [(block, False) for block in reversed(blocks)]
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
                (child, index > 0 and is_example_lead(children[index - 1]))
                for index, child in reversed(list(enumerate(children)))
            )


def _inline(item: Block) -> Iterator[Block]:
    if item.kind != "item" or not item.children or item.children[0].kind != "paragraph":
        return
    text = item.children[0].text
    commands = [span for span in spans(text) if span.startswith(("git ", "gh ")) and len(span) > 8]
    rest = len(text) - sum(len(command) + 2 for command in commands)
    if commands and rest <= 60:
        yield Block("code", item.line, "\n".join(commands), info="bash")


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
    flag = next((argument for argument in arguments if argument in flags), None)
    if flag:
        names = arguments[arguments.index(flag) + 1 :]
        names = [name for name in names if not name.startswith("-")]
        start = names[1] if len(names) > 1 and verb != "worktree" else None
        return (names[0], start) if names else None
    if verb == "branch" and arguments and not arguments[0].startswith("-"):
        return arguments[0], arguments[1] if len(arguments) > 1 else None
    return None


def _take(flow: Flow, commands: list[Command]) -> None:
    """Take a block that creates something, unless what it creates is only a placeholder."""
    step = _Reading(commands, flow.standing, () if _is_known(flow, commands) else flow.added)
    for command in commands:
        step.read(command)
    flow.holes.extend(step.flow.holes)
    flow.standing = step.flow.standing
    if step.flow.holes and not (step.flow.branches or step.flow.messages or step.flow.titles):
        return
    if _is_known(flow, commands):
        return
    given = step.flow
    flow.added = given.added
    flow.commands.extend(command for command in commands if is_git(command))
    for mine, theirs in (
        (flow.branches, given.branches), (flow.bases, given.bases), (flow.titles, given.titles),
        (flow.pushed, given.pushed),
    ):  # fmt: skip
        mine.extend(theirs)
    flow.labels += given.labels
    flow.reviewers += given.reviewers
    flow.assignees += given.assignees
    flow.milestone = flow.milestone or given.milestone
    flow.draft = flow.draft or given.draft
    flow.messages.extend(
        message for message in given.messages if message[0].header not in [known.header for known, _ in flow.messages]
    )
    flow.pathspecs.extend(pathspec for pathspec in given.pathspecs if pathspec not in flow.pathspecs)
    flow.anchored = flow.anchored or bool(given.branches or given.messages or given.titles or given.anchored)


def _take_dependent(flow: Flow, commands: list[Command]) -> None:
    """Take a block that only makes sense with the others: pulls, pushes, status."""
    commands = [
        command for command in commands if is_git(command) and (_verb(command) in _FLOW or command.words[0] == "gh")
    ]
    if any(_has_hole(command) for command in commands):
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
    known = {command.source for command in flow.commands}
    return all(command.source in known for command in commands if is_git(command))


class _Reading:
    """One block read from top to bottom, remembering where the working tree would stand."""

    def __init__(self, commands: list[Command], standing: tuple[str, int] | None, added: Iterable[str] = ()) -> None:
        self.flow = Flow()
        self.flow.added = list(added)
        self.flow.standing = standing
        self.files = {command.sink: command.stdin for command in commands if command.sink and command.stdin}
        self.variables = dict(pair for command in commands if (pair := _assigned(command)) is not None)

    def read(self, command: Command) -> None:
        if self.variables:
            words = (self.variables.get(word.replace("{", "").replace("}", ""), word) for word in command.words)
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
        names = [argument for argument in arguments if not argument.startswith("-")]
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
        names = [argument for argument in arguments if not argument.startswith("-") and not argument.startswith("<")]
        flags = [argument for argument in arguments if argument in ("-A", "--all", "-u", "--update")]
        for pathspec in names or flags[:1]:
            self.flow.added.append(pathspec)
            if pathspec not in self.flow.pathspecs:
                self.flow.pathspecs.append(pathspec)

    def commit(self, command: Command, arguments: list[str]) -> None:
        if "--" in arguments:
            self.flow.added.clear()  # git takes those files and leaves the rest of the index for later
            self.add(arguments[arguments.index("--") + 1 :])
        added = tuple(dict.fromkeys(self.flow.added))
        self.flow.added.clear()
        text, given = _message_text(command, arguments, self.files)
        if text is None:
            self.flow.anchored = self.flow.anchored or given
            return
        message = message_from(text)
        if message is None or is_header_hole(message.header):
            self.flow.holes.append(("commit.header", text.strip().partition("\n")[0], command.line))
        elif is_header(message.header):
            self.flow.messages.append((replace(message, paths=added), command.line))

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
        self.flow.labels += _listed(command, "--label", "-l")
        self.flow.reviewers += _listed(command, "--reviewer", "-r")
        self.flow.assignees += _listed(command, "--assignee", "-a")
        self.flow.milestone = _option(command, "--milestone", "-m")
        self.flow.draft = self.flow.draft or "--draft" in command.words or "-d" in command.words


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
    for paragraph in waiting:
        if paragraph in ("-m", "--message", "-am", "-sm", "-m=") or (
            paragraph.startswith("-") and paragraph[-1:] == "m" and paragraph[:2] != "--"
        ):
            parts.append(next(waiting, ""))
        elif paragraph.startswith("--message="):
            parts.append(paragraph.removeprefix("--message="))
        elif paragraph.startswith("-m") and len(paragraph) > 2:
            parts.append(paragraph[2:])
        elif paragraph in ("-F", "--file"):
            file = next(waiting, "")
        elif paragraph.startswith("--file="):
            file = paragraph.removeprefix("--file=")
        elif paragraph == "--":
            break
    if parts:
        return "\n\n".join(parts).replace("\\n", "\n"), True
    if file == "-":
        return command.stdin, True
    return (files.get(file) if file else None), file is not None


def _option(command: Command, *names: str) -> str | None:
    for index, word in enumerate(command.words):
        if word in names and index + 1 < len(command.words):
            return command.words[index + 1]
        if word.startswith(f"{names[0]}="):
            return word.partition("=")[2]
    return None


def _listed(command: Command, *names: str) -> list[str]:
    """The names that an option gives, each time that it stands there, cut at its commas; `@me` is nobody yet."""
    given = command.words
    values = [given[index + 1] for index, word in enumerate(given[:-1]) if word in names]
    values += [word.partition("=")[2] for word in given if word.startswith(f"{names[0]}=")]
    people = [name.strip() for value in values for name in value.split(",")]
    return [name.removeprefix("@") for name in people if name not in ("", "@me")]
