"""Paths and addresses in components, in substitutions, and in code blocks that show a file."""

import pytest

from tests.unit.docs.trees import moved

OUT = {"docs/b.md": "docs/h/b.md", "docs/img/x.png": "docs/h/x.png", "docs/ej/x.js": "docs/h/x.js"}
FILES = {"docs/b.md": "", "docs/img/x.png": "", "docs/ej/x.js": ""}


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ('<Link to="./b.md">b</Link>\n', '<Link to="./h/b.md">b</Link>\n'),
        ('Mira <Tarjeta titulo="b.md" link=\'b.md\' /> ya.\n', 'Mira <Tarjeta titulo="b.md" link=\'h/b.md\' /> ya.\n'),
        ('<Foto src={"img/x.png"} alt="img/x.png" />\n', '<Foto src={"h/x.png"} alt="img/x.png" />\n'),
        ("import X from './b.md'\n\n<X />\n", "import X from './h/b.md'\n\n<X />\n"),
        ("```js file=./ej/x.js\n```\n", "```js file=./h/x.js\n```\n"),
        ("<<< ./ej/x.js{1,2}\n", "<<< ./h/x.js{1,2}\n"),
        ("<<< @/docs/ej/x.js\n", "<<< @/docs/h/x.js\n"),
        (
            '---\nmyst:\n  substitutions:\n    uno: "![x](img/x.png)"\n---\n',
            '---\nmyst:\n  substitutions:\n    uno: "![x](h/x.png)"\n---\n',
        ),
        (
            "---\nmyst:\n  substitutions:\n    uno: |\n      ñ [b](b.md)\n\n      ![x](img/x.png)\n    dos: x\n---\n",
            "---\nmyst:\n  substitutions:\n    uno: |\n      ñ [b](h/b.md)\n\n      ![x](h/x.png)\n    dos: x\n---\n",
        ),
        ("---\notra: |\n  [b](b.md)\n---\n", "---\notra: |\n  [b](b.md)\n---\n"),
        ("---\nhero:\n  image: img/x.png\n  text: b.md es mejor\n---\n",
         "---\nhero:\n  image: h/x.png\n  text: b.md es mejor\n---\n"),
    ],
)  # fmt: skip
def test_what_a_component_or_a_block_is_given_follows(text: str, after: str) -> None:
    assert moved({**FILES, "docs/a.md": text}, OUT)["docs/a.md"] == after
