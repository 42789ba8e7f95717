"""What `relcommit prepare` reads and composes: the earlier work, the answers, the texts."""
