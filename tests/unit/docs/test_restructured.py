"""Sphinx's own pages follow the Markdown documents that they list, name and include."""

import pytest

from relcommit.docs.links.check import check
from relcommit.docs.links.code_mentions import Mentions
from relcommit.docs.links.rewrite import reorganise
from relcommit.docs.model import Reported
from relcommit.names import RepoPath
from tests.unit.docs.trees import after as done
from tests.unit.docs.trees import moves, texts, tree

MOVED = {"docs/guía/a.md": "docs/historico/guía/a.md"}
INDEX = """Índice
======

.. toctree::
   :maxdepth: 2
   :caption: guía/a

   guía/a
   guía/a.md
   Título (a) <guía/a>
   /docs/guía/a
   otra/rst
   guía/*

   https://example.org/guía/a.md

guía/a no es una entrada.

  .. toctree::

     guía/a

Véase :doc:`guía/a`, :doc:`la guía
<guía/a>`, :download:`guía/a.md`, `aquí <gu%C3%ADa/a.md#x>`_ y `allí <../docs/guía/a.md>`__.

.. _otra: guía/a.md
.. include:: guía/a.md
.. literalinclude:: /docs/guía/a.md
   :lines: 2-
.. toctree::
   guía/a"""


def rest(text: str, *, at: str = "docs/index.rst", rewrite: bool = False) -> tuple[str, tuple[Reported, ...]]:
    files = tree({at: text, "docs/guía/a.md": "", "docs/otra/rst.rst": ""})
    work = reorganise(files, moves(MOVED), mentions=Mentions(MOVED, "o/r", rewrite))
    return texts(done(files, work))[at], work.reported


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_sphinx_names_follows(newline: str) -> None:
    text = INDEX.replace("\n", newline)
    now, reported = rest(text)
    expected = (
        text.replace("guía/a", "historico/guía/a")
        .replace("gu%C3%ADa/a", "historico/gu%C3%ADa/a")
        .replace(":caption: historico/", ":caption: ")
        .replace("https://example.org/historico/", "https://example.org/")
        .replace("historico/guía/a no es", "guía/a no es")
    )
    assert (now, reported) == (expected, ())


def test_a_page_that_moves_keeps_what_it_names() -> None:
    files = tree({"docs/x.rst": ".. toctree::\n\n   guía/a\n   b\n", "docs/guía/a.md": "", "docs/b.md": ""})
    work = reorganise(files, moves({"docs/x.rst": "docs/v/x.rst", "docs/b.md": "docs/v/b.md"}))
    assert work.contents[RepoPath("docs/v/x.rst")] == ".. toctree::\n\n   ../guía/a\n   b\n".encode()


def test_other_paths_are_reported_and_rewritten_when_asked() -> None:
    text = "Mira ``docs/guía/a.md``.\n\n.. toctree::\n\n   docs/guía/a.md\n"
    now = text.replace("   docs/guía", "   docs/historico/guía")
    assert rest(text, at="x.rst") == (
        now, (Reported(file=RepoPath("x.rst"), line=1, target=RepoPath("docs/guía/a.md"), why="code"),)
    )  # fmt: skip
    assert rest(text, at="x.rst", rewrite=True)[0] == now.replace("``docs/", "``docs/historico/")


def test_what_is_no_document_of_ours_is_not_broken() -> None:
    assert check(tree({"docs/index.rst": ".. toctree::\n\n   no\n\n`x <no.html>`_ :doc:`no`\n"})) == ()


@pytest.mark.parametrize("opening", [".. code-block:: rst\n   :linenos:", ".. code::", "Así se escribe::", "::"])
def test_examples_of_code_stay_as_they_are(opening: str) -> None:
    text = f"{opening}\n\n   .. toctree::\n\n      guía/a\n\n   :doc:`guía/a`\n\nFin de :doc:`guía/a`.\n"
    now, _ = rest(text)
    assert now == text.replace("Fin de :doc:`guía", "Fin de :doc:`historico/guía")


def test_a_link_to_a_document_that_is_not_there_is_broken() -> None:
    text = (
        "`a <a.md>`_ `b <guía/a.md>`_ `c <x.html>`__ `d <https://x.org/p.md>`_ ``lit `e <e.md>`_``\n\n"
        ".. _f: f.rst\n.. __: g.md#x\n__ h.md\n\n.. note::\n   `i <i.md>`_\n\n"
        "..\n   `comentario <j.md>`_\n\nAsí::\n\n   `k <k.md>`_\n\n.. image:: l.png\n.. include:: m.md\n\n:doc:`n`\n"
    )
    files = tree({"docs/index.rst": text, "docs/guía/a.md": ""})
    assert [one.destination for one in check(files)] == ["a.md", "f.rst", "g.md#x", "h.md", "i.md"]
    work = reorganise(files, moves({"docs/guía/a.md": "docs/historico/a.md"}))
    assert (work.broken_before, work.broken_after) == (5, 5)
    inside = tree({"docs/b.md": "```{eval-rst}\n`a <no.md>`_ ``x``\n```\n"})
    assert [(one.line, one.column, one.destination) for one in check(inside)] == [(2, 5, "no.md")]


def test_pictures_and_nameless_links_follow_a_page() -> None:
    text = ".. image:: i.png\n.. |l| image:: i.png\n.. figure:: i.png\n   :alt: i.png\n\n__ a.md\n"
    files = tree({"docs/x.rst": text, "docs/i.png": "", "docs/a.md": ""})
    work = reorganise(files, moves({"docs/x.rst": "docs/v/x.rst"}))
    now = text.replace(": i.png", ": ../i.png", 3).replace("__ a", "__ ../a")
    assert work.contents[RepoPath("docs/v/x.rst")].decode() == now
