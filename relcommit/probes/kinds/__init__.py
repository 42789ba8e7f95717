"""One probe a file: the evidence that each kind of item asks for."""
