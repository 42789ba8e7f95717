"""Where evidence is read: GitHub, workflows, tables, commands and source files."""
