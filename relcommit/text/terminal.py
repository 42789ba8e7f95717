"""Foreign text where it could do harm: in a terminal, and in the log of a GitHub Actions runner."""

_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)
_NOBODY_SEES = (*_BIDI, 0x2028, 0x2029, 0xFFFE, 0xFFFF)
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (9, 10)}
_CONTROLS.update({code: f"\\u{code:04x}" for code in _NOBODY_SEES})
_IN_JSON = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *_NOBODY_SEES)}


def escape_control(text: str) -> str:
    """C0, C1 and bidi controls, and what XML or a line has no place for, become visible escapes; surrogates too."""
    return text.translate(_CONTROLS).encode("utf-8", "backslashreplace").decode("utf-8")


def tame_json(text: str) -> str:
    """The same for JSON that is not ASCII, whose readers get what it had."""
    return text.translate(_IN_JSON).encode("utf-8", "backslashreplace").decode("utf-8")


def escape_workflow_commands(text: str) -> str:
    """The text without what a runner would take for a command: `::` opening a line, and `##[` anywhere."""
    if "::" not in text and "##[" not in text:
        return text
    lines = text.replace("##[", "##·[").split("\n")
    return "\n".join(f"·{line}" if line.lstrip().startswith("::") else line for line in lines)


def command_data(text: str) -> str:
    """Text for what follows the `::` of a workflow command."""
    return escape_control(text).replace("##[", "##·[").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def command_property(text: str) -> str:
    """Text for a property of a workflow command (`title=`, `file=`)."""
    return command_data(text).replace(":", "%3A").replace(",", "%2C")
