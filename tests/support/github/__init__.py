"""A stateful double of GitHub over real bare repositories; README.md in the folder above tells how to use it."""

from tests.support.github import (
    branches,
    checks,
    evidence,
    graphql,
    issues,
    pulls,
    repositories,
    reviews,
    tracking,
    users,
)
from tests.support.github.faults import (
    BAD_GATEWAY,
    FORBIDDEN,
    NOT_FOUND,
    TOO_MANY,
    UNAUTHORIZED,
    Cut,
    Garbage,
    Silence,
    Slow,
    Status,
    Trickle,
)
from tests.support.github.router import Call, Router, routes
from tests.support.github.server import GitHub, Seen
from tests.support.github.state import Pull, Repository

RESOURCES = (branches, checks, evidence, graphql, issues, pulls, repositories, reviews, tracking, users)
"""Importing a resource adds its lines to `routes`."""

__all__ = [
    "BAD_GATEWAY",
    "FORBIDDEN",
    "NOT_FOUND",
    "RESOURCES",
    "TOO_MANY",
    "UNAUTHORIZED",
    "Call",
    "Cut",
    "Garbage",
    "GitHub",
    "Pull",
    "Repository",
    "Router",
    "Seen",
    "Silence",
    "Slow",
    "Status",
    "Trickle",
    "routes",
]
