"""Telling the evidence on GitHub: in the body's zone, else in one comment that is ours, and as a check run."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from relcommit.checklist import zone
from relcommit.checklist.report import Report
from relcommit.errors.forge import Forbidden, RepositoryNotFound, answer_of
from relcommit.forge.api import GitHubApi
from relcommit.text.es import checklist as es
from relcommit.text.evidence import table
from relcommit.text.terminal import escape_control, escape_workflow_commands

Place = Literal["cuerpo", "comentario", "ninguno"]

CHECK_NAME = "relcommit"
COMMENT_MARKER = "<!-- relcommit:pruebas -->"
MOST_OUTPUT = 60_000
"""Characters of a check run's summary; GitHub takes 65,535."""
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

    def check(self, reports: Sequence[Report], sha: str) -> bool:
        """Write our check run on a commit, whose every pull request has to hold; false where the token may not.

        A protected branch asks for the check by its name alone, and all pull requests of a commit share what stands
        there: none of them may turn it green for another. The newest of its name counts.
        """
        ordered = sorted(reports, key=lambda report: not report.missing("antes"))
        missing = sum(len(report.missing("antes")) for report in ordered)
        room = MOST_OUTPUT // len(ordered) - 100
        tables = [(f"## #{report.pull_request}\n\n", table(report, opened=True, room=room)) for report in ordered]
        return self._run(
            sha,
            "failure" if missing else "success",
            es.check_title(missing),
            "\n\n".join(title + text for title, text in tables) if len(tables) > 1 else tables[0][1],
            [report.pull_request or 0 for report in ordered],
        )

    def unreadable(self, number: int, sha: str, why: str) -> bool:
        """Write our check run where something kept the evidence from being looked at: an older one may be green."""
        return self._run(sha, "failure", es.CHECK_BROKEN, escape_workflow_commands(escape_control(why)), [number])

    def _run(self, sha: str, conclusion: str, title: str, summary: str, numbers: Sequence[int]) -> bool:
        """The first of the numbers is the one to look at."""
        answer = {
            "name": CHECK_NAME,
            "head_sha": sha,
            "status": "completed",
            "conclusion": conclusion,
            "external_id": f"pull-requests: {', '.join(map(str, sorted(numbers)))}",
            "details_url": f"{self.api.home.web}/{self.api.repository}/pull/{numbers[0]}",
            "output": {"title": title, "summary": summary},
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
        for comment in self.api.pages(f"issues/{number}/comments"):
            login = str((comment.get("user") or {}).get("login") or "").lower()
            if login == self.login and str(comment.get("body") or "").startswith(COMMENT_MARKER):
                return comment
        return None


def _room(body: str) -> int:
    """What the table may take beside all the rest of the body."""
    return max(0, min(60_000, zone.BODY_LIMIT - len(body) - 200))
