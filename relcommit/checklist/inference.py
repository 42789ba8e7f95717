"""How an item can be proved, read from its own words: each rule is a small function in a list."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from relcommit.checklist import lexicon
from relcommit.checklist.ids import fold
from relcommit.checklist.model import PERSON, Phase, Proof, Section

_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`]{1,200})\1(?!`)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{1,63}")
_LOUD_NAME = re.compile(r"[A-Z][A-Z0-9_]{2,63}")
_ASSIGNED = re.compile(r"([A-Z][A-Z0-9_]{1,63})\s*=\s*[\"']?([^\"']{1,200}?)[\"']?")
_ROUTE = re.compile(r"https?://\S{3,200}|/[A-Za-z0-9_{}:.~-]{1,80}(?:/[A-Za-z0-9_{}:.~-]{0,80}){0,8}(?:\?\S{1,100})?")
_ADDRESS = re.compile(r"https?://[^\s<>()\"']{3,200}")
_ARGUMENT = re.compile(r"[A-Za-z0-9@._/:=*+,%^~\[\]-]{1,80}")
_FILE = re.compile(r"(?:[\w.@*-]{1,80}/){0,8}[\w.@*-]{0,80}\.[A-Za-z]{1,6}|(?:[\w.@*-]{1,80}/){1,8}")
_SETTING = re.compile(r"\b[a-z0-9_]{1,64}=\S{1,200}")
_HOURS = {"h": 1.0, "m": 1 / 60, "d": 24.0, "s": 168.0}


@dataclass(frozen=True)
class Phrase:
    """An item's text or one of its details, with what the rules ask of it."""

    text: str
    section: Section
    phase: Phase
    """The phase of whatever does not say another."""
    roles: tuple[str, ...]
    """The roles that the settings know; empty where they name none."""

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """What stands between backticks, or the whole text where it is nothing but a command."""
        spans = tuple(match[2].strip() for match in _CODE.finditer(self.text))
        return spans or ((self.text.strip(),) if is_bare_command(self.text.strip()) else ())

    def proof(
        self, kind: str, found: re.Match[str] | str, phase: Phase | None = None, **wants: tuple[str, ...]
    ) -> Proof:
        words = found if isinstance(found, str) else self.as_written(found)
        return Proof(kind=kind, phase=phase or self.phase, wants=wants, words=words)

    def as_written(self, found: re.Match[str], group: int = 0) -> str:
        """What a match of the folded text, or a group of it, is in the plan's own spelling."""
        same_places = len(self.folded) == len(self.text)
        return self.text[slice(*found.span(group))] if same_places else found[group]


def infer(phrase: Phrase) -> tuple[Proof, ...]:
    """Every proof that the words ask for; none where only a person can tell."""
    return tuple(proof for rule in RULES for proof in rule(phrase))


def is_command(text: str) -> bool:
    """Whether this is something to type in a terminal to check the work."""
    first, _, rest = text.partition(" ")
    return first.removeprefix("./").rpartition("/")[2] in lexicon.COMMAND_TOOLS and (bool(rest) or "`" not in text)


def is_bare_command(text: str) -> bool:
    """Whether a text without backticks is a command line, and no sentence that starts like one."""
    words = text.split()
    plain = all(_ARGUMENT.fullmatch(word) and word not in lexicon.PROSE for word in words)
    return 1 < len(words) <= 12 and plain and is_command(text)


def hours(folded: str) -> float | None:
    """The longest time that the words name, in hours."""
    durations = [float(match[1].replace(",", ".")) * _HOURS[match[2][0]] for match in lexicon.DURATION.finditer(folded)]
    return max(durations, default=None)


def environment(folded: str) -> str | None:
    """The environment that the words name, as `production`, `staging` or `preproduction`."""
    return next((name for name, words in lexicon.ENVIRONMENTS if words.search(folded)), None)


