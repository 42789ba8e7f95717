"""Where each kind of file names others, by its bytes."""
