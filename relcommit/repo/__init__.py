"""The repository: GitPython for pushing, a fixed git argv for the rest."""
