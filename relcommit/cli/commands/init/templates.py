"""The part of `relcommit init` that copies our templates to where the team changes its own."""

from relcommit.application.app import App
from relcommit.cli import output
from relcommit.cli.commands.init.writing import Writing
from relcommit.settings import FILE_NAME
from relcommit.text.es import init as es

USUAL_FOLDER = "plantillas"


def copy_templates(app: App, writing: Writing) -> None:
    """Ours in the folder of the settings; without one, in the usual one, which is told to the settings."""
    from relcommit.repo.settings import reader, settings_file
    from relcommit.resources import templates_folder
    from relcommit.text.templates import LANGUAGE_FOLDER, OVERRIDABLE

    folder = app.settings.templates.strip("/") or USUAL_FOLDER
    for name in OVERRIDABLE:
        writing.write(f"{folder}/{name}", (templates_folder() / LANGUAGE_FOLDER / name).read_bytes())
    if app.settings.templates:
        return
    line = f'templates = "{folder}"'
    if settings_file(reader(app.git.root)) == "pyproject.toml":
        output.say(es.by_hand("pyproject.toml", f"[tool.relcommit]\n{line}"))
        return
    place = app.git.root / FILE_NAME
    if place.is_symlink():
        output.say(es.by_hand(FILE_NAME, line))
        return
    if not writing.rehearsal:
        old = place.read_bytes() if place.exists() else b""
        place.write_bytes(f"{line}\n".encode() + (b"\n" if old else b"") + old.removeprefix(b"\xef\xbb\xbf"))
    output.say(es.setting_added(FILE_NAME, line, rehearsal=writing.rehearsal))
