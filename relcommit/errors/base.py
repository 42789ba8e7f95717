"""What every error is, and the families that decide the exit code (DESIGN section 4)."""

from abc import abstractmethod
from typing import ClassVar, dataclass_transform


@dataclass_transform(eq_default=False)
class RelcommitError(Exception):
    """Anything that relcommit itself reports; the annotated names of a subclass are its facts, `explain` its words.

    Not `dataclasses`: they cost each start a tenth of a millisecond an error, and nobody meets all of them.
    Never frozen: Python writes to exceptions while they travel.
    """

    exit_code: ClassVar[int] = 70
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Note the facts in order, as `match` and the constructor take them."""
        facts = (*cls.__match_args__, *cls.__dict__.get("__annotations__", ()))  # noqa: RUF063 - inspect is slow to import
        cls.__match_args__ = facts  # type: ignore[misc]

    def __init__(self, *facts: object, **named: object) -> None:
        """Raises TypeError for a fact too many or missing that has no default, and for a class without `explain`."""
        if getattr(self.explain, "__isabstractmethod__", False):  # `abc` itself does not look at exceptions
            raise TypeError(f"{type(self).__name__} has no «explain»")
        given = dict(zip(self.__match_args__, facts, strict=False)) | named
        unknown = given.keys() - set(self.__match_args__)
        missing = [name for name in self.__match_args__ if name not in given and not hasattr(type(self), name)]
        if len(facts) > len(self.__match_args__) or unknown or missing:
            raise TypeError(f"{type(self).__name__}: {self.__match_args__} = {facts} {named}")
        super().__init__(*given.values())
        self.__dict__.update(given)

    @abstractmethod
    def explain(self) -> str:
        """The error in Spanish: the first line tells what happened, the second what to do about it."""


class WrongUsage(RelcommitError):
    """The command was called in a way that cannot be right."""

    exit_code = 2


class Unreadable(RelcommitError):
    """A plan or the settings cannot be read."""

    exit_code = 3


class NotInState(RelcommitError):
    """The repository is not in a state to do it."""

    exit_code = 4


class Refused(RelcommitError):
    """The forge or the network said no."""

    exit_code = 5


class CheckFailed(RelcommitError):
    """What is about to be published does not hold."""

    exit_code = 1


class Midway(RelcommitError):
    """Stopped with work done; the run can continue or be undone."""

    exit_code = 6
