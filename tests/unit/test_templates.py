"""Templates are filled in within bounds: no code, no huge texts, no links, no silent holes."""

from collections.abc import Mapping

import pytest

from relcommit.application.team_templates import read_templates
from relcommit.errors.settings import TemplateFailed, TemplatesMissing, UnknownTemplate
from relcommit.text.templates import MAX_SOURCE, TeamTemplates, fill, render

NAME = "commit.md.j2"
VALUES = {"header": "docs: añade", "bullets": (), "footers": (), "width": 72}


def filled(source: str, **values: object) -> str:
    return fill(NAME, {**VALUES, **values}, TeamTemplates("plantillas", {NAME: source}))


class Folder:
    def __init__(self, files: Mapping[str, bytes | None]) -> None:
        self.files = files

    def names(self, folder: str) -> list[str]:
        return [path.rpartition("/")[2] for path in self.files if path.rpartition("/")[0] == folder]

    def read(self, path: str) -> bytes | None:
        return self.files[path]


def test_the_repositorys_own_template_wins() -> None:
    assert filled("{{ header }}\n\nNuestro.\n") == "docs: añade\n\nNuestro.\n"
    assert filled("{{ header }}", header="<b>&'\"") == "<b>&'\""  # nothing is escaped as if it were HTML


def test_ours_is_used_where_the_repository_has_none() -> None:
    team = TeamTemplates("plantillas", {"banner.md.j2": "x"})
    values = {**VALUES, "bullets": ("una", "dos")}
    assert render(NAME, values, team=team, filters={"bullet": lambda text, _: f"- {text}"}) == (
        "docs: añade\n\n- una\n- dos\n"
    )


HOSTILE = {
    "undefined": "{{ nada }}",
    "syntax": "{% if %}",
    "attributes": "{{ ''.__class__.__mro__ }}",
    "globals": "{{ cycler }}",
    "range": "{% for i in range(999999999) %}x{% endfor %}",
    "lipsum": "{{ lipsum(9) }}",
    "power": "{{ 9 ** 99999999 }}",
    "product": "{{ 'x' * 99999999 }}",
    "list product": "{{ [1] * 99999999 }}",
    "percent": "{{ '%99999999d' % 1 }}",
    "format": "{{ '{:>99999999}'.format(1) }}",
    "center": "{{ 'x'.center(99999999) }}",
    "center filter": "{{ 'x' | center(99999999) }}",
    "indent": "{{ header | indent(99999999) }}",
    "include": "{% include '../../pyproject.toml' %}",
    "import": "{% import '/etc/passwd' as x %}",
    "recursion": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "doubling": "{% set ns = [header] %}" + "{% for a in 'aaaaaaaaaa' %}" * 7 + "{{ header }}" + "{% endfor %}" * 7,
    "division": "{{ 1 / 0 }}",
    "types": "{{ 1 + 'a' }}",
    "mutation": "{{ bullets.append(1) }}",
    "long": "x" * (MAX_SOURCE + 1),
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_templates_fail_with_their_place(source: str) -> None:
    with pytest.raises(TemplateFailed) as failed:
        filled(source)
    assert failed.value.name == f"plantillas/{NAME}"


MISTAKES = {
    "{{ header }}\n\n{{ encabezado }}": (3, "«encabezado» no existe ahí; la plantilla recibe: bullets, footers"),
    "{{ header }}\n{{ header.titulo }}": (2, "no hay ningún campo «titulo»"),
    "\n\n{% si header %}": (3, "Jinja dice «Encountered unknown tag 'si'"),
    "{{ header }}\n{{ 1 / 0 }}": (2, "ZeroDivisionError"),
    "\n{{ header.__class__.x }}": (2, "no se permite"),
    "\n{% include 'otra.j2' %}": (2, "no hay ninguna plantilla «otra.j2»"),
}


@pytest.mark.parametrize("source", MISTAKES)
def test_a_mistake_is_told_with_its_line(source: str) -> None:
    line, why = MISTAKES[source]
    with pytest.raises(TemplateFailed) as failed:
        filled(source)
    assert (failed.value.line, why in failed.value.why) == (line, True), failed.value.why


BOMBS = {
    "replace": "{% set a = header | replace('d', '" + "d" * 30000 + "') %}" + "{% set a = a | replace('d', a) %}" * 3,
    "concatenation": "{% set ns = header %}" + "{% set header = header ~ header %}" * 40,
}


def test_no_template_takes_all_the_memory_there_is_nor_the_next_one_with_it() -> None:
    for source in BOMBS.values():
        with pytest.raises(TemplateFailed) as failed:
            render(NAME, VALUES, team=TeamTemplates("p", {NAME: source}))
        assert "memoria" in failed.value.why
    assert render(NAME, VALUES, team=TeamTemplates("p", {NAME: "{{ header }}\n"})) == "docs: añade\n"


@pytest.mark.slow
def test_no_template_goes_on_for_ever() -> None:
    loops = "{% set text = '" + "a" * 2000 + "' %}" + "{% for a in text %}" * 4 + "{% endfor %}" * 4
    with pytest.raises(TemplateFailed) as failed:
        render(NAME, VALUES, team=TeamTemplates("p", {NAME: loops}))
    assert "tarda" in failed.value.why


@pytest.mark.parametrize("name", ["../commit.md.j2", "/etc/passwd", "no-hay.md.j2", "..\\x"])
def test_only_names_of_ours_exist(name: str) -> None:
    with pytest.raises(TemplateFailed):
        render(name, VALUES)


def test_a_folder_gives_its_templates_and_says_what_is_wrong_in_it() -> None:
    good = Folder({f"a/b/{NAME}": b"\xef\xbb\xbf{{ header }}\r\n", "a/b/LEEME.md": b"nada", "a/b/c/x.j2": b""})
    assert read_templates("./a/b/", good) == TeamTemplates("./a/b", {NAME: "{{ header }}\n"})

    with pytest.raises(UnknownTemplate) as unknown:
        read_templates("a", Folder({"a/comit.md.j2": b""}))
    assert (unknown.value.file, unknown.value.nearest) == ("a/comit.md.j2", NAME)
    for content, line in ((b"bien\n\xf1", 2), (None, None), (b"x" * (MAX_SOURCE + 1), None)):
        with pytest.raises(TemplateFailed) as failed:
            read_templates("a", Folder({f"a/{NAME}": content}))
        assert (failed.value.name, failed.value.line) == (f"a/{NAME}", line)
    for folder in ("no-hay", "../a", "/a"):
        with pytest.raises(TemplatesMissing):
            read_templates(folder, Folder({f"a/{NAME}": b""}))
