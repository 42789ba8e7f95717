"""What can go wrong, one module a room: each error is a class with its facts and, beside them, its words in Spanish."""
