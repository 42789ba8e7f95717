"""The journal of a run, its lock, and going forward, on and back."""
