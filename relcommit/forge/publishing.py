"""Telling the evidence on GitHub: in the body's zone, else in one comment that is ours, and as a check run."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from relcommit.checklist import zone
from relcommit.checklist.report import Report
from relcommit.errors.forge import Forbidden, RepositoryNotFound
from relcommit.forge.api import GitHubApi
from relcommit.text.es import checklist as es
from relcommit.text.evidence import table

Place = Literal["cuerpo", "comentario", "ninguno"]

CHECK_NAME = "relcommit"
COMMENT_MARKER = "<!-- relcommit:pruebas -->"
_ACTIONS_BOT = "github-actions[bot]"


@dataclass
class Publisher:
    """Whoever the token belongs to, speaking in one repository."""

    api: GitHubApi

    @cached_property
    def login(self) -> str:
        """Lower-case login of whoever writes; an Action's own token does not say whose it is."""
        try:
            return str(self.api.get("/user")["login"]).lower()
        except (Forbidden, RepositoryNotFound):
            return _ACTIONS_BOT

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

    def check(self, sha: str, report: Report) -> bool:
        """Write our check run; false where the token may not. It is the newest of its name that counts."""
        missing = len(report.missing("antes"))
        answer = {
            "name": CHECK_NAME,
            "head_sha": sha,
            "status": "completed",
            "conclusion": "failure" if missing else "success",
            "output": {"title": es.check_title(missing), "summary": table(report, opened=True)},
        }
        try:
            self.api.send("POST", "check-runs", answer)
        except (Forbidden, RepositoryNotFound):
            return False
        return True

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
        for one in self.api.pages(f"issues/{number}/comments"):
            login = str((one.get("user") or {}).get("login") or "").lower()
            if login == self.login and str(one.get("body") or "").startswith(COMMENT_MARKER):
                return one
        return None


def _room(body: str) -> int:
    """What the table may take beside all the rest of the body."""
    return max(0, min(60_000, zone.BODY_LIMIT - len(body) - 200))
