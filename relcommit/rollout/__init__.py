"""The plan's deployment as a judge sees it: what sets a rollback off, how much evidence there is, and what it says."""
