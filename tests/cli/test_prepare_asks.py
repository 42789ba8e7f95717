"""`prepare` with a plan that is not perfect: what is missing is asked for, what is not understood stops it."""

from tests.support.sandbox import Sandbox

DOCUMENTS = "## Documentos\n\nVigentes:\n\n- `docs/guía.md`\n\nLos que se van:\n\n- `docs/notas.txt`\n\n## 5) "


def test_documents_that_are_not_understood_stop_everything(box: Sandbox) -> None:
    box.plan(("## 5) ", DOCUMENTS))
    before = box.everything()
    refused = box.prepare()
    assert (refused.code, box.everything()) == (3, before)
    assert "error: «docs/notas.txt» está bajo «Los que se van»" in refused.err
