"""Front matter in TOML says what the same in YAML says."""

import pytest

from relcommit.docs.formats import frontmatter
from relcommit.docs.generated.banner import with_note
from relcommit.docs.states.titles import date, title
from tests.unit.docs.trees import moved

FRONT = """+++
title = "Acta # 3"  # docs/a.md
date = 2026-02-26T10:00:00Z
estado = 'obsoleto'
aliases = ["/docs/a.md"]
url = "docs/a.md"
related = [
  "docs/a.md",  # la "primera"
  'a.md', "c.md"]
'see' = {doc = "docs/a.md", "otra" = "no.md"}
largo = \"\"\"
related = "docs/a.md"
\"\"\"
wiki = "[[docs/a|A]]"
n = [1, 2.5, true]
[params.más]
anexo = "./a.md#x"
estado = "vigente"
+++
[a](a.md)
"""


def test_toml_names_documents_as_yaml_does() -> None:
    assert moved({"docs/b.md": FRONT, "docs/a.md": "", "docs/c.md": ""}, {"docs/a.md": "docs/historico/a.md"})[
        "docs/b.md"
    ] == (
        FRONT.replace('  "docs/a.md",', '  "docs/historico/a.md",')
        .replace("'a.md', ", "'historico/a.md', ")
        .replace('{doc = "docs/a.md"', '{doc = "docs/historico/a.md"')
        .replace("[[docs/a|", "[[docs/historico/a|")
        .replace('"./a.md#x"', '"./historico/a.md#x"')
        .replace("(a.md)", "(historico/a.md)")
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_state_title_and_date_are_read_from_toml(mark: str, newline: str) -> None:
    data = (mark + FRONT.replace("\n", newline)).encode()
    assert frontmatter.status_line(data) == ("historico", "estado: obsoleto")
    assert (title(data, "x.md"), date(data)) == ("Acta # 3", "2026-02-26")


def test_a_note_goes_below_toml() -> None:
    assert with_note(FRONT.encode(), "Nota").decode().startswith(FRONT[: FRONT.index("[a]")] + "<!--")


@pytest.mark.parametrize("text", ["+++\nx = 1\n", "a\n+++\nx = 'a.md'\n+++\n", '+++\n"""\n+++\n', "+++ x\n+++\n"])
def test_what_only_looks_like_toml_stops_nothing(text: str) -> None:
    assert [*frontmatter.declared(text.encode())] == []
