"""From values to the steps to take: one module for each command."""
