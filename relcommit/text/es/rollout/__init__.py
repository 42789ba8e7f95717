"""What `relcommit rollout` says, in Spanish."""
