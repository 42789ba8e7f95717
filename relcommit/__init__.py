"""From a release plan in Markdown, in Spanish, to a branch, a commit and a pull request."""

__version__ = "0.1.0"
