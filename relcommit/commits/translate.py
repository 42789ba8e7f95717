"""commitlint's and commitizen's own settings as ours, and what of them cannot be said with ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from relcommit.commits.habits import Habits, commitizen_names
from relcommit.names import Severity
from relcommit.settings import CommitSettings

_CONVENTIONAL = ("@commitlint/config-conventional", "@commitlint/config-angular")
_PRESET: Mapping[str, Any] = {
    "type-enum": [2, "always", list(CommitSettings().types)],
    "header-max-length": [2, "always", 100],
    "body-max-line-length": [2, "always", 100],
    "subject-full-stop": [2, "never", "."],
    "subject-case": [2, "never", ["sentence-case", "start-case", "pascal-case", "upper-case"]],
}
"""What those two packages ask for beyond what we always ask for."""
_ALWAYS = frozenset(("type-empty", "subject-empty", "type-case", "header-trim", "footer-leading-blank"))
"""Rules that ours hold already, whatever commitlint's say."""
_CODES = {
    "type-enum": "type-not-allowed", "scope-enum": "scope-not-allowed", "header-max-length": "header-too-long",
    "body-max-line-length": "body-width", "subject-full-stop": "header-full-stop", "subject-case": "description-case",
    "body-leading-blank": "body-blank-line", "scope-empty": "scope-required",
}  # fmt: skip
"""Our finding for each of commitlint's rules that we know."""
_OURS: Mapping[str, Severity] = {"body-width": "warning", "header-full-stop": "warning", "description-case": "warning"}
"""What these are worth by themselves; the others are errors."""
_LEVELS: Sequence[Severity] = ("off", "warning", "error")


@dataclass(slots=True)
class Translation:
    """The habits with what another tool's settings say in their stead."""

    habits: Habits
    untold: list[str] = field(default_factory=list)
    """What those settings say and ours cannot, by its own name there."""


def from_commitlint(config: Mapping[str, Any], learned: Habits) -> Translation:
    """The rules of commitlint; those of packages that we do not know are told by the package's name."""
    translation = Translation(learned)
    severity: dict[str, Severity] = {}
    for name, rule in _rules(config, translation.untold).items():
        level, when, value = (*(rule if isinstance(rule, list) else [rule]), None, None, None)[:3]
        code = _CODES.get(name)
        if name in _ALWAYS:
            continue
        if code is None or level not in (0, 1, 2) or not _say(translation, name, level, when, value):
            if level != 0:
                translation.untold.append(f"rules: {name}")
        elif (level or code in _OURS) and _LEVELS[level] != _OURS.get(code, "error"):
            severity[code] = _LEVELS[level]
    translation.untold += [name for name in config if name not in ("extends", "rules", "$schema")]
    translation.habits = replace(translation.habits, severity={**translation.habits.severity, **severity})
    return translation


def _rules(config: Mapping[str, Any], untold: list[str]) -> dict[str, Any]:
    """The rules of the packages that are extended, where we know them, and over them the file's own."""
    rules: dict[str, Any] = {}
    extends = config.get("extends") or []
    for name in [extends] if isinstance(extends, str) else extends:
        if name in _CONVENTIONAL:
            rules |= _PRESET
        else:
            untold.append(f"extends: {name}")
    own = config.get("rules")
    if isinstance(own, Mapping):
        rules |= own
    elif own is not None:
        untold.append("rules")  # a variable, which only running would tell
    return rules


def _say(translation: Translation, name: str, level: int, when: object, value: Any) -> bool:
    """Put one rule into the habits; whether that is possible."""
    changes: dict[str, Any] = {}
    names = tuple(value) if _are_names(value) else None
    match name, when:
        case "type-enum", "always" | None if names is not None or not level:
            changes = {"types": names if level else (), "own_types": (), "areas": ()}
        case "scope-enum", "always" | None if names is not None or not level:
            changes = {"scopes": names if level else (), "scope_paths": {}}
        case "scope-empty", "never":
            changes = {"scope_required": bool(level)}
        case "header-max-length", "always" | None if isinstance(value, int) or not level:
            changes = {"subject_max": value if level else 0}
        case "body-max-line-length", "always" | None if isinstance(value, int | float) or not level:
            changes = {"body_width": int(value) if level and value != float("inf") else 0}
        case "subject-full-stop", "never" if value in (".", None):
            pass
        case "body-leading-blank", "always" | None:
            pass
        case "subject-case", _:
            case = _case(level, when, [value] if isinstance(value, str) else value)
            if case is None:
                return False
            changes = {"subject_case": case}
        case _:
            return not level
    translation.habits = replace(translation.habits, **changes)
    return True


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _case(level: int, when: object, cases: Any) -> str | None:
    """Our case for commitlint's; None where it is neither."""
    if not level:
        return "any"
    if when == "never" and isinstance(cases, list) and "sentence-case" in cases:
        return "lower"
    known = {"lower-case": "lower", "sentence-case": "sentence"}
    return known.get(cases[0]) if when == "always" and isinstance(cases, list) and len(cases) == 1 else None


_CZ_KNOWN = frozenset((
    "name", "customize", "message_length_limit", "version", "version_provider", "version_files", "version_scheme",
    "tag_format", "update_changelog_on_bump", "major_version_zero", "changelog_file", "changelog_incremental",
    "changelog_start_rev", "changelog_merge_prerelease", "bump_message", "annotated_tag", "gpg_sign", "encoding",
    "pre_bump_hooks", "post_bump_hooks", "style", "use_shortcuts", "always_signoff", "template", "extras",
    "ignored_tag_formats", "legacy_tag_formats", "retry_after_failure", "prerelease_offset", "changelog_format",
))  # fmt: skip
"""What we read of commitizen's settings, and what has nothing to do with the form of messages."""
_CZ_CUSTOM = frozenset((
    "questions", "schema_pattern", "example", "schema", "info", "info_path", "bump_pattern", "bump_map",
    "bump_map_major_version_zero", "change_type_order", "change_type_map", "changelog_pattern", "message_template",
    "commit_parser",
))  # fmt: skip


def from_commitizen(config: Mapping[str, Any], learned: Habits) -> Translation:
    """The types, the scopes and the longest header of commitizen."""
    translation = Translation(learned)
    types, scopes = commitizen_names(config)
    changes: dict[str, Any] = {}
    if types:
        changes |= {"types": types, "own_types": (), "areas": ()}
    if scopes:
        changes |= {"scopes": scopes, "scope_paths": {}}
    limit = config.get("message_length_limit")
    if isinstance(limit, int) and not isinstance(limit, bool):
        changes["subject_max"] = limit
    translation.habits = replace(learned, **changes)
    custom = config.get("customize")
    custom = custom if isinstance(custom, Mapping) else {}
    if custom.get("schema_pattern") and not types:
        translation.untold.append("customize.schema_pattern")
    translation.untold += [f"customize.{name}" for name in custom if name not in _CZ_CUSTOM]
    translation.untold += [name for name in config if name not in _CZ_KNOWN]
    return translation
