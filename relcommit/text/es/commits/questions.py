"""What `relcommit commit` asks and says; the questions that commitizen asks too are in `commitizen.py`."""

from collections.abc import Sequence

HELP = """Pregunta por las partes del mensaje, las revisa según se escriben y hace el commit.

Lo que sigue a «--» se pasa a «git commit»: «relcommit commit -- --amend»."""
DRY_RUN = "Muestra el mensaje y no hace el commit."
TYPE = "Tipo"
BREAKING = "¿Deja de funcionar algo? Di qué (Intro si no)"
FOOTER = "Incidencias que cierra o a las que se refiere, como «Refs: #12» (Intro para omitirlo)"
NO_FOOTER = "Un pie es «palabra: valor», como «Refs: #12» o «Closes: #12»."


def scopes(names: Sequence[str]) -> str:
    """The scopes to choose from."""
    return f"Ámbitos: {', '.join(names)}"
