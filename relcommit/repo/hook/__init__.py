"""The commit-msg hook: the script that is generated, and where it is put."""
