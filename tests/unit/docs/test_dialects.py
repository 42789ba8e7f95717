"""Wikilinks, imports, admonitions and components: what Markdown itself knows nothing of."""

import pytest

from tests.unit.docs.trees import moved

OLD = {"docs/a.md": "docs/historico/a.md"}


def rewritten(text: str) -> str:
    return moved({"docs/b.md": text, "docs/a.md": "# A\n"}, OLD)["docs/b.md"]


@pytest.mark.parametrize(
    "around",
    [
        '!!! note "Ojo"\n\n    {}\n\n    - {}\n',
        '=== "Uno"\n\n    Texto\n\n    ??? tip\n\n        {}\n\n=== "Dos"\n\n    {}\n\nFin {}\n',
        "1.  Paso\n\n    !!! warning\n\n        {}\n",
        "!!! note\n    {}\n\n    ```md\n    [a](a.md)\n    ```\n\n    {}\n",
        "<Tabs>\n  <TabItem value={{1}}>\n    Mira {}\n  </TabItem>\n</Tabs>\n",
        '<div class="x" markdown>\n{}\n</div>\n',
    ],
)
def test_what_other_dialects_nest_is_followed(around: str) -> None:
    once, now = "[a](a.md) `docs/a.md`", "[a](historico/a.md) `docs/historico/a.md`"
    assert rewritten(around.replace("{}", once)) == around.replace("{}", now)


@pytest.mark.parametrize(
    "text",
    [
        "```md\n!!! note\n\n    [a](a.md)\n```\n",
        "!!! note\n\n    ```md\n    [a](a.md)\n\n    [a](a.md)\n    ```\n",
        "    !!! note\n\n        [a](a.md)\n",
        "<details>[a](a.md)</details>\n",
        "<Tabs>\n<!-- [a](a.md) -->\n</Tabs>\n",
    ],
)
def test_code_and_html_that_nest_nothing_stay(text: str) -> None:
    assert rewritten(text) == text


def test_an_import_never_loses_the_dot_that_tells_a_file_from_a_package() -> None:
    said = "import A from '{}'\nimport B from '@site{}'\n\n<img src={{require('!!raw!{}')}} />\n"
    files = {"web/docs/x/b.mdx": said.format("../a.mdx", "/docs/a.mdx", "../a.mdx"), "web/docs/a.mdx": "", "a.mdx": ""}
    now = moved(files, {"web/docs/a.mdx": "web/docs/x/a.mdx"})
    assert now["web/docs/x/b.mdx"] == said.format("./a.mdx", "/docs/x/a.mdx", "./a.mdx")


def test_a_note_at_the_top_goes_before_its_namesakes() -> None:
    files = {"nota.md": "", "x/nota.md": "", "x/b.md": "[[nota]]", "b.md": "[[x/nota]]"}
    now = moved(files, {"nota.md": "viejo/nota.md", "x/nota.md": "viejo/x/nota.md"})
    assert (now["x/b.md"], now["b.md"]) == ("[[viejo/nota]]", "[[x/nota]]")


def test_a_note_is_told_from_others_of_its_name_by_the_folders_it_is_said_with() -> None:
    files = {"boveda/x/nota.md": "", "boveda/y/nota.md": "", "boveda/b.md": "[[x/Nota]] [[y/nota#h|Y]]"}
    assert moved(files, {"boveda/x/nota.md": "boveda/viejo/nota.md"})["boveda/b.md"] == "[[viejo/nota]] [[y/nota#h|Y]]"
    assert moved(files, {"boveda/x/nota.md": "viejo/x/nota.md"})["boveda/b.md"] == files["boveda/b.md"]
