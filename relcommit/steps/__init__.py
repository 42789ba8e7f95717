"""What can happen to the world; every step carries its way back."""
