"""Conventional Commits: grammar, rules, Spanish, and composing a message."""
