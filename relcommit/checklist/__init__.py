"""Done items, their evidence and verdicts, and the zone of a pull request body that is ours."""