def merged(phrase: Phrase) -> Iterator[Proof]:
    if match := lexicon.MERGED.search(phrase.folded):
        yield phrase.proof("merged", match, "after")


def approvals(phrase: Phrase) -> Iterator[Proof]:
    if not (match := lexicon.APPROVED.search(phrase.folded)) or phrase.section in ("deploy", "rollback"):
        return
    after = lexicon.AFTER_APPROVAL.search(phrase.folded)
    words = re.findall(r"\w+", phrase.as_written(after, 1).lower()) if after else []
    if phrase.roles:
        roles = _asked_roles(phrase.roles, words)
    else:
        roles = tuple(word for word in words if len(word) > 1 and fold(word) not in lexicon.NOT_A_ROLE)
    many = lexicon.HOW_MANY.search(phrase.folded)
    count = {"count": (str(lexicon.NUMBERS.get(many[1], many[1])),)} if many and not roles else {}
    yield phrase.proof("approvals", after or match, "before", roles=roles, **count)


def _asked_roles(known: tuple[str, ...], words: list[str]) -> tuple[str, ...]:
    """The settings' roles, and those of the words that nobody has: they are asked for all the same."""
    asked = tuple(role for role in known if any(_same_role(role, word) for word in words))
    strange = (word for word in words if any(_same_role(role, word) for role in lexicon.USUAL_ROLES))
    return asked + tuple(word for word in strange if not any(_same_role(role, word) for role in asked))


def commands(phrase: Phrase) -> Iterator[Proof]:
    if phrase.section not in ("gates", "done"):
        return
    for code in phrase.codes:
        if is_command(code):
            yield phrase.proof("check", code, "before", command=(code,))


def green_checks(phrase: Phrase) -> Iterator[Proof]:
    if phrase.section not in ("gates", "done") or not (match := lexicon.ALL_GREEN.search(phrase.folded)):
        return
    names = tuple(code for code in phrase.codes if not is_command(code))
    yield phrase.proof("check", match, "before", **({"names": names} if names else {"all": ("si",)}))


def variables(phrase: Phrase) -> Iterator[Proof]:
    bare = _CODE.sub("", phrase.folded).strip(" .:;,")
    if lexicon.TESTED.search(bare) or (bare and not lexicon.CONFIGURED.search(bare)):
        return
    for code in phrase.codes:
        if assigned := _ASSIGNED.fullmatch(code):
            yield phrase.proof("wrangler", code, variable=(assigned[1], assigned[2]))


def bindings(phrase: Phrase) -> Iterator[Proof]:
    if match := lexicon.BINDINGS.search(phrase.folded):
        kinds = tuple(kind for kind, words in lexicon.BINDING_KINDS if words.search(phrase.folded))
        yield phrase.proof("wrangler", match, bindings=kinds)


def secrets(phrase: Phrase) -> Iterator[Proof]:
    match = lexicon.SECRET.search(phrase.folded)
    names = tuple(code for code in phrase.codes if _LOUD_NAME.fullmatch(code))
    if match and names and lexicon.PRESENT.search(phrase.folded):
        words, where = " ".join((*names, match[0])), environment(phrase.folded)
        if where:
            yield phrase.proof("secret", words, names=names, environment=(where,))
        else:
            yield phrase.proof("secret", words, names=names)


def migrations(phrase: Phrase) -> Iterator[Proof]:
    if match := lexicon.MIGRATIONS.search(phrase.folded):
        yield phrase.proof("migrations", match)


def tables(phrase: Phrase) -> Iterator[Proof]:
    names = [code for code in phrase.codes if _NAME.fullmatch(code)]
    match = lexicon.STORED.search(phrase.folded)
    if match and len(names) > 1 and phrase.section in ("gates", "done"):
        yield phrase.proof("sqlite", match, table=(names[0],), columns=tuple(names[1:]))


