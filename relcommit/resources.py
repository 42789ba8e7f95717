"""Where the files that ship with relcommit are."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def demo_folder() -> Path:
    """The small repository that `relcommit demo` starts from."""
    return templates_folder() / "demo"


def action_folder() -> Path:
    """The files of the GitHub Action: inside the package in a wheel, in `.github` in a checkout."""
    packaged = _PACKAGE / "action"
    return packaged if packaged.is_dir() else _PACKAGE.parent / ".github" / "actions" / "relcommit"


def templates_folder() -> Path:
    """The `templates` folder: inside the package in a wheel, beside it in a checkout or an editable install.

    An editable install does not see what the wheel brings in with force-include.
    """
    packaged = _PACKAGE / "templates"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "templates"
