"""The words of errors: one module for each of `relcommit.errors`, of the same name."""