def sanitised(phrase: Phrase) -> Iterator[Proof]:
    if phrase.section in ("gates", "done") and (match := lexicon.SANITISED.search(phrase.folded)):
        yield phrase.proof("sqlite", match, sin_secretos=("si",))


def http(phrase: Phrase) -> Iterator[Proof]:
    for code in (*phrase.codes, *_ADDRESS.findall(_CODE.sub("", phrase.text))):
        route = code.removeprefix("GET ").strip()
        if _ROUTE.fullmatch(route) and (phrase.section == "deploy" or lexicon.SMOKE.search(phrase.folded)):
            yield phrase.proof("http", code, routes=(route,))


def canary(phrase: Phrase) -> Iterator[Proof]:
    """A canary is seen in the splits; that it scales is seen in the rows, and is a person's word besides."""
    if phrase.section != "deploy" or lexicon.NEGATED.search(phrase.folded):
        return
    if match := lexicon.CANARY.search(phrase.folded):
        yield phrase.proof("canary", match, step=("canario",))
    elif match := lexicon.SCALED.search(phrase.folded):
        yield phrase.proof("canary", match, step=("escalar",))
        yield phrase.proof(PERSON, match)


def deployed(phrase: Phrase) -> Iterator[Proof]:
    age = hours(phrase.folded)
    watched = lexicon.WATCHED.search(phrase.folded) if age else None
    match = watched or (lexicon.DEPLOYED.search(phrase.folded) if phrase.section != "rollback" else None)
    if not match or (phrase.section == "deploy" and not watched):
        return
    where = environment(phrase.folded) or "production"
    wants = {"environment": (where,)}
    if watched and age:
        wants["hours"] = (f"{age:.10g}",)
    if lexicon.STABLE.search(phrase.folded):
        wants["stable"] = ("si",)
    yield phrase.proof("deployment", match, "production" if where == "production" else None, **wants)


def files(phrase: Phrase) -> Iterator[Proof]:
    match = lexicon.UPDATED.search(phrase.folded)
    if not match or phrase.section not in ("gates", "done") or lexicon.NEGATED.search(phrase.folded):
        return
    named = tuple(f"{code}**" if code.endswith("/") else code for code in phrase.codes if _FILE.fullmatch(code))
    usual = next((glob for words, glob in lexicon.DOCUMENTS if words.search(phrase.folded)), None)
    if named or usual:
        yield phrase.proof("file", phrase.text, "before", globs=named or (usual or "",))


RULES: tuple[Callable[[Phrase], Iterator[Proof]], ...] = (
    approvals, merged, commands, green_checks, variables, secrets, bindings, migrations, tables, sanitised,
    http, canary, deployed, files,
)  # fmt: skip
"""The first that speaks gives the item its kind; the others are proved as well."""


def phase_of(section: Section, folded: str) -> Phase:
    """When something of this section can hold, as far as its words tell."""
    if section == "rollback":
        return "production"
    if lexicon.AFTER_RELEASE.search(folded) or (section == "done" and lexicon.LASTS.search(folded)):
        return "production"
    if section != "gates" and lexicon.IN_PRODUCTION.search(_SETTING.sub("", folded)):
        return "production"
    if lexicon.AFTER_THE_MERGE.search(folded):
        return "after"
    if section == "deploy" or (section == "done" and lexicon.AFTER_MERGE.search(folded)):
        return "after"
    return "production" if section == "done" and not lexicon.BEFORE.search(folded) else "before"


def known_roles(names: Collection[str], folded: str) -> tuple[str, ...]:
    """The roles of the settings that the words name."""
    words = re.findall(r"\w+", folded)
    return tuple(role for role in names if any(_same_role(role, word) for word in words))


def _same_role(role: str, word: str) -> bool:
    """Whether a word names a role, in another gender or number too: «técnico», «técnicas», `tecnica`."""
    name, word = fold(role), fold(word)
    return word == name or (len(word) > 3 and word.rstrip("s")[:-1] == name.rstrip("s")[:-1])
