"""Branches that plain sentences tell to create, and what they say of the pull request: its title, where it goes."""

import re
from collections.abc import Iterator

from relcommit.plan.layout.outline import Section
from relcommit.plan.words.labels import SHUT_OUT
from relcommit.plan.words.values import has_known_type, is_base, is_branch, is_header

_PULL_AGAINST = re.compile(
    r"\b(?:PRs?|pull[ -]?requests?|MR|merge)\b[^.`\n]{0,40}?\b(?:contra|hacia|a|against|into|to|en|sobre)"
    r"[ \t]+(?:la[ \t]+)?(?:rama[ \t]+)?(?:`(?:origin/)?([\w./-]{2,60})`|(main|master|develop|dev|staging)\b)",
    re.IGNORECASE,
)
_STARTS_FROM = re.compile(
    r"\b(?:desde|a partir de|from|partiendo de|parte de|parta de|"
    r"sal[eg]a? de|saldr[áa] de|nace de|sobre)[ \t]+(?:la[ \t]+)?(?:rama[ \t]+)?"
    r"(?:`(?:origin/)?([\w./-]{2,60})`|(main|master|develop|dev)\b)",
    re.IGNORECASE,
)
_FORBIDDING = frozenset({"no", "nunca", "never", "not", "sin", "prohibido"})
_NOT_NOW = _FORBIDDING | {"si", "quien", "quienes", "cuando", "if", "whoever", "when"}
"""What makes a sentence about a branch a rule or a condition: «Quien trabaje en la rama `x` …»."""
_TITLED = re.compile(
    r"\b(?:abr[eaií]r?|abrimos|cre[aáe]r?|haz|hacer|haga|sub[eaií]r?|levant[aá]r?|prepar[aáe]r?|open|create)\b[^.\n]{0,30}?"
    r"\b(?:PRs?|pull[ -]?request|MR|merge[ -]?request)\b[^.\n]{0,80}?\b(?:titulad[oa]|llamad[oa]|titled|"
    r"(?:con|de|el|with|as)[ \t]+(?:el[ \t]+|de[ \t]+|the[ \t]+|un[ \t]+)?(?:t[ií]tulo|title|nombre))[ \t]*:?[ \t]*"
    r"(?:«([^»\n]+)»|“([^”\n]+)”|\"([^\"\n]+)\"|`([^`\n]+)`)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:cre[aáeé]r?|cree|usar?|usá|trabaj[aáeé]r?|haz|hacer|abr[ei]r?|create|use|work|parte|sal[ie]r?)\b[^.`\n]{0,40}"
    r"\b(?:rama|branch)\b[^.`\n]{0,25}`([^`\n]{3,100})`",
    re.IGNORECASE,
)


_NAMED = re.compile(
    r"\b(?:rama|branch)\b(?:[ \t]+(?:de trabajo|nueva|recomendada|sugerida|propuesta|ser[áa]|es|llamada|"
    r"se llama(?:r[áa])?|dedicada))*"
    r"[ \t]*:?[ \t]*(?:`([^`\n]{3,100})`|[*][*]([^*`\n]{3,100})[*][*]|[«“\"]([^»”\"\n]{3,100})[»”\"])",
    re.IGNORECASE,
)
_NOT_THIS_COMMIT = _NOT_NOW | {
    "último", "ultimo", "últimos", "anterior", "anteriores", "previo", "actual", "ejemplo", "formato", "como", "last",
}  # fmt: skip
_QUOTED_HEADER = re.compile(
    r"\b(?:commit|mensaje)\b[^.;`«“\"*\n]{0,40}(?:`([^`\n]+)`|«([^»\n]+)»|“([^”\n]+)”|\"([^\"\n]+)\"|[*][*]([^*\n]+)[*][*])",
    re.IGNORECASE,
)
_FROM_THERE = re.compile(
    r"\b(?:desde|contra|hacia|a partir de|de|base|destino|sobre|a)[ \t]+(?:la[ \t]+)?$", re.IGNORECASE
)


