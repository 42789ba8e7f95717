"""Templates are filled in within bounds: no code, no huge texts, no links, no silent holes."""

from pathlib import Path

import pytest

from relcommit.errors.settings import TemplateFailed
from relcommit.text.templates import MAX_SOURCE, render

NAME = "commit.md.j2"
VALUES = {"header": "docs: añade", "bullets": (), "footers": (), "width": 72}


def fill(folder: Path, source: str, **values: object) -> str:
    (folder / NAME).write_text(source, "utf-8")
    return render(NAME, {**VALUES, **values}, folder=folder)


def test_the_repositorys_own_template_wins(tmp_path: Path) -> None:
    assert fill(tmp_path, "{{ header }}\n\nNuestro.\n") == "docs: añade\n\nNuestro.\n"


def test_ours_is_used_where_the_repository_has_none(tmp_path: Path) -> None:
    said = render(
        NAME, {**VALUES, "bullets": ("una", "dos")}, folder=tmp_path, filters={"bullet": lambda t, w: f"- {t}"}
    )
    assert said == "docs: añade\n\n- una\n- dos\n"


def test_nothing_is_escaped_as_if_it_were_html(tmp_path: Path) -> None:
    assert fill(tmp_path, "{{ header }}", header="<b>&'\"") == "<b>&'\""


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
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_templates_fail_quickly_with_their_name(tmp_path: Path, source: str) -> None:
    with pytest.raises(TemplateFailed) as failed:
        fill(tmp_path, source)
    assert failed.value.name


def test_a_template_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateFailed):
        fill(tmp_path, "x" * (MAX_SOURCE + 1))


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secreto").write_text("SECRETO")
    (tmp_path / NAME).symlink_to(tmp_path / "secreto")
    assert "SECRETO" not in render(NAME, VALUES, folder=tmp_path)


@pytest.mark.parametrize("name", ["../commit.md.j2", "/etc/passwd", "no-hay.md.j2", "..\\x"])
def test_only_names_of_ours_exist(tmp_path: Path, name: str) -> None:
    with pytest.raises(TemplateFailed):
        render(name, VALUES, folder=tmp_path)


def test_a_template_that_is_not_utf_8_is_said(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xf1")
    with pytest.raises(TemplateFailed):
        render(NAME, VALUES, folder=tmp_path)
