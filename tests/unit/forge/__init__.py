"""Where a remote points, whose token it takes, and where pull requests live."""
