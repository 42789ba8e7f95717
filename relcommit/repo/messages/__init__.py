"""The messages of commits, from git to their judge: a file, one commit, a range."""
