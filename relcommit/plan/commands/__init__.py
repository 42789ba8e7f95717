"""The git and gh commands that a plan suggests: read and compared, never run."""
