"""What a command reads and composes before it acts: no click, no terminal."""
