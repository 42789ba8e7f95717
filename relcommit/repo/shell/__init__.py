"""What a shell tells of a message by itself: for the commit-msg hook, and for the `relcommit` command of POSIX."""
