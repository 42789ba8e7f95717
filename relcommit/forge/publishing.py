"""Telling the evidence on GitHub: in the body's zone, else in one comment that is ours."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from relcommit.checklist import zone
from relcommit.checklist.report import Report
from relcommit.errors.forge import Forbidden, RepositoryNotFound, answer_of
from relcommit.forge.api import GitHubApi
from relcommit.text.evidence import table

Place = Literal["cuerpo", "comentario", "ninguno"]

COMMENT_MARKER = "<!-- relcommit:pruebas -->"
ACTIONS_BOT = "github-actions[bot]"
"""Who writes with a workflow's own token."""


@dataclass
class Publisher:
    """Whoever the token belongs to, speaking in one repository."""

    api: GitHubApi

    @cached_property
    def login(self) -> str:
        """Lower-case login of whoever writes; an Action's own token does not say whose it is."""
        try:
            user = self.api.get("/user")
        except (Forbidden, RepositoryNotFound):
            return ACTIONS_BOT
        with answer_of(self.api.repository, "/user"):
            return str(user["login"]).lower()

    def tell(self, number: int, body: str, report: Report) -> Place:
        """Put the table where it fits; nothing is written where it stands already. Only what is refused is left out."""
        try:
            new = zone.update(body, report.boxes(), table(report, room=_room(body)))
            if new is None:
                self._comment(number, table(report, opened=True))
                return "comentario"
            if new != body:
                self.api.send("PATCH", f"pulls/{number}", {"body": new})
                self._drop_comment(number)
        except (Forbidden, RepositoryNotFound):
            return "ninguno"
        return "cuerpo"

    def _comment(self, number: int, text: str) -> None:
        body = f"{COMMENT_MARKER}\n{text}"
        ours = self._ours(number)
        if ours is None:
            self.api.send("POST", f"issues/{number}/comments", {"body": body})
        elif ours["body"] != body:
            self.api.send("PATCH", f"issues/comments/{ours['id']}", {"body": body})

    def _drop_comment(self, number: int) -> None:
        """Once the body has its table again, an older comment would contradict it."""
        if (ours := self._ours(number)) is not None:
            self.api.send("DELETE", f"issues/comments/{ours['id']}", {})

    def _ours(self, number: int) -> Any:
        """Our comment: by its marker *and* by who wrote it, for anybody can write a marker."""
        for comment in self.api.pages(f"issues/{number}/comments"):
            login = str((comment.get("user") or {}).get("login") or "").lower()
            if login == self.login and str(comment.get("body") or "").startswith(COMMENT_MARKER):
                return comment
        return None


def _room(body: str) -> int:
    """What the table may take beside all the rest of the body."""
    return max(0, min(60_000, zone.BODY_LIMIT - len(body) - 200))
