"""Types that tell one text from another."""

from typing import Literal, NewType

BranchName = NewType("BranchName", str)
"""A branch without `refs/heads/`, as `git branch` prints it."""

RemoteName = NewType("RemoteName", str)
"""A remote as `git remote` prints it."""

Sha = NewType("Sha", str)
"""A full object id, in lower-case hexadecimal."""

RepoPath = NewType("RepoPath", str)
"""A path from the root of the repository, with `/` between its parts and no leading one."""

RunId = NewType("RunId", str)
"""The name of one run, and of its folder in the journal."""

Status = Literal["vigente", "historico"]
"""What a document is: current, or kept for the record."""

Severity = Literal["error", "warning", "off"]
"""What a finding is worth: it refuses the message, it is told, or it is not."""

CaseOfSubject = Literal["lower", "sentence", "any"]
"""Whether a description opens with a small letter, with a capital, or as its author likes."""

CoAuthors = Literal["allow", "forbid", "require"]
"""Whether commits may, may not or have to name who else wrote them."""

TicketPlace = Literal["any", "header", "footer"]
"""Where a message names its ticket: anywhere, in its first line, or in its footers."""

Mood = Literal["presente", "infinitivo", "libre"]
"""How a commit's description starts: «reorganiza», «reorganizar», or as its author likes."""

TOKEN_VARIABLES = ("GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "RELCOMMIT_TOKEN")
"""Variables of the environment that no child is handed: neither git, nor its hooks and filters, nor gh."""
