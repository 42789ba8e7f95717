"""Doors for other tools: commitizen, git, GitHub Actions."""
