"""What the double answers: values that say which of GitHub's published schemas they follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from githubkit_schemas.latest.models import BasicError, ValidationError, ValidationErrorSimple
from pydantic import BaseModel, TypeAdapter

_OLDER = {"status", "merge_commit_sha"}
"""What the API's default version still says and the newest schemas no longer have."""

DOCS = "https://docs.github.com/rest"

Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """One object, or nothing (204)."""

    data: object = None
    model: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """A list, of which the server sends the page asked for; `key` where it stands inside an object."""

    items: Sequence[object]
    model: Any
    """Of an item; of the whole object where there is an `inside`."""
    key: str | None = None
    inside: Json | None = None
    """The rest of the object, where it has more than a total."""


class Problem(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, data: Json, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, data)
        model: type[BaseModel] = BasicError
        if status == 422 and "errors" in data:
            plain = all(isinstance(one, str) for one in data["errors"])
            model = ValidationErrorSimple if plain else ValidationError
        self.answer = Answer(data, model, status, headers or {})


def problem(status: int, message: str, headers: Mapping[str, str] | None = None, **more: object) -> Problem:
    """An error with GitHub's usual shape."""
    data = {"message": message, **more, "documentation_url": DOCS, "status": str(status)}
    return Problem(status, data, headers)


def bad_credentials() -> Problem:
    return problem(401, "Bad credentials")


def not_found() -> Problem:
    return problem(404, "Not Found")


def lacking_permission(needs: str) -> Problem:
    """A fine-grained token without a permission: `pull_requests=write`."""
    said = "Resource not accessible by personal access token"
    return problem(403, said, {"X-Accepted-GitHub-Permissions": needs})


def lacking_role() -> Problem:
    return problem(403, "Must have admin rights to Repository.")


def sso_required(organization: str) -> Problem:
    address = f"https://github.com/orgs/{organization}/sso?authorization_request=A1B2"
    said = (
        "Resource protected by organization SAML enforcement. "
        "You must grant your Personal Access token access to this organization."
    )
    return problem(403, said, {"X-GitHub-SSO": f"required; url={address}"})


def invalid(*errors: Json) -> Problem:
    """422 with what is wrong in each field."""
    return problem(422, "Validation Failed", errors=list(errors))


def wrong_field(resource: str, name: str, code: str = "invalid") -> Problem:
    return invalid({"resource": resource, "field": name, "code": code})


def custom(resource: str, message: str, field_name: str | None = None) -> Problem:
    """422 in GitHub's own words."""
    place = {"field": field_name} if field_name else {}
    return invalid({"resource": resource, "code": "custom", **place, "message": message})


def check(data: object, model: Any) -> None:
    """Raise ValueError where an answer does not follow its schema, or has names that the schema lacks."""
    _adapter(model).validate_python(data)
    fields = getattr(model, "model_fields", None)
    if fields is not None and isinstance(data, dict):
        known = {one.alias or name for name, one in fields.items()}
        if unknown := data.keys() - known - _OLDER:
            raise ValueError(f"{model.__name__} has no {sorted(unknown)}")


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)
