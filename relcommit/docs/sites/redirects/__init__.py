"""The addresses that moves take away, and the redirections that give them back."""
