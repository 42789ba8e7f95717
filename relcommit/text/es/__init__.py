"""One-line messages in Spanish, one module for each room; layouts are in templates/es."""
