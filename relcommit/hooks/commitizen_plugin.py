"""The `cz_relcommit` plugin: `cz commit`, `check`, `bump` and `changelog` in Spanish, with our rules.

Reached through its entry point alone: commitizen loads every plugin while its own package is half imported.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commitizen import defaults
from commitizen.cz.base import BaseCommitizen, ValidationResult
from commitizen.exceptions import CommitMessageLengthExceededError, InvalidConfigurationError

from relcommit.commits.compose import is_footer, paragraph
from relcommit.commits.judge import judge_text
from relcommit.errors.base import RelcommitError
from relcommit.text.es.commits import commitizen as es
from relcommit.text.es.commits.findings import report, sentence
from relcommit.text.terminal import escape_control

if TYPE_CHECKING:
    import re

    from commitizen.config.base_config import BaseConfig
    from commitizen.git import GitCommit

    from relcommit.commits.judge import Verdict
    from relcommit.settings import CommitSettings

_HOST_PREFIXES = defaults.DEFAULT_SETTINGS["allowed_prefixes"]
"""What commitizen lets through untold, «Merge los cambios» too; our rules know those messages by their exact shape."""
_ARROWS = {"instruction": es.ARROWS}
_NO_OR_YES = [{"value": False, "name": es.NO}, {"value": True, "name": es.YES}]
_SCOPE = r"(?:\((?P<scope>[^()\r\n]*)\))?"
_KINDS = "|".join(name for name in es.SECTIONS if "-" not in name and " " not in name)


class RelcommitCz(BaseCommitizen):
    """Our rules as commitizen wants them."""

    bump_pattern = defaults.BUMP_PATTERN
    bump_map = defaults.BUMP_MAP
    bump_map_major_version_zero = defaults.BUMP_MAP_MAJOR_VERSION_ZERO
    changelog_pattern = defaults.BUMP_PATTERN
    commit_parser = (
        rf"^(?P<change_type>BREAKING[- ]CHANGE(?=:)|(?:{_KINDS})(?=[(!:])|[^\s():!]+(?=(?:\([^()\r\n]*\))?!:))"
        rf"{_SCOPE}(?P<breaking>!)?: (?P<message>.*)"
    )
    change_type_map = dict(es.SECTIONS)  # noqa: RUF012 - as the base class has it
    change_type_order = list(dict.fromkeys(es.SECTIONS.values()))  # noqa: RUF012

    def __init__(self, config: "BaseConfig") -> None:
        super().__init__(config)
        self.rules = _rules()
        self.opening = ""
        """The header up to its description, while questions are asked."""

    def questions(self) -> list[Any]:
        """Type, scope, description, body, breaking change and footer."""
        return [
            {"type": "list", "name": "prefix", "message": es.ASK_TYPE, "choices": self._types(), **_ARROWS},
            self._scope_question(),
            {
                "type": "input",
                "name": "subject",
                "message": es.ASK_SUBJECT.format(mood=es.MOODS[self.rules.mood]),
                "when": self._remember,
                "filter": _without_stop,
                "validate": self._subject_fault,
            },
            {"type": "input", "name": "body", "message": es.ASK_BODY, "filter": _paragraphs},
            {
                "type": "list",
                "name": "is_breaking_change",
                "message": es.ASK_BREAKING,
                "choices": _NO_OR_YES,
                **_ARROWS,
            },
            {"type": "input", "name": "footer", "message": es.ASK_FOOTER, "filter": str.strip},
        ]

    def message(self, answers: Mapping[str, Any]) -> str:
        """Header, body and footers, wrapped as the settings say."""
        breaking, footer = answers["is_breaking_change"], answers["footer"]
        header = f"{_opening(answers)}{'!' if breaking else ''}: {answers['subject']}"
        body = [paragraph(text, self.rules.body_width) for text in answers["body"].split("\n\n") if text]
        if breaking and footer and not is_footer(footer):
            footer = f"BREAKING CHANGE: {footer}"
        return "\n\n".join((header, *body, *([footer] if footer else [])))

    def validate_commit_message(
        self,
        *,
        commit_msg: str,
        pattern: "re.Pattern[str]",  # noqa: ARG002 - the rules are no pattern
        allow_abort: bool,
        allowed_prefixes: list[str],
        max_msg_length: int | None,
        commit_hash: str,
    ) -> ValidationResult:
        """Our verdict; the prefixes, the empty message and the limit that the host allows stay the host's."""
        if not commit_msg.strip():
            return ValidationResult(allow_abort, [] if allow_abort else [es.EMPTY])
        if allowed_prefixes != _HOST_PREFIXES and any(map(commit_msg.startswith, allowed_prefixes)):
            return ValidationResult(is_valid=True, errors=[])
        size = len(commit_msg.partition("\n")[0].strip())
        if max_msg_length and size > max_msg_length:
            raise CommitMessageLengthExceededError(es.too_long(size, max_msg_length))
        verdict = self._judge(commit_msg, commit_hash)
        return ValidationResult(verdict.ok, [escape_control(report(verdict))] if verdict.findings else [])

    def _judge(self, message: str, commit: str) -> "Verdict":
        """A commit is read anew: commitizen joins the lines of its title, and does not say who wrote it."""
        if not commit:
            return judge_text(message, self.rules, source="mensaje")
        from relcommit.repo.messages.log_check import judge_log
        from relcommit.repo.messages.log_stream import log

        return next(judge_log(log(str(_root()), f"{commit}^!", os.environ), self.rules))

    def format_exception_message(self, invalid_commits: "list[tuple[GitCommit, list[str]]]") -> str:
        """Every refused commit, in Spanish."""
        return es.refused([(commit.rev, "\n".join(errors)) for commit, errors in invalid_commits])

    def changelog_message_builder_hook(
        self,
        message: dict[str, Any],
        commit: "GitCommit",  # noqa: ARG002 - commitizen's own signature
    ) -> dict[str, Any]:
        """A change marked with `!` belongs to the incompatible ones, whatever its type."""
        if message.get("breaking"):
            message["change_type"] = "BREAKING CHANGE"
        return message

    def example(self) -> str:
        """A good message."""
        return es.EXAMPLE

    def schema(self) -> str:
        """The shape of a message."""
        return es.SCHEMA

    def schema_pattern(self) -> str:
        """Anything: the rules decide, in `validate_commit_message`."""
        return r"(?s).*"

    def info(self) -> str:
        """What the plugin asks for."""
        return es.INFO

    def _types(self) -> list[dict[str, str]]:
        names = self.rules.types or tuple(es.TYPES)
        return [{"value": name, "name": f"{name}: {es.TYPES[name]}" if name in es.TYPES else name} for name in names]

    def _scope_question(self) -> dict[str, Any]:
        if not self.rules.scopes:
            return {"type": "input", "name": "scope", "message": es.ASK_SCOPE, "filter": _one_word}
        choices = [
            {"value": "", "name": es.NO_SCOPE},
            *({"value": scope, "name": scope} for scope in self.rules.scopes),
        ]
        return {"type": "list", "name": "scope", "message": es.ASK_SCOPE, "choices": choices, **_ARROWS}

    def _remember(self, answers: Mapping[str, Any]) -> bool:
        """Keep what the header opens with: its description is judged with it."""
        self.opening = _opening(answers)
        return True

    def _subject_fault(self, subject: str) -> bool | str:
        """True, or the first thing that is wrong with a description."""
        verdict = judge_text(f"{self.opening}: {_without_stop(subject)}", self.rules, source="")
        errors = [finding for finding in verdict.findings if finding.level == "error"]
        return sentence(errors[0]) if errors else True


def _rules() -> "CommitSettings":
    """The repository's settings, as every other door reads them. Raises InvalidConfigurationError."""
    from relcommit.repo.settings import read_settings

    try:
        return read_settings(_root()).commit
    except RelcommitError as problem:
        raise InvalidConfigurationError(problem.explain()) from problem


def _root() -> Path:
    from commitizen.git import find_git_project_root

    return find_git_project_root() or Path.cwd()


def _opening(answers: Mapping[str, Any]) -> str:
    scope = f"({answers['scope']})" if answers["scope"] else ""
    return f"{answers['prefix']}{scope}"


def _without_stop(text: str) -> str:
    """A description without its full stop; dots that mean something stay."""
    text = text.strip()
    return text if text.endswith("..") else text.removesuffix(".")


def _one_word(text: str) -> str:
    return "-".join(text.split())


def _paragraphs(text: str) -> str:
    return "\n\n".join(part.strip() for part in text.split("|") if part.strip())
