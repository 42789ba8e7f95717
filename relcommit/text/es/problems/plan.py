"""What is wrong with a plan: what happened, and what to do about it."""

from relcommit.errors import plan as e
from relcommit.errors.base import RelcommitError
from relcommit.text.es.common import place, system_reason


def words(problem: RelcommitError) -> str | None:
    """The words of an error of this room."""
    match problem:
        case e.PlanLacks(file, "branch"):
            return f"{file}: el plan no recomienda ninguna rama.\nAñade una sección «Rama recomendada» con su nombre."
        case e.PlanLacks(file, _):
            return (
                f"{file}: el plan no recomienda ningún mensaje de commit.\n"
                "Añade una sección «Mensaje de commit recomendado» con «tipo(ámbito): descripción»."
            )
        case e.BranchNameRefused(file, line, branch, alphabet):
            return (
                f"{place(file, line)}: «{branch}» no vale como nombre de rama.\n"
                f"Usa solo [{alphabet}], sin «..», y sin empezar por «-» ni por «.»."
            )
        case e.HeaderRefused(file, line, header, complaints):
            said = "\n".join(f"  {one}" for one in complaints)
            return (
                f"{place(file, line)}: el commit recomendado no cumple las reglas: «{header}».\n{said}\n"
                "Corrige el plan; si el equipo escribe de otra manera, dilo en [commit] de relcommit.toml."
            )
        case e.PlanMissing(file, number):
            return (
                f"No se puede leer el plan «{file}»: {system_reason(number)}.\n"
                "Comprueba la ruta; cuenta desde la carpeta en la que estás."
            )
        case e.PlanNotText(file, line):
            return f"{place(file, line)}: el plan no es texto en UTF-8.\nGuárdalo en UTF-8 y repite la orden."
        case e.PlanOutside(file, root):
            return f"El plan «{file}» no está dentro del repositorio «{root}».\nCópialo dentro y repite la orden."
        case e.EmptyPlan(file):
            return f"«{file}» está vacío.\nEscribe el plan, o crea uno con «relcommit plan new»."
        case e.PlanExists(file):
            return f"«{file}» ya existe y no se sobrescribe.\nElige otro nombre con «--output»."
        case e.PlanNotWritten(file, why):
            return f"No se puede escribir «{file}»: {why}.\nElige otro sitio con «--output»."
        case e.PlanNeeds(field, None):
            return f"Falta «{field}» y no hay una terminal donde preguntarlo.\nDilo con «{field} VALOR»."
        case e.PlanNeeds(field, value):
            return f"«{value}» no sirve para «{field}»: al leer el plan no se recuperaría igual.\nEscribe otro valor."
        case _:
            return None
