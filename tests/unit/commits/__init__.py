"""The commits room."""
