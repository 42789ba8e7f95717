"""What can go wrong, as facts: one module a room. `text/es/problems/` has the words, in modules of the same names."""
