"""What `relcommit rollout` reads, composes and runs."""
