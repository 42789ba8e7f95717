"""Wikilinks, imports, admonitions and components: what Markdown itself knows nothing of."""

import pytest

from relcommit.docs.links.check import check
from tests.unit.docs.trees import moved, tree

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


SPACED = {"docs/a b.md": "docs/viejo (1)/a b.md", "docs/c#1?.md": "docs/viejo (1)/c#1?.md"}


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("{doc}`a b` {doc}`A </docs/a b>` {download}`a b.md`",
         "{doc}`viejo (1)/a b` {doc}`A </docs/viejo (1)/a b>` {download}`viejo (1)/a b.md`"),
        ("```{toctree}\na b\nA <a b.md>\n```", "```{toctree}\nviejo (1)/a b\nA <viejo (1)/a b.md>\n```"),
        ("```{include} a b.md\n```", "```{include} viejo (1)/a b.md\n```"),
        ('{{< ref "/a b#x" >}} {{% relref "a b" %}}', '{{< ref "/viejo (1)/a b#x" >}} {{% relref "viejo (1)/a b" %}}'),
        ("{%- link docs/a b.md -%} {% link docs/a b.md %}",
         "{%- link docs/viejo (1)/a b.md -%} {% link docs/viejo (1)/a b.md %}"),
        ("{% link docs/c#1?.md %} {doc}`c#1?` {download}`c#1?.md`",
         "{% link docs/viejo (1)/c#1?.md %} {doc}`viejo (1)/c#1?` {download}`viejo (1)/c#1?.md`"),
        ('--8<--\n"a b.md"\n; a b.md\ndocs/a b.md:3:4\nhttps://x.org/a b.md\n--8<--',
         '--8<--\n"viejo (1)/a b.md"\n; a b.md\ndocs/viejo (1)/a b.md:3:4\nhttps://x.org/a b.md\n--8<--'),
        ("{{< ref path=\"a b.md\" >}} {{% ref `a b` %}} {!docs/a b.md!} {! a b.md !}",
         "{{< ref path=\"viejo (1)/a b.md\" >}} {{% ref `viejo (1)/a b` %}} {!docs/viejo (1)/a b.md!} "
         "{! viejo (1)/a b.md !}"),
        ("export {x} from './a b.md'\nexport * from \"./a b.md\"\n",
         "export {x} from './viejo (1)/a b.md'\nexport * from \"./viejo (1)/a b.md\"\n"),
        ("> [a]:\n> <a b.md>", "> [a]:\n> <viejo (1)/a b.md>"),
        ("```{eval-rst}\n.. include:: a b.md\n\n.. toctree::\n\n   a b\n```",
         "```{eval-rst}\n.. include:: viejo (1)/a b.md\n\n.. toctree::\n\n   viejo (1)/a b\n```"),
        ("[a](<project:a b.md#x>) [a](path:a%20b.md) <project:a%20b.md> [a][k]\n\n[k]: project:a%20b.md",
         "[a](<project:viejo (1)/a b.md#x>) [a](path:viejo%20(1)/a%20b.md) <project:viejo%20(1)/a%20b.md> [a][k]\n\n"
         "[k]: project:viejo%20(1)/a%20b.md"),
    ],
)  # fmt: skip
def test_names_with_spaces_are_written_as_each_dialect_reads_them(before: str, now: str) -> None:
    files = {"docs/b.md": before, **dict.fromkeys(SPACED, "")}
    there = moved(files, SPACED)
    assert there["docs/b.md"] == now
    assert moved(there, {new: old for old, new in SPACED.items()}) == files


def test_what_looks_like_a_path_of_myst_and_leads_nowhere_is_an_address() -> None:
    assert check(tree({"docs/b.md": "[a](project:12) [a](path:no.md) <project:no.md> [a](project:#b)"})) == ()


@pytest.mark.parametrize("root", ["", "web/"])
def test_a_link_of_jekyll_counts_from_the_root_of_its_site(root: str) -> None:
    files = {
        "b.md": "{% link a.md %}",
        "guia/b.md": "{% link a.md %}",
        "a.md": "",
        "guia/a.md": "",
        "_config.yml": "x: y\n",
    }
    there = moved({root + path: text for path, text in files.items()}, {f"{root}a.md": f"{root}viejo/a.md"})
    assert (there[f"{root}b.md"], there[f"{root}guia/b.md"]) == ("{% link viejo/a.md %}", "{% link viejo/a.md %}")
