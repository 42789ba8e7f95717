"""Messages that git, the forges and publishing tools write themselves, told by the exact shape of their first line.

Never by a word anywhere else: a body that says «Merge branch main» disarms nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from relcommit.commits.cleanup import Line

    Exemption = Literal["merge", "revert", "bump", "release", "fixup!", "squash!", "amend!"]

_KINDS = (
    ("branch ", "branches "),
    ("remote-tracking branch ", "remote-tracking branches "),
    ("tag ", "tags "),
    ("commit ", "commits "),
)
_REVERTS = ("This reverts commit ", "This reverts merge request ", "This reapplies commit ", "Reverts ")
_LONGEST = 4096
"""Characters of the first line of a merge, and more than the names of many branches take."""
AUTOSQUASH: "tuple[Exemption, ...]" = ("fixup!", "squash!", "amend!")


def exemption(lines: "Sequence[Line]") -> "Exemption | None":
    """What kind of message this is, where it is not one that a person writes."""
    if not lines:
        return None
    header = lines[0].text
    initial = header[:1]
    if initial in "fsa":
        return next(
            (word for word in AUTOSQUASH if header.startswith(f"{word} ") and header[len(word) :].strip()), None
        )
    if initial in "MPAS" and len(header) <= _LONGEST and _is_merge(header, lines):
        return "merge"
    if initial == "R" and _is_revert(header, lines):
        return "revert"
    if initial == "b":
        version = header.removeprefix("bump: version ")
        return "bump" if version != header and _are_two(version, " → ") else None
    return "release" if initial in _RELEASE_INITIALS and _is_release(header) else None


_RELEASE_INITIALS = "cvVRPB[0123456789"
_RELEASES = (
    "chore(release): prepare for ", "chore(release): release ", "chore(release): ", "chore(main): release ",
    "chore(master): release ", "chore: release ", "Release ", "Bump version to ", "Version ",
)  # fmt: skip
"""What release-please, semantic-release, git-cliff, standard-version, npm and others put before a version."""
_ALONE = (
    "Version Packages", "Version packages", "chore(release): publish", "chore: release main", "chore: release master",
    "chore: version packages", "chore: publish", "Publish",
    "[maven-release-plugin] prepare for next development iteration",
)  # fmt: skip
"""What changesets, lerna, release-please and Maven write where there is no single version."""


def _is_release(header: str) -> bool:
    """What a tool that publishes versions writes, with what a squash and continuous integration put behind it."""
    text = header
    for mark in (" [skip ci]", " [ci skip]"):
        text = text.removesuffix(mark)
    head, paren, number = text.rpartition(" (#")
    if paren and number[:-1].isdecimal() and number.endswith(")"):
        text = head
    if text.startswith("Version Packages (") and text.endswith(")"):  # changesets name the channel: «(beta)»
        return _is_one(text[18:-1])
    if text in _ALONE:
        return True
    if text.startswith("[maven-release-plugin] prepare release "):
        return _is_one(text[39:])
    if text.startswith("Bump version: "):
        return _are_two(text[14:], " → ")
    words = next((words for words in _RELEASES if text.startswith(words)), "")
    *part, version = text[len(words) :].split(" ")
    named = not part or (len(part) == 1 and words.endswith("): release "))  # `chore(main): release paquete 1.2.0`
    return named and _is_version(version, fewest=1 if words else 3)


def _is_version(word: str, *, fewest: int) -> bool:
    """`1.2.0` or `v1.2.0-rc.1+5`, of at least so many numbers."""
    core = word.partition("+")[0].partition("-")[0].removeprefix("v")
    numbers = core.split(".")
    return len(numbers) >= fewest and all(number.isdecimal() for number in numbers) and _is_one(word)


def _is_merge(header: str, lines: "Sequence[Line]") -> bool:
    """What git and its `subtree`, GitHub, GitLab, Gitea, Bitbucket, Azure DevOps and Gerrit write for a merge."""
    if header.startswith("Merge pull request "):
        return _is_pull_request(header[19:])
    if header.startswith("Merge "):
        words = header.split(" ")
        between_shas = len(words) == 4 and words[2] == "into" and _is_sha(words[1]) and _is_sha(words[3])
        return between_shas or _is_merge_of_refs(header[6:]) or _is_gerrit(header[6:])
    if header.startswith("Merged PR "):
        number, colon, title = header[10:].partition(": ")
        return bool(colon) and bool(title.strip()) and number.isdecimal()
    if header.startswith("Merged "):
        return _is_bitbucket_cloud(header[7:])
    if not header.startswith("P"):
        return _is_subtree(header, lines)
    number, colon, title = header.removeprefix("Pull request #").partition(": ")  # Bitbucket Data Center
    second = next((line.text for line in lines[1:] if line.text), "")
    return bool(colon and title) and number.isdecimal() and second.startswith("Merge in ") and _is_route(second[9:])


def _is_pull_request(rest: str) -> bool:
    """`#1 from o/b`, and what others put there.

    Gitea: `'title' (#1) from o/b into c`; Bitbucket: `#1 in P/r from a to b`; Azure DevOps: `1 from a into b`.
    """
    head, from_, source = rest.rpartition(" from ")
    if head.startswith("'"):
        title, _, number = head.rpartition("' (#")
        return len(title) > 1 and number.removesuffix(")").isdecimal() and _are_two(source, " into ")
    if head.isdecimal():
        return _are_two(source, " into ")
    number, in_, place = head.removeprefix("#").partition(" in ")
    if not (from_ and head.startswith("#") and number.isdecimal()):
        return False
    return _is_route(f"{place} from {source}") if in_ else "/" in source and " " not in source.strip()


def _is_bitbucket_cloud(rest: str) -> bool:
    """`in branch (pull request #1)`, and `a into b` where the branch is brought up to date."""
    branch, paren, number = rest.partition(" (pull request #")
    if paren:
        word = branch.removeprefix("in ")
        return word != branch and _is_one(word) and number.endswith(")") and number[:-1].isdecimal()
    return _are_two(rest, " into ")


def _is_gerrit(rest: str) -> bool:
    """`"subject"`, `changes from topic "x"` or `changes I01234567,I89abcdef`, with or without `into branch`."""
    change, into, branch = rest.rpartition(" into ")
    if into and _is_one(branch) and _is_gerrit_change(change):
        return True
    return _is_gerrit_change(rest)


def _is_gerrit_change(what: str) -> bool:
    if what.startswith('"'):
        return len(what) > 2 and what.endswith('"') and bool(what[1:-1].strip())
    for opening in ("changes from topic ", "changes from topics "):
        if what.startswith(opening):
            return all(_is_topic(topic) for topic in what[len(opening) :].split(", "))
    if not what.startswith("changes "):
        return False
    keys = what[8:].removesuffix(", ...").split(",")
    return all(key[:1] == "I" and 8 <= len(key) <= 41 and _is_hexadecimal(key[1:]) for key in keys)


def _is_topic(text: str) -> bool:
    """A name between quotes; old versions wrote single ones."""
    return len(text) > 2 and text[0] in "\"'" and text[0] == text[-1] and text[0] not in text[1:-1]


def _is_subtree(header: str, lines: "Sequence[Line]") -> bool:
    """`Add 'x/' from commit 'y'`, `Squashed 'x/' changes from y..z` and so on, with the folder among its footers."""
    action, _, rest = header.partition(" '")
    folder, _, origin = rest.partition("/' ")
    words = origin.split(" ")
    shapes = {
        "Add": words[:2] == ["from", "commit"] and len(words) == 3,
        "Split": words[:2] == ["into", "commit"] and len(words) == 3,
        "Squashed": origin.startswith(("changes from ", "content from commit ")) and len(words) in (3, 4),
    }
    return shapes.get(action, False) and any(line.text == f"git-subtree-dir: {folder}" for line in lines[1:])


def _is_route(rest: str) -> bool:
    """`PROJECT/repository from a to b`."""
    place, _, branches = rest.partition(" from ")
    return "/" in place and _is_one(place) and _are_two(branches, " to ")


def _are_two(text: str, glue: str) -> bool:
    left, glued, other = text.partition(glue)
    return bool(glued) and _is_one(left) and _is_one(other)


def _is_one(word: str) -> bool:
    """A name without blanks, as those of branches are."""
    return bool(word) and len(word.split()) == 1


def _is_merge_of_refs(rest: str) -> bool:
    while True:
        rest, has_kind = _past_kind(rest)
        if not has_kind:
            return False
        if rest.startswith(" of "):
            rest = _past_word(rest[4:])
        if rest.startswith((", ", "; ")):
            rest = rest[2:]
            continue
        if rest.startswith((" into ", " as '")):  # `git subtree` quotes the folder
            rest = _past_word(rest.removeprefix(" into ").removeprefix(" as "))
        return not rest.strip()


def _past_kind(rest: str) -> tuple[str, bool]:
    """What follows `branch 'x'` or `tags 'x', 'y' and 'z'`; also `HEAD`, which git writes for a bare URL."""
    for names in _KINDS:
        for name in names:
            if rest.startswith(name):
                return _past_names(rest[len(name) :])
    if rest.startswith("HEAD"):
        return rest[4:], True
    return rest, False


def _past_names(rest: str) -> tuple[str, bool]:
    has_names = False
    while rest.startswith("'"):
        close = rest.find("'", 1)
        if close <= 1:
            return rest, False
        rest = rest[close + 1 :]
        has_names = True
        for glue in (", '", " and '"):
            if rest.startswith(glue):
                rest = rest[len(glue) - 1 :]
                break
    return rest, has_names


def _past_word(rest: str) -> str:
    """What follows a branch or an address, which GitLab puts between quotes."""
    if rest.startswith("'"):
        return rest[rest.find("'", 1) + 1 :]
    end = len(rest)
    for stop in (" ", ",", ";"):
        index = rest.find(stop)
        end = min(end, index) if index >= 0 else end
    return rest[end:]


def _is_sha(word: str) -> bool:
    return len(word) in (40, 64) and _is_hexadecimal(word)


def _is_hexadecimal(word: str) -> bool:
    return all(char in "0123456789abcdef" for char in word)


def _is_revert(header: str, lines: "Sequence[Line]") -> bool:
    """`Revert "header"`, `Reapply "header"` or Gerrit's `Revert^2 "header"`, `(#12)` from a squash, and a sentence."""
    word, quote, _ = header.partition(' "')
    if not quote or not (word in ("Revert", "Reapply") or _is_power(word)):
        return False
    close = header.rfind('"')
    return close > len(word) + 2 and _is_pull_suffix(header[close + 1 :]) and _says_so(lines)


def _is_power(word: str) -> bool:
    """`Revert^2`: what brings a reverted change back, and so on."""
    name, sign, times = word.partition("^")
    return name == "Revert" and bool(sign) and times.isdecimal()


def _is_pull_suffix(rest: str) -> bool:
    return not rest or (rest.startswith(" (#") and rest.endswith(")") and rest[3:-1].isdecimal())


def _says_so(lines: "Sequence[Line]") -> bool:
    """A body that names what is reverted, or no body, as a squash with a title alone."""
    return len(lines) == 1 or any(line.text.startswith(_REVERTS) for line in lines[1:])
