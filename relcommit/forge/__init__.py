"""Where pull requests live: GitHub, or a folder."""