def _sentences(sections: list[Section]) -> Iterator[tuple[str, int, Section]]:
    """Each paragraph's and item's text outside of examples and the like, with its line."""
    for section in sections:
        if not SHUT_OUT.isdisjoint(section.asides):
            continue
        waiting = list(reversed(section.blocks))
        while waiting:
            block = waiting.pop()
            if block.kind == "paragraph":
                yield block.text, block.line, section
            elif block.kind != "table":
                waiting.extend(reversed(block.children))


def branches_in_prose(sections: list[Section]) -> list[tuple[str, int]]:
    """Branches that a sentence tells to create or to work on: «Crea la rama `feat/x`»."""
    branches = []
    for text, line, _ in _sentences(sections):
        if "`" not in text or not ("rama" in text.casefold() or "branch" in text.casefold()):
            continue
        for match in _SENTENCE.finditer(text.replace("\n", " ")):
            name = match[1].strip().removeprefix("origin/")
            if is_branch(name) and "/" in name and not _denied(text[: match.start()], _NOT_NOW):
                branches.append((name, line + text.count("\n", 0, match.start())))
    return branches or _only_branch(sections)


def _only_branch(sections: list[Section]) -> list[tuple[str, int]]:
    """The one branch to work on that sentences name, where they name no second: «La rama será `feat/x`»."""
    named: dict[str, int] = {}
    for text, line, _ in _sentences(sections):
        for match in _NAMED.finditer(text.replace("\n", " ")):
            name = next(group for group in match.groups() if group).strip().removeprefix("origin/")
            before = text[: match.start()]
            if is_branch(name) and "/" in name and not _denied(before, _NOT_NOW) and not _FROM_THERE.search(before):
                named.setdefault(name, line + text.count("\n", 0, match.start()))
    return list(named.items()) if len(named) == 1 else []


def headers_in_prose(sections: list[Section]) -> list[tuple[str, int]]:
    """The one conventional header that sentences name, where they name no second: «El commit será «feat: …»»."""
    named: dict[str, int] = {}
    for text, line, _ in _sentences(sections):
        for match in _QUOTED_HEADER.finditer(text.replace("\n", " ")):
            header = next(group for group in match.groups() if group).strip()
            before = text[: match.start()]
            if is_header(header) and has_known_type(header) and not _denied(before, _NOT_THIS_COMMIT):
                named.setdefault(header, line + text.count("\n", 0, match.start()))
    return list(named.items()) if len(named) == 1 else []


def titles_in_prose(sections: list[Section]) -> list[tuple[str, int]]:
    """Titles that a sentence gives to the pull request: «Abre un PR titulado «Integra …»»."""
    titles = []
    for text, line, _ in _sentences(sections):
        for match in _TITLED.finditer(text.replace("\n", " ")):
            title = next(group for group in match.groups() if group).strip()
            if is_header(title) and not _denied(text[: match.start()]):
                titles.append((title, line + text.count("\n", 0, match.start())))
    return titles


def bases_in_prose(sections: list[Section], branch: str | None) -> list[tuple[str, int]]:
    """Where sentences say that the pull request goes: «PR contra `main`»."""
    bases = []
    for text, line, _ in _sentences(sections):
        for match in _PULL_AGAINST.finditer(text.replace("\n", " ")):
            name = match[1] or match[2]
            if is_base(name) and name != branch and not _denied(text[: match.start()]):
                bases.append((name, line + text.count("\n", 0, match.start())))
        if branch and branch in text:
            for match in _STARTS_FROM.finditer(text.replace("\n", " ")):
                name = match[1] or match[2]
                if is_base(name) and name != branch:
                    bases.append((name, line + text.count("\n", 0, match.start())))
    return bases


def _denied(before: str, words: frozenset[str] = _FORBIDDING) -> bool:
    """Whether a sentence forbids what follows: «No hacer merge a `main`»."""
    sentence = re.split(r"[.;\n]", before)[-1].casefold().split()
    return not words.isdisjoint(sentence)
