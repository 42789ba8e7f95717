"""The last line of a check; apart from the findings' words, which most ranges do not need."""


def summary(messages: int, errors: int, warnings: int, program: str) -> str:
    """The last line of a check; `program` is how a shell starts relcommit."""
    checked = f"{messages} mensaje revisado" if messages == 1 else f"{messages} mensajes revisados"
    if not messages:
        return "No hay mensajes que revisar."
    if not errors and not warnings:
        return f"{checked}: todo correcto."
    counts = [f"{errors} {'error' if errors == 1 else 'errores'}"] if errors else []
    counts += [f"{warnings} {'aviso' if warnings == 1 else 'avisos'}"] if warnings else []
    return f"{checked}: {' y '.join(counts)}. Para saber más: «{program} check --explain CÓDIGO»."
